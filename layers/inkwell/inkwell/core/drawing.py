"""Drawing: one worker draws the newest attempt at one picture, stores it and shows it.

The worker may be killed at any line and its task repeated: it finds what was done and goes on from there. A picture is
paid for at most once per attempt, because its object key is known beforehand and the provider's request id is stored
before its answer is waited for.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from inkwell.core.again import patiently
from inkwell.core.errors import AttemptTaken, ModelRejectedInput, NotFound, StaleRecord
from inkwell.core.pictures import SIBLING, Picture, Version
from inkwell.core.ports import (
    Finisher,
    ImageInput,
    ImageModels,
    ImageRequest,
    ImageResult,
    ObjectStore,
    StoredObject,
)
from inkwell.core.status import Status
from inkwell.core.store import JobStore

#: The media type of every thumbnail.
THUMBNAIL_TYPE = "image/jpeg"


@dataclass(slots=True)
class StoredAttempt:
    """The `AttemptMemory` that a model is given: its memory is the picture's record.

    Of two workers at one attempt, as when a task is delivered twice, only one can claim it: a claim holds when the
    record still says what the worker read or wrote last.
    """

    jobs: JobStore
    picture: Picture
    request_id: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.request_id = self.picture.request_id

    @property
    def name(self) -> str:
        """See `AttemptMemory`."""
        which = self.picture.newest_attempt
        return f"{which.job_id}/{which.key}/{which.attempt}"

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        if not self.jobs.claim_request(self.picture.newest_attempt, self.request_id, note, requests, cost_micros):
            raise AttemptTaken
        self.request_id = note

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        self.jobs.note_request(self.picture.newest_attempt, request_id, requests, cost_micros)
        self.request_id = request_id

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`."""
        self.jobs.note_paid(self.picture.newest_attempt, requests, cost_micros)

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`."""
        self.jobs.note_progress(self.picture.newest_attempt, percent)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture that is stored, or about to be.

    Args:
        correction: what a fresh attempt is to be asked for; None where the check lets it pass, or there is none.
    """

    result: ImageResult
    thumbnail: bytes | None = None
    correction: str | None = None


class Drawing:
    """Draws pictures of any job.

    Args:
        jobs: keeps them.
        objects: stores what is drawn.
        models: by role.
        finishers: by the name that a brief gives.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        jobs: JobStore,
        objects: ObjectStore,
        models: ImageModels,
        finishers: Mapping[str, Finisher] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._jobs = jobs
        self._objects = objects
        self._models = models
        self._finishers = finishers or {}
        self._sleep = sleep

    def draw(self, job_id: str, key: str, run: str) -> bool:
        """Draw the newest attempt of a run at one picture and show it; False when there is nothing (left) to do.

        An attempt that our check refuses is followed by a fresh one, as often as the brief allows; the last one is
        kept and marked for review.

        Raises:
            ModelError: the model did not deliver; the workflow decides whether it is tried again.
            AttemptTaken: another worker is at it; the workflow looks again.
        """
        while picture := self._jobs.start_picture(job_id, key, run):
            # One that runs already was begun by a task that died: it may have stored its picture before.
            stored = self._objects.head(picture.storage_key) if picture.status is Status.RUNNING else None
            if stored:
                return self._show(picture, *_remembered(picture, stored))
            drawn = self._draw(picture)
            if drawn.correction and picture.refused < picture.brief.corrections:
                if not self._reject(picture, drawn):
                    return False
                continue
            # It is paid for: of some providers nobody could get it again.
            version, cost_micros, counted = patiently(lambda: self._store(picture, drawn), self._sleep)  # noqa: B023
            if self._show(picture, version, cost_micros, counted):
                return True
            if not counted:
                self._jobs.note_paid(picture.newest_attempt, 1, cost_micros)
            return False
        return False

    def _draw(self, picture: Picture) -> _Drawn:
        request = self._request(picture)
        model = self._models.for_request(picture.brief.role, request)
        result = model.generate(request, StoredAttempt(self._jobs, picture))
        if picture.brief.finish is None:
            return _Drawn(result)
        finished = self._finishers[picture.brief.finish].finish(result, picture.brief.size)
        whole = replace(
            result, data=finished.data, media_type=finished.media_type, width=finished.width, height=finished.height
        )
        return _Drawn(whole, finished.thumbnail, finished.correction)

    def _store(self, picture: Picture, drawn: _Drawn) -> tuple[Version, int, bool]:
        """Store a picture; its metadata tell a repeated task all that the record of it needs."""
        result = drawn.result
        facts = {
            "model": result.model,
            "width": result.width,
            "height": result.height,
            "cost-micros": result.cost_micros,
            "seed": "" if result.seed is None else result.seed,
            "fallback-for": result.fallback_for or "",
            "counted": "yes" if result.counted else "",
        }
        if drawn.thumbnail:
            facts["thumbnail"] = "yes"
            # First, because a picture that is stored counts as complete.
            self._objects.put(picture.thumbnail_key, drawn.thumbnail, THUMBNAIL_TYPE)
        if drawn.correction:
            facts["needs-review"] = "yes"
        metadata = {name: str(value) for name, value in facts.items()}
        self._objects.put(picture.storage_key, result.data, result.media_type, metadata)
        version = Version(
            number=_next_number(picture),
            object_key=picture.storage_key,
            media_type=result.media_type,
            width=result.width,
            height=result.height,
            model=result.model,
            seed=result.seed,
            fallback_for=result.fallback_for,
            thumbnail_key=picture.thumbnail_key if drawn.thumbnail else None,
            needs_review=drawn.correction is not None,
        )
        return version, result.cost_micros, result.counted

    def _show(self, picture: Picture, version: Version, cost_micros: int, counted: bool) -> bool:
        if not self._jobs.show_version(picture, version, cost_micros, counted=counted):
            self._withdraw(picture, version)
            return False
        if picture.is_retry and not picture.keeps_earlier:
            # All of them, not only the last: an earlier task may have died right here.
            replaced = picture.shown.keys if picture.shown else []
            self._objects.delete([*dict.fromkeys([*picture.earlier_keys, *replaced])])
        return True

    def _reject(self, picture: Picture, drawn: _Drawn) -> bool:
        uncounted = (0, 0) if drawn.result.counted else (1, drawn.result.cost_micros)
        return self._jobs.reject_attempt(picture.newest_attempt, drawn.correction or "", *uncounted)

    def _withdraw(self, late: Picture, version: Version) -> None:
        """The picture came too late: remove it, unless a repeated task had shown the very same one."""
        stored = self._jobs.pictures(late.job_id, [late.key])
        kept = [key for picture in stored for each in picture.versions for key in each.keys]
        self._objects.delete([key for key in version.keys if key not in kept])

    def _request(self, picture: Picture) -> ImageRequest:
        brief = picture.brief
        wanted = [*brief.references, *filter(None, (brief.seed_image, brief.mask))]
        shown = _shown(self._jobs, picture.job_id, wanted)

        def load(reference: str | None) -> ImageInput | None:
            key = shown.get(reference, reference) if reference else None
            if reference is None or key is None:
                return None
            try:
                data, media_type = self._objects.get(key)
            except NotFound:
                raise StaleRecord("A picture that is needed was replaced meanwhile") from None
            return ImageInput(data, media_type, reference.rpartition("/")[2].removeprefix(SIBLING).partition(".")[0])

        return ImageRequest(
            prompt=" ".join(filter(None, (brief.prompt, picture.correction))),
            aspect_ratio=brief.aspect_ratio,
            references=tuple(filter(None, map(load, brief.references))),
            seed_image=load(brief.seed_image),
            mask=load(brief.mask),
            seed=picture.seed_of_attempt(),
            medium=brief.medium,
            size=brief.size,
            hints=brief.hints,
        )


def _remembered(picture: Picture, stored: StoredObject) -> tuple[Version, int, bool]:
    """The version that a task stored before it was killed, what it cost, and whether that was counted as paid."""
    facts = stored.metadata
    version = Version(
        number=_next_number(picture),
        object_key=picture.storage_key,
        media_type=stored.media_type,
        width=int(facts["width"]),
        height=int(facts["height"]),
        model=facts["model"],
        seed=int(facts["seed"]) if facts["seed"] else None,
        fallback_for=facts.get("fallback-for") or None,
        thumbnail_key=picture.thumbnail_key if facts.get("thumbnail") else None,
        needs_review=bool(facts.get("needs-review")),
    )
    return version, int(facts["cost-micros"]), bool(facts.get("counted", "yes"))


def _next_number(picture: Picture) -> int:
    return max((version.number for version in picture.versions), default=0) + 1


def _shown(jobs: JobStore, job_id: str, wanted: Iterable[str]) -> dict[str, str | None]:
    """The object keys of what references to pictures mean now; None for a sibling that shows nothing.

    Raises:
        ModelRejectedInput: a picture of another job is gone.
    """
    found: dict[str, str | None] = {}
    by_job: dict[str, dict[str, str]] = {}
    for reference in wanted:
        if reference.startswith(SIBLING):
            other, _, key = reference.removeprefix(SIBLING).rpartition("/")
            by_job.setdefault(other or job_id, {})[key] = reference
    for owner, references in by_job.items():
        current = {each.key: each.object_key for each in jobs.pictures(owner, references)}
        for key, reference in references.items():
            found[reference] = current.get(key)
            if found[reference] is None and owner != job_id:
                raise ModelRejectedInput("A reference picture is gone")
    return found
