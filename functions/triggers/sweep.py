"""Every minute: repair jobs that killed processes and lost starts have left open; purge what has expired."""

import time
from typing import Any

from inkwell import wiring
from inkwell.core.expiring import purge_expired
from inkwell.core.sweeping import TIME_LIMIT, sweep
from inkwell.core.timestamps import now

#: How many jobs are looked at at once: a look waits for the table most of its time.
SIDE_BY_SIDE = 8


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    until = time.monotonic() + TIME_LIMIT
    stores = wiring.jobs(), wiring.objects(), wiring.workflows()
    looked_at = sweep(*stores, now(), side_by_side=SIDE_BY_SIDE)
    # Jobs come first: somebody waits for them.
    purged = purge_expired(wiring.expiring(), *stores, now(), seconds=until - time.monotonic())
    return {"jobs": looked_at, "expired": purged}
