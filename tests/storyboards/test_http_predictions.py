"""POST and GET /api/generate-image and its cancel, over HTTP and through the real workflow."""

import re
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from inkwell.core.timestamps import now, timestamp
from tests.support.client import Client, eventually
from tests.support.pictures import PictureServer, png
from tests.support.script import Script, fail
from tests.support.studio import Studio

PATH = "/api/generate-image"
BODY = {"prompt": "Professional product photography of luxury watch", "projectId": "test-proj-123", "sceneIndex": 0}
FINAL = ("succeeded", "failed", "canceled")


def start(client: Client, **changes: Any) -> str:
    """A new prediction."""
    answer = client.post(PATH, BODY | changes)
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"success", "predictionId", "status"}
    assert (answer.json()["success"], answer.json()["status"]) == (True, "starting")
    return str(answer.json()["predictionId"])


def poll(client: Client, prediction: str) -> Any:
    """Where a prediction stands."""
    answer = client.get(f"{PATH}/{prediction}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def ended(client: Client, prediction: str) -> Any:
    """A prediction that is final."""
    return eventually(
        lambda: shown if (shown := poll(client, prediction))["status"] in FINAL else None, "the prediction's end"
    )


def stored(studio: Studio, prediction: str) -> list[dict[str, Any]]:
    """All that the table holds of a prediction."""
    return studio.partition(f"JOB#{prediction}")


def upload(client: Client, data: bytes) -> dict[str, Any]:
    """A picture of the project."""
    answer = client.form("/api/upload-images", {"projectId": "test-proj-123"}, [("images", ("a.png", data))])
    shown: dict[str, Any] = answer.json()["images"][0]
    return shown


def test_a_prediction_comes_to_a_picture(anyone: Client, studio: Studio) -> None:
    prediction = start(anyone, sceneIndex=3)
    assert uuid.UUID(prediction).version == 4
    shown = ended(anyone, prediction)
    assert set(shown) == {"success", "status", "image", "progress"}
    assert (shown["success"], shown["status"]) == (True, "succeeded")
    image = shown["image"]
    assert set(image) == {"id", "url", "localPath", "prompt", "replicateId", "createdAt"}
    assert image["localPath"] == f"/tmp/projects/test-proj-123/images/scene-3-{image['id'][:8]}.png"
    assert (image["prompt"], image["replicateId"]) == (BODY["prompt"], prediction)
    assert uuid.UUID(image["id"]).version == 4
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", image["createdAt"])
    key = f"projects/test-proj-123/images/scene-3-{image['id'][:8]}.png"
    picture = studio.objects.get(key)[0]
    assert requests.get(image["url"], timeout=10).content == picture
    served = anyone.get("/api/serve-image", params={"path": image["localPath"]}, allow_redirects=False)
    assert requests.get(served.headers["Location"], timeout=10).content == picture
    record = studio.jobs.load(prediction)
    assert record
    # The number of a scene is no hint: `scene` would be the words that are drawn.
    assert record.pictures[0].brief.hints == {"book": "test-proj-123"}


def test_polling_changes_nothing(anyone: Client, studio: Studio) -> None:
    prediction = start(anyone)
    first = ended(anyone, prediction)
    eventually(lambda: (record := studio.jobs.load(prediction)) and not record.job.is_open, "the job's end")
    before = stored(studio, prediction)
    assert before
    for _ in range(3):
        again = poll(anyone, prediction)
        assert again["image"].items() - {("url", again["image"]["url"])} <= first["image"].items()
    assert stored(studio, prediction) == before


def test_what_is_drawn_is_what_was_asked_for(anyone: Client, script: Script) -> None:
    seed = upload(anyone, script.picture)
    reference = upload(anyone, png())
    prediction = start(
        anyone, sceneIndex=2, prompt="A close-up", seedImage=seed["localPath"], referenceImageUrls=[reference["s3Key"]]
    )
    assert ended(anyone, prediction)["status"] == "succeeded"
    (call,) = script.calls
    assert (call.prompt, call.aspect_ratio, len(call.references)) == ("A close-up", "16:9", 1)
    assert call.seed_image


@pytest.mark.parametrize("form", ["localPath", "s3Key", "url", "bare url"])
def test_an_upload_is_taken_by_all_its_names(anyone: Client, script: Script, form: str) -> None:
    shown = upload(anyone, script.picture)
    shown["bare url"] = shown["url"].partition("?")[0]
    prediction = start(anyone, seedImage=shown[form])
    assert ended(anyone, prediction)["status"] == "succeeded"
    assert len(script.calls) == 1


def test_public_urls_and_presigned_uploads_are_taken(anyone: Client, script: Script, pictures: PictureServer) -> None:
    by_url = start(anyone, seedImage=pictures.serve(script.picture))
    by_key = start(anyone, referenceImageUrls=[anyone.upload(script.picture)["key"]])
    assert [ended(anyone, each)["status"] for each in (by_url, by_key)] == ["succeeded", "succeeded"]
    assert len(script.calls) == 2


@pytest.mark.parametrize("form", ["localPath", "url"])
def test_each_scene_can_begin_with_the_one_before(anyone: Client, script: Script, form: str) -> None:
    first = ended(anyone, start(anyone, seedImage=upload(anyone, script.picture)["s3Key"]))
    second = ended(anyone, start(anyone, sceneIndex=1, seedImage=first["image"][form]))
    assert second["status"] == "succeeded"
    assert len(script.calls) == 2


@pytest.fixture(scope="class")
def nothing_stored(studio: Studio) -> Iterator[None]:
    """Whatever a class of tests asks for: nothing of it may be stored."""
    before = studio.count(), len(studio.keys())
    yield
    assert (studio.count(), len(studio.keys())) == before


@pytest.mark.usefixtures("nothing_stored")
class TestRules:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"prompt": ""}, "prompt"),
            ({"prompt": " \n"}, "prompt"),
            ({"prompt": 5}, "prompt"),
            ({"prompt": "x" * 2001}, "prompt"),
            ({"prompt": "a bestiality scene"}, "prompt"),
            ({"projectId": ""}, "projectId"),
            ({"projectId": "a/b"}, "projectId"),
            ({"projectId": ".."}, "projectId"),
            ({"projectId": "a\n"}, "projectId"),
            ({"projectId": "x" * 65}, "projectId"),
            ({"projectId": 7}, "projectId"),
            ({"sceneIndex": -1}, "sceneIndex"),
            ({"sceneIndex": 5}, "sceneIndex"),
            ({"sceneIndex": 1.5}, "sceneIndex"),
            ({"sceneIndex": "1"}, "sceneIndex"),
            ({"sceneIndex": True}, "sceneIndex"),
            ({"seedImage": ""}, "seedImage"),
            ({"seedImage": 5}, "seedImage"),
            ({"seedImage": "/tmp/projects/test-proj-123/uploads/unknown.jpg"}, "seedImage"),
            ({"seedImage": "/tmp/projects/test-proj-123/uploads/../../../etc/passwd"}, "seedImage"),
            ({"seedImage": "/etc/passwd"}, "seedImage"),
            ({"seedImage": "file:///etc/passwd"}, "seedImage"),
            ({"seedImage": "http://169.254.169.254/latest/meta-data/"}, "seedImage"),
            ({"seedImage": "uploads/test-proj-123/unknown.png"}, "seedImage"),
            ({"seedImage": "projects/test-proj-123/images/scene-0-00000000.png"}, "seedImage"),
            ({"seedImage": "data:image/png;base64,AAAA"}, "seedImage"),
            ({"referenceImageUrls": "x"}, "referenceImageUrls"),
            ({"referenceImageUrls": ["https://example.com/a.png"] * 9}, "referenceImageUrls"),
            ({"referenceImageUrls": ["/tmp/projects/p/uploads/unknown.jpg"]}, "referenceImageUrls.0"),
            ({"referenceImageUrls": [None]}, "referenceImageUrls.0"),
        ],
    )
    def test_what_breaks_a_rule_is_refused(self, anyone: Client, changes: dict[str, Any], field: str) -> None:
        answer = anyone.post(PATH, BODY | changes)
        assert answer.status_code == 400, answer.text
        body = answer.json()
        assert (body["success"], body["code"], body["retryable"]) == (False, "INVALID_REQUEST", False)
        assert body["error"].startswith(f"{field} "), body


@pytest.mark.parametrize("field", ["prompt", "projectId", "sceneIndex"])
def test_a_missing_field_is_named_in_the_contracts_words(anyone: Client, field: str) -> None:
    answer = anyone.post(PATH, {name: value for name, value in BODY.items() if name != field})
    assert (answer.status_code, answer.json()["error"]) == (400, f"Missing required field: {field}")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(anyone: Client, body: bytes) -> None:
    answer = anyone.post(PATH, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")


def test_a_form_is_no_json(anyone: Client) -> None:
    answer = anyone.form(PATH, {"projectId": "p"}, [("images", ("a.png", b"x"))])
    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")


def test_nulls_are_as_good_as_nothing(anyone: Client) -> None:
    assert start(anyone, seedImage=None, referenceImageUrls=None)


@pytest.mark.parametrize(
    "prediction", ["abc123def456", "x" * 3000, "..", "%20", "0b1c7d7e-9d2f-4a57-8a53-0f6f2b8a3c11"]
)
def test_an_unknown_id_is_not_found(anyone: Client, prediction: str) -> None:
    for answer in (anyone.get(f"{PATH}/{prediction}"), anyone.post(f"{PATH}/{prediction}/cancel")):
        assert answer.status_code == 404
        # "api/generate-image/.." is "api", which is no endpoint.
        error = "Not Found" if prediction == ".." else "Prediction not found"
        expected = {"success": False, "error": error, "code": "NOT_FOUND", "retryable": False}
        assert answer.json().items() >= expected.items()


def test_somebody_elses_is_not_found_and_cannot_be_used(alice: Client, bob: Client, anyone: Client) -> None:
    prediction = start(alice)
    shown = ended(alice, prediction)["image"]
    mine = upload(alice, png())
    for other in (bob, anyone):
        assert other.get(f"{PATH}/{prediction}").status_code == 404
        assert other.post(f"{PATH}/{prediction}/cancel").status_code == 404
        for address in (shown["localPath"], shown["url"], mine["localPath"], mine["s3Key"], mine["url"]):
            answer = other.post(PATH, BODY | {"seedImage": address})
            assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")


def test_a_kit_is_no_prediction(anyone: Client, source: str) -> None:
    kit = anyone.create_kit(source)
    assert anyone.get(f"{PATH}/{kit['id']}").status_code == 404
    assert anyone.post(f"{PATH}/{kit['id']}/cancel").status_code == 404


@pytest.mark.parametrize(
    ("error", "code", "retryable"),
    [
        ("ModelRefused", "PREDICTION_FAILED", False),
        ("ModelRejectedInput", "PREDICTION_FAILED", False),
        ("ModelRetired", "PREDICTION_FAILED", True),
        ("ModelOutOfCredit", "PREDICTION_FAILED", True),
        ("ModelAnswerLost", "TIMEOUT", True),
    ],
)
def test_a_failure_is_told_in_our_own_words(
    anyone: Client, script: Script, error: str, code: str, retryable: bool
) -> None:
    script.on(None, *[fail(error)] * 8)
    shown = ended(anyone, start(anyone, seedImage=upload(anyone, script.picture)["s3Key"]))
    assert set(shown) == {"success", "status", "error", "code", "retryable"}
    assert (shown["success"], shown["status"]) == (False, "failed")
    assert (shown["code"], shown["retryable"]) == (code, retryable)
    assert shown["error"].startswith("Image generation failed")
    assert "provider's own words" not in shown["error"]


def test_progress_is_shown_while_it_is_drawn(anyone: Client, script: Script) -> None:
    script.on(None, {"progress": 45, "sleep": 1})
    prediction = start(anyone, seedImage=upload(anyone, script.picture)["s3Key"])
    shown = eventually(lambda: seen if "progress" in (seen := poll(anyone, prediction)) else None, "a sign of progress")
    assert shown == {"success": True, "status": "processing", "progress": 45}
    assert ended(anyone, prediction)["progress"] == 100


class TestCancel:
    def test_one_that_is_being_drawn_ends_at_once_and_stays_canceled(
        self, anyone: Client, studio: Studio, script: Script
    ) -> None:
        seed = upload(anyone, script.picture)["s3Key"]
        with script.held(None):
            prediction = start(anyone, seedImage=seed)
            script.wait_for(lambda each: bool(each.calls))
            answer = anyone.post(f"{PATH}/{prediction}/cancel")
            assert answer.status_code == 200
            assert answer.json() == {"success": True, "predictionId": prediction, "status": "canceled"}
            canceled = poll(anyone, prediction)
            assert (canceled["success"], canceled["status"], canceled["retryable"]) == (False, "canceled", False)
            assert canceled["error"]
        key = f"projects/test-proj-123/images/scene-0-{prediction[:8]}.png"
        eventually(lambda: not _running(studio, prediction), "the end of its run")
        assert poll(anyone, prediction) == canceled
        assert studio.keys(key) == []
        assert "due_at" not in studio.item(f"JOB#{prediction}", "JOB")
        handle = f"/tmp/{key}"
        assert anyone.get("/api/serve-image", params={"path": handle}).status_code == 404
        assert anyone.post(PATH, BODY | {"seedImage": handle}).status_code == 400

    def test_a_second_cancel_answers_the_same(self, anyone: Client, script: Script) -> None:
        with script.held(None):
            prediction = start(anyone, seedImage=upload(anyone, script.picture)["s3Key"])
            answers = [anyone.post(f"{PATH}/{prediction}/cancel").json() for _ in range(2)]
        assert answers[0] == answers[1]

    def test_what_a_dead_worker_stored_is_neither_served_nor_used_nor_kept(
        self, anyone: Client, studio: Studio, script: Script
    ) -> None:
        with script.held(None):
            prediction = start(anyone, seedImage=upload(anyone, script.picture)["s3Key"])
            script.wait_for(lambda each: bool(each.calls))
            key = f"projects/test-proj-123/images/scene-0-{prediction[:8]}.png"
            studio.objects.put(key, png(), "image/png")
            handle = f"/tmp/{key}"
            assert anyone.get("/api/serve-image", params={"path": handle}).status_code == 404
            assert anyone.post(PATH, BODY | {"seedImage": handle}).status_code == 400
            assert anyone.post(f"{PATH}/{prediction}/cancel").status_code == 200
            assert studio.keys(key) == []
            studio.objects.put(key, png(), "image/png")
        eventually(lambda: not _running(studio, prediction), "the end of its run")
        assert studio.keys(key) == []
        assert studio.item(f"FILE#{key}", "FILE")["expires_at"]

    def test_the_name_of_a_prediction_that_comes_to_nothing_expires(
        self, anyone: Client, studio: Studio, script: Script
    ) -> None:
        good = start(anyone)
        script.on(None, *[fail("ModelRefused")] * 8)
        failed = start(anyone, seedImage=upload(anyone, script.picture)["s3Key"])
        assert ended(anyone, failed)["status"] == "failed"
        eventually(lambda: not _running(studio, failed), "the end of its run")
        assert "expires_at" in _name(studio, failed)
        assert ended(anyone, good)["status"] == "succeeded"
        eventually(lambda: not _running(studio, good), "the end of its run")
        assert "expires_at" not in _name(studio, good)

    def test_one_that_has_ended_cannot_be_canceled(self, anyone: Client) -> None:
        prediction = start(anyone)
        shown = ended(anyone, prediction)
        answer = anyone.post(f"{PATH}/{prediction}/cancel")
        assert (answer.status_code, answer.json()["code"]) == (409, "INVALID_REQUEST")
        assert poll(anyone, prediction)["status"] == shown["status"] == "succeeded"


def _name(studio: Studio, prediction: str) -> dict[str, Any]:
    key = f"projects/test-proj-123/images/scene-0-{prediction[:8]}.png"
    return studio.item(f"FILE#{key}", "FILE")


def _running(studio: Studio, prediction: str) -> bool:
    return studio.workflows.state("image_set", prediction) == "running"


class TestDeadline:
    def test_the_sweeper_ends_what_is_late(self, anyone: Client, studio: Studio, script: Script) -> None:
        with script.held(None):
            prediction = start(anyone, seedImage=upload(anyone, script.picture)["s3Key"])
            script.wait_for(lambda each: bool(each.calls))
            moment = timestamp(now())
            studio.write(f"JOB#{prediction}", "JOB", deadline=moment, due_at=moment)
            studio.sweep()
            assert studio.item(f"JOB#{prediction}", "PICTURE#image")["status"] == "failed"
            self._timed_out(anyone, prediction)
        time.sleep(0.3)
        self._timed_out(anyone, prediction)

    def test_a_poll_ends_what_is_late(self, anyone: Client, studio: Studio, script: Script) -> None:
        with script.held(None):
            prediction = start(anyone, seedImage=upload(anyone, script.picture)["s3Key"])
            script.wait_for(lambda each: bool(each.calls))
            studio.write(f"JOB#{prediction}", "JOB", deadline=timestamp(now()))
            self._timed_out(anyone, prediction)
        eventually(lambda: not _running(studio, prediction), "the end of its run")
        self._timed_out(anyone, prediction)
        assert studio.keys(f"projects/test-proj-123/images/scene-0-{prediction[:8]}.png") == []
        assert studio.item(f"JOB#{prediction}", "JOB")["status"] == "failed"

    @staticmethod
    def _timed_out(client: Client, prediction: str) -> None:
        shown = poll(client, prediction)
        assert (shown["status"], shown["code"], shown["retryable"]) == ("failed", "TIMEOUT", True)


def test_one_key_starts_one_prediction(anyone: Client, studio: Studio) -> None:
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    first, second = (anyone.post(PATH, BODY, headers=headers) for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    other = anyone.post(PATH, BODY | {"sceneIndex": 1}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "INVALID_REQUEST")
    assert len(studio.runs_of(first.json()["predictionId"])) == 1
