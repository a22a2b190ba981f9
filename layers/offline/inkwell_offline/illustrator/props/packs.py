"""Packs, vessels and wares: what is sold, poured and put on a table; each is an outline with bands and a label."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import (
    Path,
    Point,
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


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that is as wide to the left as to the right.

    Args:
        half: its right outline from the top to the foot.
        colour: usual; the words may name another.
        lid: height and half width of a lid or cork on the top, and its colour.
        label: top and foot of a label around it; equal for none.
        sign: on the label: star, leaf, drop, heart or "".
        open: shows its inside at the top.
        fill: the colour of what is in it, shown through, with the height of its surface.
        stiff: corners stay corners.
    """

    half: tuple[Point, ...]
    colour: str
    lid: tuple[float, float, str] = (0, 0, "")
    label: tuple[float, float] = (0, 0)
    sign: str = ""
    open: bool = False
    fill: tuple[str, float] = ("", 0)
    stiff: bool = False


PACKS: dict[str, Pack] = {
    "bottle": Pack(
        ((17, -262), (19, -196), (56, -150), (60, -8), (46, 0)), "#8fc7e0", (26, 22, "#4f7fc0"), (-126, -44), "drop"
    ),
    "wine bottle": Pack(
        ((15, -290), (17, -206), (48, -160), (50, -8), (42, 0)), "#4f7a5a", (30, 17, "#8a2f40"), (-128, -48), "leaf"
    ),
    "perfume": Pack(
        ((20, -128), (62, -120), (70, -14), (56, 0)), "#f7c9d6", (52, 26, "#f2cf63"), (-92, -40), "heart", stiff=True
    ),
    "serum": Pack(((18, -150), (50, -132), (50, -8), (40, 0)), "#d9a05a", (74, 17, "#4a4652"), (-106, -34), "drop"),
    "lotion": Pack(((24, -190), (58, -172), (58, -8), (46, 0)), "#fdf6f0", (34, 15, "#c3aef0"), (-140, -50), "leaf"),
    "cream jar": Pack(((82, -66), (84, -8), (66, 0)), "#fbf3ee", (36, 86, "#f2cf63"), (-52, -16), "leaf"),
    "tube": Pack(((62, -236), (50, -60), (36, -40)), "#bfe3e0", (0, 0, ""), (-196, -96), "leaf", stiff=True),
    "can": Pack(((46, -182), (58, -166), (58, -16), (46, 0)), "#e5524e", (10, 46, "#c8d0dc"), (-136, -52), "star"),
    "tin": Pack(((72, -134), (72, 0)), "#c8d0dc", (8, 74, "#a3a6b0"), (-118, -18), "leaf", stiff=True),
    "box": Pack(((86, -150), (86, 0)), "#d9a866", (0, 0, ""), (0, 0), "", stiff=True),
    "cereal box": Pack(((72, -230), (72, 0)), "#ffd24d", (0, 0, ""), (-172, -60), "star", stiff=True),
    "carton": Pack(((58, -178), (58, 0)), "#8fd0e8", (52, 36, "#fbf9f6"), (-130, -50), "drop", stiff=True),
    "bag": Pack(((60, -196), (66, -170), (74, -10), (64, 0)), "#b08a5a", (22, 62, "#8a653c"), (-134, -52), "leaf"),
    "vase": Pack(((34, -196), (22, -168), (68, -96), (52, -10), (36, 0)), "#6fb0c9", open=True, label=(-104, -80)),
    "urn": Pack(((44, -190), (26, -160), (76, -96), (30, -16), (42, 0)), "#c9784a", open=True, label=(-110, -90)),
    "glass": Pack(((50, -150), (38, 0)), "#e6f5fb", open=True, fill=("#f59a3c", -112), stiff=True),
    "cup": Pack(((56, -120), (40, 0)), "#f7ead0", open=True, fill=("", 0), label=(-84, -38), sign="heart", stiff=True),
    "jug": Pack(((42, -170), (36, -140), (68, -70), (50, 0)), "#8fb8e8", open=True),
    "drum can": Pack(((70, -180), (70, 0)), "#5b9be8", (10, 72, "#c8d0dc"), (-120, -90), "", stiff=True),
}


def _outline(half: Sequence[Point], stiff: bool) -> Path:
    points = [*((-x, y) for x, y in half), *reversed(half)]
    return smooth(points, tension=0.12 if stiff else 0.6)


def _sign(canvas: Canvas, sign: str, y: float, size: float, colour: str) -> None:
    shapes = {
        "star": polygon(star(0, y, size)),
        "heart": smooth(
            [
                (0, y + size),
                (-size, y - size * 0.2),
                (-size * 0.5, y - size),
                (0, y - size * 0.5),
                (size * 0.5, y - size),
                (size, y - size * 0.2),
            ]
        ),
        "drop": smooth([(0, y - size), (size * 0.7, y + size * 0.3), (0, y + size), (-size * 0.7, y + size * 0.3)]),
        "leaf": smooth(
            [(-size, y + size * 0.6), (-size * 0.4, y - size * 0.6), (size, y - size), (size * 0.4, y + size * 0.5)]
        ),
    }
    if sign in shapes:
        canvas.shape(shapes[sign], colour, 0.75)


def pack(name: str) -> Callable[..., None]:
    """The drawing of a pack, standing on (0, 0)."""
    kind = PACKS[name]
    top, foot = kind.half[0][1], kind.half[-1][1]
    body = _outline(kind.half, kind.stiff)

    def draw(canvas: Canvas, rng: Random, colour: str = kind.colour) -> None:
        canvas.count(name)
        wide = max(x for x, _ in kind.half)
        canvas.shade(ellipse(0, foot, wide * 1.15, 10), "#23163a", 0.18)
        high, cap, tone = kind.lid
        if high:
            canvas.form(box(-cap, top - high, cap * 2, high + 6, min(8, high / 3)), tone, 0.95, gloss=0.2)
        canvas.form(body, colour, gloss=0.35 if not kind.stiff else 0.1)
        with canvas.inside(body):
            if kind.fill[0]:
                canvas.shape(box(-200, kind.fill[1], 400, 300), kind.fill[0], 0.7)
            upper, lower = kind.label
            if upper < lower:
                canvas.shape(box(-200, upper, 400, lower - upper), light(colour, 0.62), 0.8)
        canvas.line(body, 1.0, canvas.outline(colour))
        _sign(canvas, kind.sign, (kind.label[0] + kind.label[1]) / 2, min(28, wide * 0.44), dark(colour, 0.1))
        if kind.open:
            rim = kind.half[0][0]
            canvas.form(ellipse(0, top, rim, rim * 0.2), dark(colour, 0.2), 0.9, shade=0)
        EXTRAS.get(name, _nothing)(canvas, colour)

    return draw


def _nothing(canvas: Canvas, colour: str) -> None:
    """Most packs have nothing more."""


def _pump(canvas: Canvas, colour: str) -> None:
    canvas.form(tube([(0, -222), (0, -240)], 6, 6, 0.2), "#c3aef0", 0.9)
    canvas.form(smooth([(-14, -252), (40, -256), (52, -240), (30, -236), (-14, -236)], tension=0.4), "#c3aef0", 0.9)


def _flaps(canvas: Canvas, colour: str) -> None:
    """An open carton."""
    canvas.form(polygon([(-86, -150), (-40, -186), (106, -186), (86, -150)]), dark(colour, 0.25))
    canvas.form(polygon([(86, -150), (106, -186), (136, -150), (118, -118)]), light(colour, 0.15))
    canvas.form(polygon([(-86, -150), (-40, -186), (-84, -206), (-130, -172)]), light(colour, 0.15))
    canvas.line(curve((0, -150), (0, -104)), 0.8)


def _steam(canvas: Canvas, colour: str) -> None:
    canvas.form(tube([(52, -96), (88, -84), (80, -48), (46, -36)], 9, 9, 0.2), colour, 0.9)
    canvas.shape(ellipse(0, -120, 46, 8), "#7a4a2f", 0.7)
    for x in (-20, 4, 26):
        canvas.line(
            curve((x, -136), (x + 8, -152), (x - 6, -168), (x + 4, -184)),
            0.8,
            "#ffffff" if not canvas.line_art else None,
        )


def _straw(canvas: Canvas, colour: str) -> None:
    canvas.form(tube([(10, -140), (34, -216)], 6, 6, 0.1), "#ff8fb0", 0.85)
    canvas.form(ellipse(-38, -152, 24, 24), "#ffd24d", 0.85)
    canvas.line(ellipse(-38, -152, 15, 15), 0.6)


def _blooms(canvas: Canvas, colour: str) -> None:
    for x, y, tone in ((-44, -272, "#ff8fb8"), (0, -300, "#ffd24d"), (46, -268, "#c3aef0")):
        canvas.line(curve((0, -196), (x * 0.6, -236), (x, y)), 1.3, "#58a957")
        canvas.form(scallop(ring(x, y, 30, 30, 7), 0.5), tone, 0.9)
        canvas.shape(ellipse(x, y, 11), "#fff3c4", 0.7)


def _gable(canvas: Canvas, colour: str) -> None:
    canvas.form(polygon([(-58, -178), (-34, -220), (34, -220), (58, -178)]), light(colour, 0.25), 0.9)
    canvas.form(box(-36, -240, 72, 24, 3), "#fbf9f6", 0.9)


def _spout(canvas: Canvas, colour: str) -> None:
    canvas.form(smooth([(-34, -168), (-66, -186), (-44, -140)], tension=0.6), colour, 0.9)
    canvas.line(curve((40, -150), (92, -140), (86, -80), (60, -70)), 2.2, dark(colour, 0.1))


def _crimp(canvas: Canvas, colour: str) -> None:
    canvas.form(box(-64, -252, 128, 22, 3), light(colour, 0.3), 0.9)
    canvas.form(box(-30, -44, 60, 44, 8), "#fbf9f6", 0.95)


EXTRAS: dict[str, Callable[[Canvas, str], None]] = {
    "lotion": _pump,
    "box": _flaps,
    "cup": _steam,
    "glass": _straw,
    "vase": _blooms,
    "carton": _gable,
    "jug": _spout,
    "tube": _crimp,
}


def clock(canvas: Canvas, rng: Random, colour: str = "#e5524e") -> None:
    """A round clock on two feet."""
    canvas.count("clock")
    for side in (-1, 1):
        canvas.form(tube([(side * 40, -30), (side * 58, -4)], 11, 9), dark(colour, 0.2))
        canvas.form(ellipse(side * 46, -190, 34, 24, side * 28), light(colour, 0.2))
    canvas.form(ellipse(0, -104, 92), colour, gloss=0.2)
    canvas.shape(ellipse(0, -104, 70), "#fffaf0", 0.85)
    for i in range(12):
        with canvas.at(0, -104, turn=i * 30):
            canvas.line(curve((0, -62), (0, -52 if i % 3 else -46)), 0.8)
    canvas.line(curve((0, -104), (0, -148)), 1.5)
    canvas.line(curve((0, -104), (32, -88)), 1.5)
    canvas.inked(ellipse(0, -104, 6))


def wristwatch(canvas: Canvas, rng: Random, colour: str = "#4a4652") -> None:
    """A wristwatch standing on its strap, its face to us."""
    canvas.count("watch")
    canvas.shade(ellipse(0, 0, 110, 12), "#23163a", 0.2)
    for k in (-1, 1):
        strap = [(-44, -150 + k * 70), (44, -150 + k * 70), (34, -150 + k * 146), (-34, -150 + k * 146)]
        canvas.form(smooth(strap, tension=0.3), colour)
        for y in (100, 120):
            canvas.shape(ellipse(0, -150 + k * y, 5), light(colour, 0.4), 0.6)
    canvas.form(box(86, -162, 18, 24, 5), "#f2cf63", 0.9)
    canvas.form(ellipse(0, -150, 92), "#f2cf63", gloss=0.45)
    canvas.shape(ellipse(0, -150, 72), "#fffdf6", 0.9)
    for i in range(12):
        with canvas.at(0, -150, turn=i * 30):
            canvas.line(curve((0, -64), (0, -50 if i % 3 == 0 else -56)), 1.1 if i % 3 == 0 else 0.6)
    canvas.shape(ellipse(24, -126, 17), light(colour, 0.7), 0.6)
    canvas.line(curve((0, -150), (-26, -176)), 1.6)
    canvas.line(curve((0, -150), (30, -192)), 1.1)
    canvas.shape(ellipse(0, -150, 7), "#f2cf63", 0.7)


def football(canvas: Canvas, rng: Random, colour: str = "#fffaf0") -> None:
    """A football of white and dark patches."""
    canvas.count("football")
    canvas.shade(ellipse(0, 0, 56, 9), "#23163a", 0.18)
    whole = ellipse(0, -58, 58)
    canvas.form(whole, colour, gloss=0.2)
    with canvas.inside(whole), canvas.at(0, -58, turn=10):
        for i in range(5):
            with canvas.at(0, 0, turn=72 * i):
                canvas.line(curve((0, -20), (0, -40)), 0.8)
                canvas.inked(polygon([(0, -38), (20, -48), (14, -72), (-14, -72), (-20, -48)]), "#4a4652")
        canvas.inked(polygon([(0, -22), (21, -7), (13, 18), (-13, 18), (-21, -7)]), "#4a4652")
    canvas.line(whole, 1.0, canvas.outline(colour))


def wheelchair(canvas: Canvas, rng: Random, colour: str = "#e5524e") -> None:
    """A wheelchair from the front: whoever sits in it is behind its wheels and foot rests."""
    canvas.count("wheelchair")
    for side in (-1, 1):
        canvas.form(ellipse(side * 112, -84, 26, 84), "#4a4652", 1.0)
        canvas.shape(ellipse(side * 112, -84, 14, 66), "#e6e3ea", 0.8)
        canvas.line(curve((side * 112, -150), (side * 112, -18)), 0.7)
        canvas.form(tube([(side * 88, -168), (side * 88, -96)], 9, 9, 0.2), colour, 0.9)
        canvas.form(box(side * 88 - 24, -178, 48, 18, 8), dark(colour, 0.3), 0.9)
        canvas.form(tube([(side * 62, -92), (side * 58, -18)], 7, 7, 0.2), "#c8d0dc", 0.85)
        canvas.form(box(side * 46 - 34, -20, 68, 16, 7), "#6a6474", 0.9)
    canvas.form(box(-92, -108, 184, 22, 9), colour)


def shovel(canvas: Canvas, rng: Random, colour: str = "#e5524e") -> None:
    canvas.count("shovel")
    with canvas.at(0, -6, turn=8):
        canvas.form(tube([(0, -60), (0, -206)], 8, 8, 0.1), "#c98d5a")
        canvas.form(smooth([(-34, -206), (34, -206), (26, -240), (-26, -240)], tension=0.6), colour, 0.95)
        canvas.form(smooth([(-42, -84), (42, -84), (38, -20), (0, 4), (-38, -20)], tension=0.6), colour)


def rake(canvas: Canvas, rng: Random, colour: str = "#f2bd4b") -> None:
    canvas.count("rake")
    with canvas.at(0, -4, turn=8):
        canvas.form(tube([(0, -60), (0, -280)], 7, 7, 0.1), "#c98d5a")
        for i in range(-3, 4):
            canvas.line(curve((0, -70), (i * 11, -40), (i * 20, 0)), 1.4, dark(colour, 0.15))
        canvas.form(tube([(-34, -34), (34, -34)], 6, 6, 0.3), colour, 0.9)


def vessels() -> dict[str, tuple[float, float]]:
    """Width and height of each pack."""
    sizes = {}
    for name, kind in PACKS.items():
        more = 100 if name == "vase" else 64 if name in ("box", "glass", "cup", "carton", "lotion") else 0
        sizes[name] = 2.4 * max(x for x, _ in kind.half), -kind.half[0][1] + kind.lid[0] + more
    return sizes
