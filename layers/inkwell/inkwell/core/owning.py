"""Whose a thing is: each owner finds their own things and nobody else's."""

from typing import Protocol, TypeVar

from inkwell.core.errors import Forbidden, NotFound
from inkwell.core.jobs import JobRecord
from inkwell.core.store import JobStore


class Owned(Protocol):
    """A thing that belongs to somebody."""

    @property
    def owner(self) -> str:
        """Whose it is."""


T = TypeVar("T", bound=Owned)

Foreign = type[NotFound] | type[Forbidden]


def theirs(thing: T | None, owner: str, *, called: str, foreign: Foreign = NotFound) -> T:
    """The thing, when it is there and belongs to the owner.

    Args:
        called: what the family calls such a thing, for the message.
        foreign: the error about a thing that is somebody else's. With NotFound nobody learns which ids exist; Forbidden
            is for contracts that tell the two apart.

    Raises:
        NotFound: there is none.
        NotFound, Forbidden: it is somebody else's.
    """
    if thing is None or (thing.owner != owner and foreign is NotFound):
        raise NotFound(f"{called} not found")
    if thing.owner != owner:
        raise foreign()
    return thing


def owned(jobs: JobStore, owner: str, kind: str, job_id: str, *, called: str, foreign: Foreign = NotFound) -> JobRecord:
    """An owner's job of a kind, in one read.

    Args:
        called, foreign: as in `theirs`.

    Raises:
        NotFound: there is none of that id, or it is of another kind.
        NotFound, Forbidden: it is somebody else's.
    """
    record = jobs.load(job_id)
    if record is None or record.job.kind != kind:
        raise NotFound(f"{called} not found")
    theirs(record.job, owner, called=called, foreign=foreign)
    return record
