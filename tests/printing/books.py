"""Books to print, with pages whose every pixel counts, and what poppler makes of them."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfWriter

from inkwell.coloring_books.options import PAGE_PIXELS
from inkwell.printing.books import ColoringBook, Scene, StoryBook
from inkwell.printing.coloring import print_coloring_book
from inkwell.printing.stories import print_story
from inkwell.printing.strips import Strip, strip_of

CREATED = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="pdftoppm is not there: apt-get install poppler-utils"
)


@cache
def page(trim: str = "8.5x11", seed: int = 1) -> Image.Image:
    """Noise up to the last pixel of all edges: whatever is moved, scaled or cut off shows."""
    width, height = PAGE_PIXELS[trim]  # type: ignore[index]
    values = random.Random(seed)
    small = Image.frombytes("L", (width // 6, height // 6), values.randbytes((width // 6) * (height // 6)))
    noise = small.point(lambda value: 255 * (value > 90)).resize((width, height), Image.Resampling.NEAREST)
    draw = ImageDraw.Draw(noise)
    for inset in range(0, 8, 2):
        draw.rectangle((inset, inset, width - 1 - inset, height - 1 - inset), outline=255 * (inset // 2 % 2))
    return noise.convert("1", dither=Image.Dither.NONE)


@cache
def strip(trim: str = "8.5x11", seed: int = 1) -> Strip:
    return strip_of(page(trim, seed))


@cache
def blank(trim: str = "8.5x11") -> Strip:
    """A small white page: quick to make and to read."""
    width, height = PAGE_PIXELS[trim]  # type: ignore[index]
    return strip_of(Image.new("1", (width, height), 1))


def coloring_book(**changes: Any) -> ColoringBook:
    facts: dict[str, Any] = {"title": "Bella's Adventure", "created": CREATED, "pages": [blank()] * 12}
    return ColoringBook(**facts | changes)


def painting(size: tuple[int, int] = (640, 640), seed: int = 1, kind: str = "JPEG") -> bytes:
    red, green, blue = random.Random(seed).randbytes(3)
    picture = Image.new("RGB", size, (red, green, blue))
    ImageDraw.Draw(picture).ellipse((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill="white")
    buffer = BytesIO()
    picture.save(buffer, kind)
    return buffer.getvalue()


def story(*texts: str, **changes: Any) -> StoryBook:
    scenes = [
        Scene(
            title=f"Scene {number}", text=text, picture=painting(seed=number), extras=(painting(seed=40 + number),) * 2
        )
        for number, text in enumerate(texts or ("Once upon a time.",), 1)
    ]
    facts: dict[str, Any] = {"title": "The Lantern", "created": CREATED, "scenes": scenes}
    return StoryBook(**facts | changes)


def printed(book: ColoringBook | StoryBook) -> bytes:
    out = BytesIO()
    if isinstance(book, StoryBook):
        print_story(book, out)
    else:
        print_coloring_book(book, out)
    return out.getvalue()


#: The resolution at which poppler maps the pixels of a page to its own, one to one. Were it 300, it would draw pictures
#: that end exactly at a pixel's edge one pixel wider, and smooth them.
ONE_TO_ONE = 299.9999


def rendered(pdf: bytes, folder: Path, dpi: float = ONE_TO_ONE, *, colour: bool = False) -> Iterator[Image.Image]:
    """Pages as poppler shows them, without smoothing."""
    file = folder / "book.pdf"
    file.write_bytes(pdf)
    kind = [] if colour else ["-gray"]
    command = ["pdftoppm", "-r", str(dpi), *kind, "-aa", "no", "-aaVector", "no", str(file), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)
    for shown in sorted(folder.glob("page-*.p?m")):
        with Image.open(shown) as picture:
            yield picture.copy()


def cut(pdf: bytes) -> bytes:
    """Pages as the cutter leaves them."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for each in writer.pages:
        each.mediabox = each.cropbox = each.bleedbox = each.trimbox
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
