"""Muzzles, beaks and trunks by kind, and the marks of the coat that lie under the eyes."""

from collections.abc import Callable

from inkwell_offline.illustrator.characters.face import mouth, muzzle_mouth
from inkwell_offline.illustrator.characters.poses import Expression
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import Species
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light, mix
from inkwell_offline.illustrator.kit.geometry import curve, ellipse, polygon, smooth, tube


def _nose(canvas: Canvas, x: float, y: float, s: float, colour: str) -> None:
    canvas.form(
        smooth(
            [
                (x - 15 * s, y - 7 * s),
                (x, y - 10 * s),
                (x + 15 * s, y - 7 * s),
                (x + 9 * s, y + 5 * s),
                (x, y + 11 * s),
                (x - 9 * s, y + 5 * s),
            ]
        ),
        colour,
        0.85,
        gloss=0.5,
    )


def _button(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.18
    muzzle_mouth(canvas, x, 50, face.mouth, 0.95)
    if "teeth" in marks and face.mouth == "smile":
        canvas.shape(
            smooth([(x - 8, 54), (x, 52), (x + 8, 54), (x + 7, 68), (x, 70), (x - 7, 68)], tension=0.7), "#ffffff", 0.7
        )
    _nose(canvas, x, 40, 1.0, who.nose)


def _snout(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.12
    canvas.form(ellipse(x, 52, 50, 37), who.belly, 0.85, shade=0.1)
    muzzle_mouth(canvas, x * 1.04, 53, face.mouth, 0.85)
    _nose(canvas, x * 1.08, 36, 1.25, who.nose)


def _mask(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.2
    muzzle_mouth(canvas, x, 56, face.mouth, 0.9)
    _nose(canvas, x, 45, 1.2, who.nose)


def _oval(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.1
    canvas.form(ellipse(x, 74, 66, 46), mix(who.belly, who.nose, 0.32), 0.95, shade=0.12)
    for side in (-1, 1):
        canvas.inked(ellipse(x + side * 24, 58, 6, 8.5, side * 18), dark(who.nose, 0.45))
    mouth(canvas, x, 82, face.mouth, 0.95)


def _pig(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.25
    mouth(canvas, x, 70, face.mouth, 0.8)
    canvas.form(ellipse(x, 44, 36, 25), who.nose, 0.95, shade=0.12)
    for side in (-1, 1):
        canvas.inked(ellipse(x + side * 12, 44, 5.5, 8.5), dark(who.nose, 0.5))


def _koala(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.2
    mouth(canvas, x, 58, face.mouth, 0.9)
    canvas.form(
        smooth([(x, -8), (x + 20, 8), (x + 22, 38), (x, 52), (x - 22, 38), (x - 20, 8)]), who.nose, 0.9, gloss=0.4
    )


def _ape(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.15
    for side in (-1, 1):
        canvas.inked(ellipse(x + side * 8, 36, 4.6, 5.6, side * 20), dark(who.nose, 0.3))
    mouth(canvas, x, 54, face.mouth, 1.15)


def _trunk(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.25
    if face.mouth in ("open", "wide", "o"):
        mouth(canvas, x - 34, 66, "open", 0.85)
    elif face.mouth == "frown":
        mouth(canvas, x - 40, 62, "frown", 0.8)
    else:
        canvas.line(curve((x - 58, 56), (x - 44, 72), (x - 22, 74)), 0.95)
    for side in (-1, 1):
        canvas.form(
            smooth(
                [
                    (x + side * 26, 46),
                    (x + side * 46, 52),
                    (x + side * 58, 84),
                    (x + side * 40, 76),
                    (x + side * 26, 62),
                ],
                tension=0.8,
            ),
            "#fffaf0",
            0.8,
        )
    line = [(x, 14), (x - 4, 66), (x + 6, 108), (x + 40, 126), (x + 66, 112)]
    canvas.form(tube(line, 29, 17), who.fur, 0.95, shade=0.18)
    canvas.cover(ellipse(x, 0, 27, 26), who.fur)
    for y, w in ((52, 20), (74, 19), (94, 17)):
        canvas.line(curve((x - w - 2, y), (x, y + 7), (x + w - 4, y + 1)), 0.6)
    canvas.shape(ellipse(x + 74, 110, 9, 14, 20), dark(who.fur, 0.15), 0.7)


def _hippo(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.1
    canvas.form(ellipse(x, 62, 104, 52), light(who.fur, 0.16), 1.0)
    for side in (-1, 1):
        canvas.inked(ellipse(x + side * 40, 40, 9, 7), dark(who.nose, 0.4))
    canvas.line(curve((x - 70, 68), (x - 34, 86), (x, 90), (x + 34, 86), (x + 70, 68)), 0.95)
    for side in (-1, 1):
        canvas.shape(polygon([(x + side * 26, 86), (x + side * 44, 82), (x + side * 38, 100)]), "#ffffff", 0.7)


def _croc(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.15
    canvas.form(
        smooth(
            [
                (x - 84, 30),
                (x - 40, 10),
                (x, 6),
                (x + 40, 10),
                (x + 84, 30),
                (x + 92, 74),
                (x + 52, 102),
                (x, 110),
                (x - 52, 102),
                (x - 92, 74),
            ]
        ),
        light(who.fur, 0.12),
        1.0,
    )
    for side in (-1, 1):
        canvas.form(ellipse(x + side * 26, 26, 15, 11), light(who.fur, 0.12), 0.8)
        canvas.inked(ellipse(x + side * 26, 28, 6, 5), dark(who.nose, 0.5))
    line = [(x - 82, 66), (x - 40, 80), (x, 84), (x + 40, 80), (x + 82, 66)]
    for t in (0.14, 0.3, 0.7, 0.86):
        px = x - 82 + 164 * t
        py = 84 - 18 * abs(2 * t - 1) ** 1.6
        canvas.shape(polygon([(px - 8, py - 1), (px + 8, py - 1), (px, py + 14)]), "#ffffff", 0.6)
    canvas.line(smooth(line, closed=False), 0.95)


def _dragon(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.15
    canvas.form(
        smooth(
            [
                (x - 66, 36),
                (x - 34, 20),
                (x, 16),
                (x + 34, 20),
                (x + 66, 36),
                (x + 72, 70),
                (x + 40, 98),
                (x, 104),
                (x - 40, 98),
                (x - 72, 70),
            ]
        ),
        mix(who.fur, who.belly, 0.45),
        0.95,
        shade=0.12,
    )
    for side in (-1, 1):
        canvas.inked(ellipse(x + side * 22, 38, 6.5, 8, side * 24), dark(who.nose, 0.4))
    mouth(canvas, x, 64, face.mouth, 1.15)
    if face.mouth == "smile":
        for side in (-1, 1):
            canvas.shape(polygon([(x + side * 10, 76), (x + side * 22, 70), (x + side * 15, 85)]), "#ffffff", 0.6)


def _frog(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.1
    for side in (-1, 1):
        canvas.inked(ellipse(x + side * 10, -4, 5, 5.4), dark(who.fur, 0.5))
    if face.mouth in ("open", "wide"):
        gap = smooth([(x - 64, 22), (x, 40), (x + 64, 22), (x + 44, 62), (x, 76), (x - 44, 62)], tension=0.9)
        canvas.shape(gap, "#a5384f", 0.95)
        with canvas.inside(gap):
            canvas.shape(ellipse(x, 78, 36, 20), "#ff8fa3", 0.7)
    elif face.mouth in ("smile", "tiny", "smirk"):
        canvas.line(curve((x - 78, 16), (x - 44, 42), (x, 50), (x + 44, 42), (x + 78, 16)), 1.0)
    else:
        mouth(canvas, x, 30, face.mouth, 1.4)


def _turtle(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.15
    for side in (-1, 1):
        canvas.inked(ellipse(x + side * 8, 34, 4.8, 5.4), dark(who.fur, 0.5))
    mouth(canvas, x, 50, face.mouth, 1.3)


def _point(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.3
    canvas.form(ellipse(x, 50, 34, 28), light(who.fur, 0.35), 0.8, shade=0.1)
    muzzle_mouth(canvas, x, 58, face.mouth, 0.75)
    canvas.form(ellipse(x, 38, 15, 13), who.nose, 0.85, gloss=0.5)


def _beak(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.25
    if face.mouth in ("open", "wide", "o"):
        canvas.shape(
            smooth([(x - 18, 40), (x, 46), (x + 18, 40), (x + 8, 62), (x, 68), (x - 8, 62)], tension=0.8),
            "#a5384f",
            0.85,
        )
    canvas.form(
        smooth([(x - 24, 34), (x, 20), (x + 24, 34), (x + 10, 50), (x, 60), (x - 10, 50)], tension=0.8),
        who.nose,
        0.9,
        gloss=0.3,
    )


def _bill(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.25
    if face.mouth in ("open", "wide", "o"):
        canvas.shape(ellipse(x, 56, 34, 20), "#a5384f", 0.85)
    canvas.form(
        smooth([(x - 52, 46), (x - 20, 26), (x, 22), (x + 20, 26), (x + 52, 46), (x + 30, 58), (x, 54), (x - 30, 58)]),
        who.nose,
        0.95,
        gloss=0.25,
    )
    for side in (-1, 1):
        canvas.inked(ellipse(x + side * 10, 35, 4.6, 3.4), dark(who.nose, 0.5))


def _hooked(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x = ox * 1.25
    canvas.form(
        smooth(
            [(x - 28, 26), (x, 10), (x + 28, 26), (x + 22, 50), (x + 4, 82), (x - 4, 82), (x - 22, 50)], tension=0.9
        ),
        who.nose,
        0.95,
        gloss=0.3,
    )
    canvas.line(curve((x - 22, 48), (x, 56), (x + 22, 48)), 0.7)


def _spear(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    """A long beak, pointing down and to the side."""
    x, side = ox * 1.25, 1 if turn >= 0 else -1
    canvas.form(
        smooth(
            [(x - side * 20, 28), (x + side * 16, 20), (x + side * 34, 40), (x + side * 74, 128), (x - side * 6, 56)]
        ),
        who.nose,
        0.95,
        gloss=0.2,
    )
    canvas.line(curve((x - side * 8, 44), (x + side * 18, 56), (x + side * 62, 112)), 0.6)


def _toucan(canvas: Canvas, who: Character, face: Expression, ox: float, turn: float, marks: tuple[str, ...]) -> None:
    x, side = ox * 1.25, 1 if turn >= 0 else -1
    bill = smooth(
        [
            (x - side * 30, 22),
            (x + side * 14, 8),
            (x + side * 78, 30),
            (x + side * 112, 88),
            (x + side * 70, 84),
            (x - side * 24, 62),
        ]
    )
    canvas.form(bill, who.nose, 0.95, gloss=0.3)
    with canvas.inside(bill):
        canvas.inked(ellipse(x + side * 112, 88, 26, 24), "#3a3644")
    canvas.line(curve((x - side * 26, 46), (x + side * 30, 54), (x + side * 100, 82)), 0.7)


def tusks(canvas: Canvas, ox: float) -> None:
    for side in (-1, 1):
        x = ox * 1.3 + side * 26
        canvas.form(
            smooth([(x - 9, 64), (x + 9, 64), (x + side * 4, 124), (x - side * 2, 124)], tension=0.8), "#fffaf0", 0.8
        )


Draw = Callable[[Canvas, Character, Expression, float, float, tuple[str, ...]], None]
MUZZLES: dict[str, Draw] = {
    "button": _button,
    "snout": _snout,
    "mask": _mask,
    "oval": _oval,
    "pig": _pig,
    "koala": _koala,
    "ape": _ape,
    "trunk": _trunk,
    "hippo": _hippo,
    "croc": _croc,
    "dragon": _dragon,
    "frog": _frog,
    "turtle": _turtle,
    "point": _point,
    "beak": _beak,
    "bill": _bill,
    "hooked": _hooked,
    "spear": _spear,
    "toucan": _toucan,
}


def muzzle(canvas: Canvas, kind: Species, who: Character, face: Expression, ox: float, turn: float) -> None:
    """Nose and mouth of a head whose features are shifted by `ox`."""
    MUZZLES[kind.muzzle](canvas, who, face, ox, turn, kind.marks)
    if "tusks" in kind.marks:
        tusks(canvas, ox)
