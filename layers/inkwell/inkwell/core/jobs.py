"""Jobs and their pictures: the records that all families share.

A job is one thing a caller asked for (a reference kit, a prediction, a story task ...) with the pictures it consists
of. A picture may be drawn again: each try is an *attempt*, and the picture that was shown stays until the next one is
stored. A *run* is one execution of a workflow; it draws the attempts that carry its name.
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from inkwell.core.ports import Medium
from inkwell.core.status import OPEN, Event, Status, after

#: How long a job may take at most before the sweeper ends it. Above the longest workflow's own timeout.
DEADLINE = timedelta(minutes=20)

#: When the sweeper first looks whether an accepted job's workflow has really been started.
FIRST_CHECK = timedelta(seconds=60)

#: The workflow that draws any pictures of a job side by side.
SIDE_BY_SIDE = "image_set"

#: A reference "picture:{key}" means what that picture of the same job shows when it is drawn, and is left out while it
#: shows nothing; "picture:{job}/{key}" means what a picture of another job shows, which has to be there.
SIBLING = "picture:"


def now() -> datetime:
    """The present, in UTC, to the millisecond (as it is stored)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def new_id() -> str:
    """A fresh unguessable id (UUID version 4)."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Brief:
    """What a picture shall be, stored with it, so that any worker can draw it at any time.

    Args:
        prompt: the words.
        role: which kind of model draws it (draft, quality, edit, inpaint, reference, fast).
        aspect_ratio: width to height, as "9:16".
        medium: colour or line_art.
        references: object keys, or pictures ("picture:anchor", see `SIBLING`), most important first.
        seed_image, mask: likewise.
        seed: makes the picture repeatable; each attempt varies it.
        hints: structured facts behind the prompt.
    """

    prompt: str
    role: str = "quality"
    aspect_ratio: str = "1:1"
    medium: Medium = "colour"
    references: Sequence[str] = ()
    seed_image: str | None = None
    mask: str | None = None
    seed: int | None = None
    hints: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt at one picture: what every write about a picture is conditional on."""

    job_id: str
    key: str
    attempt: int

    @property
    def storage_key(self) -> str:
        """Where it is stored, unless its picture has a name of its own (`Picture.storage_key`)."""
        return f"{prefix(self.job_id)}{self.key}-{self.attempt}.png"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a job.

    Args:
        key: its name in the job, such as "anchor" or "3".
        position: where it stands in the job, from 0.
        status, attempt: of the newest try; attempts count from 1.
        workflow, run: the state machine and the execution that draw that try.
        object_key: the picture that is shown, from the last try that succeeded.
        media_type, width, height, model, seed: of that picture.
        fallback_for: which models should have drawn that picture, and why they did not.
        cost_micros: what all tries that succeeded cost together, in millionths of a US dollar.
        paid_tries, paid_micros: how many requests were paid for, successful or not, and what they cost together.
        error: the code of the error that ended the newest try.
        request_id: the provider's id of the request that runs for the newest try.
        progress: 0..100 where the provider tells.
        keeps_previous: whether pictures that were replaced stay stored.
        previous: object keys of those, newest first.
        stored_as: the object key of its first try, where a contract names it; None for one below the job's prefix.
    """

    job_id: str
    key: str
    brief: Brief
    workflow: str
    run: str
    position: int = 0
    status: Status = Status.QUEUED
    attempt: int = 1
    object_key: str | None = None
    media_type: str | None = None
    width: int | None = None
    height: int | None = None
    model: str | None = None
    seed: int | None = None
    fallback_for: str | None = None
    cost_micros: int = 0
    paid_tries: int = 0
    paid_micros: int = 0
    error: str | None = None
    request_id: str | None = None
    progress: int | None = None
    keeps_previous: bool = False
    previous: Sequence[str] = ()
    stored_as: str | None = None
    created_at: datetime = field(default_factory=now)
    updated_at: datetime = field(default_factory=now)

    @property
    def is_open(self) -> bool:
        """Whether its newest try has not ended."""
        return self.status in OPEN

    @property
    def is_retry(self) -> bool:
        """Whether its newest try is not the first one."""
        return self.attempt > 1

    @property
    def is_redrawn(self) -> bool:
        """Whether a run of its own draws its newest try, after the job's first run."""
        return self.run != run_name(self.job_id)

    @property
    def newest_try(self) -> Try:
        """Its newest attempt."""
        return Try(self.job_id, self.key, self.attempt)

    @property
    def storage_key(self) -> str:
        """Where its newest try is stored: known before it is drawn, so that a repeated task finds it."""
        if self.stored_as is None:
            return self.newest_try.storage_key
        stem, _, extension = self.stored_as.rpartition(".")
        return f"{stem}-{self.attempt}.{extension}" if self.is_retry else self.stored_as

    @property
    def earlier_keys(self) -> Sequence[str]:
        """Where the tries before its newest one were stored, as far back as one call can remove."""
        attempts = range(max(1, self.attempt - 100), self.attempt)
        return [replace(self, attempt=attempt).storage_key for attempt in attempts]

    def retried(self, workflow: str) -> "Picture":
        """This picture with a fresh attempt, drawn by a run of its own.

        Raises:
            IllegalTransitionError: its newest try has not ended.
        """
        attempt = self.attempt + 1
        return replace(
            self,
            status=after(self.status, Event.RETRY),
            attempt=attempt,
            workflow=workflow,
            run=run_name(self.job_id, self.key, attempt),
            error=None,
            request_id=None,
            progress=None,
            updated_at=now(),
        )

    def seed_of_attempt(self) -> int:
        """The seed of the newest try: the brief's for the first, another one for each that follows."""
        if self.brief.seed is not None and not self.is_retry:
            return self.brief.seed
        digest = hashlib.sha256(f"{self.job_id}/{self.key}/{self.attempt}".encode()).digest()
        return int.from_bytes(digest[:4]) & 0x7FFFFFFF


@dataclass(frozen=True, slots=True)
class Job:
    """One thing a caller asked for.

    Args:
        family: what it is ("reference_kit", "kit_images" ...).
        owner: who it belongs to.
        required: keys of the pictures without which it has failed; none named means any one will do.
        data: what the family keeps with it.
        writing: the workflow whose first run has yet to write the text that the pictures come from; None once text and
            pictures are there or the job has ended, and where there is no text to write.
        settled_at: when its first run ended.
        revision: grows with every change of which pictures there are to draw; guards the end of a run against one that
            comes meanwhile.
    """

    id: str
    family: str
    owner: str
    status: Status = Status.QUEUED
    required: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    writing: str | None = None
    created_at: datetime = field(default_factory=now)
    updated_at: datetime = field(default_factory=now)
    deadline: datetime = field(default_factory=lambda: now() + DEADLINE)
    settled_at: datetime | None = None
    revision: int = 0

    @property
    def is_open(self) -> bool:
        """Whether a run of it has not ended."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job with its pictures, in their order."""

    job: Job
    pictures: Sequence[Picture]

    def picture(self, key: str) -> Picture | None:
        """The picture of that name."""
        return next((picture for picture in self.pictures if picture.key == key), None)

    def open_pictures(self, run: str | None = None) -> list[Picture]:
        """The pictures whose newest try has not ended, of one run or of all."""
        return [picture for picture in self.pictures if picture.is_open and run in (None, picture.run)]

    def open_runs(self) -> list[tuple[str, str]]:
        """Workflow and name of every run that the job waits for."""
        runs = {(picture.workflow, picture.run) for picture in self.open_pictures()}
        if self.job.writing:
            runs.add((self.job.writing, run_name(self.job.id)))
        return sorted(runs)

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
        return sum(picture.cost_micros for picture in self.pictures) if self.job.settled_at else None


def prefix(job_id: str) -> str:
    """Where all objects of a job are stored, but for pictures with a name of their own, and nothing else."""
    return f"jobs/{job_id}/"


def run_name(job_id: str, key: str | None = None, attempt: int = 1) -> str:
    """The execution's name: the job's id, or the one attempt it is for. Step Functions starts a name only once."""
    return job_id if key is None else f"{job_id}-{key}-{attempt}"


def outcome(job: Job, pictures: Iterable[Picture]) -> Event:
    """How a job ends once none of its pictures is open: by the pictures it can show, not by its last try."""
    shown = {picture.key for picture in pictures if picture.object_key}
    enough = shown.issuperset(job.required) if job.required else bool(shown)
    return Event.SUCCEED if enough else Event.FAIL
