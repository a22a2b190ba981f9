"""The parts of vehicles: wheels and tracks, plates and panes, arms and tools; all face to the right."""

from collections.abc import Callable
from itertools import pairwise

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import (
    Path,
    Point,
    box,
    curve,
    ellipse,
    polygon,
    scallop,
    smooth,
    star,
    tube,
)

Part = Callable[[Canvas, str], None]
GLASS, TYRE, STEEL, LIGHT = "#cdeefa", "#4a4652", "#c8d0dc", "#fff0a0"


def _block(*points: Point) -> Path:
    """A plate with slightly rounded corners."""
    return smooth(points, tension=0.22)


def wheels(radius: float, *xs: float, hub: str = "#f7f3ee") -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        for x in xs:
            canvas.form(ellipse(x, -radius, radius), TYRE, 1.0, gloss=0.15)
            canvas.shape(ellipse(x, -radius, radius * 0.56), hub, 0.8)
            canvas.shape(ellipse(x, -radius, radius * 0.2), STEEL, 0.7)

    return draw


def tracks(left: float, right: float, high: float = 62) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        canvas.form(box(left, -high, right - left, high, high / 2), TYRE)
        canvas.shape(box(left + 10, -high + 10, right - left - 20, high - 20, high / 2 - 10), "#8a8694", 0.8)
        n = max(3, round((right - left) / 60))
        for i in range(n):
            x = left + high / 2 + (right - left - high) * i / (n - 1)
            canvas.shape(ellipse(x, -high / 2, high * 0.24), "#e6e3ea", 0.75)

    return draw


def plate(*points: Point, tone: float = 0.0) -> Part:
    """A part of the body, in the machine's colour or darker (`tone` below 0: lighter)."""

    def draw(canvas: Canvas, colour: str) -> None:
        canvas.form(_block(*points), dark(colour, tone) if tone >= 0 else light(colour, -tone), gloss=0.12)

    return draw


def pane(*points: Point) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        canvas.shape(_block(*points), GLASS, 0.85)

    return draw


def stripe(left: float, right: float, y: float, tone: str = "#ffffff", high: float = 14) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        canvas.shape(box(left, y, right - left, high, 4), tone, 0.7)

    return draw


def lamp(x: float, y: float, r: float = 11, tone: str = LIGHT) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        canvas.shape(ellipse(x, y, r), tone, 0.75)

    return draw


def limb(width: float, *points: Point, tone: float = 0.0) -> Part:
    """A jointed arm."""

    def draw(canvas: Canvas, colour: str) -> None:
        for a, b in pairwise(points):
            canvas.form(tube([a, b], width, width * 0.8, 0.5), dark(colour, tone), 1.0)
        for x, y in points:
            canvas.shape(ellipse(x, y, width * 0.5), STEEL, 0.75)

    return draw


def bucket(x: float, y: float, size: float = 1.0) -> Part:
    """A shovel with teeth, its hinge at (x, y)."""

    def draw(canvas: Canvas, colour: str) -> None:
        with canvas.at(x, y, size):
            for k in (0, 1, 2):
                canvas.shape(polygon([(-52 + k * 20, 56), (-44 + k * 20, 76), (-36 + k * 20, 56)]), STEEL, 0.7)
            canvas.form(_block((-16, -14), (34, -4), (44, 40), (12, 62), (-56, 58), (-40, 20)), dark(colour, 0.12))

    return draw


def blade(x: float) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        canvas.form(tube([(x - 90, -44), (x, -40)], 12, 12, 0.3), dark(colour, 0.25))
        canvas.form(
            smooth([(x, -112), (x + 22, -104), (x + 14, -56), (x + 34, -4), (x + 4, 0), (x - 10, -56)], tension=0.8),
            STEEL,
        )

    return draw


def drum(x: float, y: float) -> Part:
    """The turning drum of a mixer."""

    def draw(canvas: Canvas, colour: str) -> None:
        with canvas.at(x, y, turn=-12):
            body = smooth(
                [(-104, -22), (-60, -66), (20, -76), (92, -40), (96, 36), (20, 66), (-60, 50), (-104, 18)], tension=0.8
            )
            canvas.form(body, "#f2efe8", gloss=0.25)
            with canvas.inside(body):
                for dx in (-70, -14, 42):
                    canvas.shape(polygon([(dx, -90), (dx + 24, -90), (dx + 54, 90), (dx + 30, 90)]), colour, 0.7)
            canvas.form(ellipse(-104, 0, 13, 26), STEEL, 0.9)

    return draw


def rocks(left: float, right: float, y: float, tone: str = "#b59a7a") -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        n = round((right - left) / 34)
        points = [(left + (right - left) * i / n, y - (26 if i % 2 else 12)) for i in range(n + 1)]
        canvas.form(scallop([*points, (right, y + 20), (left, y + 20)], 0.3), tone)

    return draw


def hook(x: float, top: float, bottom: float) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        canvas.line(curve((x, top), (x, bottom)), 0.9)
        canvas.line(curve((x, bottom), (x + 14, bottom + 14), (x, bottom + 28), (x - 14, bottom + 18)), 1.6)
        canvas.shape(box(x - 12, bottom - 14, 24, 18, 5), STEEL, 0.8)

    return draw


def lattice(a: Point, b: Point, width: float = 13) -> Part:
    """The boom of a crane."""

    def draw(canvas: Canvas, colour: str) -> None:
        (ax, ay), (bx, by) = a, b
        canvas.form(tube([a, b], width, width * 0.7, 0.1), colour)
        n = 7
        for i in range(n):
            x, y = ax + (bx - ax) * (i + 0.5) / n, ay + (by - ay) * (i + 0.5) / n
            canvas.line(curve((x - width * 0.5, y - width * 0.4), (x + width * 0.5, y + width * 0.4)), 0.6)

    return draw


def roll(x: float, r: float) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        canvas.form(ellipse(x, -r, r), "#b9b4c0", gloss=0.3)
        canvas.line(ellipse(x, -r, r * 0.62), 0.7)
        canvas.shape(ellipse(x, -r, r * 0.2), dark(colour, 0.2), 0.8)

    return draw


def fork(x: float) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        canvas.form(box(x, -220, 20, 214, 5), dark(colour, 0.4))
        canvas.form(box(x + 14, -28, 110, 14, 4), STEEL, 0.9)
        canvas.form(box(x + 34, -112, 84, 82, 4), "#d9a866")
        canvas.line(curve((x + 34, -72), (x + 118, -72)), 0.7)

    return draw


def cone(x: float, y: float) -> Part:
    """An ice-cream cone as a sign on the roof."""

    def draw(canvas: Canvas, colour: str) -> None:
        canvas.form(polygon([(x - 24, y - 40), (x + 24, y - 40), (x, y + 16)]), "#e0a860", texture="lattice")
        canvas.form(
            scallop([(x - 30, y - 40), (x - 24, y - 78), (x, y - 94), (x + 24, y - 78), (x + 30, y - 40)], 0.3),
            "#ffb9cf",
        )

    return draw


def awning(left: float, right: float, y: float) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        n = 6
        step = (right - left) / n
        for i in range(n):
            x = left + i * step
            canvas.shape(
                smooth([(x, y), (x + step, y), (x + step, y + 26), (x + step / 2, y + 36), (x, y + 26)], tension=0.5),
                ("#ff8fb0", "#ffffff")[i % 2],
                0.7,
            )

    return draw


def emblem(x: float, y: float, r: float) -> Part:
    def draw(canvas: Canvas, colour: str) -> None:
        canvas.shape(polygon(star(x, y, r)), "#ffdf7a", 0.75)

    return draw
