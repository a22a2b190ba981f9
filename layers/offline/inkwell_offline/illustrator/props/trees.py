"""Trees: round, fruit, pine, palm, and the trunk that frames a page."""

import math
from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, mix
from inkwell_offline.illustrator.kit.geometry import (
    Path,
    curve,
    ellipse,
    polygon,
    ring,
    scallop,
    smooth,
    star,
    tube,
)


def crowns(canvas: Canvas, rng: Random, balls: list[tuple[float, float, float, float, int]], colour: str) -> None:
    """The foliage of a round tree: overlapping scalloped balls (x, y, rx, ry, arcs), last in front."""
    for i, (x, y, rx, ry, n) in enumerate(balls):
        tone = mix(colour, "#e4f29a", 0.1 * i)
        canvas.form(
            scallop(ring(x, y, rx, ry, n, rng, 0.05, start=rng.uniform(0, 6)), 0.34),
            tone,
            shade=0.18,
            texture=("leaves", "scales", "rings")[i % 3],
        )
        for _ in range(2):
            angle, k = rng.uniform(0, 6.28), rng.uniform(0.15, 0.5)
            tx, ty = x + rx * k * math.cos(angle), y + ry * k * math.sin(angle)
            if canvas.detail < 3:
                canvas.line(
                    scallop([(tx + 20, ty + 5), (tx, ty - 3), (tx - 20, ty + 5)][::-1], 0.45, closed=False),
                    0.6,
                    detail=1,
                )


def tree(canvas: Canvas, rng: Random, colour: str = "#5aa657", bark: str = "#8a5c3b") -> None:
    canvas.count("tree")
    canvas.shade(ellipse(0, 0, 110, 16), "#23163a", 0.16)
    lean = rng.uniform(-14, 14)
    trunk = smooth(
        [
            (-28 + lean, -230),
            (-32, -120),
            (-40, -44),
            (-76, -2),
            (-36, -8),
            (-8, 5),
            (18, -6),
            (44, 5),
            (78, -4),
            (42, -46),
            (34, -120),
            (36 + lean, -230),
        ],
        tension=0.85,
    )
    canvas.form(trunk, bark)
    for a, b, c in (((-12, -176), (-18, -126), (-14, -76)), ((12, -166), (8, -116), (15, -66))):
        canvas.line(curve(a, b, c), 0.55, detail=1)
    if rng.random() < 0.4:
        canvas.form(ellipse(2, -112, 17, 23), dark(bark, 0.5), 0.85, shade=0)
    wide = rng.uniform(0.92, 1.1)
    crowns(
        canvas,
        rng,
        [
            (-84 * wide + lean, -250, 88, 72, 10),
            (86 * wide + lean, -256, 90, 74, 10),
            (lean, -330, 108 * wide, 86, 12),
            (lean + rng.uniform(-20, 20), -236, 92, 62, 10),
        ],
        colour,
    )


def apple_tree(canvas: Canvas, rng: Random, colour: str = "#6cb357") -> None:
    tree(canvas, rng, colour)
    for x, y in ((-90, -250), (20, -336), (84, -266), (-20, -232), (60, -214), (-46, -312)):
        canvas.form(ellipse(x, y, 15), "#e8504a", 0.8, gloss=0.4)


def pine(canvas: Canvas, rng: Random, colour: str = "#4d9a6a") -> None:
    canvas.count("tree")
    canvas.shade(ellipse(0, 0, 90, 14), "#23163a", 0.16)
    canvas.form(tube([(0, -90), (0, -40), (0, 0)], 18, 22, 0.1), "#8a5c3b")
    for i, (y, half) in enumerate(((-48, 124), (-140, 102), (-226, 76))):
        layer = [
            (0, y - 158 + i * 14),
            (half * 0.48, y - 62),
            (half, y + 4),
            (half * 0.5, y + 14),
            (0, y + 4),
            (-half * 0.5, y + 14),
            (-half, y + 4),
            (-half * 0.48, y - 62),
        ]
        canvas.form(scallop(layer, 0.12), mix(colour, "#d6eb9a", 0.09 * i), texture="scales")


def christmas_tree(canvas: Canvas, rng: Random, colour: str = "#3f9a62") -> None:
    """A pine with baubles, garlands and a star."""
    canvas.count("christmas tree")
    pine(canvas, rng, colour)
    for y, half in ((-70, 92), (-166, 74), (-252, 50)):
        garland = [(-half, y - 8), (-half * 0.4, y + 10), (half * 0.3, y + 6), (half, y - 16)]
        canvas.line(curve(*garland), 1.5, "#ffd24d")
    for i, (x, y) in enumerate(((-64, -28), (2, -22), (66, -30), (-38, -112), (36, -106), (-26, -206), (28, -196))):
        canvas.form(ellipse(x, y, 15), ("#e5524e", "#ffd24d", "#5b9be8")[i % 3], 0.85, gloss=0.4)
    canvas.form(polygon(star(0, -368, 38)), "#ffd24d", 0.9)


def snowy_pine(canvas: Canvas, rng: Random, colour: str = "#4d9a8a") -> None:
    pine(canvas, rng, colour)
    for y, half in ((-140, 74), (-226, 58), (-310, 44)):
        canvas.shape(
            scallop(
                [
                    (-half * 0.7, y),
                    (0, y - 66),
                    (half * 0.7, y),
                    (half * 0.3, y + 12),
                    (0, y + 4),
                    (-half * 0.3, y + 12),
                ],
                0.14,
            ),
            "#ffffff",
            0.8,
        )


def palm(canvas: Canvas, rng: Random, colour: str = "#58b368") -> None:
    canvas.count("tree")
    bend = rng.choice((-1, 1)) * rng.uniform(30, 70)
    line = [(0, 0), (bend * 0.3, -160), (bend, -330)]
    canvas.shade(ellipse(0, 0, 80, 13), "#23163a", 0.16)
    canvas.form(tube(line, 26, 15), "#b98a58")
    for t in (0.2, 0.36, 0.52, 0.68, 0.84):
        x, y = bend * (0.6 * t * (1 - t) + t * t), -330 * t
        canvas.line(curve((x - 24 + t * 10, y + 5), (x, y + 9), (x + 24 - t * 10, y + 1)), 0.6)
    for i, turn in enumerate((-158, -196, -22, 16, -120, -62, -90)):
        with canvas.at(bend, -332, turn=turn):
            leaf = smooth(
                [(0, 0), (60, -34), (130, -30), (172, 14), (120, 6), (96, 18), (70, 4), (40, 14)], tension=0.75
            )
            canvas.form(
                leaf if math.cos(math.radians(turn)) > 0 else flipped(leaf),
                mix(colour, "#c9e88a", 0.06 * i),
                texture=None,
            )
            low = 1 if math.cos(math.radians(turn)) > 0 else -1
            canvas.line(curve((8, 0), (70, -12 * low), (140, -8 * low)), 0.55, detail=1)
    for dx, dy in ((-14, 4), (10, 10)):
        canvas.form(ellipse(bend + dx, -322 + dy, 16), "#8a5c3b", 0.9)


def flipped(path: Path) -> Path:
    """Upside down."""
    return path.map(lambda p: (p[0], -p[1]))


def big_trunk(canvas: Canvas, rng: Random, top: float, half: float, bark: str = "#7d5640") -> None:
    """A trunk that frames the page: its roots at (0, 0), its top above the page at `top` (negative)."""
    canvas.count("tree")
    w = half * 2
    trunk = smooth(
        [
            (-w * 0.5, top),
            (-w * 0.4, top * 0.5),
            (-w * 0.48, -170),
            (-w * 1.05, 8),
            (-w * 0.38, -28),
            (0, 14),
            (w * 0.44, -30),
            (w * 1.1, 8),
            (w * 0.5, -170),
            (w * 0.41, top * 0.5),
            (w * 0.52, top),
        ],
        tension=0.85,
    )
    canvas.form(trunk, bark, 1.05, shade=0.2, texture="waves")
    with canvas.inside(trunk):
        for _ in range(7):
            x, y, long = w * rng.uniform(-0.36, 0.36), top * rng.uniform(0.15, 0.95), -top * rng.uniform(0.07, 0.15)
            canvas.line(curve((x, y), (x + w * 0.07, y + long * 0.5), (x - w * 0.02, y + long)), 0.6, detail=1)
        y = top * rng.uniform(0.4, 0.55)
        canvas.form(ellipse(0, y, w * 0.17, w * 0.25), dark(bark, 0.5), 0.85, shade=0)
        canvas.line(ellipse(0, y, w * 0.25, w * 0.35), 0.6, detail=1)
