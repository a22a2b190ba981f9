"""The main character's pose and held things, where the words leave them open."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from inkwell_offline.illustrator.characters.fours import GRACEFUL, HOOFED, RUNNERS
from inkwell_offline.illustrator.characters.poses import ARMS, POSES, Pose, held_in
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.filling import ROOMS, draw_filling
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.props import toys
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.seats import LOW, RAISED, seat_for
from inkwell_offline.illustrator.stage import Stage, stream
from inkwell_offline.illustrator.words.brief import Brief

WIDE = 400.0
"""Units: on seats so wide one sleeps."""
HOVERERS = frozenset(("hummingbird",))
"""Animals that are seen in the air."""
SEATED = frozenset(("eat", "read", "swing", "hug", "stand"))
"""Poses that somebody keeps who sits."""
_WITHOUT_LEGS = {
    "run": "point",
    "walk": "point",
    "trail": "wonder",
    "jump": "cheer",
    "dance": "cheer",
    "kick": "wonder",
    "sit": "greet",
    "surf": "cheer",
}
"""The poses of somebody with a tail, by the legs of the pose that the words ask for."""


def hero_act(brief: Brief, stage: Stage, rng: Random, who: Character) -> tuple[str, str, float, str]:
    """The main character's pose, expression, turn of the face and view."""
    sea = stage.setting.kind == "sea"
    seat = seat_for(brief.seat, brief.seat_by) if brief.seat else None
    if seat and seat.pose and not (brief.pose == "sleep" and seat.width > WIDE) and brief.pose not in SEATED:
        brief = replace(brief, pose=seat.pose)
    elif brief.bond[0] == "on":
        brief = replace(brief, pose="sit")
    elif brief.bond[0] == "ride":
        brief = replace(brief, pose="cheer")
    elif brief.bond[0] in ("shoulder", "back"):
        brief = replace(brief, pose="fours" if brief.bond[0] == "back" else "stand")
    elif brief.bond[0] == "carry":
        brief = replace(brief, pose="hold")
    elif brief.bond[0] == "hands":
        brief = replace(brief, pose="wonder")
    elif brief.bond[0] == "hug":
        brief = replace(brief, pose="hug", expression=brief.expression or "love")
    elif brief.place[0] == "climb":
        brief = replace(brief, pose="climb")
    elif brief.pose == "climb" or brief.place[0] == "push":
        brief = replace(brief, pose="walk")
    elif brief.place[0] == "under" and brief.place[1] in LOW and brief.pose != "sleep":
        brief = replace(brief, pose="sit")
    elif brief.seat and brief.pose in ("", "sit", "float", "run", "walk", "swim"):
        brief = replace(brief, pose=rng.choice(("greet", "cheer", "wave")))
    if brief.perched[1] == "hand":
        brief = replace(brief, pose="greet")
    if brief.held in RAISED and brief.pose in ("hold", ""):
        brief = replace(brief, pose="greet")
    if brief.held and not brief.pose and not seat:
        brief = replace(brief, pose="hold")
    pose = brief.pose or ("swim" if sea and who.role != "mermaid" else "")
    expression = brief.expression
    if not pose:
        pose = {
            "joy": "cheer",
            "laugh": "cheer",
            "surprised": "wonder",
            "scared": "wonder",
            "determined": "proud",
            "love": "hug",
            "sleepy": "stand",
        }.get(expression, rng.choice(("wave", "greet", "greet", "stand", "proud", "wonder")))
    if who.role == "mermaid":
        pose = _WITHOUT_LEGS.get(POSES[pose].legs, pose)
    if not expression:
        expression = {
            "sleep": "asleep",
            "read": "happy",
            "run": "smile",
            "jump": "joy",
            "dance": "joy",
            "wonder": "curious",
            "fly": "smile",
            "cheer": "joy",
            "think": "curious",
        }.get(pose, rng.choice(("happy", "smile", "happy")))
    if pose == "sleep" and seat and seat.front:
        pose, expression = "stand", "asleep"
    if pose == "sleep" and expression in ("happy", "smile", "calm", "sleepy"):
        expression = "asleep"
    is_busy = (brief.held and pose != "eat") or brief.gear or (brief.seat and pose != "stand")
    if not (is_busy or brief.bond[0] == "hug" or brief.place[0] == "push"):
        pose = on_fours(who, pose, bool(brief.pose)) if brief.view == "front" and brief.shot != "close" else pose
    turn = {"three quarter": 0.6}.get(brief.view, 0.0) or rng.choice((-0.2, 0.14, 0.2, 0.24))
    if brief.view == "front":
        centre = stage.x(stage.layout.hero[0]) - stage.width / 2
        turn = abs(turn) * (-1 if centre > 0 else 1)
    if pose in ("run", "walk", "point", "fly", "swim", "kick") and turn < 0:
        turn = abs(turn)
    view = brief.view if brief.view in ("profile", "back") else "front"
    return pose, expression, turn, view


def on_fours(who: Character, pose: str, is_asked: bool) -> str:
    """The pose of an animal that runs or just stands on its four legs; a dressed one stays upright.

    Args:
        is_asked: whether words ask for the pose.
    """
    is_dressed = who.dress or who.role or who.name or not {"sweater", "overalls", "vest"}.isdisjoint(who.wears)
    if is_dressed or pose == "sleep" or (pose == "sit" and who.species not in HOOFED):
        return pose
    if who.species in HOVERERS and pose in ("stand", "greet", "wave", "wonder", "proud", "eat", "sit", "hold"):
        return "fly"
    if pose in ("run", "jump") and who.species in RUNNERS:
        return "gallop"
    if pose == "dance" and who.species in GRACEFUL:
        return "prance"
    return "fours" if who.species in HOOFED and (not is_asked or pose in ("walk", "eat", "sit", "stand")) else pose


def held_item(
    name: str, colour: str, key: str, pose: Pose, contents: Sequence[str] = ()
) -> Callable[[Canvas], None] | None:
    """The drawing of the thing that somebody holds, with what is in it, in figure units; None for empty hands."""
    if not name:
        return None
    rng = stream(key, "held")
    if name == "open book":

        def book(canvas: Canvas) -> None:
            with canvas.at(0, -78, 0.95):
                toys.open_book(canvas, rng)

        return book
    item = thing("empty basket" if contents and name == "basket" else name)
    colours = (colour,) if colour else ()
    layer = held_in(pose)
    turn = 0.0
    if layer == "top":
        hand = ARMS[pose.arms[1]].hand
        fit = min(item.hold * 1.3, 112 / max(40.0, item.height), 112 / max(40.0, item.width))
        place = (hand[0] + 12, hand[1] + item.height * fit * 0.66)
    elif layer == "raised" or name in RAISED:
        hand = ARMS[pose.arms[1]].hand
        fit = item.hold if name in RAISED else min(item.hold, 130 / max(40.0, item.height), 130 / max(40.0, item.width))
        place, turn = (hand[0] - 6, hand[1] + (2 if name in RAISED else 20)), 8.0
    else:
        fit = min(item.hold, 150 / max(40.0, item.height), 138 / max(40.0, item.width))
        place = (0, -62 if contents else -88 if item.height * fit < 90 else -72)

    def draw(canvas: Canvas) -> None:
        with canvas.at(*place, fit, turn=turn, weight=0.85):
            is_before = bool(contents) and ROOMS[name].before
            if contents and not is_before:
                draw_filling(canvas, name, item, contents, key)
            item.draw(canvas, rng, *colours)
            if is_before:
                draw_filling(canvas, name, item, contents, key)
        canvas.count(name.removeprefix("icon:"), 0)

    return draw
