"""Pages that are a pattern: the motifs of the words, repeated in rows, squares, rings, bands or diamonds."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from inkwell_offline.illustrator.characters.figure import Act, draw_character, natural_size
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.geometry import Path, box, curve, ellipse, polygon, ring, scallop, star
from inkwell_offline.illustrator.look import Look
from inkwell_offline.illustrator.order import Order, Scene, canvas_for
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.settings.catalogue import SETTINGS
from inkwell_offline.illustrator.stage import stream

#: Columns of a pattern, by the detail of the drawing (0 to 3).
_COLUMNS = (3, 4, 5, 6)
#: Motifs for words that name none, beside the place's own.
_USUAL = ("star", "flower", "butterfly")
_FEWEST = 2
#: Things whose names say how a pattern is arranged.
_ARRANGEMENTS_TOO = frozenset(("mandala", "wreath"))
_ARRANGEMENTS = (
    ("squares", re.compile(r"\b(?:patchwork|squares?|quilt|checkered)\b", re.IGNORECASE)),
    ("rings", re.compile(r"\b(?:mandala|rings?|round|circles?|wreath)\b", re.IGNORECASE)),
    ("bands", re.compile(r"\b(?:garlands?|bands?|stripes?|borders?|waves?)\b", re.IGNORECASE)),
    ("diamonds", re.compile(r"\b(?:diamonds?|lattice|lozenges?|tiles?)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Motif:
    """A motif: draws itself around (0, 0), its longer side about 2 units long."""

    name: str
    draw: Callable[[Canvas], None]


def arrangement(text: str, usual: str = "rows") -> str:
    """The arrangement that words speak of: squares, rings, bands or diamonds, else the usual one."""
    return next((name for name, cue in _ARRANGEMENTS if cue.search(text)), usual)


def compose_pattern(order: Order, arranged: str) -> Scene:
    """The pattern of an order; equal orders give equal patterns.

    Args:
        arranged: as `arrangement` gives it.
    """
    canvas = canvas_for(order)
    motifs = _motifs(order)
    # More or less detail leaves the motifs in their places.
    _LAYOUTS[arranged](canvas, motifs, _COLUMNS[order.look.usual], _trimmings(order.look))
    return Scene(canvas.art, described(order, canvas, arranged, motifs))


def described(order: Order, canvas: Canvas, arranged: str, motifs: Sequence[Motif]) -> dict[str, Any]:
    """The contents of a pattern, as of a scene."""
    return {
        "layout": "pattern",
        "arrangement": arranged,
        "motifs": [motif.name for motif in motifs],
        "setting": order.brief.setting,
        "level": order.look.level,
        "called": dict(order.brief.called),
        "missing": list(order.brief.missing),
        "counts": dict(sorted(canvas.art.counts.items())),
    }


def _trimmings(look: Look) -> int:
    """The amount of ornament besides the motifs: 0 none, 1 frames and fillers, 2 more of them."""
    if look.steps < 0:
        return 0
    return 2 if look.steps > 0 else 1


def named_motifs(order: Order) -> list[Motif]:
    """The motifs that the words name, and no others."""
    brief = order.brief
    cast = list({who.role or who.species: who for who in (brief.hero, *brief.companions) if who}.values())
    names = dict.fromkeys(prop.name for prop in brief.props if prop.name not in _ARRANGEMENTS_TOO)
    return [*(_figure(who, order) for who in cast[:2]), *(_thing(name, order) for name in names)][:5]


def _motifs(order: Order) -> list[Motif]:
    brief = order.brief
    cast = list({who.role or who.species: who for who in (brief.hero, *brief.companions) if who}.values())
    names = dict.fromkeys(prop.name for prop in brief.props if prop.name not in _ARRANGEMENTS_TOO)
    if len(cast) + len(names) <= 1:
        own = sorted(SETTINGS[brief.setting].has) if brief.named else []
        names |= dict.fromkeys((*own[:2], *_USUAL)[:_FEWEST])
    return [*(_figure(who, order) for who in cast[:2]), *(_thing(name, order) for name in names)][:5]


def _figure(who: Character, order: Order) -> Motif:
    high = 440 * natural_size(who)

    def draw(canvas: Canvas) -> None:
        with canvas.at(0, 0.95, 1.9 / high):
            draw_character(canvas, who, Act("greet", "happy", eye_scale=order.look.eye_scale), shadow=False)

    return Motif(who.role or who.species, draw)


def _thing(name: str, order: Order) -> Motif:
    item = thing(name)
    flies = not name.startswith("icon:") and item.where in ("air", "sky")

    def draw(canvas: Canvas) -> None:
        k = 1.9 / max(item.width, item.height)
        drop = 0.0 if flies and name not in _HANGING else item.height * k / 2
        with canvas.at(0, drop, k):
            item.draw(canvas, stream(order.key, "motif", name))
        canvas.count(name.removeprefix("icon:"), 0)

    return Motif(name.removeprefix("icon:"), draw)


#: Things in the air that are drawn standing on their lower end.
_HANGING = frozenset(("rainbow", "balloon", "hot air balloon", "cloud"))


def put(canvas: Canvas, motif: Motif, x: float, y: float, reach: float, turn: float = 0.0) -> None:
    """Draw a motif around a point, `reach` units to each side."""
    with canvas.at(x, y, reach, turn=turn, weight=0.9):
        motif.draw(canvas)


def _filler(canvas: Canvas, x: float, y: float, size: float, kind: int) -> None:
    """A small star, heart-like drop, blossom or pair of rings between motifs."""
    shapes: Sequence[Path] = (
        [polygon(star(x, y, size))],
        [scallop(ring(x, y, size * 0.62, size * 0.62, 6), 0.6), ellipse(x, y, size * 0.32)],
        [ellipse(x, y, size * 0.75), ellipse(x, y, size * 0.38)],
        [polygon([(x, y - size), (x + size * 0.7, y), (x, y + size), (x - size * 0.7, y)])],
    )[kind % 4]
    for shape in shapes:
        canvas.shape(shape, "#ffe08a", 0.7)


def _frame(canvas: Canvas, x: float, y: float, reach: float) -> None:
    """A scalloped ground of a motif."""
    with canvas.bare():
        canvas.shape(scallop(ring(x, y, reach, reach, 14), 0.4), "#fff4e0", 0.75)


def _rows(canvas: Canvas, motifs: Sequence[Motif], columns: int, trimmings: int) -> None:
    """Rows between waves, each half a step on, with small fillers in the gaps."""
    w, h = canvas.art.width, canvas.art.height
    step = w / columns
    rows = max(3, round(h / (step * 0.86)))
    high = h / rows
    for row in range(rows):
        shift = 0.5 * (row % 2)
        # Every line parts what would be one white area with holes for the motifs.
        if row > 0 and (trimmings or row % 2):
            swing = high * 0.03
            crests = range(2 * columns + 5)
            canvas.line(curve(*((x * step / 2 - step, row * high + swing * (-1) ** x) for x in crests)), 0.85)
        for column in range(columns + (1 if shift else 0)):
            x = (column + 0.5 - shift) * step
            is_left_out = not trimmings and (column + row) % (3 if columns < 6 else 4) == 2
            if 0.2 * step < x < w - 0.2 * step and not is_left_out:
                motif = motifs[(column + row * 2) % len(motifs)]
                if trimmings > 1:
                    _frame(canvas, x, (row + 0.5) * high, min(step, high) * 0.47)
                put(canvas, motif, x, (row + 0.5) * high, min(step, high) * 0.47)
        for column in range(columns + 1 if trimmings else 0):
            x = (column + shift) * step
            if 0.1 * step < x < w - 0.1 * step and row + 1 < rows:
                _filler(canvas, x, (row + 0.5) * high, step * 0.11, row)


def _squares(canvas: Canvas, motifs: Sequence[Motif], columns: int, trimmings: int) -> None:
    """A patchwork: frames with a motif, every other one on a ground of its own."""
    w, h = canvas.art.width, canvas.art.height
    columns = max(3, columns - 1)
    step = w / columns
    rows = max(3, round(h / step))
    high = h / rows
    for row in range(rows):
        for column in range(columns):
            x, y = column * step, row * high
            canvas.shape(box(x + 5, y + 5, step - 10, high - 10, 14), "#fff4e0", 0.75)
            cx, cy, reach = x + step / 2, y + high / 2, min(step, high)
            if not trimmings:
                is_round = (row + column) % 2
                motif = motifs[(column + row + 1 - is_round) % len(motifs)]
                put(canvas, motif, cx, cy, reach * (0.34 if is_round else 0.4))
                continue
            inset = (step / 2 - reach * 0.12, high / 2 - reach * 0.12)
            if (row + column) % 2:
                canvas.shape(ellipse(cx, cy, reach * 0.43), "#fdeef3", 0.55)
                for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
                    _filler(canvas, cx + dx * inset[0], cy + dy * inset[1], reach * 0.055, row)
                if trimmings > 1 and columns > 3:
                    canvas.shape(ellipse(cx, cy, reach * 0.375), "#ffffff", 0.6)
                put(canvas, motifs[(column + row) % len(motifs)], cx, cy, reach * 0.34)
            else:
                canvas.shape(box(x + 22, y + 22, step - 44, high - 44, 8), "#eaf4fd", 0.45)
                if trimmings > 1 and (columns > 3 or row % 2):
                    _frame(canvas, cx, cy, reach * 0.38)
                put(canvas, motifs[(column + row + 1) % len(motifs)], cx, cy, reach * 0.4)


def _rings(canvas: Canvas, motifs: Sequence[Motif], columns: int, trimmings: int) -> None:
    """A mandala: a motif in the middle, rings of petals and motifs around it, corners filled."""
    w, h = canvas.art.width, canvas.art.height
    cx, cy = w / 2, h / 2
    across = min(w, h)
    rings, is_tall = 2 if columns < 4 else 3, h > w * 1.1
    core = across * 0.15
    band = (across * 0.49 - core) / rings
    for number in range(rings, 0, -1):
        outer = core + band * number
        petals = round(2 * math.pi * outer / (band * 0.9))
        canvas.shape(scallop(ring(cx, cy, outer * 0.97, outer * 0.97, petals), 0.35), "#fdeef3", 0.9)
        if trimmings or (rings > 2 and is_tall):
            canvas.shape(ellipse(cx, cy, outer - band * 0.1), "#fff4e0", 0.8)
        middle, reach = outer - band * 0.55, band * 0.36
        count = max(6, int(2 * math.pi * middle / (reach * 2.5)) // 2 * 2)
        motif = motifs[number % len(motifs)]
        for at in range(count):
            angle = 2 * math.pi * at / count - math.pi / 2
            x, y = cx + middle * math.cos(angle), cy + middle * math.sin(angle)
            if trimmings > 1:
                canvas.shape(ellipse(x, y, reach * 1.12), "#ffffff", 0.6)
            put(canvas, motif, x, y, reach, math.degrees(angle) + 90)
    canvas.shape(scallop(ring(cx, cy, core, core, 12), 0.4), "#fdeef3", 0.9)
    if trimmings:
        canvas.shape(ellipse(cx, cy, core * 0.86), "#ffffff", 0.8)
    put(canvas, motifs[0], cx, cy, core * 0.62)
    if trimmings and is_tall:
        edge, columns = (h - w) / 4, columns + 2
        for y in (edge * 0.8, h - edge * 0.8):
            for at in range(columns):
                x, reach = w * (at + 0.5) / columns, min(edge * 0.62, w / columns * 0.4)
                put(canvas, motifs[(at + 1) % len(motifs)], x, y, reach)


def _bands(canvas: Canvas, motifs: Sequence[Motif], columns: int, trimmings: int) -> None:
    """Garlands: motifs that hang on waving cords, parted by bands of small shapes."""
    w, h = canvas.art.width, canvas.art.height
    step = w / columns
    rows = max(3, round(h / (step * 1.35)))
    high = h / rows
    for row in range(rows):
        top = row * high
        if trimmings:
            canvas.shape(box(-30, top + 4, w + 60, high * 0.2), "#fff4e0", 0.8)
        for at in range(columns * 2 if trimmings else 0):
            _filler(canvas, (at + 0.5) * step / 2, top + 4 + high * 0.1, high * 0.062, row + at % 2)
        sag = high * 0.1
        cord = [(x * step / 2 - step / 2, top + high * 0.27 + sag * (x % 2)) for x in range(2 * columns + 3)]
        canvas.line(curve(*cord), 0.85)
        for column in range(columns):
            x, y = (column + 0.5) * step, top + high * 0.66
            motif = motifs[(column + row) % len(motifs)]
            if trimmings > 1:
                _frame(canvas, x, y, min(step * 0.46, high * 0.34))
            put(canvas, motif, x, y, min(step * 0.43, high * 0.34))


def _diamonds(canvas: Canvas, motifs: Sequence[Motif], columns: int, trimmings: int) -> None:
    """A lattice of diamonds with a motif in each."""
    w, h = canvas.art.width, canvas.art.height
    columns = max(2, columns - 1)
    step = w / columns
    rows = max(2, round(h / (step * 1.2)))
    high = h / rows
    for row in range(2 * rows + 1):
        shift = 0.5 * (row % 2)
        for column in range(columns + 1):
            x, y = (column + shift) * step, row * high / 2
            for grow, colour in ((0.5, "#fdeef3"), (0.44, "#fff4e0"), (0.38, "#ffffff"))[: trimmings + 1]:
                dx, dy = step * grow, high * grow
                canvas.shape(polygon([(x, y - dy), (x + dx, y), (x, y + dy), (x - dx, y)]), colour, 0.8)
            if -0.1 * step < x < w + 0.1 * step and -0.1 * high < y < h + 0.1 * high:
                put(canvas, motifs[(column + row) % len(motifs)], x, y, min(step, high) * 0.28)


_LAYOUTS: dict[str, Callable[[Canvas, Sequence[Motif], int, int], None]] = {
    "rows": _rows,
    "squares": _squares,
    "rings": _rings,
    "bands": _bands,
    "diamonds": _diamonds,
}
