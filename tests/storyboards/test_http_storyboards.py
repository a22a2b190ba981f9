"""POST /api/storyboard, over HTTP, with an OpenRouter of the test's own behind it."""

import json
import uuid
from typing import Any

import pytest

from tests.support.client import Client
from tests.support.pictures import png
from tests.support.studio import Studio
from tests.support.writer import Say, Writer, five

PATH = "/api/storyboard"


def write(client: Client, writer: Writer, status: int = 200, **changes: Any) -> Any:
    """A storyboard."""
    answer = client.post(PATH, {"prompt": writer.prompt} | changes)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_five_scenes_as_the_contract_has_them(anyone: Client, writer: Writer) -> None:
    answer = write(anyone, writer)
    assert set(answer) == {"success", "scenes"}
    assert answer["success"] is True
    assert [scene["order"] for scene in answer["scenes"]] == [0, 1, 2, 3, 4]
    assert len({scene["id"] for scene in answer["scenes"]}) == 5
    for scene in answer["scenes"]:
        assert set(scene) == {"id", "order", "description", "imagePrompt", "suggestedDuration"}
        assert uuid.UUID(scene["id"]).version == 4
    assert sum(scene["suggestedDuration"] for scene in answer["scenes"]) == 15
    (asked,) = writer.asked
    assert asked["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize(("target", "total"), [(15, 15), (30, 20), (60, 20), (None, 15)])
def test_durations_fit_the_target(anyone: Client, writer: Writer, target: int | None, total: int) -> None:
    writer.says = [Say(five(suggestedDuration=9))]
    durations = [scene["suggestedDuration"] for scene in write(anyone, writer, targetDuration=target)["scenes"]]
    assert sum(durations) == total
    assert all(2 <= duration <= 4 for duration in durations)


def test_references_are_shown_to_the_model(anyone: Client, writer: Writer) -> None:
    form = anyone.form("/api/upload-images", {"projectId": "p"}, [("images", ("a.png", png(2000, 100)))])
    shown = form.json()["images"][0]
    presigned = anyone.upload(png())["key"]
    write(anyone, writer, referenceImageUrls=[shown["localPath"], shown["url"], shown["s3Key"], presigned])
    system, user = writer.asked[0]["messages"]
    pictures = [part for part in user["content"] if part["type"] == "image_url"]
    assert len(pictures) == 4
    assert "palette" in json.dumps(system)
    assert "light" in json.dumps(system)
    assert "composition" in json.dumps(system)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({}, "Missing required field: prompt"),
        ({"prompt": ""}, "prompt must not be blank"),
        ({"prompt": "  "}, "prompt must not be blank"),
        ({"prompt": "x" * 2001}, "prompt must have at most 2000 characters"),
        ({"prompt": ["x"]}, "prompt must be a string"),
        ({"prompt": "an incest story"}, "prompt must not contain"),
        ({"prompt": "x", "targetDuration": 20}, "targetDuration must be one of 15, 30 or 60"),
        ({"prompt": "x", "targetDuration": "15"}, "targetDuration must be one of 15, 30 or 60"),
        ({"prompt": "x", "targetDuration": 15.5}, "targetDuration must be one of 15, 30 or 60"),
        ({"prompt": "x", "targetDuration": 0}, "targetDuration must be one of 15, 30 or 60"),
        ({"prompt": "x", "referenceImageUrls": ["https://e.com/a"] * 9}, "referenceImageUrls must have at most 8"),
        ({"prompt": "x", "referenceImageUrls": ["/tmp/projects/p/uploads/nobody.png"]}, "referenceImageUrls.0 must be"),
        ({"prompt": "x", "referenceImageUrls": ["http://10.0.0.1/a.png"]}, "referenceImageUrls.0 must be"),
    ],
)
def test_what_breaks_a_rule_is_refused(anyone: Client, studio: Studio, body: dict[str, Any], problem: str) -> None:
    before = studio.count()
    answer = anyone.post(PATH, body)
    assert answer.status_code == 400, answer.text
    told = answer.json()
    assert (told["success"], told["code"], told["retryable"]) == (False, "INVALID_REQUEST", False)
    assert told["error"].startswith(problem), told
    assert studio.count() == before


NONSENSE: list[Any] = [
    "Here are your scenes!",
    "",
    {"scenes": five()["scenes"][:4]},
    {"scenes": five()["scenes"] * 2},
    {"scenes": []},
    [],
    five(description="  "),
    five(imagePrompt=None),
]


@pytest.mark.parametrize("text", NONSENSE)
def test_a_wrong_answer_is_asked_again(anyone: Client, writer: Writer, text: Any) -> None:
    writer.says = [Say(text), Say(five(description="Better"))]
    assert write(anyone, writer)["scenes"][0]["description"] == "Better"
    assert len(writer.asked) == 2


def test_nothing_but_nonsense_is_a_failure(anyone: Client, writer: Writer) -> None:
    writer.says = [Say({"scenes": five()["scenes"][:4]})]
    told = write(anyone, writer, status=500)
    assert (told["success"], told["code"], told["retryable"]) == (False, "GENERATION_FAILED", True)


@pytest.mark.parametrize("status", [500, 502, 503, 401, 402, 404])
def test_a_provider_that_is_down_is_a_failure(anyone: Client, writer: Writer, status: int) -> None:
    writer.says = [Say(status=status)]
    told = write(anyone, writer, status=500)
    assert (told["code"], told["retryable"]) == ("GENERATION_FAILED", True)
    assert "provider's own words" not in told["error"]


def test_a_passing_fault_is_tried_again(anyone: Client, writer: Writer) -> None:
    writer.says = [Say(status=503), Say(status=500), Say()]
    assert len(write(anyone, writer)["scenes"]) == 5


def test_a_rate_limit_that_outlasts_our_patience_is_told_as_such(anyone: Client, writer: Writer) -> None:
    writer.says = [Say(status=429, headers={"Retry-After": "60"})]
    # Had it been waited for, the gateway would answer 504.
    answer = anyone.post(PATH, {"prompt": writer.prompt})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert answer.json() == {
        "success": False,
        "error": "Rate limit exceeded. Please try again in 60 seconds.",
        "code": "RATE_LIMIT",
        "retryable": True,
    }


def test_a_rate_limit_that_passes_is_waited_for(anyone: Client, writer: Writer) -> None:
    writer.says = [Say(status=429, headers={"Retry-After": "1"}), Say()]
    assert len(write(anyone, writer)["scenes"]) == 5


def test_moderation_refuses_the_callers_prompt(anyone: Client, writer: Writer) -> None:
    writer.says = [Say(status=403)]
    answer = anyone.post(PATH, {"prompt": writer.prompt})
    assert (answer.status_code, answer.json()["code"]) in {(400, "INVALID_REQUEST"), (500, "GENERATION_FAILED")}


def test_one_key_writes_one_storyboard(anyone: Client, writer: Writer) -> None:
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    first, second = (anyone.post(PATH, {"prompt": writer.prompt}, headers=headers) for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(writer.asked) == 1
