"""Pictures in colour as PDF files hold them: JPEG, as it came where that is possible."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from inkwell.printing.geometry import Box
from inkwell.printing.limits import INCH

#: Of JPEGs that are made here.
QUALITY = 92


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A picture in colour or grey.

    Args:
        width, height: in pixels.
    """

    data: bytes
    width: int
    height: int
    is_grey: bool = False


def jpeg_of(data: bytes) -> Jpeg:
    """The JPEG of a stored picture: the same bytes where it is one that every printer reads, upright, RGB or grey.

    Args:
        data: a JPEG, PNG or WebP that was looked into before (`inkwell.imaging`).
    """
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
        is_upright = picture.getexif().get(0x0112, 1) == 1
        if picture.format == "JPEG" and picture.mode in ("RGB", "L") and is_upright:
            return Jpeg(data, *picture.size, picture.mode == "L")
        upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright.convert("RGBA"))
    buffer = BytesIO()
    upright.convert("RGB").save(buffer, "JPEG", quality=QUALITY, subsampling=0)
    return Jpeg(buffer.getvalue(), *upright.size)


def covering(picture: Jpeg, window: Box) -> Box:
    """The box of a picture that fills a window, its proportions kept, its middle in the middle."""
    scale = max(window.width / picture.width, window.height / picture.height)
    across, high = picture.width * scale, picture.height * scale
    left, bottom = window.middle - across / 2, (window.bottom + window.top - high) / 2
    return Box(left, bottom, left + across, bottom + high)


def within(picture: Jpeg, space: Box) -> Box:
    """The largest box of a whole picture in the middle of a space, its proportions kept."""
    scale = min(space.width / picture.width, space.height / picture.height)
    across, high = picture.width * scale, picture.height * scale
    left, bottom = space.middle - across / 2, (space.bottom + space.top - high) / 2
    return Box(left, bottom, left + across, bottom + high)


def cut_off(picture: Jpeg, window: Box) -> float:
    """The part of a picture that is not seen in a window that it fills, from 0 to 1."""
    box = covering(picture, window)
    return 1 - window.width * window.height / (box.width * box.height)


def dpi(pixels: int, length: float) -> float:
    """The effective resolution: pixels for each inch.

    Args:
        length: in points.
    """
    return pixels * INCH / length
