"""Masks that callers hand in: white where a page is to be repainted."""

import base64
import binascii
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

from inkwell.core.errors import InvalidInput
from inkwell.imaging.containers.png import chunks, is_png
from inkwell.imaging.inspection import inspect, pixels
from inkwell.imaging.print_sizes import Size, live_area

#: The largest mask, in bytes.
MAX_BYTES = 5 * 1024 * 1024

_DATA_URL = "data:image/png;base64,"

#: The brightness from which a pixel of a mask counts as white.
_WHITE_FROM = 128


def from_data_url(text: str, *, field: str) -> bytes:
    """The bytes of a PNG in a `data:` URL (RFC 2397).

    Args:
        field: the name of the caller's field, for the error.

    Raises:
        InvalidInput: it is none, or holds more bytes than a mask may have.
    """
    # Schemes, media types and the mark of base64 have no case.
    if text[: len(_DATA_URL)].lower() != _DATA_URL:
        raise InvalidInput.field(field, f"must begin with {_DATA_URL}")
    if len(text) > len(_DATA_URL) + 4 * (MAX_BYTES + 2) // 3 + 4:
        raise _too_large(field)
    try:
        data = base64.b64decode(text[len(_DATA_URL) :], validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput.field(field, "must be a PNG in base64") from None
    if len(data) > MAX_BYTES:
        raise _too_large(field)
    return data


def require_still(data: bytes, *, field: str) -> None:
    """Raise InvalidInput for an animated PNG: nobody knows which of its frames is the mask.

    Args:
        field: the name of the caller's field, for the error.
    """
    if any(kind == b"acTL" for kind, _, _ in chunks(data)):
        raise InvalidInput.field(field, "must be a still picture")


def mask_of(data: bytes, size: Size, *, field: str) -> Image.Image:
    """The mask of a caller for a page, in mode "1": white where the page is repainted, and never on its margins.

    Grey counts as the nearer of black and white, and what is transparent as black.

    Args:
        size: the page's size in pixels.
        field: the name of the caller's field, for the error.

    Raises:
        InvalidInput: it is no still PNG of that size, or nothing is white.
    """
    if not is_png(data):
        raise InvalidInput.field(field, "must be a PNG image")
    require_still(data, field=field)
    width, height = size
    wrong_size = InvalidInput.field(field, f"must be as large as the page: {width} x {height} pixels")
    # Judged by its header: whatever is larger is not decoded.
    if pixels(data, field=field) != width * height:
        raise wrong_size
    mask = inspect(data, field=field)
    if (mask.width, mask.height) != size:
        raise wrong_size
    white = ImageChops.logical_and(_white(mask.image), _live(size))
    if white.getbbox() is None:
        raise InvalidInput.field(field, "must be white where the page is repainted; nothing within its margins is")
    return white


def encoded(mask: Image.Image) -> bytes:
    """A mask as a PNG of a bit a pixel."""
    buffer = BytesIO()
    mask.save(buffer, "PNG")
    return buffer.getvalue()


def _white(mask: Image.Image) -> Image.Image:
    grey = mask.convert("L")
    if mask.mode == "RGBA":
        grey = ImageChops.multiply(grey, mask.getchannel("A"))
    return grey.point([0] * _WHITE_FROM + [255] * (256 - _WHITE_FROM)).convert("1", dither=Image.Dither.NONE)


def _live(size: Size) -> Image.Image:
    """The part of a page that may be drawn on, in white."""
    live = Image.new("1", size, 0)
    left, top, right, bottom = live_area(size)
    ImageDraw.Draw(live).rectangle((left, top, right - 1, bottom - 1), fill=1)
    return live


def _too_large(field: str) -> InvalidInput:
    return InvalidInput.field(field, f"must have at most {MAX_BYTES} bytes")
