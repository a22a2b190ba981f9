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


def test_the_first_answer_is_given_again(carol: Client, source: str) -> None:
    headers = _headers()
    first = carol.post("/reference-kits", _body(source), headers=headers)
    carol.settled(first.json()["id"])
    second = carol.post("/reference-kits", _body(source), headers=headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert _mine(carol, source) == [first.json()["id"]]


def test_how_the_json_is_spelled_does_not_matter(carol: Client, source: str) -> None:
    headers = _headers()
    first = carol.post("/reference-kits", f'{{"name":"Amalia","sourceImageUrl":"{source}"}}'.encode(), headers=headers)
    again = f'{{ "sourceImageUrl" : "{source}",\n "name": "\\u0041malia" }}'.encode()
    second = carol.post("/reference-kits", again, headers=headers)
    assert second.json() == first.json()


def test_without_a_key_nothing_is_deduplicated(carol: Client, source: str) -> None:
    assert carol.create_kit(source)["id"] != carol.create_kit(source)["id"]
    assert len(_mine(carol, source)) == 2


def test_the_same_key_with_another_body_is_refused(carol: Client, source: str) -> None:
    headers = _headers()
    carol.post("/reference-kits", _body(source), headers=headers)
    answer = carol.post("/reference-kits", _body(source, generateExtended=True), headers=headers)
    assert answer.status_code == 422
    assert answer.json()["error"] == "Unprocessable Entity" or answer.json()["error"]
    assert len(_mine(carol, source)) == 1


def test_the_same_key_at_another_endpoint_is_refused(carol: Client, source: str) -> None:
    headers = _headers()
    kit = carol.post("/reference-kits", _body(source), headers=headers).json()
    assert carol.post(f"/reference-kits/{kit['id']}/regenerate/anchor", headers=headers).status_code == 422


def test_the_keys_of_different_owners_never_meet(carol: Client, bob: Client, anyone: Client, source: str) -> None:
    headers = _headers()
    made = [client.post("/reference-kits", _body(source), headers=headers) for client in (carol, bob, anyone)]
    assert {answer.status_code for answer in made} == {201}
    assert len({answer.json()["id"] for answer in made}) == 3
    assert all("Idempotency-Replayed" not in answer.headers for answer in made)


def test_while_the_first_is_being_worked_on_it_is_409(carol: Client, studio: Studio, source: str) -> None:
    key = uuid.uuid4().hex
    claims = DynamoIdempotency(studio.client("dynamodb"), studio.table)
    marker = claims.claim(carol.owner, key, fingerprint("POST", "/reference-kits", _body(source)))
    answer = carol.post("/reference-kits", _body(source), headers=_headers(key))
    assert (answer.status_code, answer.headers["Retry-After"]) == (409, "1")
    assert _mine(carol, source) == []
    claims.release(marker)
    assert carol.post("/reference-kits", _body(source), headers=_headers(key)).status_code == 201


def test_ten_at_once_make_one_kit(carol: Client, script: Script, source: str) -> None:
    headers = _headers()
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda _: carol.post("/reference-kits", _body(source), headers=headers), range(10)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    made = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert len(made) == 1
    assert _mine(carol, source) == list(made)
    carol.settled(made.pop())
    assert sorted(script.views(), key=str) == ["anchor", "profile"]


def test_a_request_that_failed_can_be_repeated(carol: Client, pictures: PictureServer, script: Script) -> None:
    headers = _headers()
    missing = pictures.serve(b"", status=404)
    refused = carol.post("/reference-kits", _body(missing), headers=headers)
    assert refused.status_code == 400
    pictures.replace(missing, script.picture)
    repeated = carol.post("/reference-kits", _body(missing), headers=headers)
    assert repeated.status_code == 201
    assert "Idempotency-Replayed" not in repeated.headers


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_that_breaks_the_rule_is_refused(carol: Client, studio: Studio, source: str, key: str) -> None:
    answer = carol.post("/reference-kits", _body(source), headers={"Idempotency-Key": key})
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Idempotency-Key ")
    assert _mine(carol, source) == []


def test_a_key_may_have_255_characters(carol: Client, source: str) -> None:
    answer = carol.post("/reference-kits", _body(source), headers=_headers("k" * 255))
    assert answer.status_code == 201


def test_regenerating_and_drawing_take_keys_too(carol: Client, script: Script, source: str) -> None:
    kit_id = carol.settled(carol.create_kit(source)["id"])["id"]
    for path, body in (
        (f"/reference-kits/{kit_id}/regenerate/profile", None),
        (f"/reference-kits/{kit_id}/images", {"prompt": "waving"}),
    ):
        headers = _headers()
        first = carol.post(path, body, headers=headers)
        carol.settled(kit_id)
        second = carol.post(path, body, headers=headers)
        assert second.json() == first.json(), path
        assert second.headers["Idempotency-Replayed"] == "true"
    assert script.count("profile") == 2


def test_a_key_that_met_a_picture_being_drawn_is_remembered(carol: Client, script: Script, source: str) -> None:
    """Its request starts nothing; sent again after the picture has ended, it must still start nothing."""
    kit_id = carol.settled(carol.create_kit(source)["id"])["id"]
    path = f"/reference-kits/{kit_id}/regenerate/profile"
    headers = _headers()
    with script.held("profile"):
        carol.regenerate(kit_id, "profile")
        first = carol.post(path, headers=headers)
    carol.settled(kit_id)
    second = carol.post(path, headers=headers)
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.headers.get("Idempotency-Replayed") == "true"
    assert carol.settled(kit_id)["costCents"] == 12
