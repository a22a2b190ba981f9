"""Trees, flowers, mushrooms and whatever else grows."""

import math
from random import Random

from inkwell.imaging.illustrator.characters.wear import flower as blossom
from inkwell.imaging.illustrator.kit.canvas import Canvas
from inkwell.imaging.illustrator.kit.colour import dark, light, mix
from inkwell.imaging.illustrator.kit.geometry import Path, Sub, curve, ellipse, ring, scallop, smooth, tube

LEAF = "#6cbc5c"
STEM = "#4c9a4a"
PETALS = ("#ff8fb8", "#ffb347", "#b99cff", "#8fb6ff", "#ffffff", "#ff7a6b", "#ffd24d")


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


def bush(canvas: Canvas, rng: Random, colour: str = "#66b25c") -> None:
    canvas.count("bush")
    canvas.shade(ellipse(0, 0, 110, 13), "#23163a", 0.14)
    canvas.form(
        scallop(
            [(-104, 2), (-110, -46), (-66, -92), (0, -112), (66, -92), (110, -46), (104, 2), (40, 8), (-40, 8)], 0.28
        ),
        colour,
        texture="leaves",
    )
    for x, y in ((-46, -48), (30, -64), (10, -26)):
        if canvas.detail < 3:
            canvas.line(scallop([(x - 18, y + 4), (x, y - 3), (x + 18, y + 4)], 0.45, closed=False), 0.6, detail=1)


def berry_bush(canvas: Canvas, rng: Random, colour: str = "#5fa85a") -> None:
    bush(canvas, rng, colour)
    for x, y in ((-66, -36), (-34, -76), (6, -44), (44, -80), (70, -40), (-10, -92), (30, -18)):
        canvas.form(ellipse(x, y, 11), "#e0526a", 0.7, gloss=0.4)


def grass(canvas: Canvas, rng: Random, colour: str = "#5fae57", blades: int = 5) -> None:
    """A tuft about 70 wide and 60 high."""
    for i in range(blades):
        k = (i - (blades - 1) / 2) / max(1, (blades - 1) / 2)
        high = 62 * (1 - 0.35 * abs(k)) * rng.uniform(0.85, 1.2)
        x, lean, half = k * 26, k * 38, 8
        blade = smooth(
            [
                (x - half, 0),
                (x + lean * 0.25 - half * 0.6, -high * 0.5),
                (x + lean, -high),
                (x + lean * 0.35 + half * 0.8, -high * 0.45),
                (x + half, 0),
            ],
            tension=0.8,
        )
        canvas.shape(blade, mix(colour, "#2f7a3a" if i % 2 else "#b7dd6a", 0.22), 0.75)


def leaf(
    canvas: Canvas,
    x: float,
    y: float,
    length: float,
    turn: float,
    colour: str = LEAF,
    weight: float = 0.75,
    vein: bool = True,
) -> None:
    with canvas.at(x, y, turn=turn):
        n = length
        path = Path(
            (
                Sub(
                    (0, 0),
                    (
                        ((n * 0.2, -n * 0.42), (n * 0.75, -n * 0.34), (n, 0)),
                        ((n * 0.75, n * 0.34), (n * 0.2, n * 0.42), (0, 0)),
                    ),
                    True,
                ),
            )
        )
        canvas.shape(path, colour, weight)
        if vein:
            canvas.line(curve((0, 0), (n * 0.78, 0)), weight * 0.7)
            for k in (0.32, 0.54):
                for side in (-1, 1):
                    canvas.line(curve((n * k, 0), (n * (k + 0.13), side * n * 0.16)), weight * 0.6, detail=2)


def fern(canvas: Canvas, rng: Random, colour: str = "#4fa06a") -> None:
    """Three fronds rising from (0, 0)."""
    canvas.count("fern")
    for turn, length in ((-138, 120), (-42, 120), (-90, 150)):
        with canvas.at(0, 0, turn=turn):
            for i in range(7):
                t = (i + 0.6) / 7
                x, y, size = length * t, -length * 0.16 * t * t, length * 0.34 * (1 - t * 0.7)
                for side in (-1, 1):
                    leaf(canvas, x, y, size, side * (64 - 18 * t) - 12 * t, colour, 0.7, False)
            canvas.line(curve((0, 0), (length * 0.5, -length * 0.04), (length, -length * 0.16)), 0.7, STEM)


def flower(canvas: Canvas, rng: Random, colour: str = "", kind: str = "") -> None:
    """One flower about 130 high."""
    canvas.count("flower")
    colour = colour or rng.choice(PETALS)
    kind = kind or rng.choice(("daisy", "tulip", "bell", "star"))
    canvas.line(curve((0, 0), (5, -44), (0, -90)), 1.2, STEM)
    leaf(canvas, 2, -24, 42, -34, LEAF)
    leaf(canvas, 3, -16, 38, -148, LEAF)
    match kind:
        case "daisy":
            blossom(canvas, 0, -104, 38, colour, "#ffd24d", 8)
        case "star":
            blossom(canvas, 0, -104, 36, colour, "#ffd24d", 5)
        case "sunflower":
            for i in range(12):
                with canvas.at(0, -120, turn=i * 30):
                    canvas.shape(smooth([(18, 0), (34, -13), (56, 0), (34, 13)]), "#ffcf4d", 0.75)
            canvas.form(ellipse(0, -120, 26), "#8a5c3b", 0.85)
            canvas.line(ellipse(0, -120, 14), 0.55, detail=1)
        case "tulip":
            canvas.form(
                smooth(
                    [(-27, -136), (-33, -102), (0, -80), (33, -102), (27, -136), (13, -114), (0, -140), (-13, -114)],
                    tension=0.75,
                ),
                colour,
                0.85,
            )
            canvas.line(curve((-11, -112), (-9, -96), (0, -86)), 0.5, detail=1)
        case "rose":
            canvas.form(scallop(ring(0, -106, 28, 26, 7), 0.36), colour, 0.85)
            canvas.line(
                smooth([(-10, -104), (0, -116), (12, -108), (6, -96), (-4, -100), (2, -106)], closed=False), 0.6
            )
        case _:
            for side in (-1, 1):
                with canvas.at(side * 19, -96, turn=side * 22):
                    canvas.shape(
                        smooth(
                            [(-6, -10), (-14, 16), (-21, 32), (-8, 27), (0, 35), (8, 27), (21, 32), (14, 16), (6, -10)],
                            tension=0.8,
                        ),
                        colour,
                        0.8,
                    )
                canvas.line(curve((0, -84), (side * 12, -104), (side * 19, -104)), 0.8, STEM)


def sunflower(canvas: Canvas, rng: Random, colour: str = "#ffcf4d") -> None:
    with canvas.at(0, 0, 1.6):
        flower(canvas, rng, colour, "sunflower")


def mushroom(canvas: Canvas, rng: Random, colour: str = "#e8504a", house: bool = False) -> None:
    """About 250 high; with a door and a window when somebody lives in it."""
    canvas.count("mushroom")
    canvas.shade(ellipse(0, 0, 96, 14), "#23163a", 0.18)
    high = 124
    stem = smooth([(-34, -high), (-38, -high * 0.5), (-54, -6), (0, 6), (54, -6), (38, -high * 0.5), (34, -high)])
    canvas.form(stem, "#fff1dc", shade=0.2)
    if house:
        canvas.count("fairy house")
        canvas.form(smooth([(-21, 1), (-22, -44), (0, -70), (22, -44), (21, 1), (0, 4)], tension=0.85), "#9b6238", 0.9)
        canvas.line(curve((-7, -58), (-7, 0)), 0.5, detail=1)
        canvas.line(curve((8, -56), (8, 0)), 0.5, detail=1)
        canvas.shape(ellipse(13, -28, 4.6), "#ffd84d", 0.6)
    else:
        canvas.shape(
            smooth(
                [
                    (-38, -high + 6),
                    (-54, -high + 36),
                    (-27, -high + 29),
                    (0, -high + 42),
                    (27, -high + 29),
                    (54, -high + 36),
                    (38, -high + 6),
                ],
                tension=0.8,
            ),
            "#fff8ea",
            0.8,
        )
        for k in (-15, 2, 17):
            canvas.line(curve((k, -high * 0.4), (k * 1.15, -high * 0.16)), 0.5, detail=1)
    with canvas.at(0, -high):
        canvas.form(
            smooth([(-112, 2), (-60, 22), (0, 28), (60, 22), (112, 2), (60, -14), (-60, -14)]),
            "#ffe3c2",
            0.9,
            shade=0.1,
        )
        for k in range(-4, 5):
            canvas.line(curve((k * 13, 3), (k * 22, 21 - abs(k) * 2.2)), 0.45, detail=1)
        cap = smooth(
            [
                (-124, -2),
                (-114, -58),
                (-66, -112),
                (0, -130),
                (66, -112),
                (114, -58),
                (124, -2),
                (64, -12),
                (0, 2),
                (-64, -12),
            ],
            tension=0.95,
        )
        canvas.form(cap, colour, 1.1, shade=0.2, gloss=0.35, texture="rings")
        with canvas.inside(cap):
            spots = [(-62, -56, 19, 21), (60, -60, 21, 23), (-104, -16, 15, 20), (106, -18, 15, 20)]
            spots += [(0, -116, 21, 9)] if house else [(-2, -90, 25, 20), (2, -32, 19, 14)]
            for x, y, rx, ry in spots:
                canvas.shape(ellipse(x, y, rx, ry), "#fff6e6", 0.8)
        canvas.line(cap, 1.1, canvas.outline(colour))
        if house:
            canvas.form(ellipse(0, -60, 21), "#ffeaa0", 0.9, shade=0)
            canvas.line(curve((-21, -60), (21, -60)), 0.6)
            canvas.line(curve((0, -81), (0, -39)), 0.6)
    if house:
        canvas.glow(0, -high - 60, 60, "#ffe9a0", 0.45)


def mushroom_house(canvas: Canvas, rng: Random, colour: str = "#e8504a") -> None:
    mushroom(canvas, rng, colour, house=True)


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


def vine(canvas: Canvas, rng: Random, width: float, sag: float, colour: str = "#57a45a") -> None:
    """A garland of leaves from (0, 0) to (width, 0)."""
    n = max(4, int(width / 55))
    points = [(width * i / n, sag * math.sin(math.pi * i / n)) for i in range(n + 1)]
    canvas.line(smooth(points, closed=False), 1.0, "#4b7d43")
    for x, y in points:
        leaf(
            canvas, x, y, 34 + rng.uniform(-6, 8), 70 + rng.uniform(-40, 40), mix(colour, "#c6e07a", rng.random() * 0.4)
        )


def cactus(canvas: Canvas, rng: Random, colour: str = "#6fb36a") -> None:
    canvas.count("cactus")
    canvas.form(
        [
            tube([(0, 0), (0, -120), (0, -230)], 36, 34),
            tube([(10, -110), (84, -112), (88, -184)], 20, 19),
            tube([(-10, -80), (-78, -82), (-82, -150)], 19, 18),
        ],
        colour,
        texture="stripes",
    )
    for x in (-12, 12):
        canvas.line(curve((x, -16), (x, -120), (x, -226)), 0.55, detail=1)
    blossom(canvas, 6, -268, 24, "#ff8fb8")


def stump(canvas: Canvas, rng: Random, colour: str = "#9a6a45") -> None:
    canvas.count("stump")
    canvas.form(
        smooth(
            [(-62, -74), (-64, -30), (-92, 4), (-30, -4), (0, 8), (34, -4), (92, 4), (64, -30), (62, -74)], tension=0.85
        ),
        colour,
    )
    canvas.form(ellipse(0, -74, 63, 21), light(colour, 0.5), 0.95, shade=0)
    for k in (0.66, 0.34):
        canvas.line(ellipse(2, -74, 63 * k, 21 * k), 0.6)


def log(canvas: Canvas, rng: Random, colour: str = "#9a6a45") -> None:
    canvas.count("log")
    canvas.form(smooth([(-130, -60), (0, -68), (120, -62), (120, -2), (0, 4), (-130, 0)], tension=0.6), colour)
    canvas.form(ellipse(124, -32, 24, 32), light(colour, 0.5), 0.95, shade=0)
    canvas.line(ellipse(124, -32, 13, 18), 0.6)
    for y in (-44, -22):
        canvas.line(curve((-106, y), (-30, y - 4), (60, y)), 0.6, detail=1)


def rock(canvas: Canvas, rng: Random, colour: str = "#b9b5c2") -> None:
    canvas.form(
        smooth([(-66, 4), (-72, -30), (-36, -66), (16, -72), (60, -40), (72, 2), (20, 8)], tension=0.8),
        colour,
        texture="waves",
    )
    canvas.line(curve((-20, -58), (-4, -38), (-14, -20)), 0.6, detail=1)


def pebbles(canvas: Canvas, rng: Random, colour: str = "#c9c2cf") -> None:
    for i, x in enumerate((-26, 8, 38)):
        canvas.shape(ellipse(x, rng.uniform(-5, 5), 17 - i * 2, 10), mix(colour, "#9a90a8", rng.random() * 0.4), 0.75)


def reeds(canvas: Canvas, rng: Random, colour: str = "#6fae57") -> None:
    for x, high in ((-26, 150), (0, 190), (26, 140)):
        canvas.line(curve((x, 0), (x + 6, -high * 0.5), (x + 2, -high)), 1.1, colour)
        canvas.form(ellipse(x + 2, -high, 10, 30), "#9a6a45", 0.85)
    grass(canvas, rng, colour, 5)


def carrots(canvas: Canvas, rng: Random, colour: str = "#ff9a3d") -> None:
    canvas.count("carrot")
    canvas.form(smooth([(-34, -66), (0, -76), (34, -66), (16, -20), (0, 26), (-16, -20)], tension=0.8), colour)
    for y, x in ((-50, -26), (-34, 8), (-16, -12)):
        canvas.line(curve((x, y), (x + 14, y + 3)), 0.6)
    for turn in (-120, -90, -60):
        leaf(canvas, 0, -68, 62, turn, LEAF, 0.75)
