"""Projects and heroes, and the ports to their stores.

What its owner has deleted is not found any more. It can be restored until it is purged (`inkwell.core.expiring`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from inkwell.coloring_books.options import Audience, StylePreset, TrimSize
from inkwell.core.effects import JoinedWrite
from inkwell.core.paging import Page, Position
from inkwell.core.timestamps import now

ProjectStatus = Literal["draft", "generating", "ready", "exported"]


@dataclass(frozen=True, slots=True)
class Project:
    """A colouring book. Its audience, style, size and number of pages never change.

    Args:
        hero_id: the hero in it; that hero may be deleted meanwhile.
        job_id: the generation that draws its pages, while one does.
        thumbnail_key: the object key of a small copy of its first page, while that has a picture.
        export_id: the job of its newest export; None before any was begun.
        calibration_id: the job that drew its newest samples; None before any were drawn.
        style_anchor_key, style_anchor_description: the picture whose style all pages have, and that style in words;
            None while none is chosen.
        updated_at: the moment of its last change, by which lists are sorted.
    """

    id: str
    owner: str
    name: str
    audience: Audience
    style_preset: StylePreset
    page_count: int
    trim_size: TrimSize
    status: ProjectStatus = "draft"
    hero_id: str | None = None
    job_id: str | None = None
    export_id: str | None = None
    thumbnail_key: str | None = None
    calibration_id: str | None = None
    style_anchor_key: str | None = None
    style_anchor_description: str | None = None
    created_at: datetime = field(default_factory=now)
    updated_at: datetime = field(default_factory=now)

    @property
    def position(self) -> Position:
        """Its place in lists, which have the newest change first."""
        return Position(self.updated_at, self.id)


@dataclass(frozen=True, slots=True)
class Hero:
    """A character that may appear in projects. Its id is that of the job that drew its sheet.

    Args:
        reference_key: the object key of its sheet.
        thumbnail_key: the object key of a small copy of the sheet.
        times_used: the number of generations with it.
        created_at: the moment at which its sheet was shown.
    """

    id: str
    owner: str
    name: str
    description: str
    audience: Audience
    reference_key: str
    thumbnail_key: str
    times_used: int = 0
    created_at: datetime = field(default_factory=now)

    @property
    def position(self) -> Position:
        """Its place in lists, which have the newest hero first."""
        return Position(self.created_at, self.id)


class ProjectStore(Protocol):
    """The store of projects."""

    def add(self, project: Project, plan: str, most: int | None, *joined: JoinedWrite) -> None:
        """Store a new project, all or nothing.

        Args:
            plan: the owner's plan, for the refusal.
            most: the most projects that the plan allows; None for any number.
            joined: further writes of the same transaction.

        Raises:
            Forbidden: the owner has as many projects.
            StaleRecord: another project of the owner was stored at this moment.
            InkwellError: the refusal of a joined write.
        """

    def find(self, project_id: str) -> Project | None:
        """A project, in one read; None when there is none, or its owner has deleted it."""

    def list(self, owner: str, limit: int, after: Position | None = None) -> Page[Project]:
        """A page of an owner's projects, in one read, the newest change first."""

    def change(self, project: Project, changes: Mapping[str, Any]) -> Project | None:
        """Change fields of a project, None for no value; None when it is gone.

        Returns:
            the project as it is stored then, with what others changed meanwhile; `updated_at` is new.

        Raises:
            StaleRecord: another write of the project was made at this moment.
        """

    def delete(self, project: Project) -> bool:
        """Delete a project; False when it is gone, or a job of its own was begun or ended since it was read.

        Raises:
            StaleRecord: another project of the owner was stored or deleted at this moment.
        """

    def restore(self, project_id: str) -> bool:
        """Bring a deleted project back, beyond any limit; False when there is none, or it is being purged."""

    def began(self, project: Project, job_id: str) -> JoinedWrite:
        """The write by which a project is generating, for the transaction that accepts the job.

        Its refusal is `inkwell.coloring_books.errors.generation_in_progress`, or NotFound where the project is gone.
        """

    def belonging(self, project_id: str, job_id: str) -> JoinedWrite:
        """The write by which a job is purged with its project, for the transaction that accepts the job."""

    def idle(self, project_id: str) -> JoinedWrite:
        """The check that a project is there and not generating, for the transaction that accepts an edit.

        Its refusal is that of `began`.
        """

    def exporting(self, project_id: str, job_id: str) -> JoinedWrite:
        """The write by which a job is a project's newest export, for the transaction that accepts the job.

        It is no change of the book, which keeps its place in lists. Its refusal is that of `began`.
        """

    def forgotten(self, project_id: str, job_id: str) -> JoinedWrite:
        """The write by which a job does not belong to a project any more, for the transaction that deletes the job."""

    def exported(self, project_id: str) -> Sequence[JoinedWrite]:
        """The writes by which a project was exported, for the transaction that settles the job.

        It reads the project. There are none where that is not ready: deleted, generating, or exported before. The
        refusal is StaleRecord.
        """

    def ended(self, project_id: str, job_id: str, status: ProjectStatus) -> Sequence[JoinedWrite]:
        """The writes by which a generation ends, for the transaction that settles the job.

        It reads the project, which may be deleted meanwhile: then it changes its status, and stays deleted. There are
        none where the project is gone, or waits for another job. The refusal is StaleRecord.
        """


class HeroStore(Protocol):
    """The store of heroes."""

    def count(self, owner: str) -> int:
        """The number of an owner's heroes and of those being drawn."""

    def room(self, owner: str, most: int) -> JoinedWrite:
        """The write that counts a hero that will be drawn, for the transaction that accepts its job.

        Its refusal is `inkwell.coloring_books.errors.too_many_heroes`: the owner has as many heroes as are allowed.
        """

    def given_up(self, owner: str) -> JoinedWrite:
        """The write that counts a hero no more, for the transaction in which its job ends without a sheet."""

    def appearance(self, hero: Hero) -> JoinedWrite:
        """The write that stores a new hero, for the transaction that shows its sheet."""

    def used(self, hero_id: str) -> JoinedWrite:
        """The write that counts a use of a hero, for the transaction that accepts a generation with it.

        Its refusal is StaleRecord: the hero is gone.
        """

    def find(self, hero_id: str) -> Hero | None:
        """A hero, in one read; None when there is none, or its owner has deleted it."""

    def find_all(self, hero_ids: Collection[str]) -> Sequence[Hero]:
        """The heroes of such ids that are there, in one read; at most 100 ids."""

    def list(self, owner: str, limit: int, after: Position | None = None) -> Page[Hero]:
        """A page of an owner's heroes, in one read, the newest first."""

    def delete(self, hero: Hero) -> bool:
        """Delete a hero; False when another request just did.

        Raises:
            StaleRecord: the owner's heroes changed at this moment.
        """

    def restore(self, hero_id: str) -> bool:
        """Bring a deleted hero back, beyond any limit; False when there is none, or it is being purged."""


class CalibrationStore(Protocol):
    """The store of the calibrations of projects: jobs whose pictures are samples."""

    def begun(self, project_id: str, job_id: str) -> Sequence[JoinedWrite]:
        """The writes by which a calibration belongs to a project, for the transaction that accepts its job.

        Their refusal is NotFound: the project is gone. A calibration is purged with its project.
        """

    def done(self, project_id: str, job_id: str) -> JoinedWrite:
        """The write by which a calibration's samples are the project's, for the transaction that settles its job."""

    def forgotten(self, project_id: str, job_id: str) -> Sequence[JoinedWrite]:
        """The writes by which a project forgets a calibration, for the transaction that deletes its job.

        Their refusal is StaleRecord: its samples are the project's, or one of them is its style anchor.
        """

    def all(self, project_id: str) -> Sequence[str]:
        """The ids of all calibrations that belong to a project, in one read."""

    def choose(self, project: Project, anchor_key: str, description: str) -> bool:
        """Make a sample of the project's calibration, as it was read, the style anchor.

        False when the project is gone or was calibrated again: read it again.
        """


class PaceStore(Protocol):
    """The store of measured paces: how long a round of an owner's last generation took, by its size (`paces.size`)."""

    def paces(self, owner: str) -> Mapping[int, float]:
        """The seconds that a round takes, by its size; sizes that were never measured are missing."""

    def measured(self, owner: str, size: int, seconds: float) -> JoinedWrite:
        """The write that stores a pace, for the transaction that settles a generation."""
