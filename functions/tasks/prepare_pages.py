"""Prepare pages of a book for print, and keep them as they will be printed."""

from typing import Any

from inkwell import stores, wiring
from inkwell.core.logs import of_a_job
from inkwell.core.making import prepare


@of_a_job
def handler(event: dict[str, Any], context: Any) -> None:
    prepare(stores.jobs(), wiring.makers(), event["jobId"], event["parts"])
