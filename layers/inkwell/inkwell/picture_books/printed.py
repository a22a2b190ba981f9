"""The books for print of a story, as they stand: what is there, what is being made, and what may be asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from inkwell.core.jobs import JobRecord
from inkwell.core.store import JobStore
from inkwell.picture_books.data import PrintedData
from inkwell.picture_books.store import Book

#: "absent": none was made; "stale": none of the story as it is now; "drawing": its pictures are still being drawn.
Standing = Literal["absent", "stale", "drawing", "making", "failed", "complete"]


@dataclass(frozen=True, slots=True)
class Printed:
    """The books for print of a story.

    Args:
        standing: of the book of the story as it is now.
        newest: the job that was accepted last; None where there was none.
        finished: the newest one with a file; None where there is none.
    """

    standing: Standing
    newest: JobRecord | None = None
    finished: JobRecord | None = None

    @property
    def may_be_made(self) -> bool:
        """True where a new one would be another than those that are there."""
        return self.standing in ("absent", "stale", "failed")


def pictures_of(scenes: Sequence[JobRecord]) -> list[str]:
    """The object keys of all pictures of some scenes that are drawn, in their order."""
    return [key for record in scenes for picture in record.pictures if (key := picture.object_key)]


def printed_of(jobs: JobStore, book: Book, scenes: Sequence[JobRecord]) -> Printed:
    """The books for print of a story. One read for each of the two that there may be.

    Args:
        scenes: on the way to its ending, with that.
    """
    is_drawn = not any(record.open_pictures() for record in scenes)
    if book.printing is None:
        return Printed("absent" if is_drawn else "drawing")
    newest = jobs.load(book.printing.job)
    finished = newest if newest and newest.job.files else None
    if finished is None and book.printing.kept:
        finished = jobs.load(book.printing.kept)
    data = PrintedData.of(finished.job) if finished else None
    standing: Standing
    if newest and newest.job.is_open:
        standing = "making"
    elif data and (data.ending, list(data.pictures)) == (book.ending, pictures_of(scenes)):
        standing = "complete"
    elif not is_drawn:
        standing = "drawing"
    elif newest and not newest.job.files:
        standing = "failed"
    else:
        standing = "stale" if finished else "absent"
    return Printed(standing, newest, finished)
