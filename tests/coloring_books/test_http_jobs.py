"""Jobs over HTTP: where they stand, how they are cancelled, and what goes back."""

from collections.abc import Callable

import pytest

from inkwell.core.names import new_id
from tests.support.books import blots, ended, new_hero, poll, start_hero, told, waiting
from tests.support.client import Client, eventually
from tests.support.script import ScriptServer
from tests.support.studio import Studio


def cancel(client: Client, job_id: str) -> tuple[int, dict[str, object]]:
    """The response to a cancel."""
    answer = client.post(f"/api/generate/{job_id}/cancel")
    return answer.status_code, answer.json()


def test_what_was_not_begun_goes_back_at_once_and_a_second_cancel_says_the_same(pro: Client, studio: Studio) -> None:
    before = blots(pro)
    job_id = waiting(studio, "image-set", lambda: start_hero(pro))
    assert poll(pro, job_id)["status"] == "pending"
    assert cancel(pro, job_id) == (200, {"status": "cancelled", "blotsRefunded": 15})
    assert blots(pro) == before
    assert cancel(pro, job_id) == (200, {"status": "cancelled", "blotsRefunded": 15})
    assert blots(pro) == before
    job = poll(pro, job_id)
    assert (job["status"], job["currentStage"], job["blotsSpent"]) == ("cancelled", "Cancelled", 0)
    assert (job["completedItems"], job["failedItems"], job["heroId"]) == (0, 0, None)
    assert studio.item(f"COUNTS#{pro.owner}", "COUNTS")["hero"] == 0
    # Its run, which comes too late, draws nothing.
    studio.workflows.start("image_set", job_id, job_id)
    eventually(lambda: _run(studio, job_id) == "SUCCEEDED", "the end of the run")
    assert (poll(pro, job_id), blots(pro)) == (job, before)


def _run(studio: Studio, job_id: str) -> str | None:
    found = [each["status"] for each in studio.executions("image-set") if each["name"] == job_id]
    return found[0] if found else None


def test_what_is_being_drawn_is_drawn_to_its_end_and_paid_for(
    pro: Client, studio: Studio, scripts: ScriptServer
) -> None:
    before, word = blots(pro), f"w{new_id()[:8]}"
    script = scripts.script_of(word)
    with script.held(None):
        job_id = start_hero(pro, description=f"A white bunny called {word}")
        script.wait_for(lambda script: bool(script.calls))
        for _ in range(2):
            assert cancel(pro, job_id) == (200, {"status": "cancelled", "blotsRefunded": 0})
        assert poll(pro, job_id)["status"] == "cancelled"
        assert blots(pro) == before - 15
    job = eventually(lambda: shown if (shown := poll(pro, job_id))["heroId"] else None, "the hero")
    assert (job["status"], job["completedItems"], job["blotsSpent"]) == ("cancelled", 1, 15)
    assert pro.get(f"/api/heroes/{job_id}").status_code == 200
    eventually(lambda: _run(studio, job_id) == "SUCCEEDED", "the end of the run")
    assert cancel(pro, job_id) == (200, {"status": "cancelled", "blotsRefunded": 0})
    assert blots(pro) == before - 15


def test_what_has_ended_is_not_cancelled(pro: Client) -> None:
    job_id = new_hero(pro)
    before = blots(pro)
    details = told(pro.post(f"/api/generate/{job_id}/cancel"), 400, "VALIDATION_ERROR")
    assert details == {"jobId": "must be of a job that is under way; it has completed"}
    assert (poll(pro, job_id)["status"], blots(pro)) == ("completed", before)


@pytest.mark.parametrize(("method", "suffix"), [("GET", ""), ("POST", "/cancel")])
def test_a_job_is_its_owners_alone_and_of_this_family(
    pro: Client, free: Client, anyone: Client, ready_kit: Callable[[], str], method: str, suffix: str
) -> None:
    job_id = start_hero(pro)
    assert told(free.call(method, f"/api/generate/{job_id}{suffix}"), 403, "FORBIDDEN") == {}
    told(anyone.call(method, f"/api/generate/{job_id}{suffix}"), 401, "UNAUTHORIZED")
    for unknown in (new_id(), ready_kit()):
        told(pro.call(method, f"/api/generate/{unknown}{suffix}"), 404, "NOT_FOUND")
    for malformed in ("x", job_id[:-1], "%20", "ü" * 600):
        details = told(pro.call(method, f"/api/generate/{malformed}{suffix}"), 400, "VALIDATION_ERROR")
        assert details == {"jobId": "must be a UUID"}
    assert ended(pro, job_id)["status"] == "completed"
