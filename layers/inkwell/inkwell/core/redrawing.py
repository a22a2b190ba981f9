"""Drawing a picture of a job again: a fresh attempt with a run of its own."""

from collections.abc import Callable
from dataclasses import replace

from inkwell.core.drawing import launch
from inkwell.core.errors import Unavailable
from inkwell.core.idempotency import Answer, Marker
from inkwell.core.jobs import SIDE_BY_SIDE, JobRecord, Picture
from inkwell.core.ports import Workflows
from inkwell.core.store import JobStore

#: How often the write is tried again when the job changed between the read and the write.
_TRIES = 4


def redraw(
    jobs: JobStore,
    workflows: Workflows,
    look: Callable[[], tuple[JobRecord, Picture]],
    tell: Callable[[JobRecord, Picture], Answer],
    marker: Marker | None,
) -> Answer:
    """Open a fresh attempt at a picture and start its run. One that is being drawn already gets no second attempt.

    Args:
        look: reads the job, and says which picture is meant: one of the record, or a new one to be added.
        tell: the answer for the caller, out of the record and the picture as they will be.
        marker: the claimed idempotency key, if there was one.

    Raises:
        Unavailable: the job changes too fast.
    """
    for _ in range(_TRIES):
        record, picture = look()
        is_there = record.picture(picture.key) is not None
        if is_there and picture.is_open:
            return replace(tell(record, picture), stored=False)
        again = picture.retried(SIDE_BY_SIDE) if is_there else picture
        job = record.job if record.job.is_open else replace(record.job, status=again.status)
        answer = tell(replace(record, job=job).with_picture(again), again)
        if jobs.retry(record.job, again, marker.answered(answer.status, answer.body) if marker else None):
            launch(workflows, again.workflow, again.run, record.job.id)
            return answer
    raise Unavailable("It is changing too fast, please try again")
