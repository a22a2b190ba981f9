"""The icon pack for nouns that are not drawn by hand (Fluent Emoji Flat, MIT, see data/NOTICE.md)."""

import json
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from math import dist
from zipfile import ZipFile

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import luminance
from inkwell_offline.illustrator.kit.geometry import Box, Path, Sub, around

Layer = tuple[str, Path]

_CLOT = 1.2
"""Shades and lights on a part are left out of line art when they are thinner than so many of their outlines, which
would make a black lump of them."""


@cache
def _pack() -> ZipFile:
    return ZipFile(BytesIO(files("inkwell_offline.illustrator").joinpath("data/fluent_flat_pack.zip").read_bytes()))


@cache
def names() -> frozenset[str]:
    """The names of all icons in the pack, such as "hot-air-balloon"."""
    return frozenset(_pack().namelist())


def _sub(v: list[float]) -> Sub:
    curves = tuple(((v[i], v[i + 1]), (v[i + 2], v[i + 3]), (v[i + 4], v[i + 5])) for i in range(2, len(v) - 5, 6))
    return Sub((v[0], v[1]), curves, True)


@cache
def layers(name: str) -> tuple[Layer, ...]:
    """An icon's filled paths, back to front.

    Raises:
        KeyError: the pack has no such icon.
    """
    icon: list[tuple[str, list[list[float]]]] = json.loads(_pack().read(name))
    return tuple((colour, Path(tuple(_sub(v) for v in subs))) for colour, subs in icon if subs)


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _thickness(sub: Sub) -> float:
    """How thick a shape is on the average: twice its area for its circumference."""
    points = [sub.start, *(point for each in sub.curves for point in each)]
    pairs = list(pairwise([*points, sub.start]))
    area = abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2
    return 2 * area / (sum(dist(a, b) for a, b in pairs) or 1)


def bounds(name: str) -> Box:
    return around(path.box() for _, path in layers(name))


def draw_icon(canvas: Canvas, name: str, size: float, colour: str = "") -> None:
    """The icon standing on (0, 0), its longer side `size` units, shaded like everything else.

    `colour` recolours its main part.
    """
    canvas.count(name)
    x0, y0, x1, y1 = bounds(name)
    k = size / max(x1 - x0, y1 - y0)
    parts = layers(name)
    boxes = [path.box() for _, path in parts]
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in boxes]
    main = areas.index(max(areas))
    tone = parts[main][0]
    with canvas.at(-(x0 + x1) / 2 * k, -y1 * k, k):
        for i, (fill, path) in enumerate(parts):
            shown = colour if colour and fill == tone else fill
            pixels = areas[i] * k * k
            if canvas.line_art and any(_holds(box, boxes[i]) for box in boxes[:i]):
                path = Path(
                    tuple(sub for sub in path.subs if _thickness(sub) * canvas.scale > _CLOT * canvas.width(0.8))
                )
                if not path.subs:
                    continue
            if luminance(shown) < 0.2 and ((canvas.line_art and pixels < 1600) or not canvas.line_art):
                if pixels >= 120 or not canvas.line_art:
                    canvas.inked(path, shown)
            elif pixels < 90:
                if not canvas.line_art:
                    canvas.cover(path, shown)
            elif len(path.subs) == 1 and pixels > 3000:
                canvas.form(path, shown, 0.9, shade=0.12)
            else:
                for sub in path.subs:
                    canvas.shape(Path((sub,)), shown, 0.8)
