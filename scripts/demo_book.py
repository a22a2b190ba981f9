"""The picture book of `make demo`: read to its end as a browser does it, and written as pictures and as a PDF."""

import re
import time
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

import requests
from PIL import Image, ImageDraw, ImageFont

from scripts.studio import ROOT, console

WISH = {"prompt": "A little fox who wants to see the sea", "protagonist_age": "toddler", "length": "short"}

#: Seconds that a scene's pictures may take before the demo fails.
PATIENCE = 180
POLL_EVERY = 0.3

FONTS = ROOT / "layers/inkwell/inkwell/picture_books/static/fonts.css"

#: A page: width and height in pixels, the width of its pictures, and the margins of its text.
SIZE = (1600, 900)
ART, GUTTER, MARGIN = 790, 8, 64
PAPER, INK, ACCENT = "#fffaf1", "#2b231e", "#a83c26"


class BookError(Exception):
    """A step of the picture book failed."""


@dataclass
class Scene(HTMLParser):
    """A scene as its page shows it: its address, title, paragraphs, and the texts and paths of its choices.

    `book` is the path of its story in the gallery, at an ending.
    """

    url: str
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    book: str = ""
    _where: str = ""
    _path: str = ""
    _within: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        given = dict(attrs)
        if tag == "form":
            self._path = given.get("action") or ""
        elif tag == "a" and "/gallery/" in (given.get("href") or ""):
            self.book = self.book or given["href"] or ""
        elif tag == "div":
            self._where = given.get("class") or ""
        elif tag == "p" and self._where == "text":
            self.paragraphs.append("")
        elif tag == "button" and "/story/choose/" in self._path:
            self.choices.append(("", self._path))
        if tag in ("h1", "p", "button"):
            self._within = tag

    def handle_endtag(self, tag: str) -> None:
        """See `HTMLParser`."""
        if tag == self._within:
            self._within = ""
        elif tag in ("form", "div"):
            self._where = self._path = ""

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        if self._within == "h1":
            self.title += data
        elif self._within == "p" and self._where == "text":
            self.paragraphs[-1] += data
        elif self._within == "button" and self.choices and self._path == self.choices[-1][1]:
            text, path = self.choices[-1]
            self.choices[-1] = (text + data.strip(), path)


def read_book(url: str, folder: Path) -> list[tuple[str, Path]]:
    """Read a picture book to its end, by the first choice of each scene, and write its pages and the book for print.

    Args:
        url: of the API.
        folder: for the pages, and `book.pdf`.

    Returns:
        The caption of each page, and its file; none where the studio has no picture books.

    Raises:
        BookError: a response is an error, or a picture was not drawn.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with requests.Session() as visitor, console.status("Reading a picture book ..."):
        visitor.headers["Accept"] = "text/html"
        if visitor.get(f"{url}/kids", timeout=60).status_code == HTTPStatus.NOT_FOUND:
            console.print("This studio has no picture books: its parameter PictureBooks is closed.")
            return []
        scene = _scene(visitor.post(f"{url}/kids/story/start", data=WISH, timeout=60))
        pages = []
        while True:
            file = folder / f"page-{len(pages) + 1}.png"
            _page(scene, _pictures(visitor, scene.url)).save(file, optimize=True)
            pages.append((scene.title, file))
            console.print(f"[bold]{scene.title}[/] {' '.join(scene.paragraphs)}")
            if not scene.choices:
                break
            text, path = scene.choices[0]
            console.print(f"  [italic]{text}[/]")
            scene = _scene(visitor.post(urljoin(scene.url, path), timeout=60))
        book = folder / "book.pdf"
        book.write_bytes(_printed(visitor, urljoin(scene.url, scene.book)))
        console.print(f"[bold]{book.name}[/] {book.stat().st_size / 1_000_000:.1f} MB")
        return pages


def _printed(visitor: requests.Session, url: str) -> bytes:
    """The book for print of a finished story.

    Args:
        url: of the story's page.
    """
    page = visitor.post(f"{url}/book", timeout=60)
    give_up = time.monotonic() + PATIENCE
    while status := re.search(r'data-book-url="([^"]+)"', page.text):
        told = visitor.get(urljoin(url, status[1]), timeout=60).json()["status"]
        if told not in ("pending", "generating"):
            break
        if time.monotonic() > give_up:
            raise BookError(f"the book is still made after {PATIENCE} s")
        time.sleep(POLL_EVERY)
    response = visitor.get(f"{url}/book.pdf", timeout=60)
    if not response.ok:
        raise BookError(f"the book for print answered {response.status_code}")
    return response.content


def _scene(response: requests.Response) -> Scene:
    if not response.ok:
        raise BookError(f"{response.request.method} {response.url} answered {response.status_code}")
    scene = Scene(response.url)
    scene.feed(response.text)
    return scene


def _pictures(visitor: requests.Session, url: str) -> list[Image.Image]:
    """The pictures of a scene, once all are drawn: the main one first."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        main = visitor.get(url.replace("/story/scene/", "/story/image/"), timeout=60).json()
        pictures = [main, *main["extra_images"]]
        statuses = {picture["status"] for picture in pictures}
        if statuses == {"complete"}:
            return [_fetched(picture["url"]) for picture in pictures]
        if not statuses & {"pending", "generating"}:
            raise BookError(f"pictures of {url} are {', '.join(sorted(statuses))}")
        time.sleep(POLL_EVERY)
    raise BookError(f"pictures of {url} are still drawn after {PATIENCE} s")


def _fetched(url: str) -> Image.Image:
    response = requests.get(url, timeout=60)
    if not response.ok:
        raise BookError(f"a picture was answered {response.status_code}")
    return Image.open(BytesIO(response.content)).convert("RGB")


def _page(scene: Scene, pictures: Sequence[Image.Image]) -> Image.Image:
    """A page: the pictures on the left, the text on the right, what may be chosen below it."""
    page = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(page)
    half = (ART - GUTTER) // 2
    boxes = [(0, 0, ART), (0, ART * 3 // 4 + GUTTER, half), (half + GUTTER, ART * 3 // 4 + GUTTER, half)]
    for picture, (left, top, width) in zip(pictures, boxes, strict=False):
        page.paste(picture.resize((width, width * 3 // 4), Image.Resampling.LANCZOS), (left, top))
    x, y = ART + MARGIN, MARGIN
    y = _write(draw, scene.title, (x, y), _font("Fraunces", 56), INK) + 24
    for paragraph in scene.paragraphs:
        y = _write(draw, paragraph, (x, y), _font("Literata", 34), INK) + 16
    below = [text for text, _ in scene.choices] or ["The End"]
    y = max(y, SIZE[1] - MARGIN - 54 * len(below))
    for line in below:
        y = _write(draw, line, (x, y), _font("Fraunces", 28 if scene.choices else 40), ACCENT) + 12
    return page


def _write(
    draw: ImageDraw.ImageDraw, text: str, at: tuple[float, float], font: ImageFont.FreeTypeFont, ink: str
) -> float:
    """Write a text in lines that fit the page, and return where the next one may begin."""
    x, y = at
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > SIZE[0] - MARGIN - x and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    for line in lines:
        draw.text((x, y), line, fill=ink, font=font)
        y += font.size * 1.45
    return y


@cache
def _font(family: str, size: int) -> ImageFont.FreeTypeFont:
    """A typeface of the pages, which have it in their style sheet."""
    found = re.search(rf'"{family}".*?base64,([^"]+)', FONTS.read_text())
    if found is None:
        raise BookError(f"{FONTS} has no {family}")
    return ImageFont.truetype(BytesIO(b64decode(found[1])), size)
