"""Effects: changes of other records in the same transaction as a step in a job's life.

Accepting a job is given its joined writes (`inkwell.core.accepting`). For every later step the store of jobs asks its
`Effects` for them, whether a workflow, a caller or the sweeper takes the step.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from inkwell.core.errors import InkwellError
from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Picture, Version
from inkwell.core.status import Event


class JoinedWrite(Protocol):
    """A conditional write of a record that is not part of a job, for the transaction of a step of that job.

    The store of that record makes it, and only the store of jobs opens it.
    """

    def refusal(self, found: Mapping[str, Any] | None) -> InkwellError:
        """The error to raise when its own condition refuses it.

        Args:
            found: the record as it is stored; None when there is none.
        """


class Effects(Protocol):
    """The joined writes of each step of an accepted job."""

    def picture_shown(self, picture: Picture, version: Version) -> Sequence[JoinedWrite]:
        """The writes for a picture that shows a new version."""

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """The writes for a job that is cancelled.

        Args:
            record: the job as it was before.
            withdrawn: its pictures that are cancelled. Where no other picture is open, the job is settled, too.
        """

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """The writes for a job that is settled.

        Args:
            record: the job as it was before.
            event: how it ends; None when it was cancelled before.
        """

    def job_deleted(self, record: JobRecord) -> Sequence[JoinedWrite]:
        """The writes for a job that is deleted."""


class NoEffects:
    """The `Effects` of jobs that change no other record."""

    def picture_shown(self, picture: Picture, version: Version) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return ()

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return ()

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return ()

    def job_deleted(self, record: JobRecord) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return ()


class Combined:
    """Several `Effects` as one."""

    def __init__(self, *effects: Effects) -> None:
        self._effects = effects

    def picture_shown(self, picture: Picture, version: Version) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return [write for each in self._effects for write in each.picture_shown(picture, version)]

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return [write for each in self._effects for write in each.job_cancelled(record, withdrawn)]

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return [write for each in self._effects for write in each.job_settled(record, event)]

    def job_deleted(self, record: JobRecord) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return [write for each in self._effects for write in each.job_deleted(record)]
