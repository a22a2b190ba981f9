"""Birds: one egg of a body with the face in its upper part, wings for arms."""

from inkwell_offline.illustrator.characters import face as faces
from inkwell_offline.illustrator.characters import wear
from inkwell_offline.illustrator.characters.animal import Held
from inkwell_offline.illustrator.characters.crowns import on_head
from inkwell_offline.illustrator.characters.ears import ears
from inkwell_offline.illustrator.characters.limbs import LimbStyle, draw_arms, draw_legs
from inkwell_offline.illustrator.characters.marks import under_eyes
from inkwell_offline.illustrator.characters.muzzles import muzzle
from inkwell_offline.illustrator.characters.poses import LEGS, Expression, Pose
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import SPECIES
from inkwell_offline.illustrator.characters.tails import tail
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import curve, ellipse, scallop, smooth, tube

EGG = smooth(
    [
        (0, -352),
        (72, -338),
        (112, -278),
        (112, -214),
        (124, -130),
        (94, -42),
        (0, -12),
        (-94, -42),
        (-124, -130),
        (-112, -214),
        (-112, -278),
        (-72, -338),
    ]
)
FACE_Y = -252.0


def draw_bird(
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
    """The bird with its feet at (0, 0)."""
    kind = SPECIES[who.species]
    turn = 0.0 if back else turn
    ox = turn * 34
    style = LimbStyle(who.fur, sleeve=dark(who.fur, 0.12), foot=kind.feet, foot_colour=who.nose)
    lying = pose.legs == "lie"
    if lying:
        canvas.form(
            scallop([(-150, 6), (-140, -40), (-60, -56), (60, -56), (140, -40), (150, 6), (60, 18), (-60, 18)], 0.2),
            "#b98a5e",
            texture="lattice",
        )
    tail(canvas, kind.tail, who.fur, who.belly, dark(who.fur, 0.2), -1 if turn >= 0 else 1)
    wear.on_back(canvas, who)
    draw_arms(canvas, pose, "back", style, wing=True)
    if not lying:
        _feet(canvas, pose, style)
    with canvas.at(0, FACE_Y - 6):
        ears(canvas, who.ears or kind.ears, who.fur, who.inner, turn, back)
    canvas.form(EGG, who.fur, 1.08, gloss=0.25, texture="scales")
    with canvas.inside(EGG):
        if not back:
            canvas.shape(
                smooth(
                    [
                        (ox, -196),
                        (72 + ox, -160),
                        (86 + ox, -90),
                        (52 + ox, -18),
                        (ox, 0),
                        (-52 + ox, -18),
                        (-86 + ox, -90),
                        (-72 + ox, -160),
                    ]
                ),
                who.belly,
                0.8,
            )
            if "pale head" in kind.marks:
                canvas.cover(smooth([(-150, -204), (150, -204), (160, -390), (-160, -390)], tension=0.3), who.belly)
                canvas.line(scallop([(x, -206) for x in range(132, -133, -33)], 0.4, closed=False), 0.8)
                canvas.line(EGG, 1.08)
            if "chest feathers" in kind.marks:
                for row, y in enumerate((-140, -112, -84, -56)):
                    shift = 14 if row % 2 else 0
                    points = [(x + shift + ox, y) for x in (42, 14, -14, -42)]
                    canvas.line(scallop(points, 0.5, closed=False), 0.6)
            if "penguin face" in kind.marks:
                canvas.cover(smooth([(ox - 60, -190), (ox + 60, -190), (ox + 60, -150), (ox - 60, -150)]), who.belly)
            with canvas.at(0, FACE_Y):
                under_eyes(canvas, kind, who, 108, ox, turn)
                if "penguin face" in kind.marks:
                    canvas.cover(smooth([(ox - 52, 60), (ox + 52, 60), (ox + 44, 110), (ox - 44, 110)]), who.belly)
    if who.role or who.dress:
        _dress(canvas, who, back)
    wear.straps(canvas, who) if not back else None
    if held is not None and not back:
        held(canvas)
    draw_arms(canvas, pose, "front", style, wing=True)
    with canvas.at(0, 2):
        _neck(canvas, who, back)
    with canvas.at(0, FACE_Y, turn=pose.tilt * 0.4):
        if not back:
            for side in (-1, 1):
                narrow = 1 - 0.2 * max(0.0, side * turn)
                x = side * 45 * (1 - 0.1 * abs(turn)) + ox
                grow = 1.18 if "owl discs" in kind.marks else 1.0
                faces.eye(
                    canvas,
                    x,
                    6,
                    20 * narrow * eye_scale * grow,
                    26 * eye_scale * grow,
                    expression.eyes,
                    side,
                    who.iris,
                    look,
                    who.lashes,
                )
                faces.blush(canvas, side * 74 + ox * 0.8, 42, expression.extra == "blush")
                if expression.brows is not None and canvas.scale > faces.SMALL:
                    faces.brow(canvas, x, -40, side, expression.brows, dark(who.fur, 0.6), 14)
            muzzle(canvas, kind, who, expression, ox, turn)
            faces.extras(canvas, expression, 112, 92, ox)
        on_head(canvas, kind.crown, who, turn, back)
        wear.on_head(canvas, who, turn, -90, 45, 6, 108, back)
    draw_arms(canvas, pose, "top", style, wing=True)


def _feet(canvas: Canvas, pose: Pose, style: LimbStyle) -> None:
    if pose.legs in ("stand", "sit"):
        draw_legs(
            canvas,
            Pose(legs="stand"),
            LimbStyle(style.foot_colour, foot=style.foot, foot_colour=style.foot_colour, leg=11),
        )
        return
    for side, leg in zip((-1, 1), LEGS[pose.legs], strict=True):
        canvas.form(
            tube([(side * 28, -44), (side * leg.knee[0], leg.knee[1]), (side * leg.foot[0], leg.foot[1])], 11, 10),
            style.foot_colour,
        )
    draw_legs(canvas, pose, LimbStyle(style.foot_colour, foot=style.foot, foot_colour=style.foot_colour, leg=11))


def _dress(canvas: Canvas, who: Character, back: bool) -> None:
    colour = who.dress or who.top
    with canvas.inside(EGG):
        canvas.form(
            smooth([(-140, -150), (0, -130), (140, -150), (140, 10), (-140, 10)], tension=0.5),
            colour,
            0.95,
            texture="flowers",
        )
        canvas.line(curve((-130, -128), (0, -108), (130, -128)), 0.8, light(colour, 0.5))
    if who.role == "astronaut" and not back:
        canvas.line(ellipse(0, FACE_Y, 142, 122), 1.0, "#8fa4bf")


def _neck(canvas: Canvas, who: Character, back: bool) -> None:
    with canvas.at(0, 0, 1.62, 1.0):
        wear.at_neck(canvas, who, back)
