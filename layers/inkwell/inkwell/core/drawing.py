"""What the steps of every drawing workflow do, whichever family asked.

Each step may be killed at any line and repeated: it finds what was done and goes on from there. A picture is paid for
at most once per attempt, because its object key is known beforehand and the provider's request id is stored before
its answer is waited for.
"""

import logging
from dataclasses import dataclass

from inkwell.core.errors import InkwellError, NotFound, Unavailable, by_name
from inkwell.core.jobs import SIBLING, JobRecord, Picture, outcome
from inkwell.core.ports import ImageInput, ImageModels, ImageRequest, ImageResult, ObjectStore, StoredObject
from inkwell.core.status import Status
from inkwell.core.store import JobStore

logger = logging.getLogger(__name__)


class StaleRecord(Unavailable):
    """The job changed while it was being looked at: look again."""


@dataclass(frozen=True, slots=True)
class StoredAttempt:
    """The `Attempt` that a model is given: its memory is the picture's record."""

    jobs: JobStore
    picture: Picture

    @property
    def request_id(self) -> str | None:
        """See `Attempt`."""
        return self.picture.request_id

    def submitted(self, request_id: str) -> None:
        """See `Attempt`."""
        self.jobs.note_request(self.picture, request_id)

    def progress(self, percent: int) -> None:
        """See `Attempt`."""
        self.jobs.note_progress(self.picture, percent)


def begin(jobs: JobStore, job_id: str, run: str) -> list[Picture]:
    """A run begins: the job runs, and these are the pictures to draw.

    Raises:
        NotFound: the job was deleted, or has ended.
    """
    if not jobs.start(job_id) or (record := jobs.load(job_id)) is None:
        raise NotFound("The job is gone")
    return record.open_pictures(run)


def draw(jobs: JobStore, objects: ObjectStore, models: ImageModels, job_id: str, key: str, attempt: int) -> bool:
    """Draw one attempt at one picture and show it; False when there is nothing (left) to do.

    Raises:
        ModelError: the model did not deliver; the workflow decides whether it is tried again.
    """
    record = jobs.load(job_id)
    picture = record.picture(key) if record else None
    if record is None or picture is None or picture.attempt != attempt or not jobs.start_picture(picture):
        return False
    stored = objects.head(picture.storage_key) if picture.status is Status.RUNNING else None
    result = _remembered(stored) if stored else _drawn(jobs, objects, models, record, picture)
    keep = record.job.keeps_previous
    if not jobs.finish_picture(picture, result, keep_previous=keep):
        _withdraw(jobs, objects, picture)
        return False
    if picture.object_key and not keep:
        objects.delete([picture.object_key])
    return True


def _drawn(
    jobs: JobStore, objects: ObjectStore, models: ImageModels, record: JobRecord, picture: Picture
) -> ImageResult:
    request = _request(objects, record, picture)
    result = models.for_request(picture.brief.role, request).generate(request, StoredAttempt(jobs, picture))
    facts = {
        "model": result.model,
        "width": result.width,
        "height": result.height,
        "cost-micros": result.cost_micros,
        "seed": "" if result.seed is None else result.seed,
    }
    objects.put(picture.storage_key, result.data, result.media_type, {key: str(value) for key, value in facts.items()})
    return result


def _remembered(stored: StoredObject) -> ImageResult:
    """The result of a task that was killed after it had stored its picture."""
    facts = stored.metadata
    return ImageResult(
        data=b"",
        media_type=stored.media_type,
        width=int(facts["width"]),
        height=int(facts["height"]),
        model=facts["model"],
        seed=int(facts["seed"]) if facts["seed"] else None,
        cost_micros=int(facts["cost-micros"]),
    )


def _withdraw(jobs: JobStore, objects: ObjectStore, picture: Picture) -> None:
    """The picture came too late: remove it, unless a repeated task had just shown the very same one."""
    record = jobs.load(picture.job_id)
    current = record.picture(picture.key) if record else None
    if current is None or current.object_key != picture.storage_key:
        objects.delete([picture.storage_key])


def _request(objects: ObjectStore, record: JobRecord, picture: Picture) -> ImageRequest:
    brief = picture.brief
    references = [_input(objects, record, reference) for reference in brief.references]
    return ImageRequest(
        prompt=brief.prompt,
        aspect_ratio=brief.aspect_ratio,
        references=tuple(reference for reference in references if reference),
        seed_image=_input(objects, record, brief.seed_image),
        mask=_input(objects, record, brief.mask),
        seed=picture.seed_of_attempt(),
        medium=brief.medium,
        hints=brief.hints,
    )


def _input(objects: ObjectStore, record: JobRecord, reference: str | None) -> ImageInput | None:
    if reference is None:
        return None
    if reference.startswith(SIBLING):
        name = reference.removeprefix(SIBLING)
        sibling = record.picture(name)
        if sibling is None or sibling.object_key is None:
            return None
        reference = sibling.object_key
    else:
        name = reference.rpartition("/")[2].partition(".")[0]
    data, media_type = objects.get(reference)
    return ImageInput(data, media_type, name)


def give_up(jobs: JobStore, job_id: str, key: str, attempt: int, error: str) -> None:
    """The workflow tried often enough: the picture failed, its siblings go on.

    Args:
        error: the name of the error class that ended the last try.
    """
    record = jobs.load(job_id)
    picture = record.picture(key) if record else None
    if picture and picture.attempt == attempt:
        code = by_name(error).code
        logger.warning("picture failed", extra={"job_id": job_id, "picture": key, "error": error, "code": code})
        jobs.fail_picture(picture, code)


def settle(jobs: JobStore, job_id: str, run: str | None = None) -> None:
    """A run is over: what it left open has failed, and the job ends when no other run is under way.

    Args:
        run: the run that is over; None for all of them.

    Raises:
        StaleRecord: the job was retried at this very moment; look again.
    """
    record = jobs.load(job_id)
    if record is None:
        return
    left = record.open_pictures(run)
    for picture in left:
        jobs.fail_picture(picture, InkwellError.code)
    if left:
        record = jobs.load(job_id)
    if record is None or record.open_pictures() or not record.job.is_open:
        return
    if not jobs.settle(record.job, outcome(record.job, record.pictures)):
        raise StaleRecord
