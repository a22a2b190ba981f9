"""Assemble a book for print of its prepared pages, and check it."""

from typing import Any

from inkwell import stores, wiring
from inkwell.core.logs import of_a_job
from inkwell.core.making import make


@of_a_job
def handler(event: dict[str, Any], context: Any) -> None:
    make(stores.jobs(), wiring.makers(), stores.objects(), event["jobId"])
