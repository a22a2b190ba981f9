"""The story_images workflow: the real state machine with the real tasks, and what becomes of failures."""

import json
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
import requests

from inkwell.core.timestamps import now, timestamp
from tests.support.client import Client, eventually
from tests.support.script import CRASH, CRASH_ONCE_STORED, Call, fail
from tests.support.stories import PATH, Story, bare, ended, image, poll, redrawn
from tests.support.studio import Studio
from tests.support.writer import Say, five, tale

LONG_AGO = "2020-01-01T00:00:00.000Z"


def on(moment: int, step: dict[str, Any]) -> Callable[[Call], dict[str, Any]]:
    """Something happens to one moment of a story."""
    return lambda call: step if f"moment {moment}" in call.prompt else {}


def statuses(task: dict[str, Any]) -> list[str]:
    """Those of its images."""
    return [each["status"] for each in task["images"]]


def run(studio: Studio, task_id: str) -> str:
    """How the first run of a task ended."""
    found = [each for each in studio.executions("story-images") if each["name"] == task_id]
    return str(found[0]["status"])


class TestProgress:
    def test_story_and_pictures_appear_as_soon_as_they_are_there(
        self, alice: Client, studio: Studio, story: Story
    ) -> None:
        gate = threading.Event()
        (say,) = story.writer.says
        say.gate = gate
        last = threading.Event()

        def hold_the_last(call: Call) -> dict[str, Any]:
            if "moment 3" in call.prompt:
                last.wait(30)
            return {}

        story.script.on_every(hold_the_last)
        task = story.start(alice)
        try:
            eventually(lambda: story.writer.asked, "the writing")
            shown = poll(alice, task)
            assert (shown["status"], shown["story_text"], shown["images"]) == ("processing", None, [])
            assert alice.post(f"{PATH}/{task}-1").status_code == 404
            studio.write(f"JOB#{task}", "JOB", due_at=LONG_AGO)
            studio.sweep()
            assert poll(alice, task)["status"] == "processing", "a run that works is left alone"
            gate.set()
            shown = eventually(
                lambda: seen if statuses(seen := poll(alice, task)) == ["completed"] * 2 + ["processing"] else None,
                "the first two pictures",
            )
            assert shown["status"] == "processing"
            assert shown["story_text"].startswith("Mila did")
            assert [len(each["urls"]) for each in shown["images"]] == [1, 1, 0]
            assert shown["images"][2]["url"] is None
            refused = alice.post(f"{PATH}/{task}-1")
            assert (refused.status_code, set(refused.json())) == (409, {"error"})
        finally:
            gate.set()
            last.set()
        assert statuses(ended(alice, task)) == ["completed"] * 3
        assert len(story.writer.asked) == 1

    def test_pictures_are_drawn_side_by_side(self, alice: Client, story: Story) -> None:
        with story.script.held(None):
            task = story.start(alice)
            story.script.wait_for(lambda script: script.most_at_once == 3)
        assert ended(alice, task)["status"] == "completed"

    def test_a_repeated_task_finds_the_story(self, alice: Client, studio: Studio, story: Story) -> None:
        task = ended(alice, story.start(alice))["task_id"]
        before = studio.item(f"JOB#{task}", "JOB")
        answer = studio.client("lambda").invoke(
            FunctionName="WriteStoryFunction", Payload=f'{{"jobId": "{task}", "run": "{task}"}}'.encode()
        )
        assert json.loads(answer["Payload"].read())["rounds"] == [], "the task has ended"
        assert studio.item(f"JOB#{task}", "JOB") == before
        assert len(story.writer.asked) == 1


class TestFailures:
    @pytest.mark.parametrize(
        ("says", "asked"),
        [
            ([Say(status=402)], 1),
            ([Say(status=401)], 1),
            ([Say("", finish_reason="content_filter")], 1),
            ([Say("Once upon a time")], 6),
            ([Say(five())], 6),
            ([Say(tale(2))], 6),
            # The first task asks twice, each repeated one finds the kept draft unusable and asks once.
            ([Say(tale(subtitle=" "))], 4),
            ([Say(status=503)], 3),
        ],
        ids=["no credit", "no key", "refused", "no json", "another schema", "too few", "blank", "down"],
    )
    def test_without_a_story_the_task_fails(
        self, alice: Client, studio: Studio, story: Story, says: list[Say], asked: int
    ) -> None:
        story.writer.says = says
        shown = ended(alice, story.start(alice))
        assert (shown["status"], shown["story_text"], shown["images"]) == ("failed", None, [])
        assert len(story.writer.asked) == asked
        assert story.script.calls == []
        eventually(lambda: run(studio, shown["task_id"]) == "SUCCEEDED", "the end of the run")
        assert "due_at" not in studio.item(f"JOB#{shown['task_id']}", "JOB")

    def test_a_passing_fault_costs_only_time(self, alice: Client, story: Story) -> None:
        story.writer.says = [Say(status=503), Say("What?"), *story.writer.says]
        assert ended(alice, story.start(alice))["status"] == "completed"
        assert len(story.writer.asked) == 3

    def test_one_picture_that_fails_stops_no_other(self, alice: Client, story: Story) -> None:
        story.script.on_every(on(2, fail("ModelRefused")))
        shown = ended(alice, story.start(alice))
        assert (shown["status"], statuses(shown)) == ("completed", ["completed", "failed", "completed"])
        assert (shown["images"][1]["url"], shown["images"][1]["urls"]) == (None, [])

    def test_when_every_picture_fails_so_does_the_task(self, alice: Client, studio: Studio, story: Story) -> None:
        story.script.on_every(lambda _: fail("ModelRefused"))
        shown = ended(alice, story.start(alice))
        assert (shown["status"], statuses(shown)) == ("failed", ["failed"] * 3)
        assert shown["story_text"]
        assert run(studio, shown["task_id"]) in ("RUNNING", "SUCCEEDED")
        story.script.on_every(lambda _: {})
        assert alice.post(f"{PATH}/{shown['images'][0]['id']}").status_code == 202
        assert redrawn(alice, shown["images"][0]["id"])["status"] == "completed"
        assert ended(alice, shown["task_id"])["status"] == "completed"

    @pytest.mark.parametrize("death", [CRASH, CRASH_ONCE_STORED], ids=["asking", "stored"])
    def test_a_task_that_dies_is_repeated(self, alice: Client, studio: Studio, story: Story, death: Any) -> None:
        story.script.on(None, death)
        shown = ended(alice, story.start(alice))
        assert statuses(shown) == ["completed"] * 3
        assert len(studio.keys(f"jobs/{shown['task_id']}/")) == 3


class TestSweeper:
    def test_a_run_that_died_while_writing_ends_the_task(self, alice: Client, studio: Studio, story: Story) -> None:
        gate = threading.Event()
        story.writer.says[0].gate = gate
        task = story.start(alice)
        try:
            eventually(lambda: story.writer.asked, "the writing")
            studio.workflows.stop("story_images", task)
            studio.write(f"JOB#{task}", "JOB", due_at=LONG_AGO, updated_at=LONG_AGO)
            studio.sweep()
            shown = poll(alice, task)
            assert (shown["status"], shown["images"]) == ("failed", [])
        finally:
            gate.set()
        # The answer that came too late changes nothing.
        eventually(lambda: len(story.writer.asked) == 1)
        assert poll(alice, task)["status"] == "failed"

    def test_what_takes_too_long_is_ended(self, alice: Client, studio: Studio, story: Story) -> None:
        with story.script.held(None):
            task = story.start(alice)
            story.script.wait_for(lambda script: len(script.calls) == 3)
            moment = timestamp(now())
            studio.write(f"JOB#{task}", "JOB", deadline=moment, due_at=moment)
            studio.sweep()
            shown = poll(alice, task)
            assert (shown["status"], statuses(shown)) == ("failed", ["failed"] * 3)


class TestRegenerate:
    def test_the_old_picture_stays_first_until_the_new_one_is_stored(
        self, alice: Client, studio: Studio, story: Story
    ) -> None:
        task = ended(alice, story.start(alice))
        before = task["images"][0]
        key = {"Idempotency-Key": str(uuid.uuid4())}
        with story.script.held(None):
            answers = [alice.post(f"{PATH}/{before['id']}", headers=each) for each in (key, key, {})]
            assert [answer.status_code for answer in answers] == [202] * 3
            assert answers[1].headers["Idempotency-Replayed"] == "true"
            assert answers[0].json() == answers[1].json()
            answer = answers[2].json()
            assert set(answer) == {"id", "task_id", "status", "url", "urls", "created_at", "updated_at"}
            assert (answer["id"], answer["task_id"]) == (before["id"], task["task_id"])
            assert (answer["status"], answer["url"]) == ("regenerating", f"/images/{before['id']}")
            assert bare(answer["urls"]) == bare(before["urls"])
            story.script.wait_for(lambda script: len(script.calls) == 4)
            shown = image(alice, before["id"])
            assert (shown["status"], bare(shown["urls"])) == ("regenerating", bare(before["urls"]))
            assert requests.get(shown["url"], timeout=10).ok
            assert poll(alice, task["task_id"])["status"] == "completed"
        shown = redrawn(alice, before["id"])
        assert shown["status"] == "completed"
        assert bare(shown["urls"])[1:] == bare(before["urls"])
        assert bare([shown["url"]]) == bare(shown["urls"][:1]) != bare(before["urls"])
        old, new = (requests.get(url, timeout=10) for url in reversed(shown["urls"]))
        assert (old.ok, new.ok) == (True, True)
        assert len(story.script.calls) == 4
        first, again = (call for call in story.script.calls if "moment 1" in call.prompt)
        assert (first.prompt, first.seed != again.seed) == (again.prompt, True)
        assert len(studio.runs_of(task["task_id"])) == 2

    def test_failing_brings_the_old_picture_back(self, alice: Client, story: Story) -> None:
        task = ended(alice, story.start(alice))
        story.script.on(None, fail("ModelRefused"))
        before = task["images"][2]
        assert alice.post(f"{PATH}/{before['id']}").json()["status"] == "regenerating"
        shown = redrawn(alice, before["id"])
        assert (shown["status"], bare(shown["urls"])) == ("completed", bare(before["urls"]))
        assert requests.get(shown["url"], timeout=10).ok
