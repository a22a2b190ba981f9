"""The first task of a job: what comes before its pictures (a story, a plan), or makes its file.

A job that waits for its first task names the workflow that does it (`Job.first_task`). The result is stored in one
write, once; from then on it is a job like any other.
"""

from collections.abc import Callable

from inkwell.core.again import until_stored
from inkwell.core.errors import NotFound, StaleRecord
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.store import FirstResult, JobStore


def first_task(work: Callable[[Job], FirstResult]) -> Callable[[JobStore, JobRecord], JobRecord]:
    """The first task that `begin` does, out of the work of a family.

    Args:
        work: called at most once a run. It raises a `ModelError` when a model did not deliver; the workflow decides
            whether it is tried again.
    """

    def do(jobs: JobStore, record: JobRecord) -> JobRecord:
        _store(jobs, record, work(record.job))
        # Whether this write was done or a twin of this task was faster: what stands there is what is drawn.
        stored = jobs.load(record.job.id)
        if stored is None or not stored.job.is_open:
            raise NotFound("The job is gone")
        if stored.job.first_task:
            # Refused, because pictures that wait for it were ended: nothing may be drawn without its brief.
            raise StaleRecord
        return stored

    return do


def _store(jobs: JobStore, record: JobRecord, result: FirstResult) -> None:
    def attempt() -> bool:
        # Where the store refuses it, the job has ended meanwhile, or a twin of this task was faster.
        return jobs.finish_first_task(record, result)

    # It is paid for: a write of the job at the very same moment must not lose it.
    until_stored(attempt, StaleRecord())
