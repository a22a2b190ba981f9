"""The first task of a job: the work before its pictures (write a story, plan pages), or the making of its file.

A job that waits for its first task names the workflow that does it (`Job.first_task`). The result is stored in one
write, once; from then on the job is like any other.
"""

from collections.abc import Callable

from inkwell.core.again import until_stored
from inkwell.core.errors import StaleRecord
from inkwell.core.jobs import JobRecord
from inkwell.core.store import FirstResult, JobStore


def first_task(work: Callable[[JobRecord], FirstResult]) -> Callable[[JobStore, JobRecord], JobRecord | None]:
    """The first task for `inkwell.core.runs.start_job`, made of a family's work. Returns None for a job that has ended.

    Args:
        work: called at most once per task. Its `ModelError` passes through; the workflow decides whether the task is
            repeated.
    """

    def do(jobs: JobStore, record: JobRecord) -> JobRecord | None:
        _store(jobs, record, work(record))
        # Another delivery of this task may have been faster: the stored result counts.
        stored = jobs.load(record.job.id)
        if stored is None or not stored.job.is_open:
            return None
        if stored.job.first_task:
            # Refused, because pictures that wait for it were ended: nothing may be drawn without its brief.
            raise StaleRecord
        return stored

    return do


def _store(jobs: JobStore, record: JobRecord, result: FirstResult) -> None:
    def attempt() -> bool:
        # A False of the store ends it, too: the job has ended meanwhile, or another delivery was faster.
        return jobs.finish_first_task(record, result)

    # The result is paid for: another write of the job at the same moment must not lose it.
    until_stored(attempt, StaleRecord())
