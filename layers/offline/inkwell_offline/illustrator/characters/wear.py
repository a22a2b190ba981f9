"""Accessories: things worn on the head, at the neck and on the back, by name, each with its colour."""

from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.workwear import GOLD, HEADGEAR
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light, luminance
from inkwell_offline.illustrator.kit.geometry import box, curve, ellipse, polygon, ring, scallop, smooth, star, tube


def bow(canvas: Canvas, x: float, y: float, scale: float, colour: str, turn: float = 0) -> None:
    with canvas.at(x, y, scale, turn=turn):
        for k in (-1, 1):
            canvas.shape(
                smooth([(k * 3, 6), (k * 14, 28), (k * 24, 46), (k * 36, 34), (k * 24, 12)], tension=0.85),
                dark(colour, 0.14),
                0.8,
            )
        for k in (-1, 1):
            canvas.form(
                smooth([(0, -5), (k * 22, -26), (k * 50, -30), (k * 58, -3), (k * 48, 23), (k * 22, 17), (0, 6)]),
                colour,
                0.95,
            )
            canvas.line(curve((k * 13, -4), (k * 24, -8), (k * 36, -10)), 0.6, detail=1)
            canvas.line(curve((k * 13, 4), (k * 22, 7), (k * 32, 9)), 0.6, detail=1)
        canvas.form(box(-13, -13, 26, 27, 11), light(colour, 0.12), 0.95)


def flower(
    canvas: Canvas, x: float, y: float, radius: float, colour: str, middle: str = "#ffd24d", petals: int = 5
) -> None:
    """A blossom seen from above, as one scalloped outline."""
    canvas.shape(scallop(ring(x, y, radius * 0.66, radius * 0.66, petals, start=-1.57), 0.62), colour, 0.8)
    canvas.shape(ellipse(x, y, radius * 0.34), middle, 0.7)


DIM = 0.4
"""A face and a frame both darker than this would melt into each other: the frame is gold then."""


def glasses(canvas: Canvas, ox: float, y: float, turn: float, colour: str, spread: float = 46) -> None:
    for side in (-1, 1):
        narrow = 1 - 0.2 * max(0.0, side * turn)
        canvas.line(ellipse(side * spread * (1 - 0.1 * abs(turn)) + ox, y, 33 * narrow, 34), 1.1, colour)
        canvas.line(curve((side * (spread + 33 * narrow) + ox, y - 6), (side * 112 + ox * 0.3, y - 10)), 0.9, colour)
    canvas.line(curve((ox - 14, y - 4), (ox, y - 9), (ox + 14, y - 4)), 1.0, colour)


def crown(canvas: Canvas, ox: float, y: float, colour: str, small: bool = False) -> None:
    k = 0.72 if small else 1.0
    with canvas.at(ox * 0.4, y, k, turn=ox * 0.08):
        canvas.form(
            polygon([(-62, 0), (-72, -60), (-38, -30), (0, -78), (38, -30), (72, -60), (62, 0)]),
            colour,
            0.95,
            shade=0.2,
        )
        for x, yy, c in ((-72, -60, "#ff7fae"), (0, -78, "#6fc3ff"), (72, -60, "#ff7fae")):
            canvas.shape(ellipse(x, yy, 10), c, 0.75)
        canvas.form(
            smooth([(-64, -10), (0, 0), (64, -10), (64, 8), (0, 18), (-64, 8)], tension=0.8), dark(colour, 0.1), 0.9
        )
        canvas.shape(ellipse(0, 4, 8, 7), "#ff6f91", 0.6)


def hat(canvas: Canvas, kind: str, ox: float, y: float, colour: str) -> None:
    """A hat whose brim lies on the forehead at height `y`; `ox` is the shift of a turned face."""
    with canvas.at(ox * 0.5, y, turn=ox * 0.12):
        if kind in HEADGEAR:
            HEADGEAR[kind](canvas, colour)
        match kind:
            case "wizard hat":
                canvas.form(
                    smooth(
                        [
                            (-82, 6),
                            (-44, -60),
                            (-8, -134),
                            (34, -176),
                            (52, -170),
                            (28, -122),
                            (44, -60),
                            (82, 6),
                            (0, 24),
                        ],
                        tension=0.75,
                    ),
                    colour,
                    texture="dots",
                )
                canvas.shape(polygon(star(-14, -52, 17)), GOLD, 0.7)
                canvas.shape(polygon(star(18, -98, 12)), GOLD, 0.7)
                canvas.form(
                    smooth([(-128, 10), (-60, -8), (0, -4), (60, -8), (128, 10), (60, 30), (0, 36), (-60, 30)]),
                    dark(colour, 0.14),
                )
            case "pirate hat":
                canvas.form(
                    smooth(
                        [
                            (-132, 10),
                            (-96, -46),
                            (-40, -82),
                            (0, -92),
                            (40, -82),
                            (96, -46),
                            (132, 10),
                            (60, -6),
                            (0, -4),
                            (-60, -6),
                        ],
                        tension=0.9,
                    ),
                    colour,
                )
                canvas.line(curve((-112, -10), (-56, -26), (0, -24), (56, -26), (112, -10)), 0.8, GOLD)
                canvas.blank(ellipse(0, -54, 17, 15))
                canvas.shape(ellipse(0, -54, 17, 15), "#ffffff", 0.7)
                for side in (-1, 1):
                    canvas.inked(ellipse(side * 7, -56, 4.6, 5.2))
                canvas.line(curve((-24, -32), (24, -20)), 1.0, "#ffffff")
                canvas.line(curve((24, -32), (-24, -20)), 1.0, "#ffffff")
            case "helmet":
                canvas.form(
                    smooth(
                        [
                            (-116, 40),
                            (-118, -30),
                            (-70, -84),
                            (0, -98),
                            (70, -84),
                            (118, -30),
                            (116, 40),
                            (88, 24),
                            (60, -10),
                            (0, -20),
                            (-60, -10),
                            (-88, 24),
                        ],
                        tension=0.9,
                    ),
                    colour,
                    gloss=0.4,
                )
                canvas.form(
                    smooth([(-14, -92), (-34, -140), (6, -168), (52, -150), (66, -112), (40, -122), (14, -92)]),
                    "#e8504a",
                )
                canvas.line(curve((0, -94), (2, -60), (0, -22)), 0.7)
                for x in (-84, 84):
                    canvas.shape(ellipse(x, 2, 6.5), dark(colour, 0.2), 0.6)
            case "chef hat":
                canvas.form(
                    scallop([(-66, -24), (-88, -72), (-48, -112), (8, -122), (58, -106), (88, -66), (66, -24)], 0.34),
                    "#ffffff",
                )
                canvas.form(
                    smooth([(-72, -34), (0, -24), (72, -34), (72, 2), (0, 14), (-72, 2)], tension=0.7), "#ffffff"
                )
            case "cap":
                canvas.form(
                    smooth([(-104, 6), (-92, -50), (-40, -86), (20, -90), (80, -60), (104, 6), (0, 14)], tension=0.9),
                    colour,
                )
                canvas.form(smooth([(-20, 6), (60, -10), (130, 6), (150, 24), (80, 30), (10, 26)]), dark(colour, 0.12))
                canvas.shape(ellipse(6, -88, 9, 7), dark(colour, 0.12), 0.7)
            case "fire hat":
                canvas.form(
                    smooth([(-96, 8), (-90, -50), (-40, -88), (40, -88), (90, -50), (96, 8)], tension=0.9), colour
                )
                canvas.form(smooth([(-124, 8), (0, -14), (124, 8), (96, 30), (0, 22), (-96, 30)]), dark(colour, 0.12))
                canvas.shape(
                    smooth([(-24, -16), (-26, -56), (0, -70), (26, -56), (24, -16), (0, -6)], tension=0.7), GOLD, 0.8
                )
            case "party hat":
                canvas.form(polygon([(-56, 4), (0, -136), (56, 4)]), colour, texture="dots")
                for x, yy in ((-18, -26), (14, -56), (24, -14), (-4, -88)):
                    canvas.shape(ellipse(x, yy, 9), light(colour, 0.6), 0.6)
                canvas.form(scallop(ring(0, -140, 15, 15, 8), 0.5), "#fff3c4", 0.8)
            case "santa hat":
                canvas.form(
                    smooth(
                        [(-92, 0), (-72, -70), (0, -116), (74, -96), (124, -40), (110, -22), (66, -56), (92, 0)],
                        tension=0.85,
                    ),
                    colour,
                )
                canvas.form(scallop(ring(118, -20, 22, 22, 9), 0.4), "#ffffff", 0.9)
                canvas.form(
                    scallop(
                        [(-100, 14), (-96, -20), (-40, -28), (20, -28), (92, -20), (104, 12), (40, 20), (-40, 22)], 0.2
                    ),
                    "#ffffff",
                    0.9,
                )
            case "cowboy hat":
                canvas.form(
                    smooth([(-70, 0), (-62, -70), (-26, -92), (0, -78), (26, -92), (62, -70), (70, 0)], tension=0.9),
                    colour,
                )
                canvas.form(
                    smooth([(-150, -16), (-80, 6), (0, 2), (80, 6), (150, -16), (96, 30), (0, 30), (-96, 30)]), colour
                )
                canvas.line(curve((-68, -18), (0, -8), (68, -18)), 1.2, dark(colour, 0.4))
            case "beanie":
                canvas.form(
                    smooth([(-106, 6), (-94, -56), (-44, -92), (0, -98), (44, -92), (94, -56), (106, 6)], tension=0.9),
                    colour,
                    texture="stripes",
                )
                canvas.form(scallop(ring(0, -108, 25, 24, 9), 0.45), light(colour, 0.5), 0.9)
                canvas.form(
                    smooth([(-110, -18), (0, -32), (110, -18), (110, 14), (0, 2), (-110, 14)], tension=0.6),
                    light(colour, 0.25),
                )
            case "flower crown":
                for i, x in enumerate((-76, -40, 0, 40, 76)):
                    flower(canvas, x, abs(x) * 0.34 - 20, 27, (colour, "#fff0a8", "#c9a2ff")[i % 3])
            case "sun hat" | "hat":
                canvas.form(
                    smooth([(-74, 0), (-66, -64), (-20, -86), (30, -84), (68, -58), (74, 0)], tension=0.9), colour
                )
                canvas.form(
                    smooth([(-142, 14), (-70, -8), (0, -6), (70, -8), (142, 14), (70, 32), (0, 34), (-70, 32)]), colour
                )
                canvas.line(curve((-73, -16), (0, -6), (73, -16)), 1.6, dark(colour, 0.45))
            case "top hat":
                canvas.form(smooth([(-58, 0), (-64, -112), (0, -122), (64, -112), (58, 0)], tension=0.5), colour)
                canvas.form(ellipse(0, 2, 98, 20), colour)
                canvas.shape(
                    smooth([(-59, -12), (0, -2), (59, -12), (61, -38), (0, -28), (-61, -38)], tension=0.5),
                    "#e8504a",
                    0.8,
                )


HATS = (
    "wizard hat",
    "pirate hat",
    "helmet",
    "chef hat",
    "cap",
    "fire hat",
    "party hat",
    "santa hat",
    "cowboy hat",
    "beanie",
    "flower crown",
    "sun hat",
    "hat",
    "top hat",
    *HEADGEAR,
)


def on_head(
    canvas: Canvas,
    who: Character,
    turn: float,
    crown_y: float,
    eye_x: float,
    eye_y: float,
    half: float,
    back: bool = False,
) -> None:
    """The accessories on a head around (0, 0) whose forehead is at `crown_y`."""
    ox = 0.0 if back else turn * 0.32 * half
    wears = who.wears
    if "glasses" in wears and not back:
        face = who.skin if who.is_human else who.fur
        dim = luminance(face) < DIM and luminance(wears["glasses"]) < DIM
        glasses(canvas, ox, eye_y, turn, GOLD if dim else wears["glasses"], eye_x)
    if "eye patch" in wears and not back:
        canvas.line(curve((ox - half * 0.98, eye_y - 30), (ox, eye_y - 44), (ox + half * 0.98, eye_y - 10)), 0.9)
        canvas.inked(
            smooth(
                [
                    (ox + eye_x - 28, eye_y - 26),
                    (ox + eye_x + 26, eye_y - 22),
                    (ox + eye_x + 22, eye_y + 20),
                    (ox + eye_x, eye_y + 34),
                    (ox + eye_x - 24, eye_y + 18),
                ]
            ),
            "#2b2435",
        )
    if "mask" in wears and not back:
        _hero_mask(canvas, ox, eye_x, eye_y, wears["mask"])
    if "crown" in wears:
        crown(canvas, ox, crown_y + 14, wears["crown"])
    if "tiara" in wears:
        crown(canvas, ox, crown_y + 18, wears["tiara"], small=True)
    for kind in HATS:
        if kind in wears:
            hat(canvas, kind, ox, crown_y + (26 if kind in ("helmet", "beanie", "pirate hat") else 22), wears[kind])
    if "flower" in wears:
        flower(canvas, ox * 0.5 + half * 0.62, crown_y + 26, 30, wears["flower"])
    if "bow" in wears:
        side = 1 if turn <= 0.35 else -1
        bow(canvas, side * half * 0.6 - turn * 10, crown_y + 14, 0.95, wears["bow"], 18 * side)


def _hero_mask(canvas: Canvas, ox: float, eye_x: float, eye_y: float, colour: str) -> None:
    for side in (-1, 1):
        canvas.line(ellipse(ox + side * eye_x, eye_y + 2, 30, 34), 2.2, colour)


def at_neck(canvas: Canvas, who: Character, back: bool = False) -> None:
    """Scarf, collar, bow tie: drawn after the body and before the head, in figure coordinates."""
    wears = who.wears
    if "scarf" in wears:
        colour = wears["scarf"]
        if not back:
            canvas.form(tube([(28, -176), (50, -142), (46, -100)], 17, 20, 0.35), colour, 0.95)
            for x in (36, 46, 56):
                canvas.line(curve((x, -98), (x + 1, -86)), 0.6, colour, detail=1)
        canvas.form(smooth([(-62, -192), (0, -178), (62, -192), (66, -168), (0, -150), (-66, -168)]), colour)
        canvas.line(curve((-30, -182), (-26, -170), (-28, -160)), 0.6, detail=1)
    if "bow tie" in wears and not back:
        bow(canvas, 0, -166, 0.62, wears["bow tie"])
    if "collar" in wears:
        canvas.form(smooth([(-56, -182), (0, -170), (56, -182), (58, -168), (0, -152), (-58, -168)]), wears["collar"])
        if not back:
            canvas.shape(ellipse(0, -150, 12), GOLD, 0.8)
    if "necklace" in wears and not back:
        for i in range(7):
            x = -42 + i * 14
            canvas.shape(ellipse(x, -150 + (1 - abs(x) / 42) * 16, 7.5), wears["necklace"], 0.6)
    if "medal" in wears and not back:
        canvas.line(curve((-24, -176), (0, -128), (24, -176)), 1.6, "#4f7fd0")
        canvas.form(ellipse(0, -116, 17), GOLD, 0.8)


def on_back(canvas: Canvas, who: Character, facing_away: bool = False) -> None:
    """Cape, backpack: behind the body from the front, over it from behind."""
    wears = who.wears
    if "cape" in wears:
        colour = wears["cape"]
        canvas.form(
            smooth(
                [
                    (-46, -184),
                    (-88, -110),
                    (-126, -30),
                    (-76, -18),
                    (0, -26),
                    (76, -18),
                    (126, -30),
                    (88, -110),
                    (46, -184),
                    (0, -176),
                ],
                tension=0.85,
            ),
            colour,
            1.05,
            texture="stripes",
        )
        if facing_away:
            canvas.line(curve((-26, -150), (-40, -90), (-48, -34)), 0.6)
            canvas.line(curve((26, -150), (40, -90), (48, -34)), 0.6)
    if "backpack" in wears:
        colour = wears["backpack"]
        canvas.form(box(-72, -172, 144, 120, 36), colour)
        if facing_away:
            canvas.form(box(-46, -116, 92, 56, 18), dark(colour, 0.12), 0.9)
            canvas.line(curve((-72, -130), (0, -118), (72, -130)), 0.8)


def straps(canvas: Canvas, who: Character) -> None:
    """A backpack's straps over the chest."""
    if "backpack" in who.wears:
        for side in (-1, 1):
            canvas.form(
                tube([(side * 40, -178), (side * 48, -134), (side * 44, -92)], 9, 9, 0.2), who.wears["backpack"], 0.85
            )
