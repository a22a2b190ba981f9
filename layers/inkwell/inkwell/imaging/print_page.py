"""The finisher of colouring pages."""

from io import BytesIO

from PIL import Image, PngImagePlugin

from inkwell.core.image_models import Finished, ImageRequest, ImageResult
from inkwell.imaging.chunks import own_texts
from inkwell.imaging.inspection import InspectedImage, inspect, thumbnail
from inkwell.imaging.line_art import printable
from inkwell.imaging.page_gate import correction, flaws, measure
from inkwell.imaging.page_standards import STANDARDS, USUAL, Standard
from inkwell.imaging.print_sizes import DPI, Size

#: The trim of pages that name none, in pixels: a letter page.
LETTER: Size = (2550, 3300)


class PrintPage:
    """The `Finisher` of colouring pages: it makes a printable page of what was drawn, and passes it through the gate.

    The request says the trim size in pixels as its `size`, and the reader as its hint `audience`.
    """

    def finish(self, result: ImageResult, request: ImageRequest) -> Finished:
        """See `Finisher`."""
        standard = standard_of(request)
        picture = inspect(result.data, field="picture").image
        art = printable(picture, request.size or LETTER, standard)
        # What is a page already keeps its bytes.
        is_kept = art.untouched and result.media_type == "image/png"
        return checked(art.page, result.data if is_kept else png(art.page, result.data), standard, art.faint)


def standard_of(request: ImageRequest) -> Standard:
    """The standard of the reader in a request's hint `audience`."""
    return STANDARDS.get(str(request.hints.get("audience")), STANDARDS[USUAL])


def checked(page: Image.Image, data: bytes, standard: Standard, faint: float = 0.0) -> Finished:
    """A page with its thumbnail, passed through the gate.

    Args:
        page: mode "1".
        data: the page as a PNG.
        faint: as in `Measures`.
    """
    found = measure(page, faint)
    width, height = page.size
    small = thumbnail(InspectedImage("image/png", width, height, page.convert("L")))
    return Finished(data, "image/png", width, height, small.data, correction(found, standard), flaws(found, standard))


def png(page: Image.Image, drawn: bytes) -> bytes:
    """A page as a PNG of a bit a pixel.

    Args:
        drawn: the picture that it was made of: the texts that our own pictures carry stay with the page.
    """
    texts = PngImagePlugin.PngInfo()
    for name, text in own_texts(drawn).items():
        texts.add_itxt(name, text)
    buffer = BytesIO()
    page.save(buffer, "PNG", pnginfo=texts, dpi=(DPI, DPI))
    return buffer.getvalue()
