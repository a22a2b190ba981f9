"""Runs of a job's workflows: their start, the pictures they draw or fail, and the end of the job.

Each step may be killed at any line and repeated: it finds what was done and continues from there.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from inkwell.core.errors import InkwellError, StaleRecord, by_name
from inkwell.core.jobs import FILE_KEYS, JobRecord, outcome
from inkwell.core.names import run_name
from inkwell.core.object_store import ObjectStore
from inkwell.core.pictures import SIBLING, Picture
from inkwell.core.state_machines import Workflows
from inkwell.core.status import Status
from inkwell.core.store import JobStore

logger = logging.getLogger(__name__)


def launch(workflows: Workflows, workflow: str, run: str, job_id: str) -> None:
    """Start a run of a stored job. Where that fails, the sweeper starts it within two minutes."""
    try:
        workflows.start(workflow, run, job_id)
    except Exception:
        logger.exception("workflow not started", extra={"job_id": job_id, "run": run})


def start_job(
    jobs: JobStore, job_id: str, run: str, first_task: Callable[[JobStore, JobRecord], JobRecord | None] | None = None
) -> list[Picture]:
    """Begin a run: the job runs from now on. Returns the pictures to draw; none where the job was deleted or has ended.

    Args:
        first_task: does the job's first task and returns the job with its result (`inkwell.core.first_task`).
    """
    record = jobs.load(job_id) if jobs.start(job_id) else None
    if first_task and record and record.job.first_task:
        record = first_task(jobs, record)
    return record.open_pictures(run) if record else []


def rounds(pictures: Sequence[Picture]) -> list[list[Picture]]:
    """The rounds in which a run draws: pictures of a round side by side, one round after the other.

    A picture that is drawn from another picture of the run comes in a later round than that.
    """
    left, found = list(pictures), []
    while left:
        awaited = {f"{SIBLING}{picture.key}" for picture in left}
        # Pictures that wait for each other are drawn in one round: each without the other.
        ready = [each for each in left if not awaited & {*each.brief.sources}] or left
        found.append(ready)
        left = [each for each in left if each not in ready]
    return found


def plan(
    job_id: str, run: str, pictures: Sequence[Picture], side_by_side: Callable[[Iterable[str]], int]
) -> dict[str, Any]:
    """The plan that a workflow hands from state to state: the names of the pictures that a run draws, by rounds.

    Args:
        side_by_side: the most pictures of such roles that may be drawn at once.
    """
    return {
        "jobId": job_id,
        "run": run,
        "rounds": [
            {
                "maxConcurrency": side_by_side(picture.brief.role for picture in each),
                "pictures": [{"jobId": job_id, "key": picture.key, "run": run} for picture in each],
            }
            for each in rounds(pictures)
        ],
    }


def fail_picture(jobs: JobStore, job_id: str, key: str, run: str, error: str) -> None:
    """Fail a picture whose task the workflow does not repeat any more; its siblings continue.

    Args:
        error: the name of the error class that ended the last attempt.
    """
    code = by_name(error).code
    failed = jobs.fail_picture(job_id, key, run, code)
    facts = {"job_id": job_id, "picture": key, "run": run, "error": error, "code": code, "stored": failed}
    logger.warning("picture failed", extra=facts)


def cancel_job(jobs: JobStore, record: JobRecord, *, running: bool) -> bool:
    """Cancel an open job.

    Args:
        running: whether pictures that are being drawn are cancelled, too, and removed when they come; else they are
            drawn to their end, and the job is settled after that.

    Returns:
        False when the job has changed since it was read: read it again.
    """
    withdrawn = [picture for picture in record.open_pictures() if running or picture.status is Status.QUEUED]
    return jobs.cancel(record, withdrawn)


def settle_job(
    jobs: JobStore,
    job_id: str,
    run: str | None = None,
    *,
    error: str = InkwellError.code,
    objects: ObjectStore | None = None,
) -> None:
    """End a run: pictures that it left open have failed, and the job is settled when no other run is under way.

    Args:
        run: the run that is over; None for all runs.
        error: the error code of the pictures that it left open.
        objects: the store from which everything is removed that the run's attempts stored and no version shows: what
            a killed worker stored before the picture ended otherwise, and versions that were replaced. None where
            the workflow does that when it ends.

    Raises:
        StaleRecord: the job was retried at this moment; call again.
    """
    record = jobs.load(job_id)
    if record is None:
        return
    left = [] if record.job.is_settled else record.open_pictures(run)
    for picture in left:
        jobs.fail_picture(job_id, picture.key, picture.run, error)
    if left:
        record = jobs.load(job_id)
    if record is None:
        return
    if objects:
        # Before the job is settled: where this process dies, the repeated task or the sweeper comes here again.
        remove_unshown(objects, record, run)
    if record.job.is_settled or record.open_pictures():
        return
    if record.job.first_task and run not in (None, run_name(job_id)):
        return
    event = outcome(record.job, record.pictures) if record.job.is_open else None
    if not jobs.settle(record, event):
        raise StaleRecord


def remove_unshown(objects: ObjectStore, record: JobRecord, run: str | None = None) -> None:
    """Remove what attempts that have ended left behind; a worker that is still alive removes its own.

    Of a job that makes files, what was made before it ended otherwise (`inkwell.core.making`).

    Args:
        run: the run whose attempts are meant; None for those of all runs.
    """
    ended = [each for each in record.pictures if not each.is_open and run in (None, each.run)]
    left = [key for picture in ended for key in picture.unshown_keys]
    left += [key for key in record.job.data.get(FILE_KEYS, ()) if key not in record.stored_keys]
    if left:
        objects.delete(left)
