"""Unused names: records of project pictures whose predictions came to nothing."""

from collections.abc import Iterable, Sequence

from inkwell.core.effects import JoinedWrite, NoEffects
from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Picture
from inkwell.core.status import Event
from inkwell.uploads.project_files import ProjectFiles


class UnusedNames(NoEffects):
    """The `Effects` by which the record of a project's picture expires when its job ends without showing it."""

    def __init__(self, files: ProjectFiles) -> None:
        self._files = files

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return self._expiries(withdrawn)

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return self._expiries(record.pictures)

    def _expiries(self, pictures: Iterable[Picture]) -> Sequence[JoinedWrite]:
        return [self._files.expiry(each.stored_as) for each in pictures if each.stored_as and not each.shown]
