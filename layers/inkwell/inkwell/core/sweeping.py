"""No stuck state: what a killed process, a lost start or a dead execution left behind is ended or started again."""

import logging
from datetime import datetime

from inkwell.core.errors import DeadlineExceeded, InkwellError, StaleRecord
from inkwell.core.jobs import FIRST_CHECK, JobRecord
from inkwell.core.names import prefix
from inkwell.core.ports import ObjectStore, Workflows
from inkwell.core.runs import settle_job
from inkwell.core.store import JobStore

logger = logging.getLogger(__name__)

#: How often an open job is looked at; no longer than a run that is new to it may wait for its first check.
RECHECK = FIRST_CHECK


def sweep(jobs: JobStore, objects: ObjectStore, workflows: Workflows, moment: datetime) -> int:
    """Look at every job that is due and put it right; one that resists never keeps the others waiting.

    Returns:
        how many were looked at.
    """
    due = jobs.due(moment)
    for entry in due:
        try:
            # First of all, so that one that resists goes to the end of the queue: a sweep takes only so many.
            jobs.postpone(entry.job_id, moment + RECHECK)
            if entry.deleted:
                purge(jobs, objects, entry.job_id)
            elif record := jobs.load(entry.job_id):
                check(jobs, workflows, record, moment)
        except StaleRecord:
            continue  # it has just been retried and will be due again
        except Exception:
            logger.exception("sweeping failed", extra={"job_id": entry.job_id})
    return len(due)


def check(jobs: JobStore, workflows: Workflows, record: JobRecord, moment: datetime) -> None:
    """Start the runs that never started, settle those that are over, and all of them when the deadline has passed."""
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
            settle_job(jobs, job.id, run, error=DeadlineExceeded.code if late else InkwellError.code)
    if not runs:
        settle_job(jobs, job.id)


def delete(jobs: JobStore, objects: ObjectStore, workflows: Workflows, record: JobRecord) -> bool:
    """Delete a job in any state, with its objects; False when somebody else just did.

    The tombstone that stays is purged once more after the longest time a worker can still be storing a picture.

    Raises:
        StaleRecord: the job was retried at this very moment; look again.
    """
    runs = record.open_runs()
    if record.job.hold and not record.job.first_settled_at:
        # What it holds goes back before nothing is left that says so.
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
    return True


def purge(jobs: JobStore, objects: ObjectStore, job_id: str) -> None:
    """Remove what a late worker may have stored for a deleted job, then the tombstone."""
    objects.delete_prefix(prefix(job_id))
    jobs.purge(job_id)
