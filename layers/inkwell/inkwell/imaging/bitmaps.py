"""Bitmaps: two-valued pictures as one integer of a bit a pixel, so that lines are widened in milliseconds.

A shift by one bit moves a picture to the side, a shift by a row's bits moves it up or down. Rows end in blank bits, so
that nothing runs over into the next row.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from PIL import Image, ImageOps

#: The most pixels that an operation may reach to the side: the blank bits at the end of a row.
REACH = 96


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A bitmap: 1 is ink.

    Args:
        bits: all rows, the first pixel in the highest bit.
        size: width and height of the picture in pixels.
    """

    bits: int
    size: tuple[int, int]

    @classmethod
    def of(cls, image: Image.Image) -> Self:
        """The ink of a picture in mode "1" or L, whose values are 0 (ink) and 255 only."""
        stride = _stride(image.width)
        wide = ImageOps.expand(image.convert("L"), (0, 0, stride - image.width, 0), 255)
        packed = wide.convert("1", dither=Image.Dither.NONE).tobytes()
        return cls(int.from_bytes(packed, "big") ^ (1 << 8 * len(packed)) - 1, image.size)

    def image(self) -> Image.Image:
        """The picture in mode "1"."""
        width, height = self.size
        stride = _stride(width)
        length = stride * height // 8
        whole = self.bits ^ (1 << 8 * length) - 1
        return Image.frombytes("1", (stride, height), whole.to_bytes(length, "big")).crop((0, 0, width, height))

    @property
    def ink(self) -> int:
        """The number of pixels with ink."""
        return self.bits.bit_count()

    def __or__(self, other: "Bitmap") -> "Bitmap":
        return replace(self, bits=self.bits | other.bits)

    def __and__(self, other: "Bitmap") -> "Bitmap":
        return replace(self, bits=self.bits & other.bits)

    def without(self, other: "Bitmap") -> "Bitmap":
        """The ink that another bitmap does not have."""
        return replace(self, bits=self.bits & ~other.bits)

    def inner(self) -> "Bitmap":
        """The ink whose eight neighbours are ink."""
        narrow = _narrowed(self.bits, 3, 3, _stride(self.size[0]))
        # Brought back to the middle of each square of nine.
        return replace(self, bits=narrow >> 1 + _stride(self.size[0]))

    def opened(self, pixels: int) -> "Bitmap":
        """The parts of the ink that a round pen of so many pixels fits into: lines that are thinner are gone.

        Args:
            pixels: 2 to `REACH`.
        """
        stride, across = _stride(self.size[0]), max(1, round(pixels * 0.4))
        # A round pen as two bars, one lying and one upright: each edge is as long as a side of an octagon.
        inset = (pixels - across) // 2
        pens = ((pixels, across, inset * stride), (across, pixels, inset))
        places = -1
        for width, height, offset in pens:
            places &= _narrowed(self.bits, width, height, stride) << offset
        found = 0
        for width, height, offset in pens:
            found |= _widened(places, width, height, stride) >> offset
        return replace(self, bits=found & self.bits)

    def solid(self, pixels: int) -> "Bitmap":
        """The parts of the ink that a square of so many pixels fits into.

        Args:
            pixels: 2 to `REACH`.
        """
        stride = _stride(self.size[0])
        return replace(self, bits=_widened(_narrowed(self.bits, pixels, pixels, stride), pixels, pixels, stride))

    def widened(self) -> "Bitmap":
        """The ink one pixel wider and one pixel higher."""
        return replace(self, bits=_widened(self.bits, 2, 2, _stride(self.size[0])) & _page(self.size))

    def grown(self, pixels: int) -> "Bitmap":
        """The ink with so many pixels more on each side.

        Args:
            pixels: up to `REACH` / 2.
        """
        stride = _stride(self.size[0])
        # Moved first: what is widened beyond the last row is lost.
        moved = self.bits << pixels * (1 + stride)
        return replace(self, bits=_widened(moved, 2 * pixels + 1, 2 * pixels + 1, stride) & _page(self.size))


def _stride(width: int) -> int:
    """Bits of a row: whole bytes."""
    return (width + REACH + 7) // 8 * 8


@lru_cache(maxsize=4)
def _page(size: tuple[int, int]) -> int:
    """All pixels of a page, without the blank bits at the end of its rows."""
    width, height = size
    row = ((1 << width) - 1) << _stride(width) - width
    return int.from_bytes(row.to_bytes(_stride(width) // 8, "big") * height, "big")


def _narrowed(bits: int, width: int, height: int, stride: int) -> int:
    """The upper left pixels of rectangles of ink."""
    for length, step in ((width, 1), (height, stride)):
        done = 1
        while done < length:
            more = min(done, length - done)
            bits &= bits << more * step
            done += more
    return bits


def _widened(bits: int, width: int, height: int, stride: int) -> int:
    """Each pixel as a rectangle whose upper left one it is; what leaves the page below is gone."""
    for length, step in ((width, 1), (height, stride)):
        done = 1
        while done < length:
            more = min(done, length - done)
            bits |= bits >> more * step
            done += more
    return bits
