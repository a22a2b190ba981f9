"""The geometry of pages and covers, in points from the lower left corner.

A book's odd pages are right-hand ones, with the spine at their left. With bleed a page is larger at its three outer
edges, and never at the spine. https://kdp.amazon.com/help/topic/GVBQ3CMEQW3W2VL6
"""

from dataclasses import dataclass

from inkwell.printing.limits import BLEED, OUTSIDE_MARGIN, PAPERS, SPINE_TEXT_PAGES, Trim, gutter


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """The width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The x of the middle."""
        return (self.left + self.right) / 2

    def inset(self, by: float) -> "Box":
        """The rectangle that is smaller by a length at each edge."""
        return Box(self.left + by, self.bottom + by, self.right - by, self.top - by)

    def corners(self) -> tuple[float, float, float, float]:
        """The corners, as a PDF names them."""
        return self.left, self.bottom, self.right, self.top


@dataclass(frozen=True, slots=True)
class Page:
    """The boxes of a page.

    Args:
        media: the whole page; it is the bleed box, too.
        trim: what stays after the cut.
        safe: where words and faces are neither cut nor lost in the fold.
        bleeds: whether there is something to cut.
    """

    media: Box
    trim: Box
    safe: Box
    bleeds: bool


def is_right_hand(number: int) -> bool:
    """A page is a right-hand one (a recto).

    Args:
        number: from 1.
    """
    return number % 2 == 1


def page(trim: Trim, number: int, pages: int, *, bleed: bool) -> Page:
    """The boxes of a page in a book.

    Args:
        number: of the page, from 1.
        pages: of the book, or as many as it may get: more pages need a wider gutter.
    """
    over = BLEED if bleed else 0.0
    right_hand = is_right_hand(number)
    left = 0.0 if right_hand else over
    cut = Box(left, over, left + trim.width, over + trim.height)
    spine = gutter(pages)
    safe = Box(
        cut.left + (spine if right_hand else OUTSIDE_MARGIN),
        cut.bottom + OUTSIDE_MARGIN,
        cut.right - (OUTSIDE_MARGIN if right_hand else spine),
        cut.top - OUTSIDE_MARGIN,
    )
    return Page(Box(0, 0, trim.width + over, trim.height + 2 * over), cut, safe, bleed)


def spine_width(pages: int, paper: str) -> float:
    """The width of a spine in points: the thickness of the pages."""
    return pages * PAPERS[paper].spine_per_page


def may_name_spine(pages: int) -> bool:
    """A spine of so many pages may have words on it."""
    return pages >= SPINE_TEXT_PAGES


@dataclass(frozen=True, slots=True)
class Wrap:
    """The parts of a cover that wraps a book, outside up: the back at the left, the front at the right.

    Args:
        media: the whole sheet, with bleed on all four edges.
        back, spine, front: as they are after the cut.
    """

    media: Box
    back: Box
    spine: Box
    front: Box

    @property
    def trim(self) -> Box:
        """The sheet after the cut."""
        return Box(self.back.left, self.back.bottom, self.front.right, self.front.top)


def wrap(trim: Trim, pages: int, paper: str) -> Wrap:
    """The cover of a book with so many pages."""
    spine, low, high = spine_width(pages, paper), BLEED, BLEED + trim.height
    fold = BLEED + trim.width
    return Wrap(
        Box(0, 0, 2 * trim.width + spine + 2 * BLEED, trim.height + 2 * BLEED),
        Box(BLEED, low, fold, high),
        Box(fold, low, fold + spine, high),
        Box(fold + spine, low, fold + spine + trim.width, high),
    )
