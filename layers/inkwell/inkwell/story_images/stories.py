"""Stories from topics: the request to a text model, and the pictures that its draft becomes. Pure but for `author`."""

import hashlib
from collections.abc import Mapping
from typing import Any

from inkwell.core.art_styles import look
from inkwell.core.errors import ModelMalformedAnswer
from inkwell.core.jobs import Job
from inkwell.core.model_text import objects_of, text_of
from inkwell.core.names import run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.prompting import picture_prompt, seen_of, text_object
from inkwell.core.store import FirstResult
from inkwell.core.text_models import TextModel, TextRequest
from inkwell.story_images.data import StoryTaskData, WrittenStory

WORKFLOW = "story_images"
ASPECT_RATIO = "3:2"

#: The most characters of a story, and of each text that is drawn or shown with a picture.
LONGEST_STORY = 20_000
LONGEST_SUBTITLE = 300
LONGEST_PROMPT = 1200
LONGEST_APPEARANCE = 400
#: More characters than these never appear in a story of eight pictures.
_MOST_CHARACTERS = 12

_SYSTEM = """\
You write short illustrated stories. From a topic you write a story with a beginning, a turn and an end, and choose \
exactly {count} of its moments, in their order, to be drawn.

- story: 150 to 300 words in paragraphs, nothing but the story itself.
- characters: everybody who is seen in the pictures. name: a name or a short designation, such as "Mila" or "the old \
captain". appearance: 15 to 40 words on how they always look: age, build, face, hair or fur, clothes and their colors.
- pictures, each with
  - subtitle: one sentence of at most 20 words from the story, or close to its words, that belongs to the moment.
  - imagePrompt: 30 to 80 words for an image generator that knows nothing of the story: who is seen, called exactly by \
their name from characters, what they do, where, composition, light and mood. No art style, and no text in the picture.

Write the story and the subtitles in English unless the topic is in another language; names stay the same everywhere; \
appearance and imagePrompt are always in English."""


def schema(count: int) -> Mapping[str, Any]:
    """The JSON schema of a story with so many pictures."""
    pictures = {"type": "array", "items": text_object("subtitle", "imagePrompt"), "minItems": count, "maxItems": count}
    cast = {"type": "array", "items": text_object("name", "appearance")}
    return {
        "type": "object",
        "properties": {"story": {"type": "string"}, "characters": cast, "pictures": pictures},
        "required": ["story", "characters", "pictures"],
        "additionalProperties": False,
    }


def text_request(task: StoryTaskData, seed: int | None = None) -> TextRequest:
    """The request for a story.

    Args:
        seed: makes it repeatable where the model can.
    """
    return TextRequest(
        system=_SYSTEM.format(count=task.count),
        prompt=f"The topic: {task.topic}\n\nThe pictures will be drawn in this style: {look(task.art_style)}.",
        schema=schema(task.count),
        schema_name="story",
        seed=seed,
        hints={"topic": task.topic, "count": task.count},
    )


def author(model: TextModel, job: Job) -> FirstResult:
    """Write the story of a task.

    Raises:
        ModelError: the model did not deliver.
    """
    # Two tasks of one topic get two stories; a repeated one gets its own again.
    request = text_request(StoryTaskData.of(job), _seed(job))
    draft = model.complete(request).data
    try:
        return story_of(draft, job)
    except ModelMalformedAnswer:
        # The model keeps the draft for a repeated task, which would fail by it again.
        return story_of(model.complete(request).data, job)


def story_of(draft: Mapping[str, Any], job: Job) -> FirstResult:
    """The story and the pictures of a model's draft.

    Raises:
        ModelMalformedAnswer: the draft is no story with as many pictures as were asked for.
    """
    task = StoryTaskData.of(job)
    story = text_of(draft.get("story"), LONGEST_STORY)
    cast = {
        text_of(each.get("name")): text_of(each.get("appearance"), LONGEST_APPEARANCE)
        for each in objects_of(draft.get("characters"))[:_MOST_CHARACTERS]
    }
    moments = [
        (text_of(each.get("subtitle"), LONGEST_SUBTITLE), text_of(each.get("imagePrompt"), LONGEST_PROMPT))
        for each in objects_of(draft.get("pictures"), task.count)
    ]
    # Neighbouring seeds, so that models that draw by seed never repeat a composition within a story.
    seed = _seed(job)
    pictures = [
        Picture(
            job.id,
            key=str(number),
            brief=Brief(
                picture_prompt(prompt, cast, look(task.art_style)),
                role="quality",
                aspect_ratio=ASPECT_RATIO,
                seed=seed + number,
                hints={"art_style": task.art_style, "book": job.id, "scene": prompt, "cast": seen_of(prompt, cast)},
            ),
            workflow=WORKFLOW,
            run=run_name(job.id),
            position=number - 1,
            keeps_earlier=True,
        )
        for number, (_, prompt) in enumerate(moments, start=1)
    ]
    subtitles = {str(number): subtitle for number, (subtitle, _) in enumerate(moments, start=1)}
    return FirstResult(WrittenStory(story, subtitles).as_data(), pictures)


def _seed(job: Job) -> int:
    return int.from_bytes(hashlib.sha256(job.id.encode()).digest()[:3])
