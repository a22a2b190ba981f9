"""Text first, then pictures: the step of a workflow that writes what the pictures of a job come from.

A job that is `writing` has no pictures yet. The text and its pictures are stored in one write; from then on it is a job
like any other.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from inkwell.core.drawing import StaleRecord
from inkwell.core.errors import NotFound
from inkwell.core.jobs import Job, Picture
from inkwell.core.store import JobStore

#: How often the write of a text is tried again when it meets another write of the job.
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Written:
    """A text and what shall be drawn of it.

    Args:
        data: what the family keeps with the job.
        pictures: at most 99, drawn by the job's first run.
    """

    data: Mapping[str, Any]
    pictures: Sequence[Picture]


def write(jobs: JobStore, job_id: str, author: Callable[[Job], Written]) -> None:
    """Write the text of a job, unless an earlier task, which died later, has done so.

    Args:
        author: writes it; called at most once.

    Raises:
        NotFound: the job was deleted, or has ended.
        ModelError: the text model did not deliver; the workflow decides whether it is tried again.
    """
    if not jobs.start(job_id) or (record := jobs.load(job_id)) is None:
        raise NotFound("The job is gone")
    if not record.job.writing:
        return
    text = author(record.job)
    # It is paid for: a write of the job at the very same moment must not lose it. Where the store refuses it, the job
    # has ended meanwhile, or a twin of this task was faster.
    for _ in range(_TRIES - 1):
        with suppress(StaleRecord):
            jobs.write(record.job, text.data, text.pictures)
            return
    jobs.write(record.job, text.data, text.pictures)
