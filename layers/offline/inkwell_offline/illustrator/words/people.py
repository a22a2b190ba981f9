"""Character records from words: natural looks, stable for a name, changed by what the text says."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from hashlib import sha256
from random import Random
from typing import Any

from inkwell_offline.illustrator.characters.record import PLAIN_ROLES, Character

SKINS = ("#ffe0c9", "#f8d0ae", "#f0bf96", "#e0a878", "#c98d62", "#a86f48", "#7f4f33")
HAIRS = ("#2a1c17", "#4a2f22", "#6b4226", "#8a5a34", "#b07a3f", "#d9a94f", "#a8482a")
GIRL_STYLES = ("tails", "bob", "long", "ponytail", "braids", "bun", "curly", "puffs")
WOMAN_STYLES = ("bob", "long", "bun", "ponytail", "curly", "long")
BOY_STYLES = ("short", "spiky", "curly", "short", "afro", "buzz")
TOPS = ("#ff9f4a", "#5fb3e0", "#ef6f6c", "#7cc47a", "#f7cf5a", "#b58fe0", "#4fb8a8")
BOTTOMS = ("#4f7fc0", "#5a6a8a", "#7a5a9a", "#4f8f7a", "#8a5a4a")
DRESSES = ("#ff8fb0", "#ffcf4a", "#8fb8f0", "#b98af0", "#6fcfae", "#ff9f6b")

FEMALE_ROLES = frozenset(
    ("girl|woman|grandma|princess|queen|fairy|mermaid|witch|ballerina|shepherdess|bride|lady|native girl").split("|")
)
MALE_ROLES = frozenset(
    (
        "boy|man|grandpa|prince|king|wizard|santa|businessman|fisherman|viking|samurai|"
        "roman soldier|caveman|shepherd|highlander|philosopher|leprechaun|gnome|genie|giant|vampire|mummy"
    ).split("|")
)

ROLES: dict[str, dict[str, Any]] = {
    "girl": {},
    "boy": {},
    "child": {},
    "baby": {"age": "baby", "hair_style": "buzz"},
    "woman": {"age": "adult"},
    "man": {"age": "adult"},
    "adult": {"age": "adult"},
    "grandma": {"age": "elder", "hair": "#dcd7dc", "hair_style": "bun", "wears": {"glasses": "#6a5a6a"}},
    "grandpa": {"age": "elder", "hair": "#dcd7dc", "hair_style": "short", "wears": {"glasses": "#6a5a6a"}},
    "knight": {"wears": {"helmet": "#c3ccda"}, "top": "#5a7fd0", "hair_style": "short"},
    "princess": {"wears": {"crown": "#ffcf4d"}, "dress": "#ff9ecb", "hair_style": "long"},
    "prince": {"wears": {"crown": "#ffcf4d", "cape": "#c0394b"}, "top": "#5a7fd0", "hair_style": "short"},
    "queen": {
        "age": "adult",
        "wears": {"crown": "#ffcf4d", "necklace": "#f7f2ff"},
        "dress": "#a56fd0",
        "hair_style": "bun",
    },
    "king": {"age": "adult", "wears": {"crown": "#ffcf4d"}, "top": "#c0394b", "hair_style": "beard"},
    "pirate": {"wears": {"pirate hat": "#3a3040", "eye patch": "#2b2435"}, "hair_style": "short"},
    "astronaut": {"hair_style": "short"},
    "wizard": {
        "age": "elder",
        "hair": "#e8e6ee",
        "hair_style": "beard",
        "top": "#5a55b0",
        "wears": {"wizard hat": "#5a55b0"},
    },
    "witch": {"top": "#6a4a8a", "hair_style": "long", "wears": {"wizard hat": "#4a3a6a"}},
    "fairy": {"dress": "#b98af0", "hair_style": "bun", "wears": {"flower crown": "#ff9ec4"}},
    "mermaid": {"dress": "#57c2b4", "hair_style": "long", "wears": {"flower": "#ff8fb8"}},
    "superhero": {"top": "#4f7fd0", "wears": {"cape": "#e0504a", "mask": "#e0504a"}},
    "chef": {"top": "#ffffff", "wears": {"chef hat": "#ffffff", "apron": "#fff3dc"}},
    "firefighter": {"top": "#e0703c", "bottom": "#5a4a4a", "wears": {"fire hat": "#e0504a"}},
    "doctor": {"top": "#7fb8e0", "wears": {"coat": "#ffffff", "glasses": "#4a3a52"}},
    "cowboy": {"top": "#e0604a", "wears": {"cowboy hat": "#b07a45", "vest": "#7a5138", "scarf": "#e0b04a"}},
    "ninja": {"top": "#4a4560", "wears": {"scarf": "#e0504a"}},
    "ballerina": {"dress": "#ffb0cf", "hair_style": "bun"},
    "detective": {"wears": {"hat": "#9a7a55", "coat": "#c8a878"}},
    "clown": {
        "top": "#f7cf5a",
        "hair": "#ef6f6c",
        "hair_style": "curly",
        "wears": {"party hat": "#6fb8e0", "bow tie": "#ef6f6c"},
    },
    "santa": {
        "age": "elder",
        "top": "#d9473f",
        "bottom": "#d9473f",
        "hair": "#f4f1f2",
        "hair_style": "beard",
        "wears": {"santa hat": "#d9473f"},
    },
}
WORKERS: dict[str, dict[str, Any]] = {
    "police officer": {"age": "adult", "bottom": "#3a4a80", "wears": {"peaked cap": "#3a4a80", "uniform": "#4f6fb0"}},
    "construction worker": {
        "age": "adult",
        "bottom": "#5a6a8a",
        "wears": {"hard hat": "#ffcf3a", "safety vest": "#f58a3a"},
    },
    "nurse": {"age": "adult", "top": "#8fd0e0", "bottom": "#8fd0e0", "wears": {"nurse cap": "#ffffff"}},
    "pilot": {"age": "adult", "bottom": "#3a4468", "wears": {"peaked cap": "#3a4468", "suit": "#3a4468"}},
    "sailor": {"age": "adult", "bottom": "#fbf9f6", "wears": {"peaked cap": "#fbf9f6", "uniform": "#4f6fb0"}},
    "soldier": {"age": "adult", "bottom": "#5a6a4a", "wears": {"beret": "#4f6a48", "uniform": "#7f9468"}},
    "philosopher": {
        "age": "elder",
        "hair": "#f4f1f2",
        "hair_style": "beard",
        "wears": {"robe": "#fbf9f6", "headband": "#7fa86a"},
    },
    "robber": {
        "age": "adult",
        "top": "#fbf9f6",
        "bottom": "#3a3644",
        "wears": {"mask": "#2b2435", "stripes": "#3a3644", "beanie": "#3a3644"},
    },
    "ringmaster": {"age": "adult", "bottom": "#fbf9f6", "wears": {"top hat": "#3a3644", "suit": "#c0394b"}},
    "gingerbread man": {
        "skin": "#b9773f",
        "hair_style": "bald",
        "top": "#b9773f",
        "bottom": "#b9773f",
        "shoes": "#a0622f",
        "wears": {"icing": "#fffdf6"},
    },
    "highlander": {
        "age": "adult",
        "hair": "#b5502c",
        "top": "#fbf9f6",
        "shoes": "#3a3644",
        "wears": {"kilt": "#c0394b", "vest": "#3a4468", "beret": "#3a4a80"},
    },
    "mail carrier": {"age": "adult", "bottom": "#4a5a80", "wears": {"peaked cap": "#4f7fc0", "uniform": "#7fb0e0"}},
    "farmer": {
        "age": "adult",
        "top": "#e0604a",
        "bottom": "#5b8fd0",
        "wears": {"overalls": "#5b8fd0", "sun hat": "#f2d58a"},
    },
    "scientist": {"age": "adult", "wears": {"coat": "#ffffff", "glasses": "#4a3a52"}},
    "teacher": {"age": "adult", "wears": {"glasses": "#6a4a3a", "vest": "#8a6ab0"}},
    "mechanic": {
        "age": "adult",
        "top": "#9fb8d0",
        "bottom": "#4f6fa0",
        "wears": {"overalls": "#4f6fa0", "cap": "#e0604a"},
    },
    "businessman": {"age": "adult", "bottom": "#4a4f68", "wears": {"suit": "#4a4f68"}},
    "waiter": {"age": "adult", "bottom": "#3a3644", "wears": {"suit": "#3a3644", "apron": "#fbf9f6"}},
    "barista": {"age": "adult", "wears": {"apron": "#7a5a44"}},
    "judge": {"age": "adult", "wears": {"robe": "#4a4560", "graduation cap": "#4a4560"}},
    "athlete": {"wears": {"headband": "#e5524e", "jersey": "#4f8fd0"}},
    "karate kid": {"bottom": "#fbf9f6", "wears": {"karate suit": "#fbf9f6", "headband": "#e5524e"}},
    "painter": {"wears": {"beret": "#c73a4b", "apron": "#f0e6d6"}},
    "photographer": {"age": "adult", "wears": {"vest": "#8a7a5a", "cap": "#5a6a8a"}},
    "explorer": {"top": "#d9c08f", "bottom": "#b08f5a", "wears": {"sun hat": "#d9c08f", "vest": "#b08f5a"}},
    "fisherman": {"age": "adult", "top": "#f5c93a", "wears": {"sun hat": "#f5c93a", "sweater": "#f5c93a"}},
    "diver": {"top": "#3a4a68", "bottom": "#3a4a68", "wears": {"diving goggles": "#ffcf4d", "sweater": "#3a4a68"}},
    "viking": {
        "age": "adult",
        "hair": "#cf7434",
        "hair_style": "beard",
        "wears": {"horned helmet": "#b9c3d3", "hide": "#8a6a4a"},
    },
    "samurai": {"age": "adult", "bottom": "#4a4560", "wears": {"samurai helmet": "#8a3a44", "plates": "#a8404a"}},
    "roman soldier": {
        "age": "adult",
        "bottom": "#c97a5a",
        "wears": {"crested helmet": "#e0b85a", "breastplate": "#d9a84a", "cape": "#c0394b"},
    },
    "pharaoh": {
        "age": "adult",
        "skin": "#c98d62",
        "wears": {"pharaoh cloth": "#f2bd4b", "robe": "#fbf6e6", "necklace": "#4fc3c0"},
    },
    "caveman": {"age": "adult", "hair_style": "beard", "hair": "#4a2f22", "wears": {"hide": "#c98d4a"}},
    "shepherd": {
        "age": "adult",
        "skin": "#c98d62",
        "hair": "#4a2f22",
        "hair_style": "beard",
        "wears": {"headcloth": "#e9dcc0", "robe": "#b0784a"},
    },
    "shepherdess": {"age": "adult", "skin": "#d9a276", "wears": {"headcloth": "#8fb8e8", "robe": "#5b8fd0"}},
    "angel": {"hair": "#e3b04f", "wears": {"halo": "#ffdf7a", "robe": "#fffdf6"}},
    "vampire": {
        "hair_style": "short",
        "skin": "#e6e4ea",
        "hair": "#2a2026",
        "top": "#fbf9f6",
        "wears": {"cape": "#8a2438", "suit": "#3a3044"},
    },
    "zombie": {"skin": "#a9cf8f", "hair": "#4a5a3a", "hair_style": "spiky", "top": "#8a7f9a"},
    "mummy": {
        "skin": "#efe6d0",
        "hair_style": "bald",
        "bottom": "#efe6d0",
        "wears": {"bandages": "#f3ead6", "headband": "#f3ead6"},
    },
    "alien": {
        "skin": "#9fdc8a",
        "hair_style": "bald",
        "top": "#8f6fe0",
        "bottom": "#6a5a9a",
        "wears": {"antennae": "#6fb85a"},
    },
    "skeleton": {
        "skin": "#f7f4ee",
        "hair_style": "bald",
        "top": "#4a4652",
        "bottom": "#4a4652",
        "wears": {"bones": "#f7f4ee"},
    },
    "elf": {"top": "#4fa860", "bottom": "#c0394b", "wears": {"cone hat": "#4fa860", "collar": "#e0504a"}},
    "leprechaun": {
        "hair": "#cf7434",
        "hair_style": "beard",
        "top": "#6cbf6a",
        "bottom": "#3f7f4f",
        "wears": {"top hat": "#3f8f55", "vest": "#3f7f4f"},
    },
    "gnome": {
        "age": "elder",
        "hair": "#f4f1f2",
        "hair_style": "beard",
        "top": "#4f7fc0",
        "wears": {"cone hat": "#e0504a"},
    },
    "giant": {"age": "adult", "hair_style": "beard", "hair": "#6b4226", "wears": {"vest": "#7a5138"}},
    "genie": {
        "age": "adult",
        "skin": "#6fb0e0",
        "hair_style": "beard",
        "hair": "#2a2026",
        "wears": {"turban": "#a56fd0", "vest": "#f2bd4b"},
    },
    "bride": {"age": "adult", "dress": "#fffdf8", "hair_style": "bun", "wears": {"veil": "#fdf6f0"}},
    "lady": {
        "age": "adult",
        "dress": "#c58fb0",
        "hair_style": "bun",
        "wears": {"sun hat": "#f6e3ea", "necklace": "#f7f2ff"},
    },
    "native girl": {
        "skin": "#b97a4e",
        "hair": "#2a1c17",
        "hair_style": "braids",
        "dress": "#d9a866",
        "wears": {"feather band": "#a8653a"},
    },
}
"""Looks of people at work and of old times."""
ROLES |= WORKERS


def chooser(key: str) -> Random:
    return Random(int.from_bytes(sha256(key.encode()).digest()[:8], "big"))


def person(role: str, name: str, female: bool | None, cast: str = "") -> Character:
    """A person of a role of `ROLES`; cast, name and role settle what the text leaves open, the same in every picture.

    Args:
        cast: the key of those who belong together, such as the id of a book; empty for anybody's.
    """
    rng = chooser("|".join(filter(None, (cast, f"{name}|{role}"))))
    if role in FEMALE_ROLES or (role in MALE_ROLES and not (female and role in WORKERS)):
        female = role in FEMALE_ROLES
    elif female is None or cast:
        # A cast's chance is the same whether or not a picture's words say she.
        by_chance = rng.random() < 0.5
        female = by_chance if female is None else female
    look: dict[str, Any] = {
        "skin": rng.choice(SKINS),
        "hair": rng.choice(HAIRS),
        "hair_style": rng.choice(GIRL_STYLES if female else BOY_STYLES),
        "top": rng.choice(TOPS),
        "bottom": rng.choice(BOTTOMS),
        "shoes": rng.choice(("#e05a5a", "#5a7fc0", "#f0b04a", "#6a5a8a")),
        "iris": rng.choice(("#5a3a22", "#3f6f4a", "#3a6a9a", "#6a4a2a")),
        "dress": rng.choice(DRESSES) if female and rng.random() < 0.55 else "",
        "lashes": female,
        "name": name,
        "role": role,
    }
    if female and ROLES[role].get("age") == "adult":
        look["hair_style"] = rng.choice(WOMAN_STYLES)
    if look["skin"] in SKINS[5:] and look["hair"] in HAIRS[4:]:
        look["hair"] = HAIRS[0]
    changes = dict(ROLES[role])
    if role not in PLAIN_ROLES and "dress" not in changes:
        look["dress"] = ""
    if role in ("pirate", "astronaut") and female:
        changes["hair_style"] = "ponytail" if role == "pirate" else "bob"
    return Character.of("human", **(look | changes))


def animal(species: str, name: str, female: bool | None) -> Character:
    """An animal or robot in natural colours."""
    wears = {"bow": "#ff86b0"} if female and species not in ("robot", "lion", "dragon") else {}
    ears = "floppy" if species == "bunny" and name and chooser(name).random() < 0.4 else ""
    return Character.of(species, name=name, lashes=bool(female), wears=wears, ears=ears)
