"""Pages of projects with their versions, and the port to their store.

A page keeps every version that was ever drawn of it, and points at the one that it shows. Nothing of it is stored while
it is blank. It is found with its project: while that is deleted, its pages are not found either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from inkwell.coloring_books.ids import page_id
from inkwell.coloring_books.page_scenes import PageType
from inkwell.coloring_books.store import Project
from inkwell.core.effects import JoinedWrite
from inkwell.core.timestamps import now

EditType = Literal["initial", "regenerate", "inpaint", "quick_action"]


@dataclass(frozen=True, slots=True)
class Scene:
    """The scene of a page, as it was planned; a page that is edited is drawn from it again.

    Args:
        brief: who does what, where, in a sentence.
        composition: the kind of view, as in `inkwell.coloring_books.planning`.
        includes_hero: whether the hero is seen.
        hero_name, hero_looks: the hero of the plan in words; None for a book without.
    """

    brief: str
    composition: str
    includes_hero: bool
    page_type: PageType = "illustration"
    hero_name: str | None = None
    hero_looks: str | None = None


@dataclass(frozen=True, slots=True)
class PageVersion:
    """A version of a page; it never changes.

    Args:
        number: counts the versions of its page from 1; 0 until the store has given it its number.
        object_key, thumbnail_key: the keys of the page at the trim's full pixels, and of a small copy.
        scene, prompt: what it was drawn from.
        edit_type, edit_prompt: how it came about, and what the caller asked for.
        model, seed: as the model reported them.
        needs_review: whether our check refused it.
        job_id, picture, attempt: the attempt of a job that drew it: a repeated task adds no second version.
    """

    object_key: str
    thumbnail_key: str
    scene: Scene
    prompt: str
    edit_type: EditType
    model: str
    job_id: str
    picture: str
    attempt: int
    edit_prompt: str | None = None
    seed: int | None = None
    needs_review: bool = False
    created_at: datetime = field(default_factory=now)
    number: int = 0


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A page of a project.

    Args:
        number: its place in the project, from 1.
        current: the number of the version that it shows; 0 for a blank page.
        versions: all that were ever drawn, by number.
        job_id: the edit that draws its next version, while one does.
    """

    project_id: str
    number: int
    current: int = 0
    versions: Sequence[PageVersion] = ()
    job_id: str | None = None

    @property
    def id(self) -> str:
        """Its id, which tells its project's."""
        return page_id(self.project_id, self.number)

    @property
    def shown(self) -> PageVersion | None:
        """The version that it shows; None for a blank page."""
        return self.version(self.current)

    def version(self, number: int) -> PageVersion | None:
        """The version of that number; None when there is none."""
        return self.versions[number - 1] if 0 < number <= len(self.versions) else None


class PageStore(Protocol):
    """The store of pages."""

    def book(self, project_id: str) -> tuple[Project, Sequence[ProjectPage]] | None:
        """A project with all its pages, in one read; None when there is none, or its owner has deleted it."""

    def page(self, project_id: str, number: int) -> tuple[Project, ProjectPage] | None:
        """A page with its versions, and its project, in one read; None when there is no such page, or as in `book`."""

    def room(self, page: ProjectPage, most: int) -> JoinedWrite:
        """The check that a page may get another version, for the transaction that accepts a job.

        Its refusal is `inkwell.coloring_books.errors.too_many_versions`: the page has as many as are allowed; or
        `inkwell.coloring_books.errors.edit_in_progress`: an edit draws its next one.
        """

    def edited(self, page: ProjectPage, job_id: str, most: int) -> JoinedWrite:
        """The write by which a page is being edited, for the transaction that accepts the job.

        Its refusal is `inkwell.coloring_books.errors.edit_in_progress`: another edit draws its next version; or
        `inkwell.coloring_books.errors.too_many_versions`: it has as many as are allowed.
        """

    def released(self, project_id: str, number: int, job_id: str) -> JoinedWrite:
        """The write by which a page is not being edited any more, for the transaction that settles the job."""

    def addition(
        self, project_id: str, number: int, version: PageVersion, most: int, *, lives: bool = False
    ) -> Sequence[JoinedWrite]:
        """The writes by which a page shows a new version, for the transaction that shows its picture.

        The version gets the number that follows the highest. The refusal is EntryExists where the page has a version of
        the same attempt, and `inkwell.coloring_books.errors.too_many_versions` where it has as many as are allowed.

        Args:
            lives: whether the project must not be deleted; NotFound where it is.
        """

    def show(self, project: Project, page: ProjectPage, version: PageVersion) -> bool:
        """Show a version that a page has; False when the project is gone.

        Raises:
            StaleRecord: the project or the page changed at this moment.
        """
