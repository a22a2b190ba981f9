"""Costumes over an upright body: dresses, sweaters, and the outfits of knights, pirates, astronauts and wizards."""

from inkwell_offline.illustrator.characters import workwear
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import Path, box, curve, ellipse, polygon, scallop, smooth, star

GOWN = [
    (-44, -190),
    (-58, -144),
    (-74, -104),
    (-112, -46),
    (-60, -34),
    (0, -30),
    (60, -34),
    (112, -46),
    (74, -104),
    (58, -144),
    (44, -190),
]


def outfit(canvas: Canvas, who: Character, body: Path, back: bool) -> None:
    """The outfit on an animal's body; nothing for most animals."""
    match who.role:
        case "astronaut":
            space_suit(canvas, body, back)
        case "knight":
            armour(canvas, body, who.top, back)
        case "princess" | "queen" | "fairy" if not who.dress:
            gown(canvas, "#ff9ecb", royal=who.role != "fairy")
        case "wizard" | "witch":
            gown(canvas, who.top, royal=False, stars=True)
        case _:
            if workwear.put_on(canvas, dict(who.wears), body):
                return
            if who.dress:
                gown(canvas, who.dress, royal=who.role in ("princess", "queen"))
            elif "sweater" in who.wears:
                sweater(canvas, body, who.wears["sweater"])
            elif "apron" in who.wears and not back:
                apron(canvas, who.wears["apron"])
            elif "overalls" in who.wears:
                overalls(canvas, body, who.wears["overalls"])
            elif "vest" in who.wears:
                vest(canvas, body, who.wears["vest"])


def kilt(canvas: Canvas, colour: str) -> None:
    """A pleated skirt of tartan over hips and thighs."""
    skirt = smooth([(-54, -108), (-84, -36), (-40, -26), (0, -24), (40, -26), (84, -36), (54, -108)], tension=0.5)
    canvas.form(skirt, colour, 1.05)
    with canvas.inside(skirt):
        for x in (-60, -30, 0, 30, 60):
            canvas.line(curve((x * 0.7, -110), (x, -20)), 0.7, dark(colour, 0.4))
        for y in (-84, -56):
            canvas.line(curve((-90, y), (0, y + 8), (90, y)), 0.8, "#3a4a80")
    canvas.form(ellipse(0, -72, 17, 20), "#f7ead0", 0.85)


def gown(canvas: Canvas, colour: str, royal: bool = False, stars: bool = False, long: bool = False) -> None:
    """A dress with a scalloped hem; royal ones have a panel and a sash."""
    points = [(x * (1.12 if long and y > -60 else 1), y + (22 if long and y > -60 else 0)) for x, y in GOWN]
    path = smooth(points, tension=0.9)
    canvas.form(path, colour, 1.05, texture="flowers" if not stars else "dots")
    with canvas.inside(path):
        low = 22 if long else 0
        hem = [
            (-122, -58 + low),
            (-80, -48 + low),
            (-40, -43 + low),
            (0, -41 + low),
            (40, -43 + low),
            (80, -48 + low),
            (122, -58 + low),
        ]
        canvas.line(scallop(hem, -0.3, closed=False), 0.7)
        if royal:
            canvas.shape(
                smooth([(-16, -110), (16, -110), (42, -20 + low), (-42, -20 + low)], tension=0.5),
                light(colour, 0.45),
                0.75,
            )
        if stars:
            for x, y, r in ((-40, -84, 12), (30, -70, 13), (-4, -126, 10), (58, -104, 9)):
                canvas.shape(polygon(star(x, y, r)), "#ffdf7a", 0.6)
        else:
            for x in (-44, 44):
                canvas.line(curve((x * 0.66, -104), (x * 0.86, -82), (x, -64)), 0.6, detail=1)
    canvas.shape(
        smooth([(-66, -116), (0, -106), (66, -116), (70, -100), (0, -90), (-70, -100)], tension=0.7),
        light(colour, 0.3),
        0.8,
    )


def space_suit(canvas: Canvas, body: Path, back: bool) -> None:
    canvas.form(body, "#f3f6fb", 1.08)
    if back:
        canvas.form(box(-52, -172, 104, 104, 18), "#cdd6e4", 1.0)
        return
    canvas.form(box(-34, -150, 68, 46, 10), "#cdd6e4", 0.85)
    for x, colour in ((-18, "#ff6f6f"), (0, "#ffcf4d"), (18, "#6fc3ff")):
        canvas.shape(ellipse(x, -136, 6.5), colour, 0.6)
    canvas.line(curve((-22, -116), (22, -116)), 0.6)
    canvas.shape(
        smooth([(-80, -96), (0, -84), (80, -96), (78, -78), (0, -66), (-78, -78)], tension=0.7), "#ff9b54", 0.85
    )
    canvas.form(smooth([(-60, -190), (0, -172), (60, -190), (62, -170), (0, -150), (-62, -170)]), "#cdd6e4", 0.95)


def armour(canvas: Canvas, body: Path, colour: str, back: bool) -> None:
    canvas.form(body, "#b9c3d3", 1.08, gloss=0.4)
    tabard = smooth(
        [(-40, -180), (-46, -120), (-54, -52), (0, -38), (54, -52), (46, -120), (40, -180), (0, -170)], tension=0.7
    )
    canvas.form(tabard, colour, 0.95, texture="lattice")
    if not back:
        canvas.shape(polygon(star(0, -128, 24)), "#ffdf7a", 0.75)
    canvas.shape(
        smooth([(-66, -92), (0, -80), (66, -92), (66, -76), (0, -64), (-66, -76)], tension=0.7), "#7a5138", 0.85
    )
    canvas.shape(box(-12, -90, 24, 24, 5), "#ffcf4d", 0.7)


def sweater(canvas: Canvas, body: Path, colour: str) -> None:
    path = smooth(
        [(-46, -190), (-64, -146), (-80, -100), (-82, -62), (0, -50), (82, -62), (80, -100), (64, -146), (46, -190)]
    )
    canvas.form(path, colour, 1.05, texture="waves")
    with canvas.inside(path):
        for y in (-124, -98):
            canvas.line(curve((-90, y), (0, y + 12), (90, y)), 0.9, light(colour, 0.6))
    canvas.line(curve((-78, -74), (0, -62), (78, -74)), 0.7)


def apron(canvas: Canvas, colour: str) -> None:
    canvas.form(
        smooth(
            [
                (-34, -170),
                (-40, -122),
                (-64, -100),
                (-66, -46),
                (0, -34),
                (66, -46),
                (64, -100),
                (40, -122),
                (34, -170),
            ],
            tension=0.7,
        ),
        colour,
        0.95,
    )
    canvas.form(box(-28, -94, 56, 36, 10), light(colour, 0.3), 0.8)


def overalls(canvas: Canvas, body: Path, colour: str) -> None:
    with canvas.inside(body):
        canvas.form(
            smooth(
                [(-110, -116), (-42, -112), (-36, -156), (36, -156), (42, -112), (110, -116), (110, 0), (-110, 0)],
                tension=0.6,
            ),
            colour,
            0.95,
        )
    for side in (-1, 1):
        canvas.line(curve((side * 32, -152), (side * 40, -188)), 1.6, colour)
        canvas.shape(ellipse(side * 30, -148, 6.5), "#ffdf7a", 0.6)
    canvas.shape(box(-20, -134, 40, 28, 8), light(colour, 0.18), 0.7)


def vest(canvas: Canvas, body: Path, colour: str) -> None:
    with canvas.inside(body):
        for side in (-1, 1):
            canvas.form(
                smooth(
                    [(side * 24, -200), (side * 20, -150), (side * 34, -70), (side * 100, -60), (side * 100, -200)],
                    tension=0.6,
                ),
                colour,
                0.9,
            )
    for y in (-132, -104):
        canvas.shape(ellipse(36, y, 5.5), dark(colour, 0.4), 0.6)
