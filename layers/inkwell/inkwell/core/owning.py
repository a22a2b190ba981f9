"""Whose a job is: what is somebody else's is not found."""

from inkwell.core.errors import NotFound
from inkwell.core.jobs import JobRecord
from inkwell.core.store import JobStore


def owned(jobs: JobStore, owner: str, family: str, job_id: str, *, called: str) -> JobRecord:
    """An owner's job of a family, in one read.

    Args:
        called: what the family calls it, for the message.

    Raises:
        NotFound: there is none of that id, or it is somebody else's, or another family's.
    """
    record = jobs.load(job_id)
    if record is None or (record.job.owner, record.job.family) != (owner, family):
        raise NotFound(f"{called} not found")
    return record
