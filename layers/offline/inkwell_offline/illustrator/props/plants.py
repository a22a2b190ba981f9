"""Plants: trees, flowers, mushrooms, vines."""

import math
from random import Random

from inkwell_offline.illustrator.characters.wear import flower as blossom
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import light, mix
from inkwell_offline.illustrator.kit.geometry import Path, Sub, box, curve, ellipse, ring, scallop, smooth, tube

LEAF = "#6cbc5c"
STEM = "#4c9a4a"
PETALS = ("#ff8fb8", "#ffb347", "#b99cff", "#8fb6ff", "#ffffff", "#ff7a6b", "#ffd24d")


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
    """A tuft of grass about 70 wide and 60 high."""
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
    """A flower about 130 high."""
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
    """A mushroom about 250 high; with a door and a window when somebody lives in it."""
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


def bamboo(canvas: Canvas, rng: Random, colour: str = "#7fbf5a") -> None:
    """Two stalks of bamboo with their leaves."""
    canvas.count("bamboo")
    for x, joints in ((-22, 4), (20, 5)):
        for i in range(joints):
            canvas.form(box(x - 11, -50 * (i + 1), 22, 52, 7), colour, 0.85)
        for i, turn in enumerate((-150, -30, -130, -50)):
            leaf(canvas, x, -50 * (joints - i % 2), 70, turn, LEAF, 0.75)
