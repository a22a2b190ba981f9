"""Every minute: repair jobs that killed processes and lost starts have left open."""

from typing import Any

from inkwell import wiring
from inkwell.core.sweeping import sweep
from inkwell.core.timestamps import now


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    return {"jobs": sweep(wiring.jobs(), wiring.objects(), wiring.workflows(), now())}
