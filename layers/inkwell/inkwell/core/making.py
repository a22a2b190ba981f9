"""Jobs that make files: their parts are prepared side by side, then the files are made of them.

A family has a `Maker` for each kind of such jobs. The job is accepted with the workflow as its first task, without
pictures, and with the keys of its files in `Job.data` (`inkwell.core.jobs.FILE_KEYS`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from inkwell.core.first_task import first_task
from inkwell.core.jobs import JobRecord
from inkwell.core.object_store import ObjectStore
from inkwell.core.runs import remove_unshown
from inkwell.core.store import FirstResult, JobStore

#: The parts that one task prepares: a task takes longer to begin than a part to be prepared.
PARTS_A_TASK = 8

#: The prefix in the bucket of prepared parts. They expire by a rule of the bucket, and are made anew.
PREPARED = "strips/"


class Maker(Protocol):
    """The maker of the files of one kind of jobs. Each step may be repeated."""

    def parts(self, record: JobRecord) -> Sequence[str]:
        """The parts that are not prepared yet, by name."""

    def prepare(self, record: JobRecord, parts: Sequence[str]) -> None:
        """Prepare parts, and keep them for this job and later ones."""

    def make(self, record: JobRecord) -> FirstResult:
        """Make and store the files, under the keys that the job was accepted with.

        Raises:
            InkwellError: they cannot be made; the job fails.
        """


def part_key(book: str, of: str, suffix: str) -> str:
    """The object key of a prepared part. Those of one book have one prefix, so that one listing says which are there.

    Args:
        book: the id of what is printed: a project, a story.
        of: the object key of the picture that it is made of.
        suffix: of its file name, with the dot.
    """
    return f"{PREPARED}{book}/{of.removeprefix('jobs/').replace('/', '-')}{suffix}"


Makers = Mapping[str, Maker]


def begin(jobs: JobStore, makers: Makers, job_id: str, run: str) -> dict[str, Any]:
    """Begin a run. Returns what a workflow hands from state to state: the parts to prepare, by tasks."""
    record = jobs.load(job_id) if jobs.start(job_id) else None
    parts = makers[record.job.kind].parts(record) if record and record.job.first_task else []
    tasks = [parts[start : start + PARTS_A_TASK] for start in range(0, len(parts), PARTS_A_TASK)]
    return {"jobId": job_id, "run": run, "tasks": [{"jobId": job_id, "parts": list(each)} for each in tasks]}


def prepare(jobs: JobStore, makers: Makers, job_id: str, parts: Sequence[str]) -> None:
    """Prepare parts of a job that has not ended."""
    record = jobs.load(job_id)
    if record and record.job.first_task:
        makers[record.job.kind].prepare(record, parts)


def make(jobs: JobStore, makers: Makers, objects: ObjectStore, job_id: str) -> None:
    """Make the files of a job that has not ended. Of one that ends meanwhile they are removed again.

    Where this process dies, the end of the run removes them; where both do, they stay as long as the job.
    """
    record = jobs.load(job_id)
    if not record or not record.job.first_task:
        return
    if first_task(makers[record.job.kind].make)(jobs, record) is None and (ended := jobs.load(job_id)):
        remove_unshown(objects, ended)
