"""Houses, castles, tents, fences and bridges."""

from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, scallop, smooth, star, tube

WOOD = "#a9764a"
LIT = "#ffeaa0"


def window(canvas: Canvas, x: float, y: float, w: float, h: float, arched: bool = False) -> None:
    """A window whose middle is at (x, y)."""
    frame = (
        smooth(
            [
                (x - w / 2, y + h / 2),
                (x - w / 2, y - h * 0.2),
                (x, y - h / 2),
                (x + w / 2, y - h * 0.2),
                (x + w / 2, y + h / 2),
            ],
            tension=0.6,
        )
        if arched
        else box(x - w / 2, y - h / 2, w, h, 4)
    )
    with canvas.lit(0.25):
        canvas.shape(frame, LIT, 0.85)
    canvas.line(curve((x, y - h / 2), (x, y + h / 2)), 0.6)
    canvas.line(curve((x - w / 2, y), (x + w / 2, y)), 0.6)


def door(canvas: Canvas, x: float, y: float, w: float, h: float, colour: str = "#9b6238") -> None:
    """A round-topped door standing at (x, y)."""
    canvas.form(
        smooth(
            [
                (x - w / 2, y),
                (x - w / 2, y - h * 0.66),
                (x, y - h),
                (x + w / 2, y - h * 0.66),
                (x + w / 2, y),
                (x, y + 2),
            ],
            tension=0.75,
        ),
        colour,
        0.9,
    )
    canvas.line(curve((x - w * 0.17, y - h * 0.9), (x - w * 0.17, y)), 0.5, detail=1)
    canvas.line(curve((x + w * 0.17, y - h * 0.9), (x + w * 0.17, y)), 0.5, detail=1)
    canvas.shape(ellipse(x + w * 0.3, y - h * 0.4, 5), "#ffd84d", 0.6)


def house(canvas: Canvas, rng: Random, colour: str = "#ffe3b8", roof: str = "#e2705c") -> None:
    """A cottage about 300 wide and 330 high."""
    canvas.count("house")
    canvas.shade(ellipse(0, 0, 160, 16), "#23163a", 0.16)
    canvas.form(box(62, -322, 40, 84, 4), "#c97b5d")
    canvas.form(box(-120, -192, 240, 194, 6), colour, texture=None)
    canvas.form(
        smooth([(-158, -176), (-60, -272), (0, -322), (60, -272), (158, -176), (0, -186)], tension=0.25),
        roof,
        texture="scales",
    )
    window(canvas, -68, -112, 58, 60)
    window(canvas, 70, -112, 58, 60)
    door(canvas, 0, 2, 64, 122)
    canvas.form(ellipse(0, -236, 22), LIT, 0.85, shade=0)
    canvas.line(curve((-22, -236), (22, -236)), 0.6)
    for x in (-68, 70):
        canvas.form(box(x - 36, -80, 72, 18, 6), "#b9764a", 0.85)
        for dx in (-20, 0, 20):
            canvas.shape(ellipse(x + dx, -86, 11), ("#ff8fb8", "#ffd24d")[dx == 0], 0.65)


def barn(canvas: Canvas, rng: Random, colour: str = "#d9604f") -> None:
    canvas.count("barn")
    canvas.form(polygon([(-150, 0), (-150, -170), (150, -170), (150, 0)]), colour, texture="stripes")
    canvas.form(
        polygon([(-172, -164), (-116, -268), (0, -318), (116, -268), (172, -164)]), dark(colour, 0.25), texture="scales"
    )
    canvas.form(box(-60, -116, 120, 118, 4), light(colour, 0.35), 0.95)
    canvas.line(curve((-60, -116), (60, 2)), 0.8)
    canvas.line(curve((60, -116), (-60, 2)), 0.8)
    canvas.line(curve((0, -116), (0, 2)), 0.8)
    window(canvas, 0, -222, 50, 50)


def tower(canvas: Canvas, x: float, base: float, w: float, h: float, colour: str, roof: str, flag: bool = True) -> None:
    canvas.form(box(x - w / 2, base - h, w, h, 3), colour, texture="bricks")
    canvas.form(
        polygon([(x - w * 0.68, base - h + 6), (x, base - h - w * 1.25), (x + w * 0.68, base - h + 6)]),
        roof,
        texture="scales",
    )
    if flag:
        top = base - h - w * 1.25
        canvas.line(curve((x, top), (x, top - 52)), 0.9)
        canvas.shape(smooth([(x, top - 52), (x + 44, top - 42), (x, top - 26)], tension=0.4), "#ff6f91", 0.8)
    window(canvas, x, base - h * 0.66, w * 0.3, w * 0.46, arched=True)


def pyramid(canvas: Canvas, rng: Random, colour: str = "#e8c583") -> None:
    """A pyramid of stone, one side in the shade."""
    canvas.count("pyramid")
    top, left, right, edge = (0.0, -300.0), (-260.0, 0.0), (260.0, 0.0), (110.0, 14.0)
    canvas.shape(polygon([top, left, edge]), colour, 1.0)
    canvas.shape(polygon([top, edge, right]), dark(colour, 0.2), 1.0)
    for row in range(1, 7):
        share = row / 7
        corners = [(x * share, top[1] + (y - top[1]) * share) for x, y in (left, edge, right)]
        canvas.line(curve(corners[0], corners[1]), 0.55, dark(colour, 0.3), detail=1)
        canvas.line(curve(corners[1], corners[2]), 0.55, dark(colour, 0.4), detail=1)
    canvas.shape(polygon([(-66, -2), (-66, -52), (-44, -76), (-20, -50), (-20, 2)]), dark(colour, 0.55), 0.9)


def round_tower(canvas: Canvas, rng: Random, colour: str = "#d9d2de") -> None:
    """A round tower with a window high up under its pointed roof."""
    canvas.count("tower")
    canvas.form(smooth([(-84, -420), (84, -420), (96, 0), (-96, 0)], tension=0.2), colour, texture="bricks")
    canvas.form(box(-106, -470, 212, 64, 12), light(colour, 0.2))
    canvas.form(polygon([(-128, -462), (0, -640), (128, -462)]), "#8f6fd0", texture="scales")
    canvas.form(smooth([(-36, -300), (-36, -360), (0, -398), (36, -360), (36, -300)], tension=0.5), "#5a4a6a", 0.9)
    canvas.form(box(-48, -304, 96, 16, 5), dark(colour, 0.2), 0.9)
    for x, y in ((-56, -210), (44, -160), (-30, -110), (58, -250), (-58, -40), (30, -50)):
        canvas.shape(box(x - 18, y, 36, 17, 4), dark(colour, 0.12), 0.6)


def castle(canvas: Canvas, rng: Random, colour: str = "#e9def0", roof: str = "#8f86d8") -> None:
    """A castle about 560 wide and 640 high."""
    canvas.count("castle")
    canvas.shade(ellipse(0, 0, 290, 22), "#23163a", 0.16)
    tower(canvas, -96, -120, 96, 290, colour, roof)
    tower(canvas, 100, -120, 104, 250, colour, roof)
    tower(canvas, 0, -170, 120, 300, light(colour, 0.25), roof)
    wall = [(-210, 0), (-210, -200)]
    for i in range(7):
        x = -210 + i * 60
        wall += [(x, -226), (x + 34, -226), (x + 34, -198), (x + 60, -198)]
    canvas.form(polygon([*wall[:-2], (210, -226), (210, 0)]), colour, texture="bricks")
    tower(canvas, -222, 0, 112, 260, light(colour, 0.15), roof)
    tower(canvas, 222, 0, 112, 260, light(colour, 0.15), roof)
    canvas.form(smooth([(-62, 2), (-62, -96), (0, -150), (62, -96), (62, 2), (0, 4)], tension=0.75), "#9b6238")
    for x in (-30, 0, 30):
        canvas.line(curve((x, -134 + abs(x)), (x, 2)), 0.6)
    canvas.line(curve((-62, -70), (62, -70)), 0.6)
    for x in (-126, 126):
        window(canvas, x, -110, 34, 52, arched=True)


def tent(canvas: Canvas, rng: Random, colour: str = "#ef5f5c") -> None:
    """A circus tent about 620 wide and 560 high."""
    canvas.count("circus tent")
    pale = "#fff4e0"
    canvas.shade(ellipse(0, 0, 310, 20), "#23163a", 0.16)
    for i in range(6):
        x0, x1 = -270 + i * 90, -180 + i * 90
        canvas.form(
            polygon([(x0, 0), (x0 * 0.96, -230), (x1 * 0.96, -230), (x1, 0)]),
            colour if i % 2 else pale,
            0.9,
            texture=None if i % 2 else "dots",
        )
    for i in range(6):
        x0, x1 = -300 + i * 100, -200 + i * 100
        canvas.form(
            smooth(
                [(x0, -226), (x0 * 0.42, -360), (0, -470), (x1 * 0.42, -360), (x1, -226), ((x0 + x1) / 2, -200)],
                tension=0.35,
            ),
            pale if i % 2 else colour,
            0.95,
            texture="stripes" if i % 2 else None,
        )
    canvas.form(smooth([(-70, 2), (-58, -120), (0, -196), (58, -120), (70, 2)], tension=0.6), "#5a3a5e")
    canvas.form(smooth([(-70, 2), (-58, -120), (-6, -190), (-30, -90), (-46, 2)], tension=0.6), "#ffcf4d", 0.9)
    canvas.form(smooth([(70, 2), (58, -120), (6, -190), (30, -90), (46, 2)], tension=0.6), "#ffcf4d", 0.9)
    canvas.line(curve((0, -468), (0, -530)), 1.0)
    canvas.shape(smooth([(0, -530), (62, -512), (0, -490)], tension=0.4), "#4fb0e0", 0.85)


def camp_tent(canvas: Canvas, rng: Random, colour: str = "#ff9f5a") -> None:
    canvas.count("tent")
    canvas.form(polygon([(-150, 0), (0, -210), (150, 0)]), colour, texture="stripes")
    canvas.form(polygon([(-48, 0), (0, -170), (48, 0)]), dark(colour, 0.5), 0.95, shade=0)
    canvas.form(polygon([(-48, 0), (0, -170), (-14, 0)]), light(colour, 0.4), 0.85)


def fence(canvas: Canvas, rng: Random, colour: str = "#fffaf0", posts: int = 5) -> None:
    """A picket fence, 56 units for each post, starting at (0, 0)."""
    canvas.count("fence")
    for y in (-84, -38):
        canvas.form(box(-14, y, posts * 56, 18, 3), colour, 0.85)
    for i in range(posts):
        x = i * 56
        canvas.form(polygon([(x - 15, 2), (x - 15, -100), (x, -124), (x + 15, -100), (x + 15, 2)]), colour, 0.9)


def bridge(canvas: Canvas, rng: Random, colour: str = "#b98a58") -> None:
    canvas.count("bridge")
    canvas.form(
        smooth(
            [(-190, 4), (-100, -46), (0, -62), (100, -46), (190, 4), (150, 34), (80, 0), (0, -12), (-80, 0), (-150, 34)]
        ),
        colour,
        texture="bricks",
    )
    for x, y in ((-150, -16), (-76, -52), (0, -62), (76, -52), (150, -16)):
        canvas.form(tube([(x, y), (x, y - 40), (x, y - 62)], 8, 8), dark(colour, 0.15), 0.9)
    canvas.line(curve((-150, -76), (-76, -112), (0, -124), (76, -112), (150, -76)), 1.6, dark(colour, 0.3))


def lighthouse(canvas: Canvas, rng: Random, colour: str = "#e8605a") -> None:
    canvas.count("lighthouse")
    canvas.form(polygon([(-66, 0), (-44, -320), (44, -320), (66, 0)]), "#ffffff")
    for y0, y1 in ((-60, -120), (-180, -240)):
        w0, w1 = 66 + y0 * 0.0688, 66 + y1 * 0.0688
        canvas.shape(polygon([(-w0, y0), (-w1, y1), (w1, y1), (w0, y0)]), colour, 0.85, texture="stripes")
    canvas.form(box(-58, -338, 116, 20, 6), dark(colour, 0.2))
    canvas.glow(0, -368, 200, "#fff2a0", 0.7)
    canvas.form(box(-34, -396, 68, 58, 4), LIT, shade=0)
    canvas.line(curve((0, -396), (0, -338)), 0.6)
    canvas.form(smooth([(-46, -394), (0, -452), (46, -394)], tension=0.5), colour)
    door(canvas, 0, 0, 40, 70)


def windmill(canvas: Canvas, rng: Random, colour: str = "#ffe3b8") -> None:
    canvas.count("windmill")
    canvas.form(polygon([(-92, 0), (-58, -280), (58, -280), (92, 0)]), colour, texture="bricks")
    canvas.form(
        smooth([(-72, -274), (-40, -344), (0, -362), (40, -344), (72, -274)], tension=0.8), "#c9705c", texture="scales"
    )
    door(canvas, 0, 2, 52, 92)
    window(canvas, 0, -186, 40, 44)
    for turn in (20, 110, 200, 290):
        with canvas.at(0, -290, turn=turn):
            canvas.form(polygon([(22, -8), (170, -38), (170, 12), (22, 8)]), "#fffaf0", 0.9, texture=None)
            for x in (60, 98, 136):
                canvas.line(curve((x, -16 - (x - 22) * 0.16), (x, 10)), 0.55)
    canvas.form(ellipse(0, -290, 17), WOOD)


def skyscraper(canvas: Canvas, rng: Random, colour: str = "#b9c9e0", w: float = 170, h: float = 420) -> None:
    canvas.form(box(-w / 2, -h, w, h, 6), colour)
    cols, rows = max(2, int(w / 52)), max(3, int(h / 74))
    for i in range(cols):
        for j in range(rows):
            x, y = -w / 2 + w * (i + 0.5) / cols, -h + h * (j + 0.55) / (rows + 0.3)
            with canvas.lit(0.25):
                canvas.shape(
                    box(x - w / cols * 0.3, y - h / rows * 0.27, w / cols * 0.6, h / rows * 0.5, 4),
                    rng.choice((LIT, "#dcefff", "#fff6d5")),
                    0.7,
                )
    if rng.random() < 0.5:
        canvas.line(curve((0, -h), (0, -h - 60)), 1.0)
    else:
        canvas.form(smooth([(-w / 2, -h + 2), (0, -h - 46), (w / 2, -h + 2)], tension=0.5), dark(colour, 0.14), 0.95)


def shop(canvas: Canvas, rng: Random, colour: str = "#ffd9c2", awning: str = "#f2667a") -> None:
    """A shop front about 300 wide and 340 high."""
    canvas.form(box(-150, -340, 300, 342, 6), colour)
    for x in (-84, 0, 84):
        window(canvas, x, -276, 54, 66)
    for i in range(6):
        x = -162 + i * 54
        canvas.form(
            smooth([(x, -206), (x + 54, -206), (x + 54, -146), (x + 27, -130), (x, -146)], tension=0.55),
            awning if i % 2 else "#fff6ea",
            0.9,
        )
    canvas.form(box(-128, -122, 140, 92, 6), "#dff2fb", 0.9, shade=0.05)
    for x, c in ((-98, "#ffb347"), (-58, "#ff8fb8"), (-18, "#8fd0ff")):
        canvas.form(scallop([(x - 18, -32), (x - 18, -58), (x, -76), (x + 18, -58), (x + 18, -32)], 0.2), c, 0.8)
    door(canvas, 78, 2, 74, 124, "#7fb6c9")


def igloo(canvas: Canvas, rng: Random, colour: str = "#eaf6fd") -> None:
    canvas.count("igloo")
    dome = smooth([(-170, 4), (-152, -104), (-70, -184), (40, -190), (130, -128), (164, 4)], tension=0.95)
    canvas.form(dome, colour)
    with canvas.inside(dome):
        for y in (-48, -98, -146):
            canvas.line(curve((-190, y + 12), (0, y), (190, y + 12)), 0.6)
        for x, y in ((-110, -24), (-40, -24), (60, -24), (-84, -74), (0, -74), (90, -74), (-40, -122), (44, -122)):
            canvas.line(curve((x, y - 26), (x, y + 26)), 0.55)
    canvas.form(smooth([(-130, 6), (-124, -66), (-76, -104), (-28, -66), (-22, 6)], tension=0.85), light(colour, 0.3))
    canvas.form(
        smooth([(-108, 6), (-102, -54), (-76, -78), (-50, -54), (-44, 6)], tension=0.85), "#6f8fae", 0.9, shade=0
    )


def well(canvas: Canvas, rng: Random, colour: str = "#c4bccb") -> None:
    canvas.count("well")
    for x in (-66, 66):
        canvas.form(box(x - 9, -220, 18, 150, 3), WOOD)
    canvas.form(polygon([(-104, -206), (0, -286), (104, -206)]), "#d9705c", texture="scales")
    canvas.line(curve((0, -206), (0, -130)), 0.8)
    canvas.form(smooth([(-24, -136), (24, -136), (18, -98), (-18, -98)], tension=0.4), WOOD, 0.9)
    canvas.form(
        smooth([(-84, -84), (0, -70), (84, -84), (80, 0), (0, 12), (-80, 0)], tension=0.6), colour, texture="bricks"
    )
    canvas.form(ellipse(0, -86, 86, 20), light(colour, 0.3), 0.95, shade=0)


def bunting(
    canvas: Canvas,
    rng: Random,
    width: float,
    sag: float,
    colours: tuple[str, ...] = ("#ff7f8f", "#ffd24d", "#7fc8f0", "#9fd88a"),
) -> None:
    """A string of flags from (0, 0) to (width, 0)."""
    n = max(4, int(width / 78))

    def at(t: float) -> tuple[float, float]:
        return width * t, sag * 4 * t * (1 - t)

    canvas.line(smooth([at(i / 12) for i in range(13)], closed=False), 0.9)
    for i in range(n):
        (x0, y0), (x1, y1) = at((i + 0.14) / n), at((i + 0.86) / n)
        canvas.shape(polygon([(x0, y0), (x1, y1), ((x0 + x1) / 2, (y0 + y1) / 2 + 58)]), colours[i % len(colours)], 0.8)


def signpost(canvas: Canvas, rng: Random, colour: str = WOOD) -> None:
    canvas.form(box(-10, -190, 20, 192, 4), colour)
    canvas.form(polygon([(-86, -176), (60, -176), (92, -148), (60, -120), (-86, -120)]), light(colour, 0.3))
    canvas.shape(polygon(star(-50, -148, 16)), "#ffd24d", 0.7)
    canvas.line(curve((-20, -148), (48, -148)), 0.7)


def church(canvas: Canvas, rng: Random, colour: str = "#f6efe2", roof: str = "#8a93b8") -> None:
    """A village church with a pointed tower."""
    canvas.form(box(-20, -150, 190, 150), colour)
    canvas.form(polygon([(-40, -146), (-4, -236), (160, -236), (188, -146)]), roof)
    for x in (40, 110):
        window(canvas, x, -112, 34, 62, arched=True)
    tower(canvas, -70, 0, 96, 250, colour, roof, flag=False)
    canvas.form(ellipse(-70, -196, 22), "#fffdf6", 0.8)
    canvas.line(curve((-70, -210), (-70, -196), (-60, -190)), 0.7)
    door(canvas, -70, 0, 44, 84)


def street_lamp(canvas: Canvas, rng: Random, colour: str = "#4a4f5c") -> None:
    """A lantern on a tall post, which shines at dusk."""
    canvas.glow(0, -286, 120, "#ffe9a8", 0.55)
    canvas.form(smooth([(-30, 0), (-24, -18), (-9, -34), (9, -34), (24, -18), (30, 0)], tension=0.7), colour)
    canvas.form(box(-8, -250, 16, 222), colour)
    canvas.form(box(-13, -140, 26, 12, 5), colour, 0.8)
    canvas.form(polygon([(-20, -250), (-34, -318), (34, -318), (20, -250)]), "#fff0b8", 0.95, shade=0.05)
    canvas.line(curve((0, -252), (0, -316)), 0.6)
    canvas.form(polygon([(-42, -316), (0, -358), (42, -316)]), colour)
    canvas.form(ellipse(0, -362, 8), colour, 0.8)
