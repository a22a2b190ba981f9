"""Scenes: the request to a text model, the scene that its draft becomes, and the pictures of a scene. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inkwell.core.art_styles import look
from inkwell.core.errors import ModelMalformedAnswer
from inkwell.core.jobs import SIDE_BY_SIDE, JobRecord
from inkwell.core.model_text import text_of
from inkwell.core.names import run_name
from inkwell.core.pictures import SIBLING, Brief, Picture
from inkwell.core.prompting import IDENTITY_OF_CHARACTER, picture_prompt
from inkwell.core.safety import softened
from inkwell.core.text_models import TextRequest
from inkwell.picture_books.data import Read, SceneData, Story
from inkwell.picture_books.models import MAX_REFERENCES, ExtraType
from inkwell.picture_books.options import PICTURE_BOOK_AGES, USUAL_ART_STYLE, WORDS, told
from inkwell.picture_books.tiers import TIERS

MAIN = "main"
_OF_MAIN = f"{SIBLING}{MAIN}"

#: The word of the hint `references` for a picture of the very scene that is drawn.
SHOWS_SCENE = "scene"
SAME_SCENE = (
    "Show the very scene of the first reference picture, seen by another camera: the same place, time of day and "
    "light, the same things where they stand, and the same figures in the same clothes"
)
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
    # All begin with the same seed: they are drawn side by side, and show the same moment.
    seed = int.from_bytes(hashlib.sha256(scene_id.encode()).digest()[:3])
    extras = [(extra_key(index), extra) for index, extra in enumerate(EXTRAS)] if has_extras(story) else []
    return [
        Picture(scene_id, key, _brief(scene, extra, references, seed), SIDE_BY_SIDE, run_name(scene_id), position)
        for position, (key, extra) in enumerate([(MAIN, None), *extras])
    ]


def like_main(picture: Picture, record: JobRecord) -> Picture:
    """A picture of a scene that is drawn again: an extra one now follows the main picture, if that is there."""
    main = record.picture(MAIN)
    extra = next((each for index, each in enumerate(EXTRAS) if extra_key(index) == picture.key), None)
    if extra is None or main is None or not main.shown:
        return picture
    before = [each for each in picture.brief.references if each != _OF_MAIN]
    references = (_OF_MAIN, *before)[:MAX_REFERENCES]
    return replace(picture, brief=_brief(SceneData.of(record.job), extra, references, picture.brief.seed))


def _brief(scene: SceneData, extra: Extra | None, references: Sequence[str], seed: int | None) -> Brief:
    """The brief of a scene's picture.

    Args:
        extra: the kind of an extra picture; None for the main one.
    """
    style = scene.story.options.get("art_style", USUAL_ART_STYLE)
    seen = [
        scene.image_prompt,
        extra.suffix if extra else "",
        SAME_SCENE if _OF_MAIN in references else "",
        IDENTITY_OF_CHARACTER if references else "",
    ]
    hints = {
        **scene_hints(scene),
        "art_style": style,
        "references": [SHOWS_SCENE if each == _OF_MAIN else "hero" for each in references],
    }
    return Brief(
        picture_prompt(" ".join(sentence.rstrip(" .") + "." for sentence in seen if sentence), {}, look(style)),
        role="fast" if extra else "quality",
        aspect_ratio=ASPECT_RATIO,
        references=tuple(references),
        seed=seed,
        hints=hints | ({"shot": extra.type} if extra else {}),
    )


def scene_hints(scene: SceneData) -> dict[str, Any]:
    """The facts that all pictures of a scene have as `Brief.hints`: what is seen, and the book that it belongs to."""
    return {"scene": scene.image_prompt, "book": scene.story.id}
