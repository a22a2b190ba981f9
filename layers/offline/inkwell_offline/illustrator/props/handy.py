"""Things to hold and use that the icon pack does not have."""

import math
from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, ring, scallop, smooth, tube

WOOD = "#b5855a"


def flag(canvas: Canvas, rng: Random, colour: str = "#e5524e") -> None:
    canvas.count("flag")
    canvas.form(tube([(0, 30), (0, -230)], 6, 6), WOOD, 0.9)
    canvas.form(smooth([(4, -228), (60, -240), (130, -222), (128, -146), (60, -160), (4, -146)], tension=0.7), colour)
    canvas.form(ellipse(0, -236, 11), "#ffcf4d", 0.8)


def fan(canvas: Canvas, rng: Random, colour: str = "#f29ac0") -> None:
    """A folding fan, open."""
    canvas.count("fan")
    rim = [(118 * math.cos(math.radians(a)), -20 + 118 * math.sin(math.radians(a))) for a in range(-160, -19, 20)]
    canvas.form(scallop([(0, -8), *rim], 0.12), colour, texture="flowers")
    for x, y in rim[1:-1]:
        canvas.line(curve((0, -8), (x * 0.94, y * 0.94)), 0.7)
    canvas.form(ellipse(0, -8, 13), dark(colour, 0.3), 0.8)


def watering_can(canvas: Canvas, rng: Random, colour: str = "#6fb8a8") -> None:
    canvas.count("watering can")
    canvas.form(tube([(-50, -96), (-108, -100), (-112, -40), (-56, -22)], 9, 9), dark(colour, 0.15))
    canvas.form(tube([(50, -40), (104, -70), (136, -120)], 15, 10), colour)
    canvas.form(smooth([(-62, -110), (62, -110), (70, 0), (-70, 0)], tension=0.4), colour, texture="dots")
    canvas.form(ellipse(0, -110, 60, 13), dark(colour, 0.2), 0.9)
    with canvas.at(140, -124, turn=36):
        canvas.form(ellipse(0, 0, 14, 34), light(colour, 0.2), 0.9)
    for dx, dy in ((176, -96), (188, -66), (164, -58)):
        canvas.shape(smooth([(dx, dy - 14), (dx + 8, dy + 4), (dx, dy + 10), (dx - 8, dy + 4)]), "#8fd0f0", 0.6)


def easel(canvas: Canvas, rng: Random, colour: str = "#fffdf6") -> None:
    """A painting on its three legs."""
    canvas.count("easel")
    for x in (-86, 86, 0):
        canvas.form(tube([(x * 0.35, -330), (x, 0)], 9, 9), WOOD, 0.9)
    canvas.form(box(-112, -300, 224, 180, 6), colour)
    canvas.form(ellipse(58, -256, 22), "#ffd24d", 0.8)
    with canvas.inside(box(-108, -296, 216, 172, 4)):
        canvas.form(smooth([(-130, -180), (-50, -226), (20, -180), (70, -206), (130, -170), (130, -100), (-130, -100)]),
                    "#9fd488", 0.8)  # fmt: skip
    canvas.form(scallop(ring(-50, -226, 26, 22, 8), 0.4), "#ff8fb8", 0.7)
    canvas.form(box(-124, -124, 248, 18, 6), WOOD, 0.9)


def lasso(canvas: Canvas, rng: Random, colour: str = "#c99a5c") -> None:
    canvas.count("lasso")
    loop = [(70 * math.cos(math.radians(a)), -150 + 30 * math.sin(math.radians(a))) for a in range(90, 451, 30)]
    canvas.form(tube(loop[:7], 6, 6), colour, 0.8)
    canvas.form(tube(loop[6:], 6, 6), colour, 0.8)
    canvas.form(tube([(0, -120), (-14, -60), (0, 20)], 6, 6), colour, 0.8)


def torch(canvas: Canvas, rng: Random, colour: str = "#ff9a3d") -> None:
    canvas.count("torch")
    canvas.form(polygon([(-12, 30), (12, 30), (20, -110), (-20, -110)]), WOOD)
    canvas.form(smooth([(-30, -112), (-38, -160), (-8, -224), (10, -180), (34, -196), (36, -140), (24, -108)]), colour)
    canvas.form(smooth([(-14, -114), (-14, -144), (4, -172), (16, -136), (12, -112)]), "#ffe07a", 0.8)


def bow_and_arrow(canvas: Canvas, rng: Random, colour: str = "#a8653a") -> None:
    """A drawn bow with an arrow that points to the right."""
    canvas.form(tube([(-20, 0), (64, -60), (64, -160), (-20, -220)], 9, 9), colour)
    canvas.line(curve((-20, -2), (-70, -110)), 0.8)
    canvas.line(curve((-20, -218), (-70, -110)), 0.8)
    canvas.form(box(-74, -114, 190, 8, 4), "#d9b080", 0.8)
    canvas.form(polygon([(112, -126), (150, -110), (112, -94)]), "#8f9bb0", 0.9)
    for y in (-122, -98):
        canvas.form(polygon([(-86, y), (-52, y), (-40, -110), (-74, -110)]), "#e5524e", 0.8)


def spear(canvas: Canvas, rng: Random, colour: str = "#aeb9c9") -> None:
    canvas.count("spear")
    canvas.form(tube([(0, 110), (0, -230)], 7, 7), WOOD, 0.9)
    canvas.form(polygon([(-20, -226), (0, -300), (20, -226), (0, -208)]), colour, 0.9)
    canvas.form(box(-12, -212, 24, 16, 6), "#e5524e", 0.8)


def crook(canvas: Canvas, rng: Random, colour: str = WOOD) -> None:
    """The staff of a shepherd."""
    canvas.count("crook")
    canvas.form(tube([(0, 110), (0, -190), (12, -236), (48, -246), (66, -214), (50, -190)], 9, 8), colour)


def golf_club(canvas: Canvas, rng: Random, colour: str = "#aeb9c9") -> None:
    canvas.count("golf club")
    canvas.form(tube([(0, 30), (0, -40)], 9, 8), "#4a4652", 0.9)
    canvas.form(tube([(0, -40), (0, -220)], 6, 5), colour, 0.9)
    canvas.form(smooth([(-8, -214), (4, -236), (58, -232), (62, -212), (20, -204)]), "#4a4f68", 0.95)


def bat(canvas: Canvas, rng: Random, colour: str = "#d9a86a") -> None:
    """The bat of a baseball player."""
    canvas.count("baseball bat")
    canvas.form(smooth([(-8, 30), (-9, -40), (-24, -150), (-22, -216), (0, -232), (22, -216), (24, -150), (9, -40),
                        (8, 30)], tension=0.8), colour)  # fmt: skip
    canvas.form(box(-12, 0, 24, 32, 8), "#8a5c3b", 0.9)


def slingshot(canvas: Canvas, rng: Random, colour: str = WOOD) -> None:
    canvas.count("slingshot")
    for side in (-1, 1):
        canvas.form(tube([(0, -60), (side * 34, -110), (side * 46, -168)], 11, 9), colour)
        canvas.line(curve((side * 46, -160), (side * 20, -120), (0, -112)), 1.3, "#e5524e")
    canvas.form(tube([(0, 34), (0, -66)], 12, 11), colour)
    canvas.form(ellipse(0, -110, 17, 14), "#8f93a0", 0.9)


def bagpipes(canvas: Canvas, rng: Random, colour: str = "#3f8f6a") -> None:
    canvas.count("bagpipes")
    for x, top, turn in ((-26, -236, -18), (6, -262, -4), (38, -236, 10)):
        canvas.form(tube([(x, -84), (x + turn * 2, top)], 8, 8), "#4a4652", 0.9)
        canvas.form(box(x + turn * 2 - 13, top - 12, 26, 22, 6), "#f7ead0", 0.85)
    canvas.form(tube([(58, -70), (92, -120), (100, -150)], 7, 6), "#4a4652", 0.9)
    canvas.form(tube([(-50, -34), (-60, 40)], 9, 12), "#4a4652", 0.9)
    sack = smooth([(-86, -48), (-70, -104), (0, -118), (76, -96), (92, -40), (30, -4), (-50, -8)])
    canvas.form(sack, colour)
    with canvas.inside(sack):
        for at in (-50, -10, 30, 70):
            canvas.line(curve((at, -124), (at - 8, 4)), 0.8, "#f2cf63")
        for at in (-84, -50, -20):
            canvas.line(curve((-100, at), (100, at)), 0.8, "#3a4a80")


def menorah(canvas: Canvas, rng: Random, colour: str = "#e3b64a") -> None:
    """A candlestick with nine branches, and their candles alight."""
    canvas.count("menorah")
    for reach in (30, 62, 94, 126):
        canvas.form(tube([(-reach, -156), (-reach * 0.8, -96), (0, -66), (reach * 0.8, -96), (reach, -156)], 7, 7),
                    colour, 0.85)  # fmt: skip
    canvas.form(tube([(0, -6), (0, -180)], 10, 9), colour, 0.9)
    canvas.form(smooth([(-62, 0), (-40, -22), (0, -30), (40, -22), (62, 0), (0, 8)]), dark(colour, 0.1))
    for at in (-126, -94, -62, -30, 0, 30, 62, 94, 126):
        top = -178 if not at else -154
        canvas.form(box(at - 8, top - 46, 16, 48, 3), "#8fc7f0" if at else "#fffdf6", 0.8)
        canvas.glow(at, top - 58, 30, "#fff0a0", 0.8)
        canvas.shape(smooth([(at, top - 76), (at + 9, top - 58), (at, top - 46), (at - 9, top - 58)]), "#ffb53d", 0.75)


def tablets(canvas: Canvas, rng: Random, colour: str = "#b9bcc6") -> None:
    """Two tablets of stone with lines of writing."""
    canvas.count("stone tablets")
    for x in (-48, 48):
        canvas.form(smooth([(x - 46, 0), (x - 46, -110), (x, -164), (x + 46, -110), (x + 46, 0)], tension=0.45), colour)
        for y in (-112, -88, -64, -40, -18):
            canvas.line(curve((x - 28, y), (x, y + 2), (x + 28, y)), 0.7, dark(colour, 0.4))


def tray(canvas: Canvas, rng: Random, colour: str = "#c99a5c") -> None:
    """A wooden board to serve on."""
    canvas.count("tray")
    canvas.form(polygon([(-150, -70), (150, -70), (186, -10), (-186, -10)]), light(colour, 0.25))
    canvas.form(box(-190, -14, 380, 22, 8), colour, 0.95)
    for y, half in ((-52, 140), (-34, 152)):
        canvas.line(curve((-half, y), (0, y + 3), (half, y - 2)), 0.5, dark(colour, 0.2), detail=1)
