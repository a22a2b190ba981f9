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
    """A picture that a model drew, finished and checked, before it is stored.

    Args:
        correction: the sentence for a fresh attempt when the check refuses the picture; else None.
    """

    result: ImageResult
    thumbnail: bytes | None = None
    correction: str | None = None


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

        When our check refuses a picture, a fresh attempt follows, as often as the brief allows; the last one is kept
        and marked for review.

        Raises:
            ModelError: the model did not deliver; the workflow decides whether the task is repeated.
            AttemptTaken: another worker draws this attempt; the workflow repeats the task later.
        """
        # Once more when the picture was not shown: another worker may have begun a fresh attempt of this run meanwhile.
        while picture := self._jobs.start_picture(job_id, key, run):
            # A running attempt was begun by a task that died: its picture may be stored already.
            stored = self._objects.head(picture.storage_key) if picture.status is Status.RUNNING else None
            if stored:
                if self._show(picture, *_remembered(picture, stored)):
                    return True
                continue
            drawn = self._draw(picture)
            if drawn.correction and picture.refused < picture.brief.corrections:
                self._reject(picture, drawn)
                continue
            # It is paid for: of some providers nobody could get it again.
            version, cost_micros, counted = patiently(lambda: self._store(picture, drawn), self._sleep)  # noqa: B023
            if self._show(picture, version, cost_micros, counted):
                return True
            if not counted:
                self._jobs.note_paid(picture.newest_attempt, 1, cost_micros)
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
        """Store a picture, with all that `_remembered` needs as the object's metadata."""
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
            facts["thumbnail"] = len(drawn.thumbnail)
            # The thumbnail first, because a stored picture counts as complete.
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
            size=len(result.data) + len(drawn.thumbnail or b""),
        )
        return version, result.cost_micros, result.counted

    def _show(self, picture: Picture, version: Version, cost_micros: int, counted: bool) -> bool:
        try:
            is_shown = self._jobs.show_version(picture, version, cost_micros, counted=counted)
        except StaleRecord:
            raise  # the repeated task finds it stored
        except InkwellError:
            self._withdraw(picture, version)
            raise
        if not is_shown:
            self._withdraw(picture, version)
            return False
        return True

    def _reject(self, picture: Picture, drawn: _Drawn) -> None:
        uncounted = (0, 0) if drawn.result.counted else (1, drawn.result.cost_micros)
        self._jobs.reject_attempt(picture.newest_attempt, drawn.correction or "", *uncounted)

    def _withdraw(self, late: Picture, version: Version) -> None:
        """Remove a picture that came too late, unless a repeated task has shown that very version."""
        stored = self._jobs.pictures(late.job_id, [late.key])
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


def _remembered(picture: Picture, stored: StoredObject) -> tuple[Version, int, bool]:
    """The version that a killed task had stored, its cost, and whether that is counted as paid."""
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
        size=stored.size + int(facts.get("thumbnail", 0)),
    )
    return version, int(facts["cost-micros"]), bool(facts.get("counted", "yes"))


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
