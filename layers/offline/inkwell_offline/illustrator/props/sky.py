"""Sun, moon, clouds, weather and everything small that flies."""

import math
from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import (
    Path,
    Sub,
    curve,
    ellipse,
    fan,
    polygon,
    ring,
    scallop,
    smooth,
    star,
    tube,
)


def sun(canvas: Canvas, rng: Random, colour: str = "#ffd75e") -> None:
    """About 240 across."""
    canvas.count("sun")
    with canvas.lit(0.2):
        canvas.glow(0, 0, 330, "#fff3b0", 0.9)
        for i in range(14):
            with canvas.at(0, 0, turn=i * 360 / 14):
                canvas.shape(smooth([(80, -14), (122 if i % 2 else 106, 0), (80, 14)], tension=0.5), colour, 0.8)
        canvas.form(ellipse(0, 0, 72), light(colour, 0.25), shade=0.1)


def moon(canvas: Canvas, rng: Random, colour: str = "#fff3cf") -> None:
    canvas.count("moon")
    with canvas.lit(0.1):
        canvas.glow(0, 0, 300, "#fff6d8", 0.75)
        canvas.form(ellipse(0, 0, 84), colour, 0.95, shade=0.08)
        for x, y, r in ((-28, -20, 17), (30, 14, 21), (-16, 38, 12)):
            canvas.shape(ellipse(x, y, r), dark(colour, 0.07), 0.55)


def crescent(canvas: Canvas, rng: Random, colour: str = "#fff3cf") -> None:
    canvas.count("moon")
    with canvas.lit(0.1):
        canvas.glow(0, 0, 260, "#fff6d8", 0.7)
        canvas.form(
            smooth([(20, -80), (-44, -62), (-72, 0), (-44, 62), (20, 80), (-14, 38), (-22, 0), (-14, -38)]),
            colour,
            0.95,
            shade=0.06,
        )


def cloud(canvas: Canvas, rng: Random, colour: str = "#ffffff") -> None:
    """About 230 wide."""
    canvas.count("cloud")
    k = rng.uniform(0.9, 1.1)
    canvas.form(
        scallop(
            [(-112, 20), (-94, -22 * k), (-42, -52), (28, -56 * k), (84, -26), (114, 16), (60, 36), (0, 40), (-62, 36)],
            0.36,
        ),
        colour,
        0.85,
        shade=0.1,
    )
    canvas.line(scallop([(-44, -6), (-8, -18), (26, -6)], 0.4, closed=False), 0.6, detail=1)


def rain_cloud(canvas: Canvas, rng: Random, colour: str = "#c3cddd") -> None:
    cloud(canvas, rng, colour)
    for x, y in ((-60, 74), (-14, 92), (34, 70), (70, 96)):
        drop(canvas, x, y, 15)


def drop(canvas: Canvas, x: float, y: float, size: float, colour: str = "#8fcdf5") -> None:
    canvas.shape(
        smooth([(x, y - size * 1.3), (x + size * 0.7, y), (x, y + size * 0.7), (x - size * 0.7, y)]), colour, 0.7
    )


def rainbow(canvas: Canvas, rng: Random, colour: str = "") -> None:
    """An arch 560 wide that stands on (0, 0)."""
    canvas.count("rainbow")
    bands = ("#f5737a", "#ffae5c", "#ffe06b", "#86d48a", "#78c0f0", "#b48ee8")
    for i, band in enumerate(bands):
        outer = 280 - i * 27
        canvas.shape(polygon([*fan(0, 0, outer, 180, 360, 26), *fan(0, 0, outer - 27, 360, 180, 26)]), band, 0.75)
    for x in (-212, 212):
        with canvas.at(x, -6, 0.85):
            cloud(canvas, rng)


def twinkle(canvas: Canvas, x: float, y: float, size: float, colour: str = "#ffe98a", weight: float = 0.6) -> None:
    """A four-pointed sparkle."""
    canvas.count("sparkle")
    with canvas.lit(0.2):
        canvas.glow(x, y, size * 2.4, "#fff6c4", 0.7)
        corners = [(x, y - size), (x + size * 0.72, y), (x, y + size), (x - size * 0.72, y)]
        curves = []
        for i in range(4):
            a, b = corners[i], corners[(i + 1) % 4]
            mid = (x + (a[0] + b[0] - 2 * x) * 0.17, y + (a[1] + b[1] - 2 * y) * 0.17)
            curves.append((mid, mid, b))
        canvas.shape(Path((Sub(corners[0], tuple(curves), True),)), colour, weight)


def little_star(canvas: Canvas, rng: Random, colour: str = "#ffe066") -> None:
    canvas.count("star")
    with canvas.lit(0.2):
        canvas.glow(0, 0, 90, "#fff2a0", 0.6)
        canvas.form(smooth(star(0, 0, 46, 24), tension=0.35), colour, 0.9)


def snowflake(canvas: Canvas, rng: Random, colour: str = "#ffffff") -> None:
    canvas.count("snowflake")
    canvas.shape(scallop(ring(0, 0, 26, 26, 6), 0.42), colour, 0.6)
    canvas.shape(ellipse(0, 0, 12), "#d5ecfb", 0.5)


def butterfly(canvas: Canvas, rng: Random, colour: str = "#ffb347") -> None:
    """About 130 across."""
    canvas.count("butterfly")
    with canvas.at(turn=rng.uniform(-22, 22)):
        for k in (-1, 1):
            for outline, middle, tone in (
                (((2, 4), (36, 5), (54, 22), (48, 44), (34, 54), (26, 40), (12, 34)), (32, 26), light(colour, 0.32)),
                (((2, -6), (24, -44), (58, -58), (71, -44), (60, -14), (28, 2)), (44, -30), colour),
            ):
                canvas.form(smooth([(k * x, y) for x, y in outline]), tone, 0.9, shade=0.08)
                (mx, my), cell = middle, outline[1:-1]
                inner = [(k * (mx + (x - mx) * 0.56), my + (y - my) * 0.56) for x, y in cell]
                canvas.form(smooth(inner), light(tone, 0.45), 0.7, shade=0)
                canvas.shape(ellipse(k * mx, my, 6.5), "#ffffff", 0.55)
        canvas.form(ellipse(0, 4, 6, 25), "#4a3550", 0.8)
        canvas.form(ellipse(0, -24, 7), "#4a3550", 0.8)
        for y in (-4, 8, 20):
            canvas.line(curve((-5, y), (0, y + 2), (5, y)), 0.5, detail=2)
        for k in (-1, 1):
            canvas.line(curve((0, -28), (k * 8, -46), (k * 20, -52)), 0.65)


def bee(canvas: Canvas, rng: Random, colour: str = "#ffd24d") -> None:
    canvas.count("bee")
    for turn in (-64, -34):
        with canvas.at(2, -20, turn=turn):
            canvas.form(ellipse(34, 0, 34, 17), "#e8f6ff", 0.8, shade=0)
    body = ellipse(0, 0, 46, 34)
    canvas.form(body, colour, 0.95)
    with canvas.inside(body):
        for x in (-4, 22):
            canvas.shape(tube([(x, -40), (x + 6, 0), (x, 40)], 7, 7), "#4a3a3a", 0.5)
    canvas.inked(ellipse(-26, -6, 5, 6.5))
    canvas.line(curve((-32, 8), (-26, 13), (-18, 11)), 0.7)
    for k in (-1, 1):
        canvas.line(curve((-30, -28), (-36 + k * 6, -44), (-40 + k * 10, -46)), 0.65)


def ladybug(canvas: Canvas, rng: Random, colour: str = "#e8504a") -> None:
    canvas.count("ladybug")
    canvas.inked(ellipse(-32, -24, 18, 17), "#3a2f3a")
    dome = smooth([(-40, 0), (-34, -40), (4, -60), (42, -38), (48, 0)], tension=0.9)
    canvas.form(dome, colour, 0.95, gloss=0.35)
    canvas.line(curve((2, -58), (6, -28), (4, 0)), 0.6)
    for x, y in ((-16, -30), (-6, -10), (22, -36), (28, -12)):
        canvas.inked(ellipse(x, y, 6), "#3a2f3a")
    canvas.line(curve((-40, -36), (-50, -50), (-58, -50)), 0.65)


def caterpillar(canvas: Canvas, rng: Random, colour: str = "#9bd06a") -> None:
    canvas.count("caterpillar")
    for i, x in enumerate((86, 48, 10, -28)):
        canvas.form(ellipse(x, -30 - (10 if i % 2 else 0), 28), light(colour, 0.2 * (i % 2)), 0.95)
        canvas.line(curve((x - 4, -4), (x - 6, 4)), 0.9)
    canvas.form(ellipse(-72, -48, 38), colour, 1.0, gloss=0.3)
    for x in (-84, -60):
        canvas.inked(ellipse(x, -52, 5.5, 7))
    canvas.line(curve((-82, -34), (-72, -28), (-62, -34)), 0.8)
    for k in (-1, 1):
        canvas.line(curve((-72 + k * 10, -82), (-72 + k * 18, -104)), 0.8)
        canvas.inked(ellipse(-72 + k * 19, -107, 6))


def little_bird(canvas: Canvas, rng: Random, colour: str = "#6fb4e8") -> None:
    """In flight, about 120 wide."""
    canvas.count("bird")
    canvas.form(smooth([(40, -6), (84, -22), (92, -4), (84, 12), (40, 12)], tension=0.7), dark(colour, 0.12), 0.9)
    canvas.form(smooth([(-52, -8), (-30, -32), (10, -28), (48, -2), (20, 22), (-24, 22), (-50, 8)]), colour, 0.95)
    canvas.form(smooth([(-14, -12), (2, -62), (40, -72), (34, -30), (18, -2)], tension=0.85), light(colour, 0.2), 0.9)
    canvas.shape(polygon([(-50, -6), (-74, 2), (-50, 8)]), "#ffab3d", 0.75)
    canvas.inked(ellipse(-34, -8, 5, 6))


def dragonfly(canvas: Canvas, rng: Random, colour: str = "#6fc3b4") -> None:
    canvas.count("dragonfly")
    for k in (-1, 1):
        for turn in (-16, 14):
            with canvas.at(0, -8, k, turn=turn * k):
                canvas.form(ellipse(42, 0, 40, 13), "#e0f5fb", 0.75, shade=0)
    canvas.form(tube([(0, -22), (2, 20), (0, 66)], 8, 5), colour, 0.85)
    canvas.form(ellipse(0, -28, 13), dark(colour, 0.15), 0.85)


def firefly(canvas: Canvas, rng: Random, colour: str = "#ffe98a") -> None:
    with canvas.lit(0.1):
        canvas.count("firefly")
        canvas.glow(0, 4, 70, "#fff2a0", 0.9)
        for k in (-1, 1):
            canvas.shape(ellipse(k * 14, -12, 15, 8, k * -30), "#f3f6ff", 0.6)
        canvas.form(ellipse(0, 6, 11, 16), colour, 0.75)
        canvas.inked(ellipse(0, -12, 7.5))


def hot_air_balloon(canvas: Canvas, rng: Random, colour: str = "#ff7f6b") -> None:
    """About 330 high, centre of the balloon near (0, -60)."""
    canvas.count("hot air balloon")
    bag = smooth([(0, -196), (96, -164), (128, -84), (92, 0), (34, 64), (-34, 64), (-92, 0), (-128, -84), (-96, -164)])
    canvas.form(bag, colour, texture=None)
    with canvas.inside(bag):
        canvas.form(
            smooth([(0, -200), (52, -160), (68, -84), (48, 0), (18, 70), (-18, 70), (-48, 0), (-68, -84), (-52, -160)]),
            light(colour, 0.6),
            0.9,
            texture="dots",
        )
        canvas.form(
            smooth([(0, -200), (18, -160), (24, -84), (18, 0), (6, 70), (-6, 70), (-18, 0), (-24, -84), (-18, -160)]),
            colour,
            0.9,
        )
    for x in (-1, 1):
        canvas.line(curve((x * 32, 62), (x * 26, 104)), 0.7)
    canvas.form(smooth([(-34, 102), (34, 102), (28, 148), (-28, 148)], tension=0.4), "#b98a58", texture=None)
    canvas.line(curve((-31, 120), (31, 120)), 0.6)


def spiral(x: float, y: float, size: float, turns: float = 2.2) -> Path:
    """A curl for whimsical skies."""
    points = []
    for i in range(24):
        a = i / 23 * turns * 2 * math.pi
        r = size * (1 - i / 26)
        points.append((x + r * math.cos(a), y + r * math.sin(a)))
    return smooth(points, closed=False)


def fireworks(canvas: Canvas, rng: Random, colour: str = "") -> None:
    """Three bursts of fireworks above (0, 0)."""
    canvas.count("fireworks")
    with canvas.lit(0.1):
        _bursts(canvas, colour)


def _bursts(canvas: Canvas, colour: str) -> None:
    for x, y, reach, tone in ((-130, -110, 96, "#ff7fae"), (10, -230, 130, "#ffd24d"), (150, -100, 84, "#6fc3ff")):
        tone = colour or tone
        canvas.glow(x, y, reach * 1.3, tone, 0.5)
        for i in range(12):
            angle = math.tau * i / 12
            far = reach * (1.0 if i % 2 else 0.72)
            dx, dy = math.cos(angle), math.sin(angle)
            canvas.line(curve((x + dx * reach * 0.24, y + dy * reach * 0.24), (x + dx * far, y + dy * far)), 1.4, tone)
            canvas.shape(ellipse(x + dx * far * 1.14, y + dy * far * 1.14, 9), tone, 0.7)
        canvas.shape(ellipse(x, y, 13), light(tone, 0.5), 0.7)
