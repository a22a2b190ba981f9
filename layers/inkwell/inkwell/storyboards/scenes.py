"""Scenes from ideas: the request to a text model, and the five scenes of its draft. Pure."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from inkwell.core.image_models import ImageInput
from inkwell.core.model_text import objects_of, text_of
from inkwell.core.names import new_id
from inkwell.core.text_models import TextRequest
from inkwell.storyboards.models import MAX_PROMPT, SCENES, Scene, StoryboardRequest

SHORTEST, LONGEST = 2, 4

_SYSTEM = f"""\
You are a storyboard artist. From an idea for a product, an advertisement or a short story you write a storyboard of \
exactly {SCENES} scenes that tell it from an opening to a close.

Each scene has:
- description: one or two sentences of what happens and why it matters to the story.
- imagePrompt: 30 to 80 words for an image generator that knows nothing of the other scenes: subject, action, \
composition and camera, light, palette, mood, style, "16:9 aspect ratio". Repeat in every scene how the recurring \
subject looks, in the same words, so that all pictures show the same one. No text in the picture.
- suggestedDuration: whole seconds, from {SHORTEST} to {LONGEST}.

Write in English unless the idea is in another language; imagePrompt is always in English."""

_LOOK = """

The attached pictures show the look to follow: take over their palette, their light and their composition, and name \
them in every imagePrompt. Their content matters only where the idea speaks of it."""

_SCENE = {
    "type": "object",
    "properties": {
        "description": {"type": "string"},
        "imagePrompt": {"type": "string"},
        "suggestedDuration": {"type": "number"},
    },
    "required": ["description", "imagePrompt", "suggestedDuration"],
    "additionalProperties": False,
}
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"scenes": {"type": "array", "items": _SCENE, "minItems": SCENES, "maxItems": SCENES}},
    "required": ["scenes"],
    "additionalProperties": False,
}


def text_request(request: StoryboardRequest, images: Sequence[ImageInput]) -> TextRequest:
    """The request for a storyboard.

    Args:
        images: the reference pictures.
    """
    total = total_seconds(request.targetDuration)
    return TextRequest(
        system=_SYSTEM + (_LOOK if images else ""),
        prompt=f"The idea: {request.prompt}\n\nThe durations of the {SCENES} scenes add up to {total} seconds.",
        schema=SCHEMA,
        schema_name="storyboard",
        images=images,
        hints={"idea": request.prompt, "scenes": SCENES, "duration": total},
    )


def total_seconds(target: int) -> int:
    """The sum of the scenes' durations, in seconds: the target, but at most five scenes of 4 s."""
    return min(target, SCENES * LONGEST)


def scenes(draft: Mapping[str, Any], target: int) -> list[Scene]:
    """The scenes of a model's draft, with fresh ids, positions as orders, and repaired durations.

    Args:
        target: the wanted sum of the durations, in seconds.

    Raises:
        ModelMalformedAnswer: the draft has not five scenes with texts.
    """
    given = objects_of(draft.get("scenes"), SCENES)
    durations = repaired([each.get("suggestedDuration") for each in given], total_seconds(target))
    return [
        Scene(
            id=new_id(),
            order=order,
            description=text_of(each.get("description")),
            imagePrompt=text_of(each.get("imagePrompt"), MAX_PROMPT),
            suggestedDuration=duration,
        )
        for order, (each, duration) in enumerate(zip(given, durations, strict=True))
    ]


def repaired(given: Sequence[Any], total: int) -> list[int]:
    """Durations of 2 to 4 whole seconds that add up to `total`, as close to the given ones as possible.

    Args:
        given: the model's durations, valid or not.
        total: seconds, from 2 to 4 times the number of durations.
    """
    durations = [_whole(value) for value in given]
    while (over := sum(durations) - total) != 0:
        # The longest loses a second, or the shortest gains one; of equals the first.
        chosen = durations.index(max(durations) if over > 0 else min(durations))
        durations[chosen] += -1 if over > 0 else 1
    return durations


def _whole(value: Any) -> int:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return round(max(SHORTEST, min(LONGEST, value))) if is_number else (SHORTEST + LONGEST) // 2
