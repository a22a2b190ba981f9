"""Arms, legs and paws that follow a pose; people and animals share the joints."""

import math
from dataclasses import dataclass

from inkwell_offline.illustrator.characters.poses import ARMS, HIP, LEGS, SHOULDER, Arm, Leg, Pose
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark
from inkwell_offline.illustrator.kit.geometry import Point, centreline, curve, ellipse, scallop, smooth, tube


@dataclass(frozen=True, slots=True)
class LimbStyle:
    """The look of limbs.

    Args:
        colour: of skin or fur.
        sleeve: covers the arm down to `sleeve_length` (0..1); None leaves it bare.
        arm, leg: half widths.
        hand: a ball at the end for people, fingers' lines for paws.
        foot, foot_colour: kind and colour of feet.
    """

    colour: str
    sleeve: str | None = None
    sleeve_length: float = 0.5
    arm: float = 22
    leg: float = 24
    hand: bool = False
    foot: str = "paw"
    foot_colour: str = ""
    leg_colour: str = ""


def mirrored(point: Point, side: int) -> Point:
    return point[0] * side, point[1]


def arm_points(arm: Arm, side: int) -> list[Point]:
    return [mirrored(SHOULDER, side), mirrored(arm.elbow, side), mirrored(arm.hand, side)]


def draw_arms(canvas: Canvas, pose: Pose, layer: str, style: LimbStyle, wing: bool = False) -> None:
    """The arms that this pose shows in `layer`."""
    for side, name in zip((-1, 1), pose.arms, strict=True):
        arm = ARMS[name]
        if (arm.layer if not (wing and _hangs(arm)) else "front") == layer:
            if wing:
                draw_wing(canvas, arm, side, style)
            else:
                draw_arm(canvas, arm, side, style)


def draw_arm(canvas: Canvas, arm: Arm, side: int, style: LimbStyle) -> None:
    points = arm_points(arm, side)
    end = style.arm * 0.92
    line = centreline(points)
    if style.sleeve is None:
        canvas.limb(points, style.arm, end, style.colour, 1.0)
    else:
        cut = max(2, round(len(line) * style.sleeve_length))
        canvas.limb(line[cut - 2 :], style.arm * 0.82, end * 0.86, style.colour, 1.0, melt=0)
    if style.hand:
        x, y = points[2]
        canvas.form(ellipse(x, y, style.arm * 1.02), style.colour, 1.0, shade=0.1)
        (ax, ay), (bx, by) = line[-3], line[-1]
        length = math.hypot(bx - ax, by - ay) or 1
        back = (bx - (bx - ax) / length * style.arm * 0.9, by - (by - ay) / length * style.arm * 0.9)
        canvas.cover(ellipse(*back, style.arm * 0.62), style.colour)
        thumb = (x - side * style.arm * 0.5, y - style.arm * 0.8)
        if arm.layer == "top":
            canvas.form(ellipse(*thumb, style.arm * 0.42, style.arm * 0.36), style.colour, 0.9, shade=0)
            canvas.cover(ellipse(x - side * style.arm * 0.32, y - style.arm * 0.44, style.arm * 0.46), style.colour)
    else:
        _paw_lines(canvas, line, end)
    if style.sleeve is not None:
        cut = max(3, round(len(line) * style.sleeve_length) + 1)
        canvas.limb(line[:cut], style.arm, style.arm * 1.02, style.sleeve, 1.0, cap=0.35)


def _paw_lines(canvas: Canvas, line: list[Point], radius: float) -> None:
    (ax, ay), (hx, hy) = line[-2], line[-1]
    length = math.hypot(hx - ax, hy - ay) or 1
    ux, uy = (hx - ax) / length, (hy - ay) / length
    for k in (-1, 1):
        across = radius * 0.36 * k
        start = hx + ux * radius * 0.92 - uy * across, hy + uy * radius * 0.92 + ux * across
        stop = hx + ux * radius * 0.34 - uy * across, hy + uy * radius * 0.34 + ux * across
        canvas.line(curve(start, stop), 0.6, detail=1)


def draw_wing(canvas: Canvas, arm: Arm, side: int, style: LimbStyle) -> None:
    """A bird's wing: folded at the body's side where the arm hangs, else spread, with a row of feathers below."""
    colour = style.sleeve or style.colour
    if _hangs(arm):
        with canvas.at(0, 0, side, 1):
            wing = smooth([(66, -196), (100, -186), (126, -128), (118, -62), (94, -30), (76, -62), (64, -130)])
            canvas.form(wing, colour, 1.0, texture="leaves")
            for k in (0, 1):
                canvas.line(curve((84 + k * 16, -62 - k * 4), (90 + k * 18, -34 - k * 20)), 0.6, detail=1)
        return
    (sx, sy), (_, _), (hx, hy) = (
        (x + side * out, y) for (x, y), out in zip(arm_points(arm, side), (36, 26, 14), strict=True)
    )
    length = math.hypot(hx - sx, hy - sy) or 1.0
    ux, uy = (hx - sx) / length, (hy - sy) / length
    nx, ny = -uy * side, ux * side
    for i in range(5):
        out = i / 4
        x, y = sx + ux * length * (0.2 + 0.76 * out), sy + uy * length * (0.2 + 0.76 * out)
        dx, dy = nx * (1 - 0.8 * out) + ux * (0.3 + 0.7 * out), ny * (1 - 0.8 * out) + uy * (0.3 + 0.7 * out)
        far, size = 46 + 0.22 * length, math.hypot(dx, dy)
        dx, dy = dx / size, dy / size
        tip, middle = (x + dx * far, y + dy * far), (x + dx * far * 0.6, y + dy * far * 0.6)
        across = (-dy * 15, dx * 15)
        feather = [(x - across[0] * 0.7, y - across[1] * 0.7), (middle[0] - across[0], middle[1] - across[1]), tip]
        feather += [(middle[0] + across[0], middle[1] + across[1]), (x + across[0] * 0.7, y + across[1] * 0.7)]
        canvas.form(smooth(feather), dark(colour, 0.1), 0.95, shade=0.08)
        canvas.line(curve((x, y), middle), 0.55, detail=2)
    band = tube([(sx - side * 8, sy + 6), ((sx + hx) / 2 - nx * 8, (sy + hy) / 2 - ny * 8), (hx, hy)], 30, 19)
    canvas.form(band, colour, 1.0, texture="scales")
    canvas.melt(ellipse(sx - ux * 4 - side * 10, sy - uy * 4 + 8, 20), colour)


def _hangs(arm: Arm) -> bool:
    """True for an arm that hangs beside the body."""
    return arm.layer == "back" and arm.hand[1] > SHOULDER[1] + 40 and arm.hand[0] < SHOULDER[0] + 80


def draw_legs(canvas: Canvas, pose: Pose, style: LimbStyle) -> None:
    """Both legs and feet of a pose that stands, runs or flies."""
    left, right = LEGS[pose.legs]
    for side, leg in ((-1, left), (1, right)):
        _leg(canvas, leg, side, style)


def _leg(canvas: Canvas, leg: Leg, side: int, style: LimbStyle) -> None:
    hip, knee, foot = mirrored(HIP, side), mirrored(leg.knee, side), mirrored(leg.foot, side)
    colour = style.leg_colour or style.colour
    canvas.form(tube([hip, knee, foot], style.leg, style.leg * 0.9), colour, 1.0, shade=0.14)
    draw_foot(canvas, foot, leg.turn * side, side, style)


def draw_foot(canvas: Canvas, at: Point, turn: float, side: int, style: LimbStyle) -> None:
    colour = style.foot_colour or style.colour
    with canvas.at(at[0], at[1], turn=turn):
        match style.foot:
            case "shoe":
                shoe = smooth(
                    [
                        (-side * 20, -12),
                        (side * 8, -16),
                        (side * 32, -6),
                        (side * 42, 8),
                        (side * 30, 16),
                        (-side * 18, 16),
                        (-side * 26, 4),
                    ]
                )
                canvas.form(shoe, colour, 1.05, gloss=0.25)
                canvas.line(curve((-side * 22, 9), (side * 6, 11), (side * 38, 9)), 0.6, detail=1)
                return
            case "long":
                canvas.form(ellipse(side * 6, 0, 48, 22), colour, 1.05)
            case "hoof":
                canvas.form(
                    smooth([(-26, -12), (0, -16), (26, -12), (32, 14), (0, 18), (-32, 14)], tension=0.7),
                    dark(colour, 0.45),
                    1.05,
                )
                return
            case "toe":
                canvas.form(ellipse(side * 2, 0, 40, 22), colour, 1.05)
                for k in (-1, 0, 1):
                    canvas.shape(ellipse(side * 2 + k * 19, 13 - abs(k) * 3, 9, 6), "#fff6e6", 0.6)
                return
            case "web" | "flipper":
                canvas.form(scallop([(-34, 14), (-22, -10), (0, -16), (22, -10), (34, 14)], 0.1), colour, 1.05)
                for k in (-1, 1):
                    canvas.line(curve((k * 8, -4), (k * 12, 14)), 0.6, detail=1)
                return
            case "talon":
                canvas.form(
                    smooth(
                        [
                            (-26, 14),
                            (-24, -2),
                            (-10, 2),
                            (0, -8),
                            (10, 2),
                            (24, -2),
                            (26, 14),
                            (10, 12),
                            (0, 16),
                            (-10, 12),
                        ],
                        tension=0.8,
                    ),
                    colour,
                    0.95,
                )
                return
            case "claw":
                canvas.form(ellipse(side * 4, 0, 42, 22), colour, 1.05)
                for k in (-1, 0, 1):
                    canvas.shape(ellipse(side * 4 + k * 20, 12 - abs(k) * 3, 6, 9), "#fff6e6", 0.6)
                return
            case _:
                canvas.form(ellipse(side * 2, 0, 39, 22), colour, 1.05)
        for k in (-1, 1):
            canvas.line(curve((k * 13 + side * 4, 20), (k * 12 + side * 4, 4)), 0.65, detail=1)


def draw_sitting_legs(canvas: Canvas, style: LimbStyle, pad: str) -> None:
    """Legs stretched towards the reader, soles to be seen."""
    colour = style.leg_colour or style.colour
    for side in (-1, 1):
        canvas.form(ellipse(side * 66, -46, 42, 35, side * -16), colour, 1.05)
        if style.foot == "shoe":
            canvas.form(ellipse(side * 92, -30, 27, 33, side * 8), style.foot_colour, 1.05)
            canvas.line(ellipse(side * 92, -30, 18, 24, side * 8), 0.6, detail=1)
            continue
        sole = dark(style.colour, 0.45) if style.foot == "hoof" else (style.foot_colour or style.colour)
        canvas.form(ellipse(side * 92, -31, 31, 36, side * 10), sole, 1.05)
        if style.foot in ("paw", "long"):
            canvas.shape(ellipse(side * 93, -22, 14, 12), pad, 0.65)
            for k in (-1, 0, 1):
                canvas.shape(ellipse(side * 93 + k * 14, -45 + abs(k) * 4, 6), pad, 0.55)
