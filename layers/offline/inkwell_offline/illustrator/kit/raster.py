"""Drawings to pixels with Pillow.

Line art is drawn straight at its size, two values only. Colour is drawn larger and reduced, in horizontal bands, so
that a full print page stays far below 500 MB.
"""

import itertools
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from inkwell_offline.illustrator.kit.colour import rgb
from inkwell_offline.illustrator.kit.geometry import Box, Path, boxes_meet
from inkwell_offline.illustrator.kit.marks import Art, Glow, Group, Hatch, Item, Mark, Stop
from inkwell_offline.illustrator.kit.patterns import PATTERNS

BAND_PIXELS = 6_000_000
"""Enlarged pixels drawn at once: about 18 MB a layer."""

THINNEST_LINE = 2
"""Pixels: a thinner line of a small page would fall apart into diagonal dots."""

Pixels = tuple[float, float, float, float]
"""Pixels per unit across and down, then the offset that is taken away."""
_MOST_STEPS = 30
Polyline = tuple[list[tuple[float, float]], bool]
Pixel = tuple[int, int, int] | int


def _weights(steps: int) -> list[tuple[float, float, float, float]]:
    """The weights of a cubic's start, handles and end at so many equal steps along it: Bernstein polynomials."""
    shares = [(1 - step / steps, step / steps) for step in range(1, steps + 1)]
    return [(u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t) for u, t in shares]


_WEIGHTS = [_weights(steps) for steps in range(_MOST_STEPS + 1)]


def render(art: Art, width: int, height: int, supersample: int = 2, base: Image.Image | None = None) -> Image.Image:
    """The drawing as a picture of `width` x `height` pixels: mode "1" for line art, "RGB" for colour.

    Args:
        supersample: how much larger a colour picture is drawn before it is reduced.
        base: a picture of that size to draw on, instead of blank paper.
    """
    if art.line_art:
        image = base.convert("L") if base else Image.new("L", (width, height), 255)
        _draw(image, art.items, (width / art.width, height / art.height, 0, 0), line_art=True)
        return image.convert("1", dither=Image.Dither.NONE)
    page = Image.new("RGB", (width, height), art.paper)
    rows = max(1, BAND_PIXELS // (width * supersample * supersample))
    for top in range(0, height, rows):
        high = min(rows, height - top)
        size = (width * supersample, high * supersample)
        if base:
            band = base.crop((0, top, width, top + high)).convert("RGB").resize(size, Image.Resampling.NEAREST)
        else:
            band = Image.new("RGB", size, art.paper)
        sx, sy = width * supersample / art.width, height * supersample / art.height
        _draw(band, art.items, (sx, sy, 0, top * supersample), line_art=False)
        page.paste(band.reduce(supersample) if supersample > 1 else band, (0, top))
    return page


def flatten(path: Path, pixels: Pixels) -> list[Polyline]:
    """The strokes of the path as straight pieces in pixels, fine enough for its size."""
    sx, sy, ox, oy = pixels
    ox, oy = ox - 0.5, oy - 0.5
    lines: list[Polyline] = []
    for sub in path.subs:
        ax, ay = sub.start
        points = [(ax * sx - ox, ay * sy - oy)]
        for (bx, by), (cx, cy), (dx, dy) in sub.curves:
            if (bx, by) == (ax, ay) or (cx, cy) == (dx, dy):
                steps = 1
            else:
                reach = (abs(bx - ax) + abs(by - ay) + abs(cx - bx) + abs(cy - by) + abs(dx - cx) + abs(dy - cy)) * sx
                steps = max(2, min(_MOST_STEPS, int(reach**0.5 * 0.85)))
            for k0, k1, k2, k3 in _WEIGHTS[steps]:
                points.append(
                    (
                        (k0 * ax + k1 * bx + k2 * cx + k3 * dx) * sx - ox,
                        (k0 * ay + k1 * by + k2 * cy + k3 * dy) * sy - oy,
                    )
                )
            ax, ay = dx, dy
        lines.append((points, sub.closed))
    return lines


def _draw(image: Image.Image, items: list[Item], pixels: Pixels, line_art: bool) -> None:
    sx, sy, ox, oy = pixels
    width, height = image.size
    view = (ox / sx, oy / sy, (ox + width) / sx, (oy + height) / sy)
    draw = ImageDraw.Draw(image)
    for item in items:
        if not boxes_meet(item.box, view):
            continue
        match item:
            case Mark(opacity=opacity, fade=None) if opacity >= 1:
                _mark(draw, item, pixels, line_art)
            case Mark():
                _transparent(image, item, pixels)
            case Hatch():
                _hatch(image, item, pixels, line_art)
            case Glow():
                _glow(image, item, pixels)
            case Group():
                _group(image, item, pixels, line_art)


def _paint(colour: str, line_art: bool) -> Pixel:
    value = rgb(colour)
    return (255 if value[0] > 127 else 0) if line_art else value


def _mark(draw: ImageDraw.ImageDraw, mark: Mark, pixels: Pixels, line_art: bool) -> None:
    lines = flatten(mark.path, pixels)
    if mark.fill:
        fill = _paint(mark.fill, line_art)
        for points, _ in lines:
            if len(points) > 2:
                draw.polygon(points, fill=fill)
    if mark.stroke:
        stroke = _paint(mark.stroke, line_art)
        for points, closed in lines:
            _stroke(
                draw,
                points,
                closed,
                max(THINNEST_LINE if line_art else 1, mark.width * (pixels[0] + pixels[1]) / 2),
                stroke,
            )


def _stroke(
    draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], closed: bool, width: float, fill: Pixel
) -> None:
    """Straight pieces, with a disc on every joint that bends enough to leave a gap."""
    pen = max(1, round(width))
    line = [*points, points[0]] if closed else points
    draw.line(line, fill=fill, width=pen)
    if pen < 2:
        return
    r = (pen - 1) / 2
    gap = (1.1 / pen) ** 2
    ax, ay = line[-2] if closed else line[0]
    _bx, _by = line[0]
    last = len(line) - 1
    for i, (px, py) in enumerate(line):
        nx, ny = line[i + 1] if i < last else line[-1]
        ux, uy, vx, vy = px - ax, py - ay, nx - px, ny - py
        cross = ux * vy - uy * vx
        free_end = not closed and (i == 0 or i == last)
        if free_end or cross * cross > gap * (ux * ux + uy * uy) * (vx * vx + vy * vy) or ux * vx + uy * vy < 0:
            draw.ellipse((px - r, py - r, px + r, py + r), fill=fill)
        ax, ay = px, py


def _bounds(box: Box, pixels: Pixels, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    sx, sy, ox, oy = pixels
    x0, y0 = max(0, int(box[0] * sx - ox)), max(0, int(box[1] * sy - oy))
    x1, y1 = min(size[0], int(box[2] * sx - ox) + 2), min(size[1], int(box[3] * sy - oy) + 2)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _mask(path: Path, pixels: Pixels, bounds: tuple[int, int, int, int], value: int = 255) -> Image.Image:
    sx, sy, ox, oy = pixels
    mask = Image.new("L", (bounds[2] - bounds[0], bounds[3] - bounds[1]), 0)
    draw = ImageDraw.Draw(mask)
    for points, _ in flatten(path, (sx, sy, ox + bounds[0], oy + bounds[1])):
        if len(points) > 2:
            draw.polygon(points, fill=value)
    return mask


def _transparent(image: Image.Image, mark: Mark, pixels: Pixels) -> None:
    bounds = _bounds(mark.box, pixels, image.size)
    if not bounds:
        return
    mask = _mask(mark.path, pixels, bounds, round(255 * mark.opacity))
    if mark.fade is None:
        image.paste(rgb(mark.fill or "#ffffff"), bounds, mask)
        return
    top, bottom, stops = mark.fade
    column = Image.new("RGBA", (1, bounds[3] - bounds[1]))
    for row in range(column.height):
        y = (row + bounds[1] + pixels[3]) / pixels[1]
        column.putpixel((0, row), _ramp(stops, (y - top) / ((bottom - top) or 1)))
    paint = column.resize(mask.size, Image.Resampling.NEAREST)
    image.paste(paint.convert("RGB"), bounds, ImageChops.multiply(mask, paint.getchannel("A")))


def _hatch(image: Image.Image, hatch: Hatch, pixels: Pixels, line_art: bool) -> None:
    bounds = _bounds(hatch.box, pixels, image.size)
    if not bounds:
        return
    sx, sy, ox, oy = pixels
    x0, y0, x1, y1 = hatch.box
    pen = max(THINNEST_LINE if line_art else 1, round(hatch.width * (sx + sy) / 2))
    start = (bounds[0] - round(x0 * sx - ox), bounds[1] - round(y0 * sy - oy))
    size = (bounds[2] - bounds[0], bounds[3] - bounds[1])
    grain = hatch.grain
    shape = ((x1 - x0) / grain, (y1 - y0) / grain)
    lines = pattern_mask(hatch.name, shape, (sx * grain, sy * grain), pen, start, size)
    image.paste(_paint(hatch.stroke, line_art), bounds, ImageChops.darker(lines, _mask(hatch.path, pixels, bounds)))


def pattern_mask(
    name: str,
    shape: tuple[float, float],
    scale: tuple[float, float],
    pen: int,
    start: tuple[int, int],
    size: tuple[int, int],
) -> Image.Image:
    """The lines of a pattern as a mask, one tile drawn and then repeated.

    Args:
        name: a key of `PATTERNS`.
        shape: width and height in units of what the pattern fills.
        scale: pixels per unit across and down.
        pen: width of the lines in pixels.
        start: where in the pattern the mask begins, in pixels.
        size: width and height of the mask in pixels.
    """
    tile = _tile(name, shape if name == "mandala" else (0.0, 0.0), scale, pen)
    strip = Image.new("L", (size[0], tile.height))
    for x in range(-(start[0] % tile.width), size[0], tile.width):
        strip.paste(tile, (x, 0))
    mask = Image.new("L", size)
    for y in range(-(start[1] % tile.height), size[1], tile.height):
        mask.paste(strip, (0, y))
    return mask


@lru_cache(maxsize=64)
def _tile(name: str, shape: tuple[float, float], scale: tuple[float, float], pen: int) -> Image.Image:
    """The tile of a pattern in whole pixels. It is cached: not to be changed."""
    tile = PATTERNS[name](*shape)
    size = (max(1, round(tile.width * scale[0])), max(1, round(tile.height * scale[1])))
    image = Image.new("L", size)
    draw = ImageDraw.Draw(image)
    for line in tile.lines:
        for points, closed in flatten(line, (size[0] / tile.width, size[1] / tile.height, 0, 0)):
            _stroke(draw, points, closed, pen, 255)
    return image


def _ramp(stops: tuple[Stop, ...], t: float) -> tuple[int, int, int, int]:
    t = max(stops[0][0], min(stops[-1][0], t))
    for (o0, c0, a0), (o1, c1, a1) in itertools.pairwise(stops):
        if t <= o1:
            k = (t - o0) / ((o1 - o0) or 1)
            x, y = rgb(c0), rgb(c1)
            return (
                round(x[0] + (y[0] - x[0]) * k),
                round(x[1] + (y[1] - x[1]) * k),
                round(x[2] + (y[2] - x[2]) * k),
                round(255 * (a0 + (a1 - a0) * k)),
            )
    return (*rgb(stops[-1][1]), round(255 * stops[-1][2]))


_EDGE = 181
"""What Pillow's radial gradient holds at its rim: 128 * sqrt(2)."""


def _glow(image: Image.Image, glow: Glow, pixels: Pixels) -> None:
    bounds = _bounds(glow.box, pixels, image.size)
    if not bounds:
        return
    sx, sy, ox, oy = pixels
    left, top = (glow.x - glow.radius) * sx - ox, (glow.y - glow.radius) * sy - oy
    across, down = 256 / (2 * glow.radius * sx), 256 / (2 * glow.radius * sy)
    part = (
        max(0.0, (bounds[0] - left) * across),
        max(0.0, (bounds[1] - top) * down),
        min(256.0, (bounds[2] - left) * across),
        min(256.0, (bounds[3] - top) * down),
    )
    if part[2] <= part[0] or part[3] <= part[1]:
        return
    size = (bounds[2] - bounds[0], bounds[3] - bounds[1])
    curve = [round(255 * glow.opacity * max(0.0, 1 - v / _EDGE) ** 2) for v in range(256)]
    mask = Image.radial_gradient("L").point(curve).resize(size, Image.Resampling.BILINEAR, box=part)
    image.paste(rgb(glow.colour), bounds, mask)


def _group(image: Image.Image, group: Group, pixels: Pixels, line_art: bool) -> None:
    bounds = _bounds(group.box, pixels, image.size)
    if not bounds:
        return
    tile = image.crop(bounds)
    sx, sy, ox, oy = pixels
    _draw(tile, group.items, (sx, sy, ox + bounds[0], oy + bounds[1]), line_art)
    image.paste(tile, bounds, _mask(group.clip, pixels, bounds))
