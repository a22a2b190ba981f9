"""Themes of page plans: the subjects of ideas in which nobody acts by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle
from typing import Any

from inkwell_offline.storyteller.page_places import NIGHTS
from inkwell_offline.storyteller.tables import table

_WORD = re.compile(r"[^\W_]+")
_WHENS: Mapping[str, tuple[str, ...]] = {
    "fine": ("on a sunny day", "in spring", "at sunset", "under a rainbow", "in the early morning"),
    "winter": ("on a snowy winter day", "on a windy winter day", "on a winter morning", "on a winter night"),
    "nights": NIGHTS,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """A scene of a theme: who does what, and where."""

    who: str
    does: str
    where: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of books in which nobody acts by name.

    Args:
        words: by which it is recognized.
        stars: who or what the pages show by turns, with articles.
        place: the noun of its place.
        motifs: for patterns and as things, in the plural.
        acts: whether the stars are somebody who acts.
        whens: its own times and weathers; empty for the place's.
        scenes: what happens in it before anything else.
        anybody: whether others than its stars may do what happens in it.
        guises: how those of one kind differ.
        views: whole pages without a scene, with the slots {a}, {b} and {c} for motifs.
    """

    words: frozenset[str]
    stars: tuple[str, ...]
    place: str
    motifs: tuple[str, ...]
    acts: bool
    whens: tuple[str, ...]
    scenes: tuple[Deed, ...]
    anybody: bool
    guises: tuple[str, ...]
    views: tuple[str, ...]


def theme_of(text: str) -> Theme | None:
    """The theme that a text names by the longest of its words; None for no theme."""
    spaced = " ".join(_WORD.findall(text.lower()))
    found = [
        (len(word), -at, theme)
        for at, theme in enumerate(_themes())
        for word in theme.words
        if f" {word} " in f" {spaced} "
    ]
    return max(found, key=lambda each: each[:2])[2] if found else None


def scenes_of(theme: Theme | None, stars: tuple[str, ...]) -> tuple[Deed, ...]:
    """The scenes of a theme for those whom a book is about: its own stars, or others who do the same."""
    if theme is None or set(stars) <= {*theme.stars}:
        return theme.scenes if theme else ()
    return tuple(map(_done_by, theme.scenes, cycle(stars))) if theme.anybody else ()


def _done_by(deed: Deed, who: str) -> Deed:
    return replace(deed, who=who)


def guises_of(theme: Theme | None) -> tuple[str, ...]:
    """The guises in which things of one kind differ from page to page."""
    return (theme.guises if theme else ()) or tuple(table("themes")["guises"]["any"].split("|"))


def faced(stars: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Things with faces, where a text asks for them."""
    faces = table("themes")["faces"]
    if not re.search(faces["words"], text, re.I):
        return stars
    looks = faces["looks"]
    return tuple(f"{star} with a {looks[at % len(looks)]} face" for at, star in enumerate(stars))


@cache
def _themes() -> tuple[Theme, ...]:
    return tuple(map(_theme, table("themes")["themes"]))


def _theme(row: Mapping[str, Any]) -> Theme:
    return Theme(
        words=frozenset(row["words"].split("|")),
        stars=tuple(row["stars"].split("|")),
        place=row["place"],
        motifs=tuple(row["motifs"].split("|")),
        acts=row.get("acts", True),
        whens=_WHENS.get(row.get("whens", ""), ()),
        scenes=tuple(Deed(*(part.strip() for part in scene.split("|"))) for scene in row.get("scenes", ())),
        anybody=row.get("anybody", False),
        guises=tuple(filter(None, row.get("guises", "").split("|"))),
        views=tuple(row.get("views", ())),
    )
