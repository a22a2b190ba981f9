"""Use cases of jobs: where they stand, and how they are cancelled."""

import time
from collections.abc import Callable

from inkwell.coloring_books.data import KINDS
from inkwell.coloring_books.ids import given_id
from inkwell.coloring_books.models import BookJob, CancelledJob
from inkwell.coloring_books.views import job_view
from inkwell.core.again import CONTENDED, until_stored
from inkwell.core.blots import cancel_entry_id, settle_entry_id
from inkwell.core.errors import Forbidden, InvalidInput, StaleRecord
from inkwell.core.jobs import JobRecord
from inkwell.core.ledger import Ledger
from inkwell.core.owning import owned
from inkwell.core.runs import cancel_job
from inkwell.core.status import Status
from inkwell.core.store import JobStore


class BookJobs:
    """The jobs of the family, of all owners. Another owner's job is forbidden.

    Args:
        jobs: the store of jobs.
        ledger: says what was given back.
        sign: makes the URL of an object key.
    """

    def __init__(self, jobs: JobStore, ledger: Ledger, sign: Callable[[str], str]) -> None:
        self._jobs = jobs
        self._ledger = ledger
        self._sign = sign

    def get(self, owner: str, job_id: str) -> BookJob:
        """A job by its id, in one read.

        Raises:
            InvalidInput: the id is no UUID.
            NotFound: there is no such job.
            Forbidden: it is another owner's.
        """
        return job_view(self._theirs(owner, job_id), self._sign)

    def cancel(self, owner: str, job_id: str) -> CancelledJob:
        """Cancel a job. What is being drawn is drawn to its end, and paid for; the other Blots go back at once.

        A job that was cancelled before stays so, with the same response.

        Raises:
            InvalidInput: the id is no UUID, or the job has completed or failed.
            NotFound, Forbidden: as `get`.
        """

        def step() -> JobRecord | None:
            record = self._theirs(owner, job_id)
            if record.job.status is Status.CANCELLED:
                return record
            if not record.job.is_open:
                raise InvalidInput.field(
                    "jobId", f"must be of a job that is under way; it has {job_view(record, self._sign).status}"
                )
            return record if cancel_job(self._jobs, record, running=False) else None

        record = until_stored(step, StaleRecord(), CONTENDED, time.sleep)
        return CancelledJob(blotsRefunded=self._refunded(record))

    def _refunded(self, record: JobRecord) -> int:
        """The Blots that went back when a job was cancelled; where it is paid for as a whole, when it was settled."""
        is_whole = record.job.hold is not None and record.job.hold.each is None
        named = settle_entry_id if is_whole else cancel_entry_id
        entry = self._ledger.entry(record.job.owner, named(record.job.id))
        return entry.available if entry else 0

    def _theirs(self, owner: str, job_id: str) -> JobRecord:
        return owned(self._jobs, owner, KINDS, given_id(job_id, "jobId"), called="Job", foreign=Forbidden)
