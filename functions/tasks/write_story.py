"""Write the story of a task, and note what is to be drawn of it."""

from typing import Any

from inkwell import wiring
from inkwell.core.writing import write
from inkwell.model_wiring import text_model
from inkwell.story_images.stories import author


def handler(event: dict[str, Any], context: Any) -> None:
    write(wiring.jobs(), event["jobId"], lambda job: author(text_model("story", job.owner, job.id), job))
