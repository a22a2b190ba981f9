"""Fail a picture whose task is not repeated any more; its siblings continue."""

from typing import Any

from inkwell import wiring
from inkwell.core.runs import fail_picture


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    fail_picture(wiring.jobs(), event["jobId"], event["key"], event["run"], event["error"]["Error"])
    return {"key": event["key"], "drawn": False}
