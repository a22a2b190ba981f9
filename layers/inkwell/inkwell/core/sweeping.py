"""Sweeping: jobs that a killed process, a lost start or a dead execution left open are ended or started again.

A job comes due a minute after it was accepted or retried. By then its run has shown itself: the job runs, or a picture
of the run was begun. Such a job is checked again only when it has been silent for long, and at its deadline; so most
jobs are checked once or never, and the work of a sweep depends on how many jobs came, not on how many are open.
"""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Semaphore

from inkwell.core.errors import DeadlineExceeded, InkwellError, StaleRecord
from inkwell.core.jobs import FIRST_CHECK, JobRecord
from inkwell.core.names import prefix
from inkwell.core.object_store import ObjectStore
from inkwell.core.runs import remove_unshown, settle_job
from inkwell.core.state_machines import Workflows
from inkwell.core.store import DueJob, JobStore

logger = logging.getLogger(__name__)

#: The time after which a job that could not be put right is checked again.
RECHECK = FIRST_CHECK

#: How long nothing of a job may change before its runs are asked about: longer than any one picture is drawn.
SILENCE = timedelta(minutes=6)

#: The most jobs that are deleted at once together with the one that they belong to; each takes about six requests.
CHILDREN = 50

#: The most runs that one sweep asks about. Step Functions takes 250 to 300 calls of DescribeExecution at once and then
#: 10 to 15 a second, by region: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
QUESTIONS = 250

#: Seconds that a sweep takes at most; the next one begins a minute after it began.
TIME_LIMIT = 45.0


def sweep(
    jobs: JobStore,
    objects: ObjectStore,
    workflows: Workflows,
    moment: datetime,
    *,
    side_by_side: int = 1,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Check and repair every job that is due; a job whose repair fails does not keep the others waiting.

    Args:
        side_by_side: how many jobs are looked at at once.
        clock: seconds, as `time.monotonic`.

    Returns:
        the number of jobs that were due.
    """
    until = clock() + TIME_LIMIT
    questions = Semaphore(QUESTIONS)

    def look(entry: DueJob) -> bool:
        if clock() >= until:
            return False
        try:
            if entry.deleted:
                # First of all, so that one that resists goes to the end of the queue.
                jobs.postpone(entry.job_id, moment + RECHECK)
                purge(jobs, objects, workflows, entry.job_id)
            elif record := jobs.load(entry.job_id):
                check(jobs, workflows, record, moment, objects, lambda: questions.acquire(blocking=False))
        except StaleRecord:
            pass  # it has just been retried and will be due again
        except Exception:
            logger.exception("sweeping failed", extra={"job_id": entry.job_id})
        return True

    due = jobs.due(moment)
    if side_by_side > 1:
        with ThreadPoolExecutor(side_by_side, thread_name_prefix="sweep") as pool:
            looked_at = sum(pool.map(look, due))
    else:
        looked_at = sum(map(look, due))
    if looked_at < len(due):
        logger.warning("sweep out of time", extra={"due": len(due), "looked_at": looked_at})
    return looked_at


def check(
    jobs: JobStore,
    workflows: Workflows,
    record: JobRecord,
    moment: datetime,
    objects: ObjectStore | None = None,
    may_ask: Callable[[], bool] = lambda: True,
) -> None:
    """Start runs that never started, and settle runs that are over, or all runs when the deadline has passed.

    Args:
        objects: as in `settle_job`.
        may_ask: whether one more run may be asked about; else it is taken to run, and is ended at the deadline.
    """
    job, runs = record.job, record.open_runs()
    late = moment >= job.deadline
    silent = moment - record.updated_at >= SILENCE
    begun = bool(runs) and all(record.has_begun(run) for _, run in runs)

    def look_again(at: datetime) -> bool:
        return jobs.postpone(job.id, at if late else min(at, job.deadline), job.revision)

    if begun and not silent and not late:
        look_again(record.updated_at + SILENCE)
        return
    # First of all, so that one that resists goes to the end of the queue.
    if not look_again(moment + RECHECK):
        return  # it was retried, settled or deleted since it was read
    for workflow, run in runs:
        if late:
            _abandon(jobs, workflows, record, workflow, run, DeadlineExceeded, objects)
        elif not record.has_begun(run):
            if not workflows.start(workflow, run, job.id):
                _abandon(jobs, workflows, record, workflow, run, InkwellError, objects)
        elif silent and may_ask() and workflows.state(workflow, run) != "running":
            _abandon(jobs, workflows, record, workflow, run, InkwellError, objects)
    if not runs:
        settle_job(jobs, job.id, objects=objects)
    elif not late:
        look_again(moment + SILENCE)


def _abandon(
    jobs: JobStore,
    workflows: Workflows,
    record: JobRecord,
    workflow: str,
    run: str,
    error: type[InkwellError],
    objects: ObjectStore | None,
) -> None:
    job_id = record.job.id
    logger.warning("run abandoned", extra={"job_id": job_id, "run": run, "code": error.code})
    workflows.stop(workflow, run)
    settle_job(jobs, job_id, run, error=error.code, objects=objects)
    if objects:
        # Also what runs have left that are over already, and whose last step never came.
        remove_unshown(objects, record)


def delete(jobs: JobStore, objects: ObjectStore, workflows: Workflows, record: JobRecord) -> bool:
    """Delete a job in any state, with its objects and the jobs that belong to it; False when another request just did.

    A tombstone stays; it is purged when no worker can be storing a picture any more, and no job belongs to it.

    Raises:
        StaleRecord: the job was retried at this moment; call again.
    """
    runs = record.open_runs()
    if record.job.hold and not record.job.first_settled_at:
        # Held Blots are released first: after the deletion nothing says that they are held.
        settle_job(jobs, record.job.id)
        settled = jobs.load(record.job.id)
        if settled and not settled.job.first_settled_at:
            raise StaleRecord
        record = settled or record
    if not jobs.delete(record):
        return False
    for workflow, run in runs:
        workflows.stop(workflow, run)
    objects.delete_prefix(prefix(record.job.id))
    objects.delete([key for picture in record.pictures if picture.stored_as for key in picture.all_keys])
    try:
        _delete_all(jobs, objects, workflows, record.children)
    except Exception:
        logger.exception("left to the purge", extra={"job_id": record.job.id})
    return True


def purge(jobs: JobStore, objects: ObjectStore, workflows: Workflows, job_id: str) -> None:
    """Remove objects that a late worker stored for a deleted job, and jobs that belong to it, then the tombstone."""
    objects.delete_prefix(prefix(job_id))
    _delete_all(jobs, objects, workflows, jobs.purge(job_id))


def _delete_all(jobs: JobStore, objects: ObjectStore, workflows: Workflows, job_ids: Sequence[str]) -> None:
    """Delete jobs that belong to a deleted one, as many as one request may; the sweeper deletes the others."""
    for job_id in job_ids[:CHILDREN]:
        if record := jobs.load(job_id):
            delete(jobs, objects, workflows, record)
