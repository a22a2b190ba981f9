"""Furniture and household things."""

from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, scallop, smooth, star, tube

WOOD = "#c08a56"


def bed(canvas: Canvas, rng: Random, colour: str = "#7fa8e0") -> None:
    """A bed 440 wide, seen a little from the foot end, head on the left."""
    canvas.count("bed")
    canvas.shade(ellipse(0, 0, 240, 16), "#23163a", 0.16)
    canvas.form(
        smooth([(-232, 0), (-232, -190), (-200, -226), (-168, -190), (-168, 0)], tension=0.8), WOOD, texture="waves"
    )
    canvas.form(smooth([(176, 0), (176, -120), (204, -150), (232, -120), (232, 0)], tension=0.8), WOOD, texture="waves")
    canvas.form(box(-180, -70, 372, 56, 8), light(WOOD, 0.25))
    canvas.form(smooth([(-170, -120), (-60, -126), (-50, -76), (-170, -72)], tension=0.5), "#fffaf4")
    canvas.form(smooth([(-158, -112), (-120, -146), (-70, -138), (-56, -106), (-110, -92)]), "#ffffff")
    quilt = smooth([(-76, -128), (40, -142), (180, -126), (190, -48), (100, -34), (-60, -40)], tension=0.7)
    canvas.form(quilt, colour, texture="flowers")
    if canvas.detail < 3:
        with canvas.inside(quilt):
            for i, x in enumerate((-20, 50, 120, 170)):
                for j, y in enumerate((-108, -64)):
                    canvas.shape(
                        polygon(star(x, y, 17)) if (i + j) % 2 else ellipse(x, y, 13), light(colour, 0.5), 0.65
                    )
    canvas.form(smooth([(-84, -130), (-58, -136), (-40, -44), (-68, -38)], tension=0.5), light(colour, 0.6), 0.95)


def lamp(canvas: Canvas, rng: Random, colour: str = "#ffcf7a") -> None:
    canvas.count("lamp")
    canvas.glow(0, -150, 220, "#fff0b8", 0.6)
    canvas.form(tube([(0, -6), (0, -60), (0, -120)], 9, 8), WOOD)
    canvas.form(ellipse(0, -4, 44, 12), WOOD)
    canvas.form(
        smooth([(-34, -196), (34, -196), (70, -106), (0, -96), (-70, -106)], tension=0.4), colour, texture="stripes"
    )


def bookshelf(canvas: Canvas, rng: Random, colour: str = WOOD) -> None:
    """A bookshelf 220 wide and 400 high, full of books."""
    canvas.count("bookshelf")
    canvas.form(box(-115, -400, 230, 402, 6), colour)
    for shelf in range(3):
        top = -380 + shelf * 128
        canvas.form(box(-98, top, 196, 108, 3), dark(colour, 0.35), 0.85, shade=0)
        x = -94.0
        while x < 66:
            wide, high = rng.uniform(18, 32), rng.uniform(66, 98)
            tone = rng.choice(("#ef6f6c", "#f7b34d", "#6fb8e0", "#8fca7a", "#b58fe0", "#f29ac0", "#f5e08a"))
            canvas.shape(box(x, top + 106 - high, wide, high, 3), tone, 0.7)
            canvas.line(curve((x + 2, top + 122 - high), (x + wide - 2, top + 122 - high)), 0.5, detail=1)
            x += wide
        if x < 84:
            canvas.form(ellipse(82, top + 92, 14), "#ffd24d", 0.7)


def window_view(canvas: Canvas, rng: Random, colour: str = "#bfe6f7", night: bool = False) -> None:
    """A window 260 wide with curtains, its middle at (0, -150)."""
    canvas.count("window")
    canvas.form(box(-116, -266, 232, 232, 8), "#fffaf2", shade=0.06)
    pane = box(-100, -250, 200, 200, 4)
    canvas.shape(pane, "#39407f" if night else colour, 0.85)
    with canvas.inside(pane):
        if night:
            canvas.shape(smooth([(34, -226), (6, -204), (6, -172), (34, -152), (20, -188)]), "#fff3cf", 0.7)
            for x, y in ((-60, -206), (-30, -120), (70, -110), (-70, -140)):
                canvas.shape(polygon(star(x, y, 11, 5)), "#ffe98a", 0.5)
        else:
            canvas.form(scallop([(-60, -170), (-52, -196), (-16, -206), (16, -190), (16, -168)], 0.3), "#ffffff", 0.7)
            canvas.form(
                smooth([(-120, -80), (-40, -118), (40, -92), (120, -116), (120, -30), (-120, -30)]), "#9fd488", 0.75
            )
    canvas.line(curve((0, -250), (0, -50)), 0.9)
    canvas.line(curve((-100, -150), (100, -150)), 0.9)
    for k in (-1, 1):
        canvas.form(
            smooth(
                [
                    (k * 40, -276),
                    (k * 142, -276),
                    (k * 146, -150),
                    (k * 138, -34),
                    (k * 106, -40),
                    (k * 100, -140),
                    (k * 62, -210),
                ],
                tension=0.7,
            ),
            "#ff9fb4",
            texture="stripes",
        )
        canvas.line(curve((k * 112, -262), (k * 122, -160), (k * 122, -56)), 0.55, detail=1)
    canvas.form(box(-158, -292, 316, 22, 9), WOOD)


def shelf(canvas: Canvas, rng: Random, colour: str = WOOD) -> None:
    """Two boards between two sides, 440 wide and 340 high, with nothing on them yet."""
    canvas.count("shelf")
    canvas.form(box(-206, -334, 412, 330, 6), light(colour, 0.6), 0.9, shade=0.04)
    for y in (-20, -180, -342):
        canvas.form(box(-222, y, 444, 22, 6), colour)
    for x in (-222, 204):
        canvas.form(box(x, -342, 18, 344, 5), colour)


def table(canvas: Canvas, rng: Random, colour: str = WOOD) -> None:
    """A table 320 wide and 150 high."""
    canvas.count("table")
    for x in (-122, 122):
        canvas.form(tube([(x, -120), (x, -60), (x, 0)], 15, 12), dark(colour, 0.12))
    canvas.form(box(-166, -150, 332, 36, 12), colour, texture=None)


def chair(canvas: Canvas, rng: Random, colour: str = "#e59a5c") -> None:
    canvas.count("chair")
    for x in (-44, 44):
        canvas.form(box(x - 9, -96, 18, 98, 4), dark(colour, 0.15))
    canvas.form(smooth([(-56, -96), (-60, -210), (0, -236), (60, -210), (56, -96)], tension=0.7), colour)
    canvas.form(
        smooth([(-26, -120), (-28, -186), (0, -198), (28, -186), (26, -120)], tension=0.7), light(colour, 0.4), 0.85
    )
    canvas.form(box(-66, -112, 132, 26, 10), colour)


def stove(canvas: Canvas, rng: Random, colour: str = "#e9eef4") -> None:
    """A stove 220 wide and 260 high, with a pot on top."""
    canvas.count("stove")
    canvas.form(box(-112, -214, 224, 216, 10), colour)
    canvas.form(box(-84, -136, 168, 106, 12), "#6c7a92", 0.95)
    canvas.form(box(-66, -118, 132, 70, 8), "#ffcf8a", 0.8, shade=0)
    canvas.line(curve((-74, -152), (74, -152)), 1.6)
    for x in (-78, -42, 42, 78):
        canvas.shape(ellipse(x, -184, 13), "#ff8f7a", 0.75)
    with canvas.at(-30, -214):
        pot(canvas, rng)


def pot(canvas: Canvas, rng: Random, colour: str = "#7f93b8") -> None:
    for dx in (-24, 4, 30):
        canvas.line(
            curve((dx, -112), (dx + 10, -130), (dx - 6, -148), (dx + 6, -166)),
            0.7,
            "#ffffff" if not canvas.line_art else None,
        )
    canvas.form(smooth([(-66, -78), (66, -78), (60, -8), (40, 2), (-40, 2), (-60, -8)], tension=0.5), colour, gloss=0.3)
    canvas.form(smooth([(-72, -74), (-60, -92), (60, -92), (72, -74), (0, -66)], tension=0.6), light(colour, 0.3))
    canvas.shape(ellipse(0, -98, 12, 9), "#3a3040", 0.7)
    for k in (-1, 1):
        canvas.line(curve((k * 66, -56), (k * 88, -52), (k * 64, -36)), 1.4)


def cupboard(canvas: Canvas, rng: Random, colour: str = "#8fc7bd", width: float = 420) -> None:
    """A kitchen counter, 190 high, from the middle."""
    half = width / 2
    canvas.form(box(-half, -172, width, 174, 4), colour)
    n = max(2, round(width / 140))
    for i in range(n):
        x = -half + width * i / n
        canvas.form(box(x + 12, -146, width / n - 24, 130, 8), light(colour, 0.22), 0.85, texture=None)
        canvas.shape(ellipse(x + width / n - 30, -86, 7), "#fff3c4", 0.7)
    canvas.form(box(-half - 12, -196, width + 24, 30, 8), "#f6ead8")


def wall_shelf(canvas: Canvas, rng: Random, colour: str = WOOD) -> None:
    canvas.form(box(-120, -14, 240, 18, 4), colour)
    for x, kind in ((-84, "jar"), (-30, "plant"), (36, "cup"), (88, "jar")):
        match kind:
            case "jar":
                canvas.form(
                    smooth(
                        [(x - 20, -14), (x - 24, -52), (x - 14, -66), (x + 14, -66), (x + 24, -52), (x + 20, -14)],
                        tension=0.6,
                    ),
                    "#ffe3b0",
                    0.85,
                )
                canvas.shape(box(x - 18, -80, 36, 15, 4), "#ef7f6c", 0.75)
            case "plant":
                canvas.form(
                    scallop([(x - 24, -46), (x - 18, -80), (x, -92), (x + 18, -80), (x + 24, -46)], 0.3),
                    "#7cc06a",
                    0.85,
                )
                canvas.form(polygon([(x - 22, -50), (x + 22, -50), (x + 16, -14), (x - 16, -14)]), "#e59a5c", 0.85)
            case _:
                canvas.line(ellipse(x + 20, -34, 13, 12), 1.1)
                canvas.form(box(x - 20, -54, 38, 40, 8), "#7fb8e0", 0.85)


def rug(canvas: Canvas, rng: Random, colour: str = "#f2a3b3", half: float = 240) -> None:
    canvas.count("rug")
    canvas.form(ellipse(0, 0, half, half * 0.2), colour, 0.95, shade=0)
    canvas.line(ellipse(0, 0, half * 0.84, half * 0.15), 0.7)
    if canvas.detail:
        canvas.shape(ellipse(0, 0, half * 0.6, half * 0.1), light(colour, 0.4), 0.7)


def blackboard(canvas: Canvas, rng: Random, colour: str = "#4c7f6a") -> None:
    """A blackboard 420 wide and 250 high, its lower edge at (0, 0); chalk drawings instead of words."""
    canvas.count("blackboard")
    canvas.form(box(-214, -254, 428, 258, 10), WOOD)
    canvas.shape(box(-194, -236, 388, 218, 4), colour, 0.85)
    chalk = "#ffffff"
    canvas.line(ellipse(-130, -150, 36), 0.9, chalk)
    for i in range(8):
        with canvas.at(-130, -150, turn=i * 45):
            canvas.line(curve((46, 0), (62, 0)), 0.9, chalk)
    canvas.line(polygon([(-50, -60), (-50, -120), (0, -166), (50, -120), (50, -60)]), 0.9, chalk)
    canvas.line(box(-14, -96, 28, 36), 0.8, chalk)
    canvas.line(polygon(star(128, -134, 44)), 0.9, chalk)
    canvas.line(curve((-170, -48), (170, -48)), 0.7, chalk)
    canvas.form(box(-120, -8, 240, 16, 4), light(WOOD, 0.3), 0.85)


def desk(canvas: Canvas, rng: Random, colour: str = "#e0a868") -> None:
    canvas.count("desk")
    for x in (-92, 92):
        canvas.form(box(x - 8, -110, 16, 112, 3), "#8f9bb0")
    canvas.form(box(-120, -136, 240, 32, 8), colour)
    for i, tone in enumerate(("#ef6f6c", "#6fb8e0", "#f7cf5a")):
        canvas.shape(box(-92 + (i % 2) * 6, -152 - i * 15, 88, 15, 3), tone, 0.75)
    canvas.form(smooth([(46, -136), (42, -172), (78, -172), (74, -136)], tension=0.3), "#8fca7a", 0.85)
    for x, tone in ((50, "#ffd24d"), (60, "#ef6f6c"), (70, "#6fb8e0")):
        canvas.line(curve((x, -172), (x + (x - 60) * 0.8, -206)), 1.3, tone)


def fireplace(canvas: Canvas, rng: Random, colour: str = "#c98d74") -> None:
    """A fireplace with a mantel, and a fire in it."""
    canvas.form(box(-150, -300, 300, 300, 4), colour, texture="bricks")
    canvas.form(box(-172, -322, 344, 30, 6), WOOD)
    canvas.shape(smooth([(-96, 0), (-96, -150), (0, -214), (96, -150), (96, 0)], tension=0.6), "#4a3a44", 0.95)
    canvas.glow(0, -70, 150, "#ffcf7a", 0.6)
    for x, high, tone in ((-34, 96, "#ff9a3d"), (34, 88, "#ff9a3d"), (0, 132, "#ff7a3d"), (0, 80, "#ffd24d")):
        canvas.form(smooth([(x - 30, -24), (x - 22, -60), (x, -high), (x + 22, -60), (x + 30, -24)]), tone, 0.8)
    canvas.form(box(-76, -30, 152, 26, 12), "#8a5c3b")


def picture_frame(canvas: Canvas, rng: Random, colour: str = "#e2b04d") -> None:
    """A picture frame 130 square, hanging around (0, 0)."""
    canvas.form(box(-66, -56, 132, 112, 6), colour)
    canvas.shape(box(-50, -41, 100, 82, 3), "#dff0fa", 0.75)
    canvas.shape(
        smooth([(-50, 41), (-50, 12), (-14, -14), (12, 12), (30, -2), (50, 20), (50, 41)], tension=0.5), "#9fd488", 0.7
    )
    canvas.shape(ellipse(26, -20, 11), "#ffd75e", 0.6)


def teddy(canvas: Canvas, rng: Random, colour: str = "#c8925c") -> None:
    """A toy bear 170 high."""
    canvas.count("teddy bear")
    for k in (-1, 1):
        canvas.form(ellipse(k * 44, -20, 26, 22), colour, 0.9)
        canvas.form(ellipse(k * 54, -66, 17, 28, k * -26), colour, 0.9)
        canvas.form(ellipse(k * 38, -152, 20), colour, 0.85)
    canvas.form(ellipse(0, -58, 44, 46), colour, 0.95)
    canvas.form(ellipse(0, -118, 50, 44), colour, 0.95)
    canvas.form(ellipse(0, -106, 22, 17), light(colour, 0.5), 0.75, shade=0)
    for k in (-1, 1):
        canvas.inked(ellipse(k * 20, -126, 5.5, 6.5))
    canvas.inked(ellipse(0, -112, 8, 6))


def toy_box(canvas: Canvas, rng: Random, colour: str = "#6fb8d8") -> None:
    canvas.count("toy box")
    with canvas.at(-34, -84, 0.8):
        teddy(canvas, rng)
    canvas.form(ellipse(48, -116, 38), "#ff8f7a", 0.9)
    canvas.line(curve((14, -126), (48, -108), (84, -126)), 0.6)
    canvas.form(box(-110, -110, 220, 112, 8), colour, texture="dots")
    canvas.shape(polygon(star(0, -54, 32)), "#ffd24d", 0.85)


def curtain(canvas: Canvas, rng: Random, colour: str = "#c0394b") -> None:
    """Half a stage curtain, gathered at the side."""
    canvas.count("curtain")
    edge = [(-130, 10), (-130, -900), (130, -900), (96, -560), (16, -330), (40, 10)]
    canvas.form(smooth(edge, tension=0.5), colour)
    for k in (-80, -30, 20):
        canvas.line(curve((k + 46, -880), (k * 0.6 - 8, -340), (k * 0.8 - 14, 0)), 0.8, dark(colour, 0.25))
    canvas.form(smooth([(-136, -352), (-40, -320), (30, -346), (30, -312), (-40, -284), (-136, -316)]), "#f2bd4b", 0.9)
