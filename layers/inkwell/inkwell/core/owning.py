"""Ownership: each owner finds only their own things."""

from collections.abc import Collection
from typing import Protocol, TypeVar

from inkwell.core.errors import Forbidden, NotFound
from inkwell.core.jobs import JobRecord
from inkwell.core.store import JobStore


class Owned(Protocol):
    """A thing that has an owner."""

    @property
    def owner(self) -> str:
        """The id of the owner."""


T = TypeVar("T", bound=Owned)

Foreign = type[NotFound] | type[Forbidden]


def theirs(thing: T | None, owner: str, *, called: str, foreign: Foreign = NotFound) -> T:
    """The thing itself, checked to be there and to belong to the owner.

    Args:
        called: the family's word for such a thing, for the message.
        foreign: the error about another owner's thing. NotFound keeps secret which ids exist; Forbidden is for
            contracts that demand it.

    Raises:
        NotFound: there is no such thing.
        NotFound, Forbidden: it belongs to another owner.
    """
    if thing is None or (thing.owner != owner and foreign is NotFound):
        raise NotFound(f"{called} not found")
    if thing.owner != owner:
        raise foreign()
    return thing


def owned(
    jobs: JobStore,
    owner: str,
    kind: str | Collection[str],
    job_id: str,
    *,
    called: str,
    foreign: Foreign = NotFound,
) -> JobRecord:
    """An owner's job of a kind, in one read.

    Args:
        kind: the kind of job, or several that are all right.
        called, foreign: as in `theirs`.

    Raises:
        NotFound: there is no job of that id and kind.
        NotFound, Forbidden: it belongs to another owner.
    """
    record = jobs.load(job_id)
    kinds = {kind} if isinstance(kind, str) else kind
    if record is None or record.job.kind not in kinds:
        raise NotFound(f"{called} not found")
    theirs(record.job, owner, called=called, foreign=foreign)
    return record
