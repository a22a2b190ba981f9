"""A run is over, by success or by failure: bring the job to its end."""

from typing import Any

from inkwell import wiring
from inkwell.core.runs import settle_job


def handler(event: dict[str, Any], context: Any) -> None:
    settle_job(wiring.jobs(), event["jobId"], event["run"])
