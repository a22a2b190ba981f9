"""Names of jobs, of their runs and of where their objects are stored."""

import uuid


def new_id() -> str:
    """A fresh unguessable id (UUID version 4)."""
    return str(uuid.uuid4())


def prefix(job_id: str) -> str:
    """The part of the bucket that holds a job's objects and nothing else; pictures with `stored_as` lie elsewhere."""
    return f"jobs/{job_id}/"


def run_name(job_id: str, key: str | None = None, attempt: int = 1) -> str:
    """The name of an execution: the job's id, or the one attempt it is for. Step Functions starts a name only once."""
    return job_id if key is None else f"{job_id}-{key}-{attempt}"
