"""Where jobs are kept, as the core sees it. `inkwell.aws.jobs` is the DynamoDB one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from inkwell.core.effects import JoinedWrite
from inkwell.core.jobs import Job, JobRecord, StoredFile
from inkwell.core.pictures import AttemptId, Brief, Picture, Version
from inkwell.core.status import Event


@dataclass(frozen=True, slots=True)
class DueJob:
    """A job that the sweeper should look at; a deleted one only waits for its remains to be removed."""

    job_id: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class FirstResult:
    """The result of a job's first task.

    Args:
        data: what the family keeps with the job.
        pictures: new ones, drawn by the job's first run.
        briefs: by key, for pictures that were stored when the job was accepted and are still queued.
        file: the file that is the job's result.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    pictures: Sequence[Picture] = ()
    briefs: Mapping[str, Brief] = field(default_factory=dict)
    file: StoredFile | None = None


class JobStore(Protocol):
    """Keeps jobs and pictures. Every change is one conditional write: it happens whole, or it answers False.

    Joined writes are part of that write, and so are the effects (`inkwell.core.effects`) that the store was made with.
    Where one of those is refused, the change raises that one's error. A change that meets another of the same thing at
    the very same moment may raise StaleRecord: look again. A transaction takes at most 100 writes.
    """

    def reserve(self, job_id: str) -> None:
        """Announce a job whose objects are stored before it is added; should that never happen, they are removed."""

    def add(self, record: JobRecord, *joined: JoinedWrite) -> None:
        """Store a new job and its pictures, all or nothing."""

    def load(self, job_id: str) -> JobRecord | None:
        """A job and its pictures in one read, or None."""

    def list(self, kind: str, owner: str) -> Sequence[JobRecord]:
        """An owner's jobs of a kind, newest first."""

    def update_data(self, job: Job, changes: Mapping[str, Any]) -> bool:
        """Change what the family keeps with a job that is there."""

    def start(self, job_id: str) -> bool:
        """A run of the job begins."""

    def finish_first_task(self, record: JobRecord, result: FirstResult, *joined: JoinedWrite) -> bool:
        """Store what the first task of an open job has made, once.

        False when the job does not wait for it (any more), or a picture that gets a brief is no longer queued.
        """

    def settle(self, record: JobRecord, event: Event | None) -> bool:
        """Nothing of the job is under way any more: it ends by `event`, or None when it was cancelled before.

        False when it was retried, ended or settled since the record was read.
        """

    def retry(self, job: Job, picture: Picture, *joined: JoinedWrite) -> bool:
        """Store `picture` with its fresh attempt, or as a new one of the job, and reopen the job.

        The job has a new deadline, and the sweeper looks at it a minute later at the latest.

        False when the job or the picture is no longer as it was read: look again.
        """

    def cancel(self, record: JobRecord, withdrawn: Sequence[Picture]) -> bool:
        """Cancel an open job and with it some of its pictures. Where no others are open, it is settled, too.

        False when the job was retried or ended, or a picture moved, since they were read: look again.
        """

    def pictures(self, job_id: str, keys: Collection[str]) -> Sequence[Picture]:
        """Some pictures of a job, those that there are, in one read."""

    def start_picture(self, job_id: str, key: str, run: str) -> Picture | None:
        """The newest attempt begins, or begins again after its task was killed.

        Returns:
            the picture as it was before; None when it is gone, or none of its attempts is open in that run.
        """

    def claim_request(
        self, which: AttemptId, stored: str | None, note: str, requests: int = 0, cost_micros: int = 0
    ) -> bool:
        """Put a note in the place of what is `stored`, before a request of the newest attempt is sent, and count it.

        False when something else is stored, or the attempt is not running (any more): then it must not be sent.
        """

    def note_request(self, which: AttemptId, request_id: str, requests: int = 0, cost_micros: int = 0) -> None:
        """Remember the provider's request of the newest attempt, and count what is paid for it."""

    def identify_request(self, which: AttemptId, stored: str, request_id: str) -> bool:
        """Put a request's id in the place of what is `stored` for the newest attempt, if it still is."""

    def note_paid(self, which: AttemptId, requests: int, cost_micros: int) -> None:
        """Count what is paid for the newest attempt."""

    def note_progress(self, which: AttemptId, percent: int) -> None:
        """Remember how far the newest attempt is, 0..100."""

    def reject_attempt(self, which: AttemptId, correction: str, requests: int = 0, cost_micros: int = 0) -> bool:
        """Put a fresh attempt of the same run in the place of a running one that our check refuses.

        Args:
            correction: what the fresh attempt is asked for beside its brief.
            requests, cost_micros: what was not counted as paid for the refused one yet.
        """

    def show_version(self, picture: Picture, version: Version, cost_micros: int, *, counted: bool) -> bool:
        """The newest attempt succeeded: its stored object is shown from now on.

        Args:
            picture: as it was read when the attempt began.
            cost_micros: what the attempt cost, in millionths of a US dollar.
            counted: whether its request and cost are counted as paid already.
        """

    def fail_picture(self, job_id: str, key: str, run: str, error: str) -> bool:
        """The newest attempt, of that run, failed with the code of its error; what was shown before stays."""

    def delete(self, record: JobRecord) -> bool:
        """Make a job that holds no Blots and its pictures vanish at once; a tombstone waits for `purge`."""

    def purge(self, job_id: str) -> None:
        """Remove all that is left of a deleted job."""

    def due(self, moment: datetime) -> Sequence[DueJob]:
        """Jobs to look at: unsettled ones whose next check has come, and deleted ones whose workers are surely dead."""

    def postpone(self, job_id: str, until: datetime, revision: int | None = None) -> bool:
        """Look at an unsettled or deleted job again later.

        Args:
            revision: of a job that was read; then False, with nothing changed, where it was retried or deleted since.
        """
