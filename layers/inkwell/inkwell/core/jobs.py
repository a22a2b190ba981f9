"""Jobs: the record that all families share.

A job is one thing a caller asked for (a reference kit, a prediction, a story task ...) with the pictures it consists
of, or with a file as its result. It has *ended* when its status is final; it is *settled* when nothing of it is under
way any more. A cancelled job has ended at once, and is settled when the pictures that were being drawn have ended too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from inkwell.core.names import run_name
from inkwell.core.pictures import Picture
from inkwell.core.status import OPEN, Event, Status
from inkwell.core.timestamps import now

#: How long a job may take at most before the sweeper ends it. Above the longest workflow's own timeout.
DEADLINE = timedelta(minutes=20)

#: When the sweeper first looks whether an accepted job's workflow has really been started.
FIRST_CHECK = timedelta(seconds=60)

#: The workflow that draws any pictures of a job side by side.
SIDE_BY_SIDE = "image_set"


@dataclass(frozen=True, slots=True)
class Hold:
    """The Blots that were set aside in the owner's account when the job was accepted.

    Args:
        amount: Blots.
        each: what one picture costs, so that only pictures that succeed are captured; None where the job is paid for as
            a whole, if it succeeds.
        period: the account's period in which they were held.
    """

    amount: int
    each: int | None
    period: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The file that is a job's result.

    Args:
        key: where it is stored.
        name: what it is called when it is downloaded.
        size: bytes.
        media_type: such as application/pdf.
    """

    key: str
    name: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Job:
    """One thing a caller asked for.

    Args:
        family: the kind of job ("reference_kit", "kit_images" ...).
        owner: who it belongs to.
        required: keys of the pictures without which it has failed; none named means any one will do.
        data: what the family keeps with it.
        first_task: the workflow whose first run has yet to do what comes before the pictures, or makes the file: write,
            plan, assemble; None once that is done or the job has ended, and where there is nothing to do first.
        file: its result, where that is a file.
        hold: the Blots that it is paid from, if it costs any.
        settled_at: when nothing of it was under way any more; None while something may be.
        first_settled_at: when that was the case for the first time; it stays while pictures are drawn again.
        due_at: when the sweeper looks at it next, as it was read; None for one that is settled or new.
        revision: grows with every change of which pictures there are to draw; guards the end of a run against one that
            comes meanwhile.
    """

    id: str
    kind: str
    owner: str
    status: Status = Status.QUEUED
    required: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    first_task: str | None = None
    file: StoredFile | None = None
    hold: Hold | None = None
    created_at: datetime = field(default_factory=now)
    updated_at: datetime = field(default_factory=now)
    deadline: datetime = field(default_factory=lambda: now() + DEADLINE)
    settled_at: datetime | None = None
    first_settled_at: datetime | None = None
    due_at: datetime | None = field(default=None, compare=False)
    revision: int = 0

    @property
    def is_open(self) -> bool:
        """Whether its status is not final yet."""
        return self.status in OPEN

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is under way any more."""
        return self.settled_at is not None


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job with its pictures, in their order."""

    job: Job
    pictures: Sequence[Picture]

    def picture(self, key: str) -> Picture | None:
        """The picture of that name."""
        return next((picture for picture in self.pictures if picture.key == key), None)

    def open_pictures(self, run: str | None = None) -> list[Picture]:
        """The pictures whose newest attempt has not ended, of one run or of all."""
        return [picture for picture in self.pictures if picture.is_open and run in (None, picture.run)]

    def open_runs(self) -> list[tuple[str, str]]:
        """Workflow and name of every run that the job waits for."""
        runs = {(picture.workflow, picture.run) for picture in self.open_pictures()}
        if self.job.first_task:
            runs.add((self.job.first_task, run_name(self.job.id)))
        return sorted(runs)

    def has_begun(self, run: str) -> bool:
        """Whether a run has shown that it was started: it began the job or one of its pictures."""
        if run == run_name(self.job.id) and self.job.status is not Status.QUEUED:
            return True
        return any(picture.run == run and picture.status is not Status.QUEUED for picture in self.pictures)

    def with_picture(self, picture: Picture) -> "JobRecord":
        """This record with another state of a picture, or a picture more."""
        others = [other for other in self.pictures if other.key != picture.key]
        return replace(self, pictures=sorted([*others, picture], key=lambda each: each.position))

    @property
    def updated_at(self) -> datetime:
        """When anything of it changed last."""
        return max([self.job.updated_at, *(picture.updated_at for picture in self.pictures)])

    @property
    def cost_micros(self) -> int | None:
        """What the job cost so far, in millionths of a US dollar; unknown until its first run has ended."""
        return sum(picture.cost_micros for picture in self.pictures) if self.job.first_settled_at else None


def outcome(job: Job, pictures: Iterable[Picture]) -> Event:
    """How a job ends once nothing of it is under way: by what it can show, not by its last attempt.

    A job without pictures has succeeded when its first task is done.
    """
    pictures = list(pictures)
    if not pictures:
        return Event.FAIL if job.first_task else Event.SUCCEED
    shown = {picture.key for picture in pictures if picture.shown}
    enough = shown.issuperset(job.required) if job.required else bool(shown)
    return Event.SUCCEED if enough else Event.FAIL
