"""The choices of a colouring book, and what follows from its readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Audience = Literal["toddler", "children", "tween", "teen", "adult"]
StylePreset = Literal["bold-simple", "kawaii", "whimsical", "cartoon", "botanical"]
TrimSize = Literal["8.5x11", "8.5x8.5", "6x9"]
LineWeight = Literal["thick", "medium", "fine"]
ExportFormat = Literal["pdf", "png_zip"]
Paper = Literal["white", "cream", "standard-color", "premium-color"]
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


#: The size of pages in pixels at 300 dpi, by trim size.
PAGE_PIXELS: Mapping[TrimSize, tuple[int, int]] = {
    "8.5x11": (2550, 3300),
    "8.5x8.5": (2550, 2550),
    "6x9": (1800, 2700),
}

#: The aspect ratio of pages, by trim size.
PAGE_RATIOS: Mapping[TrimSize, str] = {"8.5x11": "17:22", "8.5x8.5": "1:1", "6x9": "2:3"}
