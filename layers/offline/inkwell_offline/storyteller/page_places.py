"""Places of page plans: what stands there, who lives there, and when; all of it can be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """A place of scenes.

    Args:
        kind: land, sea, space or room.
        details: what stands there, with articles.
        friends: who may come along, as nouns.
        motifs: for patterns, in the plural.
        snows: whether it ever snows there.
    """

    kind: str
    details: tuple[str, ...]
    friends: tuple[str, ...]
    motifs: tuple[str, ...]
    snows: bool = True


def _ground(kind: str, details: str, friends: str, motifs: str, *, snows: bool = True) -> Ground:
    """A place of lists whose entries are parted by bars."""
    return Ground(kind, tuple(details.split("|")), tuple(friends.split("|")), tuple(motifs.split("|")), snows)


PLACES: Mapping[str, Ground] = {
    "forest": _ground(
        "land",
        "a mossy log|tall ferns|an old tree stump|a mushroom house|a wooden signpost|a little bridge|a berry bush|an oak tree|a campfire|a big rock",
        "squirrel|hedgehog|owl|deer|fox|bunny",
        "mushrooms|acorns|leaves|owls",
    ),
    "jungle": _ground(
        "land",
        "a palm tree|giant ferns|a fallen log|a big rock|tall reeds|a flowering bush|a wooden bridge|a tent",
        "monkey|parrot|elephant|tiger|frog|lion",
        "parrots|bananas|flowers|coconuts",
        snows=False,
    ),
    "garden": _ground(
        "land",
        "tall sunflowers|a row of carrots|a wooden fence|a wishing well|a rose bush|an apple tree|a round pumpkin|a watering basket|red tulips",
        "mouse|frog|bunny|hen|bird|cat",
        "sunflowers|butterflies|ladybugs|carrots",
    ),
    "meadow": _ground(
        "land",
        "white daisies|a wooden fence|a windmill|an oak tree|red tulips|a big rock|a hot air balloon|a little house|a flowering bush",
        "bunny|sheep|horse|bird|cow|mouse",
        "daisies|butterflies|bees|tulips",
    ),
    "farm": _ground(
        "land",
        "a red barn|a wooden fence|a tractor|an apple tree|a wishing well|a round pumpkin|a windmill|tall sunflowers|a basket of eggs",
        "hen|pig|cow|sheep|duck|goat|horse",
        "carrots|pumpkins|eggs|sunflowers",
    ),
    "mountain": _ground(
        "land",
        "a tall pine tree|a big rock|a tent|a little bridge|a wooden signpost|a campfire|a cabin|a hot air balloon",
        "goat|bear|owl|deer|fox|bird",
        "pine trees|stars|clouds|snowflakes",
    ),
    "beach": _ground(
        "land",
        "a sandcastle|a palm tree|a beach umbrella|a sailboat|a treasure chest|a big starfish|a lighthouse|a striped ball|a bucket",
        "turtle|parrot|crab|dog|cat",
        "shells|starfish|sailboats|little fish",
        snows=False,
    ),
    "sea": _ground(
        "sea",
        "a coral reef|waving seaweed|a treasure chest|a big starfish|a giant shell|a shy octopus|a jellyfish|a big rock|three striped fish",
        "turtle|dolphin|octopus|fish|whale|crab",
        "little fish|shells|starfish|jellyfish",
    ),
    "river": _ground(
        "land",
        "tall reeds|a little bridge|a sailboat|a water lily|a big rock|a mossy log|an oak tree",
        "duck|frog|turtle|bird|mouse",
        "water lilies|dragonflies|little fish|leaves",
    ),
    "castle": _ground(
        "land",
        "a castle tower|a wishing well|a stone bridge|a rose bush|a treasure chest|a wooden fence|a golden crown|a big shield",
        "knight|dragon|princess|horse|cat|owl",
        "crowns|castles|stars|roses",
    ),
    "city": _ground(
        "land",
        "a little shop|a tall building|a car|a fountain|a bus|a bicycle|a tree|a fire engine|a hot air balloon",
        "dog|cat|bird|mouse|robot",
        "cars|houses|balloons|stars",
    ),
    "space": _ground(
        "space",
        "a rocket|a planet with rings|a flying saucer|three stars|a satellite|a comet|the round moon|a friendly alien",
        "robot|alien|astronaut|owl|cat",
        "rockets|planets|stars|moons",
    ),
    "sky": _ground(
        "land",
        "a hot air balloon|puffy clouds|a rainbow|a kite|an airplane|a flock of birds|the smiling sun",
        "bird|owl|parrot|duck",
        "clouds|stars|kites|hot air balloons",
        snows=False,
    ),
    "desert": _ground(
        "land",
        "a tall cactus|a big rock|a tent|a camel|a wishing well|a palm tree|a treasure chest",
        "lizard|camel|fox|mouse",
        "cacti|suns|stars|lizards",
        snows=False,
    ),
    "cave": _ground(
        "land",
        "a sparkling crystal|a big rock|a treasure chest|a lantern|a mushroom|a little bridge",
        "bear|dragon|mouse|bat",
        "crystals|lanterns|mushrooms|bats",
        snows=False,
    ),
    "arctic": _ground(
        "land",
        "an igloo|a snowman|a snowy pine tree|a sled|a big rock|a lantern|a gift|a little house",
        "penguin|polar bear|fox|bunny|owl",
        "snowflakes|mittens|snowmen|stars",
    ),
    "kitchen": _ground(
        "room",
        "a big table|a warm stove|a layer cake|a round teapot|a pot of soup|a basket of apples|a chair|a plate of cookies|a jar of honey",
        "mouse|cat|bear|dog|hen",
        "cupcakes|cookies|teapots|strawberries",
    ),
    "school": _ground(
        "room",
        "a bookshelf|a school desk|a blackboard|a globe|a chair|a lamp|a window|a box of crayons|a potted plant",
        "mouse|owl|cat|bear|panda",
        "pencils|books|stars|globes",
    ),
    "house": _ground(
        "room",
        "a cozy bed|a lamp|a toy box|a bookshelf|a window|a chair|a teddy bear|a toy train|a drum",
        "cat|dog|mouse|bear|bunny",
        "teddy bears|balls|stars|moons",
    ),
    "circus": _ground(
        "land",
        "a circus tent|a big drum|a striped ball|a ferris wheel|a bag of popcorn|two balloons|a carousel|a trumpet",
        "clown|elephant|lion|monkey|horse",
        "balloons|balls|stars|drums",
    ),
    "park": _ground(
        "land",
        "a slide|a swing|an oak tree|a fountain|white daisies|a little bridge|a bicycle|a bush",
        "duck|dog|squirrel|bird|cat",
        "leaves|kites|balls|flowers",
    ),
    "savanna": _ground(
        "land",
        "a lone acacia tree|tall grass|a big rock|a water hole|a termite hill|a fallen log|a flat-topped hill",
        "bird|parrot|lizard|frog|butterfly",
        "paw prints|leaves|flowers|feathers",
        snows=False,
    ),
    "airport": _ground(
        "land",
        "an airplane|a row of suitcases|a control tower|a helicopter|a bus|a tall window|a luggage cart|a big clock",
        "dog|cat|bear|mouse|bird",
        "airplanes|suitcases|clouds|stars",
    ),
    "": _ground(
        "land",
        "a wooden signpost|an oak tree|a flowering bush|a big rock|a little house|a hot air balloon|white daisies|a wooden fence|a wishing well",
        "fox|bunny|owl|bear|mouse|cat",
        "stars|flowers|hearts|leaves",
    ),
}
#: Prepositions before a place, where it is not "in".
BEFORE: Mapping[str, str] = {
    "sea": "under",
    "beach": "on",
    "island": "on",
    "farm": "on",
    "mountain": "on",
    "mountains": "in",
    "ship": "on",
    "river": "by",
    "moon": "on",
    "Mars": "on",
    "zoo": "at",
    "airport": "at",
    "camp": "at",
    "stadium": "at",
    "pool": "at",
}
#: Places that look like others.
LIKE: Mapping[str, str] = {
    **dict.fromkeys(("library", "museum", "workshop", "office"), "school"),
    **dict.fromkeys(("market", "rome", "train", "village"), "city"),
    **dict.fromkeys(("island", "ship", "harbour"), "beach"),
    **dict.fromkeys(("egypt",), "desert"),
    **dict.fromkeys(("snow",), "arctic"),
    **dict.fromkeys(("underwater",), "sea"),
    **dict.fromkeys(("bedroom", "hospital", "cellar", "bathroom"), "house"),
    **dict.fromkeys(("pool", "stadium"), "park"),
    **dict.fromkeys(("camp",), "mountain"),
    **dict.fromkeys(("mountains",), "mountain"),
    **dict.fromkeys(("moon", "mars"), "space"),
    **dict.fromkeys(("zoo",), "park"),
}

#: Times and weathers, by kind of place.
WHENS: Mapping[str, tuple[str, ...]] = {
    "land": (
        "on a sunny day",
        "in the early morning",
        "on a windy day",
        "at sunset",
        "at night under a full moon",
        "under a rainbow",
        "on an autumn day",
        "on a rainy day",
        "in spring",
        "on a snowy winter day",
    ),
    "room": ("in the morning", "on a cozy evening", "at night", "in the afternoon"),
    "sea": ("among rising bubbles", "between fish", "in calm water"),
    "space": ("among the stars", "far from the earth", "between planets"),
}
NIGHTS = ("at night", "at night under a full moon", "under a starry night sky", "late at night")
