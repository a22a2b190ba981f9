"""Reading, listing, renaming and deleting kits."""

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
import requests

from tests.support.client import Client, eventually
from tests.support.pictures import PictureServer, png
from tests.support.script import Script, ScriptServer, fail
from tests.support.studio import Studio

NOT_FOUND = {"statusCode": 404, "message": "Reference kit not found", "error": "Not Found"}

ODD_IDS = [
    "0",
    "null",
    "undefined",
    "00000000-0000-4000-8000-000000000000",
    "..",
    "%2e%2e",
    "a%2Fb",
    "%2F",
    "x" * 2000,
    "😀",
    "%00",
    "%F0%9F%98%80",
    "%ff",
    "a b",
    "'; DROP TABLE kits; --",
    "JOB#1",
    "*",
    "{id}",
]


def _calls(kit_id: str) -> list[tuple[str, str, Any]]:
    return [
        ("GET", f"/reference-kits/{kit_id}", None),
        ("PATCH", f"/reference-kits/{kit_id}", {"name": "Mine"}),
        ("DELETE", f"/reference-kits/{kit_id}", None),
        ("POST", f"/reference-kits/{kit_id}/regenerate/anchor", None),
        ("POST", f"/reference-kits/{kit_id}/images", {"prompt": "in the garden"}),
    ]


def test_kits_are_listed_newest_first(anyone: Client, source: str) -> None:
    made = [anyone.create_kit(source, name)["id"] for name in ("first", "second", "third")]
    listed = [kit["id"] for kit in anyone.get("/reference-kits").json()]
    assert [kit_id for kit_id in listed if kit_id in made] == made[::-1]
    assert listed[:3] == made[::-1]


def test_a_list_shows_what_a_single_kit_shows(alice: Client, ready_kit: Callable[[], str]) -> None:
    kit_id = ready_kit()
    listed = next(kit for kit in alice.get("/reference-kits").json() if kit["id"] == kit_id)
    single = alice.kit(kit_id)
    unsigned = {name: str(value).partition("?")[0] for name, value in listed.items()}
    assert unsigned == {name: str(value).partition("?")[0] for name, value in single.items()}


def test_the_list_is_filtered_by_status(bob: Client, scripts: ScriptServer, pictures: PictureServer) -> None:
    good, bad, slow = (scripts.script(png()) for _ in range(3))
    bad.on("anchor", fail("ModelRefused"))
    ready = bob.settled(bob.create_kit(pictures.serve(good.picture))["id"])["id"]
    failed = bob.settled(bob.create_kit(pictures.serve(bad.picture))["id"])["id"]
    with slow.held("anchor"):
        generating = bob.create_kit(pictures.serve(slow.picture))["id"]
        slow.wait_for(lambda script: script.count("anchor") == 1)
        for status, own in (("ready", ready), ("failed", failed), ("generating", generating)):
            listed = bob.get("/reference-kits", params={"status": status}).json()
            assert own in [kit["id"] for kit in listed]
            assert {kit["status"] for kit in listed} == {status}
    assert bob.get("/reference-kits", params={"status": "pending"}).json() == []


@pytest.mark.parametrize("status", ["done", "READY", "", " ready", "ready,failed", "null"])
def test_any_other_status_is_refused(alice: Client, status: str) -> None:
    answer = alice.get("/reference-kits", params={"status": status})
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("status ")


def test_the_pictures_of_a_kit_can_be_fetched(alice: Client, script: Script, source: str) -> None:
    kit = alice.settled(alice.create_kit(source, generateExtended=True)["id"])
    fetched = [
        requests.get(kit[f"{name}Url"], timeout=10) for name in ("anchorFace", "profile", "halfBody", "fullBody")
    ]
    assert {answer.content for answer in fetched} == set(script.drawn)
    assert {answer.headers["Content-Type"] for answer in fetched} == {"image/png"}


def test_a_kit_gets_another_name_and_nothing_else(alice: Client, source: str) -> None:
    before = alice.settled(alice.create_kit(source)["id"])
    answer = alice.call("PATCH", f"/reference-kits/{before['id']}", {"name": "  Amalia v2 "})
    assert answer.status_code == 200
    assert answer.json()["name"] == "Amalia v2"
    after = alice.kit(before["id"])
    assert after["name"] == "Amalia v2"
    assert after["updatedAt"] >= before["updatedAt"]
    assert {name for name in before if "Url" not in name and before[name] != after[name]} == {"name", "updatedAt"}


@pytest.mark.parametrize("body", [{}, {"name": None}, {"status": "ready"}])
def test_a_patch_without_a_name_changes_nothing(alice: Client, ready_kit: Callable[[], str], body: Any) -> None:
    before = alice.kit(ready_kit())
    answer = alice.call("PATCH", f"/reference-kits/{before['id']}", body)
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["updatedAt"]) == (before["name"], before["updatedAt"])


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": "  "},
        {"name": 5},
        {"name": "x" * 256},
    ],
)
def test_a_patch_that_breaks_a_rule_is_refused(alice: Client, ready_kit: Callable[[], str], body: Any) -> None:
    answer = alice.call("PATCH", f"/reference-kits/{ready_kit()}", body)
    assert answer.status_code == 400
    assert answer.json()["message"].startswith(next(iter(body)))


def test_a_kit_can_be_renamed_while_it_is_drawn(alice: Client, script: Script, source: str) -> None:
    with script.held("anchor"):
        kit_id = alice.create_kit(source)["id"]
        script.wait_for(lambda script: script.count("anchor") == 1)
        renamed = alice.call("PATCH", f"/reference-kits/{kit_id}", {"name": "Quick"}).json()
        assert (renamed["name"], renamed["status"]) == ("Quick", "generating")
    assert alice.settled(kit_id)["name"] == "Quick"


def _gone(client: Client, studio: Studio, kit_id: str) -> None:
    assert client.get(f"/reference-kits/{kit_id}").json() == NOT_FOUND
    assert kit_id not in [kit["id"] for kit in client.get("/reference-kits").json()]
    assert studio.keys(f"jobs/{kit_id}/") == []
    second = client.call("DELETE", f"/reference-kits/{kit_id}")
    assert (second.status_code, second.json()) == (404, NOT_FOUND)


def test_a_ready_kit_is_deleted_with_its_objects(carol: Client, studio: Studio, source: str) -> None:
    kit = carol.settled(carol.create_kit(source)["id"])
    assert len(studio.keys(f"jobs/{kit['id']}/")) == 3
    answer = carol.call("DELETE", f"/reference-kits/{kit['id']}")
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    _gone(carol, studio, kit["id"])
    # The function that signed the URL may not list the bucket: S3 does not tell it whether there ever was an object.
    assert requests.get(kit["anchorFaceUrl"], timeout=10).status_code == 403


def test_a_failed_kit_is_deleted(carol: Client, studio: Studio, script: Script, source: str) -> None:
    script.on("profile", fail("ModelRefused"))
    kit = carol.settled(carol.create_kit(source)["id"])
    assert kit["status"] == "failed"
    assert carol.call("DELETE", f"/reference-kits/{kit['id']}").json() == {"success": True}
    _gone(carol, studio, kit["id"])


def test_a_kit_that_has_not_begun_is_deleted(carol: Client, studio: Studio, source: str) -> None:
    kit_id = carol.create_kit(source)["id"]
    assert carol.call("DELETE", f"/reference-kits/{kit_id}").json() == {"success": True}
    eventually(lambda: not any(run["status"] == "RUNNING" for run in _runs(studio, kit_id)), "the end of the run")
    _gone(carol, studio, kit_id)


def test_a_late_worker_writes_nothing(carol: Client, studio: Studio, script: Script, source: str) -> None:
    with script.held("profile"):
        kit_id = carol.create_kit(source, expressions=["smile"])["id"]
        script.wait_for(lambda script: script.count("profile") == 1)
        assert carol.kit(kit_id)["status"] == "generating"
        assert carol.call("DELETE", f"/reference-kits/{kit_id}").json() == {"success": True}
        _gone(carol, studio, kit_id)
    script.wait_for(lambda script: len(script.drawn) >= 2)
    eventually(lambda: not any(run["status"] == "RUNNING" for run in _runs(studio, kit_id)), "the end of the run")
    left = studio.partition(f"JOB#{kit_id}")
    assert [item["sk"] for item in left if not item.get("deleted")] == []
    assert carol.get(f"/reference-kits/{kit_id}").json() == NOT_FOUND
    # It stores before it learns that the kit is gone, and then takes its picture back.
    eventually(lambda: studio.keys(f"jobs/{kit_id}/") == [], "the removal of what the late worker stored")


def test_a_kit_whose_reference_is_drawn_again_is_deleted(
    carol: Client, studio: Studio, script: Script, source: str
) -> None:
    kit_id = carol.settled(carol.create_kit(source)["id"])["id"]
    with script.held("anchor"):
        carol.regenerate(kit_id, "anchor")
        script.wait_for(lambda script: script.count("anchor") == 2)
        assert carol.call("DELETE", f"/reference-kits/{kit_id}").json() == {"success": True}
        _gone(carol, studio, kit_id)


def test_what_is_somebody_elses_is_not_found(
    bob: Client, anyone: Client, alice: Client, ready_kit: Callable[[], str], studio: Studio
) -> None:
    kit_id = ready_kit()
    before = alice.kit(kit_id), studio.keys(f"jobs/{kit_id}/")
    for stranger in (bob, anyone):
        for method, path, body in _calls(kit_id):
            answer = stranger.call(method, path, body)
            assert (answer.status_code, answer.json()) == (404, NOT_FOUND), path
        assert kit_id not in [kit["id"] for kit in stranger.get("/reference-kits").json()]
    after = alice.kit(kit_id), studio.keys(f"jobs/{kit_id}/")
    assert (after[0]["name"], after[0]["updatedAt"], after[1]) == (
        before[0]["name"],
        before[0]["updatedAt"],
        before[1],
    )


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_id_that_is_none_is_not_found(alice: Client, odd: str) -> None:
    answer = alice.get(f"/reference-kits/{quote(odd, safe='%')}")
    assert answer.status_code == 404
    # A name that a client or the gateway takes for a step in the path never reaches a kit.
    if "x-amzn-ErrorType" not in answer.headers:
        assert answer.json() == NOT_FOUND


@pytest.mark.parametrize("odd", ["undefined", "x" * 2000, "%F0%9F%98%80"])
def test_nothing_can_be_done_with_an_id_that_is_none(alice: Client, odd: str) -> None:
    for method, path, body in _calls(odd):
        answer = alice.call(method, path, body)
        assert (answer.status_code, answer.json()) == (404, NOT_FOUND), path


def test_the_id_of_another_kind_of_job_is_no_kit(alice: Client, ready_kit: Callable[[], str]) -> None:
    images = alice.images(alice.draw(ready_kit(), prompt="at the beach"))
    for method, path, body in _calls(images["id"]):
        answer = alice.call(method, path, body)
        assert (answer.status_code, answer.json()) == (404, NOT_FOUND)
    answer = alice.get(f"/reference-kits/{ready_kit()}/images/{ready_kit()}")
    assert answer.status_code == 404


def test_an_upper_case_id_is_another_one(alice: Client, ready_kit: Callable[[], str]) -> None:
    assert alice.get(f"/reference-kits/{ready_kit().upper()}").json() == NOT_FOUND
    assert alice.get(f"/reference-kits/{uuid.uuid4()}").json() == NOT_FOUND


def _runs(studio: Studio, job_id: str) -> list[dict[str, Any]]:
    found = [*studio.executions("reference-kit"), *studio.executions("image-set")]
    return [run for run in found if run["name"].startswith(job_id)]
