"""The character record: all that makes a character look the same on every page, small enough for PNG metadata."""

import dataclasses
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from inkwell_offline.illustrator.characters.species import SPECIES

VERSION = 1
PLAIN_ROLES = frozenset(("", "girl", "boy", "child", "baby", "woman", "man", "adult", "grandma", "grandpa"))
"""Roles without a costume."""
COLOURED = frozenset(("fur", "belly", "inner", "nose", "iris", "skin", "hair", "top", "bottom", "shoes", "dress"))
COLOUR = re.compile("#(?:[0-9a-fA-F]{3}){1,2}")
MOST_WORN = 32
LONGEST_NAME = 200
"""Characters of a name, role or style in a record."""


@dataclass(frozen=True, slots=True)
class Character:
    """A character, as it is drawn.

    Args:
        species: a key of `SPECIES`, such as "bunny", "human" or "robot".
        name: as the story calls them; empty when unknown.
        role: a costume: knight, princess, prince, king, queen, pirate, astronaut, wizard, fairy, mermaid, superhero...
        age: baby, child, adult or elder.
        lashes: drawn with lashes (the story says she).
        ears: another kind of ears than the species has, such as "floppy"; empty keeps the species' own.
        fur, belly, inner, nose, iris: colours of an animal's coat, belly, inner ears, nose and eyes.
        skin, hair, hair_style: of people.
        top, bottom, shoes: clothes of people; `dress` replaces top and bottom, and animals may wear it too.
        wears: accessories to their colours, such as {"bow": "#ff86b0", "glasses": "#33203f"}.
        icon: empty; records of earlier pictures have it.
    """

    species: str = "bunny"
    name: str = ""
    role: str = ""
    age: str = "child"
    lashes: bool = False
    ears: str = ""
    fur: str = "#fbf7f4"
    belly: str = "#ffffff"
    inner: str = "#ffc2d1"
    nose: str = "#ff8fab"
    iris: str = "#7a4b34"
    skin: str = "#f2c6a0"
    hair: str = "#6b4226"
    hair_style: str = "bob"
    top: str = "#ff9f4a"
    bottom: str = "#4f8fd0"
    shoes: str = "#e05a5a"
    dress: str = ""
    wears: Mapping[str, str] = field(default_factory=dict)
    icon: str = ""

    @classmethod
    def of(cls, species: str, **changes: Any) -> "Character":
        """A character of a species in its natural colours, with `changes`."""
        kind = SPECIES[species]
        look: dict[str, Any] = {
            "fur": kind.fur,
            "belly": kind.belly,
            "inner": kind.inner,
            "nose": kind.nose,
            "iris": kind.iris,
        }
        return cls(species=species, **(look | changes))

    @classmethod
    def from_colours(cls, skin: str, hair: str, top: str, **changes: Any) -> "Character":
        """A cartoon person in given colours ("#rrggbb"), as read from a photo."""
        look: dict[str, Any] = {"iris": "#5a3a22", "hair_style": "short"}
        return cls.of("human", skin=skin, hair=hair, top=top, **(look | changes))

    @property
    def is_human(self) -> bool:
        return self.species == "human"

    def changed(self, **changes: Any) -> "Character":
        return dataclasses.replace(self, **changes)

    def to_json(self) -> str:
        """Compact JSON, keys sorted: equal characters give equal text."""
        values = dataclasses.asdict(self)
        values["wears"] = dict(self.wears)
        return json.dumps({"version": VERSION, **values}, sort_keys=True, separators=(",", ":"), ensure_ascii=True)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Character":
        """The character in the text of `to_json`, which may have been through anybody's hands.

        Raises:
            ValueError: the text is no character record of ours.
        """
        try:
            values = json.loads(text)
        except RecursionError as error:
            raise ValueError("not a character record") from error
        if not isinstance(values, dict) or values.pop("version", None) != VERSION:
            raise ValueError("not a character record of this version")
        fields = {f.name for f in dataclasses.fields(cls)}
        if not set(values) <= fields or not _is_species(values.get("species")):
            raise ValueError("the character record has unknown fields or species")
        if not all(_fits(name, value) for name, value in values.items()):
            raise ValueError("the character record has values that nobody can be drawn with")
        return cls(**values)

    @property
    def fingerprint(self) -> str:
        """A short hash: equal for equal looks."""
        return sha256(self.to_json().encode()).hexdigest()[:16]


def _is_species(species: Any) -> bool:
    return isinstance(species, str) and species in SPECIES


def _fits(field_name: str, value: Any) -> bool:
    """Whether a field of a record holds what `Character` says."""
    if field_name == "lashes":
        return isinstance(value, bool)
    if field_name == "wears":
        return isinstance(value, dict) and len(value) <= MOST_WORN and all(map(_is_colour, value.values()))
    if field_name in COLOURED:
        return _is_colour(value) or (field_name == "dress" and value == "")
    return isinstance(value, str) and len(value) <= LONGEST_NAME


def _is_colour(value: Any) -> bool:
    return isinstance(value, str) and bool(COLOUR.fullmatch(value))
