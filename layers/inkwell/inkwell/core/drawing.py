"""What the steps of every drawing workflow do, whichever family asked.

Each step may be killed at any line and repeated: it finds what was done and goes on from there. A picture is paid for
at most once per attempt, because its object key is known beforehand and the provider's request id is stored before
its answer is waited for.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from inkwell.core.errors import AttemptTaken, InkwellError, ModelRejectedInput, NotFound, Unavailable, by_name
from inkwell.core.jobs import SIBLING, JobRecord, Picture, Try, outcome, run_name
from inkwell.core.ports import ImageInput, ImageModels, ImageRequest, ImageResult, ObjectStore, StoredObject, Workflows
from inkwell.core.status import Status
from inkwell.core.store import JobStore

logger = logging.getLogger(__name__)


class StaleRecord(Unavailable):
    """The job changed while it was being looked at: look again."""


@dataclass(slots=True)
class StoredAttempt:
    """The `Attempt` that a model is given: its memory is the picture's record.

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
        """See `Attempt`."""
        which = self.picture.newest_try
        return f"{which.job_id}/{which.key}/{which.attempt}"

    def claim(self, note: str, *, tries: int = 0, cost_micros: int = 0) -> None:
        """See `Attempt`."""
        if not self.jobs.claim_request(self.picture.newest_try, self.request_id, note, tries, cost_micros):
            raise AttemptTaken
        self.request_id = note

    def submitted(self, request_id: str, *, tries: int = 0, cost_micros: int = 0) -> None:
        """See `Attempt`."""
        self.jobs.note_request(self.picture.newest_try, request_id, tries, cost_micros)
        self.request_id = request_id

    def paid(self, tries: int, cost_micros: int) -> None:
        """See `Attempt`."""
        self.jobs.note_paid(self.picture.newest_try, tries, cost_micros)

    def progress(self, percent: int) -> None:
        """See `Attempt`."""
        self.jobs.note_progress(self.picture.newest_try, percent)


def launch(workflows: Workflows, workflow: str, run: str, job_id: str) -> None:
    """Start the run of a stored job; if that fails now, the sweeper starts it within a minute."""
    try:
        workflows.start(workflow, run, job_id)
    except Exception:
        logger.exception("workflow not started", extra={"job_id": job_id, "run": run})


def begin(jobs: JobStore, job_id: str, run: str) -> list[Picture]:
    """A run begins: the job runs, and these are the pictures to draw.

    Raises:
        NotFound: the job was deleted, or has ended.
    """
    if not jobs.start(job_id) or (record := jobs.load(job_id)) is None:
        raise NotFound("The job is gone")
    return record.open_pictures(run)


def draw(jobs: JobStore, objects: ObjectStore, models: ImageModels, which: Try) -> bool:
    """Draw one attempt at one picture and show it; False when there is nothing (left) to do.

    Raises:
        ModelError: the model did not deliver; the workflow decides whether it is tried again.
        AttemptTaken: another worker is at it; the workflow looks again.
    """
    picture = jobs.start_picture(which)
    if picture is None:
        return False
    # One that runs already was begun by a task that died: it may have stored its picture before.
    stored = objects.head(picture.storage_key) if picture.status is Status.RUNNING else None
    result = _remembered(stored) if stored else _drawn(jobs, objects, models, picture)
    if not jobs.finish_picture(picture, result):
        if not (result.counted or stored):  # what was found stored is counted by whoever drew it
            jobs.note_paid(which, 1, result.cost_micros)
        _withdraw(jobs, objects, picture)
        return False
    if picture.is_retry and not picture.keeps_previous:
        # All of them, not only the last: an earlier task may have died right here.
        objects.delete(picture.earlier_keys)
    return True


def _drawn(jobs: JobStore, objects: ObjectStore, models: ImageModels, picture: Picture) -> ImageResult:
    request = _request(jobs, objects, picture)
    result = models.for_request(picture.brief.role, request).generate(request, StoredAttempt(jobs, picture))
    facts = {
        "model": result.model,
        "width": result.width,
        "height": result.height,
        "cost-micros": result.cost_micros,
        "seed": "" if result.seed is None else result.seed,
        "fallback-for": result.fallback_for or "",
        "counted": "yes" if result.counted else "",
    }
    metadata = {name: str(value) for name, value in facts.items()}
    objects.put(picture.storage_key, result.data, result.media_type, metadata)
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
        fallback_for=facts.get("fallback-for") or None,
        counted=bool(facts.get("counted", "yes")),
    )


def _withdraw(jobs: JobStore, objects: ObjectStore, late: Picture) -> None:
    """The picture came too late: remove it, unless a repeated task had shown the very same one."""
    kept = [key for each in jobs.pictures(late.job_id, [late.key]) for key in (each.object_key, *each.previous)]
    if late.storage_key not in kept:
        objects.delete([late.storage_key])


def _request(jobs: JobStore, objects: ObjectStore, picture: Picture) -> ImageRequest:
    brief = picture.brief
    wanted = [*brief.references, *filter(None, (brief.seed_image, brief.mask))]
    shown = _shown(jobs, picture.job_id, wanted)

    def load(reference: str | None) -> ImageInput | None:
        key = shown.get(reference, reference) if reference else None
        if reference is None or key is None:
            return None
        try:
            data, media_type = objects.get(key)
        except NotFound:
            raise StaleRecord("A picture that is needed was replaced meanwhile") from None
        return ImageInput(data, media_type, reference.rpartition("/")[2].removeprefix(SIBLING).partition(".")[0])

    return ImageRequest(
        prompt=brief.prompt,
        aspect_ratio=brief.aspect_ratio,
        references=tuple(filter(None, map(load, brief.references))),
        seed_image=load(brief.seed_image),
        mask=load(brief.mask),
        seed=picture.seed_of_attempt(),
        medium=brief.medium,
        hints=brief.hints,
    )


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


def give_up(jobs: JobStore, which: Try, error: str) -> None:
    """The workflow tried often enough: the picture failed, its siblings go on.

    Args:
        error: the name of the error class that ended the last try.
    """
    code = by_name(error).code
    failed = jobs.fail_picture(which, code)
    facts = {"job_id": which.job_id, "picture": which.key, "error": error, "code": code, "stored": failed}
    logger.warning("picture failed", extra=facts)


def cancel(jobs: JobStore, record: JobRecord, *, running: bool) -> bool:
    """End an open job before it is done. What is cancelled is not drawn any more, and what comes of it is withdrawn.

    Args:
        running: whether pictures that are being drawn at this moment are cancelled too; else they are finished.

    Returns:
        False when the job is no longer as it was read: look again.
    """
    wanted = [picture for picture in record.open_pictures() if running or picture.status is Status.QUEUED]
    return jobs.cancel(record.job, wanted)


def settle(jobs: JobStore, job_id: str, run: str | None = None, *, error: str = InkwellError.code) -> None:
    """A run is over: what it left open has failed, and the job ends when no other run is under way.

    Args:
        run: the run that is over; None for all of them.
        error: the code of what ended the pictures that it left open.

    Raises:
        StaleRecord: the job was retried at this very moment; look again.
    """
    record = jobs.load(job_id)
    if record is None:
        return
    left = record.open_pictures(run)
    for picture in left:
        jobs.fail_picture(picture.newest_try, error)
    if left:
        record = jobs.load(job_id)
    if record is None or not record.job.is_open or record.open_pictures():
        return
    if record.job.writing and run not in (None, run_name(job_id)):
        return
    if not jobs.settle(record.job, outcome(record.job, record.pictures)):
        raise StaleRecord
