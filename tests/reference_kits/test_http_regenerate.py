"""POST /reference-kits/{id}/regenerate/{type}: in place, once, and never at the price of what was shown."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.support.client import Client, eventually
from tests.support.script import Script, fail
from tests.support.studio import Studio


def _object(url: str) -> str:
    return url.partition("?")[0]


def test_the_old_picture_stays_until_the_new_one_is_stored(
    alice: Client, studio: Studio, script: Script, source: str
) -> None:
    before = alice.settled(alice.create_kit(source)["id"])
    old = requests.get(before["profileUrl"], timeout=10).content
    with script.held("profile"):
        answer = alice.regenerate(before["id"], "profile")
        assert answer["status"] == "generating"
        assert answer["generationProgress"] == {"anchor": "done", "profile": "generating"}
        script.wait_for(lambda script: script.count("profile") == 2)
        during = alice.kit(before["id"])
        assert during["status"] == "generating"
        assert during["generationProgress"] == {"anchor": "done", "profile": "generating"}
        assert _object(during["profileUrl"]) == _object(before["profileUrl"])
        assert requests.get(during["profileUrl"], timeout=10).content == old
        assert _object(during["anchorFaceUrl"]) == _object(before["anchorFaceUrl"])
    after = alice.settled(before["id"])
    assert after["status"] == "ready"
    assert after["generationProgress"] == {"anchor": "done", "profile": "done"}
    assert requests.get(after["profileUrl"], timeout=10).content == script.drawn[-1] != old
    assert _object(after["anchorFaceUrl"]) == _object(before["anchorFaceUrl"])
    eventually(lambda: len(studio.keys(f"jobs/{before['id']}/")) == 3, "the end of the replaced picture")
    assert (before["costCents"], after["costCents"]) == (8, 12)


def test_it_is_drawn_from_the_source_and_the_anchor(alice: Client, script: Script, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    alice.regenerate(kit_id, "anchor")
    alice.settled(kit_id)
    alice.regenerate(kit_id, "profile")
    alice.settled(kit_id)
    assert [call.names for call in script.calls[-2:]] == [["source"], ["source", "anchor"]]
    assert script.calls[-1].aspect_ratio == "9:16"
    seeds = [call.seed for call in script.calls]
    assert len(set(seeds)) == 4, "a second try must not draw the very same picture"


def test_a_kind_that_the_kit_lacks_is_added(alice: Client, source: str) -> None:
    kit = alice.settled(alice.create_kit(source)["id"])
    answer = alice.regenerate(kit["id"], "expression_smile")
    assert answer["status"] == "generating"
    assert answer["generationProgress"]["expression_smile"] == "generating"
    assert answer["expressions"] == {}
    kit = alice.settled(kit["id"])
    assert kit["generationProgress"] == {"anchor": "done", "profile": "done", "expression_smile": "done"}
    assert set(kit["expressions"]) == {"smile"}
    assert kit["costCents"] == 12


def test_one_that_is_drawn_already_starts_nothing(alice: Client, studio: Studio, script: Script, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    with script.held("anchor"):
        alice.regenerate(kit_id, "anchor")
        script.wait_for(lambda script: script.count("anchor") == 2)
        again = alice.regenerate(kit_id, "anchor")
        assert again["generationProgress"]["anchor"] == "generating"
        assert len(studio.runs_of(kit_id)) == 2
    assert alice.settled(kit_id)["costCents"] == 12
    assert script.count("anchor") == 2


def test_one_that_waits_for_its_first_picture_starts_nothing(
    alice: Client, studio: Studio, script: Script, source: str
) -> None:
    with script.held("anchor"):
        kit_id = alice.create_kit(source)["id"]
        script.wait_for(lambda script: script.count("anchor") == 1)
        answer = alice.regenerate(kit_id, "profile")
        assert answer["generationProgress"] == {"anchor": "generating", "profile": "pending"}
        assert studio.runs_of(kit_id) == [kit_id]
    assert alice.settled(kit_id)["costCents"] == 8


def test_ten_at_once_start_one(alice: Client, studio: Studio, script: Script, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    with script.held("profile"), ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda _: alice.regenerate(kit_id, "profile"), range(10)))
        assert {answer["generationProgress"]["profile"] for answer in answers} == {"generating"}
        script.wait_for(lambda script: script.count("profile") == 2)
        assert len(studio.runs_of(kit_id)) == 2
    assert alice.settled(kit_id)["costCents"] == 12
    assert script.count("profile") == 2


def test_several_kinds_run_side_by_side(alice: Client, studio: Studio, script: Script, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    kinds = ["anchor", "half_body", "expression_angry"]
    with script.held(*kinds):
        for kind in kinds:
            alice.regenerate(kit_id, kind)
        script.wait_for(lambda script: script.most_at_once == 3)
        during = alice.kit(kit_id)
        assert {kind for kind, status in during["generationProgress"].items() if status == "generating"} == set(kinds)
    kit = alice.settled(kit_id)
    assert set(kit["generationProgress"].values()) == {"done"}
    assert kit["costCents"] == 20
    assert len(studio.runs_of(kit_id)) == 4


def test_the_kit_generates_until_the_last_of_several_has_ended(alice: Client, script: Script, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    with script.held("profile"):
        alice.regenerate(kit_id, "profile")
        alice.regenerate(kit_id, "expression_smile")
        eventually(lambda: alice.kit(kit_id)["generationProgress"]["expression_smile"] == "done")
        assert alice.kit(kit_id)["status"] == "generating"
    assert alice.settled(kit_id)["status"] == "ready"


def test_a_failure_leaves_the_old_picture_and_a_ready_kit(alice: Client, script: Script, source: str) -> None:
    before = alice.settled(alice.create_kit(source)["id"])
    script.on("anchor", fail("ModelRefused"))
    alice.regenerate(before["id"], "anchor")
    after = alice.settled(before["id"])
    assert after["status"] == "ready"
    assert after["errorMessage"] is None
    assert after["generationProgress"] == {"anchor": "failed", "profile": "done"}
    assert _object(after["anchorFaceUrl"]) == _object(before["anchorFaceUrl"])
    assert requests.get(after["anchorFaceUrl"], timeout=10).status_code == 200
    assert after["costCents"] == before["costCents"]


def test_a_failed_kit_becomes_ready_when_what_it_lacks_is_drawn(alice: Client, script: Script, source: str) -> None:
    script.on("profile", fail("ModelRejectedInput"))
    kit = alice.settled(alice.create_kit(source)["id"])
    assert (kit["status"], kit["errorMessage"], kit["costCents"]) == ("failed", "Some references failed to generate", 4)
    assert kit["anchorFaceUrl"]
    alice.regenerate(kit["id"], "profile")
    kit = alice.settled(kit["id"])
    assert (kit["status"], kit["errorMessage"], kit["costCents"]) == ("ready", None, 8)


@pytest.mark.parametrize("kind", ["expression_unknown", "Anchor", "anchor_face", "smile", "source", "0"])
def test_an_unknown_kind_is_refused_by_name(alice: Client, ready_kit: Callable[[], str], kind: str) -> None:
    answer = alice.post(f"/reference-kits/{ready_kit()}/regenerate/{kind}")
    assert answer.status_code == 400
    assert answer.json() == {
        "statusCode": 400,
        "message": f"Invalid reference type: {kind}",
        "error": "Bad Request",
    }


def test_a_body_is_not_needed_and_not_minded(alice: Client, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    bodies: list[dict[str, str] | None] = [None, {}]
    for body in bodies:
        answer = alice.post(f"/reference-kits/{kit_id}/regenerate/half_body", body)
        assert answer.status_code == 200
    assert alice.settled(kit_id)["generationProgress"]["half_body"] == "done"
