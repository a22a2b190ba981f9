"""The writes of edits and calibrations beside their jobs, in DynamoDB: one edit at a time, no sample in use is lost."""

from dataclasses import replace
from typing import Any

import pytest

from inkwell.aws.calibrations import DynamoCalibrations
from inkwell.aws.expiring import PURGED
from inkwell.aws.items import dump
from inkwell.aws.pages import DynamoPages
from inkwell.aws.projects import DynamoProjects, project_key
from inkwell.aws.transactions import transact
from inkwell.coloring_books.ids import new_project_id
from inkwell.coloring_books.page_store import PageVersion, ProjectPage
from inkwell.coloring_books.store import Project
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InvalidInput, NotFound, StaleRecord
from inkwell.core.names import new_id
from tests.support.aws import TABLE
from tests.support.page_pictures import SCENE


@pytest.fixture
def projects(dynamodb: Any) -> DynamoProjects:
    return DynamoProjects(dynamodb, TABLE)


@pytest.fixture
def pages(dynamodb: Any, projects: DynamoProjects) -> DynamoPages:
    return DynamoPages(dynamodb, TABLE, projects)


@pytest.fixture
def calibrations(dynamodb: Any) -> DynamoCalibrations:
    return DynamoCalibrations(dynamodb, TABLE)


@pytest.fixture
def project(projects: DynamoProjects) -> Project:
    project = Project(new_project_id(), "ann", "Tale", "children", "kawaii", 3, "6x9")
    projects.add(project, "free", 100)
    return project


def written(client: Any, *writes: JoinedWrite) -> None:
    """The writes, done."""
    assert transact(client, (), writes)


def page_of(pages: DynamoPages, project: Project, number: int = 1) -> ProjectPage:
    found = pages.page(project.id, number)
    assert found
    return found[1]


def a_version(number: int) -> PageVersion:
    return PageVersion(f"k{number}", f"t{number}", SCENE, "a page", "initial", "m", f"job{number}", "1", 1)


def test_a_page_is_edited_by_one_job_at_a_time(dynamodb: Any, pages: DynamoPages, project: Project) -> None:
    with pytest.raises(InvalidInput, match="at most 10 versions"):
        written(dynamodb, pages.edited(page_of(pages, project), "blank", 10))
    written(dynamodb, *pages.addition(project.id, 1, a_version(1), 10))
    page = page_of(pages, project)
    written(dynamodb, pages.edited(page, "one", 10))
    assert page_of(pages, project).job_id == "one"
    for write in (pages.edited(page, "two", 10), pages.room(page, 10)):
        with pytest.raises(InvalidInput) as caught:
            written(dynamodb, write)
        assert caught.value.details == {"reason": "edit_in_progress"}
    with pytest.raises(StaleRecord):
        written(dynamodb, pages.released(project.id, 1, "two"))
    written(dynamodb, pages.released(project.id, 1, "one"))
    assert page_of(pages, project).job_id is None
    with pytest.raises(InvalidInput) as caught:
        written(dynamodb, pages.edited(page, "three", 1))
    assert caught.value.details == {"pageNumbers": [1], "limit": 1}


def test_a_project_that_is_generating_or_gone_accepts_neither_edit_nor_export(
    dynamodb: Any, projects: DynamoProjects, project: Project
) -> None:
    accepting = (projects.idle(project.id), projects.exporting(project.id, "export"))
    for write in accepting:
        written(dynamodb, write, projects.belonging(project.id, "edit"))
    found = projects.find(project.id)
    assert found
    assert (found.export_id, found.updated_at) == ("export", project.updated_at)
    written(dynamodb, projects.began(project, "generation"))
    for write in accepting:
        with pytest.raises(InvalidInput) as caught:
            written(dynamodb, write)
        assert caught.value.details == {"reason": "generation_in_progress", "jobId": "generation"}
    written(dynamodb, projects.forgotten(project.id, "edit"))
    assert projects.delete(replace(found, job_id="generation"))
    for write in accepting:
        with pytest.raises(NotFound):
            written(dynamodb, write)


def test_a_project_has_the_samples_of_its_last_calibration(
    dynamodb: Any, projects: DynamoProjects, calibrations: DynamoCalibrations, project: Project
) -> None:
    first, second = new_id(), new_id()
    for job_id in (first, second):
        written(dynamodb, *calibrations.begun(project.id, job_id))
        written(dynamodb, calibrations.done(project.id, job_id))
    assert sorted(calibrations.all(project.id)) == sorted([first, second])
    stored = projects.find(project.id)
    assert stored
    assert stored.calibration_id == second
    # What was read before the second one chooses nothing.
    assert not calibrations.choose(project, f"jobs/{first}/1-1.png", "Kawaii")
    assert calibrations.choose(stored, f"jobs/{second}/2-1.png", "Kawaii style.")
    chosen = projects.find(project.id)
    assert chosen
    assert (chosen.style_anchor_key, chosen.style_anchor_description) == (f"jobs/{second}/2-1.png", "Kawaii style.")
    assert projects.list("ann", 10).items == [chosen]


def test_no_calibration_is_forgotten_whose_samples_are_in_use(
    dynamodb: Any, projects: DynamoProjects, calibrations: DynamoCalibrations, project: Project
) -> None:
    anchored, current, replaced = new_id(), new_id(), new_id()
    for job_id in (anchored, replaced, current):
        written(dynamodb, *calibrations.begun(project.id, job_id))
        written(dynamodb, calibrations.done(project.id, job_id))
        if job_id == anchored:
            stored = projects.find(project.id)
            assert stored
            assert calibrations.choose(stored, f"jobs/{anchored}/4-1.png", "Kawaii style.")
    for job_id in (anchored, current):
        with pytest.raises(StaleRecord):
            written(dynamodb, *calibrations.forgotten(project.id, job_id))
    written(dynamodb, *calibrations.forgotten(project.id, replaced))
    assert sorted(calibrations.all(project.id)) == sorted([anchored, current])
    # A purge takes all of them along.
    change = {PURGED: {"Value": {"BOOL": True}, "Action": "PUT"}}
    dynamodb.update_item(TableName=TABLE, Key=dump(project_key(project.id)), AttributeUpdates=change)
    for job_id in (anchored, current):
        written(dynamodb, *calibrations.forgotten(project.id, job_id))
    assert calibrations.all(project.id) == []


def test_a_deleted_project_begins_no_calibration_and_may_still_get_its_samples(
    dynamodb: Any, projects: DynamoProjects, calibrations: DynamoCalibrations, project: Project
) -> None:
    written(dynamodb, *calibrations.begun(project.id, "slow"))
    assert projects.delete(project)
    with pytest.raises(NotFound):
        written(dynamodb, *calibrations.begun(project.id, "late"))
    written(dynamodb, calibrations.done(project.id, "slow"))
    assert projects.list("ann", 10).items == []
    assert projects.restore(project.id)
    restored = projects.find(project.id)
    assert restored
    assert restored.calibration_id == "slow"
