"""Runs of a job's workflows: how they are started, begin, give up a picture, and bring the job to its end.

Each step may be killed at any line and repeated: it finds what was done and goes on from there.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from inkwell.core.errors import InkwellError, NotFound, StaleRecord, by_name
from inkwell.core.jobs import JobRecord, outcome
from inkwell.core.names import run_name
from inkwell.core.pictures import SIBLING, Picture
from inkwell.core.ports import Workflows
from inkwell.core.status import Status
from inkwell.core.store import JobStore

logger = logging.getLogger(__name__)


def launch(workflows: Workflows, workflow: str, run: str, job_id: str) -> None:
    """Start the run of a stored job; if that fails now, the sweeper starts it within a minute."""
    try:
        workflows.start(workflow, run, job_id)
    except Exception:
        logger.exception("workflow not started", extra={"job_id": job_id, "run": run})


def start_job(
    jobs: JobStore, job_id: str, run: str, first_task: Callable[[JobStore, JobRecord], JobRecord] | None = None
) -> list[Picture]:
    """A run begins: the job runs, and these are the pictures to draw.

    Args:
        first_task: does what comes before the pictures and returns the job as it is then (`inkwell.core.first_task`).

    Raises:
        NotFound: the job was deleted, or has ended.
    """
    if not jobs.start(job_id) or (record := jobs.load(job_id)) is None:
        raise NotFound("The job is gone")
    if first_task and record.job.first_task:
        record = first_task(jobs, record)
    return record.open_pictures(run)


def rounds(pictures: Sequence[Picture]) -> list[list[Picture]]:
    """The order in which a run draws: those of a round side by side, one round after the other.

    A picture that is drawn from another one of the same run comes in a round after that one.
    """
    left, found = list(pictures), []
    while left:
        awaited = {f"{SIBLING}{picture.key}" for picture in left}
        # Pictures that wait for each other are drawn at once: each without the other.
        ready = [each for each in left if not awaited & {*each.brief.sources}] or left
        found.append(ready)
        left = [each for each in left if each not in ready]
    return found


def plan(
    job_id: str, run: str, pictures: Sequence[Picture], side_by_side: Callable[[Iterable[str]], int]
) -> dict[str, Any]:
    """What a workflow hands from state to state: the names of the pictures that a run draws, round by round.

    Args:
        side_by_side: how many pictures of such roles may be drawn at once.
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
    """The workflow tried often enough: the picture failed, its siblings go on.

    Args:
        error: the name of the error class that ended the last attempt.
    """
    code = by_name(error).code
    failed = jobs.fail_picture(job_id, key, run, code)
    facts = {"job_id": job_id, "picture": key, "run": run, "error": error, "code": code, "stored": failed}
    logger.warning("picture failed", extra=facts)


def cancel_job(jobs: JobStore, record: JobRecord, *, running: bool) -> bool:
    """End an open job before it is done.

    Args:
        running: whether pictures that are being drawn at this moment are cancelled too, and what comes of them is
            withdrawn; else they are finished, and the job is settled after that.

    Returns:
        False when the job is no longer as it was read: look again.
    """
    withdrawn = [picture for picture in record.open_pictures() if running or picture.status is Status.QUEUED]
    return jobs.cancel(record, withdrawn)


def settle_job(jobs: JobStore, job_id: str, run: str | None = None, *, error: str = InkwellError.code) -> None:
    """A run is over: what it left open has failed, and the job is settled when no other run is under way.

    Args:
        run: the run that is over; None for all of them.
        error: the code of what ended the pictures that it left open.

    Raises:
        StaleRecord: the job was retried at this very moment; look again.
    """
    record = jobs.load(job_id)
    if record is None or record.job.is_settled:
        return
    left = record.open_pictures(run)
    for picture in left:
        jobs.fail_picture(job_id, picture.key, picture.run, error)
    if left:
        record = jobs.load(job_id)
    if record is None or record.job.is_settled or record.open_pictures():
        return
    if record.job.first_task and run not in (None, run_name(job_id)):
        return
    event = outcome(record.job, record.pictures) if record.job.is_open else None
    if not jobs.settle(record, event):
        raise StaleRecord
