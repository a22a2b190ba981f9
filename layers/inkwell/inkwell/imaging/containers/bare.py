"""The picture in a file, without its metadata."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BareFile:
    """A picture file in which nothing but the picture is left, and the metadata that count.

    Args:
        media_type: image/jpeg, image/png or image/webp.
        data: the bare file. Pixels may be missing.
        exif: EXIF data, from their TIFF header on; b"" without.
        profile: the ICC colour profile; b"" without.
        lacks_pixels: whether pixels are missing that the decoder would make up; decodes the picture to find out.
    """

    media_type: str
    data: bytes
    exif: bytes = b""
    profile: bytes = b""
    lacks_pixels: Callable[[], bool] = lambda: False
