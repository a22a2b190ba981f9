"""Print sizes: points and millimetres as pixels of a page at 300 dpi, and the margins that stay white."""

DPI = 300

#: White on all four sides, in inches, so that either side can be the spine: the gutter that Kindle Direct Publishing
#: asks for up to 150 pages. https://kdp.amazon.com/help/topic/GVBQ3CMEQW3W2VL6
MARGIN = 0.375

#: A size in pixels, and a box in pixels as left, top, right, bottom.
Size = tuple[int, int]
Box = tuple[int, int, int, int]

#: Margins in pixels, rounded up.
MARGIN_PIXELS = -int(-MARGIN * DPI // 1)


def points(pixels: float) -> float:
    """A length in points."""
    return pixels * 72 / DPI


def from_points(length: float) -> float:
    """A length of so many points, in pixels."""
    return length * DPI / 72


def square_millimetres(area: float) -> float:
    """An area of so many square millimetres, in pixels."""
    return area * (DPI / 25.4) ** 2


def live_area(size: Size) -> Box:
    """The part of a page that may be drawn on."""
    return MARGIN_PIXELS, MARGIN_PIXELS, size[0] - MARGIN_PIXELS, size[1] - MARGIN_PIXELS
