"""Ears by kind, drawn behind the head in head coordinates (the head is about 224 wide and 200 high around 0, 0)."""

from collections.abc import Callable

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import curve, ellipse, ring, scallop, smooth

Draw = Callable[[Canvas, str, str, bool], None]
"""Canvas, fur, inner colour, seen from behind. Drawn for the right ear; the left one is mirrored."""


def _long(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(50, -66, turn=12):
        canvas.form(smooth([(-31, 14), (-41, -70), (-32, -148), (2, -184), (34, -148), (41, -70), (31, 14)]), fur)
        if not back:
            canvas.shape(
                smooth([(-15, -12), (-22, -72), (-16, -128), (2, -154), (18, -128), (22, -72), (15, -12)]), inner, 0.7
            )


def _floppy(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(64, -62):
        canvas.form(
            smooth(
                [
                    (-28, 8),
                    (-20, -38),
                    (8, -68),
                    (44, -62),
                    (73, -26),
                    (88, 40),
                    (84, 112),
                    (60, 150),
                    (31, 136),
                    (20, 86),
                    (10, 40),
                ]
            ),
            fur,
        )
        if back:
            return
        canvas.shape(
            smooth([(36, -28), (54, -14), (70, 38), (69, 98), (57, 126), (44, 110), (39, 60), (33, 14)]), inner, 0.7
        )
        canvas.line(curve((2, -36), (20, -48), (38, -42)), 0.55, detail=1)


def _cat(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(70, -58):
        canvas.form(smooth([(-50, 4), (-34, -46), (6, -98), (22, -100), (36, -52), (42, 20)], tension=0.7), fur)
        if not back:
            canvas.shape(
                smooth([(-22, -14), (-11, -40), (8, -68), (15, -68), (22, -36), (24, 0)], tension=0.7), inner, 0.7
            )


def _fox(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(72, -56):
        tip = "#4a2f2a"
        ear = smooth([(-54, 2), (-30, -62), (14, -126), (27, -124), (44, -60), (42, 26)], tension=0.7)
        canvas.form(ear, fur)
        canvas.shape(smooth([(-9, -90), (14, -126), (27, -124), (35, -92), (16, -100)], tension=0.7), tip, 0.8)
        if not back:
            canvas.shape(
                smooth([(-24, -16), (-10, -52), (12, -88), (21, -84), (27, -44), (24, 2)], tension=0.7), inner, 0.7
            )


def _round(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    canvas.form(ellipse(84, -72, 40), fur)
    if not back:
        canvas.shape(ellipse(82, -68, 22), inner, 0.7)


def _small(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    canvas.form(ellipse(74, -84, 26), fur)
    if not back:
        canvas.shape(ellipse(73, -80, 13), inner, 0.6)


def _disc(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    canvas.form(ellipse(98, -76, 62), fur)
    if not back:
        canvas.shape(ellipse(96, -72, 42), inner, 0.7)


def _fluffy(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    canvas.form(scallop(ring(112, -52, 54, 56, 10), 0.3), fur)
    if not back:
        canvas.shape(scallop(ring(110, -46, 30, 32, 8), 0.35), inner, 0.7)


def _flop(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(90, -58):
        canvas.form(
            smooth([(-40, -18), (-4, -38), (38, -16), (54, 46), (44, 106), (16, 112), (-4, 60), (-20, 18)]), inner
        )


def _tufted(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(66, -66):
        canvas.form(
            smooth([(-34, 10), (-30, -42), (4, -82), (10, -112), (20, -84), (36, -40), (34, 16)], tension=0.8), fur
        )
        if not back:
            canvas.shape(smooth([(-14, -6), (-10, -36), (6, -58), (18, -34), (18, 2)], tension=0.8), inner, 0.7)


def _ape(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    canvas.form(ellipse(118, 4, 34, 38), fur)
    if not back:
        canvas.shape(ellipse(116, 6, 19, 23), inner, 0.7)


def _side(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(80, -50, turn=-14):
        canvas.form(smooth([(-20, 10), (6, -28), (56, -40), (92, -24), (66, 12), (20, 26)]), fur)
        if not back:
            canvas.shape(smooth([(6, 2), (24, -18), (56, -24), (74, -18), (54, 4), (22, 12)]), inner, 0.7)


def _horse(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(58, -84, turn=16):
        canvas.form(smooth([(-24, 16), (-26, -30), (0, -76), (24, -28), (24, 18)], tension=0.85), fur)
        if not back:
            canvas.shape(smooth([(-10, 4), (-11, -24), (1, -52), (12, -22), (10, 4)], tension=0.85), inner, 0.7)


def _fold(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(72, -66):
        canvas.form(smooth([(-40, 6), (-16, -46), (26, -62), (48, -30), (44, 22), (6, 22)], tension=0.8), fur)
        if not back:
            canvas.shape(smooth([(-4, 4), (20, -36), (42, -28), (46, 10), (34, 44), (12, 26)], tension=0.8), inner, 0.8)


def _fan(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    canvas.form(
        smooth([(66, -62), (112, -112), (176, -104), (204, -40), (192, 40), (150, 92), (104, 84), (78, 40)]),
        fur,
        texture="mandala",
    )
    if not back:
        canvas.shape(
            smooth([(94, -44), (124, -78), (164, -70), (180, -24), (168, 28), (138, 58), (108, 48)]), inner, 0.7
        )


def _fin(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    with canvas.at(96, -26, turn=-10):
        canvas.form(
            smooth([(-14, -30), (34, -58), (82, -62), (62, -26), (84, -2), (52, 14), (44, 42), (-6, 26)], tension=0.7),
            inner,
        )
        for x, y in ((58, -46), (56, -4)):
            canvas.line(curve((2, -4), (28, y * 0.55), (x, y)), 0.6)


def _horned(canvas: Canvas, fur: str, inner: str, back: bool) -> None:
    canvas.form(smooth([(30, -84), (56, -122), (106, -144), (112, -100), (96, -40), (50, -50)], tension=0.75), fur)
    if not back:
        canvas.shape(
            smooth([(66, -96), (78, -112), (98, -124), (98, -100), (88, -74)], tension=0.75), light(fur, 0.4), 0.6
        )


EARS: dict[str, Draw] = {
    "long": _long,
    "floppy": _floppy,
    "cat": _cat,
    "fox": _fox,
    "round": _round,
    "small": _small,
    "disc": _disc,
    "fluffy": _fluffy,
    "flop": _flop,
    "tufted": _tufted,
    "ape": _ape,
    "side": _side,
    "horse": _horse,
    "fold": _fold,
    "fan": _fan,
    "fin": _fin,
    "horned": _horned,
}


def ears(canvas: Canvas, kind: str, fur: str, inner: str, turn: float = 0.0, back: bool = False) -> None:
    """Both ears of a head that turns by -1..1; the far one is narrower and set back."""
    draw = EARS.get(kind)
    if draw is None:
        return
    for side in (-1, 1):
        far = max(0.0, side * turn)
        with canvas.at(-turn * 15, -2 * far, side * (1 - 0.14 * far), 1):
            draw(canvas, fur, dark(inner, 0.06) if far else inner, back)
