"""Hair styles of people, in head coordinates: what lies behind the head, and what falls over the forehead."""

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import light
from inkwell_offline.illustrator.kit.geometry import Point, curve, ellipse, ring, scallop, smooth, tube

STYLES = (
    "short",
    "spiky",
    "bob",
    "long",
    "tails",
    "bun",
    "braids",
    "ponytail",
    "afro",
    "curly",
    "puffs",
    "buzz",
    "hijab",
    "bald",
    "beard",
)


def behind(canvas: Canvas, style: str, colour: str, tie: str) -> None:
    """The hair behind head and ears; also what is seen from behind below the skull."""
    match style:
        case "bob":
            canvas.form(
                smooth(
                    [
                        (0, -126),
                        (84, -108),
                        (126, -40),
                        (136, 40),
                        (124, 104),
                        (78, 116),
                        (0, 108),
                        (-78, 116),
                        (-124, 104),
                        (-136, 40),
                        (-126, -40),
                        (-84, -108),
                    ]
                ),
                colour,
            )
        case "long":
            canvas.form(
                smooth(
                    [
                        (0, -126),
                        (84, -108),
                        (128, -40),
                        (138, 60),
                        (140, 160),
                        (108, 204),
                        (60, 190),
                        (0, 184),
                        (-60, 190),
                        (-108, 204),
                        (-140, 160),
                        (-138, 60),
                        (-128, -40),
                        (-84, -108),
                    ]
                ),
                colour,
                texture="waves",
            )
        case "tails":
            for k in (-1, 1):
                canvas.form(
                    smooth(
                        [
                            (k * 98, -44),
                            (k * 146, -70),
                            (k * 186, -26),
                            (k * 186, 54),
                            (k * 158, 112),
                            (k * 140, 96),
                            (k * 140, 40),
                            (k * 112, 6),
                        ]
                    ),
                    colour,
                )
                canvas.line(curve((k * 140, -40), (k * 164, 10), (k * 158, 76)), 0.6, detail=1)
                canvas.form(ellipse(k * 114, -38, 17), tie, 0.9)
        case "braids":
            for k in (-1, 1):
                for i in range(4):
                    canvas.form(ellipse(k * (118 + i * 4), 40 + i * 36, 24 - i * 2, 23), colour, 0.95)
                canvas.form(
                    smooth([(k * 128, 172), (k * 148, 176), (k * 150, 212), (k * 130, 222), (k * 118, 206)]),
                    colour,
                    0.9,
                )
                canvas.form(ellipse(k * 132, 172, 15, 10), tie, 0.85)
        case "ponytail":
            canvas.form(
                smooth(
                    [
                        (30, -96),
                        (92, -136),
                        (152, -104),
                        (166, -20),
                        (148, 66),
                        (128, 92),
                        (116, 30),
                        (96, -30),
                        (60, -60),
                    ]
                ),
                colour,
            )
            canvas.line(curve((92, -104), (132, -60), (136, 20)), 0.6, detail=1)
            canvas.form(ellipse(62, -92, 18), tie, 0.9)
        case "bun":
            canvas.form(ellipse(0, -132, 46, 42), colour)
            canvas.line(curve((-24, -146), (4, -158), (24, -138)), 0.7)
            canvas.line(curve((-14, -126), (6, -136), (20, -122)), 0.6, detail=1)
        case "afro":
            canvas.form(scallop(ring(0, -36, 146, 132, 17), 0.28), colour, texture="rings")
        case "curly":
            canvas.form(scallop(ring(0, -8, 136, 126, 15), 0.38), colour)
        case "puffs":
            for k in (-1, 1):
                canvas.form(scallop(ring(k * 106, -100, 56, 54, 11), 0.34), colour, texture="rings")
                canvas.form(ellipse(k * 78, -74, 15), tie, 0.85)
        case "hijab":
            canvas.form(
                smooth(
                    [
                        (0, -128),
                        (84, -112),
                        (128, -40),
                        (132, 50),
                        (112, 118),
                        (84, 160),
                        (0, 176),
                        (-84, 160),
                        (-112, 118),
                        (-132, 50),
                        (-128, -40),
                        (-84, -112),
                    ]
                ),
                colour,
                texture="flowers",
            )


FRINGES: dict[str, list[Point]] = {
    "short": [
        (-115, 8),
        (-119, -56),
        (-72, -114),
        (4, -128),
        (80, -112),
        (119, -56),
        (115, 8),
        (99, -30),
        (74, -58),
        (38, -46),
        (6, -68),
        (-34, -48),
        (-70, -62),
        (-99, -28),
    ],
    "bob": [
        (-119, 26),
        (-118, -54),
        (-70, -114),
        (0, -127),
        (70, -114),
        (118, -54),
        (119, 26),
        (102, -16),
        (84, -44),
        (40, -36),
        (0, -48),
        (-40, -36),
        (-84, -44),
        (-102, -16),
    ],
    "side": [
        (-117, 14),
        (-117, -56),
        (-68, -114),
        (0, -127),
        (68, -114),
        (117, -56),
        (117, 14),
        (98, -26),
        (60, -58),
        (22, -66),
        (-12, -42),
        (-50, -48),
        (-92, -22),
    ],
    "parted": [
        (-117, 14),
        (-117, -56),
        (-68, -114),
        (0, -127),
        (68, -114),
        (117, -56),
        (117, 14),
        (100, -26),
        (58, -62),
        (14, -90),
        (0, -96),
        (-14, -90),
        (-58, -62),
        (-100, -26),
    ],
    "buzz": [
        (-112, -14),
        (-112, -62),
        (-66, -110),
        (0, -121),
        (66, -110),
        (112, -62),
        (112, -14),
        (98, -52),
        (60, -74),
        (0, -80),
        (-60, -74),
        (-98, -52),
    ],
}
FRINGE_OF = {
    "short": "short",
    "beard": "short",
    "bob": "bob",
    "long": "side",
    "tails": "parted",
    "bun": "side",
    "braids": "parted",
    "ponytail": "side",
    "puffs": "buzz",
    "buzz": "buzz",
    "afro": "buzz",
}


def over(canvas: Canvas, style: str, colour: str, ox: float) -> None:
    """The hair over the forehead of a face whose features are shifted by `ox`."""
    if style == "bald":
        canvas.shade(ellipse(-34 + ox * 0.3, -76, 34, 14, -16), "#ffffff", 0.3)
        return
    if style == "curly":
        points = [
            (-112, -30),
            (-96, -92),
            (-46, -124),
            (10, -130),
            (66, -116),
            (108, -70),
            (114, -24),
            (84, -44),
            (52, -34),
            (22, -50),
            (-10, -36),
            (-44, -50),
            (-78, -34),
        ]
        canvas.form(scallop([(x + (ox * 0.3 if abs(x) < 90 else 0), y) for x, y in points], 0.3), colour)
        return
    if style == "spiky":
        points = [
            (-114, -4),
            (-128, -66),
            (-92, -82),
            (-92, -132),
            (-46, -112),
            (-20, -154),
            (14, -118),
            (58, -142),
            (68, -106),
            (116, -104),
            (104, -66),
            (116, -6),
            (92, -44),
            (62, -56),
            (36, -34),
            (10, -62),
            (-20, -36),
            (-48, -62),
            (-84, -34),
        ]
        canvas.form(smooth([(x + (ox * 0.3 if abs(x) < 90 else 0), y) for x, y in points], tension=0.35), colour)
        return
    if style == "hijab":
        band = smooth(
            [
                (-118, 40),
                (-116, -50),
                (-68, -112),
                (0, -126),
                (68, -112),
                (116, -50),
                (118, 40),
                (98, 74),
                (94, -14),
                (60, -60),
                (0, -72),
                (-60, -60),
                (-94, -14),
                (-98, 74),
            ]
        )
        canvas.form(band, colour, gloss=0.12)
        canvas.form(
            smooth(
                [
                    (-104, 52),
                    (-60, 104),
                    (0, 116),
                    (60, 104),
                    (104, 52),
                    (112, 110),
                    (50, 150),
                    (0, 158),
                    (-50, 150),
                    (-112, 110),
                ]
            ),
            colour,
        )
        canvas.line(curve((-70, 118), (0, 136), (64, 120)), 0.6)
        return
    fringe = FRINGES[FRINGE_OF.get(style, "side")]
    path = smooth([(x + (ox * 0.35 if abs(x) < 95 else 0), y) for x, y in fringe], tension=0.92)
    canvas.form(path, colour, 1.05, texture="waves")
    if not canvas.line_art:
        with canvas.inside(path):
            canvas.shade(
                smooth([(-84 + ox * 0.2, -70), (-40, -98), (10, -104), (14, -94), (-34, -84), (-74, -56)]),
                light(colour, 0.7),
                0.35,
            )
    canvas.line(curve((-46 + ox * 0.3, -106), (-36 + ox * 0.3, -84), (-22 + ox * 0.3, -62)), 0.6, detail=1)
    canvas.line(curve((44 + ox * 0.3, -106), (48 + ox * 0.3, -88), (56 + ox * 0.3, -70)), 0.6, detail=1)


def beard(canvas: Canvas, colour: str, ox: float) -> None:
    canvas.form(
        scallop(
            [
                (-98 + ox * 0.3, 30),
                (-60 + ox, 52),
                (ox, 48),
                (60 + ox, 52),
                (98 + ox * 0.3, 30),
                (88, 96),
                (40, 136),
                (0, 150),
                (-40, 136),
                (-88, 96),
            ],
            0.14,
        ),
        colour,
    )


def back_of_head(canvas: Canvas, style: str, colour: str) -> None:
    """Strands on the back of a head that is all hair."""
    if style in ("hijab", "bald"):
        return
    for x in (-62, -20, 20, 62):
        canvas.line(curve((x * 0.6, -104), (x * 1.05, -30), (x * 1.1, 66 - abs(x) * 0.3)), 0.55, detail=1)
    if style == "ponytail":
        canvas.form(smooth([(-26, -70), (26, -70), (48, 0), (36, 90), (0, 130), (-36, 90), (-48, 0)]), colour)
        canvas.form(tube([(-24, -66), (0, -60), (24, -66)], 10, 10), light(colour, 0.3), 0.9)
