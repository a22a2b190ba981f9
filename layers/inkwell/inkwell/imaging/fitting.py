"""Pictures scaled and framed so that whatever is accepted can be drawn from."""

import math

from PIL import Image

from inkwell.imaging.limits import ACCEPTED_EDGE, ACCEPTED_PIXELS, MAX_ELONGATION

# White, and transparent where a mode knows that.
_PAPER: dict[str, int | tuple[int, ...]] = {
    "L": 255,
    "LA": (255, 0),
    "RGB": (255, 255, 255),
    "RGBA": (255, 255, 255, 0),
    "CMYK": (0, 0, 0, 0),
}


def acceptable(image: Image.Image, edge: int = ACCEPTED_EDGE, pixels: int = ACCEPTED_PIXELS) -> Image.Image:
    """A picture no larger than its limits and no longer than `MAX_ELONGATION` times its width or height.

    Args:
        image: in mode L, LA, RGB, RGBA or CMYK.
        edge: the longest side in pixels.
        pixels: the largest width times height.
    """
    width, height = image.size
    return _framed(_scaled(image, min(edge / max(width, height), math.sqrt(pixels / (width * height)))))


def within(image: Image.Image, edge: int) -> Image.Image:
    """A picture that fits into a square of `edge` pixels, scaled down where it does not."""
    return _scaled(image, edge / max(image.size))


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    if scale >= 1:
        return image
    # Rounded down, so that the limits hold; but not a pixel less for a product that misses a whole number by a hair.
    width, height = (max(1, math.floor(side * scale + 1e-6)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _framed(image: Image.Image) -> Image.Image:
    least = math.ceil(max(image.size) / MAX_ELONGATION)
    if min(image.size) >= least:
        return image
    size = max(image.width, least), max(image.height, least)
    canvas = Image.new(image.mode, size, _PAPER[image.mode])
    canvas.paste(image, ((size[0] - image.width) // 2, (size[1] - image.height) // 2))
    return canvas
