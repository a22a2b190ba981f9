"""Line patterns that fill large shapes on pages for adults, each as one tile that repeats without a seam."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from inkwell_offline.illustrator.kit.geometry import (
    Path,
    boxes_meet,
    curve,
    ellipse,
    polyline,
    ring,
    scallop,
    smooth,
)

CELL = 29.0
"""Page units between repeats: 74 px at 300 dpi, wide enough to colour with a pencil."""


@dataclass(frozen=True, slots=True)
class Tile:
    """The tile of a pattern, which repeats: its size in page units, and all lines that show in it."""

    width: float
    height: float
    lines: tuple[Path, ...]


def _repeating(width: float, height: float, lines: Iterable[Path]) -> Tile:
    """A tile whose lines come in again where they leave it."""
    frame = (0.0, 0.0, width, height)
    moved = (
        line.moved(dx, dy)
        for line in lines
        for dx in (-width, 0.0, width)
        for dy in (-2 * height, -height, 0.0, height)
    )
    return Tile(width, height, tuple(line for line in moved if boxes_meet(line.box(), frame)))


def scales(width: float, height: float) -> Tile:
    """Rows of overlapping arcs."""
    step, row = CELL * 1.15, CELL * 0.713
    arcs = [scallop([(x + step, y), (x, y)], 0.52, closed=False) for x, y in ((0.0, row * 0.2), (step / 2, row * 1.2))]
    return _repeating(step, row * 2, arcs)


def waves(width: float, height: float) -> Tile:
    """Level lines that swing."""
    step, row = CELL * 1.6, CELL * 0.85
    swing = [(step * i / 4, row * 0.5 + row * 0.24 * (0, 1, 0, -1)[i % 4]) for i in range(-2, 7)]
    return _repeating(step, row, [curve(*swing)])


def stripes(width: float, height: float) -> Tile:
    """Gently bent diagonal bands."""
    step = CELL * 1.05
    rise = step * 4
    points = [(step * 2 * i / 8 + step * 0.16 * math.sin(math.pi * i / 2), rise * (1 - i / 8)) for i in range(-1, 10)]
    return _repeating(step, rise, [curve(*points).moved(step * k, 0) for k in (-1, 0, 1)])


def rings(width: float, height: float) -> Tile:
    """Two rounds in each cell."""
    size, row = CELL * 1.5, CELL * 1.305
    spots = ((size * 0.5, row * 0.5), (size, row * 1.5))
    return _repeating(size, row * 2, [ellipse(x, y, size * r) for x, y in spots for r in (0.4, 0.25)])


def dots(width: float, height: float) -> Tile:
    """Large rounds by turns."""
    step, row = CELL * 1.3, CELL * 1.12
    return _repeating(
        step, row * 2, [ellipse(x, y, CELL * 0.46) for x, y in ((step * 0.5, row * 0.5), (step, row * 1.5))]
    )


def mandala(width: float, height: float) -> Tile:
    """Petals around the middle: one tile of the whole size."""
    cx, cy, reach = width / 2, height / 2, max(width, height) / 2 * 1.1
    lines, radius, n, deep = [ellipse(cx, cy, CELL * 0.35)], CELL * 0.45, 8, CELL * 0.95
    while radius < reach:
        for i in range(n):
            a, b = 2 * math.pi * i / n, 2 * math.pi * (i + 1) / n
            points = [
                (cx + r * math.cos(a + (b - a) * t), cy + r * math.sin(a + (b - a) * t))
                for r, t in (
                    (radius, 0.08),
                    (radius + deep * 0.6, 0.12),
                    (radius + deep, 0.5),
                    (radius + deep * 0.6, 0.88),
                    (radius, 0.92),
                )
            ]
            lines.append(smooth(points, closed=False))
        lines.append(ellipse(cx, cy, radius + deep * 1.06))
        radius, n = radius + deep * 1.1, n + 4
    return Tile(width, height, tuple(lines))


def leaves(width: float, height: float) -> Tile:
    """Rows of almond leaves with their ribs, leaning by turns."""
    size = CELL * 1.2
    step, row = size * 1.06, size * 0.66
    lines = []
    for x, y, lean in ((step * 0.5, row * 0.5, -0.5), (step, row * 1.5, 0.5)):
        dx, dy = math.cos(lean) * size * 0.46, math.sin(lean) * size * 0.46
        nx, ny = -dy * 0.42, dx * 0.42
        lines += [
            smooth([(x - dx, y - dy), (x + nx, y + ny), (x + dx, y + dy), (x - nx, y - ny)], tension=0.8),
            polyline([(x - dx, y - dy), (x + dx * 0.6, y + dy * 0.6)]),
        ]
    return _repeating(step, row * 2, lines)


def bricks(width: float, height: float) -> Tile:
    """Courses of stone, half a stone apart."""
    long, high = CELL * 1.6, CELL * 0.72
    lines = [
        polyline([(x, y), (x + long, y), (x + long, y + high)]) for x, y in ((0.0, high * 0.2), (long / 2, high * 1.2))
    ]
    return _repeating(long, high * 2, lines)


def lattice(width: float, height: float) -> Tile:
    """Lines across each other."""
    step = CELL * 1.15
    return _repeating(step, step, [polyline([(0, 0), (step, step)]), polyline([(step, 0), (0, step)])])


def flowers(width: float, height: float) -> Tile:
    """Five petals around an eye, turned by turns."""
    size, row = CELL * 1.5, CELL * 1.2
    lines = []
    for x, y, turn in ((size * 0.5, row * 0.5, 0.2), (size, row * 1.5, 0.8)):
        lines += [
            scallop(ring(x, y, size * 0.25, size * 0.25, 5, start=turn), 0.62),
            ellipse(x, y, size * 0.12),
        ]
    return _repeating(size, row * 2, lines)


def tufts(width: float, height: float) -> Tile:
    """Locks of fur: drops that lean by turns."""
    step, row = CELL * 1.05, CELL * 0.95
    drop = ((0.0, -14.0), (5.5, 0.0), (7.0, 8.0), (0.0, 14.0), (-7.0, 8.0), (-5.5, 0.0))
    lines = [
        smooth([(x + dx + lean * dy, y + dy) for dx, dy in drop], tension=0.8)
        for x, y, lean in ((step * 0.5, row * 0.5, -0.25), (step, row * 1.5, 0.25))
    ]
    return _repeating(step, row * 2, lines)


def lawn(width: float, height: float) -> Tile:
    """A lawn: tufts of grass, daisies, clover and sprigs, no two neighbours alike and none in line."""
    rng, columns, rows, cell = Random(5), 5, 4, CELL * 2.1
    plants: Sequence[Callable[[float, float, float], list[Path]]] = (_grass, _daisy, _grass, _clover, _grass, _sprig)
    lines = []
    for row in range(rows):
        for column in range(columns):
            x = (column + 0.5 * (row % 2) + rng.uniform(0.34, 0.66)) * cell
            y = (row + rng.uniform(0.38, 0.62)) * cell * 0.92
            lines += plants[(column * 2 + row * 3) % len(plants)](x, y, rng.uniform(-0.35, 0.35))
    return _repeating(columns * cell, rows * cell * 0.92, lines)


def _leaf(x: float, y: float, turn: float, long: float, wide: float) -> Path:
    """A leaf whose root is at a point, `long` units in the direction of `turn` (0 is up)."""
    ux, uy = math.sin(turn), -math.cos(turn)
    nx, ny = -uy * wide / 2, ux * wide / 2
    mx, my = x + ux * long * 0.45, y + uy * long * 0.45
    return smooth([(x, y), (mx + nx, my + ny), (x + ux * long, y + uy * long), (mx - nx, my - ny)], tension=0.7)


def _grass(x: float, y: float, lean: float) -> list[Path]:
    return [_leaf(x + at * 6, y + 14, lean * 0.6 + at * 0.5, 34 - 8 * abs(at), 11) for at in (-1, 0, 1)]


def _daisy(x: float, y: float, lean: float) -> list[Path]:
    return [scallop(ring(x, y, 13, 13, 6, start=lean), 0.62), ellipse(x, y, 6.5)]


def _clover(x: float, y: float, lean: float) -> list[Path]:
    leaves = [_leaf(x, y, lean + at * 2 * math.pi / 3, 20, 19) for at in range(3)]
    return [*leaves, curve((x, y), (x + 4, y + 12), (x + 3, y + 22))]


def _sprig(x: float, y: float, lean: float) -> list[Path]:
    leaves = [_leaf(x + side * 1.5, y + 8 - up, lean + side * 0.95, 19, 10) for up in (0, 12) for side in (-1, 1)]
    return [curve((x, y + 22), (x, y), (x + lean * 4, y - 8)), *leaves, _leaf(x, y - 6, lean, 18, 10)]


PATTERNS: dict[str, Callable[[float, float], Tile]] = {
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
    "lawn": lawn,
}
"""Each pattern's tile for a shape of the given width and height in page units; most do not depend on it."""

SMALLEST = 80.0
"""Shapes smaller than this (page units, either way) stay plain: a pattern would clot."""


def fits(width: float, height: float) -> bool:
    """True for a shape of a size (page units) that is large enough for a pattern."""
    return width >= SMALLEST and height >= SMALLEST * 0.7
