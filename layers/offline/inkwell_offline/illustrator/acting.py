"""The main character's pose and held things, where the words leave them open."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from inkwell_offline.illustrator.characters.poses import POSES
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.kit.canvas import Canvas
from inkwell_offline.illustrator.props import toys
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.stage import Stage, stream
from inkwell_offline.illustrator.words.brief import Brief

SEATS = {
    "icon:bathtub": "in",
    "icon:bucket": "in",
    "icon:canoe": "in",
    "icon:nest-with-eggs": "in",
    "basket": "in",
    "pot": "in",
    "gift": "in",
    "sled": "on",
    "icon:skateboard": "on",
    "icon:broom": "astride",
}
"""Things that carry the hero: drawn over its legs, under its feet, or behind it in the air."""


def hero_act(brief: Brief, stage: Stage, rng: Random, who: Character) -> tuple[str, str, float, str]:
    """The main character's pose, expression, turn of the face and view."""
    sea = stage.setting.kind == "sea"
    if SEATS.get(brief.seat) == "astride":
        brief = replace(brief, pose="fly")
    elif brief.seat and brief.pose in ("", "sit", "float", "run", "walk", "swim"):
        brief = replace(brief, pose=rng.choice(("greet", "cheer", "wave")))
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
    if who.role == "mermaid" and POSES[pose].legs in ("run", "sit", "walk", "trail", "jump"):
        pose = "greet"
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
    if pose == "sleep" and expression in ("happy", "smile", "calm", "sleepy"):
        expression = "asleep"
    turn = {"three quarter": 0.6}.get(brief.view, 0.0) or rng.choice((-0.2, 0.14, 0.2, 0.24))
    if brief.view == "front":
        centre = stage.x(stage.layout.hero[0]) - stage.width / 2
        turn = abs(turn) * (-1 if centre > 0 else 1)
    if pose in ("run", "walk", "point", "fly", "swim", "kick") and turn < 0:
        turn = abs(turn)
    view = brief.view if brief.view in ("profile", "back") else "front"
    return pose, expression, turn, view


def held_item(name: str, key: str) -> Callable[[Canvas], None] | None:
    """The drawing of the thing that somebody holds in both hands, in figure units; None for empty hands."""
    if not name:
        return None
    rng = stream(key, "held")
    if name == "open book":

        def book(canvas: Canvas) -> None:
            with canvas.at(0, -78, 0.95):
                toys.open_book(canvas, rng)

        return book
    item = thing(name)
    fit = min(item.hold, 150 / max(40.0, item.height), 138 / max(40.0, item.width))

    def draw(canvas: Canvas) -> None:
        with canvas.at(0, -88 if item.height * fit < 90 else -72, fit, weight=0.85):
            item.draw(canvas, rng)
        canvas.count(name.removeprefix("icon:"), 0)

    return draw
