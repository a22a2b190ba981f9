"""Begin a story's run: write the story, unless an earlier task has, and plan the pictures to draw."""

from typing import Any

from inkwell import stores
from inkwell.core.first_task import first_task
from inkwell.core.jobs import Job
from inkwell.core.logs import of_a_job
from inkwell.core.runs import plan, start_job
from inkwell.core.text_models import TextModel
from inkwell.model_wiring import text_model
from inkwell.providers.table import model_table
from inkwell.story_images.stories import author


def _model(job: Job) -> TextModel:
    return text_model("story", job.owner, job.id, keeps_text=True)


@of_a_job
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    story = first_task(lambda record: author(_model(record.job), record.job))
    pictures = start_job(stores.jobs(), event["jobId"], event["run"], story)
    return plan(event["jobId"], event["run"], pictures, model_table().side_by_side)
