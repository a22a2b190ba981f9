"""Ears and muzzles from the side, facing right."""

from inkwell_offline.illustrator.characters import face as faces
from inkwell_offline.illustrator.characters.poses import Expression
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import Species
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, mix
from inkwell_offline.illustrator.kit.geometry import curve, ellipse, smooth, tube


def side_ear(canvas: Canvas, who: Character, ear: str) -> None:
    match ear:
        case "long":
            with canvas.at(-28, -70, turn=-10):
                canvas.form(
                    smooth([(-28, 30), (-38, -70), (-28, -150), (2, -182), (32, -148), (38, -70), (28, 34)]), who.fur
                )
                canvas.shape(
                    smooth([(-12, -6), (-18, -72), (-12, -126), (2, -150), (16, -126), (20, -72), (12, -4)]),
                    who.inner,
                    0.7,
                )
        case "floppy":
            canvas.form(
                smooth(
                    [
                        (-58, -78),
                        (-36, -102),
                        (-4, -104),
                        (18, -74),
                        (24, -14),
                        (18, 66),
                        (-6, 116),
                        (-34, 106),
                        (-44, 50),
                        (-54, -14),
                    ]
                ),
                who.fur,
                1.05,
            )
            canvas.shape(
                smooth([(-30, -46), (-12, -58), (4, -44), (8, 0), (2, 58), (-10, 90), (-22, 80), (-28, 30)]),
                who.inner,
                0.7,
            )
        case "fan":
            canvas.form(
                smooth([(-8, -58), (-46, -92), (-100, -84), (-120, -24), (-98, 50), (-54, 74), (-18, 40), (0, -10)]),
                who.fur,
            )
            canvas.shape(
                smooth([(-24, -40), (-52, -62), (-86, -54), (-98, -14), (-80, 34), (-52, 46), (-30, 20)]),
                who.inner,
                0.7,
            )
        case "flop":
            canvas.form(smooth([(-56, -72), (-24, -92), (10, -72), (18, -14), (4, 48), (-24, 54), (-40, 8)]), who.inner)
        case "disc":
            canvas.form(ellipse(-44, -86, 60), who.fur)
            canvas.shape(ellipse(-40, -82, 40), who.inner, 0.7)
        case "round" | "small" | "ape" | "fluffy":
            canvas.form(ellipse(-30, -92, 40), who.fur)
            canvas.shape(ellipse(-27, -92, 22), who.inner, 0.7)
        case "side" | "fold" | "fin":
            canvas.form(smooth([(-20, -62), (-60, -92), (-112, -92), (-100, -56), (-56, -36), (-24, -36)]), who.fur)
            canvas.shape(smooth([(-36, -60), (-62, -76), (-92, -78), (-84, -60), (-56, -48)]), who.inner, 0.65)
        case _:
            canvas.form(
                smooth([(-66, -52), (-58, -110), (-30, -158), (-20, -154), (0, -104), (8, -72)], tension=0.75), who.fur
            )
            canvas.shape(
                smooth([(-46, -72), (-42, -108), (-26, -134), (-14, -104), (-10, -78)], tension=0.75), who.inner, 0.7
            )


def side_muzzle(canvas: Canvas, who: Character, kind: Species, expression: Expression) -> None:
    match kind.muzzle:
        case "beak" | "hooked":
            canvas.form(smooth([(82, -2), (112, 4), (142, 26), (112, 36), (82, 44)], tension=0.75), who.nose, 0.95)
            canvas.line(curve((86, 22), (112, 24), (136, 26)), 0.7)
            return
        case "bill":
            canvas.form(
                smooth([(80, 4), (120, 10), (164, 16), (170, 30), (120, 46), (80, 50)], tension=0.8), who.nose, 0.95
            )
            canvas.line(curve((84, 30), (120, 32), (164, 26)), 0.7)
            return
        case "trunk":
            canvas.form(tube([(66, 18), (124, 40), (142, 100), (176, 128), (190, 104)], 36, 16), who.fur, 1.0)
            canvas.cover(ellipse(56, 16, 33, 34), who.fur)
            canvas.form(smooth([(84, 62), (108, 74), (126, 104), (104, 96), (80, 78)]), "#fffaf0", 0.8)
            canvas.line(curve((54, 70), (68, 80), (82, 78)), 0.9)
            return
    long = kind.muzzle in ("oval", "dragon", "croc", "hippo")
    reach = {
        "oval": 44.0,
        "dragon": 42.0,
        "croc": 66.0,
        "hippo": 52.0,
        "snout": 34.0,
        "mask": 46.0,
        "pig": 28.0,
        "point": 44.0,
    }.get(kind.muzzle, 22.0)
    tip = 88 + reach
    colour = who.belly if kind.muzzle in ("snout", "mask", "ape", "point") else who.fur
    if long:
        colour = mix(who.fur, who.belly, 0.45) if kind.muzzle != "oval" else mix(who.belly, who.nose, 0.32)
    bridge = [
        (62, 8),
        (84, -6 if long else 6),
        (tip - 10, 10 if not long else 4),
        (tip + 2, 36),
        (tip - 8, 64),
        (tip - 30, 82),
        (84, 90),
        (52, 84),
        (48, 44),
    ]
    canvas.form(smooth(bridge), colour, 0.95, shade=0.12)
    if colour == who.fur:
        canvas.cover(smooth([(40, 4), (76, 10), (84, 40), (74, 80), (44, 88), (30, 40)]), who.fur)
    mouth_y = 60
    if expression.mouth in ("open", "wide", "o"):
        canvas.shape(
            smooth(
                [
                    (tip - 12, mouth_y - 6),
                    (tip - 36, mouth_y + 2),
                    (tip - 46, mouth_y),
                    (tip - 36, mouth_y + 20),
                    (tip - 16, mouth_y + 12),
                ]
            ),
            faces.MOUTH_RED,
            0.8,
        )
    elif expression.mouth in ("frown", "wavy"):
        canvas.line(curve((tip - 8, mouth_y + 4), (tip - 28, mouth_y), (tip - 44, mouth_y + 12)), 0.9)
    else:
        canvas.line(curve((tip - 6, mouth_y - 8), (tip - 26, mouth_y + 4), (tip - 50, mouth_y - 4)), 0.9)
    if long:
        canvas.inked(ellipse(tip - 16, 22, 5.5, 7), dark(who.nose, 0.45))
        return
    if kind.muzzle == "pig":
        canvas.form(ellipse(tip, 36, 12, 24), who.nose, 0.9)
        return
    if kind.muzzle in ("frog", "turtle"):
        return
    canvas.form(ellipse(tip - 2, 28, 14, 12), who.nose, 0.85, gloss=0.4)
    if kind.whiskers:
        for k in (0, 1):
            canvas.line(curve((tip - 34, 46 + k * 12), (tip - 58, 44 + k * 15), (tip - 80, 44 + k * 20)), 0.5, detail=1)
