"""Projects and heroes in DynamoDB: their conditions, what is deleted and restored, and limits under contention."""

import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from inkwell.aws.calibrations import DynamoCalibrations
from inkwell.aws.expiring import DynamoExpiring
from inkwell.aws.heroes import DynamoHeroes
from inkwell.aws.pages import DynamoPages
from inkwell.aws.projects import DynamoProjects
from inkwell.aws.transactions import transact
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.ids import new_project_id
from inkwell.coloring_books.models import UpdateProjectRequest
from inkwell.coloring_books.page_store import PageVersion, ProjectPage, Scene
from inkwell.coloring_books.plans import read_plans
from inkwell.coloring_books.projects import Projects
from inkwell.coloring_books.store import Hero, Project
from inkwell.core.again import until_stored
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import EntryExists, Forbidden, InvalidInput, NotFound, StaleRecord
from inkwell.core.expiring import GRACE, purge
from inkwell.core.names import new_id
from inkwell.core.timestamps import now
from tests.fakes import FakeJobs, FakeLedger, FakeObjects, FakeWorkflows
from tests.support.aws import TABLE
from tests.support.contended import ContendedTable


@pytest.fixture
def projects(dynamodb: Any) -> DynamoProjects:
    return DynamoProjects(dynamodb, TABLE)


@pytest.fixture
def pages(dynamodb: Any, projects: DynamoProjects) -> DynamoPages:
    return DynamoPages(dynamodb, TABLE, projects)


@pytest.fixture
def heroes(dynamodb: Any) -> DynamoHeroes:
    return DynamoHeroes(dynamodb, TABLE)


def a_project(**facts: Any) -> Project:
    return Project(new_project_id(), "ann", "Tale", "children", "kawaii", 3, "6x9", **facts)


def a_hero(owner: str = "ann") -> Hero:
    id = new_id()
    return Hero(id, owner, "Bella", "A white bunny", "children", f"jobs/{id}/s.png", f"jobs/{id}/s-thumbnail.jpg")


def written(client: Any, *writes: JoinedWrite) -> None:
    """The writes, done; at least one of them is."""
    assert transact(client, (), writes)


def added(projects: DynamoProjects, **facts: Any) -> Project:
    project = a_project(**facts)
    projects.add(project, "free", 100)
    return project


def appeared(client: Any, heroes: DynamoHeroes, owner: str = "ann") -> Hero:
    hero = a_hero(owner)
    written(client, heroes.room(owner, 20), heroes.appearance(hero))
    return hero


# ---------------------------------------------------------------- projects


def test_a_project_is_kept_as_it_is(projects: DynamoProjects) -> None:
    project = added(projects, hero_id=new_id())
    assert projects.find(project.id) == project
    assert projects.find(new_id()) is None
    assert projects.find("x" * 3000) is None
    assert projects.list("ann", 10).items == [project]
    assert projects.list("bob", 10).items == []


@pytest.mark.parametrize("most", [0, 2])
def test_a_plan_allows_so_many(projects: DynamoProjects, most: int) -> None:
    for _ in range(most):
        projects.add(a_project(), "free", most)
    with pytest.raises(Forbidden) as caught:
        projects.add(a_project(), "free", most)
    assert caught.value.details == {"limit": most, "plan": "free"}
    projects.add(a_project(), "pro", None)
    assert len(projects.list("ann", 10).items) == most + 1


def test_many_that_come_at_once_are_as_many_as_the_plan_allows(dynamodb: Any) -> None:
    table = ContendedTable(dynamodb)
    projects = DynamoProjects(table, TABLE)  # type: ignore[arg-type]
    found: list[str] = []

    def create() -> None:
        def step() -> str:
            projects.add(a_project(), "free", 3)
            return "added"

        try:
            found.append(until_stored(step, StaleRecord(), 200, time.sleep))
        except Forbidden as error:
            found.append(error.code)

    threads = [threading.Thread(target=create) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(found) == {"added": 3, "FORBIDDEN": 9}
    assert table.conflicts > 0, "the test is about those that meet"
    assert len(projects.list("ann", 10).items) == 3


def test_a_change_moves_a_project_to_the_top(projects: DynamoProjects) -> None:
    moment = now() - timedelta(days=1)
    first = added(projects, created_at=moment, updated_at=moment)
    second = added(projects)
    changed = projects.change(first, {"name": "Other", "hero_id": "bella"})
    assert changed
    assert (changed.name, changed.hero_id, changed.created_at) == ("Other", "bella", moment)
    assert projects.find(first.id) == changed
    page = projects.list("ann", 1)
    assert page.items == [changed]
    rest = projects.list("ann", 1, page.next)
    assert (rest.items, rest.next) == ([second], None)
    cleared = projects.change(changed, {"hero_id": None})
    assert cleared
    assert (cleared.hero_id, projects.find(first.id)) == (None, cleared)


def test_a_change_returns_what_others_changed_meanwhile(projects: DynamoProjects) -> None:
    project = added(projects)
    assert projects.change(project, {"name": "Other"})
    changed = projects.change(project, {"hero_id": "bella"})
    assert changed
    assert (changed.name, changed.hero_id) == ("Other", "bella")
    assert projects.find(project.id) == changed


def test_changes_that_meet_other_writes_are_made_after_them(dynamodb: Any) -> None:
    table = ContendedTable(dynamodb)
    projects = DynamoProjects(table, TABLE)  # type: ignore[arg-type]
    heroes = DynamoHeroes(dynamodb, TABLE)
    pages, accounts = DynamoPages(dynamodb, TABLE, projects), Accounts(FakeLedger(), read_plans())
    calibrations = DynamoCalibrations(dynamodb, TABLE)
    use_cases = Projects(projects, pages, heroes, calibrations, FakeJobs(), accounts, read_plans(), str)
    project = added(projects)

    def generate() -> None:
        for job in ("one", "two", "three"):
            until_stored(partial(transact, table, (), [projects.began(project, job)]), StaleRecord(), 200, time.sleep)
            ended = projects.ended(project.id, job, "ready")
            until_stored(partial(transact, table, (), ended), StaleRecord(), 200, time.sleep)

    thread = threading.Thread(target=generate)
    thread.start()
    names = [str(number) for number in range(8)]
    told = [use_cases.change("ann", project.id, UpdateProjectRequest(name=name)).name for name in names]
    thread.join()
    assert told == names
    assert table.conflicts > 0, "the test is about those that meet"
    found = projects.find(project.id)
    assert found
    assert (found.name, found.status) == ("7", "ready")


def test_a_project_is_not_deleted_under_a_job_that_began_since_it_was_read(
    projects: DynamoProjects, dynamodb: Any
) -> None:
    seen = added(projects)
    for begins in (projects.exporting(seen.id, "one"), projects.began(seen, "two")):
        assert transact(dynamodb, (), [begins])
        assert not projects.delete(seen), "its job would go on, and be paid for"
        read = projects.find(seen.id)
        assert read
        seen = read
    assert projects.delete(seen)


def test_a_deleted_project_is_nowhere_until_it_is_restored(projects: DynamoProjects, dynamodb: Any) -> None:
    project = added(projects)
    assert not projects.restore(project.id)
    assert projects.delete(project)
    assert not projects.delete(project)
    assert (projects.find(project.id), projects.list("ann", 10).items) == (None, [])
    assert projects.change(project, {"name": "x"}) is None
    with pytest.raises(NotFound):
        written(dynamodb, projects.began(project, "job"))
    # Its place is free at once, and taken again beyond the limit.
    projects.add(a_project(), "free", 1)
    assert projects.restore(project.id)
    assert not projects.restore(project.id)
    assert projects.find(project.id) == project
    assert len(projects.list("ann", 10).items) == 2
    with pytest.raises(Forbidden):
        projects.add(a_project(), "free", 2)
    assert DynamoExpiring(dynamodb, TABLE).due(now() + 2 * GRACE) == []


def test_a_project_is_purged_thirty_days_later_and_not_restored_any_more(
    projects: DynamoProjects, dynamodb: Any
) -> None:
    project, other = added(projects), added(projects)
    assert projects.delete(project)
    expiring = DynamoExpiring(dynamodb, TABLE)
    assert expiring.due(now() + GRACE - timedelta(minutes=1)) == []
    later = now() + GRACE + timedelta(minutes=1)
    (name,) = expiring.due(later)
    assert expiring.claim(name, later)
    assert not projects.restore(project.id)
    again = later + timedelta(minutes=2)
    purge(expiring, FakeJobs(), FakeObjects(), FakeWorkflows(), name, again)
    assert expiring.due(again) == []
    assert not projects.restore(project.id)
    assert projects.list("ann", 10).items == [other]
    projects.add(a_project(), "free", 2)


def test_a_project_generates_for_one_job_at_a_time(projects: DynamoProjects, dynamodb: Any) -> None:
    project = added(projects)
    written(dynamodb, projects.began(project, "one"))
    found = projects.find(project.id)
    assert found
    assert (found.status, found.job_id) == ("generating", "one")
    with pytest.raises(InvalidInput) as caught:
        written(dynamodb, projects.began(project, "two"))
    assert caught.value.details == {"reason": "generation_in_progress", "jobId": "one"}
    assert projects.ended(project.id, "two", "ready") == ()
    assert projects.ended(new_id(), "one", "ready") == ()
    (late,), (ending,) = (projects.ended(project.id, "one", status) for status in ("draft", "ready"))
    written(dynamodb, ending)
    with pytest.raises(StaleRecord):
        written(dynamodb, late)
    found = projects.find(project.id)
    assert found
    assert (found.status, found.job_id) == ("ready", None)
    assert projects.list("ann", 10).items == [found]


def test_a_project_that_was_deleted_ends_and_stays_deleted(projects: DynamoProjects, dynamodb: Any) -> None:
    project = added(projects)
    written(dynamodb, projects.began(project, "one"))
    (early,) = projects.ended(project.id, "one", "draft")
    assert projects.delete(replace(project, job_id="one"))
    with pytest.raises(StaleRecord):
        written(dynamodb, early)
    written(dynamodb, *projects.ended(project.id, "one", "ready"))
    assert (projects.find(project.id), projects.list("ann", 10).items) == (None, [])
    assert projects.restore(project.id)
    found = projects.find(project.id)
    assert found
    assert (found.status, found.job_id) == ("ready", None)


def test_jobs_are_purged_with_their_project(projects: DynamoProjects, dynamodb: Any) -> None:
    project = added(projects)
    for job in ("one", "two", "two"):
        written(dynamodb, projects.belonging(project.id, job))
    assert DynamoExpiring(dynamodb, TABLE).belongings(f"PROJECT#{project.id}").jobs == ["one", "two"]


# ---------------------------------------------------------------- pages


def a_version(job: str = "job", **facts: Any) -> PageVersion:
    scene = Scene("Bella jumps over a puddle in the rain", "action", True)
    return PageVersion("k.png", "k.jpg", scene, "Draw it", "initial", "a/model", job, "1", 1, **facts)


def shown(client: Any, pages: DynamoPages, project: Project, number: int, *jobs: str) -> ProjectPage:
    """The page after these jobs have shown a version of it."""
    for job in jobs:
        written(client, *pages.addition(project.id, number, a_version(job), 10))
    found = pages.page(project.id, number)
    assert found
    return found[1]


def test_a_project_has_blank_pages(projects: DynamoProjects, pages: DynamoPages) -> None:
    project = added(projects)
    blank = [ProjectPage(project.id, number) for number in (1, 2, 3)]
    assert pages.book(project.id) == (project, blank)
    assert pages.page(project.id, 3) == (project, blank[2])
    assert [pages.page(project.id, number) for number in (0, 4)] == [None, None]
    assert (pages.book(new_id()), pages.page(new_id(), 1)) == (None, None)
    assert blank[0].shown is None


def test_a_version_has_the_next_number_also_after_a_restore(
    projects: DynamoProjects, pages: DynamoPages, dynamodb: Any
) -> None:
    project = added(projects)
    page = shown(dynamodb, pages, project, 2, "one", "two")
    assert (page.current, [version.number for version in page.versions]) == (2, [1, 2])
    first = page.version(1)
    assert first == a_version("one", number=1, created_at=first and first.created_at)
    assert pages.show(project, page, first)
    found = pages.page(project.id, 2)
    assert found
    assert (found[1].current, found[1].shown, len(found[1].versions)) == (1, first, 2)
    assert found[0].updated_at > project.updated_at
    page = shown(dynamodb, pages, project, 2, "three")
    assert (page.current, page.shown and page.shown.job_id) == (3, "three")


def test_an_attempt_makes_one_version(projects: DynamoProjects, pages: DynamoPages, dynamodb: Any) -> None:
    project = added(projects)
    shown(dynamodb, pages, project, 1, "one")
    with pytest.raises(EntryExists):
        shown(dynamodb, pages, project, 1, "one")
    written(dynamodb, *pages.addition(project.id, 1, replace(a_version("one"), attempt=2), 10))
    assert len(shown(dynamodb, pages, project, 1).versions) == 2


def test_a_page_has_room_for_so_many_versions(projects: DynamoProjects, pages: DynamoPages, dynamodb: Any) -> None:
    project = added(projects)
    blank = ProjectPage(project.id, 1)
    written(dynamodb, pages.room(blank, 1))
    shown(dynamodb, pages, project, 1, "one")
    for write in (pages.room(blank, 1), pages.addition(project.id, 1, a_version("two"), 1)[0]):
        with pytest.raises(InvalidInput) as caught:
            written(dynamodb, write)
        assert caught.value.details == {"pageNumbers": [1], "limit": 1}
    written(dynamodb, pages.room(blank, 2))


def test_the_first_page_is_the_thumbnail_of_its_project(
    projects: DynamoProjects, pages: DynamoPages, dynamodb: Any
) -> None:
    project = added(projects)
    for number, expected in ((2, None), (1, "k.jpg")):
        shown(dynamodb, pages, project, number, "one")
        found = projects.find(project.id)
        assert found
        assert found.thumbnail_key == expected
    other = replace(a_version("two"), thumbnail_key="other.jpg")
    written(dynamodb, *pages.addition(project.id, 1, other, 10))
    page = shown(dynamodb, pages, project, 1)
    assert pages.show(project, page, page.versions[0])
    found = projects.find(project.id)
    assert found
    assert found.thumbnail_key == "k.jpg"


def test_pages_of_a_deleted_project_are_nowhere(projects: DynamoProjects, pages: DynamoPages, dynamodb: Any) -> None:
    project = added(projects)
    page = shown(dynamodb, pages, project, 1, "one")
    assert projects.delete(project)
    assert (pages.book(project.id), pages.page(project.id, 1)) == (None, None)
    assert not pages.show(project, page, page.versions[0])
    # What is being drawn is drawn to its end, and is there when the project is restored.
    written(dynamodb, *pages.addition(project.id, 1, a_version("two"), 10))
    assert projects.restore(project.id)
    assert len(shown(dynamodb, pages, project, 1).versions) == 2


# ---------------------------------------------------------------- heroes


def test_a_hero_is_kept_as_it_is(heroes: DynamoHeroes, dynamodb: Any) -> None:
    hero, other = appeared(dynamodb, heroes), appeared(dynamodb, heroes, "bob")
    assert heroes.find(hero.id) == hero
    assert heroes.list("ann", 10).items == [hero]
    found = heroes.find_all([hero.id, other.id, new_id(), hero.id])
    assert {each.id for each in found} == {hero.id, other.id}
    assert heroes.find_all([]) == []


def test_a_hero_that_will_be_drawn_takes_its_place(heroes: DynamoHeroes, dynamodb: Any) -> None:
    for _ in range(2):
        written(dynamodb, heroes.room("ann", 2))
    with pytest.raises(InvalidInput) as caught:
        written(dynamodb, heroes.room("ann", 2))
    assert caught.value.details == {"limit": 2}
    written(dynamodb, heroes.given_up("ann"))
    assert heroes.count("ann") == 1
    written(dynamodb, heroes.room("ann", 2))
    assert (heroes.count("ann"), heroes.count("bob")) == (2, 0)


def test_a_deleted_hero_is_nowhere_until_it_is_restored(heroes: DynamoHeroes, dynamodb: Any) -> None:
    hero = appeared(dynamodb, heroes)
    assert heroes.delete(hero)
    assert not heroes.delete(hero)
    assert (heroes.find(hero.id), heroes.find_all([hero.id]), heroes.list("ann", 9).items) == (None, [], [])
    assert heroes.count("ann") == 0
    with pytest.raises(StaleRecord):
        written(dynamodb, heroes.used(hero.id))
    assert heroes.restore(hero.id)
    assert (heroes.find(hero.id), heroes.count("ann")) == (hero, 1)


def test_a_hero_is_purged_with_the_job_that_drew_it(heroes: DynamoHeroes, dynamodb: Any) -> None:
    hero = appeared(dynamodb, heroes)
    assert DynamoExpiring(dynamodb, TABLE).belongings(f"HERO#{hero.id}").jobs == [hero.id]


def test_uses_of_a_hero_are_counted(heroes: DynamoHeroes, dynamodb: Any) -> None:
    hero = appeared(dynamodb, heroes)
    for _ in range(2):
        written(dynamodb, heroes.used(hero.id))
    found = heroes.find(hero.id)
    assert found
    assert found.times_used == 2
