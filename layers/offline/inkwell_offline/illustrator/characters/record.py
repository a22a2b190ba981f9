"""The character record: all that makes a character look the same on every page, small enough for PNG metadata."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from inkwell_offline.illustrator.characters.species import SPECIES

VERSION = 1
PLAIN_ROLES = frozenset(("", "girl", "boy", "child", "baby", "woman", "man", "grandma", "grandpa"))
"""Roles without a costume."""


@dataclass(frozen=True, slots=True)
class Character:
    """A character, as it is drawn.

    Args:
        species: a key of `SPECIES`, such as "bunny", "human", "robot"; or "icon" for a thing from the icon pack.
        name: as the story calls them; empty when unknown.
        role: a costume: knight, princess, prince, king, queen, pirate, astronaut, wizard, fairy, mermaid, superhero...
        age: baby, child, adult or elder.
        lashes: drawn with lashes (the story says she).
        ears: another kind of ears than the species has, such as "floppy"; empty keeps the species' own.
        fur, belly, inner, nose, iris: colours of an animal's coat, belly, inner ears, nose and eyes.
        skin, hair, hair_style: of people.
        top, bottom, shoes: clothes of people; `dress` replaces top and bottom, and animals may wear it too.
        wears: accessories to their colours, such as {"bow": "#ff86b0", "glasses": "#33203f"}.
        icon: the icon's name when `species` is "icon".
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
        """The character in the text of `to_json`.

        Raises:
            ValueError: the text is no character record of ours.
        """
        values = json.loads(text)
        if not isinstance(values, dict) or values.pop("version", None) != VERSION:
            raise ValueError("not a character record of this version")
        fields = {f.name for f in dataclasses.fields(cls)}
        if not set(values) <= fields or values.get("species") not in SPECIES:
            raise ValueError("the character record has unknown fields or species")
        if not isinstance(values.get("wears", {}), dict):
            raise ValueError("the character record's accessories are not a mapping")
        return cls(**values)

    @property
    def fingerprint(self) -> str:
        """A short hash: equal for equal looks."""
        return sha256(self.to_json().encode()).hexdigest()[:16]
