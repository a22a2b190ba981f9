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


#: The begin of a description, by the hint `style_preset`.
_NAMES: Mapping[str, str] = {
    "bold-simple": "Bold and simple style with big rounded shapes and very few small parts.",
    "kawaii": "Kawaii style with round, chubby shapes, large sparkling eyes and tiny smiles.",
    "whimsical": "Whimsical style with swirls, curls and playful proportions.",
    "cartoon": "Cartoon style with lively poses, expressive faces and confident outlines.",
    "botanical": "Botanical style with leaves, blossoms and vines woven around everything.",
}
#: Sentences that the hint `way` adds.
_WAYS: Mapping[str, str] = {
    "more detail": "Small patterns and many little things to discover fill the shapes.",
    "simpler and bolder": "Shapes are few and large, with thick outlines and much open space.",
    "more playful": "Poses are lively, faces laugh, and everything is a little exaggerated.",
}


def description(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """Two or three sentences about a style."""
    named, way = _NAMES.get(str(hints.get("style_preset"))), _WAYS.get(str(hints.get("way")))
    sentences = [named or dice.pick(_MOODS), dice.pick(_LINES), way or dice.pick(_FORMS)]
    text = " ".join(sentences)
    return {"title": "Style", "description": text, "image_prompt": text}
