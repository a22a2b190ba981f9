"""Begin a run without a first task, and plan the pictures to draw."""

from typing import Any

from inkwell import stores
from inkwell.core.logs import of_a_job
from inkwell.core.runs import plan, start_job
from inkwell.providers.table import model_table


@of_a_job
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    pictures = start_job(stores.jobs(), event["jobId"], event["run"])
    return plan(event["jobId"], event["run"], pictures, model_table().side_by_side)
