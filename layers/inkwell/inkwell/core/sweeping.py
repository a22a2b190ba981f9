"""Sweeping: jobs that a killed process, a lost start or a dead execution left open are ended or started again."""

import logging
from collections.abc import Sequence
from datetime import datetime

from inkwell.core.errors import DeadlineExceeded, InkwellError, StaleRecord
from inkwell.core.jobs import FIRST_CHECK, JobRecord
from inkwell.core.names import prefix
from inkwell.core.object_store import ObjectStore
from inkwell.core.runs import remove_unshown, settle_job
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore

logger = logging.getLogger(__name__)

#: The time between two checks of an open job. Not longer than FIRST_CHECK, because a run that is added to an open job
#: does not move its next check.
RECHECK = FIRST_CHECK

#: The most jobs that are deleted at once together with the one that they belong to; each takes about six requests.
CHILDREN = 50


def sweep(jobs: JobStore, objects: ObjectStore, workflows: Workflows, moment: datetime) -> int:
    """Check and repair every job that is due; a job whose repair fails does not keep the others waiting.

    Returns:
        the number of jobs that were due.
    """
    due = jobs.due(moment)
    for entry in due:
        try:
            # First of all, so that a job whose repair fails goes to the end of the queue: a sweep has a limited batch.
            jobs.postpone(entry.job_id, moment + RECHECK)
            if entry.deleted:
                purge(jobs, objects, workflows, entry.job_id)
            elif record := jobs.load(entry.job_id):
                check(jobs, workflows, record, moment, objects)
        except StaleRecord:
            continue  # it has just been retried and will be due again
        except Exception:
            logger.exception("sweeping failed", extra={"job_id": entry.job_id})
    return len(due)


def check(
    jobs: JobStore, workflows: Workflows, record: JobRecord, moment: datetime, objects: ObjectStore | None = None
) -> None:
    """Start runs that never started, and settle runs that are over, or all runs when the deadline has passed.

    Args:
        objects: as in `settle_job`.
    """
    job = record.job
    late = moment >= job.deadline
    if moment < job.deadline < moment + RECHECK:
        jobs.postpone(job.id, job.deadline)
    runs = record.open_runs()
    for workflow, run in runs:
        state = workflows.state(workflow, run)
        if state == "absent" and not late:
            workflows.start(workflow, run, job.id)
        elif state == "running" and not late:
            continue
        else:
            logger.warning("run abandoned", extra={"job_id": job.id, "run": run, "state": state, "late": late})
            workflows.stop(workflow, run)
            error = DeadlineExceeded.code if late else InkwellError.code
            settle_job(jobs, job.id, run, error=error, objects=objects)
            if objects:
                # Also what runs have left that are over already, and whose last step never came.
                remove_unshown(objects, record)
    if not runs:
        settle_job(jobs, job.id, objects=objects)


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
