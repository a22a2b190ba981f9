"""The place of a picture: named by the text, or the home of its things and its hero."""

from hashlib import sha256
from typing import Protocol

from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.words.brief import Prop
from inkwell_offline.illustrator.words.grammar import PLACES
from inkwell_offline.illustrator.words.matcher import Match

HOME_OF = {
    "mermaid": "underwater",
    "astronaut": "space",
    "pirate": "beach",
    "knight": "castle",
    "princess": "castle",
    "prince": "castle",
    "queen": "castle",
    "king": "castle",
    "wizard": "castle",
    "fairy": "forest",
    "chef": "kitchen",
    "clown": "circus",
    "santa": "snow",
    "ballerina": "circus",
    "firefighter": "city",
    "doctor": "school",
    "cowboy": "desert",
    "superhero": "city",
    "detective": "city",
    "dragon": "castle",
    "robot": "space",
    "penguin": "snow",
    "polar bear": "snow",
    "lion": "jungle",
    "tiger": "jungle",
    "leopard": "jungle",
    "monkey": "jungle",
    "elephant": "jungle",
    "giraffe": "jungle",
    "zebra": "jungle",
    "hippo": "jungle",
    "parrot": "jungle",
    "crocodile": "jungle",
    "dinosaur": "jungle",
    "panda": "jungle",
    "koala": "forest",
    "fox": "forest",
    "wolf": "forest",
    "bear": "forest",
    "deer": "forest",
    "owl": "forest",
    "raccoon": "forest",
    "squirrel": "forest",
    "hedgehog": "forest",
    "unicorn": "meadow",
    "cow": "meadow",
    "pig": "meadow",
    "sheep": "meadow",
    "goat": "mountains",
    "horse": "meadow",
    "hen": "meadow",
    "chick": "meadow",
    "duck": "meadow",
    "frog": "garden",
    "mouse": "garden",
    "turtle": "beach",
    "bunny": "meadow",
    "cat": "garden",
    "dog": "garden",
}
PROP_HOME = {
    "fish": "underwater",
    "coral": "underwater",
    "octopus": "underwater",
    "whale": "underwater",
    "dolphin": "underwater",
    "jellyfish": "underwater",
    "seaweed": "underwater",
    "starfish": "beach",
    "shell": "beach",
    "sandcastle": "beach",
    "boat": "beach",
    "pirate ship": "beach",
    "treasure chest": "beach",
    "lighthouse": "beach",
    "beach umbrella": "beach",
    "rocket": "space",
    "planet": "space",
    "flying saucer": "space",
    "snowman": "snow",
    "sled": "snow",
    "igloo": "snow",
    "bed": "bedroom",
    "teddy bear": "bedroom",
    "toy box": "bedroom",
    "lamp": "bedroom",
    "stove": "kitchen",
    "pot": "kitchen",
    "cake": "kitchen",
    "blackboard": "school",
    "desk": "school",
    "bookshelf": "school",
    "castle": "castle",
    "sword": "castle",
    "circus tent": "circus",
    "skyscraper": "city",
    "car": "city",
    "shop": "city",
    "mushroom house": "forest",
    "mushroom": "forest",
    "barn": "meadow",
    "windmill": "meadow",
    "cactus": "desert",
    "palm": "beach",
    "icon:pizza": "kitchen",
    "icon:volcano": "mountains",
    "campfire": "forest",
    "tent": "mountains",
    "kite": "meadow",
    "slide": "meadow",
    "swing": "garden",
}
POSE_HOME = {"sleep": "bedroom", "swim": "underwater"}


class Reading(Protocol):
    """The knowledge of a text when its place is chosen."""

    words: list[str]
    found: list[Match]
    things: dict[str, Prop]

    def before(self, match: Match, reach: int) -> list[str]:
        """The words before a match, nearest first."""

    def first(self, category: str) -> str:
        """The first value of a category, or ""."""


BUILT = {"castle": ("castle", ("castle", "palace", "fortress")), "circus": ("circus tent", ("circus",))}
"""Places that can be seen from another place: what is seen, and the words that speak of the building itself."""


def named_places(reader: Reading) -> list[tuple[Match, str]]:
    """The places a text names. The last of two is the place itself: a castle library is a library."""
    named = [(m, v) for m in reader.found if (v := m.value("setting")) and m.value("ignored") is None]
    starts = {m.start for m, _ in named}
    return [(m, v) for m, v in named if m.end not in starts]


def seen_from(reader: Reading, place: str) -> list[Prop]:
    """Buildings of other named places, as things of the chosen one."""
    seen = {
        BUILT[v][0]
        for m, v in named_places(reader)
        if v != place and v in BUILT and reader.words[m.start] in BUILT[v][1]
    }
    return [Prop(name) for name in sorted(seen - reader.things.keys())]


def place_for(reader: Reading, cast: list[Character], pose: str, seed_key: str) -> tuple[str, bool]:
    """The place, and whether the text named it."""
    named = named_places(reader)
    placed = [(m, v) for m, v in named if any(w in PLACES for w in reader.before(m, 4))]
    for group in (placed, named):
        strong = [v for m, v in group if v not in ("snow",)] or [v for _, v in group]
        if strong:
            return strong[0], True
    if reader.first("weather") == "snow" or reader.first("season") == "winter":
        return "snow", False
    for prop in reader.things:
        if prop in PROP_HOME and (not cast or prop not in ("mushroom", "teddy bear", "kite", "lamp", "cake")):
            return PROP_HOME[prop], False
    if pose in POSE_HOME:
        return POSE_HOME[pose], False
    for who in cast[:1]:
        home = HOME_OF.get(who.role or who.species)
        if home:
            return home, False
    for prop in reader.things:
        if prop in PROP_HOME:
            return PROP_HOME[prop], False
    pick = sha256(seed_key.encode()).digest()[0]
    return ("meadow", "garden", "forest")[pick % 3], False
