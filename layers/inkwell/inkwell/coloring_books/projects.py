"""Use cases of projects."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from inkwell.coloring_books import models
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.errors import no_such_hero
from inkwell.coloring_books.ids import given_id, new_project_id
from inkwell.coloring_books.models import CreateProjectRequest, ProjectEntry, UpdateProjectRequest
from inkwell.coloring_books.options import READERS
from inkwell.coloring_books.page_store import PageStore, ProjectPage
from inkwell.coloring_books.plans import PlanTable
from inkwell.coloring_books.store import CalibrationStore, Hero, HeroStore, Project, ProjectStore
from inkwell.coloring_books.suitability import screen_hero
from inkwell.coloring_books.views import project_entry, project_view
from inkwell.core.again import CONTENDED, until_stored
from inkwell.core.errors import Forbidden, InvalidInput, NotFound, StaleRecord
from inkwell.core.idempotency import Claim, Response
from inkwell.core.owning import theirs
from inkwell.core.paging import Page, Position, shown
from inkwell.core.runs import cancel_job
from inkwell.core.safety import screen
from inkwell.core.store import JobStore

Sign = Callable[[str], str]

_CALLED = "Project"


class Projects:
    """The projects of all owners. Another owner's project is forbidden.

    A hero that is deleted clears the `heroId` of its projects because nobody finds it any more: no project is written.

    Args:
        projects, pages, heroes, calibrations, jobs: the stores.
        accounts: know an owner's plan.
        table: the plans of this deployment.
        sign: makes the URL of an object key.
    """

    def __init__(
        self,
        projects: ProjectStore,
        pages: PageStore,
        heroes: HeroStore,
        calibrations: CalibrationStore,
        jobs: JobStore,
        accounts: Accounts,
        table: PlanTable,
        sign: Sign,
    ) -> None:
        self._projects = projects
        self._pages = pages
        self._heroes = heroes
        self._calibrations = calibrations
        self._jobs = jobs
        self._accounts = accounts
        self._table = table
        self._sign = sign

    def create(self, owner: str, request: CreateProjectRequest, claim: Claim) -> Response:
        """Store a new project with blank pages.

        Args:
            claim: the claim on the request's Idempotency-Key.

        Raises:
            BlockedText: the safety gate blocks the name, or the hero for these readers.
            InvalidInput: the hero is not a live one of the owner's.
            Forbidden: the owner has as many projects as their plan allows.
        """
        hero = self._chosen(owner, request.heroId)
        screen(request.name, field="name", audience=request.audience)
        screen_hero(hero, request.audience, field="heroId")
        plan = self._accounts.plan(owner)
        project = Project(
            id=new_project_id(),
            owner=owner,
            name=request.name,
            audience=request.audience,
            style_preset=request.stylePreset,
            page_count=request.pageCount,
            trim_size=request.trimSize,
            hero_id=hero.id if hero else None,
        )
        pages = [ProjectPage(project.id, number) for number in range(1, project.page_count + 1)]
        response = Response(201, project_view(project, pages, hero, self._sign).model_dump(mode="json"))
        most = self._table.plan(plan).projects

        def attempt() -> Response:
            self._projects.add(project, plan, most, *claim.completed(response))
            return response

        return until_stored(attempt, StaleRecord(), CONTENDED, time.sleep)

    def list(self, owner: str, limit: int, after: Position | None = None) -> Page[ProjectEntry]:
        """A page of an owner's projects, the newest change first."""
        page = self._projects.list(owner, limit, after)
        named = [project.hero_id for project in page.items if project.hero_id]
        heroes = {hero.id: hero for hero in self._heroes.find_all(named)}
        return shown(
            page,
            lambda project: project_entry(project, heroes.get(project.hero_id or ""), self._sign),
            size=lambda entry: len(json.dumps(entry.model_dump(mode="json"))),
            position=lambda project: project.position,
        )

    def get(self, owner: str, project_id: str) -> models.Project:
        """A project with all its pages.

        Raises:
            InvalidInput: the id is no UUID.
            NotFound: there is no such project, or it was deleted.
            Forbidden: it is another owner's.
        """
        project, pages = self._book(owner, project_id)
        return project_view(project, pages, self._hero(project.hero_id), self._sign)

    def change(self, owner: str, project_id: str, request: UpdateProjectRequest) -> models.Project:
        """Give a project another name or hero, or no hero; without either nothing changes.

        Raises:
            InvalidInput: the id is no UUID; a field that never changes has another value than the project; the hero is
                not a live one of the owner's.
            BlockedText: the safety gate blocks the name, or the hero for these readers.
            NotFound, Forbidden: as `get`.
        """
        project, pages = self._book(owner, project_id)
        _refuse_changes(project, request)
        changes: dict[str, str | None] = {}
        chosen = None
        if "heroId" in request.model_fields_set:
            chosen = self._chosen(owner, request.heroId)
            screen_hero(chosen, project.audience, field="heroId")
            changes["hero_id"] = request.heroId
        if request.name is not None:
            screen(request.name, field="name", audience=project.audience)
            changes["name"] = request.name
        changed = self._changed(project, changes) if changes else project
        hero = chosen if chosen and chosen.id == changed.hero_id else self._hero(changed.hero_id)
        return project_view(changed, pages, hero, self._sign)

    def delete(self, owner: str, project_id: str) -> None:
        """Delete a project. What is made for it is cancelled, as nobody would see it.

        Raises InvalidInput, NotFound and Forbidden as `get`.
        """

        def step() -> bool | None:
            project = self._theirs(owner, project_id)
            return (self._stopped(project) and self._projects.delete(project)) or None

        until_stored(step, StaleRecord(), CONTENDED, time.sleep)

    def _stopped(self, project: Project) -> bool:
        """Cancel what is made for a project; False when a job has changed meanwhile.

        Pages that are being drawn are drawn to their end, as ever. A file or samples come to nothing, and cost nothing.
        """
        whole = [project.export_id, *self._calibrations.all(project.id)]
        for job_id, running in [(project.job_id, False), *((each, True) for each in whole)]:
            record = self._jobs.load(job_id) if job_id else None
            if record and record.job.is_open and not cancel_job(self._jobs, record, running=running):
                return False
        return True

    def _changed(self, project: Project, changes: Mapping[str, Any]) -> Project:
        def attempt() -> Project | Literal[False]:
            return self._projects.change(project, changes) or False

        changed: Project | Literal[False] = until_stored(attempt, StaleRecord(), CONTENDED, time.sleep)
        if not changed:
            raise NotFound(f"{_CALLED} not found")
        return changed

    def _theirs(self, owner: str, project_id: str) -> Project:
        project = self._projects.find(given_id(project_id, "id"))
        return theirs(project, owner, called=_CALLED, foreign=Forbidden)

    def _book(self, owner: str, project_id: str) -> tuple[Project, Sequence[ProjectPage]]:
        book = self._pages.book(given_id(project_id, "id"))
        project = theirs(book and book[0], owner, called=_CALLED, foreign=Forbidden)
        return project, book[1] if book else ()

    def _hero(self, hero_id: str | None) -> Hero | None:
        return self._heroes.find(hero_id) if hero_id else None

    def _chosen(self, owner: str, hero_id: str | None) -> Hero | None:
        """The hero that a request names, if it names one."""
        hero = self._hero(hero_id)
        if hero_id and (hero is None or hero.owner != owner):
            raise no_such_hero()
        return hero


def _refuse_changes(project: Project, request: UpdateProjectRequest) -> None:
    """Refuse another value of what never changes."""
    readers = READERS[project.audience]
    fixed: dict[str, tuple[object, object]] = {
        "audience": (request.audience, project.audience),
        "stylePreset": (request.stylePreset, project.style_preset),
        "pageCount": (request.pageCount, project.page_count),
        "trimSize": (request.trimSize, project.trim_size),
        "lineWeight": (request.lineWeight, readers.line_weight),
        "complexity": (request.complexity, readers.complexity),
    }
    problems: dict[str, object] = {
        name: f"never changes, it is {value}"
        for name, (asked, value) in fixed.items()
        if asked is not None and asked != value
    }
    if problems:
        name, problem = next(iter(problems.items()))
        raise InvalidInput(f"{name} {problem}", details=problems)
