"""Balloons, kites, books, gifts, vehicles, space things: what stories are made of."""

from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, scallop, smooth, star, tube


def balloon(canvas: Canvas, rng: Random, colour: str = "") -> None:
    """Hangs above (0, 0) on a string of 190."""
    canvas.count("balloon")
    colour = colour or rng.choice(("#ff6f7f", "#5fb8f0", "#ffcf4d", "#8fd07a", "#c58be0"))
    sway = rng.uniform(-16, 16)
    canvas.line(curve((0, 0), (sway, -70), (-sway * 0.6, -130), (0, -190)), 0.8)
    canvas.form(smooth([(-14, -182), (0, -200), (14, -182)], tension=0.6), dark(colour, 0.12), 0.8)
    canvas.form(
        smooth([(0, -196), (-48, -236), (-62, -294), (-38, -342), (0, -356), (38, -342), (62, -294), (48, -236)]),
        colour,
        gloss=0.5,
    )


def ball(canvas: Canvas, rng: Random, colour: str = "#ff7f6b") -> None:
    canvas.count("ball")
    canvas.shade(ellipse(0, 0, 52, 9), "#23163a", 0.18)
    whole = ellipse(0, -54, 54)
    canvas.form(whole, "#fffaf0")
    with canvas.inside(whole):
        for i, turn in enumerate((0, 120, 240)):
            with canvas.at(0, -54, turn=turn + 20):
                canvas.form(
                    smooth([(0, 0), (22, -30), (70, -46), (70, 10), (30, 12)], tension=0.8),
                    (colour, "#5fb8e0", "#ffcf4d")[i],
                    0.8,
                )
        canvas.shape(ellipse(0, -54, 12), "#fffaf0", 0.7)
    canvas.line(whole, 1.0, canvas.outline(colour))


def kite(canvas: Canvas, rng: Random, colour: str = "#ff7f6b") -> None:
    canvas.count("kite")
    canvas.line(curve((0, 96), (-26, 150), (14, 206), (-18, 262)), 0.8)
    for x, y in ((-18, 146), (4, 202), (-14, 250)):
        canvas.shape(polygon([(x - 20, y - 10), (x + 20, y + 10), (x + 20, y - 10), (x - 20, y + 10)]), "#5fb8e0", 0.75)
    canvas.form(polygon([(0, -106), (76, -18), (0, 98), (-76, -18)]), colour, texture=None)
    canvas.form(polygon([(0, -106), (76, -18), (0, -18)]), "#ffcf4d", 0.85, shade=0)
    canvas.form(polygon([(0, 98), (-76, -18), (0, -18)]), "#8fd07a", 0.85, shade=0)


def book(canvas: Canvas, rng: Random, colour: str = "#e8605a") -> None:
    """A closed book lying, 120 wide."""
    canvas.count("book")
    canvas.form(box(-60, -30, 120, 32, 8), "#fffaf0")
    canvas.form(
        smooth(
            [(-64, -38), (60, -38), (64, -28), (-56, -28), (-52, -2), (64, -2), (62, 6), (-64, 6), (-72, -16)],
            tension=0.3,
        ),
        colour,
        0.95,
    )
    canvas.line(curve((-48, -14), (58, -14)), 0.5)


def open_book(canvas: Canvas, rng: Random, colour: str = "#5f8fd8") -> None:
    """Held open towards the reader's friend, its middle at (0, -40): the cover shows."""
    canvas.count("book")
    canvas.form(smooth([(-76, -82), (0, -70), (76, -82), (76, 8), (0, 20), (-76, 8)], tension=0.3), "#fffaf0", 0.9)
    for k in (-1, 1):
        canvas.form(smooth([(k * 2, -70), (k * 74, -84), (k * 80, 2), (k * 2, 18)], tension=0.25), colour, 0.95)
    canvas.shape(polygon(star(-38, -34, 19)), "#ffdf7a", 0.75)
    canvas.shape(ellipse(38, -34, 17), light(colour, 0.5), 0.75)


def gift(canvas: Canvas, rng: Random, colour: str = "#7fb8f0") -> None:
    canvas.count("gift")
    canvas.shade(ellipse(0, 0, 76, 10), "#23163a", 0.16)
    canvas.form(box(-64, -92, 128, 94, 4), colour, texture="dots")
    canvas.form(box(-14, -92, 28, 94, 0), "#ff7f9f", 0.85)
    canvas.form(box(-74, -122, 148, 34, 5), light(colour, 0.2))
    canvas.form(box(-14, -122, 28, 34, 0), "#ff7f9f", 0.85, shade=0)
    for k in (-1, 1):
        canvas.form(smooth([(0, -122), (k * 20, -166), (k * 54, -158), (k * 46, -128)]), "#ff7f9f", 0.9)
    canvas.shape(ellipse(0, -126, 13, 11), "#ff9fb8", 0.8)


def cake(canvas: Canvas, rng: Random, colour: str = "#ffb9cf", candles: int = 3) -> None:
    canvas.count("cake")
    canvas.form(ellipse(0, -4, 126, 17), "#f3f0f5", 0.95)
    for w, y, h, tone in ((98, -8, 74, colour), (66, -82, 62, "#fff0d9")):
        canvas.form(smooth([(-w, y - h), (w, y - h), (w, y), (0, y + 10), (-w, y)], tension=0.3), tone, texture=None)
        drip = [
            (-w - 2, y - h + 4),
            (-w * 0.8, y - h + 34),
            (-w * 0.5, y - h + 18),
            (-w * 0.2, y - h + 38),
            (w * 0.15, y - h + 20),
            (w * 0.5, y - h + 36),
            (w * 0.8, y - h + 18),
            (w + 2, y - h + 4),
            (0, y - h - 14),
        ]
        canvas.form(smooth(drip), "#ffffff", 0.85, shade=0)
    canvas.count("candle", candles)
    gap = min(36.0, 112 / max(1, candles - 1))
    for x in (gap * (i - (candles - 1) / 2) for i in range(candles)):
        canvas.form(box(x - 6, -192, 12, 46, 3), "#7fc8f0", 0.8)
        canvas.glow(x, -204, 40, "#fff0a0", 0.8)
        canvas.shape(smooth([(x, -220), (x + 9, -202), (x, -192), (x - 9, -202)]), "#ffb53d", 0.75)


def lantern(canvas: Canvas, rng: Random, colour: str = "#ffd66b") -> None:
    """A paper lantern around (0, 0)."""
    canvas.count("lantern")
    with canvas.lit(0.2):
        canvas.glow(0, 0, 120, "#ffe9a0", 0.7)
        canvas.shape(smooth([(-17, -54), (-12, -66), (12, -66), (17, -54)], tension=0.5), "#8a5c3b", 0.85)
        canvas.form(
            smooth([(-18, -52), (-38, -12), (-32, 30), (-16, 48), (16, 48), (32, 30), (38, -12), (18, -52)]), colour
        )
        canvas.line(curve((-10, -50), (-17, 0), (-8, 46)), 0.6)
        canvas.line(curve((10, -50), (17, 0), (8, 46)), 0.6)
        canvas.shape(box(-18, 44, 36, 13, 5), "#8a5c3b", 0.85)


def basket(canvas: Canvas, rng: Random, colour: str = "#c99a5c", fruit: bool = True) -> None:
    canvas.count("basket")
    canvas.line(curve((-62, -70), (-40, -138), (0, -154), (40, -138), (62, -70)), 1.8, dark(colour, 0.3))
    for x, tone in ((-34, "#e8504a"), (0, "#ff9a3d"), (34, "#8fca5a")) if fruit else ():
        canvas.form(ellipse(x, -82, 25), tone, 0.9, gloss=0.35)
    canvas.form(smooth([(-78, -78), (78, -78), (58, 0), (-58, 0)], tension=0.4), colour, texture="lattice")
    if canvas.detail < 3:
        canvas.line(curve((-72, -52), (72, -52)), 0.6)
        canvas.line(curve((-66, -26), (66, -26)), 0.6)


def umbrella(canvas: Canvas, rng: Random, colour: str = "#ef6f8f") -> None:
    """Held up: its handle at (0, 0)."""
    canvas.count("umbrella")
    canvas.line(curve((0, 8), (0, -100), (0, -190)), 1.3)
    canvas.form(
        scallop(
            [(-128, -150), (-96, -222), (0, -262), (96, -222), (128, -150), (64, -160), (0, -156), (-64, -160)], 0.06
        ),
        colour,
        texture="dots",
    )
    for x in (-52, 52):
        canvas.line(curve((0, -258), (x * 0.9, -214), (x, -162)), 0.6)


def campfire(canvas: Canvas, rng: Random, colour: str = "#ff9a3d") -> None:
    canvas.count("campfire")
    canvas.glow(0, -60, 300, "#ffd98a", 0.75)
    for k in (-1, 1):
        canvas.form(tube([(k * -74, 4), (0, -12), (k * 74, -30)], 15, 14), "#8a5c3b", 0.95)
    with canvas.lit(0.1):
        canvas.form(
            smooth(
                [
                    (-52, -22),
                    (-64, -74),
                    (-30, -112),
                    (-20, -80),
                    (0, -164),
                    (26, -96),
                    (38, -120),
                    (62, -66),
                    (50, -22),
                    (0, -10),
                ],
                tension=0.85,
            ),
            colour,
        )
        canvas.form(
            smooth([(-26, -22), (-30, -58), (0, -104), (30, -58), (26, -22), (0, -14)], tension=0.85),
            "#ffdf6b",
            0.85,
            shade=0,
        )


def snowman(canvas: Canvas, rng: Random, colour: str = "#ffffff") -> None:
    """320 high."""
    canvas.count("snowman")
    canvas.shade(ellipse(0, 0, 110, 15), "#23163a", 0.16)
    for k in (-1, 1):
        canvas.line(curve((k * 60, -176), (k * 116, -206), (k * 132, -236)), 1.4, "#8a5c3b")
        canvas.line(curve((k * 112, -204), (k * 138, -204)), 1.2, "#8a5c3b")
    canvas.form(ellipse(0, -80, 104, 84), colour)
    canvas.form(ellipse(0, -180, 76, 66), colour)
    canvas.form(ellipse(0, -272, 62, 56), colour)
    canvas.form(
        smooth([(-58, -232), (0, -216), (58, -232), (60, -212), (0, -194), (-60, -212)], tension=0.8), "#e8605a", 0.9
    )
    canvas.form(tube([(30, -214), (46, -186), (44, -156)], 13, 15, 0.3), "#e8605a", 0.85)
    for x in (-22, 22):
        canvas.inked(ellipse(x, -286, 7.5, 8.5))
    canvas.form(polygon([(-4, -274), (56, -262), (-2, -256)]), "#ff9a3d", 0.85)
    canvas.line(curve((-22, -248), (0, -238), (22, -248)), 0.9)
    for y in (-176, -146, -96):
        canvas.inked(ellipse(0, y, 7.5))
    canvas.form(box(-42, -392, 84, 72, 8), "#4a4560")
    canvas.form(box(-66, -330, 132, 20, 8), "#4a4560")
    canvas.shape(box(-42, -346, 84, 16, 2), "#e8605a", 0.75)


def sled(canvas: Canvas, rng: Random, colour: str = "#e8705c") -> None:
    canvas.count("sled")
    canvas.line(curve((-120, -2), (60, -2), (128, -10), (140, -46), (116, -58)), 1.8, "#8a5c3b")
    for x in (-76, 40):
        canvas.form(box(x - 8, -46, 16, 44, 3), "#8a5c3b", 0.9)
    canvas.form(box(-120, -66, 220, 26, 10), colour)


def magic_wand(canvas: Canvas, rng: Random, colour: str = "#ffe066") -> None:
    canvas.count("wand")
    canvas.line(curve((0, 0), (12, -44), (20, -88)), 1.7, "#8a5c3b")
    canvas.glow(26, -112, 90, "#fff2a0", 0.8)
    canvas.form(smooth(star(26, -112, 36, 17), tension=0.25), colour, 0.9)


def sword(canvas: Canvas, rng: Random, colour: str = "#d5dde8") -> None:
    canvas.count("sword")
    with canvas.at(turn=14):
        canvas.form(smooth([(-11, -30), (-11, -150), (0, -182), (11, -150), (11, -30)], tension=0.3), colour, 0.9)
        canvas.form(box(-34, -36, 68, 15, 6), "#e2b04d", 0.85)
        canvas.form(box(-7, -24, 14, 38, 5), "#8a5c3b", 0.85)


def rocket(canvas: Canvas, rng: Random, colour: str = "#ef6f6c") -> None:
    """390 high, standing on its fins."""
    canvas.count("rocket")
    with canvas.lit(0.2):
        canvas.form(smooth([(-32, -26), (-40, 20), (0, 78), (40, 20), (32, -26)], tension=0.85), "#ffae4d")
        canvas.form(smooth([(-16, -26), (-18, 8), (0, 42), (18, 8), (16, -26)], tension=0.85), "#ffe28a", 0.85, shade=0)
    for k in (-1, 1):
        canvas.form(smooth([(k * 62, -150), (k * 128, -70), (k * 124, -4), (k * 56, -46)], tension=0.6), colour)
    body = smooth([(0, -400), (58, -316), (80, -200), (62, -40), (0, -24), (-62, -40), (-80, -200), (-58, -316)])
    canvas.form(body, "#f6f7fb", texture=None)
    with canvas.inside(body):
        canvas.form(smooth([(-110, -312), (0, -296), (110, -312), (60, -420), (-60, -420)], tension=0.5), colour, 0.95)
        canvas.form(
            smooth([(-110, -96), (0, -82), (110, -96), (110, -64), (0, -50), (-110, -64)], tension=0.5),
            "#ffcf4d",
            0.85,
            texture="lattice",
        )
    canvas.line(body, 1.0, canvas.outline("#f6f7fb"))
    canvas.form(ellipse(0, -220, 39), "#8f9bb8", 0.95)
    canvas.form(ellipse(0, -220, 27), "#bfe6fb", 0.85, shade=0.1)
    canvas.form(ellipse(0, -136, 22), "#8f9bb8", 0.9)
    canvas.form(ellipse(0, -136, 14), "#bfe6fb", 0.8, shade=0)


def planet(canvas: Canvas, rng: Random, colour: str = "") -> None:
    """A planet of radius 80 around (0, 0), some with a ring."""
    canvas.count("planet")
    colour = colour or rng.choice(("#f7a45c", "#c58be0", "#6fc3b4", "#f27f9f", "#7fb0f0"))
    globe = ellipse(0, 0, 80)
    ringed = rng.random() < 0.6
    canvas.form(globe, colour, gloss=0.3)
    with canvas.inside(globe):
        if ringed:
            for y in (-42, 26):
                canvas.shape(
                    smooth([(-100, y - 8), (0, y + 8), (100, y - 8), (100, y + 14), (0, y + 30), (-100, y + 14)]),
                    light(colour, 0.35),
                    0.65,
                )
        else:
            for x, y, r in ((-30, -26, 20), (34, 10, 24), (-22, 40, 14), (26, -48, 11)):
                canvas.shape(ellipse(x, y, r, r * 0.9), dark(colour, 0.15), 0.65)
    if ringed:
        with canvas.at(turn=-16):
            band = smooth(
                [
                    (-78, -20),
                    (-132, 4),
                    (-110, 26),
                    (0, 40),
                    (110, 26),
                    (132, 4),
                    (78, -20),
                    (104, 2),
                    (80, 14),
                    (0, 22),
                    (-80, 14),
                    (-104, 2),
                ]
            )
            canvas.form(band, light(colour, 0.6), 0.9, shade=0)


def ufo(canvas: Canvas, rng: Random, colour: str = "#a9b6d8") -> None:
    canvas.count("flying saucer")
    canvas.form(smooth([(-54, -12), (-44, -62), (0, -84), (44, -62), (54, -12)]), "#cfeffb", gloss=0.4)
    canvas.form(smooth([(-132, 10), (-70, -18), (0, -24), (70, -18), (132, 10), (70, 36), (0, 42), (-70, 36)]), colour)
    for x in (-76, -26, 26, 76):
        canvas.shape(ellipse(x, 12 + (4 if abs(x) < 50 else 0), 11), "#ffe06b", 0.7)


def craters(canvas: Canvas, rng: Random, colour: str = "#b7aed0") -> None:
    for x, y, r in ((0, 0, 46), (70, 14, 22), (-64, 16, 18)):
        canvas.form(ellipse(x, y, r, r * 0.34), dark(colour, 0.14), 0.8, shade=0)


def train(canvas: Canvas, rng: Random, colour: str = "#ef6f6c") -> None:
    canvas.count("train")
    canvas.form(box(-150, -176, 116, 142, 8), colour)
    canvas.form(box(-130, -156, 76, 56, 6), "#cfeffb", 0.85, shade=0)
    canvas.form(box(-166, -196, 148, 26, 8), dark(colour, 0.2))
    canvas.form(box(-40, -120, 170, 86, 26), light(colour, 0.15), texture="stripes")
    canvas.form(smooth([(60, -118), (54, -176), (100, -176), (94, -118)], tension=0.3), dark(colour, 0.2))
    for x, y, r in ((78, -206, 17), (108, -236, 22), (146, -262, 27)):
        canvas.form(scallop([(x + r, y), (x, y + r), (x - r, y), (x, y - r)], 0.45), "#ffffff", 0.75)
    for x, r in ((-110, 38), (0, 30), (84, 30)):
        canvas.form(ellipse(x, -r, r), "#5a5a70")
        canvas.form(ellipse(x, -r, r * 0.45), "#ffcf4d", 0.8, shade=0)


def car(canvas: Canvas, rng: Random, colour: str = "#5fa8e8") -> None:
    canvas.count("car")
    canvas.form(smooth([(-92, -84), (-66, -150), (50, -152), (92, -86)], tension=0.55), colour)
    canvas.form(smooth([(-72, -88), (-54, -134), (-8, -136), (-8, -88)], tension=0.4), "#dff2fb", 0.85, shade=0)
    canvas.form(smooth([(8, -88), (8, -136), (42, -136), (70, -88)], tension=0.4), "#dff2fb", 0.85, shade=0)
    canvas.form(
        smooth([(-152, -84), (-60, -92), (90, -92), (150, -70), (154, -28), (-156, -28)], tension=0.55),
        colour,
        gloss=0.25,
    )
    for x in (-92, 92):
        canvas.form(ellipse(x, -30, 34), "#4a4a5e")
        canvas.form(ellipse(x, -30, 16), "#dfe6ee", 0.85, shade=0)
    canvas.shape(ellipse(142, -62, 9, 12), "#ffe98a", 0.75)


def drum(canvas: Canvas, rng: Random, colour: str = "#ef6f6c") -> None:
    canvas.count("drum")
    canvas.form(smooth([(-72, -92), (72, -92), (72, -8), (0, 10), (-72, -8)], tension=0.4), colour)
    for i in range(4):
        x = -72 + i * 36
        canvas.line(polygon([(x, -78), (x + 18, -4), (x + 36, -78)], closed=False), 0.8, "#ffdf7a")
    canvas.form(ellipse(0, -92, 74, 20), "#fffaf0")
    for k in (-1, 1):
        canvas.line(curve((k * 14, -100), (k * 60, -150)), 1.3, "#8a5c3b")
        canvas.shape(ellipse(k * 12, -99, 9), "#ffcf4d", 0.7)


def swing(canvas: Canvas, rng: Random, colour: str = "#ef6f6c") -> None:
    for x in (-120, 120):
        canvas.form(tube([(x * 1.3, 0), (x * 1.1, -180), (x, -330)], 12, 11), colour)
    canvas.form(box(-134, -342, 268, 22, 9), colour)
    for x in (-44, 44):
        canvas.line(curve((x, -322), (x, -110)), 0.9)
    canvas.form(box(-58, -116, 116, 20, 6), "#c08a56")


def slide(canvas: Canvas, rng: Random, colour: str = "#ffcf4d") -> None:
    canvas.count("slide")
    for x in (-120, -66):
        canvas.form(box(x - 7, -260, 14, 262, 4), "#5fa8e8", 0.95)
    for y in (-210, -160, -110, -60):
        canvas.line(curve((-114, y), (-72, y)), 1.4, "#5fa8e8")
    canvas.form(
        smooth(
            [(-72, -248), (-20, -230), (60, -90), (150, -18), (170, -8), (160, 10), (90, -10), (10, -90), (-60, -206)],
            tension=0.8,
        ),
        colour,
    )
