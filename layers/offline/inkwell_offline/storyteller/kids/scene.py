"""Scenes of a children's story."""

from collections.abc import Mapping
from typing import Any

from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.kids.path import Path, choices_taken
from inkwell_offline.storyteller.kids.plan import plan
from inkwell_offline.storyteller.kids.telling import told
from inkwell_offline.storyteller.reading import Idea


def kids_scene(idea: Idea, dice: Dice, hints: Mapping[str, Any], depth: int, length: int) -> dict[str, Any]:
    """A scene of a story for children, with its choices.

    Args:
        idea: what the visitor wishes.
        dice: the story's chance, the same for all of its scenes.
        hints: the options, and `choice` and `story` as `choices_taken` has them.
        depth: the number of the scene, 1 for the first.
        length: the scenes of the whole story, at least two.
    """
    return told(Path(plan(idea, dice, hints), length, choices_taken(depth, hints.get("story"), hints.get("choice"))))
