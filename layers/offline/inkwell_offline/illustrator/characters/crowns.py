"""Growth on heads and backs: manes, horns, antlers, spines, wool, shells, wings."""

from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light, mix
from inkwell_offline.illustrator.kit.geometry import curve, ellipse, polygon, ring, scallop, smooth, tube

RAINBOW_MANE = ("#ff9fcb", "#c9a2ff", "#8fd0ff", "#9fe8c6")


def behind_head(canvas: Canvas, crown: tuple[str, ...], who: Character, turn: float) -> None:
    """The parts of the growth that the head covers."""
    if "mane" in crown:
        deep = dark(mix(who.inner, "#b5561f", 0.45), 0.1)
        canvas.form(scallop(ring(0, 4, 150, 146, 16), 0.36), deep, texture="tufts")
        canvas.line(scallop(ring(0, 4, 128, 124, 14), 0.3), 0.55, detail=1)
    if "spines" in crown:
        points = []
        outer = ring(0, -14, 158, 150, 21, start=2.5)
        inner = ring(0, -14, 126, 120, 21, start=2.5 + 3.1416 / 21)
        for a, b in zip(outer, inner, strict=True):
            points += [a, b]
        canvas.form(polygon(points), "#9a6b4d", texture="tufts")
    if "horse mane" in crown or "unicorn mane" in crown:
        colours = RAINBOW_MANE if "unicorn mane" in crown else (dark(who.fur, 0.55),) * 3
        for i, colour in enumerate(colours[:3]):
            with canvas.at(-turn * 10, i * 8):
                canvas.form(
                    smooth(
                        [
                            (-20, -118 + i * 10),
                            (-92 - i * 6, -96),
                            (-132 + i * 8, -20),
                            (-122 + i * 10, 70),
                            (-96 + i * 12, 96 - i * 18),
                            (-84, 30),
                            (-60, -60),
                        ]
                    ),
                    colour,
                )
                if i < 2:
                    canvas.form(
                        smooth(
                            [
                                (20, -118 + i * 10),
                                (92 + i * 6, -92),
                                (122 - i * 8, -20),
                                (108 - i * 8, 44),
                                (84, 20),
                                (60, -60),
                            ]
                        ),
                        colour,
                    )
    if "crest mane" in crown:
        canvas.form(scallop([(-34, -70), (-28, -128), (0, -152), (28, -128), (34, -70)], 0.3), dark(who.nose, 0.3))
    if "frill" in crown:
        canvas.form(scallop(ring(0, -22, 158, 132, 15), 0.3), light(who.inner, 0.2), texture="tufts")
        canvas.line(scallop(ring(0, -20, 132, 108, 15), 0.2), 0.55, detail=1)
    if "head fin" in crown:
        canvas.form(smooth([(-20, -60), (30, -96), (128, -150), (96, -92), (40, -48)], tension=0.8), who.inner)
    if "plates" in crown:
        canvas.form(polygon([(-24, -90), (0, -140), (24, -90)]), who.inner, 0.9)
    if "antlers" in crown:
        for side in (-1, 1):
            with canvas.at(side * 40 - turn * 14, -92, side, 1):
                canvas.form(
                    [
                        tube([(0, 14), (16, -56), (60, -112)], 10, 7),
                        tube([(16, -46), (-4, -78), (-8, -96)], 8, 6),
                        tube([(34, -82), (70, -78), (92, -92)], 8, 6),
                    ],
                    "#a9764a",
                )
    if "dragon horns" in crown:
        for side in (-1, 1):
            with canvas.at(side * 54 - turn * 14, -80, side, 1):
                canvas.form(smooth([(-18, 10), (-8, -40), (34, -82), (30, -34), (20, 14)], tension=0.85), "#fff0cf")
                canvas.line(curve((-11, -16), (6, -14), (22, -18)), 0.55)
                canvas.line(curve((-4, -38), (10, -40), (26, -46)), 0.55)
    if "cow horns" in crown or "goat horns" in crown:
        for side in (-1, 1):
            with canvas.at(side * 52 - turn * 12, -92, side, 1):
                canvas.form(smooth([(-18, 8), (-10, -24), (20, -52), (22, -18), (14, 14)], tension=0.85), "#f3e3c4")
    if "ossicones" in crown:
        for side in (-1, 1):
            with canvas.at(side * 32 - turn * 12, -96, side, 1):
                canvas.form(tube([(0, 14), (4, -18), (8, -44)], 9, 8), who.fur)
                canvas.form(ellipse(9, -54, 15), who.nose)


def on_head(canvas: Canvas, crown: tuple[str, ...], who: Character, turn: float, back: bool = False) -> None:
    """The parts of the growth that lie over the head."""
    ox = turn * 30 * (0 if back else 1)
    if "horn" in crown and not back:
        with canvas.at(ox * 0.5, -92, turn=turn * 8):
            canvas.form(
                smooth([(-19, 12), (-10, -40), (0, -104), (10, -40), (19, 12), (0, 20)], tension=0.7), "#ffd76b"
            )
            for y in (-8, -36, -62):
                k = 1 - (-y) / 120
                canvas.line(curve((-15 * k, y + 5), (0, y + 2), (14 * k, y - 7)), 0.6)
    if ("unicorn mane" in crown or "horse mane" in crown or "crest mane" in crown) and not back:
        colour = (
            RAINBOW_MANE[0] if "unicorn mane" in crown else dark(who.fur if "horse mane" in crown else who.nose, 0.5)
        )
        canvas.form(
            smooth(
                [
                    (-30 + ox * 0.5, -112),
                    (8 + ox * 0.5, -120),
                    (30 + ox * 0.6, -96),
                    (14 + ox * 0.7, -54),
                    (-12 + ox * 0.7, -34),
                    (-34 + ox * 0.6, -62),
                ]
            ),
            colour,
            0.9,
        )
        canvas.line(curve((4 + ox * 0.5, -104), (2 + ox * 0.6, -76), (-8 + ox * 0.7, -52)), 0.55)
    if "nose horn" in crown and not back:
        canvas.form(
            smooth([(ox - 20, 34), (ox - 8, -20), (ox + 6, -34), (ox + 10, -14), (ox + 20, 34)], tension=0.8), "#f7ead0"
        )
    if "brow horns" in crown and not back:
        for side in (-1, 1):
            with canvas.at(side * 56 + ox * 0.6, -66, side, 1):
                canvas.form(smooth([(-17, 8), (-6, -46), (26, -104), (24, -42), (17, 8)], tension=0.85), "#f7ead0")
    if "wool" in crown:
        canvas.form(scallop(ring(ox * 0.4, -84, 76, 42, 11), 0.42), who.belly)
    if "comb" in crown:
        canvas.form(
            scallop([(-34 + ox, -96), (-20 + ox, -128), (6 + ox, -140), (32 + ox, -124), (34 + ox, -94)], 0.34),
            "#e8504a",
        )
    if "crest" in crown:
        for i, dx in enumerate((-20, 0, 20)):
            canvas.form(
                tube(
                    [(ox * 0.5 + dx * 0.4, -84), (ox * 0.5 + dx, -116), (ox * 0.5 + dx * 1.9, -132 - (i == 1) * 14)],
                    8,
                    9,
                ),
                who.fur,
            )
    if "curl" in crown:
        canvas.line(
            curve((ox * 0.4 - 4, -90), (ox * 0.4 - 10, -116), (ox * 0.4 + 10, -124), (ox * 0.4 + 12, -108)),
            1.3,
            dark(who.fur, 0.35),
        )
    if "ridge" in crown and not back:
        for x in (-34, 0, 34):
            canvas.shape(ellipse(x + ox * 0.5, -72 + abs(x) * 0.2, 14, 10), dark(who.fur, 0.18), 0.7)


def shell(canvas: Canvas, colour: str, back: bool) -> None:
    """A turtle's shell: a rim beside the body from the front, the whole dome from behind."""
    path = smooth([(0, -206), (84, -186), (124, -112), (104, -34), (0, -14), (-104, -34), (-124, -112), (-84, -186)])
    canvas.form(path, colour, 1.1, texture=None if back else "scales")
    if not back:
        return
    with canvas.inside(path):
        rim = smooth([(0, -180), (66, -164), (96, -108), (80, -50), (0, -36), (-80, -50), (-96, -108), (-66, -164)])
        canvas.shape(rim, light(colour, 0.18), 0.8)
        for cx, cy, r in (
            (0, -108, 38),
            (0, -176, 22),
            (0, -42, 22),
            (70, -140, 22),
            (70, -76, 22),
            (-70, -140, 22),
            (-70, -76, 22),
        ):
            canvas.shape(polygon(ring(cx, cy, r, r, 6)), light(colour, 0.3), 0.7)


def wings(canvas: Canvas, kind: str, colour: str, spread: float = 1.0) -> None:
    """A pair of wings behind the shoulders."""
    for side in (-1, 1):
        with canvas.at(0, -150, side * spread, spread):
            if kind == "leather":
                canvas.form(
                    smooth(
                        [
                            (20, 20),
                            (64, -66),
                            (120, -104),
                            (196, -112),
                            (176, -68),
                            (186, -14),
                            (150, -22),
                            (128, 26),
                            (96, 8),
                            (60, 40),
                        ],
                        tension=0.6,
                    ),
                    colour,
                    texture="scales",
                )
                for x, y in ((120, -104), (178, -66), (142, -14)):
                    canvas.line(curve((40, 4), ((40 + x) / 2, (4 + y) / 2 - 12), (x, y)), 0.6)
            elif kind == "fairy":
                canvas.form(
                    smooth([(6, 6), (42, -76), (116, -128), (170, -112), (162, -54), (108, -2), (36, 22)]),
                    colour,
                    0.8,
                    shade=0.08,
                )
                canvas.form(
                    smooth([(8, 14), (68, 18), (124, 48), (120, 98), (76, 108), (30, 62)]),
                    light(colour, 0.3),
                    0.8,
                    shade=0.08,
                )
                canvas.line(curve((24, -8), (84, -64), (140, -96)), 0.55)
                canvas.line(curve((28, -2), (92, -34), (136, -58)), 0.55, detail=1)
                canvas.line(curve((26, 26), (70, 44), (98, 72)), 0.55)
            else:
                canvas.form(
                    scallop(
                        [(16, 18), (40, -60), (110, -104), (168, -92), (160, -44), (140, -6), (104, 22), (60, 40)], 0.16
                    ),
                    colour,
                    texture="scales",
                )
                canvas.line(curve((46, -30), (90, -58), (140, -62)), 0.6)
                canvas.line(curve((46, -4), (86, -26), (128, -28)), 0.6)
