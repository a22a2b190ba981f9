"""A run begins: which pictures are there to draw?"""

from typing import Any

from inkwell import wiring
from inkwell.core.drawing import begin
from inkwell.providers.table import model_table


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    job_id, run, first = event["jobId"], event["run"], event.get("first")
    open_pictures = begin(wiring.jobs(), job_id, run)
    pictures = [{"jobId": job_id, "key": picture.key, "attempt": picture.attempt} for picture in open_pictures]
    return {
        "jobId": job_id,
        "run": run,
        "maxConcurrency": model_table().side_by_side(picture.brief.role for picture in open_pictures),
        "first": next((picture for picture in pictures if picture["key"] == first), None),
        "pictures": [picture for picture in pictures if picture["key"] != first],
    }
