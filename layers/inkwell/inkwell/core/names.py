"""Names of jobs, of their runs and of their objects' keys."""

import uuid


def new_id() -> str:
    """A fresh unguessable id (UUID version 4)."""
    return str(uuid.uuid4())


def derived_id(job_id: str, name: str) -> str:
    """The id of the one job of a name that belongs to another: who knows that one's id knows it, and nobody else."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{prefix(job_id)}{name}"))


def prefix(job_id: str) -> str:
    """The prefix of all object keys of a job; only pictures with `stored_as` have other keys."""
    return f"jobs/{job_id}/"


def job_of(key: str) -> str | None:
    """The id of the job whose prefix an object key has; None for other keys."""
    parts = key.split("/")
    return parts[1] if len(parts) == 3 and parts[0] == "jobs" else None


def run_name(job_id: str, key: str | None = None, attempt: int = 1) -> str:
    """The name of a run: the job's id, or the attempt that it draws. Step Functions starts a name only once."""
    return job_id if key is None else f"{job_id}-{key}-{attempt}"
