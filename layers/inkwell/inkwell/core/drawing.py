"""Drawing: one worker draws the newest attempt at one picture, stores it and shows it.

The worker may be killed at any line and its task repeated: it finds what was done and continues from there. A picture
is paid for at most once per attempt, because its object key is known beforehand and the provider's request id is stored
before the worker waits for the result.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from inkwell.core.again import patiently
from inkwell.core.errors import InkwellError, ModelRejectedInput, NotFound, StaleRecord
from inkwell.core.image_models import Finisher, ImageInput, ImageModels, ImageRequest, ImageResult
from inkwell.core.object_store import ObjectStore, StoredObject
from inkwell.core.picture_attempts import StoredAttempt
from inkwell.core.pictures import SIBLING, Picture, Version
from inkwell.core.status import Status
from inkwell.core.store import JobStore

#: The media type of every thumbnail.
THUMBNAIL_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture that a model drew, finished and checked, before it is stored."""

    result: ImageResult
    thumbnail: bytes | None = None
    correction: str | None = None
    flaws: float = 0.0


@dataclass(frozen=True, slots=True)
class _Kept:
    """A picture that is stored, whether this task or one that died has drawn it.

    Args:
        version: the version that it becomes when it is shown.
        cost_micros: its cost.
        counted: whether its request and cost are counted as paid already.
        correction, flaws: as in `Finished`.
    """

    version: Version
    cost_micros: int
    counted: bool
    correction: str | None
    flaws: float


class Drawing:
    """Draws pictures of any job.

    Args:
        jobs: the store of jobs.
        objects: the store of the pictures' bytes.
        models: the picture models, by role.
        finishers: by the name in `Brief.finish`.
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
        """Draw the newest attempt of a run at one picture and show it; False when nothing was (left) to do.

        When our check refuses a picture, a fresh attempt follows, as often as the brief allows; then the best one is
        shown and marked for review.

        Raises:
            ModelError: the model did not deliver; the workflow decides whether the task is repeated.
            AttemptTaken: another worker draws this attempt; the workflow repeats the task later.
        """
        # Once more when the picture was not shown: another worker may have begun a fresh attempt of this run meanwhile.
        while picture := self._jobs.start_picture(job_id, key, run):
            # A running attempt was begun by a task that died: its picture may be stored already.
            stored = self._objects.head(picture.storage_key) if picture.status is Status.RUNNING else None
            kept = _remembered(picture, stored) if stored else self._drawn(picture)
            if kept.correction and picture.refused < picture.brief.corrections:
                self._reject(picture, kept)
            elif self._show(picture, self._best(picture, kept)):
                return True
            elif not stored and not kept.counted:
                self._jobs.note_paid(picture.newest_attempt, 1, kept.cost_micros)
        return False

    def _drawn(self, picture: Picture) -> _Kept:
        drawn = self._draw(picture)
        # It is paid for: of some providers nobody could get it again.
        return patiently(lambda: self._store(picture, drawn), self._sleep)

    def _draw(self, picture: Picture) -> _Drawn:
        request = self._request(picture)
        model = self._models.for_request(picture.brief.role, request)
        result = model.generate(request, StoredAttempt(self._jobs, picture))
        if picture.brief.finish is None:
            return _Drawn(result)
        finished = self._finishers[picture.brief.finish].finish(result, request)
        whole = replace(
            result, data=finished.data, media_type=finished.media_type, width=finished.width, height=finished.height
        )
        return _Drawn(whole, finished.thumbnail, finished.correction, finished.flaws)

    def _store(self, picture: Picture, drawn: _Drawn) -> _Kept:
        """Store a picture, with all that `_remembered` needs as the object's metadata.

        One that is refused is stored, too: it may turn out to be the best.
        """
        result = drawn.result
        facts = {
            "model": result.model,
            "width": result.width,
            "height": result.height,
            "cost-micros": result.cost_micros or 0,
            "seed": "" if result.seed is None else result.seed,
            "fallback-for": result.fallback_for or "",
            "counted": "yes" if result.counted else "",
        }
        if drawn.thumbnail:
            facts["thumbnail"] = len(drawn.thumbnail)
            # The thumbnail first, because a stored picture counts as complete.
            self._objects.put(picture.thumbnail_key, drawn.thumbnail, THUMBNAIL_TYPE)
        if drawn.correction:
            facts |= {"correction": drawn.correction, "flaws": drawn.flaws}
        metadata = {name: str(value) for name, value in facts.items()}
        self._objects.put(picture.storage_key, result.data, result.media_type, metadata)
        return _remembered(picture, StoredObject(len(result.data), result.media_type, metadata))

    def _best(self, picture: Picture, newest: _Kept) -> _Kept:
        """The picture to show of a run whose last allowed attempt is `newest`; its cost stays that of the newest."""
        if not newest.correction:
            return newest
        best = newest
        for attempt in range(picture.attempt - picture.refused, picture.attempt):
            before = replace(picture, attempt=attempt)
            stored = self._objects.head(before.storage_key)
            if stored and (kept := _remembered(before, stored)).flaws < best.flaws:
                best = kept
        return replace(newest, version=best.version)

    def _show(self, picture: Picture, kept: _Kept) -> bool:
        version = kept.version
        try:
            is_shown = self._jobs.show_version(picture, version, kept.cost_micros, counted=kept.counted)
        except StaleRecord:
            raise  # the repeated task finds it stored
        except InkwellError:
            self._withdraw(picture, version)
            raise
        if not is_shown:
            self._withdraw(picture, version)
            return False
        return True

    def _reject(self, picture: Picture, kept: _Kept) -> None:
        uncounted = (0, 0) if kept.counted else (1, kept.cost_micros)
        if not self._jobs.reject_attempt(picture.newest_attempt, kept.correction or "", *uncounted):
            self._withdraw(picture, kept.version)

    def _withdraw(self, late: Picture, version: Version) -> None:
        """Remove a picture that came too late, unless a repeated task has shown that very version, or still may.

        While the run goes on with another attempt, it may choose this one in the end, which removes the others.
        """
        stored = self._jobs.pictures(late.job_id, [late.key])
        if any(each.is_open and each.run == late.run and each.attempt > late.attempt for each in stored):
            return
        kept = [key for picture in stored for each in picture.versions for key in each.keys]
        self._objects.delete([key for key in version.keys if key not in kept])

    def _request(self, picture: Picture) -> ImageRequest:
        brief = picture.brief
        shown = _shown(self._jobs, picture.job_id, brief.sources)

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


def _remembered(picture: Picture, stored: StoredObject) -> _Kept:
    """The stored picture of an attempt, from its object's metadata."""
    facts = stored.metadata
    correction = facts.get("correction") or None
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
        needs_review=correction is not None,
        size=stored.size + int(facts.get("thumbnail", 0)),
    )
    counted, flaws = bool(facts.get("counted", "yes")), float(facts.get("flaws", 0))
    return _Kept(version, int(facts["cost-micros"]), counted, correction, flaws)


def _next_number(picture: Picture) -> int:
    return max((version.number for version in picture.versions), default=0) + 1


def _shown(jobs: JobStore, job_id: str, wanted: Iterable[str]) -> dict[str, str | None]:
    """The object keys that references to pictures stand for now; None for a sibling that shows nothing.

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
