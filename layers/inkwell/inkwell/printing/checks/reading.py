"""PDF files as the facts that the rules of printing are about: boxes, pictures, fonts, transparency."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import RectangleObject

from inkwell.core.errors import InvalidInput
from inkwell.printing.checks.content import Found, content_of
from inkwell.printing.geometry import Box

#: Exceptions of pypdf about files that are not as the standard says, beside its own errors.
_MALFORMED = (PyPdfError, ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError, TypeError,
              ValueError, zlib.error)  # fmt: skip

#: The left, bottom, right and top edge of a box, in units of the file.
Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The facts about a page, in points, upright as it is seen.

    Args:
        number: from 1.
        media, crop, bleed, trim: its boxes.
        found: what is drawn on it.
    """

    number: int
    media: Box
    crop: Box
    bleed: Box
    trim: Box
    found: Found


@dataclass(frozen=True, slots=True)
class Document:
    """The facts about a file.

    Args:
        version: such as 1.3.
        extras: what a book does not need and print services refuse: annotations, bookmarks, scripts, what is hidden.
    """

    version: float
    size: int
    extras: tuple[str, ...]
    pages: tuple[PageFacts, ...]


@contextmanager
def _plainly(where: str) -> Iterator[None]:
    try:
        yield
    except InvalidInput:
        raise
    except _MALFORMED as error:
        raise InvalidInput(f"{where} cannot be read: it is damaged, too much to check, or no PDF at all") from error


def read(file: BinaryIO) -> Document:
    """The facts about a file.

    Args:
        file: seekable.

    Raises:
        InvalidInput: it is no PDF, damaged, or encrypted with a password.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if b"%PDF-" not in file.read(1024):
        raise InvalidInput("This is no PDF: its first bytes do not say so")
    file.seek(0)
    with _plainly("The file"):
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise InvalidInput("The PDF is encrypted; print services refuse that. Save it without protection")
        count = len(reader.pages)
        if not count:
            raise InvalidInput("The PDF has no pages")
        root: Any = reader.root_object
        version = float(max(reader.pdf_header[5:8], str(root.get("/Version", "/1.0"))[1:]))
        extras = _extras(root)
    pages = []
    for index in range(count):
        with _plainly(f"Page {index + 1}"):
            page = reader.pages[index]
            if page.get("/Annots"):
                extras.append(f"annotations on page {index + 1}")
            pages.append(_page(page, index + 1))
            if pages[-1].found.hides_text:
                extras.append(f"invisible text on page {index + 1}")
    return Document(version, size, tuple(extras), tuple(pages))


def _extras(root: Any) -> list[str]:
    names = root.get("/Names", {})
    names = names.get_object() if names else {}
    there = {
        "bookmarks": bool(root.get("/Outlines") and root["/Outlines"].get("/First")),
        "a form": bool(root.get("/AcroForm")),
        "scripts": "/JavaScript" in names or any("/JS" in str(root.get(when)) for when in ("/OpenAction", "/AA")),
        "attachments": "/EmbeddedFiles" in names,
        "layers": bool(root.get("/OCProperties") and root["/OCProperties"].get("/OCGs")),
    }
    return [name for name, is_there in there.items() if is_there]


def _page(page: PageObject, number: int) -> PageFacts:
    unit = float(page.get("/UserUnit", 1))
    edges = [_edges(box) for box in (page.mediabox, page.cropbox, page.bleedbox, page.trimbox)]
    turn = _upright(page.rotation % 360, edges[0], unit)
    media, crop, bleed, trim = (turn(*each) for each in edges)
    return PageFacts(number, media, crop, bleed, trim, content_of(page, unit))


def _edges(box: RectangleObject) -> Edges:
    """The edges of a box, whose file may name any two corners that are opposite each other."""
    (left, right), (bottom, top) = sorted(map(float, box[::2])), sorted(map(float, box[1::2]))
    return left, bottom, right, top


def _upright(degrees: int, media: Edges, unit: float) -> Callable[[float, float, float, float], Box]:
    """The way from a box of the file to the box that is seen: the page turned clockwise, its corner at the origin."""
    low_x, low_y, high_x, high_y = media

    def turned(left: float, bottom: float, right: float, top: float) -> Box:
        match degrees:
            case 90:
                edges = bottom - low_y, high_x - right, top - low_y, high_x - left
            case 180:
                edges = high_x - right, high_y - top, high_x - left, high_y - bottom
            case 270:
                edges = high_y - top, left - low_x, high_y - bottom, right - low_x
            case _:
                edges = left - low_x, bottom - low_y, right - low_x, top - low_y
        return Box(*(edge * unit for edge in edges))

    return turned
