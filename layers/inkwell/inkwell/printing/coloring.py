"""The interior of a colouring book."""

from typing import BinaryIO

from inkwell.printing.books import ColoringBook, Notices, PrintedBook
from inkwell.printing.geometry import Box, Page, page, spine_width
from inkwell.printing.limits import INCH, LEAST_DPI, LEAST_TYPE
from inkwell.printing.ornaments import frame, star
from inkwell.printing.pictures import dpi
from inkwell.printing.press import Press
from inkwell.printing.setting import fit, wrapped
from inkwell.printing.strips import Strip

#: The title of a book whose own title cannot be printed.
UNTITLED = "Coloring Book"

_NUMBER_SIZE = 8.5


def page_count(book: ColoringBook) -> int:
    """The number of pages that a book will have: an even one."""
    pages = 2 * book.title_page + len(book.pages) * (1 + book.blank_backs)
    return pages + pages % 2


def print_coloring_book(book: ColoringBook, out: BinaryIO) -> PrintedBook:
    """Write the interior of a colouring book.

    Args:
        out: the PDF; written once, need not be seekable.
    """
    notices = Notices()
    title, author = notices.words(book.title, UNTITLED), notices.words(book.author or "")
    press = Press(out, book.title, book.author, book.created)
    pages = page_count(book)
    notices.count(book, pages)
    number = 0

    def begin() -> Page:
        nonlocal number
        number += 1
        place = page(book.sheet, number, pages, bleed=book.bleed)
        press.begin_page(place)
        return place

    if book.title_page:
        _title_page(press, begin(), title, author)
        press.end()
        _copyright_page(press, begin(), book, title, author)
        press.end()
    for count, strip in enumerate(book.pages, 1):
        place = begin()
        press.strip(strip, place.trim)
        _judge(strip, place.trim, number, notices)
        if book.page_numbers:
            # In the margin that pictures leave white: its foot stands on the line that nothing may be printed below.
            press.line(f"{count}", (place.trim.middle, place.safe.bottom + 1), "text", _NUMBER_SIZE, align="centre")
        press.end()
        if book.blank_backs:
            begin()
            press.end()
    while number < pages:
        begin()
        press.end()
    press.save()
    size = page(book.sheet, 1, pages, bleed=book.bleed).media
    return PrintedBook(
        trim=book.trim,
        width=size.width / INCH,
        height=size.height / INCH,
        bleed=book.bleed,
        paper=book.paper,
        pages=pages,
        pictures=len(book.pages),
        generated=book.generated,
        spine=spine_width(pages, book.paper) / INCH,
        notices=tuple(notices.found),
    )


def _judge(strip: Strip, box: Box, number: int, notices: Notices) -> None:
    found = min(dpi(strip.width, box.width), dpi(strip.height, box.height))
    if found < LEAST_DPI:
        notices.add(
            "low_resolution", f"The picture has {found:.0f} dpi; less than {LEAST_DPI:.0f} looks coarse", number
        )
    if abs(strip.width / strip.height - box.width / box.height) > 0.01:
        notices.add(
            "stretched", f"The picture of {strip.width} x {strip.height} pixels has not the page's shape", number
        )


def _title_page(press: Press, place: Page, title: str, author: str) -> None:
    """A title in outlined letters, to be coloured, in a frame with stars."""
    inner = frame(press, place.safe.inset(4), INCH * 0.16)
    unit = inner.height / 100
    space = Box(inner.left + 20, inner.bottom + 36 * unit, inner.right - 20, inner.bottom + 82 * unit)
    fitted = fit(title, "title", (space.width, space.height), (14, min(70, inner.width / 6.2)))
    leading = 1.16 * fitted.size
    high = leading * (len(fitted.lines) - 1)
    outline = max(0.75, fitted.size / 42)
    y = (space.bottom + space.top + high) / 2 - fitted.size * 0.3
    foot = press.lines(fitted.lines, (inner.middle, y), "title", fitted.size, leading, outline=outline) + leading
    for offset, radius in ((-34, 7), (0, 12), (34, 7)):
        star(press, (inner.middle + offset, min(inner.top - 9 * unit, y + fitted.size * 1.1 + 26)), radius)
    words = min(foot - fitted.size * 0.55 - 22, inner.bottom + 40 * unit)
    if title != UNTITLED:
        press.line(UNTITLED.lower(), (inner.middle, words), "italic", 17, align="centre")
    if author:
        named = fit(author, "text", (space.width, 40), (LEAST_TYPE, 15))
        press.lines(named.lines, (inner.middle, words - 34), "text", named.size, 1.2 * named.size)
    y = inner.bottom + 13 * unit
    half = min(120.0, inner.width * 0.34)
    press.line("This book belongs to", (inner.middle, y), "italic", 13, align="centre")
    press.rule((inner.middle - half, y - 38), (inner.middle + half, y - 38), 0.9)


def _copyright_page(press: Press, place: Page, book: ColoringBook, title: str, author: str) -> None:
    year = book.created.year
    paragraphs = [title, f"Copyright © {year} {author}".rstrip() + ". All rights reserved."]
    if book.blank_backs:
        paragraphs.append(
            "The back of each picture is left white, so that colors that shine through spoil nothing. "
            "When you use markers, lay a sheet of paper behind the page."
        )
    left, width = place.safe.left + 18, min(place.safe.width - 36, 330)
    lines: list[tuple[str, bool]] = []
    for count, paragraph in enumerate(paragraphs):
        face = "italic" if count == 0 else "text"
        set_lines = wrapped(paragraph, face, 9.5, width) or []  # type: ignore[arg-type]
        lines += [("", False)] * bool(lines) + [(line, count == 0) for line in set_lines]
    y = place.safe.bottom + 18 + 13.5 * (len(lines) - 1)
    for line, is_title in lines:
        press.line(line, (left, y), "italic" if is_title else "text", 9.5)
        y -= 13.5
