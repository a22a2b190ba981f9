"""Clothes of work and of old times: hats with their brim at (0, 0), and garments over a body."""

from collections.abc import Callable

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import (
    Path,
    box,
    curve,
    ellipse,
    polygon,
    ring,
    scallop,
    smooth,
    star,
    tube,
)

GOLD = "#f2cf63"
Hat = Callable[[Canvas, str], None]
Garment = Callable[[Canvas, Path, str], None]


def _dome(half: float, high: float) -> Path:
    """A cap's crown from temple to temple."""
    right = [(half * 0.9, -high * 0.6), (half * 0.42, -high * 0.94)]
    return smooth([(-half, 6), *((-x, y) for x, y in right), (0, -high), *reversed(right), (half, 6), (0, 16)])


def _peaked(canvas: Canvas, colour: str) -> None:
    canvas.form(
        smooth([(-92, 0), (-128, -52), (-60, -88), (0, -94), (60, -88), (128, -52), (92, 0)], tension=0.8), colour
    )
    canvas.shape(
        smooth([(-94, -18), (0, -28), (94, -18), (96, 6), (0, -2), (-96, 6)], tension=0.6), dark(colour, 0.25), 0.9
    )
    canvas.form(smooth([(-84, 6), (0, -6), (84, 6), (60, 28), (0, 34), (-60, 28)]), dark(colour, 0.45), 0.95)
    canvas.shape(polygon(star(0, -46, 20)), GOLD, 0.7)


def _hard(canvas: Canvas, colour: str) -> None:
    canvas.form(_dome(108, 106), colour, gloss=0.4)
    canvas.form(smooth([(-18, 4), (-20, -70), (0, -116), (20, -70), (18, 4)], tension=0.7), light(colour, 0.2), 0.9)
    canvas.form(smooth([(-128, 10), (-60, -6), (0, -8), (60, -6), (128, 10), (60, 26), (0, 30), (-60, 26)]), colour)


def _nurse(canvas: Canvas, colour: str) -> None:
    canvas.form(smooth([(-62, 4), (-78, -52), (0, -66), (78, -52), (62, 4), (0, -6)], tension=0.6), colour)
    canvas.shape(box(-6, -48, 12, 34, 2), "#e5524e", 0.6)
    canvas.shape(box(-17, -37, 34, 12, 2), "#e5524e", 0.6)


def _horned(canvas: Canvas, colour: str) -> None:
    for side in (-1, 1):
        with canvas.at(side * 92, -34, side, 1):
            canvas.form(smooth([(-16, 24), (34, 2), (62, -76), (72, -20), (44, 34), (-8, 46)], tension=0.85), "#f7ead0")
    canvas.form(_dome(106, 104), colour, gloss=0.35)
    canvas.shape(smooth([(-110, -8), (0, -20), (110, -8), (110, 16), (0, 6), (-110, 16)], tension=0.6), "#a8784a", 0.95)
    for x in (-70, -24, 24, 70):
        canvas.shape(ellipse(x, 0, 7), GOLD, 0.6)


def _crested(canvas: Canvas, colour: str) -> None:
    canvas.form(scallop([(-30, -86), (-62, -150), (0, -186), (62, -150), (30, -86)], 0.24), "#d9433f", texture="tufts")
    canvas.form(_dome(106, 104), colour, gloss=0.35)
    canvas.form(
        smooth([(-108, -10), (0, -26), (108, -10), (106, 14), (0, 2), (-106, 14)], tension=0.6), dark(colour, 0.12)
    )
    for side in (-1, 1):
        canvas.form(smooth([(side * 108, 0), (side * 84, 10), (side * 82, 84), (side * 106, 96)], tension=0.6), colour)


def _kabuto(canvas: Canvas, colour: str) -> None:
    canvas.form(
        smooth([(-104, -10), (-140, 44), (-104, 60), (0, 6), (104, 60), (140, 44), (104, -10)], tension=0.6), colour
    )
    canvas.form(_dome(100, 98), dark(colour, 0.15), gloss=0.3)
    for side in (-1, 1):
        canvas.form(smooth([(0, -34), (side * 42, -72), (side * 70, -146), (side * 34, -92)], tension=0.8), GOLD, 0.9)
    canvas.shape(ellipse(0, -34, 17), GOLD, 0.8)


def _turban(canvas: Canvas, colour: str) -> None:
    canvas.form(
        smooth([(-110, 8), (-122, -50), (-64, -110), (0, -122), (64, -110), (122, -50), (110, 8), (0, -24)]), colour
    )
    for side in (-1, 1):
        canvas.line(curve((side * 6, -26), (side * 64, -64), (side * 112, -58)), 0.7)
        canvas.line(curve((side * 12, -60), (side * 56, -92), (side * 92, -88)), 0.7)
    canvas.shape(smooth([(0, -14), (-20, -38), (0, -70), (20, -38)]), light(colour, 0.35), 0.8)


def _beret(canvas: Canvas, colour: str) -> None:
    canvas.form(smooth([(-88, 2), (-122, -34), (-60, -84), (30, -82), (98, -46), (88, 2), (0, -10)]), colour, gloss=0.2)
    canvas.form(tube([(-14, -80), (-16, -100)], 7, 6), colour, 0.9)


def _graduate(canvas: Canvas, colour: str) -> None:
    canvas.form(_dome(84, 70), colour)
    canvas.form(polygon([(-138, -58), (0, -96), (138, -58), (0, -22)]), dark(colour, 0.1))
    canvas.line(curve((0, -58), (70, -50), (96, -42), (98, 4)), 1.1, GOLD)
    canvas.form(smooth([(90, 0), (106, 0), (112, 38), (84, 38)], tension=0.5), GOLD, 0.8)


def _cone(canvas: Canvas, colour: str) -> None:
    canvas.form(
        smooth([(-100, 10), (-62, -80), (-8, -196), (14, -196), (62, -80), (100, 10), (0, 22)], tension=0.7), colour
    )
    canvas.line(curve((-62, -66), (-10, -58), (20, -70)), 0.6, detail=1)


def _halo(canvas: Canvas, colour: str) -> None:
    canvas.glow(0, -70, 130, "#fff0a0", 0.6)
    canvas.form(ellipse(0, -72, 84, 22), colour, 0.9)
    canvas.shape(ellipse(0, -74, 58, 12), "#fffdf0", 0.7)


def _veil(canvas: Canvas, colour: str) -> None:
    for side in (-1, 1):
        canvas.form(
            smooth([(side * 40, -26), (side * 122, 8), (side * 150, 150), (side * 112, 168), (side * 100, 30)]), colour
        )
    for i, x in enumerate((-64, -32, 0, 32, 64)):
        canvas.form(scallop(ring(x, abs(x) * 0.3 - 18, 20, 20, 7), 0.5), ("#ffd0dc", "#fff3c4")[i % 2], 0.8)


def _feathers(canvas: Canvas, colour: str) -> None:
    for turn, tone in ((-24, "#e5524e"), (0, "#fbf9f6"), (24, "#4fc3c0")):
        with canvas.at(40, -22, turn=turn + 18):
            canvas.form(smooth([(-5, 0), (-17, -60), (0, -112), (17, -60), (5, 0)]), tone, 0.85)
    canvas.form(smooth([(-104, -14), (0, -28), (104, -14), (104, 12), (0, 0), (-104, 12)], tension=0.6), colour)
    for x in (-72, -36, 0, 36, 72):
        canvas.shape(polygon([(x - 12, -4), (x, -18), (x + 12, -4), (x, 8)]), GOLD, 0.6)


def _goggles(canvas: Canvas, colour: str) -> None:
    canvas.shade(box(-92, 48, 184, 84, 38), "#cfeaff", 0.4)
    canvas.line(box(-92, 48, 184, 84, 38), 1.8, colour)
    canvas.form(tube([(108, 80), (140, 30), (134, -70)], 11, 11, 0.3), "#ef7a3c", 0.9)


def _band(canvas: Canvas, colour: str) -> None:
    canvas.form(smooth([(-106, -12), (0, -26), (106, -12), (108, 14), (0, 0), (-108, 14)], tension=0.6), colour)


def _striped_cloth(canvas: Canvas, colour: str) -> None:
    """The headcloth of a pharaoh."""
    for side in (-1, 1):
        lappet = smooth(
            [(side * 60, -40), (side * 132, 0), (side * 140, 150), (side * 88, 160), (side * 96, 30)], tension=0.7
        )
        canvas.form(lappet, colour)
        with canvas.inside(lappet):
            for y in (20, 56, 92, 128):
                canvas.line(curve((side * 60, y + 8), (side * 150, y - 4)), 1.2, "#3a5aa0")
    canvas.form(_dome(112, 100), colour, gloss=0.2)
    for y, x in ((-60, 84), (-28, 102)):
        canvas.line(curve((-x, y + 14), (0, y - 6), (x, y + 14)), 1.2, "#3a5aa0")
    canvas.form(smooth([(-14, 6), (-20, -34), (0, -64), (20, -34), (14, 6)]), GOLD, 0.85)


def _headcloth(canvas: Canvas, colour: str) -> None:
    for side in (-1, 1):
        canvas.form(
            smooth([(side * 70, -40), (side * 124, -6), (side * 128, 120), (side * 96, 130), (side * 100, 20)]), colour
        )
    canvas.form(_dome(112, 96), colour)
    canvas.form(
        smooth([(-112, -20), (0, -34), (112, -20), (112, -2), (0, -14), (-112, -2)], tension=0.6), "#8a5c3b", 0.85
    )


def _antennae(canvas: Canvas, colour: str) -> None:
    for side in (-1, 1):
        canvas.form(tube([(side * 34, -14), (side * 48, -62), (side * 70, -104)], 7, 6), colour, 0.9)
        canvas.form(ellipse(side * 72, -112, 19), "#ffd24d", 0.9, gloss=0.3)


def _headphones(canvas: Canvas, colour: str) -> None:
    canvas.form(tube([(-114, 84), (-108, -14), (0, -44), (108, -14), (114, 84)], 11, 11), colour)
    for side in (-1, 1):
        canvas.form(ellipse(side * 116, 96, 27, 38), colour)
        canvas.form(ellipse(side * 124, 96, 13, 24), dark(colour, 0.25), 0.8)


HEADGEAR: dict[str, Hat] = {
    "headphones": _headphones,
    "peaked cap": _peaked,
    "hard hat": _hard,
    "nurse cap": _nurse,
    "horned helmet": _horned,
    "crested helmet": _crested,
    "samurai helmet": _kabuto,
    "turban": _turban,
    "beret": _beret,
    "graduation cap": _graduate,
    "cone hat": _cone,
    "halo": _halo,
    "veil": _veil,
    "feather band": _feathers,
    "diving goggles": _goggles,
    "headband": _band,
    "antennae": _antennae,
    "pharaoh cloth": _striped_cloth,
    "headcloth": _headcloth,
}


def _buttons(canvas: Canvas, ys: tuple[int, ...], colour: str) -> None:
    for y in ys:
        canvas.shape(ellipse(0, y, 6), colour, 0.6)


def _uniform(canvas: Canvas, body: Path, colour: str) -> None:
    with canvas.inside(body):
        canvas.form(smooth([(-100, -210), (100, -210), (100, -64), (0, -54), (-100, -64)], tension=0.4), colour, 0.95)
        canvas.shape(
            smooth([(-100, -92), (0, -82), (100, -92), (100, -74), (0, -64), (-100, -74)], tension=0.6), "#3a2a2e", 0.8
        )
    for side in (-1, 1):
        canvas.shape(
            smooth([(side * 4, -182), (side * 40, -192), (side * 30, -160)], tension=0.5), light(colour, 0.2), 0.8
        )
    _buttons(canvas, (-150, -124, -100), GOLD)
    canvas.shape(polygon(star(30, -136, 15)), GOLD, 0.65)


def _suit(canvas: Canvas, body: Path, colour: str) -> None:
    with canvas.inside(body):
        canvas.form(smooth([(-30, -210), (30, -210), (20, -60), (-20, -60)], tension=0.4), "#ffffff", 0.8)
        canvas.form(smooth([(-8, -176), (8, -176), (13, -104), (0, -86), (-13, -104)], tension=0.5), "#c73a4b", 0.8)
        for side in (-1, 1):
            lapel = [(side * 34, -206), (side * 4, -116), (side * 8, -44), (side * 100, -44), (side * 100, -206)]
            canvas.form(smooth(lapel, tension=0.4), colour, 0.95)
    for side in (-1, 1):
        canvas.shape(
            smooth([(side * 36, -188), (side * 12, -124), (side * 40, -140)], tension=0.5), light(colour, 0.18), 0.7
        )


def _safety(canvas: Canvas, body: Path, colour: str) -> None:
    with canvas.inside(body):
        for side in (-1, 1):
            half = [(side * 12, -206), (side * 5, -140), (side * 5, -58), (side * 100, -58), (side * 100, -206)]
            canvas.form(smooth(half, tension=0.4), colour, 0.95)
        for y in (-118, -86):
            canvas.shape(
                smooth([(-100, y), (0, y + 6), (100, y), (100, y + 13), (0, y + 19), (-100, y + 13)], tension=0.5),
                "#f7f3c0",
                0.7,
            )


def _robe(canvas: Canvas, body: Path, colour: str) -> None:
    canvas.form(
        smooth([(-44, -192), (-62, -140), (-84, -20), (0, -12), (84, -20), (62, -140), (44, -192)], tension=0.8),
        colour,
        1.05,
    )
    canvas.line(curve((-24, -186), (0, -140), (-8, -16)), 0.7)
    canvas.line(curve((24, -186), (0, -140)), 0.7)
    canvas.shape(
        smooth([(-64, -108), (0, -98), (64, -108), (66, -90), (0, -80), (-66, -90)], tension=0.7),
        dark(colour, 0.35),
        0.85,
    )


def _armour(canvas: Canvas, body: Path, colour: str) -> None:
    """A breastplate over a pleated skirt."""
    for x in (-46, -23, 0, 23, 46):
        canvas.form(box(x - 12, -84, 24, 46, 4), "#a8553f", 0.85)
    with canvas.inside(body):
        canvas.form(
            smooth([(-90, -206), (90, -206), (90, -84), (0, -74), (-90, -84)], tension=0.4), colour, 0.95, gloss=0.3
        )
    canvas.line(curve((0, -176), (0, -92)), 0.7)
    for side in (-1, 1):
        canvas.line(curve((side * 8, -140), (side * 30, -128), (side * 50, -140)), 0.7)
        canvas.form(ellipse(side * 52, -176, 22, 17), dark(colour, 0.1), 0.9)


def _lamellar(canvas: Canvas, body: Path, colour: str) -> None:
    """The laced plates of a samurai."""
    with canvas.inside(body):
        canvas.form(smooth([(-90, -206), (90, -206), (90, -48), (-90, -48)], tension=0.3), colour, 0.95)
        for y in (-160, -134, -108, -82, -56):
            canvas.line(curve((-90, y), (0, y + 7), (90, y)), 0.8, GOLD)
    for side in (-1, 1):
        canvas.form(
            smooth([(side * 42, -194), (side * 92, -172), (side * 98, -126), (side * 52, -138)], tension=0.5), colour
        )


def _bandages(canvas: Canvas, body: Path, colour: str) -> None:
    with canvas.inside(body):
        canvas.form(body, colour, 0.9)
        for y in range(-190, -50, 22):
            canvas.line(curve((-90, y), (0, y + 14), (90, y - 4)), 0.7)


def _bones(canvas: Canvas, body: Path, colour: str) -> None:
    with canvas.inside(body):
        for y in (-164, -142, -120):
            for side in (-1, 1):
                canvas.form(tube([(side * 4, y), (side * 30, y + 2), (side * 44, y + 12)], 7, 5), colour, 0.7)
    canvas.form(box(-8, -182, 16, 96, 6), colour, 0.7)


def _fur(canvas: Canvas, body: Path, colour: str) -> None:
    """A hide over one shoulder."""
    canvas.form(
        scallop([(-54, -190), (-66, -120), (-72, -44), (-30, -36), (20, -44), (72, -40), (64, -120), (40, -142)], 0.16),
        colour,
    )
    for x, y in ((-34, -120), (14, -96), (-20, -72), (40, -64)):
        canvas.shape(ellipse(x, y, 9, 7), dark(colour, 0.4), 0.6)


def _gi(canvas: Canvas, body: Path, colour: str) -> None:
    with canvas.inside(body):
        canvas.form(body, colour, 0.95)
        canvas.line(curve((-30, -192), (8, -140), (16, -90)), 1.1)
        canvas.line(curve((30, -192), (0, -146)), 1.1)
        canvas.form(
            smooth([(-90, -98), (0, -88), (90, -98), (90, -80), (0, -70), (-90, -80)], tension=0.6), "#3a3644", 0.85
        )
    canvas.form(tube([(0, -84), (-12, -62), (-18, -46)], 8, 8, 0.2), "#3a3644", 0.8)


def _jersey(canvas: Canvas, body: Path, colour: str) -> None:
    with canvas.inside(body):
        canvas.form(smooth([(-90, -210), (90, -210), (90, -88), (0, -78), (-90, -88)], tension=0.4), colour, 0.95)
        for side in (-1, 1):
            canvas.shape(box(side * 52 - 7, -210, 14, 140, 3), light(colour, 0.6), 0.7)
    canvas.line(curve((-10, -146), (2, -158), (2, -112)), 1.6, "#ffffff")
    canvas.line(curve((-10, -112), (14, -112)), 1.6, "#ffffff")


def _icing(canvas: Canvas, body: Path, colour: str) -> None:
    """Buttons and zigzags of sugar on a gingerbread man."""
    _buttons(canvas, (-156, -128, -100), "#e5524e")
    for y in (-76, -186):
        canvas.line(polygon([(-48, y), (-32, y - 10), (-16, y), (0, y - 10), (16, y), (32, y - 10), (48, y)]), 1.2,
                    colour)  # fmt: skip


GARMENTS: dict[str, Garment] = {
    "uniform": _uniform,
    "suit": _suit,
    "safety vest": _safety,
    "robe": _robe,
    "breastplate": _armour,
    "plates": _lamellar,
    "bandages": _bandages,
    "bones": _bones,
    "hide": _fur,
    "karate suit": _gi,
    "jersey": _jersey,
    "icing": _icing,
}


def put_on(canvas: Canvas, wears: dict[str, str], body: Path) -> bool:
    """Draw the garment that somebody wears over their body; False for somebody who wears none of these."""
    worn = next((name for name in GARMENTS if name in wears), None)
    if worn is None:
        return False
    GARMENTS[worn](canvas, body, wears[worn])
    return True
