"""The ground: the edge of the sea, ridges of sand, a path, a river, a street."""

import itertools
import math

from inkwell_offline.illustrator.kit.colour import mix
from inkwell_offline.illustrator.kit.geometry import Point, box, curve, ellipse, polygon, scallop, smooth
from inkwell_offline.illustrator.stage import Stage

WATER = "#7fc9ee"


def foam(stage: Stage, y: float) -> None:
    canvas, w = stage.canvas, stage.width
    points = [(w * (i / 8 * 1.1 - 0.05), y + stage.height * 0.014 * math.sin(i * 1.9) - 6) for i in range(9)]
    low = [(x, yy + 26) for x, yy in reversed(points)]
    canvas.shape(scallop([*points, *low], 0.1), "#ffffff", 0.7)


def ripples(stage: Stage, start: float) -> None:
    """Ridges of sand or dust from edge to edge: they part bare ground into strips to colour."""
    canvas, w, h = stage.canvas, stage.width, stage.height
    rng, colour = stage.rng("ripples"), mix(stage.palette.ground, stage.palette.deep, 0.28)
    for down in (0.13, 0.28, 0.44, 0.6, 0.78) if stage.look.density > 0.5 else (0.3, 0.62):
        phase, y = rng.uniform(0, 6), start + (h - start) * down
        ridge = [(w * (i / 7 * 1.1 - 0.05), y + 15 * math.sin(phase + i * 1.3)) for i in range(8)]
        canvas.line(curve(*ridge), 0.6, colour)


def path(stage: Stage, start: float) -> None:
    h, hero = stage.height, stage.layout.hero[0]
    depth = h - start

    def at(share: float, down: float) -> Point:
        return stage.x(share), start + depth * down

    left = [(0.5, 0.015), (0.53, 0.1), (0.44, 0.26), (hero - 0.1, 0.55), (hero - 0.22, 1.15)]
    right = [(hero + 0.24, 1.15), (hero + 0.12, 0.55), (0.55, 0.28), (0.6, 0.12), (0.53, 0.015)]
    stage.canvas.shape(smooth([at(*p) for p in (*left, *right)], tension=0.85), stage.palette.path, 0.85, "dots")
    rng = stage.rng("path")
    for _ in range(int(9 * stage.look.density)):
        side = rng.choice((-1, 1))
        down = rng.uniform(0.4, 0.95)
        x, y = stage.x(hero + side * (0.13 + 0.1 * down) + 0.02), start + depth * down
        stage.canvas.shape(ellipse(x, y, 10 + 12 * down, 5 + 6 * down), mix(stage.palette.path, "#9a8a70", 0.35), 0.65)


NEAR_BANK = ((0.02, 0.02), (0.1, 0.12), (0.16, 0.3), (0.16, 0.5), (0.22, 0.78), (0.24, 1.2))
FAR_BANK = ((0.05, 0.02), (0.18, 0.13), (0.3, 0.3), (0.36, 0.5), (0.5, 0.78), (0.62, 1.2))
"""Distance of the river's banks from the middle of the page, away from the hero, and how far down the ground."""


def _start(stage: Stage) -> float:
    return stage.horizon + (stage.height - stage.horizon) * 0.19


def _across(bank: tuple[tuple[float, float], ...], down: float) -> float:
    for (a, high), (b, low) in itertools.pairwise(bank):
        if down <= low:
            return a + (b - a) * max(0.0, (down - high) / (low - high))
    return bank[-1][0]


def in_river(stage: Stage, x: float, y: float, margin: float = 0.0) -> bool:
    """True for a point of the page that lies in the river, or within `margin` units beside it."""
    if stage.layout.ground != "river" or stage.setting.kind != "sky":
        return False
    down = (y - _start(stage)) / (stage.height - _start(stage))
    side = 1 if stage.layout.hero[0] > 0.5 else -1
    share = 1 - x / stage.width if stage.mirrored else x / stage.width
    offset, reach = (0.5 - share) * side, margin / stage.width
    return down > 0 and _across(NEAR_BANK, down) - reach < offset < _across(FAR_BANK, down) + reach


def river(stage: Stage, start: float) -> None:
    h = stage.height
    depth = h - start
    side = 1 if stage.layout.hero[0] > 0.5 else -1

    def place(offset: float, down: float) -> Point:
        return stage.x(0.5 - side * offset), start + depth * down

    bank = smooth([place(*p) for p in (*NEAR_BANK, *reversed(FAR_BANK))], tension=0.9)
    canvas = stage.canvas
    canvas.shape(bank, WATER, 0.9, "waves")
    canvas.fade(bank, start, h, ((0, "#ffffff", 0.35), (0.4, "#ffffff", 0.0), (1, "#3a7fc0", 0.4)))
    for offset, down in ((0.2, 0.24), (0.27, 0.42), (0.3, 0.66), (0.4, 0.9)):
        x, y = place(offset, down)
        if canvas.detail < 3:
            canvas.line(
                scallop([(x - 34, y), (x, y), (x + 34, y)], 0.2, closed=False),
                0.65,
                "#ffffff" if not canvas.line_art else None,
            )


def street(stage: Stage, start: float) -> None:
    canvas, w, h = stage.canvas, stage.width, stage.height
    canvas.shape(box(-40, start - (h - start) * 0.12, w + 80, h), "#e9e1d6", 0.9, "bricks")
    for i in range(1, 8):
        x = w * i / 8
        canvas.line(
            curve((x, start - (h - start) * 0.12), (w * 0.5 + (x - w * 0.5) * 1.25, start + (h - start) * 0.34)),
            0.55,
            "#b9afa6",
            detail=1,
        )
    road = start + (h - start) * 0.36
    canvas.shape(box(-40, road, w + 80, h), "#a9a7b2", 0.95, "dots")
    canvas.shape(box(-40, road - 12, w + 80, 20, 4), "#f4efe8", 0.8)
    for i in range(5):
        x = w * (i + 0.2) / 5
        canvas.shape(
            polygon(
                [
                    (x, road + (h - road) * 0.52),
                    (x + 110, road + (h - road) * 0.52),
                    (x + 100, road + (h - road) * 0.6),
                    (x - 14, road + (h - road) * 0.6),
                ]
            ),
            "#fff6e0",
            0.7,
        )
