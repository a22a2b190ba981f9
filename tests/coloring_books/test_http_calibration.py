"""Calibration over HTTP: four samples or nothing, the choice of one; their bounds, and who may do what."""

import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
import requests
from PIL import Image

from inkwell.aws.ledger import DynamoLedger
from inkwell.core.auditing import audit
from inkwell.core.names import new_id
from tests.support.books import blots, new_hero, new_project, nothing_left, told
from tests.support.client import Client
from tests.support.script import CRASH, Script, ScriptServer, fail
from tests.support.studio import Studio

FOUR = ["1", "2", "3", "4"]


@pytest.fixture
def word() -> str:
    """A word that only this test's samples show."""
    return f"w{new_id()[:8]}"


@pytest.fixture
def drawn(scripts: ScriptServer, word: str) -> Script:
    """What happens to the samples of the word."""
    return scripts.script_of(word)


@pytest.fixture
def project(pro: Client) -> str:
    """The path of a project with small pages."""
    return f"/api/projects/{new_project(pro, trimSize='6x9')['id']}"


def calibrate(client: Client, project: str, subject: str, **headers: str) -> requests.Response:
    """The response to a calibration."""
    return client.post(f"{project}/calibrate", {"subject": f"a fox with a {subject}"}, headers=headers)


def select(client: Client, project: str, sample: Any) -> requests.Response:
    """The response to a choice."""
    return client.post(f"{project}/calibrate/select", {"sampleId": sample})


def page(url: str) -> Image.Image:
    """A picture behind a presigned URL."""
    answer = requests.get(url, timeout=30)
    assert answer.status_code == 200
    with Image.open(BytesIO(answer.content)) as image:
        image.load()
        return image


def calibrations(studio: Studio, project: str) -> list[str]:
    """The jobs that a project's calibrations are."""
    items = studio.partition(f"PROJECT#{project.rpartition('/')[2]}")
    return [job for item in items if item["sk"].startswith("CALIBRATION#") for job in item["jobs"]]


def test_four_samples_in_four_ways_cost_ten_blots(
    pro: Client, studio: Studio, project: str, drawn: Script, word: str
) -> None:
    before = blots(pro)
    answer = calibrate(pro, project, word)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert ([sample["id"] for sample in body["samples"]], body["blotsSpent"]) == (FOUR, 10)
    assert list(body) == ["samples", "blotsSpent"]
    assert blots(pro) == before - 10
    for sample in body["samples"]:
        image = page(sample["url"])
        assert (image.mode, image.size) == ("1", (1800, 2700))
    assert len(drawn.calls) == 4
    assert {call.aspect_ratio for call in drawn.calls} == {"2:3"}
    assert len({call.seed for call in drawn.calls}) == 1, "little but the way differs"
    for words in ("more detail", "simpler and bolder", "more playful"):
        assert sum(words in call.prompt.lower() for call in drawn.calls) == 1
    for words in (word, "kawaii", "5-8", "Pure black lines", "No text"):
        assert all(words in call.prompt for call in drawn.calls), words
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    assert audit(ledger, studio.jobs, studio.objects, pro.owner) == []
    (job,) = calibrations(studio, project)
    told(pro.get(f"/api/generate/{job}"), 404, "NOT_FOUND")


def test_the_project_keeps_the_chosen_sample_when_it_is_calibrated_again(
    pro: Client, studio: Studio, project: str, word: str
) -> None:
    first = calibrate(pro, project, word).json()["samples"]
    assert pro.get(project).json()["styleAnchorUrl"] is None
    chosen = select(pro, project, "2")
    assert chosen.status_code == 200, chosen.text
    anchor = chosen.json()
    assert list(anchor) == ["styleAnchorUrl", "styleAnchorDescription"]
    assert anchor["styleAnchorDescription"].startswith("Kawaii style")
    assert 2 <= anchor["styleAnchorDescription"].count(".") <= 3
    kept = page(anchor["styleAnchorUrl"]).tobytes()
    assert kept == page(first[1]["url"]).tobytes()
    assert select(pro, project, "2").json()["styleAnchorDescription"] == anchor["styleAnchorDescription"]

    second = calibrate(pro, project, word).json()["samples"]
    assert page(pro.get(project).json()["styleAnchorUrl"]).tobytes() == kept
    third = calibrate(pro, project, word).json()["samples"]
    # Of the calibrations that were replaced only the one is left whose sample is the anchor.
    assert len(calibrations(studio, project)) == 2
    assert requests.get(second[0]["url"], timeout=30).status_code == 403
    again = select(pro, project, "4").json()
    assert page(again["styleAnchorUrl"]).tobytes() == page(third[3]["url"]).tobytes()
    calibrate(pro, project, word)
    assert requests.get(first[1]["url"], timeout=30).status_code == 403
    assert page(pro.get(project).json()["styleAnchorUrl"]).tobytes() == page(again["styleAnchorUrl"]).tobytes()
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    assert audit(ledger, studio.jobs, studio.objects, pro.owner) == []


def test_a_deleted_project_is_purged_with_its_samples(pro: Client, studio: Studio, project: str, word: str) -> None:
    calibrate(pro, project, word)
    select(pro, project, "1")
    calibrate(pro, project, word)
    jobs = calibrations(studio, project)
    assert len(jobs) == 2
    assert pro.call("DELETE", project).status_code == 204
    for path, body in (("calibrate", {"subject": word}), ("calibrate/select", {"sampleId": "1"})):
        told(pro.post(f"{project}/{path}", body), 404, "NOT_FOUND")
    project_id = project.rpartition("/")[2]
    studio.write(f"PROJECT#{project_id}", "PROJECT", due_at="2026-01-01T00:00:00.000Z")
    studio.sweep()
    assert studio.partition(f"PROJECT#{project_id}") == []
    assert [studio.keys(f"jobs/{job}/") for job in jobs] == [[], []]
    assert pro.get("/api/billing/balance").json()["storageUsed"] == 0


# ---------------------------------------------------------------- fewer than four, too late, killed


def undone(pro: Client, studio: Studio, project: str, answer: requests.Response, before: int) -> None:
    """A calibration that came to nothing, of which nothing is left."""
    details = told(answer, 503, "INTERNAL_ERROR")
    assert details == {"retryable": True}
    assert blots(pro) == before
    assert calibrations(studio, project) == []
    assert "calibration_id" not in studio.item(f"PROJECT#{project.rpartition('/')[2]}", "PROJECT")
    told(select(pro, project, "1"), 400, "VALIDATION_ERROR")


@pytest.mark.parametrize("error", ["ModelOutOfCredit", "ModelRefused"])
def test_fewer_than_four_cost_nothing(
    pro: Client, studio: Studio, project: str, drawn: Script, word: str, error: str
) -> None:
    before = blots(pro)
    drawn.on(None, fail(error))
    key = {"Idempotency-Key": "one"}
    answer = calibrate(pro, project, word, **key)
    assert len(drawn.drawn) == 3
    undone(pro, studio, project, answer, before)
    assert pro.get("/api/billing/balance").json()["storageUsed"] == 0
    # The key is free again: what came to nothing is not what it answers for.
    again = calibrate(pro, project, word, **key)
    assert again.status_code == 200, again.text
    assert "Idempotency-Replayed" not in again.headers
    assert blots(pro) == before - 10


def test_too_late_is_cancelled_and_a_late_sample_is_withdrawn(
    pro: Client, studio: Studio, project: str, drawn: Script, word: str
) -> None:
    before, began, known = blots(pro), time.monotonic(), studio.job_ids()
    with drawn.held(None):
        answer = calibrate(pro, project, word)
        assert time.monotonic() - began > 23
    drawn.wait_for(lambda script: len(script.drawn) >= 4)
    undone(pro, studio, project, answer, before)
    deleted = {item["pk"].removeprefix("JOB#") for item in studio.items("JOB#") if item.get("deleted")}
    nothing_left(studio, deleted - known)


def test_samples_of_a_project_that_is_deleted_meanwhile_cost_nothing(
    pro: Client, studio: Studio, project: str, drawn: Script, word: str
) -> None:
    before = blots(pro)
    with ThreadPoolExecutor(1) as pool, drawn.held(None):
        waiting = pool.submit(calibrate, pro, project, word)
        drawn.wait_for(lambda script: len(script.calls) == 4)
        assert pro.call("DELETE", project).status_code == 204
        told(waiting.result(), 503, "INTERNAL_ERROR")
    assert (blots(pro), calibrations(studio, project)) == (before, [])
    told(calibrate(pro, project, word), 404, "NOT_FOUND")


def test_a_worker_that_dies_is_repeated(pro: Client, project: str, drawn: Script, word: str) -> None:
    before = blots(pro)
    drawn.on(None, CRASH)
    assert calibrate(pro, project, word).status_code == 200
    assert len(drawn.calls) == 5
    assert blots(pro) == before - 10


def test_where_the_function_that_waits_has_died_the_same_key_finds_the_same_samples(
    pro: Client, studio: Studio, project: str, drawn: Script, word: str
) -> None:
    before, key = blots(pro), {"Idempotency-Key": "one"}
    with ThreadPoolExecutor(2) as pool:
        with drawn.held(None):
            first = pool.submit(calibrate, pro, project, word, **key)
            drawn.wait_for(lambda script: len(script.calls) == 4)
            # For the studio, one that repeats the request meanwhile is no other than one after the first one's death.
            second = pool.submit(calibrate, pro, project, word, **key)
            time.sleep(1)
            assert not first.done()
            assert not second.done()
        answers = [first.result(), second.result()]
    assert [answer.status_code for answer in answers] == [200, 200], answers[1].text
    replayed = [answer.headers.get("Idempotency-Replayed") for answer in answers]
    assert sorted(map(str, replayed)) == ["None", "true"]
    later = calibrate(pro, project, word, **key)
    assert later.headers["Idempotency-Replayed"] == "true"
    shown = [[sample["url"].partition("?")[0] for sample in each.json()["samples"]] for each in (*answers, later)]
    assert shown[0] == shown[1] == shown[2]
    assert (len(drawn.calls), blots(pro)) == (4, before - 10)


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize("subject", ["", "  ", "x" * 201, "a\x07b", "\u200b", 5, None])
def test_a_subject_has_bounds(pro: Client, studio: Studio, project: str, subject: Any) -> None:
    blots(pro)
    before = studio.count()
    details = told(pro.post(f"{project}/calibrate", {"subject": subject}), 400, "VALIDATION_ERROR")
    assert list(details) == ["subject"]
    assert studio.count() == before


def test_a_subject_passes_the_gate_of_the_projects_readers(pro: Client, project: str) -> None:
    before = blots(pro)
    details = told(pro.post(f"{project}/calibrate", {"subject": "a fox with a gun"}), 400, "VALIDATION_ERROR")
    assert details["blocked"] == "gun"
    assert blots(pro) == before


def test_without_enough_blots_nothing_is_left_behind(free: Client, studio: Studio, word: str) -> None:
    project = f"/api/projects/{new_project(free, trimSize='6x9')['id']}"
    for _ in range(3):
        new_hero(free)
    before = studio.count()
    answer = calibrate(free, project, word, **{"Idempotency-Key": "poor"})
    details = told(answer, 402, "INSUFFICIENT_BLOTS")
    assert details == {"required": 10, "available": 5, "shortfall": 5}
    # One item more: the count of the rate limit.
    assert (studio.count() <= before + 1, blots(free), calibrations(studio, project)) == (True, 5, [])


def test_five_calibrations_a_minute(pro: Client, project: str) -> None:
    # A minute may begin in between.
    answers = [pro.post(f"{project}/calibrate", {}) for _ in range(11)]
    assert {answer.headers["X-RateLimit-Limit"] for answer in answers} == {"5"}
    refused = next(answer for answer in answers if answer.status_code != 400)
    assert told(refused, 429, "RATE_LIMITED")["retryable"]


@pytest.mark.parametrize("body", [{}, {"sampleId": None}, {"sampleId": 2}, {"sampleId": ""}])
def test_a_choice_names_a_sample(pro: Client, project: str, body: Any) -> None:
    assert list(told(pro.post(f"{project}/calibrate/select", body), 400, "VALIDATION_ERROR")) == ["sampleId"]


def test_only_samples_of_the_project_can_be_chosen(pro: Client, project: str, word: str) -> None:
    details = told(select(pro, project, "2"), 400, "VALIDATION_ERROR")
    assert details == {"id": "must be of a project with samples: calibrate it first"}
    calibrate(pro, project, word)
    for unknown in ("5", "0", "02", "x", "anchor"):
        told(select(pro, project, unknown), 404, "NOT_FOUND")
    assert pro.get(project).json()["styleAnchorUrl"] is None


@pytest.mark.parametrize(
    ("path", "body"), [("calibrate", {"subject": "a fox"}), ("calibrate/select", {"sampleId": "2"})]
)
def test_a_project_is_its_owners_alone(
    pro: Client, free: Client, anyone: Client, project: str, path: str, body: Any
) -> None:
    assert told(free.post(f"{project}/{path}", body), 403, "FORBIDDEN") == {}
    told(anyone.post(f"{project}/{path}", body), 401, "UNAUTHORIZED")
    told(pro.post(f"/api/projects/{new_id()}/{path}", body), 404, "NOT_FOUND")
    details = told(pro.post(f"/api/projects/x/{path}", body), 400, "VALIDATION_ERROR")
    assert details == {"id": "must be a UUID"}
