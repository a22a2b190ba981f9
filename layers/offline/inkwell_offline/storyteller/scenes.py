"""Scenes of a picture book whose reader chooses the way."""

import re
from collections.abc import Mapping
from typing import Any

from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.kids.scene import kids_scene
from inkwell_offline.storyteller.passages import PASSAGES, Passage
from inkwell_offline.storyteller.reading import Idea

_FEELINGS = (
    "Think about how brave that was",
    "Say thank you in your heart",
    "Wonder how they must have felt",
    "Feel glad with everyone",
    "Think of a time when you were afraid, too",
    "Be quiet for a moment",
)
#: The longest story that the parts are made for; another only repeats itself.
LONGEST = 12


def scene(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """A scene.

    Args:
        idea: what the book is about.
        dice: the story's chance, the same for all of its scenes.
        count: not used; each step has its own choices.
        hints: `tier` ("kids" or "bible"), `depth` (1 for the first scene, which never ends), `remaining` (1 or less must
            end), `choice` (what the reader chose last), `story` (the scenes so far, with their choices), and the options.
    """
    depth = max(1, min(LONGEST, _whole(hints.get("depth"), 1)))
    remaining = _whole(hints.get("remaining"), 3)
    # A story ends with the scene of which 1 remains, and never with its first.
    length = max(2, depth if remaining <= 1 and depth > 1 else min(LONGEST, depth + remaining - 1))
    if hints.get("tier") == "bible":
        ends = depth == length
        made = _retold(_passage(idea.text), depth - 1, ends, length)
        choices = [dice.deal("feelings", _FEELINGS) for _ in range(count)]
        made |= {"is_ending": ends, "choices": [] if ends else choices}
    else:
        made = kids_scene(idea, dice, hints, depth, max(length, depth))
    return {**made, "description": made["text"]}


def _passage(text: str) -> Passage:
    asked = set(re.findall(r"\w+", text.lower()))
    return max(PASSAGES, key=lambda passage: len(asked & set(passage.words.split())))


def _retold(passage: Passage, depth: int, ends: bool, length: int) -> dict[str, Any]:
    last = len(passage.beats) - 1
    beat = passage.beats[last if ends else min(last - 1, depth * last // max(1, length - 1))]
    return {
        "title": passage.title,
        "text": f"{beat.told} “{beat.quotation}.” ({beat.reference})" + (" The end." if ends else ""),
        "image_prompt": f"{beat.seen}, gentle storybook picture",
    }


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
