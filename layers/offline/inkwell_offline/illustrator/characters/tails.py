"""Tails by kind, in figure coordinates, growing to the right; mirrored for the left. Drawn behind the body."""

from collections.abc import Callable

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light, mix
from inkwell_offline.illustrator.kit.geometry import centreline, curve, ellipse, polygon, ring, scallop, smooth, tube

Draw = Callable[[Canvas, str, str, str], None]
"""Canvas, fur, belly colour, accent."""


def _puff(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(scallop(ring(80, -58, 34, 34, 9), 0.4), light(belly, 0.4))


def _stub(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(ellipse(76, -58, 25), fur)


def _cat(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(tube([(36, -48), (98, -38), (138, -78), (126, -138), (146, -186), (160, -192)], 17, 13), fur)


def _thin(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(tube([(46, -42), (104, -28), (140, -62), (172, -104), (186, -94)], 8, 4.5), accent)


def _dog(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(tube([(44, -58), (98, -78), (124, -140)], 18, 10), fur)


def _fox(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    path = smooth(
        [(36, -42), (92, -18), (148, -44), (182, -110), (170, -192), (150, -222), (124, -176), (104, -116), (54, -92)]
    )
    canvas.form(path, fur, texture="tufts")
    tip = smooth(
        [(178, -136), (176, -176), (150, -222), (128, -180), (122, -160), (140, -170), (152, -148), (164, -160)],
        tension=0.75,
    )
    canvas.shape(tip, belly, 0.8)


def _brush(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    path = smooth(
        [
            (34, -30),
            (96, -12),
            (150, -48),
            (166, -130),
            (176, -216),
            (130, -262),
            (84, -236),
            (96, -190),
            (112, -150),
            (92, -96),
            (50, -86),
        ]
    )
    canvas.form(path, fur, texture="tufts")
    canvas.line(curve((76, -48), (128, -72), (138, -146), (136, -206), (112, -226)), 0.7)


def _ringed(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    path = smooth(
        [(36, -42), (92, -18), (150, -44), (178, -112), (166, -184), (138, -196), (124, -150), (104, -108), (54, -92)]
    )
    canvas.form(path, fur)
    with canvas.inside(path):
        for x, y, turn in ((100, -62, -20), (146, -98, 30), (152, -160, 82)):
            canvas.shape(ellipse(x, y, 13, 60, turn), dark(fur, 0.5), 0.7)


def _tuft(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(tube([(40, -48), (104, -34), (144, -82), (140, -132)], 11, 8), fur)
    canvas.form(smooth([(126, -128), (122, -158), (142, -188), (164, -160), (154, -126), (140, -120)]), accent)


def _curl(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    points = [(58, -52), (96, -48), (114, -72), (96, -92), (80, -74), (104, -58), (134, -72)]
    line = smooth(points, closed=False)
    canvas.line(line, 2.6, canvas.colour(dark(fur, 0.4)))


def _curl_up(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(
        tube([(40, -48), (110, -30), (156, -70), (160, -130), (130, -156), (112, -132), (126, -118)], 13, 8), fur
    )


def _mane(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(
        smooth([(40, -92), (100, -118), (150, -84), (166, -20), (144, 6), (128, -12), (104, -2), (92, -36), (50, -50)]),
        accent,
    )
    canvas.line(curve((76, -90), (118, -72), (132, -28)), 0.6)
    canvas.line(curve((70, -76), (100, -58), (110, -26)), 0.6, detail=1)


def _point(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(smooth([(40, -54), (84, -50), (116, -26), (76, -22), (40, -28)], tension=0.8), fur)


def _croc(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    line = [(30, -44), (104, -22), (158, -44), (184, -98)]
    spine = centreline(line)
    for x, y in spine[1:]:
        canvas.shape(polygon([(x - 12, y - 12), (x + 6, y - 34), (x + 16, y - 10)]), accent, 0.7)
    canvas.form(tube(line, 34, 7), fur, texture="scales")


def _arrow(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(smooth([(176, -152), (150, -156), (186, -206), (216, -150), (190, -150)], tension=0.5), accent)
    canvas.form(tube([(30, -44), (108, -18), (166, -52), (184, -150)], 32, 8), fur, texture="scales")


def _bird(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    for turn in (-34, -10, 14):
        with canvas.at(50, -56, turn=turn):
            canvas.form(smooth([(0, -14), (60, -24), (96, -8), (92, 10), (50, 16), (0, 12)]), mix(fur, accent, 0.35))


def _fan(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    """A wheel of feathers behind the bird, each with an eye."""
    for row, (reach, count) in enumerate(((356.0, 13), (280.0, 11))):
        for i in range(count):
            turn = -92 + 184 * i / (count - 1)
            with canvas.at(0, -130, turn=turn):
                canvas.form(
                    smooth([(-9, 0), (-40, -reach * 0.8), (0, -reach), (40, -reach * 0.8), (9, 0)], tension=0.9),
                    mix(fur, accent, 0.3 + 0.35 * row),
                    0.9,
                )
                canvas.shape(ellipse(0, -reach * 0.82, 21, 26), belly, 0.7)
                canvas.shape(ellipse(0, -reach * 0.81, 10, 13), accent, 0.6)


def _flat(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(
        smooth([(30, -40), (96, -70), (160, -62), (176, -34), (150, -8), (90, -8)]),
        mix(fur, accent, 0.4),
        texture="lattice",
    )


def _thick(canvas: Canvas, fur: str, belly: str, accent: str) -> None:
    canvas.form(tube([(30, -44), (112, -14), (180, -30), (206, -64)], 28, 7), fur)


TAILS: dict[str, Draw] = {
    "puff": _puff,
    "stub": _stub,
    "cat": _cat,
    "thin": _thin,
    "dog": _dog,
    "fox": _fox,
    "brush": _brush,
    "ringed": _ringed,
    "tuft": _tuft,
    "curl": _curl,
    "curl up": _curl_up,
    "mane": _mane,
    "point": _point,
    "croc": _croc,
    "arrow": _arrow,
    "bird": _bird,
    "fan": _fan,
    "flat": _flat,
    "thick": _thick,
}


def tail(canvas: Canvas, kind: str, fur: str, belly: str, accent: str, side: int = 1) -> None:
    """The tail, growing to the right for `side` 1 and to the left for -1."""
    draw = TAILS.get(kind)
    if draw is not None:
        with canvas.at(0, 0, side, 1):
            draw(canvas, fur, belly, accent)
