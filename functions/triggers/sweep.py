"""Every minute: repair jobs that killed processes and lost starts have left open; purge what has expired; begin months
of Blots."""

import time
from typing import Any

from inkwell import stores, wiring
from inkwell.core.expiring import purge_expired
from inkwell.core.sweeping import TIME_LIMIT, sweep
from inkwell.core.timestamps import now

#: How many jobs are looked at at once: a look waits for the table most of its time.
SIDE_BY_SIDE = 8


def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    until = time.monotonic() + TIME_LIMIT
    shared = stores.jobs(), stores.objects(), stores.workflows()
    looked_at = sweep(*shared, now(), side_by_side=SIDE_BY_SIDE)
    # Jobs come first: somebody waits for them.
    purged = purge_expired(stores.expiring(), *shared, now(), seconds=until - time.monotonic())
    # Whoever looks at an account does this for it: nobody waits.
    renewed = wiring.accounts().renew(until - time.monotonic())
    return {"jobs": looked_at, "expired": purged, "accounts": renewed}
