"""The rules of printing, each as a function from a file's facts to what it found. Limits: `kdp.json`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inkwell.printing.checks.findings import Finding
from inkwell.printing.checks.reading import Document, PageFacts
from inkwell.printing.geometry import Box, is_right_hand, spine_width
from inkwell.printing.limits import BLEED, INCH, LEAST_DPI, MOST_BYTES, PAPERS, TRIMS, WANTED_DPI, Trim

#: Lengths that differ by less are equal: half a point is less than what cutters keep to.
_NEAR = 0.5

#: Of the transparency-free versions to the last before 2.0, which print services do not name.
_VERSIONS = (1.0, 1.7)

_BLANKS_IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Expected:
    """The book that a file is held to be.

    Args:
        trim: none when its pages have no size that is known.
        is_cover: the file is a wrap, else an interior.
        has_bleed: pages are larger than their trim size.
        line_art: pictures have black and white only.
        book_pages: of a cover: of its interior, when known.
    """

    trim: Trim | None
    paper: str
    is_cover: bool
    has_bleed: bool
    line_art: bool
    book_pages: int | None


def _near(one: float, other: float, within: float = _NEAR) -> bool:
    return abs(one - other) <= within


def _inches(box: Box) -> str:
    return f"{box.width / INCH:.3f} x {box.height / INCH:.3f} in"


def version(document: Document, expected: Expected) -> Iterator[Finding]:
    """The PDF version is one that printers read."""
    low, high = _VERSIONS
    yield Finding("version", low <= document.version <= high, f"PDF {document.version:.1f}")


def file_size(document: Document, expected: Expected) -> Iterator[Finding]:
    """The file is not larger than uploads may be."""
    yield Finding("file size", document.size <= MOST_BYTES, f"{document.size / 1_000_000:.1f} MB")


def size(document: Document, expected: Expected) -> Iterator[Finding]:
    """All pages have the same size, that of a trim size with or without bleed."""
    first = document.pages[0].media
    others = [
        page
        for page in document.pages
        if not (_near(page.media.width, first.width) and _near(page.media.height, first.height))
    ]
    for page in others:
        yield Finding("size", False, f"{_inches(page.media)}, page 1 has {_inches(first)}", page.number)
    if expected.trim is None:
        names = ", ".join(TRIMS)
        yield Finding("size", False, f"{_inches(first)} is no trim size that is known ({names}), with or without bleed")
    elif not others:
        kind = "cover" if expected.is_cover else "with bleed" if expected.has_bleed else "without bleed"
        yield Finding("size", True, f"{_inches(first)} ({expected.trim.name}, {kind})")


def boxes(document: Document, expected: Expected) -> Iterator[Finding]:
    """The trim box is within the bleed box, and that within the page and its crop box; without bleed it is the page."""
    broken = [
        page for page in document.pages if not (_within(page.trim, page.bleed) and _within(page.bleed, page.media))
    ]
    for page in broken:
        figures = ", ".join(
            f"{name} {' '.join(f'{edge:g}' for edge in box.corners())}"
            for name, box in (("trim", page.trim), ("bleed", page.bleed), ("media", page.media))
        )
        yield Finding("boxes", False, f"not one within the other: {figures}", page.number)
    # A page that bleeds has its trim box looked at with the bleed.
    cut = [
        page
        for page in document.pages
        if expected.trim and not expected.has_bleed and page not in broken and not _same(page.trim, page.media)
    ]
    for page in cut:
        figure = f"cut to {_inches(page.trim)} by its trim or crop box; without bleed that is the page"
        yield Finding("boxes", False, figure, page.number)
    hidden = [page for page in document.pages if page not in broken and not _within(page.bleed, page.crop, _NEAR)]
    for page in hidden:
        yield Finding("boxes", False, f"only {_inches(page.crop)} of it are printed, by its crop box", page.number)
    if not broken and not cut and not hidden:
        yield Finding("boxes", True, "trim within bleed within media")


def _same(one: Box, other: Box) -> bool:
    return all(_near(mine, yours) for mine, yours in zip(one.corners(), other.corners(), strict=True))


def _within(inner: Box, outer: Box, slack: float = 0.01) -> bool:
    return (
        inner.left >= outer.left - slack
        and inner.bottom >= outer.bottom - slack
        and inner.right <= outer.right + slack
        and inner.top <= outer.top + slack
        and inner.width > 0
        and inner.height > 0
    )


def bleed(document: Document, expected: Expected) -> Iterator[Finding]:
    """The bleed is at the three outer edges of a page, or at all four of a cover; the trim box says so."""
    if not expected.has_bleed:
        return
    broken = False
    for page in document.pages:
        found = (page.trim.left, page.trim.bottom, page.media.right - page.trim.right, page.media.top - page.trim.top)
        spine_left = is_right_hand(page.number)
        wanted = (
            (BLEED,) * 4
            if expected.is_cover
            else (0.0 if spine_left else BLEED, BLEED, BLEED if spine_left else 0.0, BLEED)
        )
        if not all(_near(one, other) for one, other in zip(found, wanted, strict=True)):
            broken = True
            edges = ", ".join(
                f"{name} {edge / INCH:.3f}"
                for name, edge in zip(("left", "bottom", "right", "top"), found, strict=True)
            )
            yield Finding(
                "bleed",
                False,
                f"{edges} in; {', '.join(f'{edge / INCH:.3f}' for edge in wanted)} are right",
                page.number,
            )
    if not broken:
        yield Finding("bleed", True, f"{BLEED / INCH:.3f} in at the outer edges")


def resolution(document: Document, expected: Expected) -> Iterator[Finding]:
    """Pictures have enough pixels for the size at which they are printed; line art more than others."""
    lowest: float | None = None
    failed = False
    for page in document.pages:
        for picture in page.found.pictures:
            least = WANTED_DPI if picture.bits == 1 else LEAST_DPI
            lowest = picture.dpi if lowest is None else min(lowest, picture.dpi)
            # A pixel that a page's size was rounded up by.
            if picture.dpi < least * 0.999:
                failed = True
                figure = f"{picture.dpi:.0f} dpi ({picture.width} x {picture.height} pixels); {least:.0f} is the least"
                yield Finding("resolution", False, figure, page.number)
    if not failed:
        yield Finding("resolution", True, "no pictures" if lowest is None else f"{lowest:.0f} dpi or more")


def line_art(document: Document, expected: Expected) -> Iterator[Finding]:
    """Pages of line art have one bit a pixel, so that no grey becomes dots in print."""
    if not expected.line_art:
        return
    failed = False
    for page in document.pages:
        for picture in page.found.pictures:
            if picture.bits != 1 or picture.is_colour:
                failed = True
                kind = "colour" if picture.is_colour else "grey"
                yield Finding("line art", False, f"a picture in {kind} of {picture.bits} bits", page.number)
    if not failed:
        yield Finding("line art", True, "1 bit a pixel")


def fonts(document: Document, expected: Expected) -> Iterator[Finding]:
    """Fonts are in the file."""
    missing = [(page, name) for page in document.pages for name in sorted(page.found.fonts)]
    for page, name in missing:
        yield Finding("fonts", False, f"{name} is not embedded", page.number)
    if not missing:
        count = len({name for page in document.pages for name in page.found.embedded})
        yield Finding("fonts", True, f"{count} used, all embedded" if count else "none used")


def transparency(document: Document, expected: Expected) -> Iterator[Finding]:
    """Nothing is transparent."""
    found = [(page, kind) for page in document.pages for kind in sorted(page.found.transparency)]
    for page, kind in found:
        yield Finding("transparency", False, kind, page.number)
    if not found:
        yield Finding("transparency", True, "none")


def extras(document: Document, expected: Expected) -> Iterator[Finding]:
    """The file has pages and nothing else."""
    for extra in document.extras:
        yield Finding("extras", False, extra)
    if not document.extras:
        yield Finding("extras", True, "no annotations, bookmarks, forms, scripts, attachments or hidden parts")


def page_count(document: Document, expected: Expected) -> Iterator[Finding]:
    """The number of pages is even, and one that the service binds."""
    count = len(document.pages)
    if expected.is_cover:
        if count != 1:
            yield Finding("page count", False, f"{count} pages; a cover is one")
        return
    fewest, most = PAPERS[expected.paper].pages[expected.trim.name] if expected.trim else (24, 828)
    fits = fewest <= count <= most and count % 2 == 0
    yield Finding(
        "page count", fits, f"{count} pages; an even number from {fewest} to {most} on {expected.paper} paper"
    )


def blank_pages(document: Document, expected: Expected) -> Iterator[Finding]:
    """There are never more than two white pages in a row."""
    if expected.is_cover:
        return
    row = longest = 0
    last = document.pages[0]
    for page in document.pages:
        row = row + 1 if page.found.is_blank else 0
        if row > longest:
            longest, last = row, page
    passed = longest <= _BLANKS_IN_A_ROW
    yield Finding("blank pages", passed, f"{longest} in a row", None if passed else last.number)


def spine(document: Document, expected: Expected) -> Iterator[Finding]:
    """The spine of a cover is as wide as its pages are thick."""
    if not expected.is_cover or expected.trim is None:
        return
    found = document.pages[0].media.width - 2 * expected.trim.width - 2 * BLEED
    if expected.book_pages is None:
        most = spine_width(PAPERS[expected.paper].pages[expected.trim.name][1], expected.paper)
        means = round(found / PAPERS[expected.paper].spine_per_page)
        yield Finding(
            "spine",
            found > -_NEAR and found <= most + _NEAR,
            f"{found / INCH:.4f} in, for {means} pages on {expected.paper} paper",
        )
        return
    right = spine_width(expected.book_pages, expected.paper)
    figure = f"{found / INCH:.4f} in; {right / INCH:.4f} in for {expected.book_pages} pages on {expected.paper} paper"
    yield Finding("spine", _near(found, right), figure)


RULES: tuple[Callable[[Document, Expected], Iterator[Finding]], ...] = (
    version, file_size, size, boxes, bleed, page_count, blank_pages, spine, resolution, line_art, fonts, transparency,
    extras,
)  # fmt: skip


def known_trim(pages: tuple[PageFacts, ...]) -> tuple[Trim | None, bool, bool]:
    """The trim size of a file's first page, whether it is a cover, and whether it has bleed."""
    first = pages[0].media
    for trim in TRIMS.values():
        for over in (0.0, BLEED):
            if _near(first.width, trim.width + over) and _near(first.height, trim.height + 2 * over):
                return trim, False, over > 0
    for trim in TRIMS.values():
        if _near(first.height, trim.height + 2 * BLEED) and first.width > 2 * trim.width:
            return trim, True, True
    return None, False, False
