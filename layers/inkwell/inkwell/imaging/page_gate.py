"""The gate for colouring pages: what is measured on a page, and what the model is told about a page that fails.

A page is measured as black ink on white paper at print size, 300 dpi.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageOps

from inkwell.imaging.areas import areas, small_areas
from inkwell.imaging.bitmaps import Bitmap
from inkwell.imaging.page_standards import Standard
from inkwell.imaging.print_sizes import MARGIN_PIXELS, from_points, live_area, points, square_millimetres

#: The least and the most ink on the live area, in percent: a quarter of a page is 30 % of its live area. Clean pages
#: have 4 to 20, with a toddler's thick lines on a small page up to 28.
INK = (1.5, 30.0)
#: Ink that a square of so many pixels (5 mm) fits into is an area, not a line.
SOLID_PIXELS = 59
#: The most of the live area that may be solid black, in percent: eyes, noses, a hat.
MOST_SOLID = 3.0
#: A closed white area that can be coloured, in square millimetres: about 4 mm across.
REGION = 14.3
#: The most of the live area that one white area may take, in percent, whether it is closed or lies open to the margins.
#: More means that an outline leaks, or that little is drawn.
MOST_OPEN = 65.0
#: The live area of a letter page, in pixels: fewer things have room on a smaller page.
ROOM = (2550 - 2 * MARGIN_PIXELS) * (3300 - 2 * MARGIN_PIXELS)
#: The thinnest line that print services take, in points, and the most ink that may be thinner, in percent of it: where
#: lines end in points.
THINNEST, MOST_THIN = 0.75, 2.0
#: An island of ink that is smaller is a speck, in square millimetres: a dot 1.1 mm across.
SPECK = 1.0
#: The most faint marks for each strong one in what a model drew: line art has up to 0.7, with noise and shading too;
#: flat colours with outlines have up to 1.1, photographs 1.3 to 4.
MOST_FAINT = 1.2

# Every third pixel of every third row shows the regions of a page: its lines are at least 3 pixels wide.
_STEP = 3


@dataclass(frozen=True, slots=True)
class Measures:
    """Measurements of a page.

    Args:
        two_levels: whether only pure black and pure white occur.
        margins_clear: whether all ink is within the live area.
        ink_percent: the share of black on the live area.
        solid_percent: the share of large black areas on the live area.
        stroke: the mean width of lines in points, twice their ink over its boundary; large black areas do not count.
        thin_percent: the share of the ink in lines thinner than `THINNEST`.
        regions: closed white areas large enough to colour.
        roominess: the live area as a share of a letter page's.
        open_percent: the largest white area, as a share of the live area.
        specks: islands of ink too small to mean anything.
        faint: faint marks for each strong one in the picture that the page was made from; 0 when nobody knows.
    """

    two_levels: bool
    margins_clear: bool
    ink_percent: float
    solid_percent: float
    stroke: float
    thin_percent: float
    regions: int
    roominess: float
    open_percent: float
    specks: int
    faint: float = 0.0


def two_levels(image: Image.Image) -> bool:
    """True when only the grey levels 0 and 255 occur."""
    return image.mode == "1" or sum(image.convert("L").histogram()[1:255]) == 0


def margins_clear(page: Image.Image) -> bool:
    """True when all four margins of a page are white."""
    left, top, right, bottom = live_area(page.size)
    box = ImageOps.invert(page.convert("L")).getbbox()
    return box is None or (box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom)


def stroke_of(ink: Bitmap) -> float:
    """The mean width of lines in pixels; 0 where there are none."""
    lines = ink.without(ink.solid(SOLID_PIXELS))
    boundary = lines.ink - lines.inner().ink
    return 2 * lines.ink / boundary if boundary else 0.0


def regions_of(page: Image.Image) -> tuple[int, float]:
    """The number of closed regions to colour, and the largest white area as a share of the live area."""
    sample = page.convert("L").resize((page.width // _STEP, page.height // _STEP), Image.Resampling.NEAREST)
    left, top, right, bottom = (edge // _STEP for edge in live_area(page.size))
    live = max(1, (right - left) * (bottom - top))
    # A frame of white joins all that is open to the edge of the page: the area of the first run.
    found = areas(ImageOps.expand(sample, 1, 255), ink=False)
    outside = found.sizes.pop(found.runs[0][3]) - (sample.width + 2) * (sample.height + 2) + live
    regions = sum(size > square_millimetres(REGION) / _STEP**2 for size in found.sizes)
    return regions, max(0, outside, *found.sizes) / live


def measure(image: Image.Image, faint: float = 0.0) -> Measures:
    """All measures of a page; grey pixels count as the nearer of black and white.

    Args:
        faint: as in `Measures`.
    """
    grey = image.convert("L")
    page = grey if image.mode == "1" else grey.point([0] * 128 + [255] * 128)
    left, top, right, bottom = live_area(page.size)
    live = max(1, (right - left) * (bottom - top))
    ink = Bitmap.of(page)
    regions, largest = regions_of(page)
    thin = ink.without(ink.opened(round(from_points(THINNEST))))
    return Measures(
        two_levels=two_levels(image),
        margins_clear=margins_clear(page),
        ink_percent=100 * ink.ink / live,
        solid_percent=100 * ink.solid(SOLID_PIXELS).ink / live,
        stroke=points(stroke_of(ink)),
        thin_percent=100 * thin.ink / max(1, ink.ink),
        regions=regions,
        roominess=live / ROOM,
        open_percent=100 * largest,
        specks=len(small_areas(page, True, square_millimetres(SPECK))),
        faint=faint,
    )


@dataclass(frozen=True, slots=True)
class Check:
    """A check of one measure.

    Args:
        name: its name in reports.
        value: what is measured.
        limits: the least and the most that pass.
        sentence: what a model is told about a page that fails.
    """

    name: str
    value: Callable[[Measures], float]
    limits: Callable[[Standard], tuple[float, float]]
    sentence: str

    def excess(self, found: Measures, standard: Standard) -> float:
        """The distance of a page from the limits, as a share of the limit; 0 when it passes."""
        value, (least, most) = self.value(found), self.limits(standard)
        if least <= value <= most:
            return 0.0
        return (least - value) / least if value < least else (value - most) / max(most, 1.0)


_ANY = float("inf")

CHECKS: Sequence[Check] = (
    Check(
        "line art",
        lambda found: found.faint,
        lambda _: (0, MOST_FAINT),
        "Draw pure black ink outlines on plain white paper: no photograph, no gray, no colors, no shading, no texture.",
    ),
    Check(
        "two levels",
        lambda found: found.two_levels,
        lambda _: (1, 1),
        "Use pure black and pure white only.",
    ),
    Check(
        "not empty",
        lambda found: found.ink_percent,
        lambda _: (INK[0], _ANY),
        "Fill the page with one large scene in clear black outlines: the page came out nearly empty.",
    ),
    Check(
        "not clogged",
        lambda found: found.ink_percent,
        lambda _: (0, INK[1]),
        "Leave the inside of every shape white: far too much of the page came out black.",
    ),
    Check(
        "no black areas",
        lambda found: found.solid_percent,
        lambda _: (0, MOST_SOLID),
        "Draw dark things as white shapes with outlines: no solid black areas, no dark background.",
    ),
    Check(
        "margins",
        lambda found: found.margins_clear,
        lambda _: (1, 1),
        "Keep a wide white margin on all four sides: nothing may reach the edge of the page.",
    ),
    Check(
        "enough to color",
        lambda found: found.regions / min(1.0, found.roominess),
        lambda standard: (standard.regions[0], _ANY),
        "Draw more separate shapes to color, and close every outline completely.",
    ),
    Check(
        "not too much to color",
        lambda found: found.regions,
        lambda standard: (0, standard.regions[1]),
        "Draw fewer and larger shapes: there are too many small ones to color.",
    ),
    Check(
        "closed outlines",
        lambda found: found.open_percent,
        lambda _: (0, MOST_OPEN),
        "Let the drawing fill the page, with closed outlines: most of the page is one open white area.",
    ),
    Check(
        "lines thick enough",
        lambda found: found.stroke,
        lambda standard: (standard.stroke[0], _ANY),
        "Draw all lines thicker, with the same bold pen everywhere.",
    ),
    Check(
        "lines thin enough",
        lambda found: found.stroke,
        lambda standard: (0, standard.stroke[1]),
        "Draw all lines thinner, with the same fine pen everywhere.",
    ),
    Check(
        "no hairlines",
        lambda found: found.thin_percent,
        lambda _: (0, MOST_THIN),
        "Draw no hairlines: every line must be clearly visible in print.",
    ),
)


def failed(found: Measures, standard: Standard) -> Sequence[Check]:
    """The checks that a page does not pass."""
    return [check for check in CHECKS if check.excess(found, standard)]


def still_good(found: Measures, before: Measures, standard: Standard) -> bool:
    """True when a changed page passes all checks that it passed before."""
    return {check.name for check in failed(found, standard)} <= {check.name for check in failed(before, standard)}


def correction(found: Measures, standard: Standard) -> str | None:
    """The sentences for the model about all that a page fails, for one more attempt; None when it passes."""
    return " ".join(check.sentence for check in failed(found, standard)) or None


def flaws(found: Measures, standard: Standard) -> float:
    """The distance of a page from passing: the number of failed checks, and by how much each is missed."""
    return sum(1 + min(1.0, check.excess(found, standard)) for check in failed(found, standard))
