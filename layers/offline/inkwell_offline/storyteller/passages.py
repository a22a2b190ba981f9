"""Passages of scripture for retelling: for each, its scenes in order, with a quotation (King James Version, 1769)."""

from typing import NamedTuple


class Beat(NamedTuple):
    """A scene: its reference, the quotation, the event, and the picture of it."""

    reference: str
    quotation: str
    told: str
    seen: str


class Passage(NamedTuple):
    """A passage: words that mean it, its title, and its scenes."""

    words: str
    title: str
    beats: tuple[Beat, ...]


PASSAGES: tuple[Passage, ...] = (
    Passage(
        "noah ark flood rainbow genesis",
        "Noah and the Ark",
        (
            Beat(
                "Genesis 6:14",
                "Make thee an ark of gopher wood",
                "Noah listened to God, and began to build a very big boat. His family helped, plank by plank.",
                "Noah and his family building a great wooden ark",
            ),
            Beat(
                "Genesis 7:9",
                "There went in two and two unto Noah into the ark",
                "Then the animals came: elephants and mice, lions and lambs, two by two.",
                "pairs of animals walking up a ramp into the ark",
            ),
            Beat(
                "Genesis 7:12",
                "And the rain was upon the earth forty days and forty nights",
                "It rained and rained. Inside the ark it was warm and dry, and God kept everyone safe.",
                "the ark floating on wide water in the rain, light in its window",
            ),
            Beat(
                "Genesis 8:11",
                "And the dove came in to him in the evening",
                "Noah sent out a dove, and she came back with a fresh olive leaf. Somewhere, the land was dry again!",
                "a white dove bringing an olive leaf to Noah at a window",
            ),
            Beat(
                "Genesis 9:13",
                "I do set my bow in the cloud",
                "Everyone stepped out onto the green earth, and over them God put a rainbow, as a promise for ever.",
                "Noah's family and the animals under a bright rainbow",
            ),
        ),
    ),
    Passage(
        "david goliath giant sling samuel",
        "David and Goliath",
        (
            Beat(
                "1 Samuel 17:20",
                "And David rose up early in the morning",
                "David looked after his father's sheep. One morning he was sent to bring bread to his brothers.",
                "young David with a basket of bread leaving his sheep at sunrise",
            ),
            Beat(
                "1 Samuel 17:32",
                "Let no man's heart fail because of him",
                "There stood Goliath, as tall as a tree, and everybody was afraid. But David was not.",
                "young David looking up at a giant across a valley",
            ),
            Beat(
                "1 Samuel 17:40",
                "And chose him five smooth stones out of the brook",
                "David wanted no heavy armour. He took his sling, and chose five stones from the water.",
                "David kneeling by a brook, choosing smooth stones",
            ),
            Beat(
                "1 Samuel 17:45",
                "I come to thee in the name of the LORD of hosts",
                "David ran towards the giant. He knew that he was not alone.",
                "David running forward with his sling, the giant far off",
            ),
            Beat(
                "1 Samuel 17:50",
                "So David prevailed over the Philistine with a sling and with a stone",
                "The small shepherd had won, and all the people were glad and thanked God.",
                "David with his sling, people cheering on the hills",
            ),
        ),
    ),
    Passage(
        "jonah whale fish nineveh",
        "Jonah and the Great Fish",
        (
            Beat(
                "Jonah 1:2",
                "Arise, go to Nineveh, that great city",
                "God had a task for Jonah, but Jonah did not want to go. He ran away to the sea.",
                "Jonah hurrying to a ship in a harbour",
            ),
            Beat(
                "Jonah 1:4",
                "But the LORD sent out a great wind into the sea",
                "A storm shook the ship. Jonah knew why, and told the sailors the truth.",
                "a small ship on high waves, Jonah talking to the sailors",
            ),
            Beat(
                "Jonah 1:17",
                "Now the LORD had prepared a great fish to swallow up Jonah",
                "Down in the deep a great fish came, and kept Jonah safe in its belly for three days.",
                "Jonah praying inside a great gentle fish",
            ),
            Beat(
                "Jonah 2:10",
                "And the LORD spake unto the fish, and it vomited out Jonah upon the dry land",
                "Out came Jonah, back on the shore! Now he was ready to go.",
                "Jonah on a sunny beach, the great fish swimming away",
            ),
            Beat(
                "Jonah 3:5",
                "So the people of Nineveh believed God",
                "Jonah told the people in the city, and they were sorry, and God forgave them.",
                "Jonah talking to people in a great city, kind faces",
            ),
        ),
    ),
    Passage(
        "daniel lions den",
        "Daniel in the Lions' Den",
        (
            Beat(
                "Daniel 6:10",
                "He kneeled upon his knees three times a day, and prayed",
                "Daniel loved God, and talked with Him every day at his window.",
                "Daniel kneeling in prayer at an open window",
            ),
            Beat(
                "Daniel 6:16",
                "Thy God whom thou servest continually, he will deliver thee",
                "A new law said that nobody may pray. Daniel prayed all the same, and was put among the lions.",
                "Daniel standing calmly in a den, the king looking down in worry",
            ),
            Beat(
                "Daniel 6:22",
                "My God hath sent his angel, and hath shut the lions' mouths",
                "The lions lay down like big cats. An angel watched over Daniel.",
                "gentle lions lying around Daniel, soft light of an angel",
            ),
            Beat(
                "Daniel 6:19",
                "Then the king arose very early in the morning",
                "The king could not sleep. In the morning he ran to see how Daniel was.",
                "the king running to the den at dawn",
            ),
            Beat(
                "Daniel 6:23",
                "So Daniel was taken up out of the den",
                "Daniel was safe and sound, because he trusted in his God.",
                "Daniel being lifted out of the den, the king smiling",
            ),
        ),
    ),
    Passage(
        "jesus bethlehem nativity christmas manger luke mary joseph shepherds",
        "The Baby in the Manger",
        (
            Beat(
                "Luke 2:4",
                "Unto the city of David, which is called Bethlehem",
                "Mary and Joseph had a long way to go. At last they saw the lights of Bethlehem.",
                "Mary on a donkey and Joseph coming to a little town at dusk",
            ),
            Beat(
                "Luke 2:7",
                "And wrapped him in swaddling clothes, and laid him in a manger",
                "There was no room in the inn, so baby Jesus was born in a stable.",
                "baby Jesus in a manger, Mary and Joseph beside him, gentle animals",
            ),
            Beat(
                "Luke 2:8",
                "Keeping watch over their flock by night",
                "Out in the fields the shepherds sat by their fire.",
                "shepherds with sheep around a fire under the stars",
            ),
            Beat(
                "Luke 2:10",
                "Fear not: for, behold, I bring you good tidings of great joy",
                "All at once it was bright, and an angel told them the good news.",
                "an angel in bright light above the amazed shepherds",
            ),
            Beat(
                "Luke 2:16",
                "And they came with haste, and found Mary, and Joseph, and the babe lying in a manger",
                "The shepherds ran to the stable, and there He was, just as the angel had said.",
                "shepherds kneeling at the manger",
            ),
        ),
    ),
)
