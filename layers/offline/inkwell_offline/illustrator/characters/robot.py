"""Robots: boxes, bolts and lamps on the joints that everybody shares."""

from inkwell_offline.illustrator.characters import face as faces
from inkwell_offline.illustrator.characters import wear
from inkwell_offline.illustrator.characters.animal import Held
from inkwell_offline.illustrator.characters.limbs import arm_points, mirrored
from inkwell_offline.illustrator.characters.poses import ARMS, HIP, LEGS, Expression, Pose
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import box, centreline, curve, ellipse, smooth, tube


def draw_robot(
    canvas: Canvas,
    who: Character,
    pose: Pose,
    expression: Expression,
    turn: float,
    look: tuple[float, float],
    back: bool = False,
    held: Held | None = None,
    eye_scale: float = 1.0,
) -> None:
    """The robot with its feet at (0, 0)."""
    ox = 0.0 if back else turn * 34
    wear.on_back(canvas, who)
    _arms(canvas, who, pose, "back")
    legs = LEGS.get(pose.legs, LEGS["stand"])
    for side, leg in zip((-1, 1), legs, strict=True):
        line = centreline([mirrored(HIP, side), mirrored(leg.knee, side), mirrored(leg.foot, side)], 6)
        for x, y in line[:-1]:
            canvas.form(ellipse(x, y, 17, 12), dark(who.fur, 0.18), 0.9)
        x, y = line[-1]
        with canvas.at(x, y, turn=leg.turn * side):
            canvas.form(smooth([(-30, 16), (-28, -8), (0, -20), (28, -8), (34, 16)], tension=0.7), who.nose, 1.05)
    canvas.form(box(-72, -188, 144, 142, 30), who.fur, 1.08, gloss=0.3, texture="dots")
    if not back:
        canvas.form(box(-46, -164, 92, 62, 14), who.belly, 0.9, shade=0.08)
        canvas.line(curve((-32, -126), (-18, -126), (-8, -146), (6, -112), (16, -130), (32, -130)), 0.9, "#2fa36f")
        for x, colour in ((-28, who.nose), (0, who.inner), (28, "#6fd09a")):
            canvas.shape(ellipse(x, -80, 11), colour, 0.8)
    for side in (-1, 1):
        canvas.form(ellipse(side * 72, -156, 20), dark(who.fur, 0.15), 0.95)
    if held is not None and not back:
        held(canvas)
    _arms(canvas, who, pose, "front")
    canvas.form(box(-24, -206, 48, 26, 8), dark(who.fur, 0.2), 0.9)
    with canvas.at(0, -274, turn=pose.tilt):
        canvas.line(curve((ox * 0.3, -92), (ox * 0.3 + 3, -112), (ox * 0.3, -128)), 1.3, dark(who.fur, 0.4))
        canvas.glow(ox * 0.3, -138, 40, who.inner, 0.7)
        canvas.form(ellipse(ox * 0.3, -138, 17), who.inner, 0.95, gloss=0.5)
        for side in (-1, 1):
            canvas.form(box(side * 112 - 15, -30, 30, 60, 10), who.nose, 0.95)
        canvas.form(box(-108, -92, 216, 174, 46), who.fur, 1.08, gloss=0.3)
        if not back:
            canvas.form(box(-84 + ox * 0.6, -60, 168, 116, 34), light(who.belly, 0.3), 0.9, shade=0.06)
            for side in (-1, 1):
                x = side * 42 * (1 - 0.1 * abs(turn)) + ox
                faces.eye(canvas, x, -6, 21, 25, expression.eyes, side, who.iris, look, False)
                if expression.brows is not None and canvas.scale > faces.SMALL:
                    faces.brow(canvas, x, -44, side, expression.brows, dark(who.fur, 0.6), 14)
                faces.blush(canvas, side * 68 + ox, 32)
            faces.mouth(canvas, ox * 1.1, 28, expression.mouth, 0.85)
            faces.extras(canvas, expression, 108, 90, ox)
        wear.on_head(canvas, who, turn, -92, 42, -6, 108, back)
    _arms(canvas, who, pose, "top")


def _arms(canvas: Canvas, who: Character, pose: Pose, layer: str) -> None:
    for side, name in zip((-1, 1), pose.arms, strict=True):
        arm = ARMS[name]
        if arm.layer != layer:
            continue
        points = arm_points(arm, side)
        canvas.form(
            tube([(points[0][0] + side * 14, points[0][1]), points[1], points[2]], 13, 12), dark(who.fur, 0.1), 0.95
        )
        for x, y in centreline(points)[2:-1:2]:
            canvas.line(ellipse(x, y, 13, 5), 0.55)
        x, y = points[2]
        canvas.form([ellipse(x, y, 19), ellipse(x - 13, y - 17, 8, 11), ellipse(x + 13, y - 17, 8, 11)], who.nose, 0.95)
