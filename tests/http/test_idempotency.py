"""One Idempotency-Key, one job."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from inkwell.aws.idempotency import DynamoIdempotency
from inkwell.core.idempotency import fingerprint
from tests.support.client import Client
from tests.support.pictures import PictureServer
from tests.support.script import Script
from tests.support.studio import Studio


def _headers(key: str | None = None) -> dict[str, str]:
    return {"Idempotency-Key": key or uuid.uuid4().hex}


def _body(source: str, **more: Any) -> dict[str, Any]:
    return {"name": "Amalia", "sourceImageUrl": source, **more}


def _mine(client: Client, source: str) -> list[str]:
    return [kit["id"] for kit in client.get("/reference-kits").json() if kit["sourceImageUrl"] == source]


def test_the_first_answer_is_given_again(alice: Client, source: str) -> None:
    headers = _headers()
    first = alice.post("/reference-kits", _body(source), headers=headers)
    alice.settled(first.json()["id"])
    second = alice.post("/reference-kits", _body(source), headers=headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert _mine(alice, source) == [first.json()["id"]]


def test_how_the_json_is_spelled_does_not_matter(alice: Client, source: str) -> None:
    headers = _headers()
    first = alice.post("/reference-kits", f'{{"name":"Amalia","sourceImageUrl":"{source}"}}'.encode(), headers=headers)
    again = f'{{ "sourceImageUrl" : "{source}",\n "name": "\\u0041malia" }}'.encode()
    second = alice.post("/reference-kits", again, headers=headers)
    assert second.json() == first.json()


def test_without_a_key_nothing_is_deduplicated(alice: Client, source: str) -> None:
    assert alice.create_kit(source)["id"] != alice.create_kit(source)["id"]
    assert len(_mine(alice, source)) == 2


def test_the_same_key_with_another_body_is_refused(alice: Client, source: str) -> None:
    headers = _headers()
    alice.post("/reference-kits", _body(source), headers=headers)
    answer = alice.post("/reference-kits", _body(source, generateExtended=True), headers=headers)
    assert answer.status_code == 422
    assert answer.json()["error"] == "Unprocessable Entity" or answer.json()["error"]
    assert len(_mine(alice, source)) == 1


def test_the_same_key_at_another_endpoint_is_refused(alice: Client, source: str) -> None:
    headers = _headers()
    kit = alice.post("/reference-kits", _body(source), headers=headers).json()
    assert alice.post(f"/reference-kits/{kit['id']}/regenerate/anchor", headers=headers).status_code == 422


def test_the_keys_of_different_owners_never_meet(alice: Client, bob: Client, anyone: Client, source: str) -> None:
    headers = _headers()
    made = [client.post("/reference-kits", _body(source), headers=headers) for client in (alice, bob, anyone)]
    assert {answer.status_code for answer in made} == {201}
    assert len({answer.json()["id"] for answer in made}) == 3
    assert all("Idempotency-Replayed" not in answer.headers for answer in made)


def test_while_the_first_is_being_worked_on_it_is_409(alice: Client, studio: Studio, source: str) -> None:
    key = uuid.uuid4().hex
    claims = DynamoIdempotency(studio.client("dynamodb"), studio.table)
    marker = claims.claim(alice.owner, key, fingerprint("POST", "/reference-kits", _body(source)))
    answer = alice.post("/reference-kits", _body(source), headers=_headers(key))
    assert answer.status_code == 409
    assert _mine(alice, source) == []
    claims.release(marker)
    assert alice.post("/reference-kits", _body(source), headers=_headers(key)).status_code == 201


def test_ten_at_once_make_one_kit(alice: Client, script: Script, source: str) -> None:
    headers = _headers()
    with ThreadPoolExecutor(10) as threads:
        answers = list(
            threads.map(lambda _: alice.post("/reference-kits", _body(source), headers=headers), range(10))
        )
    assert {answer.status_code for answer in answers} <= {201, 409}
    made = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert len(made) == 1
    assert _mine(alice, source) == list(made)
    alice.settled(made.pop())
    assert sorted(script.views(), key=str) == ["anchor", "profile"]


def test_a_request_that_failed_can_be_repeated(alice: Client, pictures: PictureServer, script: Script) -> None:
    headers = _headers()
    missing = pictures.serve(b"", status=404)
    refused = alice.post("/reference-kits", _body(missing), headers=headers)
    assert refused.status_code == 400
    pictures.replace(missing, script.picture)
    repeated = alice.post("/reference-kits", _body(missing), headers=headers)
    assert repeated.status_code == 201
    assert "Idempotency-Replayed" not in repeated.headers


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_that_breaks_the_rule_is_refused(alice: Client, studio: Studio, source: str, key: str) -> None:
    answer = alice.post("/reference-kits", _body(source), headers={"Idempotency-Key": key})
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Idempotency-Key ")
    assert _mine(alice, source) == []


def test_a_key_may_have_255_characters(alice: Client, source: str) -> None:
    answer = alice.post("/reference-kits", _body(source), headers=_headers("k" * 255))
    assert answer.status_code == 201


def test_regenerating_and_drawing_take_keys_too(alice: Client, script: Script, source: str) -> None:
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    for path, body in (
        (f"/reference-kits/{kit_id}/regenerate/profile", None),
        (f"/reference-kits/{kit_id}/images", {"prompt": "waving"}),
    ):
        headers = _headers()
        first = alice.post(path, body, headers=headers)
        alice.settled(kit_id)
        second = alice.post(path, body, headers=headers)
        assert second.json() == first.json(), path
        assert second.headers["Idempotency-Replayed"] == "true"
    assert script.count("profile") == 2


def test_a_key_that_met_a_picture_being_drawn_is_remembered(alice: Client, script: Script, source: str) -> None:
    """Its request starts nothing; sent again after the picture has ended, it must still start nothing."""
    kit_id = alice.settled(alice.create_kit(source)["id"])["id"]
    path = f"/reference-kits/{kit_id}/regenerate/profile"
    headers = _headers()
    with script.held("profile"):
        alice.regenerate(kit_id, "profile")
        first = alice.post(path, headers=headers)
    alice.settled(kit_id)
    second = alice.post(path, headers=headers)
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.headers.get("Idempotency-Replayed") == "true"
    assert alice.settled(kit_id)["costCents"] == 12
