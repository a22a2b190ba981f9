"""Jobs: the record that all families share.

A job is one thing a caller asked for (a reference kit, a prediction, a story task ...) with the pictures it consists
of, or with files as its result. A job has *ended* when its status is final, and is *settled* when no run of it is
under way any more. A cancelled job has ended at once, and is settled when the pictures being drawn have ended, too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from inkwell.core.names import run_name
from inkwell.core.paging import Position
from inkwell.core.pictures import Picture
from inkwell.core.status import OPEN, Event, Status
from inkwell.core.timestamps import now

#: The time after which the sweeper ends a job. Longer than any workflow's own timeout.
DEADLINE = timedelta(minutes=20)

#: The time after which the sweeper first checks that an accepted job's workflow was started.
FIRST_CHECK = timedelta(seconds=60)

#: The workflow that draws pictures of a job without a first task.
SIDE_BY_SIDE = "image_set"


#: The name in `Job.data` of the object keys of the files that a job will make, so that none is left behind.
FILE_KEYS = "file_keys"


@dataclass(frozen=True, slots=True)
class Hold:
    """The Blots that the owner's account set aside when the job was accepted.

    Args:
        amount: Blots.
        each: the price of one picture, where only pictures that succeed are paid for; None where the whole job is paid
            for, if it succeeds.
        period: the account's period when the job was accepted.
    """

    amount: int
    each: int | None
    period: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that a job has made.

    Args:
        key: its object key.
        name: its name for downloads.
        size: bytes.
        media_type: such as application/pdf.
    """

    key: str
    name: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Job:
    """A job: one thing a caller asked for.

    Args:
        kind: the kind of job ("reference_kit", "kit_images" ...).
        owner: the id of its owner.
        required: keys of the pictures that must succeed; when empty, one picture of any key is enough.
        data: the family's own facts; each kind of job has a record for them in `<family>/data.py`.
        first_task: the workflow that has yet to do the first task; None once that is done or the job has ended, and for
            jobs without a first task.
        files: the result, where that is files: the one that was asked for comes first.
        hold: the Blots that it is paid from; None for a free job.
        settled_at: the moment at which it was settled; None while a run may be under way.
        first_settled_at: the moment at which it was settled for the first time; it stays when pictures are drawn again.
        due_at: the sweeper's next check, as it was read; None for a job that is settled or new.
        parent: the job that it belongs to, and is deleted with; None for most jobs.
        stored: the bytes that its owner's account counts for it (`JobRecord.stored`), since it was last settled; 0 for
            jobs that hold no Blots.
        revision: counts the changes of its open pictures, so that no job is settled that got another picture to draw
            since it was read.
    """

    id: str
    kind: str
    owner: str
    status: Status = Status.QUEUED
    required: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    first_task: str | None = None
    files: Sequence[StoredFile] = ()
    hold: Hold | None = None
    created_at: datetime = field(default_factory=now)
    updated_at: datetime = field(default_factory=now)
    deadline: datetime = field(default_factory=lambda: now() + DEADLINE)
    settled_at: datetime | None = None
    first_settled_at: datetime | None = None
    due_at: datetime | None = field(default=None, compare=False)
    parent: str | None = None
    stored: int = 0
    revision: int = 0

    @property
    def position(self) -> Position:
        """Its place in lists, which have the newest job first."""
        return Position(self.created_at, self.id)

    @property
    def is_open(self) -> bool:
        """True while the job's status is not final."""
        return self.status in OPEN

    @property
    def is_settled(self) -> bool:
        """True while no run of the job is under way."""
        return self.settled_at is not None


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job with its pictures, ordered by position, and the ids of the jobs that belong to it (`Job.parent`)."""

    job: Job
    pictures: Sequence[Picture]
    children: Sequence[str] = ()

    def picture(self, key: str) -> Picture | None:
        """The picture of that key; None when there is none."""
        return next((picture for picture in self.pictures if picture.key == key), None)

    def shows(self, key: str) -> bool:
        """True for the object key of a version that is shown or kept, or of a picture that the job was given."""
        versions = [version for picture in self.pictures for version in picture.versions]
        given = [source for picture in self.pictures for source in picture.brief.sources]
        return key in given or any(key in version.keys for version in versions)

    def open_pictures(self, run: str | None = None) -> list[Picture]:
        """The pictures whose newest attempt has not ended, of one run or of all runs."""
        return [picture for picture in self.pictures if picture.is_open and run in (None, picture.run)]

    def open_runs(self) -> list[tuple[str, str]]:
        """The workflow and the name of every run that the job waits for."""
        runs = {(picture.workflow, picture.run) for picture in self.open_pictures()}
        if self.job.first_task:
            runs.add((self.job.first_task, run_name(self.job.id)))
        return sorted(runs)

    def has_begun(self, run: str) -> bool:
        """The sign that a run was started: it began the job or one of its pictures."""
        if run == run_name(self.job.id) and self.job.status is not Status.QUEUED:
            return True
        return any(picture.run == run and picture.status is not Status.QUEUED for picture in self.pictures)

    def with_picture(self, picture: Picture) -> "JobRecord":
        """The record with a picture replaced, or added."""
        others = [other for other in self.pictures if other.key != picture.key]
        return replace(self, pictures=sorted([*others, picture], key=lambda each: each.position))

    @property
    def updated_at(self) -> datetime:
        """The moment of the last change of the job or a picture."""
        return max([self.job.updated_at, *(picture.updated_at for picture in self.pictures)])

    @property
    def stored(self) -> int:
        """The bytes of its versions with their thumbnails, shown and earlier ones, and of its files."""
        versions = sum(version.size for picture in self.pictures for version in picture.versions)
        return versions + sum(file.size for file in self.job.files)

    @property
    def stored_keys(self) -> list[str]:
        """The object keys of what `stored` counts."""
        versions = [version for picture in self.pictures for version in picture.versions]
        return [*(key for version in versions for key in version.keys), *(file.key for file in self.job.files)]

    @property
    def cost_micros(self) -> int | None:
        """The cost so far, in millionths of a US dollar; None until the job was settled for the first time."""
        return sum(picture.cost_micros for picture in self.pictures) if self.job.first_settled_at else None


def outcome(job: Job, pictures: Iterable[Picture]) -> Event:
    """The event that ends a job when no run is under way; it depends on the pictures shown, not on the last attempt.

    A job without pictures has succeeded when its first task is done.
    """
    pictures = list(pictures)
    if not pictures:
        return Event.FAIL if job.first_task else Event.SUCCEED
    shown = {picture.key for picture in pictures if picture.shown}
    enough = shown.issuperset(job.required) if job.required else bool(shown)
    return Event.SUCCEED if enough else Event.FAIL
