"""Drawing of a character: the body by species, in its pose and size, with its shadow on the ground."""

from collections.abc import Callable
from dataclasses import dataclass

from inkwell_offline.illustrator.characters.animal import draw_animal
from inkwell_offline.illustrator.characters.bird import draw_bird
from inkwell_offline.illustrator.characters.dinosaurs import PLANS, draw_dinosaur
from inkwell_offline.illustrator.characters.fours import draw_on_fours
from inkwell_offline.illustrator.characters.gear import draw_gear
from inkwell_offline.illustrator.characters.human import draw_human, tallness
from inkwell_offline.illustrator.characters.poses import EXPRESSIONS, POSES, Pose
from inkwell_offline.illustrator.characters.profile import draw_profile
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.robot import draw_robot
from inkwell_offline.illustrator.characters.species import SPECIES
from inkwell_offline.illustrator.characters.wader import LEGS, draw_wader
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.kit.geometry import Box, ellipse

BODIES = {"plush": draw_animal, "bird": draw_bird, "human": draw_human, "robot": draw_robot}
AGE_SIZE = {"baby": 0.72, "child": 1.0, "teen": 1.1, "adult": 1.2, "elder": 1.12}

WORN_THINGS = frozenset(("headphones", "hearing aid", "glasses", "turban"))
"""Clothes and gear that are counted as things."""
ROLE_SIZE = {"giant": 1.35, "gnome": 0.72, "elf": 0.85, "leprechaun": 0.85, "fairy": 0.85}


@dataclass(frozen=True, slots=True)
class Act:
    """The act of a character in a picture.

    Args:
        pose: a key of `POSES`.
        expression: a key of `EXPRESSIONS`.
        turn: how far the face turns, -1 left to 1 right; added to the pose's own.
        view: front, profile or back.
        look: where the eyes go, -1..1 each way.
        eye_scale: bigger eyes for sweeter styles.
        gear: a key of `GEAR`, or "".
    """

    pose: str = "stand"
    expression: str = "happy"
    turn: float = 0.0
    view: str = "front"
    look: tuple[float, float] = (0, 0)
    eye_scale: float = 1.0
    flip: bool = False
    gear: str = ""


def natural_size(who: Character) -> float:
    """The character's height as a multiple of a bunny's."""
    return SPECIES[who.species].size * AGE_SIZE.get(who.age, 1.0) * ROLE_SIZE.get(who.role, 1.0)


def reach(who: Character, scale: float, pose: Pose) -> Box:
    """The box that the figure fills around its feet at (0, 0)."""
    k = scale * natural_size(who)
    return -150 * k, -(430 + pose.lift) * k, 150 * k, 20 * k


def draw_character(
    canvas: Canvas, who: Character, act: Act, held: Callable[[Canvas], None] | None = None, shadow: bool = True
) -> None:
    """The character with its feet at (0, 0) of the current frame, 400 units tall for a bunny without its ears."""
    canvas.count(who.role or who.species if who.is_human else who.species)
    if who.role and not who.is_human:
        canvas.count(who.role)
    for name in WORN_THINGS & who.wears.keys():
        canvas.count(name)
    size = natural_size(who)
    pose, kind = POSES[act.pose], SPECIES[who.species]
    expression = EXPRESSIONS[act.expression]
    if shadow:
        canvas.shade(
            ellipse(
                0, -2, (150 if pose.legs in ("lie", "sit") else 104) * size * (0.75 if pose.lift > 40 else 1), 17 * size
            ),
            "#23163a",
            0.1 if pose.lift > 40 else 0.2,
        )
    weight = (canvas.scale * size) ** 0.4 if canvas.scale * size < 1 else 1.0
    if who.age == "baby":
        size *= 0.9
    with canvas.at(0, 0, size * (-1 if act.flip else 1), size, weight=weight), canvas.lit(0.45), canvas.bare():
        is_bare = not (who.dress or who.role or "sweater" in who.wears)
        if who.species in PLANS and is_bare and act.view != "back" and pose.legs not in ("sit", "lie"):
            side, tall = (-1 if act.turn < 0 and not act.flip else 1), 0.8 if "long neck" in kind.marks else 1.0
            with canvas.at(0, -pose.lift, side * tall, tall):
                draw_dinosaur(canvas, who, pose, expression, act.look, act.eye_scale, held)
            return
        if act.view == "profile":
            draw_profile(canvas, who, expression)
            return
        if pose.legs == "fours" and kind.build == "plush" and act.view == "front":
            step = "gallop" if pose.lift else "prance" if pose.lean else "stand"
            rears = canvas.at(-110, -20, turn=pose.lean), canvas.at(110, 20)
            with canvas.at(0, -pose.lift, 0.8 if "long neck" in kind.marks else 1.0), rears[0], rears[1]:
                draw_on_fours(canvas, who, expression, abs(act.turn), act.look, act.eye_scale, step, held, pose.lean)
            return
        if who.species in LEGS and act.view == "front" and pose.legs != "lie":
            with canvas.at(-20, -pose.lift, 0.92):
                draw_gear(canvas, act.gear, who.wears, pose, before=False)
                draw_wader(canvas, who, pose, expression, act.look, act.eye_scale)
            return
        back = act.view == "back"
        body = BODIES[kind.build]
        turn = max(-1.0, min(1.0, act.turn + pose.turn))
        tall = tallness(who)
        over = canvas.at(0, -440, turn=180) if pose.over else canvas.at()
        lean = canvas.at(0, -110, turn=pose.lean), canvas.at(0, 110)
        with canvas.at(0, -pose.lift), over, lean[0], lean[1]:
            with canvas.at(0, 0, 1, tall):
                draw_gear(canvas, act.gear, who.wears, pose, before=False)
            body(canvas, who, pose, expression, turn, act.look, back, held, act.eye_scale)
            with canvas.at(0, 0, 1, tall):
                draw_gear(canvas, act.gear, who.wears, pose, before=True)
