"""The limits of a print service as data: `kdp.json`, with the pages that they were read from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

TrimName = Literal["8.5x11", "8.5x8.5", "6x9"]
Paper = Literal["white", "cream", "standard-color", "premium-color"]

_KDP: Final[Mapping[str, Any]] = json.loads(Path(__file__).with_name("kdp.json").read_text("utf-8"))

#: Points of an inch.
INCH = 72.0


@dataclass(frozen=True, slots=True)
class Trim:
    """A trim size: the sheet after it was cut.

    Args:
        width, height: in points.
    """

    name: TrimName
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stock:
    """A paper, and the books that are printed on it.

    Args:
        takes_colour: it is printed in colour; else in black.
        spine_per_page: the thickness of a page, in points.
        pages: the fewest and the most pages, by trim size.
    """

    takes_colour: bool
    spine_per_page: float
    pages: Mapping[str, tuple[int, int]]


TRIMS: Final[Mapping[str, Trim]] = {
    name: Trim(name, size["width"] * INCH, size["height"] * INCH) for name, size in _KDP["trims"].items()
}


def _counts(pages: Mapping[str, list[int]]) -> dict[str, tuple[int, int]]:
    return {trim: (fewest, most) for trim, (fewest, most) in pages.items()}


PAPERS: Final[Mapping[str, Stock]] = {
    name: Stock(paper["takes_color"], paper["spine_per_page"] * INCH, _counts(paper["pages"]))
    for name, paper in _KDP["papers"].items()
}

#: Lengths in points.
BLEED: Final[float] = _KDP["bleed"] * INCH
OUTSIDE_MARGIN: Final[float] = _KDP["outside_margin"] * INCH
COVER_MARGIN: Final[float] = _KDP["cover_margin"] * INCH
SPINE_CLEAR: Final[float] = _KDP["spine_text"]["clear"] * INCH
LEAST_TYPE: Final[float] = _KDP["least_type"]
BARCODE: Final[tuple[float, float]] = (_KDP["barcode"]["width"] * INCH, _KDP["barcode"]["height"] * INCH)

#: The fewest pages of a book whose spine may have words on it.
SPINE_TEXT_PAGES: Final[int] = _KDP["spine_text"]["pages"]

#: Pictures below are named in the result; print services ask for `WANTED_DPI`.
LEAST_DPI: Final[float] = _KDP["least_dpi"]
WANTED_DPI: Final[float] = _KDP["wanted_dpi"]
MOST_BYTES: Final[int] = _KDP["most_megabytes"] * 1_000_000


def gutter(pages: int) -> float:
    """The margin at the spine in points, which grows with the number of pages."""
    for most, width in _KDP["gutters"]:
        if pages <= most:
            return float(width) * INCH
    return float(_KDP["gutters"][-1][1]) * INCH
