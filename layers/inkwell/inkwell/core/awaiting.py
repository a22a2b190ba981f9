"""Waiting for a job, for endpoints that return its result in the same request.

Such a job is accepted, drawn and settled like any other. When time is up it is cancelled, so that no Blots stay held
and no late picture is shown; where the waiting process dies, the job's own deadline does the same.
"""

import time
from collections.abc import Callable
from datetime import timedelta

from inkwell.core.again import until_stored
from inkwell.core.errors import NotFound, StaleRecord, Unavailable
from inkwell.core.jobs import JobRecord
from inkwell.core.runs import cancel_job, settle_job
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore

#: Seconds that a request waits: API Gateway gives up after 29, and cancelling needs some of them.
PATIENCE = 24.0

#: The deadline of a job that a request waits for: the sweeper ends it where the waiting process has died.
DEADLINE = timedelta(seconds=PATIENCE + 6)

#: Seconds between two reads of the job.
_PAUSE = 0.3


def settled(
    jobs: JobStore,
    workflows: Workflows,
    job_id: str,
    within: float = PATIENCE,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> JobRecord:
    """The job, once it is settled.

    Args:
        within: seconds to wait for it.
        clock, sleep: seconds, as `time.monotonic` and `time.sleep`.

    Raises:
        NotFound: there is no such job.
        Unavailable: it took too long and was cancelled.
    """
    until = clock() + within
    while not (record := _load(jobs, job_id)).job.is_settled and clock() < until:
        sleep(_PAUSE)
    if record.job.is_settled:
        return record
    return until_stored(lambda: _ended(jobs, workflows, job_id), StaleRecord())


def _ended(jobs: JobStore, workflows: Workflows, job_id: str) -> JobRecord | None:
    """The settled job, or None where it changed while it was to be cancelled."""
    record = _load(jobs, job_id)
    if record.job.is_settled:
        return record
    if not record.open_runs():
        # All pictures have ended: only the workflow's last step is missing.
        settle_job(jobs, job_id)
        record = _load(jobs, job_id)
        return record if record.job.is_settled else None
    if record.job.is_open and not cancel_job(jobs, record, running=True):
        return None
    for workflow, run in record.open_runs():
        workflows.stop(workflow, run)
    raise Unavailable("It took too long and was cancelled, please try again")


def _load(jobs: JobStore, job_id: str) -> JobRecord:
    record = jobs.load(job_id)
    if record is None:
        raise NotFound("The job is gone")
    return record
