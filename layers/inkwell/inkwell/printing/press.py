"""The press: it writes the PDF of a book, page by page, the same bytes for the same book.

PDF 1.3 without transparency; only embedded fonts; line art as CCITT Group 4, as it was stored. reportlab's own way of
drawing a two-valued picture makes it RGB and five times as large, so a strip is an object of our own here.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, BinaryIO, Literal

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from inkwell.printing.fonts import FILES, Face, font
from inkwell.printing.geometry import Box, Page
from inkwell.printing.pictures import Jpeg
from inkwell.printing.setting import runs, width
from inkwell.printing.strips import Strip

#: Red, green and blue from 0 to 1; one number is grey.
Colour = tuple[float, float, float] | float
Align = Literal["left", "centre", "right"]

BLACK: Colour = 0.0
WHITE: Colour = 1.0

# Else reportlab writes bytes as text, a quarter larger.
rl_config.useA85 = 0

_TRUTH = {True: "true", False: "false"}


class _Picture(pdfdoc.PDFObject):  # type: ignore[misc]
    """A picture whose bytes go into the file as they are."""

    def __init__(self, data: bytes, facts: dict[str, Any]) -> None:
        self.data, self.facts = data, facts

    def format(self, document: Any) -> bytes:
        """The object as it stands in the file."""
        stream = pdfdoc.PDFStream(content=self.data, filters=[])
        stream.dictionary.dict |= {"Type": pdfdoc.PDFName("XObject"), "Subtype": pdfdoc.PDFName("Image"), **self.facts}
        formatted: bytes = stream.format(document)
        return formatted


def _strip_facts(strip: Strip, *, is_stencil: bool) -> dict[str, Any]:
    code = {
        "K": -1,
        "Columns": strip.width,
        "Rows": strip.height,
        "BlackIs1": _TRUTH[strip.black_is_1],
    }
    kind = {"ImageMask": _TRUTH[True]} if is_stencil else {"ColorSpace": pdfdoc.PDFName("DeviceGray")}
    return {
        "Width": strip.width,
        "Height": strip.height,
        "BitsPerComponent": 1,
        "Filter": pdfdoc.PDFName("CCITTFaxDecode"),
        "DecodeParms": pdfdoc.PDFDictionary(code),
        **kind,
    }


class Press:
    """A PDF that is being written.

    Args:
        out: where it goes; it is written to once, at the end.
        title, author: for the properties of the document.
        created: the moment that the document says it was made: of the book, never of the clock.
    """

    def __init__(self, out: BinaryIO, title: str, author: str | None, created: datetime) -> None:
        font(FILES["text"][0])
        self._canvas: Any = Canvas(
            out, pageCompression=1, invariant=1, initialFontName=FILES["text"][0], pdfVersion=(1, 3)
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author or "")
        self._canvas.setSubject("")
        self._canvas.setCreator("Inkwell")
        stamp, moment = self._canvas._doc._timeStamp, created.astimezone(UTC)
        stamp.t, stamp.lt = moment.timestamp(), moment.utctimetuple()
        stamp.YMDhms, stamp.tzname, stamp.dhh, stamp.dmm = tuple(stamp.lt)[:6], "UTC", 0, 0

    def begin(self, media: Box, trim: Box) -> None:
        """Begin a page."""
        self._canvas.setPageSize((media.width, media.height))
        self._canvas.setTrimBox(trim.corners())
        self._canvas.setBleedBox(media.corners())

    def begin_page(self, page: Page) -> None:
        """Begin a page of a book."""
        self.begin(page.media, page.trim)

    def end(self) -> None:
        """End the page."""
        self._canvas.showPage()

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    def strip(self, strip: Strip, box: Box, ink: Colour | None = None) -> None:
        """Draw line art.

        Args:
            box: what it fills exactly.
            ink: draw only the ink, in this colour, and leave the ground; else black on white.
        """
        if ink is not None:
            self._fill(ink)
        self._picture(strip.data, _strip_facts(strip, is_stencil=ink is not None), box)

    def jpeg(self, picture: Jpeg, box: Box, window: Box | None = None, radius: float = 0.0) -> None:
        """Draw a photograph or painting.

        Args:
            box: what the whole picture fills.
            window: the part of it that is seen.
            radius: of the window's corners.
        """
        facts = {
            "Width": picture.width,
            "Height": picture.height,
            "BitsPerComponent": 8,
            "Filter": pdfdoc.PDFName("DCTDecode"),
            "ColorSpace": pdfdoc.PDFName("DeviceGray" if picture.is_grey else "DeviceRGB"),
        }
        self._canvas.saveState()
        if window is not None:
            path = self._canvas.beginPath()
            path.roundRect(window.left, window.bottom, window.width, window.height, radius)
            self._canvas.clipPath(path, stroke=0, fill=0)
        self._picture(picture.data, facts, box)
        self._canvas.restoreState()

    def _picture(self, data: bytes, facts: dict[str, Any], box: Box) -> None:
        canvas, document = self._canvas, self._canvas._doc
        name = hashlib.sha256(data).hexdigest()[:20] + ("m" if "ImageMask" in facts else "")
        registered = document.getXObjectName(name)
        if registered not in document.idToObject:
            document.Reference(_Picture(data, facts), registered)
        canvas._currentPageHasImages = 1
        canvas.saveState()
        canvas.transform(box.width, 0, 0, box.height, box.left, box.bottom)
        canvas._code.append(f"/{registered} Do")
        canvas.restoreState()
        canvas._formsinuse.append(name)

    def line(self, text: str, at: tuple[float, float], face: Face, size: float, colour: Colour = BLACK, *,
             align: Align = "left", outline: float = 0.0) -> None:  # fmt: skip
        """Set a line of text.

        Args:
            at: where it begins, has its middle or ends, on its base line.
            outline: the width of a black line around white letters, which can be coloured.
        """
        x, y = at
        x -= {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * width(text, face, size)
        canvas = self._canvas
        for run in runs(text, face):
            # The fill covers the inner half of the line, and what overlaps inside of a letter.
            for mode in (1, 0) if outline else (0,):
                self._fill(WHITE if outline else colour)
                canvas.setStrokeGray(0)
                canvas.setLineWidth(2 * outline)
                canvas.setLineJoin(1)
                piece = canvas.beginText(x, y)
                piece.setFont(run.font, size)
                piece.setTextRenderMode(mode)
                piece.textOut(run.text)
                piece.setTextRenderMode(0)
                canvas.drawText(piece)
            x += float(font(run.font).stringWidth(run.text, size))

    def lines(self, texts: Iterable[str], at: tuple[float, float], face: Face, size: float, leading: float,
              colour: Colour = BLACK, *, align: Align = "centre", outline: float = 0.0) -> float:  # fmt: skip
        """Set lines below each other, the first on the base line of `at`; the next base line is returned."""
        x, y = at
        for text in texts:
            self.line(text, (x, y), face, size, colour, align=align, outline=outline)
            y -= leading
        return y

    @contextmanager
    def turned(self, at: tuple[float, float], degrees: float) -> Iterator[None]:
        """A turned piece of the page: within, the origin is at `at`, and everything is turned counter-clockwise."""
        self._canvas.saveState()
        self._canvas.translate(*at)
        self._canvas.rotate(degrees)
        yield
        self._canvas.restoreState()

    def rectangle(self, box: Box, fill: Colour | None = None, *, stroke: Colour | None = None, pen: float = 1.0,
                  radius: float = 0.0) -> None:  # fmt: skip
        """Draw a rectangle, with round corners perhaps."""
        if fill is not None:
            self._fill(fill)
        if stroke is not None:
            self._stroke(stroke)
            self._canvas.setLineWidth(pen)
        drawn = {"stroke": int(stroke is not None), "fill": int(fill is not None)}
        self._canvas.roundRect(box.left, box.bottom, box.width, box.height, radius, **drawn)

    def polygon(self, points: Sequence[tuple[float, float]], fill: Colour | None = None, *,
                stroke: Colour | None = None, pen: float = 1.0) -> None:  # fmt: skip
        """Draw a closed polygon."""
        if fill is not None:
            self._fill(fill)
        if stroke is not None:
            self._stroke(stroke)
            self._canvas.setLineWidth(pen)
            self._canvas.setLineJoin(1)
        path = self._canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self._canvas.drawPath(path, stroke=int(stroke is not None), fill=int(fill is not None))

    def rule(self, start: tuple[float, float], end: tuple[float, float], pen: float, colour: Colour = BLACK) -> None:
        """Draw a straight line."""
        self._stroke(colour)
        self._canvas.setLineWidth(pen)
        self._canvas.line(*start, *end)

    def _fill(self, colour: Colour) -> None:
        if isinstance(colour, tuple):
            self._canvas.setFillColorRGB(*colour)
        else:
            self._canvas.setFillGray(colour)

    def _stroke(self, colour: Colour) -> None:
        if isinstance(colour, tuple):
            self._canvas.setStrokeColorRGB(*colour)
        else:
            self._canvas.setStrokeGray(colour)
