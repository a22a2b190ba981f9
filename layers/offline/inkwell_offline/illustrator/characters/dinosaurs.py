"""Dinosaurs from the side, looking to the right: hunters on two legs, long necks, plated, horned and armoured ones."""

from dataclasses import dataclass, replace

from inkwell_offline.illustrator.characters import face as faces
from inkwell_offline.illustrator.characters import wear
from inkwell_offline.illustrator.characters.animal import Held, style_of
from inkwell_offline.illustrator.characters.limbs import draw_foot
from inkwell_offline.illustrator.characters.poses import Expression, Pose, held_in
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import SPECIES
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.colour import dark, light
from inkwell_offline.illustrator.kit.geometry import Path, Point, curve, ellipse, polygon, ring, scallop, smooth, tube


@dataclass(frozen=True, slots=True)
class Plan:
    """The build of a family of dinosaurs.

    Args:
        body: the trunk's outline.
        tail: its middle line from the hips, and half its width there.
        hips: x of the legs, far ones first; two of them for hunters.
        neck: its middle line and half its width at both ends; without a line the head sits on the trunk.
        head: x, y and size of the head, a key of `HEADS`, and its tilt.
        ridge: what grows along the back: spikes, plates, scutes or "".
        back: where it grows, from the tail on.
    """

    body: tuple[Point, ...]
    tail: tuple[Point, ...]
    root: float
    hips: tuple[float, ...]
    head: tuple[float, float, float]
    jaw: str
    neck: tuple[Point, ...] = ()
    girth: tuple[float, float] = (60, 36)
    ridge: str = ""
    back: tuple[tuple[float, float, float], ...] = ()
    """x, y and size of each spike or plate."""


_TRUNK = ((-150, -150), (-112, -214), (0, -236), (98, -210), (140, -150), (112, -92), (0, -76), (-112, -88))
_HUNTER = Plan(
    ((-74, -196), (-100, -132), (-62, -66), (16, -56), (76, -104), (94, -190), (84, -262), (0, -262)),
    ((-40, -128), (-130, -96), (-206, -118), (-262, -176)),
    66,
    (34, -16),
    (66, -318, 1.0),
    "jaws",
)
_SPIKED = ((-226, -150, 18), (-176, -134, 22), (-126, -146, 26), (-92, -186, 30), (-62, -236, 32), (-44, -292, 32),
           (-26, -352, 30), (14, -398, 26))  # fmt: skip
PLANS: dict[str, Plan] = {
    "t rex": _HUNTER,
    "dinosaur": replace(_HUNTER, jaw="muzzle", ridge="spikes", back=_SPIKED),
    "velociraptor": Plan(
        ((-70, -176), (-92, -128), (-56, -82), (10, -74), (66, -112), (88, -186), (74, -246), (4, -240)),
        ((-40, -130), (-140, -116), (-236, -150), (-300, -226)), 48, (34, -16), (70, -300, 0.86), "jaws",
    ),
    "brachiosaurus": Plan(
        _TRUNK, ((-96, -146), (-190, -110), (-270, -66), (-330, -74)), 62, (-112, 64, -74, 102),
        (208, -470, 0.92), "small", ((86, -160), (156, -250), (164, -366), (178, -450)), (66, 38),
    ),
    "plesiosaur": Plan(
        _TRUNK, ((-96, -146), (-180, -120), (-250, -96), (-300, -104)), 56, (-112, 64, -74, 102),
        (208, -440, 0.92), "small", ((86, -160), (156, -240), (164, -340), (178, -420)), (62, 36),
    ),
    "stegosaurus": Plan(
        ((-150, -140), (-118, -208), (-20, -262), (86, -216), (136, -146), (112, -92), (0, -76), (-112, -88)),
        ((-96, -146), (-186, -126), (-262, -92), (-322, -104)), 60, (-112, 64, -74, 102),
        (196, -178, 0.82), "small", ((84, -150), (130, -150), (166, -160)), (56, 44), "plates",
        ((-222, -128, 24), (-172, -158, 36), (-116, -196, 52), (-46, -236, 64), (34, -232, 58), (96, -196, 40)),
    ),
    "ankylosaurus": Plan(
        ((-160, -120), (-130, -190), (-10, -218), (104, -186), (144, -126), (116, -84), (0, -70), (-124, -76)),
        ((-110, -122), (-196, -108), (-268, -88), (-316, -96)), 44, (-112, 64, -74, 102),
        (188, -150, 0.84), "small", ((96, -126), (130, -130), (160, -138)), (54, 46), "scutes",
        ((-132, -176, 26), (-84, -200, 30), (-30, -212, 32), (28, -208, 32), (82, -188, 28), (-58, -158, 24),
         (-2, -168, 26), (54, -158, 24)),
    ),
    "triceratops": Plan(
        _TRUNK, ((-96, -146), (-176, -116), (-246, -76), (-290, -72)), 58, (-112, 64, -74, 102),
        (168, -228, 1.06), "beak", ((84, -150), (116, -180), (150, -210)), (64, 56),
    ),
}  # fmt: skip
"""By species."""
FLIPPERS = frozenset(("plesiosaur",))
STEPS = {
    "run": ((-86, -40), (84, -6), (-86, -20), (96, -30)),
    "jump": ((60, -24), (10, -24), (40, -24), (-10, -24)),
}
"""How far feet are from below their hips, and how high."""
JAWS = ((-92, 12), (-84, -56), (-34, -94), (30, -86), (84, -54), (140, -42), (158, -8), (140, 22), (60, 28), (0, 42),
        (-60, 54))  # fmt: skip
MUZZLE = ((-96, 16), (-88, -58), (-34, -98), (34, -86), (80, -42), (120, -26), (132, 6), (116, 26), (60, 30), (0, 44),
          (-60, 56))  # fmt: skip
SMALL = ((-76, 18), (-70, -48), (-18, -78), (38, -62), (92, -26), (108, 14), (86, 42), (10, 56), (-48, 52))
BEAK = ((-66, 34), (-62, -48), (0, -72), (56, -44), (104, -4), (136, 46), (118, 62), (88, 52), (40, 68), (-24, 72))


def draw_dinosaur(
    canvas: Canvas,
    who: Character,
    pose: Pose,
    expression: Expression,
    look: tuple[float, float] = (0, 0),
    eye_scale: float = 1.0,
    held: Held | None = None,
) -> None:
    """The dinosaur with its feet at (0, 0)."""
    plan = PLANS[who.species]
    feet = STEPS.get({"fours": "run" if pose.lift else "", "kick": "run", "dance": "run"}.get(pose.legs, pose.legs), ())
    steps = feet or ((0, 0),) * 4
    half = len(plan.hips) // 2
    with canvas.adorned():
        if plan.ridge in ("spikes", "plates"):
            _ridge(canvas, plan, who.inner)
        if plan.ridge == "scutes":
            x, y = plan.tail[-1]
            canvas.form(ellipse(x - 12, y, 40, 32), dark(who.fur, 0.2))
        for hip, step in zip(plan.hips[:half], steps, strict=False):
            _leg(canvas, who, plan, hip, step, 0.12)
        if half == 1:
            _arm(canvas, who, pose, -14, 0.12)
    body = smooth(plan.body)
    necks = [tube(plan.neck, *plan.girth)] if plan.neck else []
    canvas.form([body, tube(plan.tail, plan.root, 9), *necks], who.fur, 1.08, texture="scales")
    _coat(canvas, who, plan, body)
    if plan.ridge == "scutes":
        _ridge(canvas, plan, dark(who.fur, 0.16))
    with canvas.adorned():
        for hip, step in zip(plan.hips[half:], steps[half:], strict=False):
            _leg(canvas, who, plan, hip, step, 0.0)
    if held is not None and half == 1:
        with canvas.at(92, -60 if held_in(pose) == "front" else 30):
            held(canvas)
    if half == 1:
        _arm(canvas, who, pose, 0, 0.0)
    x, y, size = plan.head
    if "scarf" in who.wears or "cape" in who.wears or "bow tie" in who.wears:
        near = plan.neck[-1] if plan.neck else (58, -256)
        colour = who.wears.get("scarf") or who.wears.get("cape") or who.wears["bow tie"]
        canvas.form(tube([(near[0] - 66, near[1] + 6), (near[0], near[1] + 34), (near[0] + 46, near[1] + 14)], 17, 17),
                    colour, 0.95)  # fmt: skip
    with canvas.at(x, y, size, turn=pose.tilt * 0.5):
        _head(canvas, who, plan.jaw, expression, look, eye_scale)
    if held is not None and half == 2:
        with canvas.at(x - 16, y + 250):
            held(canvas)


def _leg(canvas: Canvas, who: Character, plan: Plan, hip: float, step: tuple[float, float], shadow: float) -> None:
    """A leg from the trunk to its foot; those on the far side are darker."""
    colour = dark(who.fur, shadow)
    x, y = hip + step[0], step[1]
    if who.species in FLIPPERS:
        canvas.form(smooth([(hip - 30, -120), (hip + 34, -116), (x + 4, -36), (x - 62, -8), (x - 50, -50)]), colour)
        return
    if len(plan.hips) == 2:
        shank: list[Path] = [
            ellipse(hip + step[0] * 0.2, -110, 54, 60),
            tube([(hip + step[0] * 0.4 + 6, -90), (hip + step[0] * 0.7 + 30, -56 + y), (x + 6, -20 + y)], 28, 18),
        ]
    else:
        shank = [
            ellipse(hip, -132, 44, 38),
            tube([(hip, -126), (hip + step[0] * 0.4 + 4, -70 + y * 0.5), (x, -22 + y)], 42, 32),
        ]
    canvas.form(shank, colour, 1.0, shade=0.14)
    if len(plan.hips) > 2 and not shadow:
        canvas.melt(ellipse(hip, -148, 54, 36), colour)
    with canvas.at(x + (14 if len(plan.hips) == 2 else 2), y - 17, 0.86):
        draw_foot(canvas, (0, 0), 0, 1, style_of(who.changed(fur=colour), SPECIES[who.species]))


def _arm(canvas: Canvas, who: Character, pose: Pose, aside: float, shadow: float) -> None:
    """A hunter's small arm, lifted where the pose lifts arms."""
    lifted = pose.arms[1] in ("up", "wave", "reach", "grip", "point", "mouth", "wide")
    hand = (140 + aside, -236) if lifted else (132 + aside, -164)
    canvas.form(tube([(70 + aside, -196), (104 + aside, -182), hand], 20, 13), dark(who.fur, shadow), 0.95)
    for k in (-1, 1):
        canvas.line(curve((hand[0] + 4, hand[1] + k * 5), (hand[0] + 15, hand[1] + k * 7)), 0.7, detail=0)


def _ridge(canvas: Canvas, plan: Plan, colour: str) -> None:
    for i, (x, y, size) in enumerate(plan.back):
        ahead = plan.back[min(i + 1, len(plan.back) - 1)]
        behind = plan.back[max(i - 1, 0)]
        if plan.ridge == "scutes":
            canvas.form(ellipse(x, y, size, size * 0.72), colour, 0.85)
            continue
        long = ((ahead[0] - behind[0]) ** 2 + (ahead[1] - behind[1]) ** 2) ** 0.5 or 1.0
        ux, uy = (ahead[0] - behind[0]) / long, (ahead[1] - behind[1]) / long
        nx, ny = uy, -ux
        high = size * (1.5 if plan.ridge == "plates" else 1.05)
        wide = size * (0.8 if plan.ridge == "plates" else 0.9)
        points = [
            (x - ux * wide - nx * 22, y - uy * wide - ny * 22),
            (x - ux * wide * 0.8 + nx * high * 0.5, y - uy * wide * 0.8 + ny * high * 0.5),
            (x + nx * high, y + ny * high),
            (x + ux * wide * 0.8 + nx * high * 0.5, y + uy * wide * 0.8 + ny * high * 0.5),
            (x + ux * wide - nx * 22, y + uy * wide - ny * 22),
        ]
        canvas.form(
            smooth(points, tension=0.5) if plan.ridge == "plates" else polygon([points[0], points[2], points[4]]),
            colour,
            0.9,
        )


def _coat(canvas: Canvas, who: Character, plan: Plan, body: Path) -> None:
    """The belly with its bands, and spots or stripes on the back."""
    with canvas.inside(body):
        if len(plan.hips) == 2:
            belly = smooth([(40, -270), (22, -180), (10, -96), (40, -40), (120, -70), (130, -200), (104, -290)])
            canvas.form(belly, who.belly, 0.8, shade=0.08)
            with canvas.inside(belly):
                for y in (-226, -192, -158, -124, -92):
                    canvas.line(curve((0, y + 14), (60, y + 8), (130, y - 8)), 0.6)
        else:
            canvas.shape(ellipse(-6, -72, 130, 34), who.belly, 0.6)
        if "tiger stripes" in SPECIES[who.species].marks:
            for x in (-70, -36, -4):
                canvas.inked(
                    smooth([(x - 10, -262), (x + 8, -190), (x, -150), (x - 12, -200)], tension=0.6), dark(who.fur, 0.5)
                )
        elif plan.ridge != "scutes":
            for x, y, r in (
                ((-70, -150, 15), (-44, -196, 12), (-30, -128, 11))
                if len(plan.hips) == 2
                else ((-90, -166, 18), (-36, -196, 15), (26, -176, 17), (-40, -146, 12))
            ):
                canvas.shape(ellipse(x, y, r, r * 0.85), dark(who.fur, 0.18), 0.55)


def _head(canvas: Canvas, who: Character, jaw: str, expression: Expression, look: tuple[float, float],
          eye_scale: float) -> None:  # fmt: skip
    """The head around (0, 0), its snout on the right."""
    outline: tuple[Point, ...]
    is_open = expression.mouth in ("open", "wide", "o")
    eye, nostril = (12.0, -26.0), (94.0, 0.0)
    match jaw:
        case "jaws" | "muzzle":
            outline, eye, nostril = (
                (JAWS, (16.0, -38.0), (126.0, -20.0)) if jaw == "jaws" else (MUZZLE, (10.0, -40.0), (106.0, -4.0))
            )
            far = outline[6][0]
            with canvas.at(-40, 40, turn=11 if is_open else 2):
                chin = [(-14, -16), (70, -24), (far + 6, -20), (far + 16, 2), (112, 18), (40, 24), (-16, 22)]
                canvas.form(smooth(chin), who.fur, 1.0)
            if is_open:
                canvas.form(
                    smooth([(0, 30), (70, 22), (far - 14, 18), (far - 22, 40), (60, 40)], tension=0.5),
                    faces.MOUTH_RED,
                    0.8,
                )
            for x in range(34, int(far) - 12, 22) if jaw == "jaws" else ():
                canvas.shape(polygon([(x - 10, 20), (x, 44), (x + 10, 20)]), "#fffaf0", 0.7)
        case "beak":
            outline, eye, nostril = BEAK, (10.0, -16.0), (92.0, 18.0)
            with canvas.adorned():
                canvas.form(scallop(ring(-58, -34, 112, 130, 11), 0.3), light(who.inner, 0.2), texture="tufts")
            canvas.line(scallop(ring(-54, -30, 84, 100, 11), 0.22), 0.6, detail=1)
        case _:
            outline, eye, nostril = SMALL, (14.0, -18.0), (86.0, -6.0)
    with canvas.adorned():
        canvas.form(smooth(outline), who.fur, 1.08, gloss=0.25)
    if canvas.pen.patterns > 1:
        with canvas.inside(smooth(outline)):
            canvas.shape(ellipse(eye[0], eye[1], 52, 50), who.fur, 0.7)
    if jaw == "beak":
        with canvas.inside(smooth(outline)):
            canvas.form(smooth([(96, -30), (98, 30), (84, 90), (170, 90), (170, -30)]), "#f3e3c4", 0.8)
        for x, y, lean in ((84, -8, 16), (-14, -54, 34), (40, -48, 40)):
            long = 46 if lean == 16 else 104
            horn = [(x - 17, y + 8), (x - 2, y - long * 0.6), (x + lean, y - long), (x + 14, y - long * 0.4)]
            canvas.form(smooth([*horn, (x + 17, y + 8)], tension=0.7), "#fff0cf", 0.9)
    faces.eye(canvas, *eye, 21 * eye_scale, 28 * eye_scale, expression.eyes, 1, who.iris, look, who.lashes)
    if expression.brows is not None and canvas.scale > faces.SMALL:
        faces.brow(canvas, eye[0], eye[1] - 42, 1, expression.brows, dark(who.fur, 0.6), 14)
    faces.blush(canvas, eye[0] - 30, eye[1] + 52, expression.extra == "blush")
    canvas.inked(ellipse(*nostril, 5.5, 7), dark(who.fur, 0.55))
    if jaw in ("small", "beak"):
        x, y = (104, 22) if jaw == "small" else (84, 56)
        if is_open and jaw == "small":
            canvas.shape(
                smooth([(x - 8, y), (x - 50, y + 8), (x - 40, y + 30), (x - 18, y + 24)]), faces.MOUTH_RED, 0.8
            )
        else:
            canvas.line(curve((x, y - 4), (x - 34, y + 8), (x - 62, y - 2)), 0.9)
    elif not is_open:
        canvas.line(curve((-36, 30), (-24, 38), (-28, 48)), 0.8)
    faces.extras(canvas, expression, 100, 80, 0)
    with canvas.at(eye[0] - 18, eye[1] + 26, 0.72, turn=-6):
        wear.on_head(canvas, who, 0.0, -84, 46, -20, 108)
