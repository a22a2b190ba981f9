"""A reader of picture books, who takes choices and keeps the scenes as a family does."""

import re
from collections.abc import Callable
from typing import Any

from jsonschema import Draft202012Validator

from inkwell.core.text_models import TextRequest
from inkwell_offline.storyteller.model import Storyteller

SCENE = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "text": {"type": "string"},
        "imagePrompt": {"type": "string"},
        "isEnding": {"type": "boolean"},
        "choices": {"type": "array", "items": {"type": "string"}, "minItems": 0, "maxItems": 4},
    },
    "required": ["title", "text", "imagePrompt", "isEnding", "choices"],
    "additionalProperties": False,
}
VALID = Draft202012Validator(SCENE)
Scene = dict[str, Any]
#: Slots that were not filled, doubled punctuation, doubled articles, a wrong "a" or "an".
FLAWS = re.compile(
    r"[{}]|,,|(?<!\.)\.\.(?!\.)|  | [,.!?]|\b(a|an|the) (a|an|the)\b|\ba [aeio]\w|\ban [^aeiouh\W]", re.I
)


def scene(seed: int, **hints: Any) -> Scene:
    """One scene."""
    request = TextRequest("rules", "the order", SCENE, "scene", seed=seed, hints=hints)
    data = Storyteller().complete(request).data
    VALID.validate(data)
    return data


def read(seed: int, goal: int, pick: Callable[[int], int] = lambda depth: 0, **hints: Any) -> list[Scene]:
    """A whole story of `goal` scenes, each with the choice that was `taken` at its end.

    Args:
        seed: of the story.
        goal: its scenes; the last of them has 1 remaining.
        pick: the index of the choice at a depth.
        hints: the options.
    """
    told: list[Scene] = []
    for depth in range(1, goal + 1):
        so_far = [
            {"title": s["title"], "text": s["text"], "imagePrompt": s["imagePrompt"], "choice": s["taken"]}
            for s in told
        ]
        choice = told[-1]["taken"] if told else ""
        made = scene(seed, depth=depth, remaining=goal + 1 - depth, choice=choice, story=so_far, **hints)
        told.append(made)
        if made["isEnding"]:
            break
        made["taken"] = made["choices"][pick(depth) % len(made["choices"])]
    return told
