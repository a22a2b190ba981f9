"""Collective nouns: words for a whole kind, such as "farm animals", and the members that a picture shows of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from inkwell_offline.illustrator.words import lexicon

_USUAL = 4
"""Members of a kind that a picture shows where nothing says how many."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind.

    Args:
        words: the pattern of its collective nouns.
        members: with articles, the most telling first.
        place: words for the place, where the nouns do not name it.
        alone: whether the noun stands for its members only where the text names nobody and nothing else: in "birds
            sing in the trees" they are the surroundings.
    """

    words: str
    members: tuple[str, ...]
    place: str = ""
    alone: bool = False


def _kind(words: str, members: str, place: str = "", *, alone: bool = False) -> Kind:
    return Kind(words, tuple(members.split("|")), place, alone)


_ANIMALS = "(?:animals|critters|creatures|wildlife|beasts|animal friends)"
KINDS: tuple[Kind, ...] = (
    _kind(
        rf"(?:forest|woodland|woods?) {_ANIMALS}|{_ANIMALS} (?:of|in|from) (?:the |a )?(?:\w+ )?(?:forest|woods)"
        r"|animales del bosque|waldtiere|animaux de la forêt",
        "a fox|a deer|an owl|a bunny|a squirrel|a hedgehog",
        "in the forest",
    ),
    _kind(
        rf"(?:farm|farmyard|barnyard) {_ANIMALS}|{_ANIMALS} (?:of|on|from|in) (?:the |a )?(?:\w+ )?(?:farm|barn)"
        r"|animales de la granja|bauernhoftiere|animaux de la ferme",
        "a cow|a pig|a sheep|a hen|a horse|a duck",
        "on the farm",
    ),
    _kind(
        rf"(?:african|savanna|savannah) {_ANIMALS}"
        rf"|{_ANIMALS} (?:of|in|from) (?:the |a )?(?:\w+ )?(?:africa|savanna|savannah)",
        "a lion|an elephant|a giraffe|a zebra|a hippo|a rhinoceros",
        "in the savanna",
    ),
    _kind(
        rf"(?:jungle|safari|zoo|wild|rainforest) {_ANIMALS}"
        rf"|{_ANIMALS} (?:of|in|from) (?:the |a )?(?:\w+ )?(?:jungle|zoo|rainforest)"
        r"|animales de la selva|zootiere",
        "a lion|an elephant|a monkey|a giraffe|a zebra|a tiger",
        "in the jungle",
    ),
    _kind(
        rf"(?:sea|ocean|marine|underwater|reef|aquatic) (?:{_ANIMALS}|life)"
        rf"|{_ANIMALS} (?:of|in|from|under) (?:the |a )?(?:\w+ )?(?:sea|ocean|reef)|animales marinos|meerestiere",
        "a turtle|an octopus|two fish|a dolphin|a jellyfish|a starfish",
        "under the sea",
    ),
    _kind(rf"(?:arctic|polar|snow|winter) {_ANIMALS}", "a penguin|a polar bear|an owl|a bunny", "in the snow"),
    _kind(rf"baby {_ANIMALS}", "a kitten|a puppy|a chick|a bear cub|a bunny"),
    _kind(r"pets|mascotas|haustiere", "a cat|a dog|a bunny|a parrot"),
    _kind(rf"{_ANIMALS}|animales|tiere|animaux|animali|animais", "a bear|a bunny|a cat|an elephant|a fox|a lion"),
    _kind(r"(?:emergency|rescue) vehicles", "a fire engine|an ambulance|a police car|a helicopter", "in the city"),
    _kind(
        r"(?:vehicles|means of transport|things (?:that go|on wheels)|vehículos|fahrzeuge)",
        "a car|a bus|a truck|a tractor|an airplane",
    ),
    _kind(r"toys|juguetes|spielzeuge?|jouets", "a teddy bear|a ball|a toy train|a drum|a kite"),
    _kind(
        r"fruits?|frutas|früchte",
        "a strawberry|a pineapple|an apple|a banana|a watermelon",
        "in the garden",
        alone=True,
    ),
    _kind(r"vegetables|veggies|verduras|gemüse", "a carrot|an eggplant|a tomato|broccoli|a cucumber", "in the garden"),
    _kind(
        r"(?:sweets|candies|desserts|treats)",
        "a cupcake|a doughnut|an ice cream cone|a lollipop|a cookie",
        "in the kitchen",
    ),
    _kind(r"(?:musical )?instruments", "a guitar|a drum|a trumpet|a violin"),
    _kind(
        r"bugs|insects|minibeasts|creepy crawlies|insectos|insekten",
        "a bee|a butterfly|a ladybug|a snail|a caterpillar",
    ),
    _kind(r"birds|pájaros|aves|vögel|oiseaux", "an owl|a parrot|a duck|a penguin|a robin", alone=True),
    _kind(r"(?:flowers|blossoms|flores|blumen|fleurs)", "a sunflower|a rose|a tulip|a daisy", alone=True),
)

_NONE = r"(?<!\bno )(?<!\bnot )(?<!\bwithout )(?<!\bstuffed )(?<!\bplush )(?<!\btoy )(?<!\bof )(?<!-)"
_LISTED = r"(?!\s*(?::|,?\s*(?:such as|like|including)\b))(?![\w-])"
_NUMBER = rf"(?:(?P<number>{'|'.join(sorted(map(re.escape, lexicon.NUMBERS), key=len, reverse=True))}|\d)\s+)?"
_MANY = r"(?:(?:the|all|some|many|several|various|different|lots of|a group of|all kinds of)\s+)*"
_ADJECTIVES = r"(?P<looks>(?:(?:\w+ly\s+)?(?:cute|happy|funny|friendly|little|small|big|tiny|sweet|wild|baby)\s+)*)"


def _pattern(kind: Kind) -> re.Pattern[str]:
    return re.compile(rf"\b{_NONE}{_MANY}{_NUMBER}{_MANY}{_ADJECTIVES}(?:{kind.words})\b{_LISTED}", re.IGNORECASE)


_PATTERNS = tuple((kind, _pattern(kind)) for kind in KINDS)


def kind_in(text: str) -> Kind | None:
    """The kind that a text speaks of by a collective noun; None for a text that speaks of none."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), None)


def spelled_out(text: str, is_about: Callable[[str], bool]) -> str:
    """A text with the members of each kind instead of its collective noun.

    Args:
        is_about: says of a text whether it names somebody or something to draw.
    """
    for kind, pattern in _PATTERNS:
        found = pattern.search(text)
        if found is None or (kind.alone and is_about(pattern.sub(" ", text))):
            continue
        text = f"{text[: found.start()]}{_told(kind, found, text)}{text[found.end() :]}"
    return text


def _told(kind: Kind, found: re.Match[str], text: str) -> str:
    named = found["number"]
    wanted = _USUAL if not named else int(named) if named.isdigit() else lexicon.NUMBERS[named.lower()]
    rest = f"{text[: found.start()]} {text[found.end() :]}".lower()
    fresh = [each for each in kind.members if not re.search(rf"\b{re.escape(each.split()[-1])}s?\b", rest)]
    shown = fresh[: max(2, wanted)]
    return f"{found['looks']}{', '.join(shown[:-1])} and {shown[-1]} {kind.place}".strip() if shown else ""
