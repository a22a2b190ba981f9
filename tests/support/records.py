"""Jobs and pictures in a store of jobs, as tests of stores need them: added, drawn, settled."""

from typing import Any

from inkwell.core.image_models import ImageResult
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id, run_name
from inkwell.core.pictures import AttemptId, Brief, Picture, Version
from inkwell.core.status import Event
from inkwell.core.store import JobStore

RESULT = ImageResult(b"*", "image/png", 9, 16, "fake/model", seed=7, cost_micros=40_000)


def a_record(*keys: str, owner: str = "ann", kind: str = "kit", **facts: Any) -> JobRecord:
    job = Job(new_id(), kind, owner, required=["anchor"], data={"name": "Amalia"}, **facts)
    return JobRecord(job, [a_picture(job, key, position) for position, key in enumerate(keys or ("anchor", "profile"))])


def a_picture(job: Job, key: str, position: int = 0, **facts: Any) -> Picture:
    return Picture(job.id, key, Brief("a cat"), "reference_kit", run_name(job.id), position=position, **facts)


def added(jobs: JobStore, *keys: str, **facts: Any) -> JobRecord:
    record = a_record(*keys, **facts)
    jobs.add(record)
    return loaded(jobs, record.job.id)


def loaded(jobs: JobStore, job_id: str) -> JobRecord:
    record = jobs.load(job_id)
    assert record is not None
    return record


def begun(which: AttemptId) -> tuple[str, str, str]:
    """What begins an attempt: by its picture and the run that draws it."""
    return which.job_id, which.key, run_name(which.job_id)


def run_of(picture: Picture) -> tuple[str, str, str]:
    return picture.job_id, picture.key, picture.run


def version_of(picture: Picture, result: ImageResult = RESULT) -> Version:
    number = max((version.number for version in picture.versions), default=0) + 1
    return Version(
        number, picture.storage_key, result.media_type, result.width, result.height, result.model, result.seed
    )


def shown(jobs: JobStore, picture: Picture, result: ImageResult = RESULT) -> bool:
    return jobs.show_version(picture, version_of(picture, result), result.cost_micros, counted=result.counted)


def drawn(jobs: JobStore, which: AttemptId, result: ImageResult = RESULT) -> None:
    (picture,) = jobs.pictures(which.job_id, [which.key])
    assert jobs.start_picture(*run_of(picture))
    (picture,) = jobs.pictures(which.job_id, [which.key])
    assert shown(jobs, picture, result)


def settled(jobs: JobStore, record: JobRecord, event: Event = Event.SUCCEED) -> JobRecord:
    """The record once all its pictures are drawn and the job has ended."""
    jobs.start(record.job.id)
    for picture in record.pictures:
        if event is Event.SUCCEED:
            drawn(jobs, picture.newest_attempt)
        else:
            assert jobs.fail_picture(*run_of(picture), "MODEL_ERROR")
    assert jobs.settle(loaded(jobs, record.job.id), event)
    return loaded(jobs, record.job.id)
