"""The port to the store of jobs. `inkwell.aws.jobs` is its DynamoDB adapter."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from inkwell.core.effects import JoinedWrite
from inkwell.core.jobs import Job, JobRecord, StoredFile
from inkwell.core.paging import MAX_LIMIT, Page, Position
from inkwell.core.pictures import AttemptId, Brief, Picture, Version
from inkwell.core.status import Event


@dataclass(frozen=True, slots=True)
class DueJob:
    """A job that the sweeper has to check; of a deleted job only the last objects are left to remove."""

    job_id: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class FirstResult:
    """The result of a job's first task.

    Args:
        data: facts to add to `Job.data`.
        pictures: new pictures, drawn by the job's first run.
        briefs: briefs of queued pictures that were stored when the job was accepted, by key.
        failed: error codes of such pictures that cannot be drawn, by key.
        files: the files that are the job's result.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    pictures: Sequence[Picture] = ()
    briefs: Mapping[str, Brief] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[StoredFile] = ()


class JobStore(Protocol):
    """The store of jobs and pictures. Every change is one conditional write: done as a whole, or not and False.

    Joined writes are part of that write, and so are the effects (`inkwell.core.effects`) that the store was made with.
    Where a joined write is refused, the change raises its error. A change that meets another of the same record at the
    same moment may raise StaleRecord: read and write again. A transaction has at most 100 writes.
    """

    def reserve(self, job_id: str) -> None:
        """Announce a job whose objects are stored before the job is. Where the job is never added, they are removed."""

    def add(self, record: JobRecord, *joined: JoinedWrite) -> None:
        """Store a new job and its pictures, all or nothing; its parent knows it from then on, even a deleted one."""

    def load(self, job_id: str) -> JobRecord | None:
        """A job and its pictures in one read; None when there is none."""

    def list(
        self,
        kind: str,
        owner: str,
        *,
        limit: int = MAX_LIMIT,
        after: Position | None = None,
        wanted: Callable[[Job], bool] = lambda _: True,
    ) -> Page[JobRecord]:
        """A page of an owner's jobs of a kind with all their pictures, newest first.

        Args:
            limit: the most jobs on the page.
            after: where the page begins; None for the newest job.
            wanted: whether a job belongs to the list. One read looks at a bounded number of jobs, so a page may have
                fewer than `limit` although others follow.
        """

    def update_data(self, job: Job, changes: Mapping[str, Any]) -> bool:
        """Change parts of `Job.data`; False when there is no such job."""

    def start(self, job_id: str) -> bool:
        """Set the job running; False when it has ended or was deleted."""

    def finish_first_task(self, record: JobRecord, result: FirstResult, *joined: JoinedWrite) -> bool:
        """Store the result of an open job's first task, once.

        False when the job does not wait for its first task (any more), or a picture that gets a brief, or fails, is not
        queued.
        """

    def settle(self, record: JobRecord, event: Event | None) -> bool:
        """Settle a job: it ends by `event`; None when it was cancelled before.

        False when the job was retried, ended or settled since the record was read.
        """

    def retry(self, job: Job, picture: Picture, *joined: JoinedWrite) -> bool:
        """Store `picture` with its fresh attempt, or as a new picture of the job, and reopen the job.

        The job gets a new deadline, and the sweeper checks it a minute later at the latest.

        False when the job or the picture has changed since it was read: read it again.
        """

    def cancel(self, record: JobRecord, withdrawn: Sequence[Picture]) -> bool:
        """Cancel an open job and some of its pictures. Where no other picture is open, the job is settled, too.

        False when the job or a picture has changed since they were read: read them again.
        """

    def pictures(self, job_id: str, keys: Collection[str]) -> Sequence[Picture]:
        """The pictures of a job with such keys, in one read; keys without a picture are ignored."""

    def start_picture(self, job_id: str, key: str, run: str) -> Picture | None:
        """Set the newest attempt running, or keep it so after its task was killed.

        Returns:
            the picture as it was before; None when it is gone, or has no open attempt of that run.
        """

    def claim_request(
        self, which: AttemptId, stored: str | None, note: str, requests: int = 0, cost_micros: int = 0
    ) -> bool:
        """Replace the stored request id by a note before the newest attempt sends a request, and count the request.

        Args:
            stored: the request id that is stored, as the worker knows it.

        False when another request id is stored, or the attempt does not run (any more): then nothing may be sent.
        """

    def note_request(self, which: AttemptId, request_id: str, requests: int = 0, cost_micros: int = 0) -> None:
        """Store the provider's request id of the newest attempt, and count what is paid for it."""

    def identify_request(self, which: AttemptId, stored: str, request_id: str) -> bool:
        """Replace the stored request id of the newest attempt; False when another one than `stored` is stored."""

    def note_paid(self, which: AttemptId, requests: int, cost_micros: int) -> None:
        """Count what is paid for the newest attempt."""

    def note_progress(self, which: AttemptId, percent: int) -> None:
        """Store the progress of the newest attempt, 0..100."""

    def reject_attempt(self, which: AttemptId, correction: str, requests: int = 0, cost_micros: int = 0) -> bool:
        """Replace a running attempt that our check refuses by a fresh attempt of the same run.

        Args:
            correction: a sentence that the fresh attempt adds to its brief's prompt.
            requests, cost_micros: requests of the refused attempt that are not counted as paid yet, and their cost.
        """

    def show_version(self, picture: Picture, version: Version, cost_micros: int, *, counted: bool) -> bool:
        """Show the stored version of the newest attempt, which has succeeded.

        Args:
            picture: the picture as it was read when the attempt began.
            cost_micros: the cost of the attempt, in millionths of a US dollar.
            counted: whether its request and cost are counted as paid already.
        """

    def fail_picture(self, job_id: str, key: str, run: str, error: str) -> bool:
        """Fail the newest attempt, if it is of that run, with an error code; the shown version stays."""

    def delete(self, record: JobRecord) -> bool:
        """Delete a job that holds no Blots, with its pictures, at once; a tombstone stays until `purge`."""

    def purge(self, job_id: str) -> Sequence[str]:
        """Remove any remains of a deleted job, and its tombstone when no job belongs to it.

        Returns:
            the ids of the jobs that belong to it: delete them, and purge again.
        """

    def due(self, moment: datetime) -> Sequence[DueJob]:
        """The jobs to check: unsettled ones whose next check is due, and deleted ones without any living worker."""

    def postpone(self, job_id: str, until: datetime, revision: int | None = None) -> bool:
        """Move the next check of an unsettled or deleted job.

        Args:
            revision: of a job that was read; then False, with nothing changed, where it was retried or deleted since.
        """
