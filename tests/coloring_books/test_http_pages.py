"""Pages over HTTP: their versions, newest first, and which of them is shown; who may do what."""

from dataclasses import replace
from typing import Any

import pytest

from inkwell.aws.pages import DynamoPages
from inkwell.aws.projects import DynamoProjects
from inkwell.aws.transactions import transact
from inkwell.coloring_books.page_store import PageVersion, Scene
from inkwell.core.names import new_id
from tests.support.books import blots, new_project, told
from tests.support.client import Client
from tests.support.studio import Studio

SCENE = Scene("Bella waters the flowers in front of her burrow", "full-figure", True, "educational", "Bella", "a bunny")


def give(studio: Studio, page_id: str, *jobs: str, **facts: Any) -> list[PageVersion]:
    """Give a page a version for each job, as those jobs would."""
    client = studio.client("dynamodb")
    pages = DynamoPages(client, studio.table, DynamoProjects(client, studio.table))
    project_id, number = f"{page_id[:-2]}00", int(page_id[-2:], 16)
    for job in jobs:
        keys = (f"jobs/{job}/{number}-1.png", f"jobs/{job}/{number}-1-thumbnail.jpg")
        version = PageVersion(*keys, SCENE, "Draw it", "initial", "scripted", job, str(number), 1)
        assert transact(client, (), pages.addition(project_id, number, replace(version, **facts), 10))
    found = pages.page(project_id, number)
    assert found
    return list(found[1].versions)


def key(url: str | None) -> str | None:
    """The object key that a presigned URL is for."""
    return url and url.partition("?")[0].partition("/jobs/")[2]


@pytest.fixture
def project(pro: Client) -> dict[str, Any]:
    """A project with three blank pages."""
    return new_project(pro)


def test_a_blank_page_has_no_versions(pro: Client, project: dict[str, Any]) -> None:
    blank = project["pages"][1]
    assert pro.get(f"/api/pages/{blank['id']}").json() == {
        "id": blank["id"],
        "projectId": project["id"],
        "sortOrder": 2,
        "pageType": "illustration",
        "currentVersion": 0,
        "sceneBrief": None,
        "imageUrl": None,
        "versions": [],
    }


def test_a_page_that_is_generated_anew_says_so(pro: Client, studio: Studio, project: dict[str, Any]) -> None:
    page = project["pages"][0]["id"]
    give(studio, page, "one")
    give(studio, page, "two")
    versions = pro.get(f"/api/pages/{page}").json()["versions"]
    assert [(each["version"], each["editType"]) for each in versions] == [(2, "regenerate"), (1, "initial")]


def test_a_page_shows_its_versions_newest_first(pro: Client, studio: Studio, project: dict[str, Any]) -> None:
    page = project["pages"][0]["id"]
    give(studio, page, "one")
    give(studio, page, "two", edit_type="regenerate", edit_prompt="With a hat", seed=7, needs_review=True)
    shown = pro.get(f"/api/pages/{page}").json()
    assert (shown["currentVersion"], shown["pageType"], shown["sceneBrief"]) == (2, "educational", SCENE.brief)
    assert key(shown["imageUrl"]) == "two/1-1.png"
    second, first = shown["versions"]
    assert key(second.pop("thumbnailUrl")) == "two/1-1-thumbnail.jpg"
    assert second.pop("createdAt") >= first.pop("createdAt")
    assert second == {
        "version": 2,
        "editType": "regenerate",
        "editPrompt": "With a hat",
        "prompt": "Draw it",
        "model": "scripted",
        "seed": 7,
        "needsReview": True,
    }
    assert (first["version"], first["editType"], first["editPrompt"], first["seed"]) == (1, "initial", None, None)
    listed = pro.get(f"/api/projects/{project['id']}").json()["pages"][0]
    assert (listed["currentVersion"], listed["needsReview"], key(listed["imageUrl"])) == (2, True, "two/1-1.png")


def test_a_restore_moves_the_pointer_alone(pro: Client, studio: Studio, project: dict[str, Any]) -> None:
    page, before = project["pages"][0]["id"], blots(pro)
    give(studio, page, "one", "two")
    path = f"/api/pages/{page}"
    for number, job in ((1, "one"), (1, "one"), (2, "two"), (1, "one")):
        answer = pro.post(f"{path}/restore", {"version": number})
        assert answer.status_code == 200, answer.text
        assert list(answer.json()) == ["currentVersion", "imageUrl"]
        assert (answer.json()["currentVersion"], key(answer.json()["imageUrl"])) == (number, f"{job}/1-1.png")
        shown = pro.get(path).json()
        assert (shown["currentVersion"], key(shown["imageUrl"])) == (number, f"{job}/1-1.png")
        assert [version["version"] for version in shown["versions"]] == [2, 1]
        listed = pro.get(f"/api/projects/{project['id']}").json()
        assert key(listed["thumbnailUrl"]) == f"{job}/1-1-thumbnail.jpg", "the first page is the project's thumbnail"
    assert listed["updatedAt"] > project["updatedAt"]
    assert blots(pro) == before
    # The next version comes after the highest.
    assert [version.number for version in give(studio, page, "three")] == [1, 2, 3]
    assert pro.get(path).json()["currentVersion"] == 3


def test_a_restore_of_another_page_leaves_the_thumbnail(pro: Client, studio: Studio, project: dict[str, Any]) -> None:
    first, second, _ = (page["id"] for page in project["pages"])
    give(studio, first, "one")
    give(studio, second, "two", "three")
    assert pro.post(f"/api/pages/{second}/restore", {"version": 1}).status_code == 200
    assert key(pro.get(f"/api/projects/{project['id']}").json()["thumbnailUrl"]) == "one/1-1-thumbnail.jpg"


@pytest.mark.parametrize("version", [0, -1, "1", 1.5, None, True, [1]])
def test_a_version_is_a_number_from_1(pro: Client, studio: Studio, project: dict[str, Any], version: Any) -> None:
    page = project["pages"][0]["id"]
    details = told(pro.post(f"/api/pages/{page}/restore", {"version": version}), 400, "VALIDATION_ERROR")
    assert list(details) == ["version"]


def test_a_version_that_is_not_there_is_not_found(pro: Client, studio: Studio, project: dict[str, Any]) -> None:
    page, blank, _ = (each["id"] for each in project["pages"])
    give(studio, page, "one")
    for path, version in ((page, 2), (page, 11), (page, 10**30), (blank, 1)):
        told(pro.post(f"/api/pages/{path}/restore", {"version": version}), 404, "NOT_FOUND")
    assert pro.get(f"/api/pages/{page}").json()["currentVersion"] == 1


@pytest.mark.parametrize(("method", "suffix"), [("GET", ""), ("POST", "/restore")])
def test_a_page_is_its_owners_alone(
    pro: Client, free: Client, anyone: Client, studio: Studio, project: dict[str, Any], method: str, suffix: str
) -> None:
    page = project["pages"][0]["id"]
    give(studio, page, "one", "two")
    body = {"version": 1} if suffix else None
    assert told(free.call(method, f"/api/pages/{page}{suffix}", body), 403, "FORBIDDEN") == {}
    told(anyone.call(method, f"/api/pages/{page}{suffix}", body), 401, "UNAUTHORIZED")
    for unknown in (project["id"], f"{page[:-2]}04", f"{page[:-2]}ff", new_id()):
        told(pro.call(method, f"/api/pages/{unknown}{suffix}", body), 404, "NOT_FOUND")
    for malformed in ("x", page[:-1], "%20"):
        details = told(pro.call(method, f"/api/pages/{malformed}{suffix}", body), 400, "VALIDATION_ERROR")
        assert details == {"id": "must be a UUID"}
    assert pro.call("DELETE", f"/api/projects/{project['id']}").status_code == 204
    told(pro.call(method, f"/api/pages/{page}{suffix}", body), 404, "NOT_FOUND")
