"""Begin a generation's run: plan its pages, unless an earlier task has, and plan the pictures to draw."""

from typing import Any

from inkwell import stores
from inkwell.coloring_books.page_briefs import plan_pages
from inkwell.core.first_task import first_task
from inkwell.core.jobs import Job
from inkwell.core.logs import of_a_job
from inkwell.core.runs import plan, start_job
from inkwell.core.text_models import TextModel
from inkwell.model_wiring import text_model
from inkwell.providers.table import model_table


def _model(job: Job) -> TextModel:
    return text_model("page_plan", job.owner, job.id, keeps_text=True)


@of_a_job
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    pages = first_task(lambda record: plan_pages(_model(record.job), stores.pages(), record))
    pictures = start_job(stores.jobs(), event["jobId"], event["run"], pages)
    return plan(event["jobId"], event["run"], pictures, model_table().side_by_side)
