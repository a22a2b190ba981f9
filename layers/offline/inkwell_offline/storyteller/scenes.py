"""Scenes of a picture book whose reader chooses the way."""

from collections.abc import Mapping
from typing import Any

from inkwell_offline.storyteller.bible.telling import bible_scene
from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.kids.scene import kids_scene
from inkwell_offline.storyteller.reading import Idea

#: Depths are counted up to here; nobody reads on for so long.
DEEPEST = 40


def scene(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """A scene.

    Args:
        idea: what the book is about.
        dice: the story's chance, the same for all of its scenes.
        count: not used; each step has its own choices.
        hints: `tier` ("kids" or "bible"), `depth` (1 for the first scene, which never ends), `remaining` (1 or less must
            end), `choice` (what the reader chose last), `story` (the scenes so far, with their choices), and the options.
    """
    depth = max(1, min(DEEPEST, _whole(hints.get("depth"), 1)))
    remaining = min(DEEPEST, _whole(hints.get("remaining"), 3))
    # A story ends with the scene of which 1 remains, and never with its first.
    length = max(2, depth, depth + remaining - 1)
    write = bible_scene if hints.get("tier") == "bible" else kids_scene
    made = write(idea, dice, hints, depth, length)
    return {**made, "description": made["text"]}


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
