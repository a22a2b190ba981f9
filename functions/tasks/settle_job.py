"""End a run that succeeded or failed, and settle its job when no other run is under way."""

from typing import Any

from inkwell import wiring
from inkwell.core.runs import settle_job


def handler(event: dict[str, Any], context: Any) -> None:
    settle_job(wiring.jobs(), event["jobId"], event["run"], objects=wiring.objects())
