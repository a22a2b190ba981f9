"""The choices of a colouring book, and what follows from its readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Audience = Literal["toddler", "children", "tween", "teen", "adult"]
StylePreset = Literal["bold-simple", "kawaii", "whimsical", "cartoon", "botanical"]
TrimSize = Literal["8.5x11", "8.5x8.5", "6x9"]
LineWeight = Literal["thick", "medium", "fine"]
Complexity = Literal["minimal", "moderate", "detailed", "intricate"]


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of a book, and the drawing that suits them.

    Args:
        ages: in years, such as "5-8".
        line_weight: how thick lines are.
        complexity: how much there is to colour.
    """

    ages: str
    line_weight: LineWeight
    complexity: Complexity


READERS: Mapping[Audience, Readers] = {
    "toddler": Readers("2-4", "thick", "minimal"),
    "children": Readers("5-8", "thick", "moderate"),
    "tween": Readers("9-12", "medium", "moderate"),
    "teen": Readers("13-17", "medium", "detailed"),
    "adult": Readers("18+", "fine", "intricate"),
}
