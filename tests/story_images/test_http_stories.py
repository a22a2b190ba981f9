"""/v1/images over HTTP: what the contract says, to the letter."""

import re
import uuid
from typing import Any

import pytest
import requests

from tests.support.client import Client
from tests.support.stories import PATH, Story, ended, poll
from tests.support.studio import Studio

BODY = {"story_topic": "A time traveler's first day in ancient Rome", "art_style": "photorealistic"}
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


class TestCreate:
    def test_a_task_is_accepted(self, alice: Client, studio: Studio) -> None:
        answer = alice.post(PATH, BODY)
        assert answer.status_code == 202
        started = answer.json()
        assert set(started) == {"task_id", "created_at", "status_url"}
        assert STAMP.fullmatch(started["created_at"])
        assert started["status_url"] == f"/images/tasks/{started['task_id']}"
        assert ended(alice, started["task_id"])["status"] == "completed"
        assert studio.runs_of(started["task_id"]) == [started["task_id"]]

    def test_the_style_and_the_characters_are_in_every_prompt(self, alice: Client, story: Story) -> None:
        ended(alice, story.start(alice, art_style=" oil-painting "))
        assert len(story.script.calls) == 3
        for call in story.script.calls:
            assert "Oil painting" in call.prompt
            assert "red braids" in call.prompt
            assert (call.aspect_ratio, call.references) == ("3:2", [])
        assert len({call.seed for call in story.script.calls}) == 3
        (asked,) = story.writer.asked
        assert story.topic in str(asked["messages"])

    @pytest.mark.parametrize("topic", ["x", "x" * 500, f"  {'y' * 500}\n", "дракон и 🐉"])
    def test_topics_that_fit(self, carol: Client, topic: str) -> None:
        assert carol.post(PATH, BODY | {"story_topic": topic}).status_code == 202


@pytest.mark.usefixtures("nothing_new")
class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "details"),
        [
            ({}, {"story_topic": "is required", "art_style": "is required"}),
            ({"story_topic": "x"}, {"art_style": "is required"}),
            (BODY | {"art_style": "crayon"}, {"art_style": "Unsupported art style"}),
            (BODY | {"art_style": ""}, {"art_style": "Unsupported art style"}),
            (BODY | {"art_style": "Watercolor"}, {"art_style": "Unsupported art style"}),
            (BODY | {"art_style": None}, {"art_style": "is required"}),
            (BODY | {"art_style": ["comic"]}, {"art_style": "must be a string"}),
            (BODY | {"story_topic": " \n"}, {"story_topic": "must not be blank"}),
            (BODY | {"story_topic": "x" * 501}, {"story_topic": "must have at most 500 characters"}),
            (BODY | {"story_topic": 5}, {"story_topic": "must be a string"}),
            (
                {"story_topic": "", "art_style": "crayon"},
                {"story_topic": "must not be blank", "art_style": "Unsupported art style"},
            ),
        ],
    )
    def test_every_bad_field_is_named(self, alice: Client, body: dict[str, Any], details: dict[str, str]) -> None:
        answer = alice.post(PATH, body)
        assert answer.status_code == 400
        assert answer.json() == {"error": "Invalid input parameters", "details": details}

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff"])
    def test_a_body_that_is_no_json_object_is_refused(self, alice: Client, body: bytes) -> None:
        answer = alice.post(PATH, body)
        assert (answer.status_code, answer.json()["error"]) == (400, "Invalid input parameters")
        assert set(answer.json()["details"]) == {"body"}

    def test_a_blocked_topic_says_what_was_blocked(self, alice: Client) -> None:
        answer = alice.post(PATH, BODY | {"story_topic": "An incest story"})
        assert answer.status_code == 400
        assert answer.json() == {
            "error": 'story_topic must not contain "incest"',
            "details": {"story_topic": 'must not contain "incest"', "blocked": "incest"},
        }


class TestIdempotency:
    def test_one_key_tells_one_story(self, alice: Client, story: Story) -> None:
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        first, second = (alice.post(PATH, story.body(), headers=headers) for _ in range(2))
        assert first.json() == second.json()
        assert second.headers["Idempotency-Replayed"] == "true"
        other = alice.post(PATH, story.body(art_style="comic"), headers=headers)
        assert (other.status_code, set(other.json())) == (422, {"error"})
        ended(alice, first.json()["task_id"])
        assert len(story.writer.asked) == 1

    @pytest.mark.parametrize("key", ["", "x" * 256])
    def test_a_key_has_its_length(self, alice: Client, key: str) -> None:
        answer = alice.post(PATH, BODY, headers={"Idempotency-Key": key})
        assert (answer.status_code, set(answer.json()["details"])) == (400, {"Idempotency-Key"})


class TestTask:
    def test_it_shows_story_and_pictures(self, told: dict[str, Any], studio: Studio) -> None:
        assert list(told) == ["task_id", "status", "created_at", "updated_at", "story_text", "images"]
        assert (told["status"], told["story_text"]) == ("completed", "Mila did one thing.\n\nThen she did another.")
        assert STAMP.fullmatch(told["created_at"])
        assert STAMP.fullmatch(told["updated_at"])
        assert told["created_at"] < told["updated_at"]
        assert [each["subtitles"] for each in told["images"]] == [f"Mila does thing {number}." for number in (1, 2, 3)]
        for each in told["images"]:
            assert list(each) == ["id", "status", "url", "urls", "subtitles"]
            assert (each["status"], each["urls"]) == ("completed", [each["url"]])
            assert requests.get(each["url"], timeout=10).content.startswith(b"\x89PNG")

    def test_polling_changes_nothing(self, alice: Client, studio: Studio, told: dict[str, Any]) -> None:
        def items() -> list[dict[str, Any]]:
            return studio.partition(f"JOB#{told['task_id']}")

        before = items()
        for _ in range(2):
            assert poll(alice, told["task_id"])["updated_at"] == told["updated_at"]
        assert items() == before

    @pytest.mark.parametrize("task", ["task_7890xyz", "x" * 3000, "0b1c7d7e-9d2f-4a57-8a53-0f6f2b8a3c11", "%23"])
    def test_an_unknown_one_is_not_found(self, alice: Client, task: str) -> None:
        answer = alice.get(f"{PATH}/tasks/{task}")
        assert (answer.status_code, answer.json()) == (404, {"error": "Story image generation task not found"})


class TestImage:
    def test_both_paths_show_it(self, alice: Client, told: dict[str, Any]) -> None:
        task, shown = told["task_id"], told["images"][1]
        plain = alice.get(f"{PATH}/{shown['id']}").json()
        alias = alice.get(f"{PATH}/{shown['id']}/tasks/{task}/status").json()
        assert set(plain) == {
            *("image_id", "task_id", "url", "urls", "subtitles", "status", "created_at", "updated_at")
        }
        assert (plain["image_id"], plain["task_id"]) == (shown["id"], task)
        assert (plain["status"], plain["subtitles"]) == ("completed", "Mila does thing 2.")
        assert plain["urls"] == [plain["url"]]
        assert requests.get(plain["url"], timeout=10).content == requests.get(shown["url"], timeout=10).content
        assert plain.keys() == alias.keys()
        assert {name: alias[name] for name in alias if "url" not in name} == {
            name: plain[name] for name in plain if "url" not in name
        }

    @pytest.mark.parametrize("image", ["img_003ghi", "x" * 3000, "0b1c7d7e-9d2f-4a57-8a53-0f6f2b8a3c11-1", "-", "%23"])
    def test_an_unknown_one_is_not_found(self, alice: Client, told: dict[str, Any], image: str) -> None:
        for answer in (
            alice.get(f"{PATH}/{image}"),
            alice.post(f"{PATH}/{image}"),
            alice.get(f"{PATH}/{image}/tasks/{told['task_id']}/status"),
        ):
            assert (answer.status_code, answer.json()) == (404, {"error": "Image not found"})

    @pytest.mark.parametrize("task", ["another", "0b1c7d7e-9d2f-4a57-8a53-0f6f2b8a3c11"])
    def test_its_task_must_match(self, alice: Client, told: dict[str, Any], task: str) -> None:
        answer = alice.get(f"{PATH}/{told['images'][0]['id']}/tasks/{task}/status")
        assert (answer.status_code, answer.json()) == (404, {"error": "Image not found"})


class TestAccess:
    @pytest.fixture
    def paths(self, told: dict[str, Any]) -> list[tuple[str, str]]:
        task, image = told["task_id"], told["images"][0]["id"]
        return [
            ("POST", f"{PATH}/{image}"),
            ("GET", f"{PATH}/tasks/{task}"),
            ("GET", f"{PATH}/{image}"),
            ("GET", f"{PATH}/{image}/tasks/{task}/status"),
        ]

    def test_somebody_elses_is_not_found(self, bob: Client, paths: list[tuple[str, str]]) -> None:
        for method, path in paths:
            answer = bob.call(method, path)
            assert (answer.status_code, set(answer.json())) == (404, {"error"})

    @pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x.y.z"}, {"Authorization": "Basic eDp5"}])
    def test_without_credentials_nothing_is_shown(
        self, anyone: Client, paths: list[tuple[str, str]], headers: dict[str, str]
    ) -> None:
        # Also where anonymous callers are let in elsewhere, and before anything is said about the body.
        for method, path in [*paths, ("POST", PATH)]:
            answer = anyone.call(method, path, headers=headers)
            assert (answer.status_code, answer.json()) == (401, {"error": "Could not validate credentials"})
            assert answer.headers["x-amzn-Remapped-WWW-Authenticate"] == "Bearer"

    def test_a_kit_is_no_story(self, alice: Client, source: str) -> None:
        kit = alice.create_kit(source)["id"]
        assert alice.get(f"{PATH}/tasks/{kit}").status_code == 404
        assert alice.get(f"{PATH}/{kit}-anchor").status_code == 404
        assert alice.post(f"{PATH}/{kit}-anchor").status_code == 404
