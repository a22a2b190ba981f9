"""True side views, facing right: one skull for all, with each species' own muzzle, ear and crown."""

from inkwell_offline.illustrator.characters import costume, wear
from inkwell_offline.illustrator.characters import face as faces
from inkwell_offline.illustrator.characters.animal import style_of as animal_style
from inkwell_offline.illustrator.characters.crowns import RAINBOW_MANE
from inkwell_offline.illustrator.characters.human import style_of as human_style
from inkwell_offline.illustrator.characters.limbs import LimbStyle, draw_foot
from inkwell_offline.illustrator.characters.poses import Expression
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.sides import side_ear, side_muzzle
from inkwell_offline.illustrator.characters.species import SPECIES, Species
from inkwell_offline.illustrator.characters.tails import tail
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light, mix
from inkwell_offline.illustrator.kit.geometry import curve, ellipse, polygon, ring, scallop, smooth, tube

SKULL = smooth(
    [
        (-100, 8),
        (-92, -54),
        (-42, -98),
        (26, -96),
        (74, -58),
        (90, -8),
        (86, 44),
        (58, 84),
        (6, 98),
        (-54, 88),
        (-92, 54),
    ]
)
LONG_EARS = ("long", "floppy", "flop", "fan")


def draw_profile(canvas: Canvas, who: Character, expression: Expression) -> None:
    """The whole figure from the side, feet at (0, 0)."""
    kind = SPECIES[who.species]
    style = human_style(who) if who.is_human else animal_style(who, kind)
    side_tail = dark(who.inner, 0.25)
    if not who.is_human and kind.build != "robot":
        tail(canvas, kind.tail, who.fur, who.belly, side_tail, -1)
    if "cape" in who.wears or "backpack" in who.wears:
        colour = who.wears.get("cape") or who.wears["backpack"]
        canvas.form(smooth([(-20, -186), (-64, -140), (-98, -60), (-78, -44), (-40, -80), (-8, -150)]), colour)
    if "shell" in kind.crown:
        canvas.form(
            smooth([(0, -190), (-74, -176), (-106, -112), (-88, -44), (-10, -26)]), "#bd9155", 1.05, texture="scales"
        )
    parts = canvas.at() if who.is_human else canvas.adorned()
    with parts:
        _side_leg(canvas, style, 18)
        _side_body(canvas, who, kind, style)
        _side_leg(canvas, style, -2, melt=0.0 if who.is_human else 1.0)
    if who.dress or who.role in ("princess", "queen", "wizard", "witch", "king", "fairy"):
        with canvas.at(0, 0, 0.82, 1):
            costume.gown(
                canvas,
                who.dress or (who.top if who.role in ("wizard", "witch", "king") else "#ff9ecb"),
                stars=who.role in ("wizard", "witch"),
            )
    if kind.build == "bird":
        _side_wing(canvas, style)
    else:
        _side_arm(canvas, style)
    wear.at_neck(canvas, who, back=True)
    with canvas.at(0, -268):
        if who.is_human:
            _person(canvas, who, expression)
        elif kind.build == "robot":
            _robot(canvas, who, expression)
        else:
            _animal(canvas, who, kind, expression)


def _side_leg(canvas: Canvas, style: LimbStyle, x: float, melt: float = 0.0) -> None:
    canvas.limb(
        [(x, -58), (x, -40), (x, -18)], style.leg, style.leg * 0.9, style.leg_colour or style.colour, 1.0, melt=melt
    )
    draw_foot(canvas, (x + 12, -17), 0, 1, style)


def _side_body(canvas: Canvas, who: Character, kind: Species, style: LimbStyle) -> None:
    if who.is_human:
        body = smooth(
            [(-32, -192), (-44, -148), (-46, -104), (-42, -56), (0, -48), (42, -56), (44, -104), (40, -148), (30, -192)]
        )
        if who.role == "astronaut":
            costume.space_suit(canvas, body, back=True)
            return
        canvas.form(body, who.bottom, 1.05)
        top = smooth([(-32, -192), (-45, -148), (-47, -98), (0, -88), (45, -98), (41, -148), (30, -192)])
        canvas.form(top, style.sleeve or who.top, 1.05)
        return
    if kind.build == "robot":
        canvas.form(
            smooth([(-50, -188), (-54, -110), (-50, -48), (50, -48), (54, -110), (50, -188)], tension=0.4),
            who.fur,
            1.08,
        )
        return
    body = smooth(
        [(-38, -190), (-58, -142), (-74, -88), (-62, -34), (0, -22), (60, -36), (74, -88), (58, -144), (36, -190)]
    )
    canvas.form(body, style.sleeve if who.role in ("astronaut", "knight") and style.sleeve else who.fur, 1.08)
    if not who.role and not who.dress:
        canvas.shape(smooth([(42, -160), (63, -104), (62, -58), (38, -42), (22, -92), (26, -140)]), who.belly, 0.7)
    if "sweater" in who.wears:
        costume.sweater(canvas, body, who.wears["sweater"])


def _side_arm(canvas: Canvas, style: LimbStyle) -> None:
    points = [(0, -156), (14, -114), (24, -78)]
    canvas.limb(points, style.arm, style.arm * 0.92, style.sleeve or style.colour, 1.0)
    if style.hand:
        canvas.form(ellipse(25, -72, style.arm * 1.02), style.colour, 1.0, shade=0.1)


def _side_wing(canvas: Canvas, style: LimbStyle) -> None:
    wing = smooth([(14, -158), (36, -126), (30, -84), (-14, -48), (-72, -40), (-46, -74), (-34, -120), (-14, -152)])
    canvas.form(wing, style.sleeve or style.colour, 1.0)
    for x, y in ((-6, -70), (-24, -58)):
        canvas.line(curve((x + 22, y - 22), (x, y - 4), (x - 24, y + 4)), 0.6, detail=1)


def _side_eye(
    canvas: Canvas, who: Character, expression: Expression, x: float = 46, y: float = 0, brow: str | None = None
) -> None:
    faces.eye(canvas, x, y, 16, 27, expression.eyes, 1, who.iris, (0.3, 0), who.lashes)
    if expression.brows is not None:
        faces.brow(canvas, x, y - 42, -1, expression.brows, brow or dark(who.fur, 0.6), 15)
    faces.blush(canvas, x - 6, y + 42)


def _person(canvas: Canvas, who: Character, expression: Expression) -> None:
    tie = who.wears.get("hair tie", "#ff7fae")
    if who.hair_style in ("long", "bob", "hijab"):
        low = 190 if who.hair_style == "long" else 112
        canvas.form(
            smooth(
                [
                    (-20, -116),
                    (-94, -84),
                    (-122, -10),
                    (-122, low - 40),
                    (-90, low),
                    (-34, low - 6),
                    (-2, 60),
                    (10, -60),
                ]
            ),
            who.hair,
        )
    elif who.hair_style in ("tails", "ponytail", "braids"):
        canvas.form(
            smooth([(-80, -60), (-128, -64), (-164, -4), (-156, 74), (-132, 104), (-112, 40), (-92, 0)]), who.hair
        )
        canvas.form(ellipse(-90, -36, 16), tie, 0.9)
    elif who.hair_style in ("afro", "curly"):
        canvas.form(scallop(ring(-26, -34, 122, 116, 15), 0.32), who.hair)
    elif who.hair_style in ("bun", "puffs"):
        canvas.form(scallop(ring(-84, -94, 46, 44, 11), 0.24), who.hair)
    nose = "" if who.hair_style == "hijab" else "nose"
    face = smooth(
        [
            (-92, 20),
            (-92, -44),
            (-44, -98),
            (26, -100),
            (74, -66),
            (88, -20),
            (96, 12),
            (110, 34),
            (94, 46),
            (92, 70),
            (66, 98),
            (10, 106),
            (-44, 94),
        ]
    )
    canvas.form(face, who.skin, 1.08, shade=0.12)
    if nose:
        canvas.form(ellipse(-22, 18, 18, 25), who.skin, 0.9)
        canvas.line(curve((-28, 8), (-14, 14), (-22, 28)), 0.55)
    if who.hair_style == "beard":
        canvas.form(
            scallop([(-14, 40), (40, 62), (92, 66), (88, 118), (40, 142), (-4, 116), (-20, 76)], 0.14), who.hair
        )
    _side_eye(canvas, who, expression, 56, 12, dark(who.hair, 0.25))
    if expression.mouth in ("open", "wide", "o"):
        canvas.shape(smooth([(92, 66), (74, 70), (64, 66), (70, 84), (86, 86)]), faces.MOUTH_RED, 0.85)
    elif expression.mouth in ("frown", "wavy"):
        canvas.line(curve((92, 74), (80, 68), (66, 78)), 0.9)
    elif expression.mouth == "flat":
        canvas.line(curve((92, 71), (68, 72)), 0.9)
    else:
        canvas.line(curve((93, 66), (80, 76), (64, 68)), 0.9)
    if who.hair_style == "bald":
        return
    if who.hair_style == "hijab":
        canvas.form(
            smooth(
                [
                    (82, -64),
                    (30, -118),
                    (-50, -110),
                    (-102, -50),
                    (-104, 50),
                    (-60, 120),
                    (40, 136),
                    (78, 106),
                    (30, 96),
                    (8, 40),
                    (14, -30),
                ]
            ),
            who.hair,
        )
        return
    cap = [
        (84, -42),
        (62, -96),
        (0, -126),
        (-66, -110),
        (-108, -50),
        (-106, 30),
        (-78, 62),
        (-52, 40),
        (-40, -8),
        (-4, -10),
        (16, -46),
        (50, -60),
    ]
    canvas.form(scallop(cap, 0.16) if who.hair_style in ("curly", "afro") else smooth(cap), who.hair, 1.05, gloss=0.15)
    canvas.line(curve((20, -104), (-10, -84), (-22, -44)), 0.6, detail=1)
    with canvas.at(-8, 0):
        wear.on_head(
            canvas,
            who.changed(wears={k: v for k, v in who.wears.items() if k not in ("glasses", "eye patch", "mask")}),
            0,
            -96,
            46,
            14,
            100,
        )
    if "glasses" in who.wears:
        canvas.line(ellipse(58, 12, 27, 33), 1.1, who.wears["glasses"])
        canvas.line(curve((32, 6), (-16, 2)), 1.0, who.wears["glasses"])
    if who.role == "astronaut":
        canvas.line(ellipse(0, -4, 150, 146), 1.05, "#8fa4bf")


def _robot(canvas: Canvas, who: Character, expression: Expression) -> None:
    canvas.line(curve((0, -92), (2, -112), (0, -128)), 1.3)
    canvas.form(ellipse(0, -138, 17), who.inner, 0.95)
    canvas.form(smooth([(-84, -88), (84, -88), (92, 0), (84, 82), (-84, 82), (-92, 0)], tension=0.4), who.fur, 1.08)
    canvas.form(smooth([(40, -56), (90, -52), (92, 52), (40, 52)], tension=0.5), light(who.belly, 0.3), 0.9)
    canvas.form(ellipse(-6, 0, 22, 34), who.nose, 0.95)
    _side_eye(canvas, who, expression, 66, -6)
    canvas.line(curve((58, 34), (70, 40), (84, 32)), 0.9)


def _animal(canvas: Canvas, who: Character, kind: Species, expression: Expression) -> None:
    crown = kind.crown
    ear = who.ears or kind.ears
    if "mane" in crown:
        canvas.form(scallop(ring(-28, 6, 136, 134, 15), 0.36), dark(mix(who.inner, "#b5561f", 0.45), 0.1))
    if "spines" in crown:
        points = []
        for a, b in zip(ring(-44, -4, 134, 132, 17), ring(-44, -4, 104, 102, 17, start=0.185), strict=True):
            points += [a, b]
        canvas.form(polygon(points), "#9a6b4d")
    if "horse mane" in crown or "unicorn mane" in crown or "crest mane" in crown:
        for i in range(3):
            colour = (
                RAINBOW_MANE[i]
                if "unicorn mane" in crown
                else dark(who.fur if "crest mane" not in crown else who.nose, 0.5)
            )
            canvas.form(
                smooth(
                    [
                        (10 - i * 14, -116 + i * 12),
                        (-60 - i * 6, -112 + i * 10),
                        (-124 + i * 6, -40),
                        (-128 + i * 8, 50),
                        (-104 + i * 8, 84),
                        (-80, 20),
                        (-50, -50),
                    ]
                ),
                colour,
            )
    if "antlers" in crown:
        with canvas.at(-10, -88):
            canvas.form(
                [
                    tube([(0, 14), (-4, -56), (30, -112)], 10, 7),
                    tube([(-4, -46), (-30, -74), (-40, -92)], 8, 6),
                    tube([(8, -78), (44, -76), (62, -92)], 8, 6),
                ],
                "#a9764a",
            )
    if "dragon horns" in crown or "cow horns" in crown or "goat horns" in crown:
        canvas.form(smooth([(-34, -72), (-40, -120), (-82, -148), (-64, -100), (-66, -62)]), "#fff0cf")
    if "plates" in crown or "ridge" in crown:
        for x, y in ((-30, -104), (-76, -74), (-100, -28)):
            canvas.shape(polygon([(x - 18, y + 16), (x - 16, y - 30), (x + 20, y + 4)]), who.inner, 0.8)
    if ear not in LONG_EARS and ear != "none":
        side_ear(canvas, who, ear)
    with canvas.adorned():
        canvas.form(SKULL, who.fur, 1.1)
    if canvas.pieced:
        with canvas.inside(SKULL):
            canvas.shape(ellipse(52, 16, 66, 84), who.fur, 0.8)
    with canvas.inside(SKULL):
        if "eye patches" in kind.marks:
            canvas.shape(ellipse(48, 6, 30, 42, 16), who.inner, 0.8)
        if "penguin face" in kind.marks or "owl discs" in kind.marks:
            canvas.shape(ellipse(62, 14, 62, 66), who.belly, 0.7)
        if "stripes" in kind.marks or "tiger stripes" in kind.marks:
            for y in (-20, 6, 32):
                canvas.shape(smooth([(-110, y - 8), (-62, y), (-110, y + 10)], tension=0.5), dark(who.fur, 0.45), 0.6)
        if "bandit" in kind.marks:
            canvas.shape(
                smooth([(0, -16), (60, -30), (110, -10), (110, 36), (50, 36), (4, 24)]), dark(who.fur, 0.55), 0.7
            )
    side_muzzle(canvas, who, kind, expression)
    _side_eye(canvas, who, expression, 48, -6 if kind.head != "frog" else -64)
    if "horn" in crown:
        canvas.form(smooth([(18, -78), (52, -120), (92, -158), (72, -106), (52, -68)], tension=0.7), "#ffd76b")
    if "crest" in crown or "comb" in crown:
        canvas.form(
            scallop([(-40, -86), (-34, -122), (0, -136), (34, -116), (36, -88)], 0.3),
            who.fur if "crest" in crown else "#e8504a",
        )
    if "wool" in crown:
        canvas.form(scallop(ring(-16, -76, 78, 42, 11), 0.42), who.belly)
    if ear in LONG_EARS:
        side_ear(canvas, who, ear)
    shown = {k: v for k, v in who.wears.items() if k not in ("glasses", "eye patch", "mask")}
    with canvas.at(-14, 0):
        wear.on_head(canvas, who.changed(wears=shown), 0, -92, 46, 0, 100)
    if "glasses" in who.wears:
        canvas.line(ellipse(50, -6, 26, 32), 1.1, who.wears["glasses"])
        canvas.line(curve((24, -10), (-20, -12)), 1.0, who.wears["glasses"])
