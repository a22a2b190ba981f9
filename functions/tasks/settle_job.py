"""End a run that succeeded or failed, and settle its job when no other run is under way."""

from typing import Any

from inkwell import stores
from inkwell.core.errors import by_name
from inkwell.core.logs import of_a_job
from inkwell.core.runs import settle_job


@of_a_job
def handler(event: dict[str, Any], context: Any) -> None:
    # Pictures that the run has not begun failed by what ended it.
    cause = by_name(event.get("error", {}).get("Error", ""))
    settle_job(stores.jobs(), event["jobId"], event["run"], error=cause.code, objects=stores.objects())
