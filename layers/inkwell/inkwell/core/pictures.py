"""Pictures of a job: the briefs they are drawn from, the attempts to draw them, and the versions that resulted.

A picture may be drawn several times. Each time is an *attempt*, and the shown *version* stays until the next one is
stored. A *run* is one execution of a workflow; it draws the attempts that carry its name.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from inkwell.core.image_models import Medium
from inkwell.core.names import prefix, run_name
from inkwell.core.status import OPEN, Event, Status, after
from inkwell.core.timestamps import now

#: The prefix of references to pictures. "picture:{key}" stands for the shown version of a picture of the same job, and
#: is left out while there is none; "picture:{job}/{key}" stands for that of another job, which has to be there.
SIBLING = "picture:"

#: The most versions that a picture keeps, the shown one included: its item and what is shown of it stay small.
MAX_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Brief:
    """The instructions for drawing a picture, stored with it, so that any worker can draw it at any time.

    Args:
        prompt: the words for the model.
        role: the role of the model that draws it (draft, quality, edit, inpaint, reference, fast).
        aspect_ratio: width to height, as "9:16".
        medium: colour or line_art.
        references: object keys, or pictures ("picture:anchor", see `SIBLING`), most important first.
        seed_image, mask: an object key or picture each, as in `ImageRequest`.
        seed: makes the picture repeatable; each attempt varies it.
        hints: the facts behind the prompt as data, for models that use them.
        size: width and height in pixels that the stored picture must have; None for whatever the model draws.
        finish: name of the `Finisher` that completes and checks what the model drew; None for none.
        corrections: the most fresh attempts that follow when the finisher's check refuses a picture.
        lands_on: facts about the thing that the picture becomes a part of, for the effects of showing it; no model is
            told.
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
    size: tuple[int, int] | None = None
    finish: str | None = None
    corrections: int = 0
    lands_on: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sources(self) -> list[str]:
        """All pictures that it is drawn from: its references, then its seed image and its mask."""
        return [*self.references, *filter(None, (self.seed_image, self.mask))]


@dataclass(frozen=True, slots=True)
class AttemptId:
    """The name of one attempt at one picture; every write about the attempt is conditional on it."""

    job_id: str
    key: str
    attempt: int

    @property
    def storage_key(self) -> str:
        """The object key of its picture, unless the picture has `stored_as` (see `Picture.storage_key`)."""
        return f"{prefix(self.job_id)}{self.key}-{self.attempt}.png"


@dataclass(frozen=True, slots=True)
class Version:
    """A picture as it was drawn and stored; it never changes.

    Args:
        number: counts the versions of a picture from 1.
        object_key: the key of the picture's bytes.
        media_type, width, height: of the stored picture; in pixels.
        model, seed: the model that drew it and its seed, as the model reported them.
        fallback_for: the models that should have drawn it, and why they did not.
        thumbnail_key: the key of a small copy, if there is one.
        needs_review: whether our check refused it and no more attempt was allowed.
        size: bytes of the picture and of its small copy.
        created_at: the moment at which it was stored.
    """

    number: int
    object_key: str
    media_type: str
    width: int
    height: int
    model: str
    seed: int | None = None
    fallback_for: str | None = None
    thumbnail_key: str | None = None
    needs_review: bool = False
    size: int = 0
    created_at: datetime = field(default_factory=now)

    @property
    def keys(self) -> list[str]:
        """The keys of all objects that belong to the version."""
        return [key for key in (self.object_key, self.thumbnail_key) if key]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a job.

    Args:
        key: its name in the job, such as "anchor" or "3".
        position: its place in the job, from 0.
        status, attempt: of the newest attempt; attempts count from 1.
        workflow, run: the state machine and the execution that draw that attempt.
        shown: the version that is shown, from the last attempt that succeeded.
        earlier: versions that were shown before and are kept, newest first.
        keeps_earlier: whether replaced versions stay stored, the newest `MAX_VERSIONS` of them.
        cost_micros: the cost of all attempts that succeeded, in millionths of a US dollar.
        paid_requests, paid_micros: the number and cost of all requests that were paid for, successful or not.
        error: the code of the error that ended the newest attempt.
        request_id: the provider's id of the request that runs for the newest attempt.
        progress: 0..100 where the provider reports it.
        correction: the sentence for the model about the fault that our check found in the attempt before.
        refused: the number of attempts of this run that our check has refused.
        stored_as: the object key of its first attempt, where a contract names one; None for a key below the job's
            prefix.
    """

    job_id: str
    key: str
    brief: Brief
    workflow: str
    run: str
    position: int = 0
    status: Status = Status.QUEUED
    attempt: int = 1
    shown: Version | None = None
    earlier: Sequence[Version] = ()
    keeps_earlier: bool = False
    cost_micros: int = 0
    paid_requests: int = 0
    paid_micros: int = 0
    error: str | None = None
    request_id: str | None = None
    progress: int | None = None
    correction: str | None = None
    refused: int = 0
    stored_as: str | None = None
    created_at: datetime = field(default_factory=now)
    updated_at: datetime = field(default_factory=now)

    @property
    def object_key(self) -> str | None:
        """The object key of the shown version, if there is one."""
        return self.shown.object_key if self.shown else None

    @property
    def versions(self) -> Sequence[Version]:
        """The stored versions: the shown one first, then the earlier ones, newest first."""
        return [self.shown, *self.earlier] if self.shown else list(self.earlier)

    @property
    def is_open(self) -> bool:
        """True while the newest attempt has not ended."""
        return self.status in OPEN

    @property
    def is_retry(self) -> bool:
        """True when the newest attempt is not the first one."""
        return self.attempt > 1

    @property
    def is_redrawn(self) -> bool:
        """True when the newest attempt has a run of its own, after the job's first run."""
        return self.run != run_name(self.job_id)

    @property
    def newest_attempt(self) -> AttemptId:
        """The name of the newest attempt."""
        return AttemptId(self.job_id, self.key, self.attempt)

    @property
    def storage_key(self) -> str:
        """The object key of the newest attempt: known before it is drawn, so that a repeated task finds the object."""
        if self.stored_as is None:
            return self.newest_attempt.storage_key
        stem, _, extension = self.stored_as.rpartition(".")
        return f"{stem}-{self.attempt}.{extension}" if self.is_retry else self.stored_as

    @property
    def thumbnail_key(self) -> str:
        """The object key of the newest attempt's thumbnail, for finishers that make one."""
        return f"{self.storage_key.rpartition('.')[0]}-thumbnail.jpg"

    @property
    def earlier_keys(self) -> Sequence[str]:
        """The object keys of attempts before the newest one, as many as one call can delete."""
        attempts = [replace(self, attempt=attempt) for attempt in range(max(1, self.attempt - 100), self.attempt)]
        thumbnails = [each.thumbnail_key for each in attempts] if self.brief.finish else []
        return [each.storage_key for each in attempts] + thumbnails

    @property
    def all_keys(self) -> Sequence[str]:
        """The object keys that anything of it may be stored under, whether it is shown or was left by an attempt."""
        newest = [self.storage_key, *([self.thumbnail_key] if self.brief.finish else [])]
        shown = [key for version in self.versions for key in version.keys]
        return [*dict.fromkeys([*newest, *shown, *self.earlier_keys])]

    @property
    def unshown_keys(self) -> Sequence[str]:
        """The object keys under which attempts that have ended may have left something that no version shows."""
        kept = {key for version in self.versions for key in version.keys}
        return [key for key in self.all_keys if key not in kept]

    def retried(self, workflow: str) -> "Picture":
        """The picture with a fresh attempt that has a run of its own.

        Raises:
            IllegalTransitionError: the newest attempt has not ended.
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
            correction=None,
            refused=0,
            updated_at=now(),
        )

    def with_version(self, version: Version) -> "Picture":
        """The picture with a new version shown.

        The replaced version is kept if the picture keeps earlier ones, and has fewer than `MAX_VERSIONS`.
        """
        earlier = (self.shown, *self.earlier) if self.keeps_earlier and self.shown else self.earlier
        earlier = tuple(earlier)[: MAX_VERSIONS - 1]
        return replace(self, shown=version, earlier=earlier)

    def seed_of_attempt(self) -> int:
        """The seed of the newest attempt: the brief's seed for the first attempt, another for each later one."""
        if self.brief.seed is not None and not self.is_retry:
            return self.brief.seed
        digest = hashlib.sha256(f"{self.job_id}/{self.key}/{self.attempt}".encode()).digest()
        return int.from_bytes(digest[:4]) & 0x7FFFFFFF
