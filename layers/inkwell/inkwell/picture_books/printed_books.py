"""Use cases of books for print: a finished story becomes a file, once for what it shows."""

import logging

from inkwell.core.accepting import accept
from inkwell.core.again import until_stored
from inkwell.core.errors import NotFound, StaleRecord
from inkwell.core.idempotency import Response, Unclaimed
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id, prefix
from inkwell.core.object_store import ObjectStore
from inkwell.core.owning import theirs
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.core.sweeping import delete
from inkwell.picture_books.budget import Spend, of_book
from inkwell.picture_books.data import PRINTED_BOOK, PrintedData
from inkwell.picture_books.models import PrintedBook
from inkwell.picture_books.printed import Printed, printed_of
from inkwell.picture_books.reading import entered, way
from inkwell.picture_books.store import Book, BookStore, Printing
from inkwell.picture_books.tiers import Tier
from inkwell.picture_books.views import book_path, job_status

logger = logging.getLogger(__name__)

WORKFLOW = "book_export"
FILE = "book.pdf"


class PrintedBooks:
    """The books for print of all visitors. Of a story the newest one is kept, and the one before until that is there.

    Args:
        books, jobs, objects, workflows: the ports that the methods need.
    """

    def __init__(self, books: BookStore, jobs: JobStore, objects: ObjectStore, workflows: Workflows) -> None:
        self._books = books
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows

    def make(self, visitor: str, tier: Tier, story_id: str, spend: Spend) -> str:
        """Start making the book of a finished story, unless it is there, or being made, or its pictures are.

        Returns:
            the path of the story's page, which says how it stands.

        Raises:
            Unauthenticated: there is no session.
            NotFound: there is no such finished story.
            RateLimited: the visitor, or their address, have had enough for today.
        """
        counted = False

        def attempt() -> str:
            nonlocal counted
            entered(self._books.session(visitor, tier.key))
            book = self._books.book(visitor, tier.key, story_id)
            if book is None:
                raise NotFound("There is no such story")
            ending, before = way(self._jobs, book.ending)
            printed = printed_of(self._jobs, book, [*before, ending])
            if printed.may_be_made:
                if not counted:
                    spend(of_book())
                    counted = True
                self._begin(book, printed)
            return book_path(tier.key, story_id)

        return until_stored(attempt, StaleRecord())

    def status(self, visitor: str, tier: Tier, story_id: str, book_id: str) -> PrintedBook:
        """The status of a book that is made, in one read.

        Raises:
            Unauthenticated: there is no session.
            NotFound: there is no such book.
        """
        session, record = self._books.opened(visitor, tier.key, book_id)
        entered(session)
        if record is None or not _is_of(record, tier, story_id):
            raise NotFound("There is no such book")
        theirs(record.job, visitor, called="Book")
        url = self._objects.url(record.job.files[0].key) if record.job.files else None
        return PrintedBook(status=job_status(record.job), url=url)

    def file(self, visitor: str, tier: Tier, story_id: str) -> str:
        """A presigned URL of the newest book of a story that is there. Raises as `status` says."""
        session, printing = self._books.printing(visitor, tier.key, story_id)
        entered(session)
        for job_id in filter(None, (printing.job, printing.kept) if printing else ()):
            record = self._jobs.load(job_id)
            if record and record.job.files:
                theirs(record.job, visitor, called="Book")
                return self._objects.url(record.job.files[0].key)
        raise NotFound("This book has not been made yet")

    def _begin(self, book: Book, printed: Printed) -> None:
        job_id, kept = new_id(), printed.finished.job.id if printed.finished else None
        data = PrintedData(book.tier, book.story, book.title, book.ending, [f"{prefix(job_id)}{FILE}"])
        job = Job(job_id, PRINTED_BOOK, book.visitor, data=data.as_data(), first_task=WORKFLOW, parent=book.story)
        points = self._books.printed(book.visitor, book.tier, book.story, Printing(job_id, kept), book.printing)
        accept(self._jobs, self._workflows, JobRecord(job, []), Response(303, {}), Unclaimed(), points)
        before = book.printing
        self._remove({before.job, before.kept} - {kept, None} if before else set())

    def _remove(self, job_ids: set[str | None]) -> None:
        """Remove books that nobody finds any more. What this leaves is purged with the story."""
        try:
            for record in filter(None, (self._jobs.load(each) for each in job_ids if each)):
                delete(self._jobs, self._objects, self._workflows, record)
        except Exception:
            logger.exception("left to the purge", extra={"jobs": sorted(filter(None, job_ids))})


def _is_of(record: JobRecord, tier: Tier, story_id: str) -> bool:
    data = PrintedData.of(record.job)
    return data is not None and (data.tier, data.story) == (tier.key, story_id)
