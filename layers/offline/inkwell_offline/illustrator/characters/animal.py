"""Upright animals: body, clothes, limbs and head put together in painter's order."""

from collections.abc import Callable

from inkwell_offline.illustrator.characters import wear
from inkwell_offline.illustrator.characters.costume import outfit
from inkwell_offline.illustrator.characters.crowns import shell, wings
from inkwell_offline.illustrator.characters.heads import HEADS, draw_head
from inkwell_offline.illustrator.characters.limbs import LimbStyle, draw_arms, draw_foot, draw_legs, draw_sitting_legs
from inkwell_offline.illustrator.characters.poses import Expression, Pose, held_in
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import SPECIES, Species
from inkwell_offline.illustrator.characters.tails import tail
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import Path, curve, ellipse, polygon, ring, scallop, smooth

BODY = [(-46, -190), (-64, -146), (-84, -90), (-72, -38), (0, -22), (72, -38), (84, -90), (64, -146), (46, -190)]
Held = Callable[[Canvas], None]
DARK_LIMBS = "#3b3844"
BODY_TEXTURE = {
    "round": "leaves",
    "wide": "waves",
    "tufted": "leaves",
    "long": "rings",
    "broad": "scales",
    "frog": "rings",
}


def style_of(who: Character, kind: Species) -> LimbStyle:
    """Limbs of the animal, in sleeves if it wears some."""
    limbs = DARK_LIMBS if "dark limbs" in kind.marks else who.fur
    feet = who.nose if kind.build == "bird" else limbs
    sleeve = {"astronaut": "#f3f6fb", "knight": "#b9c3d3"}.get(who.role) or who.wears.get("sweater")
    return LimbStyle(limbs, sleeve=sleeve, sleeve_length=0.8, foot=kind.feet, foot_colour=feet)


def draw_animal(
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
    """The animal with its feet at (0, 0)."""
    kind = SPECIES[who.species]
    style = style_of(who, kind)
    side = -1 if turn >= 0 else 1
    accent = dark(who.inner if who.inner != who.fur else who.fur, 0.25)
    if pose.legs == "lie":
        _lying(canvas, who, kind, style, expression, eye_scale)
        return
    if not back:
        if kind.wings:
            wings(canvas, kind.wings, light(who.inner, 0.15))
        if who.role == "fairy":
            wings(canvas, "fairy", "#d8f1ff")
        with canvas.adorned():
            tail(canvas, kind.tail, who.fur, who.belly, accent, side)
        if "shell" in kind.crown:
            shell(canvas, dark("#c79a5a", 0.05), back=False)
        if "hump" in kind.crown:
            canvas.form(
                smooth([(side * -30, -60), (side * -112, -70), (side * -108, -150), (side * -60, -178)]), who.fur
            )
        if "back plates" in kind.crown:
            _back_plates(canvas, who.inner, side)
        wear.on_back(canvas, who)
    with canvas.adorned():
        draw_arms(canvas, pose, "back", style)
    if pose.legs != "sit":
        with canvas.adorned():
            draw_legs(canvas, pose, style)
    body = smooth(BODY)
    canvas.form(body, who.fur, 1.08, texture=BODY_TEXTURE.get(kind.head, "scales"))
    _coat(canvas, who, kind, body, back)
    outfit(canvas, who, body, back)
    if pose.legs == "sit":
        draw_sitting_legs(canvas, style, who.inner)
    if back:
        tail(canvas, kind.tail, who.fur, who.belly, accent, 1) if kind.tail != "puff" else canvas.form(
            scallop(ring(0, -62, 38, 38, 10), 0.4), light(who.belly, 0.4)
        )
        if "shell" in kind.crown:
            shell(canvas, dark("#c79a5a", 0.05), back=True)
        if kind.wings:
            wings(canvas, kind.wings, light(who.inner, 0.15))
        wear.on_back(canvas, who, facing_away=True)
    elif held is not None and held_in(pose) == "front":
        wear.straps(canvas, who)
        held(canvas)
    else:
        wear.straps(canvas, who)
    with canvas.adorned():
        draw_arms(canvas, pose, "front", style)
    if held is not None and not back and held_in(pose) == "raised":
        held(canvas)
    head_y = -268.0
    if "long neck" in kind.marks:
        head_y = -350.0
        canvas.form(
            smooth([(-34, -306), (-42, -230), (-56, -168), (56, -168), (42, -230), (34, -306)], tension=0.8),
            who.fur,
            1.0,
        )
        canvas.melt(smooth([(-50, -184), (50, -184), (54, -150), (-54, -150)]), who.fur)
        for x, y in ((-14, -214), (18, -244), (-12, -272)) if "giraffe spots" in kind.marks else ():
            canvas.shape(
                smooth([(x - 12, y - 8), (x + 4, y - 12), (x + 14, y), (x + 2, y + 12), (x - 12, y + 8)]),
                "#c98a45",
                0.6,
            )
    # A mane or spines would hide what is worn at the neck.
    is_hidden = not {"mane", "spines"}.isdisjoint(kind.crown)
    if not is_hidden:
        wear.at_neck(canvas, who, back)
    head = HEADS[kind.head]
    with canvas.at(0, head_y, turn=pose.tilt):
        draw_head(canvas, who, expression, turn, look, back, eye_scale)
        _crown(canvas, who, kind, turn, head.width, back)
    if is_hidden:
        with canvas.at(0, 24):
            wear.at_neck(canvas, who, back)
    with canvas.adorned():
        draw_arms(canvas, pose, "top", style)
    if held is not None and held_in(pose) == "top" and not back:
        held(canvas)


def _back_plates(canvas: Canvas, colour: str, side: int) -> None:
    """Plates along a back that is seen from the front: they show beside the body."""
    for x, y, size in ((-74, -156, 34), (-94, -106, 42), (-88, -52, 36)):
        with canvas.at(side * x, y, side, 1, turn=-62):
            canvas.form(polygon([(-size * 0.8, 10), (0, -size * 1.5), (size * 0.8, 10)]), colour, 0.9)


def _crown(canvas: Canvas, who: Character, kind: Species, turn: float, half: float, back: bool) -> None:
    head = HEADS[kind.head]
    forehead = head.crown + (4 if kind.head != "frog" else -40)
    wear.on_head(canvas, who, turn, forehead, head.eye_x, head.eye_y, half, back)
    if who.role == "astronaut" and not back:
        canvas.shade(ellipse(0, -4, 158, 150), "#cfeaff", 0.16)
        canvas.line(ellipse(0, -4, 158, 150), 1.0, "#8fa4bf")
        canvas.shade(smooth([(-120, -70), (-84, -116), (-60, -112), (-100, -62)]), "#ffffff", 0.6)


def _coat(canvas: Canvas, who: Character, kind: Species, path: Path, back: bool) -> None:
    with canvas.inside(path):
        if "stripes" in kind.marks or "tiger stripes" in kind.marks:
            deep = dark(who.fur, 0.32 if "stripes" in kind.marks else 0.7)
            for y in (-150, -118, -86):
                for side in (-1, 1):
                    canvas.shape(
                        smooth([(side * 96, y - 7), (side * 50, y + 4), (side * 96, y + 9)], tension=0.5), deep, 0.6
                    )
        if "zebra stripes" in kind.marks:
            for y in (-160, -130, -100, -70, -44):
                for side in (-1, 1):
                    canvas.inked(
                        smooth([(side * 96, y - 9), (side * 38, y + 6), (side * 96, y + 9)], tension=0.5),
                        dark(who.nose, 0.55),
                    )
        if "patches" in kind.marks:
            canvas.shape(smooth([(-96, -140), (-50, -150), (-34, -112), (-60, -84), (-96, -92)]), "#5a4a4e", 0.7)
            canvas.shape(smooth([(96, -80), (60, -86), (46, -56), (70, -34), (96, -40)]), "#5a4a4e", 0.7)
        if "giraffe spots" in kind.marks:
            for x, y in ((-62, -142), (60, -132), (-66, -76), (66, -66)):
                canvas.shape(
                    smooth([(x - 17, y - 8), (x + 6, y - 17), (x + 19, y), (x + 5, y + 17), (x - 16, y + 12)]),
                    "#c98a45",
                    0.6,
                )
        if ("spots" in kind.marks or "fawn spots" in kind.marks) and not canvas.pieced:
            colour = dark(who.fur, 0.45) if "spots" in kind.marks else light(who.belly, 0.4)
            for x, y in ((-64, -130), (-70, -84), (66, -124), (70, -76)):
                canvas.shape(ellipse(x, y, 10, 8.5), colour, 0.55)
        if "dark limbs" in kind.marks:
            canvas.shape(
                smooth([(-100, -200), (0, -186), (100, -200), (100, -132), (0, -146), (-100, -132)]), DARK_LIMBS, 0.8
            )
    if back:
        return
    if "pouch" in kind.marks:
        canvas.form(smooth([(-44, -104), (0, -92), (44, -104), (48, -64), (0, -38), (-48, -64)]), who.belly, 0.8)
        canvas.line(curve((-44, -100), (0, -84), (44, -100)), 0.8)
        return
    if "woolly body" in kind.marks:
        canvas.form(scallop(ring(0, -106, 80, 76, 15), 0.3), who.belly, 0.95)
        return
    if who.dress or who.role in ("astronaut", "knight", "princess", "wizard", "witch") or "sweater" in who.wears:
        return
    if "shell" in kind.crown or "belly bands" in kind.marks:
        belly = smooth([(-36, -176), (-52, -110), (-44, -50), (0, -34), (44, -50), (52, -110), (36, -176), (0, -184)])
        canvas.form(belly, who.belly, 0.8, shade=0.1)
        with canvas.inside(belly):
            for y in (-146, -112, -78):
                canvas.line(curve((-60, y), (0, y + 8), (60, y)), 0.6)
        return
    bib = scallop(ring(0, -98, 45, 50, 13), 0.2)
    canvas.form(bib, who.belly, 0.7, shade=0.08, texture="mandala")


def _lying(
    canvas: Canvas, who: Character, kind: Species, style: LimbStyle, expression: Expression, eye_scale: float
) -> None:
    """Curled up on the ground, chin on the paws."""
    accent = dark(who.inner, 0.25)
    with canvas.at(86, 30, 0.9, turn=18):
        tail(canvas, kind.tail, who.fur, who.belly, accent, 1)
    if "shell" in kind.crown:
        with canvas.at(86, 40, 1.0):
            shell(canvas, dark("#c79a5a", 0.05), back=False)
    body = smooth([(-64, -8), (-70, -84), (-10, -140), (78, -148), (154, -104), (176, -40), (142, -4), (40, 2)])
    canvas.form(body, who.dress or who.wears.get("sweater") or who.fur, 1.08)
    with canvas.at(118, -20):
        draw_foot(canvas, (12, 0), 0, 1, style)
    canvas.line(curve((104, -30), (76, -62), (96, -100), (138, -98)), 0.8)
    with canvas.at(-58, -104, turn=-7):
        draw_head(canvas, who, expression, -0.12, (0, 0), eye_scale=eye_scale)
        head = HEADS[kind.head]
        wear.on_head(canvas, who, -0.12, head.crown + 4, head.eye_x, head.eye_y, head.width)
    for x in (-128, -16):
        canvas.form(ellipse(x, -14, 36, 19), style.colour, 1.05)
        for k in (-1, 1):
            canvas.line(curve((x + k * 12, 2), (x + k * 11, -10)), 0.6, detail=1)
