"""Effects: what else changes with a step in a job's life, in the same transaction or not at all.

The accepting step names its joined writes itself (`inkwell.core.accepting`). Those of the later steps are asked for by
the store, whoever takes the step: a workflow, a caller or the sweeper.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from inkwell.core.errors import InkwellError
from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Picture, Version
from inkwell.core.status import Event


class JoinedWrite(Protocol):
    """A conditional write of something that is not part of a job, for the transaction of a step of that job.

    The store that keeps the thing makes it; the store of jobs takes it along. Nobody else looks inside.
    """

    def refusal(self, found: Mapping[str, Any] | None) -> InkwellError:
        """The error to raise when its own condition refuses it.

        Args:
            found: the thing as it is stored, None when it is not there.
        """


class Effects(Protocol):
    """The joined writes of each step of a job that was accepted before."""

    def picture_shown(self, picture: Picture, version: Version) -> Sequence[JoinedWrite]:
        """A picture shows a new version."""

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """A job is cancelled, and with it the pictures that are not begun any more.

        Args:
            record: the job as it was before.
            withdrawn: those of its pictures that are cancelled. Where no others are open, the job is settled, too.
        """

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """Nothing of a job is under way any more.

        Args:
            record: the job as it was before.
            event: how it ends; None when it was cancelled before.
        """


class NoEffects:
    """The `Effects` of jobs that change nothing but themselves."""

    def picture_shown(self, picture: Picture, version: Version) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return ()

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return ()

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
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
