"""Every minute: repair jobs that killed processes and lost starts have left open."""

from typing import Any

from inkwell import wiring
from inkwell.core.sweeping import sweep
from inkwell.core.timestamps import now

#: How many jobs are looked at at once: a look waits for the table most of its time.
SIDE_BY_SIDE = 8


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    looked_at = sweep(wiring.jobs(), wiring.objects(), wiring.workflows(), now(), side_by_side=SIDE_BY_SIDE)
    return {"jobs": looked_at}
