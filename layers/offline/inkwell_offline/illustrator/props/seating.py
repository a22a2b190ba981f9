"""Seats for people as one family: sofa, armchair, bench, throne, rocking chair, stool."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, smooth, star, tube


@dataclass(frozen=True, slots=True)
class Seating:
    """A kind of seat, in units of the figure.

    Args:
        width, height: of the whole.
        seat: how high one sits.
        arms: with arm rests.
        cushions: on the back, side by side; 0 for slats of wood.
        rockers, royal: with rockers below, with gold on top.
        colour: of cloth or wood.
    """

    width: float
    height: float
    seat: float
    arms: bool = False
    cushions: int = 0
    rockers: bool = False
    royal: bool = False
    colour: str = "#b5855a"


SEATINGS = {
    "sofa": Seating(470, 200, 92, arms=True, cushions=2, colour="#6fa8c9"),
    "armchair": Seating(280, 230, 92, arms=True, cushions=1, colour="#d98a7a"),
    "bench": Seating(420, 190, 92),
    "throne": Seating(260, 380, 112, arms=True, cushions=1, royal=True, colour="#a8404a"),
    "rocking chair": Seating(230, 300, 96, arms=True, rockers=True),
    "stool": Seating(150, 106, 104),
}


@cache
def seating(name: str) -> Callable[..., None]:
    """The drawing of a seat, standing on (0, 0)."""
    kind = SEATINGS[name]

    def draw(canvas: Canvas, rng: Random, colour: str = "") -> None:
        canvas.count(name)
        tone = colour or kind.colour
        wood = tone if not kind.cushions else "#8a5a3a"
        half, seat = kind.width / 2, kind.seat
        canvas.shade(ellipse(0, 0, half, 14), "#23163a", 0.16)
        for x in (-half * 0.8, half * 0.8):
            canvas.form(tube([(x, -seat), (x, -4)], 12, 11), dark(wood, 0.2), 0.9)
        if kind.rockers:
            canvas.form(tube([(-half, -16), (-half * 0.5, 4), (half * 0.5, 4), (half, -16)], 9, 9), dark(wood, 0.2))
        if kind.height > seat + 20:
            _back(canvas, kind, tone, half)
        base = box(-half * 0.94, -seat, half * 1.88, seat * (0.72 if kind.cushions else 0.24), 12)
        canvas.form(base, dark(tone, 0.08), texture="stripes")
        if kind.arms:
            for side in (-1, 1):
                canvas.form(
                    box(side * half * 0.92 - 24, -seat - 52, 48, seat + (34 if kind.cushions else -14), 20)
                    if kind.cushions
                    else tube([(side * half * 0.86, -seat), (side * half * 0.86, -seat - 60)], 11, 15),
                    light(tone, 0.15),
                )

    return draw


def _back(canvas: Canvas, kind: Seating, tone: str, half: float) -> None:
    """The back, with its cushions or slats."""
    high, seat = kind.height, kind.seat
    if kind.cushions:
        wide = half * 1.8 / kind.cushions
        top = "#f2bd4b" if kind.royal else tone
        canvas.form(smooth([(-half * 0.9, -seat), (-half * 0.92, -high), (0, -high - 14), (half * 0.92, -high),
                            (half * 0.9, -seat)], tension=0.4), top)  # fmt: skip
        for i in range(kind.cushions):
            x = -half * 0.9 + i * wide
            canvas.form(box(x + 14, -high + 16, wide - 28, high - seat - 10, 22), light(tone, 0.18), texture="dots")
        if kind.royal:
            for x in (-half * 0.86, 0, half * 0.86):
                canvas.form(polygon(star(x, -high - 22, 30)), "#ffcf4d", 0.9)
        return
    for side in (-1, 1):
        canvas.form(tube([(side * half * 0.84, -seat), (side * half * 0.84, -high)], 11, 10), dark(tone, 0.1))
    rows = 2 if high < 220 else 4
    for i in range(rows):
        y = -high + 8 + i * (high - seat) / rows
        canvas.form(box(-half * 0.94, y, half * 1.88, (high - seat) / rows * 0.6, 9), tone)
        canvas.line(curve((-half * 0.6, y + 14), (half * 0.4, y + 14)), 0.5, detail=2)


def cradle(canvas: Canvas, rng: Random, colour: str = "#c99a5c") -> None:
    """A cradle on rockers, seen from its side."""
    canvas.count("cradle")
    canvas.form(tube([(-150, -22), (-80, 6), (80, 6), (150, -22)], 10, 10), dark(colour, 0.25))
    canvas.form(smooth([(-160, -120), (-132, -18), (132, -18), (160, -120)], tension=0.4), colour)
    for x in (-90, -30, 30, 90):
        canvas.line(curve((x * 1.1, -108), (x, -26)), 0.7)
    canvas.form(box(-166, -132, 332, 26, 12), light(colour, 0.25), 0.95)
    canvas.form(smooth([(-96, -136), (-60, -150), (60, -150), (96, -136), (80, -84), (0, -74), (-80, -84)]), "#a9d3f5",
                texture="dots")  # fmt: skip


def board(colour: str, name: str) -> Callable[..., None]:
    """A long board to stand on: a surfboard or a snowboard."""

    def draw(canvas: Canvas, rng: Random, tone: str = colour) -> None:
        canvas.count(name)
        canvas.form(
            smooth([(-200, -26), (-120, -8), (110, -8), (215, -40), (150, 10), (-130, 14)]), tone, texture="waves"
        )
        canvas.line(curve((-160, -8), (20, 2), (180, -22)), 0.8)

    return draw
