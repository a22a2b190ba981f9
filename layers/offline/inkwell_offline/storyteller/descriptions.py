"""A few sentences that describe a style or a hero."""

from collections.abc import Mapping
from typing import Any

from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.reading import Idea

_LINES = (
    "Clean, confident outlines with rounded corners carry the picture.",
    "The outlines are smooth and even, and every shape is closed.",
    "Soft, friendly shapes are drawn with one steady line.",
)
_FORMS = (
    "Large simple forms leave plenty of white space, with just enough detail to keep the eye busy.",
    "Forms are simple and slightly exaggerated, details are placed with care and never crowd each other.",
    "The composition is calm and centred, and small playful details wait at the edges.",
)
_MOODS = (
    "The mood is warm and cheerful throughout.",
    "Everything feels light, kind and a little magical.",
    "It looks lively and inviting from the first glance.",
)


def description(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """Three sentences about a style."""
    text = " ".join(dice.pick(sentences) for sentences in (_LINES, _FORMS, _MOODS))
    return {"title": "Style", "description": text, "image_prompt": text}
