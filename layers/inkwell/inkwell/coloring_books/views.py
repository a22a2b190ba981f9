"""Projects, pages, heroes and jobs in the words of the contract. Pure: `sign` makes the URL of an object key."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inkwell.coloring_books import models
from inkwell.coloring_books.data import EXPORT, GENERATION, HERO, SHEET, ExportData
from inkwell.coloring_books.models import (
    BookJob,
    BookPage,
    Export,
    ExportedFile,
    HeroEntry,
    ItemStatus,
    JobPage,
    JobStatus,
    PageDetail,
    PrintFacts,
    PrintWarning,
    ProjectEntry,
)
from inkwell.coloring_books.options import READERS
from inkwell.coloring_books.page_store import PageVersion, ProjectPage
from inkwell.coloring_books.store import Hero, Project
from inkwell.core.blots import captured_by
from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Picture
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
_ITEM_STATUS: Mapping[Status, ItemStatus] = {
    Status.QUEUED: "pending",
    Status.RUNNING: "processing",
    Status.SUCCEEDED: "completed",
    Status.FAILED: "failed",
    Status.CANCELLED: "skipped",
}
_ENDS: Mapping[JobStatus, str] = {
    "pending": "Waiting to start...",
    "completed": "Completed",
    "failed": "Failed",
    "cancelled": "Cancelled",
}


#: The stages of jobs that have only one.
_STAGES: Mapping[str, str] = {HERO: "Drawing the reference sheet...", EXPORT: "Making the book..."}


def project_entry(project: Project, hero: Hero | None, sign: Sign) -> ProjectEntry:
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
        thumbnailUrl=sign(project.thumbnail_key) if project.thumbnail_key else None,
        createdAt=timestamp(project.created_at),
        updatedAt=timestamp(project.updated_at),
    )


def project_view(project: Project, pages: Iterable[ProjectPage], hero: Hero | None, sign: Sign) -> models.Project:
    """A project with its pages.

    Args:
        hero: the hero in it, if that is there.
    """
    readers = READERS[project.audience]
    return models.Project(
        **project_entry(project, hero, sign).model_dump(),
        trimSize=project.trim_size,
        lineWeight=readers.line_weight,
        complexity=readers.complexity,
        hero=hero_view(hero, sign) if hero else None,
        jobId=project.job_id,
        exportJobId=project.export_id,
        styleAnchorUrl=sign(project.style_anchor_key) if project.style_anchor_key else None,
        pages=[_page(page, sign) for page in pages],
    )


def _page(page: ProjectPage, sign: Sign) -> BookPage:
    shown = page.shown
    return BookPage(
        id=page.id,
        sortOrder=page.number,
        pageType=shown.scene.page_type if shown else "illustration",
        currentVersion=page.current,
        sceneBrief=shown.scene.brief if shown else None,
        thumbnailUrl=sign(shown.thumbnail_key) if shown else None,
        imageUrl=sign(shown.object_key) if shown else None,
        needsReview=shown is not None and shown.needs_review,
    )


def page_detail(page: ProjectPage, sign: Sign) -> PageDetail:
    """A page with its versions."""
    entry = _page(page, sign).model_dump(exclude={"thumbnailUrl", "needsReview"})
    versions = [_version(version, sign) for version in reversed(page.versions)]
    return PageDetail(**entry, projectId=page.project_id, versions=versions)


def _version(version: PageVersion, sign: Sign) -> models.PageVersion:
    return models.PageVersion(
        version=version.number,
        thumbnailUrl=sign(version.thumbnail_key),
        editType="regenerate" if version.edit_type == "initial" and version.number > 1 else version.edit_type,
        editPrompt=version.edit_prompt,
        prompt=version.prompt,
        model=version.model,
        seed=version.seed,
        needsReview=version.needs_review,
        createdAt=timestamp(version.created_at),
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


def job_view(record: JobRecord, sign: Sign) -> BookJob:
    """A job as its items say."""
    job, pictures = record.job, record.pictures
    status = _STATUS[job.status]
    sheet = record.picture(SHEET)
    return BookJob(
        id=job.id,
        status=status,
        # A job that makes files is one item.
        totalItems=len(pictures) or 1,
        completedItems=sum(picture.shown is not None for picture in pictures) if pictures else bool(job.files),
        failedItems=sum(picture.status is Status.FAILED for picture in pictures) if pictures else status == "failed",
        blotsSpent=captured_by(record, Event.SUCCEED if job.status is Status.SUCCEEDED else None),
        currentStage=_stage(record) if status == "processing" else _ENDS[status],
        heroId=job.id if sheet and sheet.shown else None,
        pages=[_job_page(picture, sign) for picture in pictures] if job.kind == GENERATION else [],
    )


def _stage(record: JobRecord) -> str:
    """The stage of a job that runs, at this moment."""
    if stage := _STAGES.get(record.job.kind):
        return stage
    if record.job.first_task:
        return "Planning pages..."
    running = [picture.key for picture in record.pictures if picture.status is Status.RUNNING]
    if running:
        return f"Generating page {running[0]}..."
    return "Starting to generate pages..." if record.open_pictures() else "Finishing..."


def _job_page(picture: Picture, sign: Sign) -> JobPage:
    small = picture.shown.thumbnail_key if picture.shown else None
    return JobPage(
        pageNumber=int(picture.key), status=_ITEM_STATUS[picture.status], thumbnailUrl=sign(small) if small else None
    )


def export_view(record: JobRecord, sign: Sign, expires_at: str) -> Export:
    """An export.

    Args:
        expires_at: the moment until which URLs of `sign` can be used.
    """
    files = [
        ExportedFile(downloadUrl=sign(file.key), fileName=file.name, fileSize=file.size) for file in record.job.files
    ]
    asked, cover = (*files, None, None)[:2]
    data = ExportData.of(record.job)
    return Export(
        status=_STATUS[record.job.status],
        downloadUrl=asked.downloadUrl if asked else None,
        expiresAt=expires_at if asked else None,
        fileSize=asked.fileSize if asked else None,
        fileName=asked.fileName if asked else None,
        cover=cover,
        print=_print_facts(data.printed) if data and data.printed else None,
    )


def _print_facts(printed: Mapping[str, Any]) -> PrintFacts:
    return PrintFacts(
        trimSize=printed["trim"],
        widthInches=printed["width"] / 1000,
        heightInches=printed["height"] / 1000,
        bleed=printed["bleed"],
        paper=printed["paper"],
        pages=printed["pages"],
        pictures=printed["pictures"],
        aiGenerated=printed["generated"],
        spineInches=printed["spine"] / 1000,
        warnings=[PrintWarning(**{"page": None, **notice}) for notice in printed["notices"]],
    )
