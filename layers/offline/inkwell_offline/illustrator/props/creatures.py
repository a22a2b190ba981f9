"""Sea creatures, ships and things of tales that are drawn in one piece."""

from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, ring, scallop, smooth, tube


def _eye(canvas: Canvas, x: float, y: float, r: float = 15) -> None:
    canvas.shape(ellipse(x, y, r), "#ffffff", 0.8)
    canvas.inked(ellipse(x + r * 0.15, y, r * 0.62))
    canvas.blank(ellipse(x + r * 0.35, y - r * 0.25, r * 0.22))


def seahorse(canvas: Canvas, rng: Random, colour: str = "#f59a5a") -> None:
    canvas.count("seahorse")
    with canvas.at(0, -6):
        canvas.form(
            smooth([(44, -190), (92, -214), (100, -160), (84, -120), (44, -120)], tension=0.8),
            light(colour, 0.35),
            texture="tufts",
        )
        tail = [(8, -92), (34, -46), (10, -10), (-30, -14), (-36, -44), (-12, -48)]
        canvas.form(tube(tail, 30, 6), colour)
        body = smooth(
            [
                (-16, -262),
                (40, -258),
                (62, -200),
                (58, -130),
                (36, -76),
                (-12, -72),
                (-44, -120),
                (-40, -176),
                (-20, -214),
            ]
        )
        canvas.form(body, colour)
        with canvas.inside(body):
            canvas.shape(smooth([(-50, -190), (-10, -170), (6, -120), (-6, -76), (-60, -80)]), light(colour, 0.55), 0.7)
            for y in (-168, -142, -116, -92):
                canvas.line(curve((-60, y), (-14, y + 8), (8, y - 4)), 0.6)
        canvas.form(
            scallop([(-14, -318), (6, -344), (24, -340), (44, -322), (58, -290), (60, -256), (40, -250)], 0.3),
            light(colour, 0.3),
        )
        head = smooth(
            [
                (-18, -318),
                (30, -322),
                (52, -280),
                (34, -240),
                (-8, -236),
                (-40, -250),
                (-92, -244),
                (-100, -264),
                (-92, -276),
                (-48, -282),
            ]
        )
        canvas.form(head, colour)
        _eye(canvas, -6, -286, 17)
        canvas.shade(ellipse(-22, -256, 13, 8), "#ff8fa0", 0.5)


def manta_ray(canvas: Canvas, rng: Random, colour: str = "#6f8fc0") -> None:
    canvas.count("manta ray")
    canvas.form(tube([(0, -40), (30, 20), (14, 80)], 10, 3), dark(colour, 0.1))
    for side in (-1, 1):
        canvas.form(
            smooth([(side * 20, -176), (side * 26, -214), (side * 48, -206), (side * 50, -160)]), dark(colour, 0.1)
        )
    canvas.form(
        smooth(
            [
                (0, -180),
                (60, -176),
                (190, -110),
                (214, -60),
                (120, -66),
                (44, -32),
                (0, -24),
                (-44, -32),
                (-120, -66),
                (-214, -60),
                (-190, -110),
                (-60, -176),
            ]
        ),
        colour,
    )
    for side in (-1, 1):
        _eye(canvas, side * 44, -146, 13)
    canvas.line(curve((-20, -112), (0, -102), (20, -112)), 0.9)


def submarine(canvas: Canvas, rng: Random, colour: str = "#ffd24d") -> None:
    canvas.count("submarine")
    canvas.form(tube([(10, -220), (10, -276), (48, -280)], 10, 10, 0.2), dark(colour, 0.12))
    canvas.form(smooth([(-54, -170), (-42, -222), (52, -222), (64, -170)], tension=0.5), light(colour, 0.15))
    canvas.form(
        smooth([(-196, -104), (-226, -160), (-196, -168), (-160, -116), (-196, -44), (-226, -52)], tension=0.7),
        dark(colour, 0.18),
    )
    canvas.form(
        smooth([(-190, -100), (-130, -168), (20, -182), (140, -158), (190, -92), (140, -30), (20, -10), (-130, -28)]),
        colour,
        gloss=0.3,
    )
    canvas.line(curve((-176, -70), (0, -48), (182, -72)), 0.8)
    for x in (-84, 6, 96):
        canvas.form(ellipse(x, -106, 32), dark(colour, 0.22), 0.9)
        canvas.shape(ellipse(x, -106, 23), "#bfeaf5", 0.8)
        canvas.shade(ellipse(x - 7, -113, 8, 6), "#ffffff", 0.8)


def longship(canvas: Canvas, rng: Random, colour: str = "#a8653a") -> None:
    """A ship with one square sail and a dragon's head."""
    canvas.form(box(-8, -400, 16, 330, 4), "#8a5c3b")
    sail = smooth([(-130, -380), (130, -380), (146, -290), (126, -190), (-126, -190), (-112, -290)], tension=0.5)
    canvas.form(sail, "#fbf3e0")
    with canvas.inside(sail):
        for x in (-112, -36, 40, 116):
            canvas.shape(box(x - 17, -400, 34, 240), "#d9433f", 0.7)
    dragon_boat(canvas, rng, colour)


def dragon_boat(canvas: Canvas, rng: Random, colour: str = "#a8653a") -> None:
    """The hull of a longship, with shields along it."""
    canvas.count("longship")
    canvas.form(
        smooth([(180, -90), (214, -190), (206, -236), (240, -262), (270, -232), (246, -214), (238, -150), (206, -70)]),
        colour,
    )
    _eye(canvas, 240, -238, 9)
    canvas.form(smooth([(-180, -90), (-226, -150), (-222, -200), (-196, -206), (-200, -160), (-160, -80)]), colour)
    canvas.form(smooth([(-206, -96), (206, -96), (170, -16), (60, 6), (-60, 6), (-170, -16)], tension=0.5), colour)
    canvas.line(curve((-196, -66), (0, -52), (196, -66)), 0.7)
    for i, x in enumerate((-132, -66, 0, 66, 132)):
        canvas.form(ellipse(x, -88, 30), ("#4f7fc0", "#f2bd4b")[i % 2], 0.9)
        canvas.shape(ellipse(x, -88, 10), "#f2efe8", 0.7)


def rowing_boat(canvas: Canvas, rng: Random, colour: str = "#c98d5a") -> None:
    """A hull that hides the legs of those in it, with two oars, and water before it."""
    for side in (-1, 1):
        canvas.form(tube([(side * 60, -96), (side * 230, -20)], 7, 7, 0.2), "#d9b080", 0.9)
        canvas.form(ellipse(side * 236, -16, 34, 13, side * 24), "#d9b080", 0.9)
    canvas.form(
        smooth(
            [(-214, -128), (-150, -96), (150, -96), (214, -128), (176, -22), (80, 0), (-80, 0), (-176, -22)],
            tension=0.5,
        ),
        colour,
    )
    for y in (-70, -40):
        canvas.line(curve((-184, y), (0, y + 12), (184, y)), 0.7)
    for x in (-120, 10, 130):
        canvas.line(
            curve((x - 40, 10), (x - 14, 2), (x + 14, 12), (x + 40, 4)), 0.8, "#ffffff" if not canvas.line_art else None
        )


def ark(canvas: Canvas, rng: Random, colour: str = "#b8793f") -> None:
    """A ship with a house on it, and a giraffe that looks out."""
    canvas.count("ark")
    for x, high in ((-40, -330), (20, -310)):
        canvas.form(tube([(x, -220), (x + 4, high)], 15, 12), "#f5cf72")
        canvas.form(ellipse(x + 14, high - 8, 30, 20), "#f5cf72")
        _eye(canvas, x + 14, high - 14, 7)
    canvas.form(box(-120, -214, 240, 110, 4), light(colour, 0.3))
    canvas.form(polygon([(-150, -200), (0, -284), (150, -200)]), "#c9584a", texture="scales")
    for x in (-70, 0, 70):
        canvas.shape(box(x - 20, -186, 40, 44, 10), "#fff0c0", 0.8)
    canvas.form(
        smooth(
            [(-230, -150), (-180, -112), (180, -112), (230, -150), (196, -24), (80, 4), (-80, 4), (-196, -24)],
            tension=0.4,
        ),
        colour,
    )
    for y in (-84, -54, -26):
        canvas.line(curve((-200, y), (0, y + 10), (200, y)), 0.6)


def beanstalk(canvas: Canvas, rng: Random, colour: str = "#5fae4f") -> None:
    canvas.count("beanstalk")
    stem = [(0, 0), (34, -110), (-26, -220), (26, -330), (-16, -440), (10, -520)]
    canvas.form(tube(stem, 24, 12), colour)
    for i, (x, y) in enumerate(stem[1:]):
        side = 1 if i % 2 else -1
        with canvas.at(x, y, turn=side * 24):
            leaf = smooth([(0, 0), (side * 40, -46), (side * 104, -40), (side * 84, 6), (side * 36, 18)])
            canvas.form(leaf, light(colour, 0.15))
            canvas.line(curve((0, 0), (side * 50, -20), (side * 92, -30)), 0.6)


def mosaic_wheel(canvas: Canvas, rng: Random, colour: str = "#c58be0") -> None:
    """A mandala around (0, -190)."""
    canvas.count("mandala")
    tones = (colour, "#ffb9cf", "#8fd0e8", "#ffe08a", "#a9e0b8")
    with canvas.at(0, -190):
        canvas.shape(scallop(ring(0, 0, 184, 184, 24), 0.5), light(colour, 0.6), 0.9)
        for row, (reach, wide, count) in enumerate(((176, 25, 16), (138, 25, 12), (100, 24, 10), (64, 20, 8))):
            for i in range(count):
                with canvas.at(0, 0, turn=360 * (i + 0.5 * (row % 2)) / count):
                    petal = smooth(
                        [(0, -reach * 0.42), (-wide, -reach * 0.74), (0, -reach), (wide, -reach * 0.74)], tension=0.9
                    )
                    canvas.shape(petal, tones[row % len(tones)], 0.8)
                    canvas.shape(ellipse(0, -reach * 0.74, wide * 0.4), tones[(row + 2) % len(tones)], 0.6)
        canvas.shape(scallop(ring(0, 0, 30, 30, 10), 0.5), tones[3], 0.8)
        canvas.shape(ellipse(0, 0, 13), tones[1], 0.7)


def wreath(canvas: Canvas, rng: Random, colour: str = "#4f9a58") -> None:
    """A wreath around (0, -150), with a bow below."""
    canvas.count("wreath")
    with canvas.at(0, -150):
        for row, (reach, n) in enumerate(((112, 20), (88, 16))):
            for i in range(n):
                with canvas.at(0, 0, turn=360 * (i + 0.5 * row) / n), canvas.at(0, -reach, turn=62 - 24 * row):
                    leaf = smooth([(0, 26), (-17, 0), (0, -34), (17, 0)])
                    canvas.form(leaf, colour if row else dark(colour, 0.14), 0.85)
                    canvas.line(curve((0, 18), (0, -20)), 0.5, detail=1)
        for i in range(7):
            with canvas.at(0, 0, turn=360 * i / 7 + 20):
                canvas.form(ellipse(0, -100, 13), "#d9473f", 0.8, gloss=0.4)
        with canvas.at(0, 100):
            for k in (-1, 1):
                canvas.form(smooth([(k * 4, 6), (k * 16, 56), (k * 40, 50), (k * 20, 8)], tension=0.7), "#c0394b", 0.9)
                canvas.form(
                    smooth([(0, -4), (k * 30, -32), (k * 62, -26), (k * 58, 14), (k * 26, 16)]), "#e0504a", 0.95
                )
            canvas.form(ellipse(0, 0, 15), "#e0504a", 0.9)
