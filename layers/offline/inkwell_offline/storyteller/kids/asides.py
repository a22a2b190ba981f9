"""The asides of the writing styles: small jokes, adventures or quiet things that run through a whole story."""

from collections.abc import Mapping
from typing import NamedTuple


class Thread(NamedTuple):
    """A running aside: its first sentence, those of the next scenes, the last of them for the turn, and the ending's.

    `needs` are letters of conditions, see `steps.lines`.
    """

    first: str
    further: tuple[str, ...]
    last: str
    needs: str = ""


THREADS: Mapping[str, tuple[Thread, ...]] = {
    "gentle": (
        Thread(
            "“One good thing,” counted {hero}: “I have two warm ears.”",
            (
                "“Two good things,” counted {hero}: “somebody smiled at me.”",
                "“Three good things,” counted {hero}: “nobody gave up.”",
                "“Four good things,” counted {hero}: “the air smells sweet.”",
                "“Five good things,” counted {hero}: “kind voices.”",
                "“Six good things,” counted {hero}: “I am nearly there.”",
            ),
            "“So many good things,” whispered {hero}, “that I have run out of numbers.”",
        ),
        Thread(
            "{Hero} hummed a small tune that had no words yet.",
            (
                "{Hero} hummed, and the small tune grew a little longer.",
                "{Hero} hummed again, and now the tune had a middle.",
                "The small tune went round and round, like a warm spoon in cocoa.",
                "Softly, somebody hummed along.",
                "Now the small tune needed only an end.",
            ),
            "And there, at last, was the end of the tune. It went: la, la, home.",
        ),
        Thread(
            "A white butterfly sat down on {hero}'s shoulder, as light as a wish.",
            (
                "The white butterfly flew a little way ahead, and waited.",
                "The white butterfly rested its wings, and everybody rested too.",
                "The butterfly drew a slow white circle in the air.",
                "The butterfly landed on {hero}'s nose. Nobody breathed.",
                "The white butterfly danced, as if it knew how this would end.",
            ),
            "The white butterfly folded its wings and stayed.",
            needs="od",
        ),
    ),
    "funny": (
        Thread(
            "Behind {hero} walked a duck with a sock on its head. Nobody knew why.",
            (
                "The duck with the sock came too. Now it wore two socks.",
                "The duck had three socks now. “Where does it get them?” whispered {hero}.",
                "The duck wore four socks and a teapot lid. It looked very important.",
                "The duck had lost a sock. It gave everybody a long, hard look.",
                "The duck wore all its socks and half a sandwich.",
            ),
            "And the duck? It bowed, gave everybody a sock, and quacked off.",
        ),
        Thread(
            "Just then {hero} got the hiccups. Hic!",
            (
                "“Hic!” said {hero}, so loudly that a beetle fell over.",
                "“Hic!” {Hero} jumped. The hiccup had come out backwards: “Cih!”",
                "{Hero} drank water upside down. It only made wet hiccups. “Hic-splash!”",
                "“Hic!” said {hero}. “Hic!” answered somebody far away.",
                "{Hero} waited. No hiccup. Still no hiccup... “HIC!”",
            ),
            "And the hiccups? All gone. Hic! Well, nearly.",
        ),
        Thread(
            "{Hero}'s tummy said: GRUMBLE-WUMBLE.",
            (
                "“Was that thunder?” “No,” said {hero}, “that was my tummy.”",
                "GRUMBLE-WUMBLE! A bird flew up. “Sorry,” said {hero}'s tummy.",
                "{Hero}'s tummy sang a whole song. It was a song about pancakes.",
                "“Shhh, tummy,” said {hero}. “Wumble,” whispered the tummy.",
                "{Hero}'s tummy growled so politely that somebody said “bless you”.",
            ),
            "Then there were pancakes. “Thank you,” said {hero}'s tummy. “Wumble.”",
        ),
    ),
    "adventurous": (
        Thread(
            "“Onward!” cried {hero}, because that is what explorers say.",
            (
                "“Onward!” cried {hero}. Over the bumps! Round the bend!",
                "“Onward!” cried {hero}, one fist in the air and one foot in a puddle.",
                "“Onward!” It was steep, it was slippery, it was splendid.",
                "“Onward?” asked a small voice inside. “Onward!” said {hero}.",
                "“Onward!” whispered {hero}. Brave people may whisper, too.",
            ),
            "“Onward?” yawned {hero}. “Tomorrow!” And that was a promise.",
            needs="d",
        ),
        Thread(
            "{Hero} opened the Book of Brave Deeds. Page one was still empty.",
            (
                "{Hero} wrote in the Book of Brave Deeds: “Went where I had never been.”",
                "Into the Book of Brave Deeds went a muddy thumbprint. It counted.",
                "{Hero} wrote: “Was a bit wobbly. Went on anyway.”",
                "Page four of the Book of Brave Deeds got a big gold star.",
                "One page of the Book of Brave Deeds was left, the very last.",
            ),
            "On the last page of the Book of Brave Deeds {hero} wrote: “We did it!”",
        ),
        Thread(
            "{Hero}'s heart went boom, boom, like an adventure drum.",
            (
                "Boom, boom! went {hero}'s heart. Left foot, right foot, leap!",
                "One, two, hup! {Hero} landed on both feet. Boom, boom!",
                "Boom! went {hero}'s heart. A gust of wind, a wild turn, and on!",
                "Boom, boom, boom! Nothing could stop them now.",
                "Quietly now. Boom... boom... Something big was near.",
            ),
            "Boom, boom, went {hero}'s heart, slowly now, and very proud.",
            needs="d",
        ),
    ),
}

#: Sentences that fit anywhere, for a text that is too short for an older child.
PAUSES = (
    "{Hero} took a deep breath, right down to the toes.",
    "For a moment it was so quiet that you could have heard a feather land.",
    "If you had been there, you would have held your breath, too.",
    "{Hero} would remember that for a long, long time.",
    "It was one of those moments that you want to put in your pocket and keep.",
    "Even the air seemed to stand still and look on.",
    "It is funny how a day can change its colour in the middle.",
    "{Hero}'s ears grew quite hot with excitement.",
    "Nobody had planned it like that, and that was the best of it.",
    "It was quite different from what anybody would have thought.",
    "Such things happen more often than you think. You only have to look.",
    "{Hero} blinked twice, to be quite sure that it was real.",
    "And one thing was certain: nobody was bored.",
    "Somewhere far away somebody laughed, as if they knew the story already.",
)

#: Couplets for older children's stories in rhyme, marked as in `steps.lines`.
COUPLETS = """
*od The sky above was wide and blue, / as if it liked this story, too.
*od A snail went by, as slow as slow, / and said, “There's lots of time, you know.”
*od A breeze came up to have a look / and turned the page, as in a book.
*od A ladybird with seven spots / was busy counting all its dots.
*od The clouds went by like sheep in rows. / Where do they go to? No one knows.
*od The shadows grew, the day was long, / but {hero} still was brave and strong.
*od A bumblebee went buzzing by. / “How do you do?” it asked the sky.
*od A beetle in a shiny coat / sat down and wrote a little note.
* With every step and every stride / a little hope grew big inside.
* {Hero} began to hum a song, / and something small soon hummed along.
* Some days are short, and some are long, / and some go right by going wrong.
* Who knows what waits around the bend? / A riddle, or perhaps a friend!
* It takes a brave and steady heart / to finish what it dares to start.
* Around the corner, out of sight, / somebody murmured: “That's quite right.”
* A story is a winding track. / Just turn the page, and don't look back!
* {Hero} stood still, as still as stone. / It's good to know you're not alone.
* And if you listened, you could hear / a giggle, very small and near.
* The time was like a big balloon: / so round, so light, and gone so soon.
* A wish is like a paper boat: / you let it go, and see it float.
* {Hero} sat down and scratched one ear. / A thought came by and said: “I'm here!”
* And what is big, and what is small? / The smallest thing can top it all.
* Now take a breath, and count to three, / and see what there is yet to see.
* {Hero} looked left, {hero} looked right. / No time for giving up in sight!
* If you were there, what would you do? / I think I'd do the same as you.
* There's nothing wrong with being slow. / It's how the finest flowers grow.
* A little luck, a little wit, / and then it's only bit by bit.
* The world is full of open doors, / and one of them is always yours.
"""
CLOSINGS: Mapping[str, tuple[str, ...]] = {
    "prose": ("The end.", "And that was that. The end.", "What a day! The end."),
    "verse": (
        "That is the end, / my little friend.",
        "The tale is done. / Good night, little one.",
        "The end. Good night! / Sleep tight, sleep tight.",
    ),
}
