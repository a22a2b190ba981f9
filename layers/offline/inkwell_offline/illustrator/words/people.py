"""Character records from words: natural looks, stable for a name, changed by what the text says."""

from hashlib import sha256
from random import Random
from typing import Any

from inkwell_offline.illustrator.characters.record import PLAIN_ROLES, Character

SKINS = ("#ffe0c9", "#f8d0ae", "#f0bf96", "#e0a878", "#c98d62", "#a86f48", "#7f4f33")
HAIRS = ("#2a1c17", "#4a2f22", "#6b4226", "#8a5a34", "#b07a3f", "#d9a94f", "#a8482a")
GIRL_STYLES = ("tails", "bob", "long", "ponytail", "braids", "bun", "curly", "puffs")
BOY_STYLES = ("short", "spiky", "curly", "short", "afro", "buzz")
TOPS = ("#ff9f4a", "#5fb3e0", "#ef6f6c", "#7cc47a", "#f7cf5a", "#b58fe0", "#4fb8a8")
BOTTOMS = ("#4f7fc0", "#5a6a8a", "#7a5a9a", "#4f8f7a", "#8a5a4a")
DRESSES = ("#ff8fb0", "#ffcf4a", "#8fb8f0", "#b98af0", "#6fcfae", "#ff9f6b")

FEMALE_ROLES = frozenset(("girl", "woman", "grandma", "princess", "queen", "fairy", "mermaid", "witch", "ballerina"))
MALE_ROLES = frozenset(("boy", "man", "grandpa", "prince", "king", "wizard", "santa"))

ROLES: dict[str, dict[str, Any]] = {
    "girl": {},
    "boy": {},
    "child": {},
    "baby": {"age": "baby", "hair_style": "buzz"},
    "woman": {"age": "adult"},
    "man": {"age": "adult"},
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
    "witch": {"role": "wizard", "top": "#6a4a8a", "hair_style": "long", "wears": {"wizard hat": "#4a3a6a"}},
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


def chooser(key: str) -> Random:
    return Random(int.from_bytes(sha256(key.encode()).digest()[:8], "big"))


def person(role: str, name: str, female: bool | None) -> Character:
    """A person of a role of `ROLES`; name and role settle what the text leaves open, the same in every picture."""
    rng = chooser(f"{name}|{role}")
    if role in FEMALE_ROLES or role in MALE_ROLES:
        female = role in FEMALE_ROLES
    elif female is None:
        female = rng.random() < 0.5
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
