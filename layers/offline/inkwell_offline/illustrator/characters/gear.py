"""Gear that somebody uses while they do something, and aids that they wear: ropes, skis, a branch to hang from."""

import math
from collections.abc import Callable, Mapping

from inkwell_offline.illustrator.characters.poses import ARMS, LEGS, Pose
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import Point, box, curve, ellipse, ring, scallop, smooth, tube

Draw = Callable[[Canvas, Pose], None]
WOOD, METAL, RED, BLUE = "#b5855a", "#aeb9c9", "#e5524e", "#5b9be8"


def _hands(pose: Pose) -> list[tuple[int, Point]]:
    return [(side, (ARMS[a].hand[0] * side, ARMS[a].hand[1])) for side, a in zip((-1, 1), pose.arms, strict=True)]


def _feet(pose: Pose) -> list[tuple[int, Point, float]]:
    legs = LEGS.get(pose.legs, LEGS["stand"])
    return [(side, (leg.foot[0] * side, leg.foot[1]), leg.turn * side) for side, leg in zip((-1, 1), legs, strict=True)]


def _rope(canvas: Canvas, pose: Pose) -> None:
    canvas.count("jump rope")
    (left, right) = [hand for _, hand in _hands(pose)]
    canvas.form(tube([left, (-150, -20), (0, 74), (150, -20), right], 6, 6), RED, 0.8)
    for _, (x, y) in _hands(pose):
        canvas.form(tube([(x, y - 26), (x, y + 22)], 9, 9), WOOD, 0.8)


def _hoop(start: float) -> Draw:
    def draw(canvas: Canvas, pose: Pose) -> None:
        arc = [math.radians(start + i * 15) for i in range(13)]
        canvas.form(tube([(165 * math.cos(a), -92 + 46 * math.sin(a)) for a in arc], 9, 9), "#ff7fb0", 0.9)
        canvas.count("hula hoop", int(start == 0))

    return draw


def _skis(canvas: Canvas, pose: Pose) -> None:
    canvas.count("skis")
    for _, (x, y), _ in _feet(pose):
        canvas.form(tube([(x - 150, y + 20), (x + 70, y + 20), (x + 116, y + 8), (x + 132, y - 14)], 9, 7), BLUE, 0.9)
    for side, (x, y) in _hands(pose):
        canvas.form(tube([(x, y - 26), (x + side * 26, y + 120)], 5, 4), METAL, 0.8)


def _skates(canvas: Canvas, pose: Pose) -> None:
    canvas.count("ice-skate")
    for side, (x, y), turn in _feet(pose):
        with canvas.at(x, y, turn=turn):
            canvas.form(box(side * 8 - 46, 16, 92, 14, 6), METAL, 0.9)


def _wheels(canvas: Canvas, pose: Pose) -> None:
    canvas.count("roller-skate")
    for side, (x, y), turn in _feet(pose):
        with canvas.at(x, y, turn=turn):
            for k in (-18, 26):
                canvas.form(ellipse(side * k, 22, 11), RED, 0.8)


def _branch(y: float) -> Draw:
    def draw(canvas: Canvas, pose: Pose) -> None:
        canvas.count("branch")
        canvas.form(tube([(-330, y + 14), (-120, y - 4), (120, y + 2), (340, y - 22)], 24, 15), WOOD)
        for x, turn in ((-270, -30), (-200, 24), (230, -20), (300, 30), (170, 160), (-150, 200)):
            with canvas.at(x, y - 12, turn=turn):
                canvas.form(smooth([(0, 0), (26, -34), (0, -84), (-26, -34)]), "#6cbf6a", 0.85)
                canvas.line(curve((0, -8), (0, -60)), 0.6, detail=1)

    return draw


def _bar(canvas: Canvas, pose: Pose) -> None:
    canvas.count("barbell")
    canvas.form(tube([(-230, -254), (230, -254)], 8, 8), METAL)
    for side in (-1, 1):
        for x, high in ((190, 62), (218, 44)):
            canvas.form(box(side * x - 13, -254 - high, 26, 2 * high, 9), dark(BLUE, 0.3))


def _trampoline(canvas: Canvas, pose: Pose) -> None:
    canvas.count("trampoline")
    y = pose.lift
    for x in (-170, -60, 60, 170):
        canvas.form(tube([(x, y - 10), (x * 1.05, y + 40)], 7, 7), METAL, 0.8)
    canvas.form(ellipse(0, y - 14, 230, 40), BLUE)
    canvas.form(ellipse(0, y - 18, 190, 27), "#4a4f68", 0.9)


def _ladder(canvas: Canvas, pose: Pose) -> None:
    canvas.count("ladder")
    for y in range(-460, 150, 68):
        canvas.form(box(-84, y, 168, 14, 5), light(WOOD, 0.2), 0.85)
    for side in (-1, 1):
        canvas.form(box(side * 88 - 9, -520, 18, 680, 6), WOOD, 0.9)


def _swing(canvas: Canvas, pose: Pose) -> None:
    canvas.count("swing")
    for side in (-1, 1):
        canvas.form(tube([(side * 96, -900), (side * 96, -36)], 6, 6), "#d9b48a", 0.85)
    canvas.form(box(-130, -46, 260, 24, 9), WOOD)


def _gloves(canvas: Canvas, pose: Pose) -> None:
    canvas.count("boxing-glove")
    for side, (x, y) in _hands(pose):
        canvas.form(ellipse(x, y, 38, 36), RED)
        canvas.form(ellipse(x - side * 26, y + 4, 13, 18), RED, 0.85)


def _pompoms(canvas: Canvas, pose: Pose) -> None:
    canvas.count("pom-pom")
    for _, (x, y) in _hands(pose):
        canvas.form(scallop(ring(x, y, 44, 44, 13), 0.5), "#ffd24d")


def _water(canvas: Canvas, pose: Pose) -> None:
    """A splash of water up to the chest."""
    canvas.count("water")
    canvas.form(scallop(ring(0, -36, 196, 78, 15), 0.3), "#b5e6f8", texture="waves")
    for y, half in ((-70, 110), (-36, 150), (0, 110)):
        points = [(-half + i * half / 2, y) for i in range(5)]
        canvas.line(scallop(points, 0.22, closed=False), 0.8, "#ffffff" if not canvas.line_art else None)


def _juggled(canvas: Canvas, pose: Pose) -> None:
    canvas.count("ball", 3)
    for (x, y), colour in zip(((-150, -330), (0, -440), (150, -330)), (RED, "#ffd24d", BLUE), strict=True):
        canvas.form(ellipse(x, y, 32), colour, gloss=0.3)


def _flames(canvas: Canvas, pose: Pose) -> None:
    """The fire that a dragon breathes."""
    canvas.count("fire")
    for reach, half, tone in ((330, 84, "#ff7a3d"), (262, 56, "#ffb53d"), (190, 30, "#ffe88a")):
        points = [(44, -226), (44 + reach * 0.4, -226 - half * 0.7), (44 + reach * 0.7, -222 - half * 0.5),
                  (44 + reach, -206), (44 + reach * 0.74, -196 + half * 0.2), (44 + reach * 0.9, -160),
                  (44 + reach * 0.4, -196 + half * 0.5)]  # fmt: skip
        canvas.form(smooth(points, tension=0.75), tone, 0.9)


def _rings(canvas: Canvas, pose: Pose) -> None:
    """A gymnast's rings on their ropes."""
    canvas.count("rings")
    for _, (x, y) in _hands(pose):
        canvas.form(tube([(x, y - 60), (x, -900)], 5, 5), "#d9b48a", 0.85)
        canvas.line(ellipse(x, y - 22, 34), 2.6, WOOD)


GEAR: dict[str, tuple[Draw | None, Draw | None]] = {
    "jump rope": (None, _rope),
    "hoop": (_hoop(180), _hoop(0)),
    "skis": (_skis, None),
    "ice skates": (None, _skates),
    "roller skates": (None, _wheels),
    "branch": (_branch(-262), None),
    "branch over": (None, _branch(-8)),
    "barbell": (_bar, None),
    "trampoline": (_trampoline, None),
    "ladder": (_ladder, None),
    "swing": (_swing, None),
    "gloves": (None, _gloves),
    "pompoms": (None, _pompoms),
    "water": (None, _water),
    "juggled": (_juggled, None),
    "fire breath": (None, _flames),
    "rings": (_rings, None),
}
"""By name: what is drawn behind somebody and before them, in their own frame."""


def _crutches(canvas: Canvas, pose: Pose) -> None:
    canvas.count("crutch", 2)
    for side in (-1, 1):
        canvas.form(tube([(side * 66, -176), (side * 104, -88), (side * 126, 6)], 8, 8), METAL, 0.9)
        canvas.form(tube([(side * 44, -180), (side * 88, -178)], 11, 11), "#4a4f68", 0.9)
        canvas.form(tube([(side * 76, -92), (side * 112, -96)], 8, 8), "#4a4f68", 0.9)


def _blade(canvas: Canvas, pose: Pose) -> None:
    canvas.count("mechanical-leg")
    side, (x, y), _ = _feet(pose)[1]
    knee = LEGS.get(pose.legs, LEGS["stand"])[1].knee
    canvas.form(tube([knee, (x - 2, y + 4)], 10, 8), METAL, 0.95)
    canvas.form(ellipse(*knee, 22, 17), BLUE, 0.95)
    canvas.form(tube([(x - 16, y - 2), (x, y + 12), (x + side * 36, y + 12)], 7, 7), "#4a4f68", 0.9)


def _cast(canvas: Canvas, pose: Pose) -> None:
    side, (x, y), _ = _feet(pose)[1]
    knee = LEGS.get(pose.legs, LEGS["stand"])[1].knee
    canvas.form([tube([knee, (x, y - 4)], 27, 27), ellipse(x + side * 8, y, 38, 22)], "#fbf9f6", 1.0)
    for k in (0, 13):
        canvas.line(curve((x - 26, y - 12 - k), (x, y - 6 - k), (x + 26, y - 12 - k)), 0.6)


AIDS: dict[str, tuple[Draw | None, Draw | None]] = {
    "crutches": (_crutches, None),
    "prosthetic leg": (None, _blade),
    "leg cast": (None, _cast),
}
"""Aids by their name among what somebody wears, drawn behind and before them."""


def draw_gear(canvas: Canvas, name: str, wears: Mapping[str, str], pose: Pose, before: bool) -> None:
    """The gear and the aids behind somebody, or those before them."""
    for draw in (GEAR.get(name, (None, None))[before], *(AIDS[aid][before] for aid in AIDS if aid in wears)):
        if draw is not None:
            draw(canvas, pose)
