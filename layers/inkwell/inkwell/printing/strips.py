"""Two-valued pages as PDF files hold them: CCITT Group 4, the whole page in one strip.

A strip is made once for a version of a page. Books are assembled from strips without decoding them.
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Self

from inkwell.core.errors import InvalidInput

if TYPE_CHECKING:
    from PIL import Image

_MAGIC = b"INKG4\x01"
_HEAD = struct.Struct(">6sII?")

# https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
_ROWS_PER_STRIP, _STRIP_OFFSETS, _STRIP_BYTE_COUNTS, _PHOTOMETRIC = 278, 273, 279, 262
_BLACK_IS_ZERO = 1

#: The longest side of a page in pixels: 40 in at 600 dpi.
MOST_PIXELS = 24_000


@dataclass(frozen=True, slots=True)
class Strip:
    """A two-valued page.

    Args:
        data: the code, `K` -1.
        width, height: in pixels.
        black_is_1: what a PDF's `BlackIs1` says, so that ink is black.
    """

    data: bytes
    width: int
    height: int
    black_is_1: bool

    def to_bytes(self) -> bytes:
        """The strip as a file of its own."""
        return _HEAD.pack(_MAGIC, self.width, self.height, self.black_is_1) + self.data

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """The strip of such a file.

        Raises:
            InvalidInput: it is no such file.
        """
        if len(stored) <= _HEAD.size or not stored.startswith(_MAGIC):
            raise InvalidInput("This is no stored page of a book")
        _, width, height, black_is_1 = _HEAD.unpack_from(stored)
        return cls(stored[_HEAD.size :], width, height, black_is_1)


def strip_of(picture: "Image.Image") -> Strip:
    """The strip of a picture.

    Args:
        picture: with two values at most: mode "1", or any other mode that has nothing but black and white.

    Raises:
        InvalidInput: it has other values, or is larger than any page.
    """
    from PIL import Image

    if not 0 < max(picture.size) <= MOST_PIXELS:
        raise InvalidInput(f"A page may have {MOST_PIXELS} pixels on its longer side, not {max(picture.size)}")
    if picture.mode != "1":
        grey = picture.convert("L")
        if sum(grey.histogram()[1:255]):
            raise InvalidInput("A page of line art has black and white only, this one has other values")
        picture = grey.convert("1", dither=Image.Dither.NONE)
    buffer = BytesIO()
    picture.save(buffer, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: picture.height})
    with Image.open(buffer) as stored:
        tags = stored.tag_v2  # type: ignore[attr-defined]
        (offset,), (length,) = tags[_STRIP_OFFSETS], tags[_STRIP_BYTE_COUNTS]
        black_is_1 = tags[_PHOTOMETRIC] == _BLACK_IS_ZERO
    return Strip(buffer.getvalue()[offset : offset + length], *picture.size, black_is_1)


def strip_of_png(data: bytes) -> Strip:
    """The strip of a page that is stored as a PNG.

    Raises:
        InvalidInput: as for `strip_of`.
    """
    from PIL import Image

    with Image.open(BytesIO(data), formats=("PNG",)) as picture:
        return strip_of(picture)
