"""Things of gardens, markets and playgrounds: a stall, a treehouse, a hollow tree, a lily pad, a hoop, a gramophone."""

from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, scallop, smooth, tube
from inkwell_offline.illustrator.props import buildings, trees

WOOD = "#b07a4c"
GOODS = ("#e5524e", "#f59a3c", "#ffd24d", "#7cc47a", "#9a78dc")


def stall(canvas: Canvas, rng: Random, colour: str = "") -> None:
    """A market stall with an awning, and fruit in crates."""
    colour = colour or rng.choice(("#e5605a", "#5fa8d8", "#6fb36a", "#f2a33c"))
    for x in (-150, 150):
        canvas.form(box(x - 8, -300, 16, 300), WOOD)
    canvas.form(box(-160, -110, 320, 110, 4), WOOD, texture="bricks")
    for i, x in enumerate((-106, 0, 106)):
        fruit = GOODS[(i + rng.randrange(5)) % 5]
        for dx, dy in ((-26, 0), (0, -4), (26, 0), (-13, -24), (13, -24)):
            canvas.form(ellipse(x + dx, -138 + dy, 17), fruit, 0.8)
        canvas.form(box(x - 48, -132, 96, 42, 4), light(WOOD, 0.25), 0.9)
        canvas.line(curve((x - 46, -111), (x + 46, -111)), 0.6)
    canvas.form(polygon([(-180, -286), (-140, -372), (140, -372), (180, -286)]), colour)
    for i in range(6):
        x = -180 + i * 60
        canvas.form(
            smooth([(x, -288), (x + 60, -288), (x + 58, -256), (x + 30, -240), (x + 2, -256)], tension=0.6),
            colour if i % 2 else "#fffaf0",
            0.9,
        )


def treehouse(canvas: Canvas, rng: Random, colour: str = "#5aa657") -> None:
    """A hut in a large tree, with a rope ladder."""
    canvas.form(smooth([(-52, 0), (-34, -60), (-30, -260), (30, -260), (34, -60), (56, 0)], tension=0.7), "#8a5c3b")
    trees.crowns(canvas, rng, [(-130, -330, 110, 90, 9), (130, -330, 110, 90, 9), (0, -420, 150, 96, 11)], colour)
    canvas.form(box(-150, -222, 300, 20, 5), WOOD)
    canvas.form(box(-104, -346, 208, 126), light(WOOD, 0.25), texture="bricks")
    canvas.form(polygon([(-132, -340), (0, -428), (132, -340)]), "#e2705c", texture="scales")
    buildings.door(canvas, -40, -222, 58, 96)
    buildings.window(canvas, 50, -284, 54, 54)
    for x in (84, 132):
        canvas.line(curve((x, -206), (x + 4, -10)), 1.0, "#c9a06a")
    for y in range(-184, 0, 36):
        canvas.form(box(82, y, 56, 11, 5), WOOD, 0.8)


def hollow_tree(canvas: Canvas, rng: Random, colour: str = "#8a5c3b") -> None:
    """A thick old trunk with a large dark hole."""
    trees.crowns(canvas, rng, [(-150, -470, 120, 92, 9), (150, -470, 120, 92, 9), (0, -520, 170, 104, 11)], "#5aa657")
    trunk = [
        (-210, 6),
        (-150, -50),
        (-138, -240),
        (-160, -430),
        (160, -430),
        (138, -240),
        (150, -50),
        (210, 6),
        (0, 14),
    ]
    canvas.form(smooth(trunk, tension=0.8), colour, texture="waves")
    canvas.form(ellipse(0, -210, 104, 148), light(colour, 0.2))
    canvas.shape(ellipse(0, -204, 84, 128), dark(colour, 0.6), 0.8)


def hay_bale(canvas: Canvas, rng: Random, colour: str = "#e8c05a") -> None:
    canvas.count("hay")
    canvas.shade(ellipse(0, 0, 130, 14), "#23163a", 0.16)
    canvas.form(box(-128, -132, 256, 134, 20), colour)
    for y in (-104, -74, -44, -18):
        canvas.line(curve((-112, y), (-20, y + 6), (112, y - 3)), 0.6, dark(colour, 0.25), detail=1)
    for x in (-66, 66):
        canvas.form(box(x - 8, -136, 16, 140, 5), "#a8653a", 0.85)
    for x, lean in ((-96, -16), (-20, 8), (90, 20)):
        canvas.line(curve((x, -130), (x + lean, -158)), 0.8, dark(colour, 0.15))


def lily_pad(canvas: Canvas, rng: Random, colour: str = "#6fb36a") -> None:
    """A round leaf on the water, with a blossom."""
    canvas.shade(ellipse(0, -10, 260, 54), "#7fc4ea", 0.9)
    canvas.line(ellipse(0, -10, 260, 54), 0.6, "#5fa8d8")
    canvas.form(smooth([(40, -62), (190, -52), (206, -22), (120, 8), (-90, 10), (-204, -16), (-180, -54), (-40, -64),
                        (10, -34)]), colour)  # fmt: skip
    for x, y in ((-120, -40), (-60, -8), (90, -8), (150, -36)):
        canvas.line(curve((10, -32), ((x + 10) / 2, (y - 32) / 2), (x, y)), 0.55, detail=1)
    for dx in (-34, 34, -18, 18, 0):
        petal = [(168 + dx * 0.4, -30), (168 + dx - 14, -66), (168 + dx, -92), (168 + dx + 14, -66)]
        canvas.form(smooth(petal), "#f7b3cf", 0.8)


def hoop(canvas: Canvas, rng: Random, colour: str = "#f0703c") -> None:
    """A basketball hoop on a post."""
    canvas.form(box(-9, -470, 18, 470), "#8f9bb0")
    canvas.form(box(-110, -560, 220, 150, 8), "#fffdf8")
    canvas.line(box(-42, -500, 84, 66), 0.9, colour)
    net = scallop([(-58, -420), (-40, -330), (-14, -324), (14, -324), (40, -330), (58, -420)], 0.06, closed=False)
    canvas.line(net, 0.7, "#8f9bb0")
    for x in (-30, 0, 30):
        canvas.line(curve((x * 1.6, -418), (x, -330)), 0.6, "#8f9bb0")
    canvas.form(ellipse(0, -422, 64, 15), colour)
    canvas.shape(ellipse(0, -423, 50, 8), "#fffdf8", 0.6)


def gramophone(canvas: Canvas, rng: Random, colour: str = "#f2bd4b") -> None:
    """A gramophone with its horn, and a record on it."""
    canvas.form(box(-110, -92, 220, 92, 8), WOOD)
    canvas.form(box(-122, -18, 244, 20, 5), dark(WOOD, 0.2))
    canvas.form(ellipse(-14, -98, 92, 20), "#4a4652")
    canvas.form(ellipse(-14, -100, 26, 7), "#e5524e", 0.8)
    canvas.form(tube([(96, -96), (112, -170), (60, -214), (20, -240)], 8, 18), dark(colour, 0.15))
    horn = [(40, -226), (10, -226), (-84, -190), (-110, -270), (-70, -370), (20, -400), (34, -300)]
    canvas.form(smooth(horn), colour)
    rim = [(-84, -184), (-128, -250), (-112, -350), (-50, -410), (28, -404), (-16, -330), (-50, -250)]
    canvas.form(scallop(rim, 0.12), light(colour, 0.35), 0.95)
    canvas.form(tube([(110, -40), (146, -40), (146, -66)], 5, 5), "#8f9bb0", 0.8)


def gingerbread_house(canvas: Canvas, rng: Random, colour: str = "#b9743f") -> None:
    """A house of gingerbread with icing and sweets."""
    canvas.form(box(-120, -190, 240, 190, 4), colour)
    roof = polygon([(-166, -180), (0, -330), (166, -180)])
    canvas.form(roof, dark(colour, 0.12))
    canvas.form(
        scallop([(-172, -176), (0, -338), (172, -176), (140, -160), (0, -286), (-140, -160)], 0.16), "#fffdf8", 0.95
    )
    for i, (x, y) in enumerate(((-66, -210), (0, -268), (66, -210), (-22, -214), (26, -222))):
        canvas.form(ellipse(x, y, 15), GOODS[i], 0.8)
    buildings.door(canvas, 0, 0, 70, 116, "#8a4a2a")
    for x in (-76, 76):
        canvas.form(box(x - 26, -140, 52, 52, 8), "#ffe9a8", 0.9)
        canvas.line(curve((x, -140), (x, -88)), 0.8, "#fffdf8")
        canvas.line(curve((x - 26, -114), (x + 26, -114)), 0.8, "#fffdf8")
    for side in (-1, 1):
        cane = [(side * 146, 0), (side * 146, -120), (side * 168, -146), (side * 190, -120)]
        canvas.form(tube(cane, 11, 11), "#fffdf8", 0.9)
        for y in (-20, -56, -92):
            canvas.inked(polygon([(side * 146 - 10, y), (side * 146 + 10, y - 12), (side * 146 + 10, y - 24),
                                  (side * 146 - 10, y - 12)]), "#e5524e")  # fmt: skip
    canvas.form(scallop([(-140, 6), (-70, -16), (0, -10), (70, -16), (140, 6)], 0.2), "#fffdf8", 0.9)


def narwhal(canvas: Canvas, rng: Random, colour: str = "#8fb3d0") -> None:
    """A narwhal with its long tusk."""
    tusk = smooth([(-176, -128), (-330, -236), (-160, -150)], tension=0.3)
    canvas.form(tusk, "#fff3d6", 0.9)
    for k in (0.3, 0.5, 0.7):
        x, y = -168 - 150 * k, -138 - 92 * k
        canvas.line(curve((x - 6, y + 12 * (1 - k)), (x + 8, y - 10 * (1 - k))), 0.6)
    canvas.form(smooth([(150, -90), (214, -150), (262, -150), (240, -104), (268, -60), (216, -62)]), colour)
    body = smooth([(-196, -90), (-170, -164), (-60, -196), (80, -160), (190, -96), (90, -22), (-60, 0), (-170, -30)])
    canvas.form(body, colour, 1.05, gloss=0.25)
    with canvas.inside(body):
        canvas.shape(smooth([(-210, -50), (-60, -56), (100, -40), (120, 20), (-200, 20)]), "#f2f6fa", 0.8)
        for x, y in ((-20, -150), (36, -130), (80, -104), (14, -108)):
            canvas.shape(ellipse(x, y, 12, 9), dark(colour, 0.2), 0.6)
    canvas.form(smooth([(-50, -50), (-10, -54), (6, 16), (-40, 4)]), colour)
    canvas.inked(ellipse(-128, -104, 13, 16))
    canvas.blank(ellipse(-132, -110, 5))
    canvas.line(curve((-188, -66), (-160, -54), (-132, -62)), 0.9)
