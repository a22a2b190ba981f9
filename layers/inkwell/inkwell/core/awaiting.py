"""Waiting for a job, for endpoints that return its result in the same request.

Such a job is accepted, drawn and settled like any other. When time is up it is cancelled, so that no Blots stay held
and no late picture is shown; where the waiting process dies, the job's own deadline does the same.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from inkwell.core.again import until_stored
from inkwell.core.errors import NotFound, StaleRecord, Unavailable
from inkwell.core.jobs import JobRecord
from inkwell.core.runs import cancel_job, settle_job
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore

#: Seconds from the begin of a request until it gives up: API Gateway gives up after 29, and cancelling needs some.
PATIENCE = 24.0

#: The deadline of a job that a request waits for: the sweeper ends it where the waiting process has died.
DEADLINE = timedelta(seconds=PATIENCE + 6)

#: Seconds between two reads of the job.
_PAUSE = 0.3


def patience() -> float:
    """The moment of `time.monotonic` at which a request that begins now gives up."""
    return time.monotonic() + PATIENCE


def settled(
    jobs: JobStore,
    workflows: Workflows,
    job_id: str,
    until: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> JobRecord:
    """The job, once it is settled, however it ended; cancelled where that took too long.

    Args:
        until: the moment of the clock at which it is cancelled.
        clock, sleep: seconds, as `time.monotonic` and `time.sleep`.

    Raises:
        NotFound: there is no such job.
        Unavailable: the job changes too fast, or AWS has a passing fault; the sweeper ends the job.
    """
    while clock() < until:
        # A fault that passes must not cost the caller a picture that is being drawn.
        with suppress(Unavailable):
            if (record := _load(jobs, job_id)).job.is_settled:
                return record
        sleep(_PAUSE)
    return until_stored(lambda: _ended(jobs, workflows, job_id), StaleRecord())


def _ended(jobs: JobStore, workflows: Workflows, job_id: str) -> JobRecord | None:
    """The settled job, or None where it changed while it was to be cancelled."""
    record = _load(jobs, job_id)
    if record.job.is_settled:
        return record
    runs = record.open_runs()
    if not runs:
        # All pictures have ended: only the workflow's last step is missing.
        settle_job(jobs, job_id)
    elif record.job.is_open and not cancel_job(jobs, record, running=True):
        return None
    for workflow, run in runs:
        workflows.stop(workflow, run)
    record = _load(jobs, job_id)
    return record if record.job.is_settled else None


def _load(jobs: JobStore, job_id: str) -> JobRecord:
    record = jobs.load(job_id)
    if record is None:
        raise NotFound("The job is gone")
    return record
