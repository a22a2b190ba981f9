"""The brief of a hero's reference sheet: one character in four views."""

from collections.abc import Mapping
from typing import Any

from inkwell.coloring_books.options import READERS, Audience
from inkwell.core.image_models import THUMBNAIL
from inkwell.core.pictures import Brief
from inkwell.core.prompting import NO_TEXT

_VIEWS = (
    "Reference sheet for a coloring book, a 2x2 grid with the same single character four times at the same size, from "
    "head to toe: front view at the top left, three-quarter view at the top right, side view at the bottom left, back "
    "view at the bottom right."
)
_INK = "Black outlines on a plain white page, closed shapes to color in, no shading, no grey, no scenery."


def sheet_brief(name: str, description: str, audience: Audience, lands_on: Mapping[str, Any]) -> Brief:
    """The brief of a hero's sheet.

    Args:
        lands_on: as in `Brief`.
    """
    readers = READERS[audience]
    weight = f"The lines are {readers.line_weight}, with {readers.complexity} detail, for readers aged {readers.ages}."
    who = f"The character, called {name}: {description.rstrip(' .')}."
    return Brief(
        " ".join((_VIEWS, who, _INK, weight, NO_TEXT)),
        aspect_ratio="1:1",
        medium="line_art",
        hints={"layout": "sheet_2x2", "audience": audience, "name": name, "description": description},
        finish=THUMBNAIL,
        lands_on=lands_on,
    )
