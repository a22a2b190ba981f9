"""Jobs whose result a request waits for: samples of a calibration, an edit of a page."""

import logging

from inkwell.core.awaiting import settled
from inkwell.core.blots import settle_entry_id
from inkwell.core.errors import InkwellError, ModelRefused, NotFound, StaleRecord, Unavailable
from inkwell.core.idempotency import WorkUndoneError
from inkwell.core.jobs import JobRecord
from inkwell.core.ledger import Ledger
from inkwell.core.object_store import ObjectStore
from inkwell.core.state_machines import Workflows
from inkwell.core.status import Status
from inkwell.core.store import JobStore
from inkwell.core.sweeping import delete

logger = logging.getLogger(__name__)


class WaitedJobs:
    """The jobs that requests wait for. One that comes to nothing costs nothing and leaves nothing behind.

    Args:
        jobs, objects, workflows: the ports of the drawing core.
        ledger: says what was paid for a job that is gone.
    """

    def __init__(self, jobs: JobStore, objects: ObjectStore, workflows: Workflows, ledger: Ledger) -> None:
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows
        self._ledger = ledger

    def result(self, owner: str, job_id: str, until: float, refused: InkwellError) -> JobRecord:
        """A job that has succeeded.

        Args:
            owner: the owner of the job.
            until: the moment of `time.monotonic` at which it is cancelled.
            refused: the error for the caller where a provider's moderation refused a picture.

        Raises:
            WorkUndoneError: it failed, or took too long and was cancelled.
            NotFound: it succeeded, and something else has replaced its result since.
            Unavailable: it changes too fast, or AWS has a passing fault; the sweeper ends it.
        """
        try:
            record = settled(self._jobs, self._workflows, job_id, until)
        except NotFound:
            entry = self._ledger.entry(owner, settle_entry_id(job_id))
            if entry and entry.captured:
                raise NotFound("This was replaced since; it is not there any more") from None
            raise WorkUndoneError(Unavailable()) from None
        if record.job.status is Status.SUCCEEDED:
            return record
        self.discard(record)
        raise WorkUndoneError(_failure(record, refused))

    def discard(self, record: JobRecord) -> None:
        """Delete a settled job with its pictures. Where that fails, it is left to the purge of its project."""
        try:
            delete(self._jobs, self._objects, self._workflows, record)
        except StaleRecord:
            pass  # it is needed after all
        except Exception:
            logger.exception("job not deleted", extra={"job_id": record.job.id})


def _failure(record: JobRecord, refused: InkwellError) -> InkwellError:
    if any(picture.error == ModelRefused.code for picture in record.pictures):
        return refused
    how = "took too long, or was cancelled" if record.job.status is Status.CANCELLED else "could not be drawn"
    return Unavailable(f"It {how}; nothing was charged, please try again")
