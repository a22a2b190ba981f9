"""Expiry: things other than jobs that are purged when their time is over, with the jobs and objects that are theirs.

A project that its owner deleted expires after a while, and a story whose visitor does not come any more. The moment is
stored with the thing, and may be moved, or taken away, until the sweeper claims the thing. From then on the thing is
gone, even if the process that purges it dies: the next sweep continues.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from inkwell.core.errors import StaleRecord
from inkwell.core.jobs import FIRST_CHECK
from inkwell.core.object_store import ObjectStore
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.core.sweeping import delete

logger = logging.getLogger(__name__)

#: The time for which a thing that was deleted can be restored.
GRACE = timedelta(days=30)

#: The time after which a thing whose purge was cut short is purged again.
AGAIN = FIRST_CHECK

#: The most jobs that are deleted at once with the thing that they belong to; each takes about six requests.
JOBS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Belongings:
    """The jobs and objects that are purged with a thing.

    Args:
        jobs: ids of jobs; their objects go with them.
        prefixes: prefixes of the keys of all other objects.
    """

    jobs: Sequence[str] = ()
    prefixes: Sequence[str] = ()


class ExpiringStore(Protocol):
    """The store of all things that expire, by their names."""

    def due(self, moment: datetime) -> Sequence[str]:
        """The names of things that have expired, the longest expired first; a bounded number of them."""

    def claim(self, name: str, moment: datetime) -> bool:
        """Take an expired thing away for good, and put its next purge off, by `AGAIN`.

        False, with nothing changed, where it does not expire any more, or later.
        """

    def belongings(self, name: str) -> Belongings:
        """The jobs and objects that are purged with a thing."""

    def remove(self, name: str) -> None:
        """Remove all that is stored of a thing; last of all what makes it due."""


def purge_expired(
    things: ExpiringStore,
    jobs: JobStore,
    objects: ObjectStore,
    workflows: Workflows,
    moment: datetime,
    *,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Purge things that have expired, as many as there is time for; one that resists does not keep the others waiting.

    Args:
        seconds: after which no further thing is begun.
        clock: seconds, as `time.monotonic`.

    Returns:
        the number of things that were begun.
    """
    until, begun = clock() + seconds, 0
    for name in things.due(moment):
        if clock() >= until:
            break
        begun += 1
        try:
            purge(things, jobs, objects, workflows, name, moment)
        except StaleRecord:
            pass  # a job of it has just changed: it is due again
        except Exception:
            logger.exception("purging failed", extra={"thing": name})
    return begun


def purge(
    things: ExpiringStore, jobs: JobStore, objects: ObjectStore, workflows: Workflows, name: str, moment: datetime
) -> None:
    """Purge an expired thing, or a part of it when many jobs belong to it: then it stays due.

    May be cut short at any line and repeated.

    Raises:
        StaleRecord: a job that belongs to it was retried at this moment.
    """
    if not things.claim(name, moment):
        return
    belongings = things.belongings(name)
    records = (record for job_id in belongings.jobs if (record := jobs.load(job_id)))
    for deleted, record in enumerate(records):
        if deleted == JOBS_AT_ONCE:
            return
        delete(jobs, objects, workflows, record)
    for prefix in belongings.prefixes:
        objects.delete_prefix(prefix)
    things.remove(name)
