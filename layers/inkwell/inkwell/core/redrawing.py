"""Drawing a picture of a job again: a fresh attempt with a run of its own."""

from collections.abc import Callable
from dataclasses import replace

from inkwell.core.again import until_stored
from inkwell.core.errors import StaleRecord
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import SIDE_BY_SIDE, JobRecord
from inkwell.core.pictures import Picture
from inkwell.core.runs import launch
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore


def redraw(
    jobs: JobStore,
    workflows: Workflows,
    read: Callable[[], tuple[JobRecord, Picture]],
    respond: Callable[[JobRecord, Picture], Response],
    claim: Claim,
) -> Response:
    """Open a fresh attempt at a picture and start its run. A picture that is being drawn gets no second attempt.

    Args:
        read: loads the job and finds the picture that is meant: one of the record, or a new one to be added.
        respond: makes the caller's response of the record and the picture as they will be.
        claim: the claim on the request's Idempotency-Key, completed in the same transaction.

    Raises:
        StaleRecord: the job changes too fast.
        ValueError: the picture is new, and the job holds Blots for its first pictures alone.
    """

    def attempt() -> Response | None:
        record, picture = read()
        is_there = record.picture(picture.key) is not None
        if not is_there and record.job.hold and not record.job.first_settled_at:
            # A hold is made for so many pictures: what one more gives back at its end was never held.
            raise ValueError("a job that holds Blots takes no further pictures: give them a job of their own")
        if is_there and picture.is_open:
            return replace(respond(record, picture), stored=False)
        again = picture.retried(SIDE_BY_SIDE) if is_there else picture
        job = record.job if record.job.is_open else replace(record.job, status=again.status, settled_at=None)
        response = respond(replace(record, job=job).with_picture(again), again)
        if not jobs.retry(record.job, again, *claim.completed(response)):
            return None
        launch(workflows, again.workflow, again.run, record.job.id)
        return response

    return until_stored(attempt, StaleRecord())
