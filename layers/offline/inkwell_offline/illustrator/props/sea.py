"""Beach and sea: corals, fish, shells, boats."""

import math
from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, ring, scallop, smooth, star, tube

CORALS = ("#ff7f8f", "#ff9f5a", "#c58be0", "#f7c948", "#5fc3b0")


def fish(canvas: Canvas, rng: Random, colour: str = "") -> None:
    """A fish about 150 long around (0, 0), swimming left."""
    canvas.count("fish")
    colour = colour or rng.choice(("#ff9f43", "#6fb8f0", "#ff7f9f", "#f7cf4a", "#7fd0a0"))
    canvas.form(smooth([(44, 0), (92, -44), (84, 0), (92, 44)], tension=0.7), dark(colour, 0.1), 0.9)
    canvas.form(smooth([(-14, -38), (16, -70), (46, -36)], tension=0.8), light(colour, 0.25), 0.85)
    body = smooth([(-74, 0), (-44, -40), (10, -46), (58, -8), (58, 8), (10, 46), (-44, 40)])
    canvas.form(body, colour, gloss=0.3, texture="scales")
    with canvas.inside(body):
        for x in (-8, 26):
            canvas.shape(
                smooth([(x - 8, -60), (x + 8, -60), (x + 14, 0), (x + 8, 60), (x - 8, 60), (x - 2, 0)]), "#fffaf0", 0.65
            )
    canvas.shape(ellipse(-46, -9, 11), "#ffffff", 0.7)
    canvas.inked(ellipse(-48, -9, 6, 7))
    canvas.line(curve((-68, 12), (-58, 18), (-48, 14)), 0.7)


def coral(canvas: Canvas, rng: Random, colour: str = "") -> None:
    """A coral of branches about 170 high."""
    canvas.count("coral")
    colour = colour or rng.choice(CORALS)
    if rng.random() < 0.6:
        canvas.form(
            [
                tube([(0, 4), (-4, -70), (-2, -160)], 20, 14),
                tube([(0, -40), (-58, -70), (-66, -124)], 15, 12),
                tube([(0, -60), (50, -84), (62, -142)], 15, 12),
                tube([(52, -96), (84, -104), (96, -126)], 11, 9),
            ],
            colour,
            texture="dots",
        )
        for x, y in ((-2, -120), (-4, -70), (-56, -92), (50, -104)):
            canvas.shape(ellipse(x, y, 6.5), light(colour, 0.4), 0.5)
        return
    for x, high in ((-52, 110), (0, 160), (50, 124)):
        canvas.form(
            smooth(
                [
                    (x - 24, 4),
                    (x - 20, -high * 0.6),
                    (x - 30, -high),
                    (x + 30, -high),
                    (x + 20, -high * 0.6),
                    (x + 24, 4),
                ],
                tension=0.85,
            ),
            colour,
        )
        canvas.form(ellipse(x, -high, 30, 11), dark(colour, 0.28), 0.85, shade=0)


def seaweed(canvas: Canvas, rng: Random, colour: str = "#4fae7a") -> None:
    canvas.count("seaweed")
    for x, high in ((-30, 170), (4, 230), (34, 150)):
        side = rng.choice((-1, 1))
        points = [(x + side * 16 * math.sin(i * 1.5), -high * i / 5) for i in range(6)]
        canvas.form(tube(points, 15, 5), colour if x else light(colour, 0.15), 0.9)


def shell(canvas: Canvas, rng: Random, colour: str = "#ffb9a8") -> None:
    canvas.count("shell")
    canvas.form(scallop([(-46, -18), (-40, -52), (-14, -72), (14, -72), (40, -52), (46, -18)], 0.22), colour, 0.95)
    canvas.form(smooth([(-46, -18), (0, -8), (46, -18), (20, 4), (-20, 4)], tension=0.7), light(colour, 0.3), 0.85)
    for x in (-24, 0, 24):
        canvas.line(curve((x * 0.4, -12), (x, -56)), 0.6)


def starfish(canvas: Canvas, rng: Random, colour: str = "#ff9f6b") -> None:
    canvas.count("starfish")
    canvas.form(smooth(star(0, -46, 56, 26), tension=0.75), colour, 0.95)
    for i in range(5):
        angle = math.radians(-90 + 72 * i)
        canvas.shape(ellipse(26 * math.cos(angle), -46 + 26 * math.sin(angle), 5.5), light(colour, 0.5), 0.5)
    for x in (-10, 10):
        canvas.inked(ellipse(x, -52, 4.8, 6))
    canvas.line(curve((-8, -38), (0, -33), (8, -38)), 0.7)


def bubbles(canvas: Canvas, rng: Random, colour: str = "#dff5ff") -> None:
    canvas.count("bubble", 3)
    for x, y, r in ((0, 0, 26), (26, -52, 17), (-14, -88, 12)):
        canvas.shape(ellipse(x, y, r), colour, 0.6)
        canvas.line(
            curve((x - r * 0.6, y - r * 0.1), (x - r * 0.45, y - r * 0.5), (x - r * 0.1, y - r * 0.62)),
            0.5,
            "#ffffff" if not canvas.line_art else None,
        )


def sandcastle(canvas: Canvas, rng: Random, colour: str = "#f2cf8f") -> None:
    canvas.count("sandcastle")
    for x, w, h in ((-78, 74, 128), (78, 74, 128), (0, 96, 178)):
        top = [(x - w / 2, -h), (x - w / 2, -h - 26)]
        for i in range(3):
            a = x - w / 2 + w * i / 3
            top += [(a + w / 5, -h - 26), (a + w / 5, -h - 6), (a + w / 3, -h - 6), (a + w / 3, -h - 26)]
        canvas.form(
            polygon([(x - w / 2 - 8, 2), *top[:-2], (x + w / 2, -h - 26), (x + w / 2 + 8, 2)]), colour, texture="dots"
        )
    canvas.form(
        smooth([(-26, 2), (-26, -52), (0, -78), (26, -52), (26, 2)], tension=0.8), dark(colour, 0.4), 0.9, shade=0
    )
    for x in (-78, 78):
        canvas.form(ellipse(x, -82, 13, 17), dark(colour, 0.35), 0.8, shade=0)
    canvas.line(curve((0, -204), (0, -262)), 0.9)
    canvas.shape(polygon([(0, -262), (52, -246), (0, -228)]), "#ef6f6c", 0.85)


def parasol(canvas: Canvas, rng: Random, colour: str = "#ef6f6c") -> None:
    """A beach umbrella 330 high."""
    canvas.count("beach umbrella")
    with canvas.at(turn=rng.choice((-10, 10))):
        canvas.form(tube([(0, 4), (0, -150), (0, -300)], 8, 7), "#b98a58")
        edge = [-170, -102, -34, 34, 102, 170]
        for i in range(5):
            a, b = edge[i], edge[i + 1]
            canvas.form(
                smooth(
                    [(a, -206), (a * 0.62, -290), (0, -338), (b * 0.62, -290), (b, -206), ((a + b) / 2, -222)],
                    tension=0.6,
                ),
                colour if i % 2 == 0 else "#fffaf0",
                0.95,
                texture="dots" if i % 2 else None,
            )
        canvas.shape(ellipse(0, -344, 10), colour, 0.75)


def sailboat(canvas: Canvas, rng: Random, colour: str = "#e8705c") -> None:
    """A sailboat 240 wide and 320 high."""
    canvas.count("boat")
    canvas.form(box(-6, -300, 12, 250, 3), "#8a5c3b")
    canvas.form(smooth([(14, -290), (118, -84), (14, -76)], tension=0.35), "#fffdf6", texture="stripes")
    canvas.form(smooth([(-14, -256), (-94, -84), (-14, -78)], tension=0.35), "#ffd9a0")
    canvas.shape(polygon([(0, -300), (0, -336), (44, -318)]), "#ffcf4d", 0.8)
    canvas.form(smooth([(-136, -58), (136, -58), (100, -4), (0, 8), (-100, -4)], tension=0.5), colour)
    canvas.line(curve((-122, -38), (0, -32), (122, -38)), 0.8, light(colour, 0.6) if not canvas.line_art else None)


def pirate_ship(canvas: Canvas, rng: Random, colour: str = "#9a6240") -> None:
    """A pirate ship 460 wide and 520 high."""
    canvas.count("pirate ship")
    for x, high in ((-80, 400), (80, 440)):
        canvas.form(box(x - 8, -high - 50, 16, high, 3), "#7a4a30")
        for k in (0, 1):
            y = -high + 20 + k * 150
            w = 82 + k * 14
            canvas.form(
                smooth(
                    [
                        (x - w, y),
                        (x, y - 10),
                        (x + w, y),
                        (x + w * 0.82, y + 60),
                        (x + w, y + 126),
                        (x, y + 108),
                        (x - w, y + 126),
                        (x - w * 0.82, y + 60),
                    ],
                    tension=0.75,
                ),
                "#fff7e8",
                texture="stripes",
            )
    canvas.inked(polygon([(80, -490), (80, -536), (150, -514)]), "#2f2a35")
    hull = smooth(
        [(-240, -150), (-150, -120), (150, -120), (236, -164), (196, -40), (130, 8), (-140, 8), (-206, -50)],
        tension=0.6,
    )
    canvas.form(hull, colour, texture="bricks")
    with canvas.inside(hull):
        for y in (-84, -48):
            canvas.line(curve((-240, y - 6), (0, y + 8), (240, y - 6)), 0.6)
    for x in (-110, -36, 38, 112):
        canvas.form(ellipse(x, -68, 18), "#ffdf8a", 0.85, shade=0)


def treasure(canvas: Canvas, rng: Random, colour: str = "#a9703f") -> None:
    """An open chest, 190 wide."""
    canvas.count("treasure chest")
    canvas.form(
        smooth([(-98, -96), (-92, -164), (0, -184), (92, -164), (98, -96)], tension=0.7), colour, texture="waves"
    )
    canvas.form(
        smooth([(-84, -98), (-78, -148), (0, -162), (78, -148), (84, -98)], tension=0.7),
        dark(colour, 0.45),
        0.85,
        shade=0,
    )
    canvas.glow(0, -110, 150, "#fff0a0", 0.8)
    for x, y in ((-62, -104), (-34, -118), (-4, -126), (28, -118), (58, -106), (-18, -104), (14, -102)):
        canvas.form(ellipse(x, y, 19, 17), "#ffd24d", 0.8)
    canvas.shape(polygon([(36, -122), (56, -136), (74, -120), (56, -98)]), "#6fc3ff", 0.75)
    canvas.form(box(-102, -98, 204, 100, 8), colour)
    for x in (-72, 60):
        canvas.shape(box(x, -98, 14, 100, 2), "#e2b04d", 0.75)
    canvas.form(box(-17, -98, 34, 40, 6), "#e2b04d", 0.85)
    canvas.inked(ellipse(0, -80, 5.5))


def jellyfish(canvas: Canvas, rng: Random, colour: str = "#d9a3e8") -> None:
    canvas.count("jellyfish")
    for x in (-46, -16, 16, 46):
        tentacle = [(x, -14), (x + 14, 30), (x - 12, 70), (x + 8, 116)]
        canvas.form(tube(tentacle, 8, 4), light(colour, 0.15), 0.9)
    for x in (-22, 22):
        ribbon = [(x - 13, -12), (x - 4, 26), (x - 18, 64), (x, 92), (x + 12, 60), (x + 2, 26), (x + 14, -12)]
        canvas.form(scallop(ribbon, 0.16), light(colour, 0.4), 0.9)
    dome = smooth([(-72, -18), (-66, -62), (-36, -98), (0, -108), (36, -98), (66, -62), (72, -18), (0, -6)])
    canvas.form(dome, colour, gloss=0.35)
    rim = [(74, -20), (46, -4), (16, 0), (-16, 0), (-46, -4), (-74, -20), (-40, -24), (0, -20), (40, -24)]
    canvas.form(scallop(rim, 0.22), light(colour, 0.25), 0.9)
    if canvas.detail > 1:
        for k in (-1, 0, 1):
            canvas.form(ellipse(k * 36, -72 - (8 if not k else 0), 10, 13), light(colour, 0.4), 0.8)
    for x in (-18, 18):
        canvas.inked(ellipse(x, -44, 5.5, 7))
    canvas.line(curve((-9, -31), (0, -25), (9, -31)), 0.7)


def octopus(canvas: Canvas, rng: Random, colour: str = "#e58fb0") -> None:
    canvas.count("octopus")
    legs = [
        tube([(k * 30, -50), (k * (60 + i * 34), -30 + i * 8), (k * (72 + i * 46), -6 - i * 30)], 21, 9)
        for k in (-1, 1)
        for i in (0, 1)
    ]
    legs += [tube([(k * 16, -40), (k * 24, -8), (k * 44, 4)], 19, 11) for k in (-1, 1)]
    canvas.form(
        [*legs, smooth([(0, -224), (76, -190), (88, -116), (58, -52), (0, -40), (-58, -52), (-88, -116), (-76, -190)])],
        colour,
        gloss=0.3,
    )
    for k in (-1, 1):
        canvas.shape(ellipse(k * 32, -118, 19, 23), "#ffffff", 0.85)
        canvas.inked(ellipse(k * 30, -114, 11, 15))
        canvas.blank(ellipse(k * 30 - 4, -121, 4.6, 4.6))
    canvas.line(curve((-20, -80), (0, -70), (20, -80)), 0.95)


def whale(canvas: Canvas, rng: Random, colour: str = "#6fa8dc") -> None:
    """A whale 360 long."""
    canvas.count("whale")
    for k in (-1, 1):
        canvas.line(
            curve((-70, -170), (-70 + k * 14, -214), (-70 + k * 46, -214), (-70 + k * 50, -192)), 1.1, "#9fd8f7"
        )
    canvas.form(
        smooth([(140, -76), (168, -146), (214, -168), (206, -130), (244, -108), (196, -90), (150, -50)], tension=0.8),
        colour,
    )
    canvas.form(
        smooth(
            [
                (-176, -76),
                (-150, -142),
                (-66, -168),
                (40, -146),
                (120, -96),
                (168, -84),
                (140, -30),
                (40, 4),
                (-90, 2),
                (-160, -30),
            ]
        ),
        colour,
        gloss=0.3,
        texture="waves",
    )
    canvas.shape(
        smooth([(-172, -56), (-90, -40), (20, -44), (90, -30), (20, 2), (-90, 0), (-156, -28)]), "#eef6fc", 0.85
    )
    canvas.inked(ellipse(-116, -84, 8.5, 11))
    canvas.blank(ellipse(-119, -88, 3.6, 3.6))
    canvas.line(curve((-150, -62), (-124, -48), (-96, -56)), 0.9)
    canvas.form(smooth([(-30, -40), (20, -18), (26, 30), (-10, 22)], tension=0.8), dark(colour, 0.1), 0.9)


def waves(canvas: Canvas, rng: Random, width: float, colour: str = "#7fc4ea") -> None:
    """A strip of scalloped water from (0, 0) to (width, 0), 60 deep."""
    n = max(4, int(width / 90))
    top = [(width * i / n, 0) for i in range(n + 1)]
    canvas.form(scallop([*top, (width, 60), (0, 60)], 0.22), colour, 0.85, shade=0)


def dolphin(canvas: Canvas, rng: Random, colour: str = "#7fa8d0") -> None:
    canvas.count("dolphin")
    canvas.form(smooth([(96, 20), (150, 30), (170, 70), (128, 62), (104, 84), (92, 44)], tension=0.8), colour)
    canvas.form(smooth([(-10, -72), (30, -126), (52, -70)], tension=0.7), dark(colour, 0.1))
    canvas.form(
        smooth(
            [
                (-166, -16),
                (-120, -40),
                (-70, -76),
                (10, -84),
                (80, -36),
                (116, 40),
                (90, 48),
                (30, 6),
                (-50, 10),
                (-112, 4),
            ]
        ),
        colour,
        gloss=0.3,
    )
    canvas.shape(smooth([(-150, -8), (-90, -12), (0, -14), (50, 14), (-30, 14), (-110, 6)]), "#eef4fa", 0.75)
    canvas.inked(ellipse(-98, -34, 6, 7.5))
    canvas.line(curve((-146, -14), (-124, -12), (-106, -18)), 0.7)
    canvas.form(smooth([(-40, 0), (-20, 50), (8, 46), (0, 4)], tension=0.8), dark(colour, 0.1), 0.9)


def anemone(canvas: Canvas, rng: Random, colour: str = "#ff9fb8") -> None:
    canvas.form(scallop(ring(0, -36, 52, 40, 12), 0.5), colour, 0.9)
    canvas.form(ellipse(0, -30, 26, 17), light(colour, 0.4), 0.75, shade=0)
