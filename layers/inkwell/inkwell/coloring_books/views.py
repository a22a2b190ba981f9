"""Projects, heroes and jobs in the words of the contract. Pure: `sign` makes the URL of an object key."""

from collections.abc import Callable, Mapping

from inkwell.coloring_books import models
from inkwell.coloring_books.data import HERO, SHEET
from inkwell.coloring_books.ids import page_id
from inkwell.coloring_books.models import BookJob, BookPage, HeroEntry, JobStatus, ProjectEntry
from inkwell.coloring_books.options import READERS
from inkwell.coloring_books.store import Hero, Project
from inkwell.core.blots import captured_by
from inkwell.core.jobs import JobRecord
from inkwell.core.status import Event, Status
from inkwell.core.timestamps import timestamp

Sign = Callable[[str], str]

_STATUS: Mapping[Status, JobStatus] = {
    Status.QUEUED: "pending",
    Status.RUNNING: "processing",
    Status.SUCCEEDED: "completed",
    Status.FAILED: "failed",
    Status.CANCELLED: "cancelled",
}
#: What a job does while it runs, by its kind.
_STAGES: Mapping[str, str] = {HERO: "Drawing the reference sheet..."}
_ENDS: Mapping[JobStatus, str] = {
    "pending": "Waiting to start...",
    "completed": "Completed",
    "failed": "Failed",
    "cancelled": "Cancelled",
}


def project_entry(project: Project, hero: Hero | None) -> ProjectEntry:
    """A project in a list.

    Args:
        hero: the hero in it, if that is there.
    """
    return ProjectEntry(
        id=project.id,
        name=project.name,
        status=project.status,
        pageCount=project.page_count,
        audience=project.audience,
        stylePreset=project.style_preset,
        heroId=hero.id if hero else None,
        thumbnailUrl=None,
        createdAt=timestamp(project.created_at),
        updatedAt=timestamp(project.updated_at),
    )


def project_view(project: Project, hero: Hero | None, sign: Sign) -> models.Project:
    """A project with its pages.

    Args:
        hero: the hero in it, if that is there.
    """
    readers = READERS[project.audience]
    return models.Project(
        **project_entry(project, hero).model_dump(),
        trimSize=project.trim_size,
        lineWeight=readers.line_weight,
        complexity=readers.complexity,
        hero=hero_view(hero, sign) if hero else None,
        styleAnchorUrl=None,
        pages=[_blank(project, number) for number in range(1, project.page_count + 1)],
    )


def _blank(project: Project, number: int) -> BookPage:
    return BookPage(
        id=page_id(project.id, number),
        sortOrder=number,
        pageType="illustration",
        currentVersion=0,
        sceneBrief=None,
        thumbnailUrl=None,
        imageUrl=None,
    )


def hero_entry(hero: Hero, sign: Sign) -> HeroEntry:
    """A hero in a list."""
    return HeroEntry(
        id=hero.id,
        name=hero.name,
        audience=hero.audience,
        thumbnailUrl=sign(hero.thumbnail_key),
        timesUsed=hero.times_used,
        createdAt=timestamp(hero.created_at),
    )


def hero_view(hero: Hero, sign: Sign) -> models.Hero:
    """A hero."""
    entry = hero_entry(hero, sign).model_dump()
    return models.Hero(**entry, description=hero.description, referenceUrl=sign(hero.reference_key))


def job_view(record: JobRecord) -> BookJob:
    """A job as its items say."""
    job, pictures = record.job, record.pictures
    status = _STATUS[job.status]
    sheet = record.picture(SHEET)
    return BookJob(
        id=job.id,
        status=status,
        totalItems=len(pictures),
        completedItems=sum(picture.shown is not None for picture in pictures),
        failedItems=sum(picture.status is Status.FAILED for picture in pictures),
        blotsSpent=captured_by(record, Event.SUCCEED if job.status is Status.SUCCEEDED else None),
        currentStage=_STAGES[job.kind] if status == "processing" else _ENDS[status],
        heroId=job.id if sheet and sheet.shown else None,
    )
