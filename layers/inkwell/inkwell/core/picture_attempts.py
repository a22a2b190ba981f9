"""The memory of attempts at pictures, in the records of the pictures."""

from dataclasses import dataclass, field

from inkwell.core.errors import AttemptTaken
from inkwell.core.pictures import Picture
from inkwell.core.store import JobStore


@dataclass(slots=True)
class StoredAttempt:
    """The `AttemptMemory` of an attempt at a picture, kept in the picture's record.

    Of two workers at one attempt, as when a task is delivered twice, only one can claim it: a claim succeeds only while
    the record is as the worker read or wrote it last.
    """

    jobs: JobStore
    picture: Picture
    request_id: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.request_id = self.picture.request_id

    @property
    def name(self) -> str:
        """See `AttemptMemory`."""
        which = self.picture.newest_attempt
        return f"{which.job_id}/{which.key}/{which.attempt}"

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        if not self.jobs.claim_request(self.picture.newest_attempt, self.request_id, note, requests, cost_micros):
            raise AttemptTaken
        self.request_id = note

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        self.jobs.note_request(self.picture.newest_attempt, request_id, requests, cost_micros)
        self.request_id = request_id

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`."""
        self.jobs.note_paid(self.picture.newest_attempt, requests, cost_micros)

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`."""
        self.jobs.note_progress(self.picture.newest_attempt, percent)
