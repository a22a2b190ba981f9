"""People: children, grown-ups and the old, with hair, clothes and costumes."""

from inkwell_offline.illustrator.characters import costume, hair, wear, workwear
from inkwell_offline.illustrator.characters import face as faces
from inkwell_offline.illustrator.characters.animal import Held
from inkwell_offline.illustrator.characters.crowns import wings
from inkwell_offline.illustrator.characters.limbs import LimbStyle, draw_arms, draw_foot, draw_legs, draw_sitting_legs
from inkwell_offline.illustrator.characters.poses import ARMS, Expression, Pose, held_in
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light, mix
from inkwell_offline.illustrator.kit.geometry import Path, box, curve, ellipse, polygon, scallop, smooth, star, tube

TORSO = [(-40, -192), (-56, -148), (-58, -104), (-54, -62), (0, -52), (54, -62), (58, -104), (56, -148), (40, -192)]
HALF = 112.0
SLEEVES = ("sweater", "suit", "uniform", "robe", "karate suit", "bandages", "coat")
"""Garments with long sleeves."""
GROWN = {"teen": (1.34, 0.84), "adult": (1.56, 0.76), "elder": (1.5, 0.78)}
"""By age: how much taller somebody's body is than a child's, and how much smaller their head."""
LONG_ROBES = ("princess", "queen", "wizard", "witch", "king")


def tallness(who: Character) -> float:
    """How much taller somebody's body is than a child's or an animal's."""
    return GROWN.get(who.age, (1.0, 1.0))[0] if who.is_human else 1.0


def head_path() -> Path:
    right = [(61, -92), (103, -44), (111, 12), (94, 62), (48, 98)]
    return smooth([(0, -104), *right, (0, 106), *((-x, y) for x, y in reversed(right))])


def style_of(who: Character) -> LimbStyle:
    """Limbs of a person in their clothes."""
    legs, shoes, sleeve, length = who.skin, who.shoes, who.top, 0.45
    match who.role:
        case "astronaut":
            return LimbStyle("#f3f6fb", "#f3f6fb", 0.85, 21, 24, True, "shoe", "#cdd6e4", "#f3f6fb")
        case "knight":
            return LimbStyle("#cdd6e4", "#b9c3d3", 0.85, 19, 21, True, "shoe", "#8f9bb0", "#b9c3d3")
        case "pirate":
            legs, sleeve, length = "#4a5a80", "#ffffff", 0.75
        case "wizard" | "witch" | "king" | "queen":
            length = 0.8
        case "mermaid":
            return LimbStyle(who.skin, None, 0.5, 17, 18, True, "shoe", shoes)
        case "princess" | "fairy":
            sleeve, length = light(who.dress or "#ff9ecb", 0.25), 0.34
        case "superhero" | "ninja":
            legs, length = dark(who.top, 0.15), 0.85
    if who.dress and who.role not in LONG_ROBES and who.role != "princess":
        sleeve = light(who.dress, 0.2)
    if who.age in GROWN and not who.dress and who.role not in LONG_ROBES:
        legs, length = who.bottom, 0.8
    if "kilt" in who.wears:
        legs, length = who.skin, min(length, 0.8)
    for garment in SLEEVES:
        if garment in who.wears:
            sleeve, length = who.wears[garment], 0.8
    return LimbStyle(who.skin, sleeve, length, 17, 18, True, "shoe", shoes, legs)


def draw_human(
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
    """The person with feet at (0, 0)."""
    style = style_of(who)
    turn = 0.0 if back else turn
    if pose.legs == "lie":
        _lying(canvas, who, style, expression, eye_scale)
        return
    tall, face = GROWN.get(who.age, (1.0, 1.0))
    held = _unstretched(held, pose, tall) if held is not None else None
    head_y = -192 * tall - 78 * face
    if not back:
        with canvas.at(0, 0, 1, tall):
            if who.role == "fairy":
                wings(canvas, "fairy", "#d8f1ff")
            wear.on_back(canvas, who)
        with canvas.at(0, head_y, face, turn=pose.tilt):
            hair.behind(canvas, who.hair_style, who.hair, who.wears.get("hair tie", "#ff7fae"))
    with canvas.at(0, 0, 1, tall):
        _body(canvas, who, pose, style, back, held)
    with canvas.at(0, head_y, face, turn=pose.tilt):
        draw_person_head(canvas, who, expression, turn, look, back, eye_scale)
    with canvas.at(0, 0, 1, tall):
        draw_arms(canvas, pose, "top", style)
        if held is not None and held_in(pose) == "top" and not back:
            held(canvas)


def _unstretched(held: Held, pose: Pose, tall: float) -> Held:
    """The drawing of what is held, in its own shape in the hands of a taller body."""
    y = -80.0 if held_in(pose) == "front" else ARMS[pose.arms[1]].hand[1]

    def draw(canvas: Canvas) -> None:
        with canvas.at(0, 0, 1, 1 / tall), canvas.at(0, y * (tall - 1)):
            held(canvas)

    return draw


def draw_leg_over(canvas: Canvas, who: Character) -> None:
    """The near leg of somebody who rides, feet at (0, 0)."""
    style = style_of(who)
    canvas.form(tube([(-8, -78), (26, -66), (34, -8)], 24, 18), who.dress or style.leg_colour, 1.0)
    draw_foot(canvas, (36, -2), 0, 1, style)


def _body(canvas: Canvas, who: Character, pose: Pose, style: LimbStyle, back: bool, held: Held | None) -> None:
    """All below the head, with what is held."""
    draw_arms(canvas, pose, "back", style)
    if who.role == "mermaid":
        _fish_tail(canvas, who.dress or "#57c2b4")
    elif pose.legs != "sit":
        draw_legs(canvas, pose, style)
        if not who.dress and who.role not in (*LONG_ROBES, "astronaut", "knight", "pirate") and who.age not in GROWN:
            for side in (-1, 1) if pose.legs == "stand" else ():
                canvas.shape(box(side * 42 - 17, -43, 34, 13, 5), "#ffffff", 0.8)
    _torso(canvas, who, back)
    if pose.legs == "sit" and who.role != "mermaid":
        draw_sitting_legs(canvas, style, who.skin)
    if back:
        if who.role == "fairy":
            wings(canvas, "fairy", "#d8f1ff")
        wear.on_back(canvas, who, facing_away=True)
    else:
        wear.straps(canvas, who)
    layer = held_in(pose)
    if held is not None and layer == "front" and not back:
        held(canvas)
    draw_arms(canvas, pose, "front", style)
    if held is not None and layer == "raised" and not back:
        held(canvas)
    wear.at_neck(canvas, who, back)


def draw_person_head(
    canvas: Canvas,
    who: Character,
    expression: Expression,
    turn: float,
    look: tuple[float, float] = (0, 0),
    back: bool = False,
    eye_scale: float = 1.0,
) -> None:
    """The head around (0, 0) without the hair behind it, except from behind."""
    ox = 0.0 if back else turn * 0.32 * HALF
    path = head_path()
    if back:
        canvas.form(path, who.skin if who.hair_style == "bald" else who.hair, 1.08)
        hair.behind(canvas, who.hair_style, who.hair, who.wears.get("hair tie", "#ff7fae"))
        hair.back_of_head(canvas, who.hair_style, who.hair)
        wear.on_head(canvas, who, 0, -98, 46, 14, HALF, back=True)
        return
    if who.hair_style != "hijab":
        for side in (-1, 1):
            canvas.form(ellipse(side * 109 - ox * 0.3, 16, 19, 25), who.skin, 0.95)
            canvas.line(
                curve((side * 112 - ox * 0.3, 8), (side * 104 - ox * 0.3, 14), (side * 108 - ox * 0.3, 24)),
                0.5,
                detail=1,
            )
    if "hearing aid" in who.wears:
        canvas.form(
            smooth([(118 - ox * 0.3, -8), (134 - ox * 0.3, 8), (128 - ox * 0.3, 34), (114 - ox * 0.3, 22)]),
            who.wears["hearing aid"],
        )
    canvas.form(path, who.skin, 1.08, shade=0.12)
    for side in (-1, 1):
        narrow = 1 - 0.2 * max(0.0, side * turn)
        x = side * 46 * (1 - 0.1 * abs(turn)) + ox
        faces.eye(
            canvas, x, 16, 19 * narrow * eye_scale, 26 * eye_scale, expression.eyes, side, who.iris, look, who.lashes
        )
        if expression.brows is not None and canvas.scale > faces.SMALL:
            faces.brow(
                canvas, x, -27, side, expression.brows, dark(who.hair, 0.25) if who.hair_style != "hijab" else "#3b2a24"
            )
        faces.blush(canvas, side * 72 + ox * 0.8, 52, expression.extra == "blush")
    if who.hair_style == "beard" or "beard" in who.wears:
        hair.beard(canvas, who.wears.get("beard", who.hair), ox)
    nose = ox * 1.25
    if "long nose" in who.wears:
        canvas.form(tube([(nose, 44), (nose + 50, 38), (nose + 104, 28)], 11, 8), who.wears["long nose"], 0.9)
    else:
        canvas.line(curve((nose - 7, 42), (nose, 48), (nose + 7, 42)), 0.8, dark(who.skin, 0.5))
    faces.mouth(canvas, ox * 1.2, 62, expression.mouth, 0.92)
    if "freckles" in who.wears:
        for side in (-1, 1):
            for dx, dy in ((-8, 0), (4, -6), (10, 4)):
                canvas.shade(ellipse(side * 62 + dx + ox * 0.8, 44 + dy, 2.6), dark(who.skin, 0.45), 0.8)
    if who.age == "elder":
        for side in (-1, 1):
            canvas.line(curve((side * 40 + ox, 56), (side * 46 + ox, 66), (side * 42 + ox, 78)), 0.6)
    hair.over(canvas, who.hair_style, who.hair, ox)
    if who.role == "astronaut":
        canvas.shade(ellipse(0, -6, 152, 146), "#cfeaff", 0.15)
        canvas.line(ellipse(0, -6, 152, 146), 1.05, "#8fa4bf")
        canvas.shade(smooth([(-120, -66), (-84, -112), (-62, -108), (-102, -58)]), "#ffffff", 0.65)
    wear.on_head(canvas, who, turn, -98, 46, 16, HALF)
    faces.extras(canvas, expression, HALF, 102, ox)


def _torso(canvas: Canvas, who: Character, back: bool) -> None:
    body = smooth(TORSO)
    match who.role:
        case "astronaut":
            costume.space_suit(canvas, smooth([(x * 1.18, y) for x, y in TORSO]), back)
            return
        case "knight":
            costume.armour(canvas, smooth([(x * 1.12, y) for x, y in TORSO]), who.top, back)
            return
        case "princess" | "queen":
            costume.gown(canvas, who.dress or "#ff9ecb", royal=not back, long=True)
            return
        case "king" | "wizard" | "witch":
            costume.gown(canvas, who.top, stars=who.role in ("wizard", "witch"), long=True)
            if who.role == "king":
                canvas.form(
                    scallop([(-62, -188), (0, -170), (62, -188), (70, -164), (0, -142), (-70, -164)], 0.12), "#fff7ec"
                )
            return
        case "mermaid":
            canvas.form(body, who.skin, 1.05)
            with canvas.inside(body):
                canvas.form(
                    smooth([(-80, -158), (0, -146), (80, -158), (80, -112), (0, -104), (-80, -112)], tension=0.7),
                    "#c58be0",
                    0.9,
                )
            return
        case "pirate":
            canvas.form(body, "#ffffff", 1.05)
            with canvas.inside(body):
                for y in (-168, -138, -108, -78):
                    canvas.shape(
                        smooth(
                            [(-90, y - 8), (0, y + 2), (90, y - 8), (90, y + 6), (0, y + 16), (-90, y + 6)], tension=0.7
                        ),
                        "#e0524f",
                        0.6,
                    )
            if not back:
                with canvas.inside(body):
                    for side in (-1, 1):
                        canvas.form(
                            smooth(
                                [
                                    (side * 20, -204),
                                    (side * 26, -120),
                                    (side * 34, -40),
                                    (side * 96, -40),
                                    (side * 96, -204),
                                ],
                                tension=0.5,
                            ),
                            "#7a4a35",
                            0.9,
                        )
            canvas.shape(
                smooth([(-60, -84), (0, -74), (60, -84), (60, -66), (0, -56), (-60, -66)], tension=0.7), "#3a2a2e", 0.85
            )
            canvas.shape(box(-13, -84, 26, 24, 5), workwear.GOLD, 0.75)
            return
    if who.dress:
        costume.gown(canvas, who.dress)
        if who.role == "fairy":
            return
    else:
        shorts = smooth([(-52, -104), (-62, -52), (-10, -48), (0, -68), (10, -48), (62, -52), (52, -104)], tension=0.7)
        canvas.form(shorts, who.bottom if who.role not in ("superhero", "ninja") else dark(who.top, 0.3), 1.05)
        if "kilt" in who.wears:
            costume.kilt(canvas, who.wears["kilt"])
        top = smooth([(-40, -192), (-57, -148), (-58, -98), (0, -86), (58, -98), (57, -148), (40, -192)], tension=0.95)
        canvas.form(top, who.wears.get("sweater") or who.top, 1.05, texture="stripes")
        _chest(canvas, who, top, back)
    if "apron" in who.wears and not back:
        costume.apron(canvas, who.wears["apron"])


def _chest(canvas: Canvas, who: Character, top: Path, back: bool) -> None:
    if workwear.put_on(canvas, dict(who.wears), smooth(TORSO)) or back:
        return
    if who.role == "superhero":
        canvas.shape(polygon(star(0, -138, 26)), workwear.GOLD, 0.8)
    elif "overalls" in who.wears:
        costume.overalls(canvas, smooth(TORSO), who.wears["overalls"])
    elif "coat" in who.wears:
        canvas.form(
            smooth([(-42, -192), (-62, -140), (-70, -52), (-8, -48), (0, -170)], tension=0.7), who.wears["coat"]
        )
        canvas.form(smooth([(42, -192), (62, -140), (70, -52), (8, -48), (0, -170)], tension=0.7), who.wears["coat"])
    elif "stripes" in who.wears:
        with canvas.inside(top):
            for y in (-160, -132, -104):
                canvas.shape(
                    smooth(
                        [(-80, y - 7), (0, y + 3), (80, y - 7), (80, y + 6), (0, y + 16), (-80, y + 6)], tension=0.7
                    ),
                    who.wears["stripes"],
                    0.6,
                )
    elif "sweater" in who.wears:
        with canvas.inside(top):
            for y in (-142, -118):
                canvas.line(curve((-80, y), (0, y + 12), (80, y)), 0.9, light(who.wears["sweater"], 0.55))
    elif who.lashes:
        wear.flower(canvas, 0, -132, 20, "#fff3c4", light(who.top, 0.35))
    else:
        canvas.shape(polygon(star(0, -132, 20)), light(who.top, 0.6), 0.75)


def _fish_tail(canvas: Canvas, colour: str) -> None:
    canvas.form(
        smooth([(20, -8), (70, -34), (112, -20), (96, 16), (60, 14), (34, 24), (26, 8)], tension=0.9),
        light(colour, 0.25),
    )
    path = smooth(
        [(-58, -108), (-66, -66), (-40, -26), (10, -4), (40, 2), (48, -16), (40, -34), (56, -70), (58, -108), (0, -98)]
    )
    canvas.form(path, colour, 1.05)
    with canvas.inside(path):
        for row, y in enumerate((-84, -62, -40, -18)):
            points = [(x + (12 if row % 2 else 0), y) for x in (60, 36, 12, -12, -36, -60)]
            canvas.line(scallop(points, 0.5, closed=False), 0.6)


def _lying(canvas: Canvas, who: Character, style: LimbStyle, expression: Expression, eye_scale: float) -> None:
    """Under a blanket, head on a pillow."""
    canvas.form(
        smooth([(-176, -30), (-160, -104), (-60, -126), (30, -104), (40, -34), (-20, -6), (-140, -6)]), "#ffffff", 1.0
    )
    with canvas.at(-66, -112, turn=-8):
        hair.behind(
            canvas,
            who.hair_style if who.hair_style not in ("long", "braids") else "bob",
            who.hair,
            who.wears.get("hair tie", "#ff7fae"),
        )
        draw_person_head(canvas, who, expression, -0.1, eye_scale=eye_scale)
    cloth = mix(who.dress or who.top, "#ffffff", 0.2)
    path = smooth([(-20, 2), (6, -52), (50, -78), (120, -86), (190, -64), (208, -14), (172, 4), (60, 6)])
    canvas.form(path, cloth, 1.08, texture="flowers")
    with canvas.inside(path):
        for x, y in ((52, -36), (104, -56), (146, -30), (92, -16), (182, -40)):
            canvas.shape(polygon(star(x, y, 13)), light(cloth, 0.55), 0.6)
    canvas.form(tube([(-22, -8), (4, -50), (46, -76)], 12, 12), light(cloth, 0.6), 0.95)
    canvas.form(ellipse(22, -56, 17), style.colour, 0.95)
