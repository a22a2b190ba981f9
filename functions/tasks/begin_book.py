"""Begin making a book for print: find the parts that have to be prepared."""

from typing import Any

from inkwell import stores, wiring
from inkwell.core.logs import of_a_job
from inkwell.core.making import begin


@of_a_job
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return begin(stores.jobs(), wiring.makers(), event["jobId"], event["run"])
