"""Mandalas and wreaths that fill a page to colour, each another by its seed, with the things of the words in them."""

import math
import re
from collections.abc import Callable, Sequence
from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.geometry import Path, ellipse, polygon, ring, scallop, smooth, star
from inkwell_offline.illustrator.order import Order, Scene, canvas_for
from inkwell_offline.illustrator.pattern_pages import Motif, described, named_motifs, put
from inkwell_offline.illustrator.stage import stream
from inkwell_offline.illustrator.words.brief import Brief

_AROUND = re.compile(r"\bmandalas?\b|\bwreaths? (?:of|with|made|around)\b", re.IGNORECASE)
_RINGS = (2, 3, 4, 5)
"""Rings of a mandala, by the detail of the drawing (0 to 3)."""
_FOLDS = ((6, 8), (8, 10), (10, 12), (12, 14, 16))
"""How often a mandala repeats around its middle, by the detail."""
_LEAVES = (14, 20, 26, 34)
"""Leaves on each side of a wreath, by the detail."""
_SMALLEST = 30.0
"""Units: petals that are narrower have no petal inside."""


def rosette(brief: Brief, text: str) -> str:
    """The name of the mandala or wreath that a whole page is to be; "" for words that ask for something else."""
    if brief.held or brief.seat or brief.stack[0] or (brief.hero is not None and not _AROUND.search(text)):
        return ""
    return next((prop.name for prop in brief.props if prop.name in ROSETTES), "")


def compose_rosette(order: Order, name: str) -> Scene:
    """The page of an order; equal orders give equal pages.

    Args:
        name: as `rosette` gives it.
    """
    canvas = canvas_for(order)
    motifs = named_motifs(order)
    ROSETTES[name](canvas, order, motifs)
    canvas.count(name)
    return Scene(canvas.art, described(order, canvas, name, motifs))


def _petal(reach: float, root: float, half: float) -> Path:
    """A pointed petal upwards."""
    middle = (root + reach) / 2
    return smooth([(0, -root), (-half, -middle), (0, -reach), (half, -middle)], tension=0.85)


def _drop(reach: float, root: float, half: float) -> Path:
    """A drop with its round end outside."""
    return smooth([(0, -root), (-half * 0.8, -(reach - half)), (0, -reach), (half * 0.8, -(reach - half))], tension=1.0)


def _arch(reach: float, root: float, half: float) -> Path:
    """An arch with straight sides and a pointed top."""
    shoulder = root + (reach - root) * 0.6
    return polygon([(-half, -root), (-half, -shoulder), (0, -reach), (half, -shoulder), (half, -root)])


def _bead(reach: float, root: float, half: float) -> Path:
    """A round bead."""
    return ellipse(0, -(root + reach) / 2, min(half, (reach - root) / 2) * 0.9)


_SHAPES: Sequence[Callable[[float, float, float], Path]] = (_petal, _drop, _arch, _bead)
_TONES = ("#c58be0", "#ffb9cf", "#8fd0e8", "#ffe08a", "#a9e0b8")


def _band(canvas: Canvas, shape: int, folds: int, root: float, reach: float, phase: float, inner: int) -> None:
    """A ring of shapes around (0, 0), between two distances from it."""
    make = _SHAPES[shape % len(_SHAPES)]
    half = math.pi * (root + reach) / 2 / folds * 0.94
    for i in range(folds):
        with canvas.at(turn=360 * (i + phase) / folds):
            canvas.shape(make(reach, root, half), _TONES[shape % 5], 0.9)
            deep = reach - root
            for step in range(1, inner + 1):
                share = 0.24 * step
                if half * (1 - share * 1.5) > _SMALLEST / 2 and deep * (1 - share * 1.4) > _SMALLEST:
                    canvas.shape(
                        make(reach - deep * share * 0.7, root + deep * share * 0.7, half * (1 - share * 1.5)),
                        _TONES[(shape + step) % 5],
                        0.75,
                    )


def _rosette(canvas: Canvas, rng: Random, radius: float, core: float, rings: int, folds: int, inner: int) -> None:
    """Rings of petals around (0, 0), from the outermost inwards."""
    # Rings grow outwards, as petals of a real flower do.
    steps = [1.0 + 0.25 * at for at in range(rings)]
    edges = [core]
    for step in steps:
        edges.append(edges[-1] + (radius - core) * step / sum(steps))
    kinds = [rng.randrange(len(_SHAPES)) for _ in steps]
    for at in range(rings - 1, -1, -1):
        root, reach = edges[at], edges[at + 1]
        kind = kinds[at] if at + 1 == rings or kinds[at] != kinds[at + 1] else kinds[at] + 1
        many = folds * (2 if math.pi * reach / folds > 150 else 1)
        rim = ring(0, 0, reach * 0.985, reach * 0.985, many * 2)
        canvas.shape(scallop(rim, 0.3), "#fff4e0", 0.9)
        _band(canvas, kind, many, root * 0.96, reach * 0.95, 0.5 * (at % 2), inner)
        canvas.shape(ellipse(0, 0, root * 1.02), "#fff4e0", 0.9)


def _heart_of(canvas: Canvas, core: float, folds: int, motifs: Sequence[Motif]) -> None:
    canvas.shape(ellipse(0, 0, core), "#ffffff", 0.9)
    if motifs:
        put(canvas, motifs[0], 0, 0, core * 0.92)
        return
    _band(canvas, 0, max(6, folds // 2), core * 0.3, core * 0.92, 0.0, 0)
    canvas.shape(ellipse(0, 0, core * 0.32), "#ffe08a", 0.8)


def _mandala(canvas: Canvas, order: Order, motifs: Sequence[Motif]) -> None:
    """Rings of petals around a middle, and fans of petals in the corners."""
    w, h = canvas.art.width, canvas.art.height
    rng, look = stream(order.key, "mandala"), order.look
    rings, folds = max(2, _RINGS[look.usual] + look.steps), rng.choice(_FOLDS[look.usual])
    inner = max(0, min(2, look.usual - 1 + look.steps))
    radius = min(w, h) * 0.475
    core = radius * (0.5 if motifs else 0.2)
    corner, gap = math.hypot(w, h) / 2 - radius - 18, (max(w, h) - min(w, h)) / 2
    seed = rng.random()
    for x, y in ((0, 0), (w, 0), (0, h), (w, h)):
        with canvas.at(x, y):
            _rosette(canvas, Random(seed), corner, corner * 0.34, max(1, rings - 2), folds, inner)
    if gap > 90:
        for x, y in ((w / 2, 0), (w / 2, h)) if h > w else ((0, h / 2), (w, h / 2)):
            with canvas.at(x, y):
                _rosette(canvas, Random(seed), gap * 0.94, gap * 0.34, 1, max(8, folds // 2 * 2), 0)
    with canvas.at(w / 2, h / 2):
        _rosette(canvas, rng, radius, core, rings, folds, inner)
        _heart_of(canvas, core, folds, motifs)


def _leaf(canvas: Canvas, long: float, wide: float, berry: bool) -> None:
    """A leaf from (0, 0) upwards, or a berry on a stem."""
    if berry:
        canvas.shape(ellipse(0, -long * 0.62, wide * 0.52), "#d9473f", 0.85)
        return
    leaf = smooth([(0, 0), (-wide / 2, -long * 0.5), (0, -long), (wide / 2, -long * 0.5)], tension=0.85)
    canvas.shape(leaf, "#6fb573", 0.9)
    canvas.line(polygon([(0, -long * 0.12), (0, -long * 0.7)]), 0.6, detail=1)


def _wreath(canvas: Canvas, order: Order, motifs: Sequence[Motif]) -> None:
    """Leaves around a free middle, the things of the words among them, and sprigs in the corners."""
    w, h = canvas.art.width, canvas.art.height
    rng, look = stream(order.key, "wreath"), order.look
    count = max(12, _LEAVES[look.usual] + 5 * look.steps)
    rx, ry = w * 0.34, min(h * 0.36, w * 0.44)
    long, every, lean = 4.4 * rx / count + 80, rng.choice((4, 5, 6)), rng.uniform(42, 66)
    cx, cy = w / 2, h / 2
    for side in (1, -1):
        for i in range(count):
            angle = 2 * math.pi * (i + (0.5 if side < 0 else 0)) / count
            x, y = cx + rx * math.cos(angle), cy + ry * math.sin(angle)
            with canvas.at(x, y, turn=math.degrees(angle) + 90 + (lean if side > 0 else 180 - lean)):
                _leaf(canvas, long, long * 0.46, i % every == 2)
    around = motifs or [Motif("flower", _blossom)]
    places = max(6, min(12, count // 3)) // 2 * 2
    for i in range(places):
        angle = 2 * math.pi * i / places - math.pi / 2
        size = min(112.0, 2 * math.pi * rx / places * 0.42)
        put(canvas, around[i % len(around)], cx + rx * math.cos(angle), cy + ry * math.sin(angle), size)
    reach = min(rx, ry) - long * 0.75
    if motifs and reach > 90:
        put(canvas, motifs[0], cx, cy, reach * 0.8)
    for dx in (-1, 1):
        for dy in (-1, 1):
            with canvas.at(cx + dx * (w / 2 - 24), cy + dy * (h / 2 - 24)):
                toward = math.degrees(math.atan2(-dx, dy))
                for turn in (-38, 0, 38):
                    with canvas.at(turn=toward + turn):
                        _leaf(canvas, 150, 60, False)
            if h > w * 1.1:
                canvas.shape(polygon(star(cx + dx * w * 0.2, cy + dy * (h / 2 - 74), 36)), "#ffe08a", 0.8)


def _blossom(canvas: Canvas) -> None:
    canvas.shape(scallop(ring(0, 0, 0.74, 0.74, 6), 0.62), "#ff9fbe", 0.9)
    canvas.shape(ellipse(0, 0, 0.34), "#ffe08a", 0.8)


ROSETTES: dict[str, Callable[[Canvas, Order, Sequence[Motif]], None]] = {"mandala": _mandala, "wreath": _wreath}
"""What fills a whole page, by its name in the catalogue of things."""
