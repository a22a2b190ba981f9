"""Graphic art from a photograph or a drawing, with Pillow alone: framing, posters, sketches, duotones.

Nothing here knows what a face is. The subject is found by where the picture is busiest near its middle, and the
treatments are those of a screen printer: few colours, one ink line. Functions take RGB pictures and return new ones.
Filters run on a small copy; colours and lines are decided on its smooth enlargement, which keeps their edges crisp.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps

Colour = tuple[int, int, int]
Size = tuple[int, int]

INK: Colour = (46, 30, 40)
PAPER: Colour = (250, 246, 238)

_WORK_EDGE = 384
_GRID = 64
_WHOLE = 100.0


class Centre(NamedTuple):
    """A place in a picture as fractions of its width and height."""

    x: float
    y: float


def subject_centre(image: Image.Image) -> Centre:
    """The most likely place of the subject's head: a mean shift over edge energy, begun a little above the middle."""
    small = image.resize((_GRID, _GRID), Image.Resampling.BOX)
    edges = small.filter(ImageFilter.FIND_EDGES).convert("L")
    inner = ImageOps.expand(
        edges.crop((1, 1, _GRID - 1, _GRID - 1)), 1
    )  # the filter leaves the outermost ring as it is
    energy = inner.filter(ImageFilter.GaussianBlur(2)).tobytes()
    inside = range(4, _GRID - 4)
    x, y = home_x, home_y = _GRID * 0.5, _GRID * 0.37
    cells = [
        (cx, cy, value, ((cx - home_x) ** 2 + (cy - home_y) ** 2) / 500)
        for cy in inside
        for cx in inside
        if (value := energy[cy * _GRID + cx])
    ]
    for _ in range(5):
        across, down = ([(place - centre) ** 2 for place in range(_GRID)] for centre in (x, y))
        weights = [value * math.exp(-(across[cx] + down[cy]) / 240 - away) for cx, cy, value, away in cells]
        total = sum(weights)
        if not total:
            break
        x = sum(weight * cell[0] for weight, cell in zip(weights, cells, strict=True)) / total
        y = sum(weight * cell[1] for weight, cell in zip(weights, cells, strict=True)) / total
    return Centre((x + 0.5) / _GRID, (y + 0.5) / _GRID)


def crop(image: Image.Image, centre: Centre, scale: float, ratio: float, height_above: float = 0.5) -> Image.Image:
    """The part of a picture that frames a place, moved inwards where it would leave the picture.

    Args:
        image: the picture.
        centre: the place to frame.
        scale: the part's width, as a fraction of the picture's shorter edge.
        ratio: the part's width to height.
        height_above: how much of the part's height lies above the place.
    """
    width = min(image.width, min(image.size) * scale)
    height = width / ratio
    if height > image.height:
        width, height = image.height * ratio, image.height
    left = min(max(0.0, centre.x * image.width - width / 2), image.width - width)
    top = min(max(0.0, centre.y * image.height - height * height_above), image.height - height)
    box = (round(left), round(top), max(round(left) + 1, round(left + width)), max(round(top) + 1, round(top + height)))
    return image.crop(box)


def cover(image: Image.Image, centre: Centre, ratio: float) -> Image.Image:
    """The largest part of the picture that has this ratio of width to height, with the given place in it."""
    return crop(image, centre, _WHOLE, ratio)


def small_copy(image: Image.Image, size: Size) -> Image.Image:
    """A copy in the shape of `size`, at most 384 pixels wide and high, in which filters are cheap."""
    scale = min(1.0, _WORK_EDGE / max(size))
    work = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    return image.resize(work, Image.Resampling.LANCZOS, reducing_gap=3.0)


def simplified(image: Image.Image, size: Size) -> Image.Image:
    """Even tones without small detail, with edges kept, contrast stretched and colours a little stronger."""
    calm = small_copy(image, size).filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.MedianFilter(5))
    calm = ImageOps.autocontrast(calm, cutoff=0.6, preserve_tone=True)
    return ImageEnhance.Color(calm).enhance(1.14)


def ink_lines(image: Image.Image, size: Size, weight: float = 1.0) -> Image.Image:
    """White with dark lines where the picture turns darker: a difference of Gaussians, soft-thresholded.

    After Winnemoeller et al., "XDoG: An eXtended difference-of-Gaussians compendium", Computers & Graphics 36 (2012).
    """
    grey = ImageOps.autocontrast(small_copy(image, size).convert("L").filter(ImageFilter.MedianFilter(3)), cutoff=1)
    fine, broad = (grey.filter(ImageFilter.GaussianBlur(radius)) for radius in (1.0, 2.8))
    response = ImageChops.subtract(fine, broad, 1, 128)
    spots = response.point(lambda value: 255 if value > 118 else 0)
    clean = ImageChops.lighter(response, spots.filter(ImageFilter.MedianFilter(3)).point(lambda v: v and 128))
    large = clean.resize(size, Image.Resampling.BICUBIC)
    low, high = 108 + 6 * weight, 118 + 4 * weight
    return large.point(lambda value: round(255 * min(1.0, max(0.0, (value - low) / (high - low)))))


def poster(image: Image.Image, size: Size, colours: int = 16, ink: Colour = INK, weight: float = 1.0) -> Image.Image:
    """Few flat colours under an ink line."""
    calm = simplified(image, size)
    palette = calm.quantize(colours, method=Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)
    smooth = calm.resize(size, Image.Resampling.BICUBIC)
    flat = smooth.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")
    return inked(flat.filter(ImageFilter.SMOOTH), ink_lines(image, size, weight), ink)


def tinted_poster(image: Image.Image, size: Size, tones: Sequence[Colour], ink: Colour = INK) -> Image.Image:
    """The picture's brightness told in `tones`, darkest first, under an ink line."""
    calm = simplified(image, size)
    grey = ImageOps.equalize(calm.convert("L"))
    grey = Image.blend(grey, ImageOps.autocontrast(calm.convert("L"), cutoff=1), 0.6)
    levels = grey.resize(size, Image.Resampling.BICUBIC)
    steps = [tones[min(value * len(tones) // 256, len(tones) - 1)] for value in range(256)]
    flat = Image.merge("RGB", [levels.point([step[channel] for step in steps]) for channel in range(3)])
    return inked(flat.filter(ImageFilter.SMOOTH), ink_lines(image, size), ink)


def sketch(image: Image.Image, size: Size, ink: Colour = INK, paper: Colour = PAPER) -> Image.Image:
    """Lines and two washes on paper."""
    calm = simplified(image, size)
    tone = ImageOps.autocontrast(calm.convert("L"), cutoff=1).resize(size, Image.Resampling.BICUBIC)
    hatch = _hatching(size)
    wash = tone.point(lambda value: 255 if value > 150 else 214 if value > 84 else 164)
    strokes = ImageChops.lighter(hatch, tone.point(lambda value: min(255, max(0, (value - 60) * 3))))
    drawing = ImageChops.multiply(ImageChops.multiply(wash, strokes), ink_lines(image, size, 1.3))
    return ImageOps.colorize(drawing, ink, paper)


def inked(image: Image.Image, lines: Image.Image, ink: Colour = INK) -> Image.Image:
    """A picture with `lines` printed over it in `ink`."""
    return Image.composite(image, Image.new("RGB", image.size, ink), lines)


def turned(image: Image.Image, amount: float) -> Image.Image:
    """The picture on a board whose left side comes near and whose right side goes away; `amount` 0..0.4."""
    return _warped(image, lambda x, y: (x - amount * (1 - x * x), y * (1 - amount * (1 - x) / 3)))


def bulged(image: Image.Image, strength: float) -> Image.Image:
    """The picture through a lens that enlarges its middle; `strength` 0..0.5."""

    def behind(x: float, y: float) -> tuple[float, float]:
        pull = 1 - strength * max(0.0, 1 - (x * x + y * y))
        return x * pull, y * pull

    return _warped(image, behind)


def _warped(image: Image.Image, behind: Callable[[float, float], tuple[float, float]]) -> Image.Image:
    """A picture whose every place shows what lies `behind` it; places run from -1 to 1 in both directions."""
    width, height = image.size
    across, down = ([edge * step // 16 for step in range(17)] for edge in (width, height))
    mesh = []
    for left, right in pairwise(across):
        for top, bottom in pairwise(down):
            source: list[float] = []
            for x, y in ((left, top), (left, bottom), (right, bottom), (right, top)):
                seen_x, seen_y = behind(x / width * 2 - 1, y / height * 2 - 1)
                source += [(seen_x + 1) / 2 * width, (seen_y + 1) / 2 * height]
            mesh.append(((left, top, right, bottom), tuple(source)))
    return image.transform(image.size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC)


def soft_edges(size: Size, top: float, bottom: float, sides: float) -> Image.Image:
    """A mask that is white inside and fades to black over these fractions of the height and width."""
    width, height = size

    def fade(position: float, start: float, end: float) -> float:
        rise = min(1.0, position / start) if start else 1.0
        fall = min(1.0, (1 - position) / end) if end else 1.0
        step = min(rise, fall)
        return step * step * (3 - 2 * step)

    down = Image.new("L", (1, height))
    down.putdata([round(255 * fade((y + 0.5) / height, top, bottom)) for y in range(height)])
    across = Image.new("L", (width, 1))
    across.putdata([round(255 * fade((x + 0.5) / width, sides, sides)) for x in range(width)])
    return ImageChops.multiply(down.resize(size), across.resize(size))


def mix(left: Colour, right: Colour, share: float) -> Colour:
    """A colour between two: `share` of the right one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(left, right, strict=True))
    return red, green, blue


def surroundings(image: Image.Image, size: Size, sideways: bool) -> Image.Image:
    """The surroundings of a picture on a larger canvas: its edges drawn out, far out of focus and a little paler.

    Args:
        image: the picture.
        size: the canvas in pixels.
        sideways: whether the canvas goes on to the left and right, not above and below.
    """
    if sideways:
        upright = surroundings(image.transpose(Image.Transpose.TRANSPOSE), (size[1], size[0]), sideways=False)
        return upright.transpose(Image.Transpose.TRANSPOSE)
    depth = max(1, image.height // 20)
    half = size[0], size[1] - size[1] // 2
    away = Image.linear_gradient("L").resize(half)
    canvas = Image.new("RGB", size)
    for edge, top, distance in (
        (0, 0, away.transpose(Image.Transpose.FLIP_TOP_BOTTOM)),
        (image.height - depth, size[1] // 2, away),
    ):
        strip = image.crop((0, edge, image.width, edge + depth)).resize((6, 1), Image.Resampling.BOX)
        average = strip.resize((1, 1), Image.Resampling.BOX).resize(half)
        near, far = (
            Image.blend(part, Image.new("RGB", half, PAPER), share)
            for part, share in ((strip.resize(half, Image.Resampling.BICUBIC), 0.3), (average, 0.6))
        )
        canvas.paste(Image.composite(far, near, distance.point(lambda value: min(255, value * 3 // 2))), (0, top))
    return canvas


def _hatching(size: Size) -> Image.Image:
    """Fine slanted pencil strokes on white."""
    edge = 24
    tile = Image.new("L", (edge, edge), 255)
    for y in range(edge):
        for x in range(edge):
            if (x + y) % 8 < 2:
                tile.putpixel((x, y), 176 if (x + y) % 8 else 206)
    hatch = Image.new("L", size)
    for left in range(0, size[0], edge):
        for top in range(0, size[1], edge):
            hatch.paste(tile, (left, top))
    return hatch
