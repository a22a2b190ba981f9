"""Scenes: the request to a text model, the scene that its draft becomes, and the pictures of a scene. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inkwell.core.art_styles import look
from inkwell.core.errors import ModelMalformedAnswer
from inkwell.core.jobs import SIDE_BY_SIDE
from inkwell.core.model_text import text_of
from inkwell.core.names import run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.prompting import IDENTITY_OF_CHARACTER, picture_prompt
from inkwell.core.safety import softened
from inkwell.core.text_models import TextRequest
from inkwell.picture_books.data import Read, SceneData, Story
from inkwell.picture_books.models import MAX_REFERENCES, ExtraType
from inkwell.picture_books.options import PICTURE_BOOK_AGES, USUAL_ART_STYLE, WORDS, told
from inkwell.picture_books.tiers import TIERS

MAIN = "main"
ASPECT_RATIO = "4:3"

#: The readers that the safety gate has in mind.
AUDIENCE = "children"

LONGEST_TITLE = 80
LONGEST_TEXT = 2_000
LONGEST_PROMPT = 1_200
LONGEST_CHOICE = 140
FEWEST_CHOICES, MOST_CHOICES = 2, 4

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "text": {"type": "string"},
        "imagePrompt": {"type": "string"},
        "isEnding": {"type": "boolean"},
        "choices": {"type": "array", "items": {"type": "string"}, "minItems": 0, "maxItems": MOST_CHOICES},
    },
    "required": ["title", "text", "imagePrompt", "isEnding", "choices"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Extra:
    """A kind of extra picture: its type, and the sentence that its prompt adds to the scene's."""

    type: ExtraType
    suffix: str


#: The extra pictures of a scene, by index; the sentences are the contract's.
EXTRAS = (
    Extra("close-up", "Close-up portrait shot of the main character, showing facial expression and details."),
    Extra("wide-shot", "Wide establishing shot showing the full environment and setting."),
)


def extra_key(index: int) -> str:
    """The key of an extra picture."""
    return f"extra_{index}"


def has_extras(story: Story) -> bool:
    """True for a story whose scenes have extra pictures."""
    return story.options.get("protagonist_age", "") in PICTURE_BOOK_AGES


def picture_count(story: Story) -> int:
    """The number of pictures of each scene of a story."""
    return 1 + (len(EXTRAS) if has_extras(story) else 0)


def text_request(story: Story, before: Sequence[Read]) -> TextRequest:
    """The request for the scene after some others.

    Args:
        before: the way to it; empty for the first scene.
    """
    tier = TIERS[story.tier]
    least, most = tier.words or WORDS[story.options.get("protagonist_age", "")]
    depth, remaining = len(before), story.goal - len(before)
    parts = [f"The wish: {story.prompt}", told(story.options), *map(_as_read, before), _wanted(depth, remaining)]
    chosen = before[-1].choice if before else ""
    return TextRequest(
        system=tier.system.format(least=least, most=most),
        prompt="\n\n".join(filter(None, parts)),
        schema=SCHEMA,
        schema_name="scene",
        seed=story.seed,
        hints={
            "tier": story.tier,
            "prompt": story.prompt,
            **story.options,
            "num_characters": int(story.options.get("num_characters", 0)) or None,
            "depth": depth + 1,
            "remaining": remaining,
            "choice": chosen,
            "story": [
                {"title": each.title, "text": each.text, "imagePrompt": each.image_prompt, "choice": each.choice}
                for each in before
            ],
        },
    )


def _as_read(scene: Read) -> str:
    picture = f"(Its picture: {scene.image_prompt})"
    return f"{scene.title}\n{scene.text}\n{picture}\nThe reader chose: {scene.choice}"


def _wanted(depth: int, remaining: int) -> str:
    if remaining <= 1:
        return "Now tell the last scene: it ends the story well, and has no choices."
    if remaining == 2:
        return "Now tell the next scene: it prepares the end, which comes after it. It is no ending."
    return f"Now tell the {'next' if depth else 'first'} scene. {remaining - 1} more follow it. It is no ending."


def scene_of(draft: Mapping[str, Any], story: Story, before: Sequence[Read]) -> SceneData:
    """The scene of a model's draft.

    Raises:
        ModelMalformedAnswer: the draft is no scene, ends too early, or leaves the reader less than two choices.
    """
    remaining = story.goal - len(before)
    is_ending = remaining <= 1 or (remaining == 2 and bool(before) and draft.get("isEnding") is True)
    choices = [] if is_ending else _choices(draft.get("choices"))
    scene = SceneData(
        story=story,
        depth=len(before),
        title=text_of(draft.get("title"), LONGEST_TITLE),
        text=text_of(draft.get("text"), LONGEST_TEXT),
        image_prompt=text_of(draft.get("imagePrompt"), LONGEST_PROMPT),
        is_ending=is_ending,
        choices=choices,
        before=before,
    )
    return _softened(scene) if TIERS[story.tier].softens else scene


def _choices(given: Any) -> list[str]:
    if not isinstance(given, list):
        raise ModelMalformedAnswer
    found = dict.fromkeys(text_of(each, LONGEST_CHOICE) for each in given)
    if len(found) < FEWEST_CHOICES:
        raise ModelMalformedAnswer
    return list(found)[:MOST_CHOICES]


def _softened(scene: SceneData) -> SceneData:
    """The scene without words that are not for children, whatever the model wrote."""

    def soft(text: str) -> str:
        return softened(text, audience=AUDIENCE)

    return replace(
        scene,
        title=soft(scene.title),
        text=soft(scene.text),
        image_prompt=soft(scene.image_prompt),
        choices=[soft(each) for each in scene.choices],
    )


def pictures(scene_id: str, scene: SceneData, last_picture: str | None) -> list[Picture]:
    """The pictures of a new scene: the main one, and the extra ones where its story has them.

    Args:
        last_picture: the reference to the last finished main picture on the way to the scene; None where there is none.
    """
    story = scene.story
    references = tuple(filter(None, (*story.references, last_picture)))[:MAX_REFERENCES]
    style = story.options.get("art_style", USUAL_ART_STYLE)
    seed = int.from_bytes(hashlib.sha256(scene_id.encode()).digest()[:3])

    def picture(key: str, position: int, role: str, *sentences: str) -> Picture:
        seen = " ".join(sentence.rstrip(" .") + "." for sentence in sentences)
        identity = IDENTITY_OF_CHARACTER if references else ""
        brief = Brief(
            picture_prompt(f"{seen} {identity}".strip(), {}, look(style)),
            role=role,
            aspect_ratio=ASPECT_RATIO,
            references=references,
            seed=seed + position,
            hints={"art_style": style},
        )
        return Picture(scene_id, key, brief, SIDE_BY_SIDE, run_name(scene_id), position=position)

    main = picture(MAIN, 0, "quality", scene.image_prompt)
    if not has_extras(story):
        return [main]
    extras = [
        picture(extra_key(index), index + 1, "fast", scene.image_prompt, extra.suffix)
        for index, extra in enumerate(EXTRAS)
    ]
    return [main, *extras]
