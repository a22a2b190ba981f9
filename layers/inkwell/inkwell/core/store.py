"""Where jobs are kept, as the core sees it. `inkwell.aws.jobs` is the DynamoDB one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from inkwell.core.idempotency import Marker
from inkwell.core.jobs import Job, JobRecord, Picture, Try
from inkwell.core.ports import ImageResult
from inkwell.core.status import Event


@dataclass(frozen=True, slots=True)
class DueJob:
    """A job that the sweeper should look at; a buried one only waits for its remains to be removed."""

    job_id: str
    buried: bool


class JobStore(Protocol):
    """Keeps jobs and pictures. Every change is one conditional write: it happens whole, or it answers False.

    One that meets another change of the same thing at the very same moment may raise StaleRecord: look again.
    """

    def reserve(self, job_id: str) -> None:
        """Announce a job whose objects are stored before it is added; should that never happen, they are removed."""

    def add(self, record: JobRecord, marker: Marker | None = None) -> None:
        """Store a new job, its pictures and the answer to its idempotency key, all or nothing.

        Raises:
            RequestInProgress: another request with the same idempotency key got there first.
        """

    def load(self, job_id: str) -> JobRecord | None:
        """A job and its pictures in one read, or None."""

    def list(self, family: str, owner: str) -> Sequence[JobRecord]:
        """An owner's jobs of a family, newest first."""

    def update_data(self, job: Job, changes: Mapping[str, Any]) -> bool:
        """Change what the family keeps with a job that is there."""

    def write(self, job: Job, data: Mapping[str, Any], pictures: Sequence[Picture]) -> bool:
        """The text that an open job waited for is there: keep `data`, and add the pictures that come from it.

        All or nothing, and once: False when the job does not wait for a text (any more). At most 99 pictures.
        """

    def start(self, job_id: str) -> bool:
        """A run of the job begins."""

    def settle(self, job: Job, event: Event) -> bool:
        """The job ends, unless it was retried since `job` was read."""

    def retry(self, job: Job, picture: Picture, marker: Marker | None = None) -> bool:
        """Store `picture` with its fresh attempt, or as a new one of the job, and reopen the job.

        The job has a new deadline; when the sweeper looks at it next does not change while it is open.

        False when the job or the picture is no longer as it was read: look again.
        """

    def pictures(self, job_id: str, keys: Collection[str]) -> Sequence[Picture]:
        """Some pictures of a job, those that there are, in one read."""

    def start_picture(self, which: Try) -> Picture | None:
        """The newest try begins, or begins again after its task was killed.

        Returns:
            the picture as it was before; None when it is gone or this is no longer its open newest try.
        """

    def claim_request(self, which: Try, stored: str | None, note: str, tries: int = 0, cost_micros: int = 0) -> bool:
        """A request of the newest try is about to be sent: put a note in the place of what is `stored`, and count it.

        False when something else is stored, or the try is not running (any more): then it must not be sent.
        """

    def note_request(self, which: Try, request_id: str, tries: int = 0, cost_micros: int = 0) -> None:
        """Remember the provider's request of the newest try, and count what is paid for it."""

    def identify_request(self, which: Try, stored: str, request_id: str) -> bool:
        """Put a request's id in the place of what is `stored` for the newest try, if it still is."""

    def note_paid(self, which: Try, tries: int, cost_micros: int) -> None:
        """Count what is paid for the newest try."""

    def note_progress(self, which: Try, percent: int) -> None:
        """Remember how far the newest try is, 0..100."""

    def finish_picture(self, picture: Picture, result: ImageResult) -> bool:
        """The newest try succeeded: its stored object is shown from now on, and its cost is added; what was not counted
        as paid yet is."""

    def fail_picture(self, which: Try, error: str) -> bool:
        """The newest try failed, with the code of its error; what was shown before stays."""

    def cancel(self, job: Job, pictures: Sequence[Picture]) -> bool:
        """The open job is cancelled and with it these pictures of it, all or nothing.

        False when the job was retried or ended, or a picture moved, since they were read: look again.
        """

    def bury(self, record: JobRecord) -> bool:
        """Make the job and its pictures vanish at once; a tombstone waits for `purge`."""

    def purge(self, job_id: str) -> None:
        """Remove all that is left of a buried job."""

    def due(self, moment: datetime) -> Sequence[DueJob]:
        """Jobs to look at: open ones whose next check has come, and buried ones whose workers are surely dead."""

    def postpone(self, job_id: str, until: datetime) -> bool:
        """Look at an open or buried job again later."""
