"""The kinds of jobs of the family, and what their pictures become a part of (`Brief.lands_on`)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from inkwell.coloring_books.options import Audience, ExportFormat, Paper, StylePreset, TrimSize
from inkwell.coloring_books.page_store import EditType, PageVersion, Scene
from inkwell.coloring_books.store import Hero
from inkwell.core.jobs import Job
from inkwell.core.pictures import Picture, Version

#: The kind of job that draws a hero, and the key of its one picture.
HERO = "hero_creation"
SHEET = "sheet"

#: The kind of job that draws pages of a project; the keys of its pictures are the numbers of the pages.
GENERATION = "generation"

#: The kind of job that draws the samples of a calibration; a request waits for it.
CALIBRATION = "calibration"

#: The kind of job that draws a version of a page for an edit, and the key of its one picture; a request waits for it.
EDIT = "edit"
EDITED = "page"

#: The kind of job that makes the files of a book for print.
EXPORT = "export"

#: All kinds of jobs that a caller can look at.
KINDS = frozenset({HERO, GENERATION, EXPORT})

#: The name of a page in `Brief.lands_on`.
_PAGE = "page"


@dataclass(frozen=True, slots=True)
class GenerationHero:
    """The hero of a generation, as it was when the job was accepted; `sheet_key` is the object key of its sheet."""

    name: str
    looks: str
    sheet_key: str


@dataclass(frozen=True, slots=True)
class GenerationData:
    """The data of a generation, from which its pages are planned (`Job.data`).

    Args:
        idea: in the caller's words.
        audience, style_preset, page_count, trim_size: of the project.
        most_versions: the most versions of a page.
        had_pictures: whether any page of the project had a picture before.
        rounds: how often as many pages are drawn as may be drawn at once, which tells its pace.
        hero: the project's hero; None for a project without.
        anchor_key, anchor_style: the project's style anchor; None while none is chosen.
    """

    project_id: str
    idea: str
    audience: Audience
    style_preset: StylePreset
    page_count: int
    trim_size: TrimSize
    most_versions: int
    had_pictures: bool
    rounds: int
    hero: GenerationHero | None = None
    anchor_key: str | None = None
    anchor_style: str | None = None

    @classmethod
    def of(cls, job: Job) -> "GenerationData":
        """The data of a generation's job."""
        hero = job.data.get("hero")
        return cls(**{**job.data, "hero": GenerationHero(**hero) if hero else None})

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ExportData:
    """The data of an export (`Job.data`): the book as it was when the job was accepted.

    Args:
        format: what is made of its pages.
        title, author: as they are printed; None for a book without an author.
        trim_size, paper, bleed, blank_backs, page_numbers, title_page, cover: as in `ExportRequest`.
        pages: the object keys of the versions that were shown, in order.
        changed_at: the moment at which the newest of them was drawn, which stands in the files.
        file_keys: the object keys of the files that are made.
        printed: what the printer is told, once the files are made.
    """

    project_id: str
    format: ExportFormat
    title: str
    trim_size: TrimSize
    paper: Paper
    bleed: bool
    blank_backs: bool
    page_numbers: bool
    title_page: bool
    cover: bool
    pages: Sequence[str]
    changed_at: str
    file_keys: Sequence[str]
    author: str | None = None
    printed: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, job: Job) -> "ExportData | None":
        """The data of a job; None where that is no export."""
        return cls(**job.data) if job.kind == EXPORT else None

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class NewHero:
    """A hero that appears when its sheet is shown: kept in the brief of the sheet."""

    owner: str
    name: str
    description: str
    audience: Audience

    @classmethod
    def of(cls, picture: Picture) -> "NewHero | None":
        """The hero that a picture is the sheet of; None for any other picture."""
        facts = picture.brief.lands_on.get(HERO)
        return cls(**facts) if facts else None

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Brief.lands_on`."""
        return {HERO: asdict(self)}

    def appeared(self, picture: Picture, version: Version) -> Hero:
        """The hero with its sheet."""
        return Hero(
            id=picture.job_id,
            owner=self.owner,
            name=self.name,
            description=self.description,
            audience=self.audience,
            reference_key=version.object_key,
            thumbnail_key=version.thumbnail_key or version.object_key,
            created_at=version.created_at,
        )


@dataclass(frozen=True, slots=True)
class CalibrationData:
    """The facts of a calibration (`Job.data`)."""

    project_id: str

    @classmethod
    def of(cls, job: Job) -> "CalibrationData | None":
        """The facts of a job; None where that is no calibration."""
        return cls(**job.data) if job.kind == CALIBRATION else None

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class EditData:
    """The facts of an edit (`Job.data`): the page, by its number in its project."""

    project_id: str
    number: int

    @classmethod
    def of(cls, job: Job) -> "EditData | None":
        """The facts of a job; None where that is no edit."""
        return cls(**job.data) if job.kind == EDIT else None

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Job.data`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version of a page that appears when its picture is shown: kept in the brief of the picture.

    Args:
        number: of the page in its project.
        most: the most versions that the page may have.
        scene, edit_type, edit_prompt: as in `PageVersion`.
    """

    project_id: str
    number: int
    most: int
    scene: Scene
    edit_type: EditType = "initial"
    edit_prompt: str | None = None

    @classmethod
    def of(cls, picture: Picture) -> "NewVersion | None":
        """The version that a picture becomes; None for a picture that belongs to no page."""
        facts = picture.brief.lands_on.get(_PAGE)
        return cls(**facts | {"scene": Scene(**facts["scene"])}) if facts else None

    def as_data(self) -> Mapping[str, Any]:
        """The record as `Brief.lands_on`."""
        return {_PAGE: asdict(self)}

    def appeared(self, picture: Picture, version: Version) -> PageVersion:
        """The version of the page, before it has its number."""
        return PageVersion(
            object_key=version.object_key,
            thumbnail_key=version.thumbnail_key or version.object_key,
            scene=self.scene,
            prompt=picture.brief.prompt,
            edit_type=self.edit_type,
            edit_prompt=self.edit_prompt,
            model=version.model,
            seed=version.seed,
            needs_review=version.needs_review,
            job_id=picture.job_id,
            picture=picture.key,
            attempt=picture.attempt,
            created_at=version.created_at,
        )
