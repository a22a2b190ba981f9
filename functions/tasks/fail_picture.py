"""Fail a picture whose task is not repeated any more; its siblings continue."""

from typing import Any

from inkwell import stores
from inkwell.core.logs import of_a_job
from inkwell.core.runs import fail_picture


@of_a_job
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    fail_picture(stores.jobs(), event["jobId"], event["key"], event["run"], event["error"]["Error"])
    return {"key": event["key"], "drawn": False}
