"""The check of a PDF for print."""

from typing import BinaryIO

from inkwell.printing.checks.findings import Report
from inkwell.printing.checks.reading import Document, read
from inkwell.printing.checks.rules import RULES, Expected, known_trim
from inkwell.printing.limits import Paper


def check(
    file: BinaryIO, *, paper: Paper | None = None, line_art: bool | None = None, book_pages: int | None = None
) -> Report:
    """Check an interior or a cover, of Inkwell or of anybody else.

    Args:
        file: the PDF; seekable.
        paper: that the book is printed on; when left out white, or for pictures in colour the one for colours.
        line_art: pictures have to be two-valued; when left out they have to when most are.
        book_pages: of the interior that a cover is for.

    Raises:
        InvalidInput: it is no PDF, damaged, or encrypted.
    """
    document = read(file)
    expected = _expected(document, paper, line_art, book_pages)
    return Report(tuple(finding for rule in RULES for finding in rule(document, expected)))


def _expected(document: Document, paper: Paper | None, line_art: bool | None, book_pages: int | None) -> Expected:
    trim, is_cover, has_bleed = known_trim(document.pages)
    pictures = [picture for page in document.pages for picture in page.found.pictures]
    two_valued = sum(picture.bits == 1 and not picture.is_colour for picture in pictures)
    has_colour = not is_cover and any(picture.is_colour for picture in pictures)
    return Expected(
        trim=trim,
        paper=paper or ("premium-color" if has_colour else "white"),
        is_cover=is_cover,
        has_bleed=has_bleed,
        line_art=2 * two_valued > len(pictures) if line_art is None else line_art,
        book_pages=book_pages,
    )
