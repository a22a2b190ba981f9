"""Tasks and images in the words of the contract. Pure: `sign` makes the URL of an object key."""

from collections.abc import Callable, Mapping, Sequence

from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Picture
from inkwell.core.status import Status
from inkwell.core.timestamps import timestamp
from inkwell.story_images.data import WrittenStory
from inkwell.story_images.models import (
    ImageStatus,
    RegeneratingImage,
    StoryImage,
    StoryImageState,
    StoryTask,
    TaskStatus,
)

Sign = Callable[[str], str]

_TASK: Mapping[Status, TaskStatus] = {
    Status.QUEUED: "queued",
    Status.RUNNING: "processing",
    Status.SUCCEEDED: "completed",
    Status.FAILED: "failed",
    Status.CANCELLED: "failed",
}


def task_status(record: JobRecord) -> TaskStatus:
    """The status of a task. A completed task stays so while one of its pictures is drawn again."""
    job = record.job
    if job.first_settled_at and job.is_open:
        return "completed" if any(picture.object_key for picture in record.pictures) else "processing"
    return _TASK[job.status]


def image_status(picture: Picture) -> ImageStatus:
    """The status of a picture. A picture that was drawn again without success is completed as before."""
    if picture.is_open:
        return "regenerating" if picture.is_redrawn else "processing"
    return "completed" if picture.object_key else "failed"


def pictures_of(record: JobRecord) -> Sequence[Picture]:
    """The pictures of a task whose story is written. (A read during that write may find pictures without a story.)"""
    return () if record.job.first_task else record.pictures


def image_id(picture: Picture) -> str:
    """The id of a picture: its task's id and its own key, so that one read finds both."""
    return f"{picture.job_id}-{picture.key}"


def image_of(id: str) -> tuple[str, str]:
    """The job's id and the picture's key in the id of a picture."""
    job_id, _, key = id.rpartition("-")
    return job_id, key


def task_view(record: JobRecord, sign: Sign) -> StoryTask:
    """A task as its owner sees it."""
    written = WrittenStory.of(record.job)
    return StoryTask(
        task_id=record.job.id,
        status=task_status(record),
        created_at=timestamp(record.job.created_at),
        updated_at=timestamp(record.updated_at),
        story_text=written.story if written else None,
        images=[
            StoryImage(
                id=image_id(picture),
                status=image_status(picture),
                url=next(iter(urls := _urls(picture, sign)), None),
                urls=urls,
                subtitles=_subtitle(record, picture),
            )
            for picture in pictures_of(record)
        ],
    )


def image_view(record: JobRecord, picture: Picture, sign: Sign) -> StoryImageState:
    """A picture as its owner sees it."""
    urls = _urls(picture, sign)
    return StoryImageState(
        image_id=image_id(picture),
        task_id=picture.job_id,
        url=next(iter(urls), None),
        urls=urls,
        subtitles=_subtitle(record, picture),
        status=image_status(picture),
        created_at=timestamp(picture.created_at),
        updated_at=timestamp(picture.updated_at),
    )


def regenerating_view(picture: Picture, sign: Sign) -> RegeneratingImage:
    """A picture that is drawn again, as its owner sees it."""
    return RegeneratingImage(
        id=image_id(picture),
        task_id=picture.job_id,
        url=f"/images/{image_id(picture)}",
        urls=_urls(picture, sign),
        created_at=timestamp(picture.created_at),
        updated_at=timestamp(picture.updated_at),
    )


def _urls(picture: Picture, sign: Sign) -> list[str]:
    return [sign(version.object_key) for version in picture.versions]


def _subtitle(record: JobRecord, picture: Picture) -> str:
    written = WrittenStory.of(record.job)
    return written.subtitles[picture.key] if written else ""
