"""Projects over HTTP: their contract, their bounds, and who may do what."""

import uuid
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from inkwell.coloring_books.options import READERS
from inkwell.core.names import new_id
from tests.coloring_books.conftest import NewCaller
from tests.support.books import PROJECT, blots, new_hero, new_project, told
from tests.support.client import Client
from tests.support.page_pictures import give_version
from tests.support.studio import Studio

PATH = "/api/projects"


def test_a_new_project_is_a_draft_with_blank_pages(pro: Client) -> None:
    made = new_project(pro, pageCount=45)
    pages = made.pop("pages")
    assert {name: made[name] for name in PROJECT} == PROJECT | {"pageCount": 45}
    assert (made["status"], made["trimSize"], made["heroId"], made["hero"]) == ("draft", "8.5x11", None, None)
    assert (made["thumbnailUrl"], made["styleAnchorUrl"]) == (None, None)
    assert made["createdAt"] == made["updatedAt"]
    assert [page["sortOrder"] for page in pages] == list(range(1, 46))
    assert {page["id"][:-2] for page in pages} == {made["id"][:-2]}
    assert len({str(uuid.UUID(page["id"])) for page in pages} | {made["id"]}) == 46
    blank = {
        "pageType": "illustration",
        "currentVersion": 0,
        "sceneBrief": None,
        "thumbnailUrl": None,
        "imageUrl": None,
    }
    assert all({name: page[name] for name in blank} == blank for page in pages)
    assert pro.get(f"{PATH}/{made['id']}").json() == made | {"pages": pages}


@pytest.mark.parametrize("audience", READERS)
def test_line_weight_and_complexity_follow_from_the_readers(pro: Client, audience: str) -> None:
    table = {
        "toddler": ("thick", "minimal"),
        "children": ("thick", "moderate"),
        "tween": ("medium", "moderate"),
        "teen": ("medium", "detailed"),
        "adult": ("fine", "intricate"),
    }
    made = new_project(pro, audience=audience, lineWeight="thick", complexity="minimal")
    assert (made["lineWeight"], made["complexity"]) == table[audience]


WRONG: Mapping[str, list[Any]] = {
    "name": ["", "   ", "x" * 101, "a\x00b", "a\u200b\x07", "\u200b\u2060", 5, ["a"]],
    "pageCount": [0, 46, -1, 1.5, "3", True],
    "audience": ["baby", "", 1],
    "stylePreset": ["Kawaii", "anime"],
    "trimSize": ["A4", "8.5X11"],
    "heroId": ["x", "", "{" + str(uuid.uuid4()) + "}", uuid.uuid4().hex, 7],
}


def test_every_bound_is_told_by_field_and_nothing_is_left_behind(pro: Client, studio: Studio) -> None:
    pro.get("/api/billing/balance")
    before = studio.count()
    for field, values in WRONG.items():
        for value in values:
            details = told(pro.post(PATH, PROJECT | {field: value}), 400, "VALIDATION_ERROR")
            assert list(details) == [field], (field, value)
    for field in PROJECT:
        body = {name: value for name, value in PROJECT.items() if name != field}
        assert told(pro.post(PATH, body), 400, "VALIDATION_ERROR") == {field: "is required"}
        assert told(pro.post(PATH, PROJECT | {field: None}), 400, "VALIDATION_ERROR") == {field: "is required"}
    told(pro.post(PATH, b"{"), 400, "VALIDATION_ERROR")
    told(pro.post(PATH, b"[" * 300_000), 413, "VALIDATION_ERROR")
    assert studio.count() == before
    assert pro.get(PATH).json() == {"projects": []}


@pytest.mark.parametrize("name", ["🦄🌈", "مغامرة بيلا", "\u05d1\u05dc\u05d4", "x" * 100, "two\nlines", "../../etc"])
def test_names_in_any_script_stay_as_they_are(pro: Client, name: str) -> None:
    assert new_project(pro, name=f"  {name} ")["name"] == name


def test_a_name_passes_the_gate_of_its_readers(pro: Client) -> None:
    details = told(pro.post(PATH, PROJECT | {"name": "The Gun Book"}), 400, "VALIDATION_ERROR")
    assert details["blocked"] == "gun"
    project = new_project(pro)
    answer = pro.call("PATCH", f"{PATH}/{project['id']}", {"name": "The Gun Book"})
    assert told(answer, 400, "VALIDATION_ERROR")["blocked"] == "gun"


def test_whole_numbers_are_whole_however_they_are_written(pro: Client) -> None:
    body = b'{"name": "A", "pageCount": 2.0, "audience": "teen", "stylePreset": "cartoon", "trimSize": null, "x": 1}'
    made = pro.post(PATH, body).json()
    assert (made["pageCount"], made["trimSize"]) == (2, "8.5x11")


def test_a_repeated_request_makes_one_project(pro: Client) -> None:
    key = {"Idempotency-Key": new_id()}
    first, second = (pro.post(PATH, PROJECT, headers=key) for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(pro.get(PATH).json()["projects"]) == 1
    told(pro.post(PATH, PROJECT | {"pageCount": 4}, headers=key), 422, "VALIDATION_ERROR")


# ---------------------------------------------------------------- lists


def test_the_newest_change_comes_first_page_by_page(pro: Client) -> None:
    made = [new_project(pro, name=str(number))["id"] for number in range(5)]
    assert pro.call("PATCH", f"{PATH}/{made[1]}", {"name": "changed"}).status_code == 200
    expected = [made[1], made[4], made[3], made[2], made[0]]
    found: list[str] = []
    path = f"{PATH}?limit=2"
    while path:
        page = pro.get(path)
        assert list(page.json()) == ["projects"]
        assert len(page.json()["projects"]) <= 2
        found += [each["id"] for each in page.json()["projects"]]
        link = page.headers.get("Link", "")
        path = link.partition(">")[0].removeprefix("<")
    assert found == expected
    fields = ["id", "name", "status", "pageCount", "audience", "stylePreset", "heroId", "thumbnailUrl"]
    assert list(pro.get(PATH).json()["projects"][0]) == [*fields, "createdAt", "updatedAt"]


def test_a_list_is_the_callers_own_and_its_bounds_are_those_of_all_lists(pro: Client, bob: Client) -> None:
    made = new_project(pro)["id"]
    assert made not in [each["id"] for each in bob.get(PATH).json()["projects"]]
    for query in ("limit=0", "limit=101", "limit=x", "cursor=x"):
        told(pro.get(f"{PATH}?{query}"), 400, "VALIDATION_ERROR")


# ---------------------------------------------------------------- changes


def test_a_name_changes_and_the_same_form_changes_nothing_else(pro: Client) -> None:
    project = new_project(pro)
    path = f"{PATH}/{project['id']}"
    changed = pro.call("PATCH", path, project | {"name": "New Name"}).json()
    assert changed == project | {"name": "New Name", "updatedAt": changed["updatedAt"]}
    assert changed["updatedAt"] > project["updatedAt"]
    assert pro.get(path).json() == changed
    for body in ({}, {"name": None}, {"lineWeight": "thick", "pageCount": 3.0}):
        assert pro.call("PATCH", path, body).json() == changed


DNA = {
    "audience": "adult",
    "stylePreset": "cartoon",
    "pageCount": 4,
    "trimSize": "6x9",
    "lineWeight": "fine",
    "complexity": "minimal",
}


def test_what_never_changes_is_refused_by_name(pro: Client) -> None:
    project = new_project(pro)
    path = f"{PATH}/{project['id']}"
    for field, value in DNA.items():
        details = told(pro.call("PATCH", path, {"name": "Not stored", field: value}), 400, "VALIDATION_ERROR")
        assert details == {field: f"never changes, it is {project[field]}"}
    assert set(told(pro.call("PATCH", path, DNA), 400, "VALIDATION_ERROR")) == set(DNA)
    for field in WRONG.keys() - {"heroId"}:
        for value in WRONG[field]:
            assert list(told(pro.call("PATCH", path, {field: value}), 400, "VALIDATION_ERROR")) == [field]
    assert pro.get(path).json() == project


def test_a_hero_comes_and_goes(pro: Client) -> None:
    hero = new_hero(pro)
    project = new_project(pro, heroId=hero.upper())
    path = f"{PATH}/{project['id']}"
    shown = pro.get(f"/api/heroes/{hero}").json()
    assert (project["heroId"], _unsigned(project["hero"])) == (hero, _unsigned(shown))
    assert pro.get(PATH).json()["projects"][0]["heroId"] == hero
    assert pro.call("PATCH", path, {"name": "Other"}).json()["heroId"] == hero
    cleared = pro.call("PATCH", path, {"heroId": None}).json()
    assert (cleared["heroId"], cleared["hero"], cleared["name"]) == (None, None, "Other")
    assert pro.call("PATCH", path, {"heroId": hero}).json()["hero"]["name"] == "Bella"
    assert pro.call("DELETE", f"/api/heroes/{hero}").status_code == 204
    gone = pro.get(path).json()
    assert (gone["heroId"], gone["hero"]) == (None, None)
    assert pro.get(PATH).json()["projects"][0]["heroId"] is None


def _unsigned(hero: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: str(value).partition("?")[0] for name, value in hero.items()}


def test_a_hero_must_be_a_live_one_of_the_callers(pro: Client, new_caller: NewCaller, studio: Studio) -> None:
    foreign, dead = new_hero(new_caller("free")), new_hero(pro)
    assert pro.call("DELETE", f"/api/heroes/{dead}").status_code == 204
    project = new_project(pro)
    path = f"{PATH}/{project['id']}"
    before = studio.count()
    for hero in (foreign, dead, new_id(), project["id"]):
        problem = {"heroId": "must be a hero of yours"}
        assert told(pro.post(PATH, PROJECT | {"heroId": hero}), 400, "VALIDATION_ERROR") == problem
        assert told(pro.call("PATCH", path, {"heroId": hero}), 400, "VALIDATION_ERROR") == problem
    assert studio.count() == before
    assert pro.get(path).json() == project


# ---------------------------------------------------------------- who, and what is there


def test_a_hero_made_for_older_readers_passes_the_gate_of_the_books_readers(pro: Client, studio: Studio) -> None:
    hero = new_hero(pro, description="A brave pirate with a machine gun", audience="adult")
    refused = pro.post(PATH, PROJECT | {"heroId": hero})
    assert told(refused, 400, "VALIDATION_ERROR") == {
        "heroId": 'must not contain "machine gun" for children readers',
        "blocked": "machine gun",
    }
    project = new_project(pro)["id"]
    told(pro.call("PATCH", f"{PATH}/{project}", {"heroId": hero}), 400, "VALIDATION_ERROR")
    assert new_project(pro, audience="adult", heroId=hero)["heroId"] == hero
    # However the hero came into the book: no prompt of its pages has such words.
    page, before = f"{project[:-2]}01", blots(pro)
    give_version(studio, page)
    studio.write(f"PROJECT#{project}", "PROJECT", hero_id=hero)
    for path, body in (
        ("/api/generate", {"projectId": project, "idea": "A day in the garden"}),
        (f"/api/pages/{page}/edit", {"type": "regenerate"}),
    ):
        assert told(pro.post(path, body), 400, "VALIDATION_ERROR")["blocked"] == "machine gun"
    assert (blots(pro), pro.get(f"{PATH}/{project}").json()["status"]) == (before, "draft")


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_project_is_its_owners_alone(pro: Client, free: Client, anyone: Client, method: str) -> None:
    project = new_project(pro)
    path = f"{PATH}/{project['id']}"
    body = {"name": "Mine"} if method == "PATCH" else None
    assert told(free.call(method, path, body), 403, "FORBIDDEN") == {}
    told(anyone.call(method, path, body), 401, "UNAUTHORIZED")
    for unknown in (new_id(), project["pages"][0]["id"]):
        told(pro.call(method, f"{PATH}/{unknown}", body), 404, "NOT_FOUND")
    for malformed in ("x", "1", project["id"][:-1], f"{project['id']}0", f"{{{project['id']}}}", "%00", "ü" * 600):
        details = told(pro.call(method, f"{PATH}/{malformed}", body), 400, "VALIDATION_ERROR")
        assert details == {"id": "must be a UUID"}
    assert pro.get(f"{PATH}/{project['id'].upper()}").json() == project


def test_nobody_makes_or_lists_projects(anyone: Client) -> None:
    told(anyone.post(PATH, {"pageCount": 0}), 401, "UNAUTHORIZED")
    told(anyone.get(PATH), 401, "UNAUTHORIZED")


def test_a_deleted_project_is_gone_and_can_be_restored(pro: Client, studio: Studio) -> None:
    project = new_project(pro)
    path = f"{PATH}/{project['id']}"
    deleted = pro.call("DELETE", path)
    assert (deleted.status_code, deleted.content) == (204, b"")
    for method, body in (("GET", None), ("PATCH", {"name": "x"}), ("DELETE", None)):
        told(pro.call(method, path, body), 404, "NOT_FOUND")
    assert pro.get(PATH).json() == {"projects": []}
    item = studio.item(f"PROJECT#{project['id']}", "PROJECT")
    assert item["due_at"][:10] > item["deleted_at"][:10]
    assert "owner_kind" not in item


# ---------------------------------------------------------------- limits


def test_the_fourth_project_on_free_is_one_too_many(free: Client, studio: Studio) -> None:
    made = [new_project(free)["id"] for _ in range(3)]
    before = studio.count()
    answer = free.post(PATH, PROJECT, headers={"Idempotency-Key": "fourth"})
    assert told(answer, 403, "FORBIDDEN") == {"limit": 3, "plan": "free"}
    assert studio.count() == before
    assert free.call("DELETE", f"{PATH}/{made[0]}").status_code == 204
    assert free.post(PATH, PROJECT, headers={"Idempotency-Key": "fourth"}).status_code == 201
    told(free.post(PATH, PROJECT), 403, "FORBIDDEN")


def test_many_at_once_are_three_on_free(free: Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        statuses = Counter(pool.map(lambda _: free.post(PATH, PROJECT).status_code, range(24)))
    assert statuses == {201: 3, 403: 21}
    assert len(free.get(PATH).json()["projects"]) == 3


def test_an_answer_of_the_family_tells_its_rate_limit(pro: Client) -> None:
    answer = pro.get(PATH)
    assert (answer.headers["X-RateLimit-Limit"], answer.headers["X-RateLimit-Remaining"]) == ("100", "99")
    refused = pro.get(f"{PATH}/x")
    assert (refused.status_code, refused.headers["X-RateLimit-Remaining"]) == (400, "98")


def test_blank_pages_are_not_stored(pro: Client, studio: Studio) -> None:
    project = new_project(pro, pageCount=45)
    assert [item["sk"] for item in studio.partition(f"PROJECT#{project['id']}")] == ["PROJECT"]
