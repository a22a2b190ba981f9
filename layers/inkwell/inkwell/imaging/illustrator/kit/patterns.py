"""Line patterns that fill large shapes on pages for adults. Each returns lines over a box of the page."""

import math
from collections.abc import Callable
from random import Random

from inkwell.imaging.illustrator.kit.geometry import Box, Path, curve, ellipse, polyline, ring, scallop, smooth

CELL = 29.0
"""Page units between repeats: 74 px at 300 dpi, wide enough to colour with a pencil."""


def scales(box: Box, rng: Random) -> list[Path]:
    """Rows of overlapping arcs."""
    lines, step = [], CELL * 1.15
    x0, y0, x1, y1 = box
    row, y = 0, y0
    while y < y1 + step:
        x = x0 - step - (step / 2 if row % 2 else 0)
        count = int((x1 - x) / step) + 2
        points = [(x + i * step, y) for i in range(count)]
        lines.append(scallop(points[::-1], 0.52, closed=False))
        row, y = row + 1, y + step * 0.62
    return lines


def waves(box: Box, rng: Random) -> list[Path]:
    x0, y0, x1, y1 = box
    lines, y = [], y0 + CELL * 0.5
    while y < y1:
        n = max(3, int((x1 - x0) / (CELL * 0.8)))
        lines.append(
            smooth(
                [(x0 + (x1 - x0) * i / n, y + CELL * 0.2 * (1 if i % 2 else -1)) for i in range(n + 1)], closed=False
            )
        )
        y += CELL * 0.85
    return lines


def stripes(box: Box, rng: Random) -> list[Path]:
    """Gently bent diagonal bands."""
    x0, y0, x1, y1 = box
    lines, x, high = [], x0 - (y1 - y0) * 0.5, y1 - y0
    while x < x1 + CELL:
        lines.append(curve((x, y1 + 4), (x + high * 0.2, y0 + high * 0.5), (x + high * 0.5, y0 - 4)))
        x += CELL * 1.05
    return lines


def rings(box: Box, rng: Random) -> list[Path]:
    """Concentric rounds, one set in each cell."""
    x0, y0, x1, y1 = box
    lines, size, row = [], CELL * 1.5, 0
    y = y0
    while y < y1 + size:
        x = x0 + (size / 2 if row % 2 else 0)
        while x < x1 + size:
            lines += [ellipse(x, y, size * 0.4), ellipse(x, y, size * 0.25)]
            x += size
        row, y = row + 1, y + size * 0.87
    return lines


def dots(box: Box, rng: Random) -> list[Path]:
    x0, y0, x1, y1 = box
    lines, row, y = [], 0, y0 + CELL * 0.3
    while y < y1 + CELL:
        x = x0 + (CELL * 0.62 if row % 2 else 0)
        while x < x1 + CELL:
            lines.append(ellipse(x, y, CELL * 0.46))
            x += CELL * 1.3
        row, y = row + 1, y + CELL * 1.12
    return lines


def mandala(box: Box, rng: Random) -> list[Path]:
    """Petals around the middle of the shape."""
    x0, y0, x1, y1 = box
    cx, cy, reach = (x0 + x1) / 2, (y0 + y1) / 2, max(x1 - x0, y1 - y0) / 2 * 1.1
    lines, radius, n = [ellipse(cx, cy, CELL * 0.35)], CELL * 0.45, 8
    while radius < reach:
        deep = CELL * 0.95
        for i in range(n):
            a, b = 2 * math.pi * i / n, 2 * math.pi * (i + 1) / n
            mid = (a + b) / 2
            points = [
                (cx + r * math.cos(t), cy + r * math.sin(t))
                for r, t in (
                    (radius, a + (b - a) * 0.08),
                    (radius + deep * 0.6, a + (b - a) * 0.12),
                    (radius + deep, mid),
                    (radius + deep * 0.6, b - (b - a) * 0.12),
                    (radius, b - (b - a) * 0.08),
                )
            ]
            lines.append(smooth(points, closed=False))
        lines.append(ellipse(cx, cy, radius + deep * 1.06))
        radius, n = radius + deep * 1.1, n + 4
    return lines


def leaves(box: Box, rng: Random) -> list[Path]:
    """Rows of almond leaves, leaning by turns."""
    x0, y0, x1, y1 = box
    lines, size, row, y = [], CELL * 1.2, 0, y0
    while y < y1 + size:
        x = x0 + (size / 2 if row % 2 else 0)
        while x < x1 + size:
            lean = (0.5 if row % 2 else -0.5) + rng.uniform(-0.15, 0.15)
            dx, dy = math.cos(lean) * size * 0.46, math.sin(lean) * size * 0.46
            nx, ny = -dy * 0.42, dx * 0.42
            lines.append(smooth([(x - dx, y - dy), (x + nx, y + ny), (x + dx, y + dy), (x - nx, y - ny)], tension=0.8))
            lines.append(polyline([(x - dx, y - dy), (x + dx * 0.6, y + dy * 0.6)]))
            x += size * 1.06
        row, y = row + 1, y + size * 0.66
    return lines


def bricks(box: Box, rng: Random) -> list[Path]:
    x0, y0, x1, y1 = box
    lines, row, y = [], 0, y0
    while y < y1:
        lines.append(polyline([(x0, y), (x1, y)]))
        x = x0 + (CELL * 0.8 if row % 2 else 0)
        while x < x1:
            lines.append(polyline([(x, y), (x, min(y1, y + CELL * 0.72))]))
            x += CELL * 1.6
        row, y = row + 1, y + CELL * 0.72
    return lines


def lattice(box: Box, rng: Random) -> list[Path]:
    x0, y0, x1, y1 = box
    high, lines, x = y1 - y0, [], x0 - (y1 - y0)
    while x < x1 + high:
        lines += [polyline([(x, y0), (x + high, y1)]), polyline([(x + high, y0), (x, y1)])]
        x += CELL * 1.15
    return lines


def flowers(box: Box, rng: Random) -> list[Path]:
    x0, y0, x1, y1 = box
    lines, size, row, y = [], CELL * 1.5, 0, y0
    while y < y1 + size:
        x = x0 + (size / 2 if row % 2 else 0)
        while x < x1 + size:
            petals = ring(x, y, size * 0.25, size * 0.25, 5, start=rng.uniform(0, 1))
            lines += [scallop(petals, 0.62), ellipse(x, y, size * 0.12)]
            x += size
        row, y = row + 1, y + size * 0.8
    return lines


def tufts(box: Box, rng: Random) -> list[Path]:
    """Short strokes of fur, longer than a speck at every print size."""
    x0, y0, x1, y1 = box
    lines, row, y = [], 0, y0 + CELL * 0.4
    while y < y1:
        x = x0 + (CELL * 0.55 if row % 2 else 0)
        while x < x1:
            lines.append(curve((x - 13, y - 12), (x - 6, y + 8), (x, y - 6), (x + 6, y + 8), (x + 13, y - 12)))
            x += CELL * 1.3
        row, y = row + 1, y + CELL * 0.9
    return lines


PATTERNS: dict[str, Callable[[Box, Random], list[Path]]] = {
    "scales": scales,
    "waves": waves,
    "stripes": stripes,
    "rings": rings,
    "dots": dots,
    "mandala": mandala,
    "leaves": leaves,
    "bricks": bricks,
    "lattice": lattice,
    "flowers": flowers,
    "tufts": tufts,
}

SMALLEST = 80.0
"""Shapes smaller than this (page units, either way) stay plain: a pattern would clot."""


def pattern(name: str, box: Box, rng: Random) -> list[Path]:
    """The lines of a named pattern over `box`, or none where the shape is too small for one."""
    if box[2] - box[0] < SMALLEST or box[3] - box[1] < SMALLEST * 0.7:
        return []
    return PATTERNS[name](box, rng)
