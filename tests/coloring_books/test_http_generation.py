"""Generations over HTTP: pages that are planned, drawn, checked and paid for; what goes wrong, and who may do what."""

import hashlib
import math
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
import requests
from PIL import Image

from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.paces import DynamoPaces
from inkwell.aws.pages import DynamoPages
from inkwell.aws.projects import DynamoProjects
from inkwell.coloring_books.page_store import ProjectPage
from inkwell.core.auditing import audit
from inkwell.core.names import new_id
from tests.support.books import PAGE_SIZE, blots, ended, generate, good_page, new_hero, new_project, poll, told
from tests.support.client import Client, eventually
from tests.support.pictures import encoded
from tests.support.script import CRASH, CRASH_ONCE_STORED, Call, Script, ScriptServer, draw, fail
from tests.support.studio import AT_ONCE, Studio
from tests.support.writer import Say, Writer, page_plan

PATH = "/api/generate"
GOOD = good_page()

Decide = Callable[[int, Call], dict[str, Any]]


@dataclass
class Book:
    """A book of a test's own: what its planner says, and what its pages come to.

    Args:
        decide: what a request for a page comes to, by the page's number; None for a good page.
    """

    client: Client
    writer: Writer
    script: Script
    pages: int = 3
    decide: Decide | None = None
    asked: dict[int, list[Call]] = field(default_factory=dict)
    project: str = ""

    def __post_init__(self) -> None:
        self.script.on_every(self._come_to)

    @property
    def idea(self) -> str:
        """An idea that reaches its planner."""
        return f"Bella explores the {self.writer.word}"

    def new(self, pages: int = 3, **changes: Any) -> str:
        """The id of a new project with small pages."""
        self.pages = pages
        self.writer.says = [Say(page_plan(range(1, pages + 1), self.writer.word))]
        self.project = str(new_project(self.client, pageCount=pages, trimSize="6x9", **changes)["id"])
        return self.project

    def start(self, *pages: int) -> str:
        """The job of a new generation."""
        return generate(self.client, self.project, self.idea, *pages)

    def shown(self) -> dict[str, Any]:
        """The project as its owner sees it."""
        answer = self.client.get(f"/api/projects/{self.project}")
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    def _come_to(self, call: Call) -> dict[str, Any]:
        found = re.search(r"lifts(\d+)", call.prompt)
        number = int(found[1]) if found else 0
        self.asked.setdefault(number, []).append(call)
        return (self.decide and self.decide(number, call)) or draw(GOOD)


@pytest.fixture
def book(pro: Client, writer: Writer, scripts: ScriptServer) -> Book:
    """A book of this test's own."""
    return Book(pro, writer, scripts.script_of(writer.word))


def page(url: str) -> Image.Image:
    """A picture behind a presigned URL."""
    answer = requests.get(url, timeout=30)
    assert answer.status_code == 200
    with Image.open(BytesIO(answer.content)) as image:
        image.load()
        return image


def statuses(job: dict[str, Any]) -> list[str]:
    """The statuses of a job's pages."""
    return [each["status"] for each in job["pages"]]


def stored(studio: Studio, project_id: str) -> list[ProjectPage]:
    """The pages of a project as they are stored."""
    client = studio.client("dynamodb")
    found = DynamoPages(client, studio.table, DynamoProjects(client, studio.table)).book(project_id)
    assert found
    return list(found[1])


def is_settled(studio: Studio, client: Client) -> None:
    """The caller's account is what their jobs and objects make it."""
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    eventually(lambda: ledger.account(client.owner).held == 0 or None, "the settlement")
    assert audit(ledger, studio.jobs, studio.objects, client.owner) == []


# ---------------------------------------------------------------- a book


def test_a_book_is_planned_drawn_and_paid_for(book: Book, pro: Client, studio: Studio) -> None:
    project, before, gate = book.new(), blots(pro), threading.Event()
    (say,) = book.writer.says
    say.gate = gate
    book.decide = lambda number, _: gate.wait(30) and None  # type: ignore[func-returns-value]
    answer = pro.post(PATH, {"projectId": project, "idea": book.idea})
    assert answer.status_code == 202, answer.text
    job_id = answer.json()["jobId"]
    assert answer.json() == {
        "jobId": job_id,
        "status": "pending",
        "blotsReserved": 36,
        "totalItems": 3,
        "estimatedSeconds": 9,
    }
    assert blots(pro) == before - 36
    planning = eventually(
        lambda: shown if (shown := poll(pro, job_id))["status"] == "processing" else None, "the first task"
    )
    assert planning["currentStage"] == "Planning pages..."
    assert planning["pages"] == [
        {"pageNumber": number, "status": "pending", "thumbnailUrl": None} for number in (1, 2, 3)
    ]
    shown = book.shown()
    assert (shown["status"], [each["currentVersion"] for each in shown["pages"]]) == ("generating", [0, 0, 0])
    gate.set()
    job = ended(pro, job_id)
    assert (job["status"], job["totalItems"], job["completedItems"], job["failedItems"]) == ("completed", 3, 3, 0)
    assert (job["blotsSpent"], job["currentStage"], job["heroId"]) == (36, "Completed", None)
    assert statuses(job) == ["completed"] * 3
    assert [page(each["thumbnailUrl"]).format for each in job["pages"]] == ["JPEG"] * 3
    assert blots(pro) == before - 36
    shown = book.shown()
    assert shown["status"] == "ready"
    for each in shown["pages"]:
        assert (each["currentVersion"], each["needsReview"]) == (1, False)
        assert "Bella" in each["sceneBrief"]
        picture = page(each["imageUrl"])
        assert (picture.mode, picture.size) == ("1", PAGE_SIZE)
        assert max(page(each["thumbnailUrl"]).size) == 300
    assert _key(shown["thumbnailUrl"]) == _key(shown["pages"][0]["thumbnailUrl"])
    (listed,) = pro.get("/api/projects").json()["projects"]
    assert (listed["status"], _key(listed["thumbnailUrl"])) == ("ready", _key(shown["thumbnailUrl"]))
    is_settled(studio, pro)


def _key(url: str) -> str:
    return url.partition("?")[0]


def test_a_page_is_asked_for_with_all_that_makes_it_one(book: Book, pro: Client) -> None:
    book.new(stylePreset="botanical")
    ended(pro, book.start())
    assert len(book.writer.asked) == 1, "one call plans all pages"
    assert {number: len(calls) for number, calls in book.asked.items()} == {1: 1, 2: 1, 3: 1}
    for calls in book.asked.values():
        (call,) = calls
        assert (call.aspect_ratio, call.references) == ("2:3", [])
        for words in ("5-8", "botanical", "white bunny", "No text", "Pure black lines"):
            assert words in call.prompt, words
    assert len({call.seed for (call,) in book.asked.values()}) == 3


def test_the_hero_and_the_style_anchor_go_along_with_every_page(book: Book, pro: Client, studio: Studio) -> None:
    hero = new_hero(pro, description="A brown hedgehog with a scarf")
    project = book.new(heroId=hero)
    anchor, data = f"jobs/{new_id()}/1-1.png", good_page(7)
    studio.objects.put(anchor, data, "image/png")
    studio.write(f"PROJECT#{project}", "PROJECT", style_anchor_key=anchor, style_anchor_description="Round and soft.")
    ended(pro, book.start())
    assert "A brown hedgehog with a scarf" in str(book.writer.asked[0])
    sheet, _ = studio.objects.get(f"jobs/{hero}/sheet-1.png")
    expected = [_digest(sheet), _digest(data)]
    for calls in book.asked.values():
        assert [[digest for _, digest in call.references] for call in calls] == [expected]
        assert all("Round and soft." in call.prompt and "brown hedgehog" in call.prompt for call in calls)
    assert pro.get(f"/api/heroes/{hero}").json()["timesUsed"] == 1
    assert _key(book.shown()["styleAnchorUrl"]).endswith(anchor)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_chosen_pages_are_planned_beside_those_that_stay(book: Book, pro: Client, studio: Studio) -> None:
    book.new(5)
    job = ended(pro, book.start(4, 2))
    assert [each["pageNumber"] for each in job["pages"]] == [2, 4]
    assert "with these numbers: 2, 4." in str(book.writer.asked[0])
    shown = book.shown()
    assert [each["currentVersion"] for each in shown["pages"]] == [0, 1, 0, 1, 0]
    assert (shown["status"], shown["thumbnailUrl"]) == ("ready", None)
    ended(pro, book.start(1, 4))
    (_, second) = book.writer.asked
    assert "Repeat none of their scenes" in str(second)
    assert shown["pages"][1]["sceneBrief"] in str(second)
    assert shown["pages"][3]["sceneBrief"] not in str(second), "page 4 is drawn anew"
    assert [each["currentVersion"] for each in book.shown()["pages"]] == [1, 1, 0, 2, 0]
    versions = stored(studio, book.project)[3].versions
    assert [(version.number, version.edit_type) for version in versions] == [(1, "initial"), (2, "initial")]
    is_settled(studio, pro)


def test_the_pace_of_the_last_generation_tells_how_long_the_next_takes(book: Book, pro: Client, studio: Studio) -> None:
    book.new(2)
    first = pro.post(PATH, {"projectId": book.project, "idea": book.idea}).json()
    assert first["estimatedSeconds"] == 6
    ended(pro, first["jobId"])
    (pace,) = DynamoPaces(studio.client("dynamodb"), studio.table).paces(pro.owner).values()
    second = pro.post(PATH, {"projectId": book.project, "idea": book.idea}).json()
    assert second["estimatedSeconds"] == math.ceil(pace)
    ended(pro, second["jobId"])


def test_a_repeated_request_finds_the_same_job(book: Book, pro: Client) -> None:
    project, before, key = book.new(2), blots(pro), {"Idempotency-Key": new_id()}
    body = {"projectId": project, "idea": book.idea}
    first, second = (pro.post(PATH, body, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code, second.json()) == (202, 202, first.json())
    ended(pro, first.json()["jobId"])
    assert blots(pro) == before - 24


# ---------------------------------------------------------------- what goes wrong


def test_a_page_that_fails_leaves_the_others_and_costs_nothing(book: Book, pro: Client, studio: Studio) -> None:
    book.new()
    before = blots(pro)
    book.decide = lambda number, _: fail("ModelRefused") if number == 2 else {}
    job = ended(pro, book.start())
    assert (job["status"], job["completedItems"], job["failedItems"], job["blotsSpent"]) == ("completed", 2, 1, 24)
    assert statuses(job) == ["completed", "failed", "completed"]
    assert job["pages"][1]["thumbnailUrl"] is None
    assert blots(pro) == before - 24
    shown = book.shown()
    assert (shown["status"], [each["currentVersion"] for each in shown["pages"]]) == ("ready", [1, 0, 1])
    is_settled(studio, pro)


def test_a_scene_that_the_gate_blocks_fails_alone_and_is_never_drawn(book: Book, pro: Client, studio: Studio) -> None:
    book.new()
    before = blots(pro)
    bad = {"page_2": f"Bella {book.writer.word} watches a bloody murder with knives beside the old river at night"}
    book.writer.says = [Say(page_plan((1, 2, 3), book.writer.word, **bad))]
    job = ended(pro, book.start())
    assert (statuses(job), job["blotsSpent"]) == (["completed", "failed", "completed"], 24)
    assert sorted(book.asked) == [1, 3]
    assert blots(pro) == before - 24
    is_settled(studio, pro)


def test_a_book_of_which_nothing_comes_stays_a_draft_and_costs_nothing(book: Book, pro: Client, studio: Studio) -> None:
    book.new()
    before = blots(pro)
    book.decide = lambda *_: fail("ModelOutOfCredit")
    job = ended(pro, book.start())
    assert (job["status"], job["failedItems"], job["currentStage"]) == ("failed", 3, "Failed")
    assert (blots(pro), book.shown()["status"]) == (before, "draft")
    is_settled(studio, pro)
    # What was there before stays, and so does the status.
    book.decide = None
    ended(pro, book.start(1))
    book.decide = lambda *_: fail("ModelOutOfCredit")
    assert ended(pro, book.start())["status"] == "failed"
    shown = book.shown()
    assert (shown["status"], shown["pages"][0]["currentVersion"]) == ("ready", 1)


def test_without_a_plan_nothing_is_drawn_and_all_goes_back(book: Book, pro: Client, studio: Studio) -> None:
    book.new()
    before = blots(pro)
    book.writer.says = [Say(status=401)]
    job = ended(pro, book.start())
    assert (job["status"], statuses(job), book.asked) == ("failed", ["failed"] * 3, {})
    assert (blots(pro), book.shown()["status"]) == (before, "draft")
    is_settled(studio, pro)


def test_a_provider_that_goes_away_half_way_is_not_paid_for_the_rest(book: Book, pro: Client, studio: Studio) -> None:
    book.new(4)
    before = blots(pro)
    book.decide = lambda number, _: fail("ModelUnavailable") if number > 2 else {}
    job = ended(pro, book.start())
    assert (job["status"], statuses(job)) == ("completed", ["completed"] * 2 + ["failed"] * 2)
    assert (job["blotsSpent"], blots(pro)) == (24, before - 24)
    assert len(book.asked[3]) == 3, "a passing fault is worth two more tries"
    assert book.shown()["status"] == "ready"
    is_settled(studio, pro)


@pytest.mark.parametrize("death", [CRASH, CRASH_ONCE_STORED], ids=["at once", "with the thumbnail stored"])
def test_a_worker_that_is_killed_makes_one_version(
    book: Book, pro: Client, studio: Studio, death: dict[str, Any]
) -> None:
    book.new()
    before = blots(pro)
    book.decide = lambda number, _: draw(GOOD) | death if number == 2 and len(book.asked[2]) == 1 else {}
    job = ended(pro, book.start())
    assert (statuses(job), job["blotsSpent"]) == (["completed"] * 3, 36)
    assert len(book.asked[2]) == 2
    assert [len(each.versions) for each in stored(studio, book.project)] == [1, 1, 1]
    assert blots(pro) == before - 36
    is_settled(studio, pro)


def photograph() -> bytes:
    """A picture of soft shades, and no line."""
    shades = Image.radial_gradient("L").resize((600, 900))
    return encoded(Image.merge("RGB", (shades, shades.rotate(90), shades.rotate(180))), "JPEG")


@pytest.mark.parametrize(
    "bad",
    [
        photograph(),
        encoded(Image.new("L", (600, 900), 0), "PNG"),
        encoded(Image.new("L", (600, 900), 255), "PNG"),
        encoded(Image.new("RGB", (600, 900), (128, 128, 128)), "PNG"),
    ],
    ids=["a photograph", "a black page", "an empty page", "a page of grey"],
)
def test_what_is_no_page_to_color_is_drawn_again_and_marked_in_the_end(
    book: Book, pro: Client, studio: Studio, bad: bytes
) -> None:
    book.new(2)
    book.decide = lambda number, _: draw(bad) if number == 1 else {}
    job = ended(pro, book.start())
    assert (job["status"], job["blotsSpent"]) == ("completed", 24)
    first, second, third = book.asked[1]
    assert len(second.prompt) > len(first.prompt), "the model is told what is wrong"
    assert second.prompt.startswith(first.prompt)
    assert third.prompt.startswith(first.prompt)
    assert len({call.seed for call in book.asked[1]}) == 3
    shown = book.shown()
    assert [(each["currentVersion"], each["needsReview"]) for each in shown["pages"]] == [(1, True), (1, False)]
    picture = page(shown["pages"][0]["imageUrl"])
    assert (picture.mode, picture.size) == ("1", PAGE_SIZE)
    is_settled(studio, pro)
    assert len(studio.keys(f"jobs/{job['id']}/")) == 4, "nothing is left of the attempts that are not shown"


def test_a_second_try_that_is_a_page_is_no_reason_for_a_review(book: Book, pro: Client) -> None:
    book.new(1)
    empty = encoded(Image.new("L", (600, 900), 255), "PNG")
    book.decide = lambda number, _: draw(empty) if len(book.asked[1]) == 1 else {}
    ended(pro, book.start())
    assert len(book.asked[1]) == 2
    assert book.shown()["pages"][0]["needsReview"] is False


# ---------------------------------------------------------------- cancel


def test_pages_that_were_not_begun_go_back_and_those_under_way_are_drawn(
    book: Book, pro: Client, studio: Studio
) -> None:
    book.new(24)
    before, gate = blots(pro), threading.Event()
    book.decide = lambda number, _: gate.wait(30) and None  # type: ignore[func-returns-value]
    job_id = book.start()
    running = eventually(
        lambda: shown if statuses(shown := poll(pro, job_id)).count("processing") >= 2 else None,
        "pages under way",
        pause=0.5,
    )
    lowest = statuses(running).index("processing") + 1
    assert running["currentStage"] == f"Generating page {lowest}..."
    answer = pro.post(f"{PATH}/{job_id}/cancel")
    cancelled = poll(pro, job_id)
    skipped, under_way = (statuses(cancelled).count(each) for each in ("skipped", "processing"))
    assert skipped + under_way == 24
    assert under_way >= 2
    assert skipped >= 24 - AT_ONCE
    assert answer.json() == {"status": "cancelled", "blotsRefunded": 12 * skipped}
    assert (cancelled["status"], book.shown()["status"]) == ("cancelled", "generating")
    assert blots(pro) == before - 288 + 12 * skipped
    gate.set()
    eventually(lambda: book.shown()["status"] == "ready" or None, "the end of the project's job", pause=0.5)
    job = poll(pro, job_id)
    assert (job["completedItems"], job["blotsSpent"]) == (under_way, 12 * under_way)
    assert blots(pro) == before - 12 * under_way
    assert sum(each["currentVersion"] for each in book.shown()["pages"]) == under_way
    is_settled(studio, pro)
    # The project can be generated again.
    ended(pro, book.start(24))


def test_a_book_that_is_cancelled_while_it_is_planned_is_a_draft_again(book: Book, pro: Client, studio: Studio) -> None:
    book.new()
    before, gate = blots(pro), threading.Event()
    book.writer.says[0].gate = gate
    job_id = book.start()
    eventually(lambda: book.writer.asked or None, "the planner")
    assert pro.post(f"{PATH}/{job_id}/cancel").json() == {"status": "cancelled", "blotsRefunded": 36}
    assert (blots(pro), book.shown()["status"]) == (before, "draft")
    gate.set()
    eventually(lambda: _ended_runs(studio, job_id) or None, "the end of the run")
    assert (statuses(poll(pro, job_id)), book.asked) == (["skipped"] * 3, {})
    is_settled(studio, pro)


def _ended_runs(studio: Studio, job_id: str) -> bool:
    return any(each["name"] == job_id and each["status"] != "RUNNING" for each in studio.executions("page-generation"))


def test_a_project_that_is_deleted_stops_its_generation(book: Book, pro: Client, studio: Studio) -> None:
    project, before, gate = book.new(), blots(pro), threading.Event()
    book.writer.says[0].gate = gate
    job_id = book.start()
    assert pro.call("DELETE", f"/api/projects/{project}").status_code == 204
    gate.set()
    assert (poll(pro, job_id)["status"], blots(pro)) == ("cancelled", before)
    eventually(lambda: _ended_runs(studio, job_id) or None, "the end of the run")
    assert (pro.get("/api/projects").json(), book.asked) == ({"projects": []}, {})
    stored = studio.item(f"PROJECT#{project}", "PROJECT")
    assert (stored["status"], "job_id" in stored) == ("draft", False)
    is_settled(studio, pro)


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"projectId": None}, "projectId"),
        ({"projectId": "x"}, "projectId"),
        ({"idea": None}, "idea"),
        ({"idea": "ab"}, "idea"),
        ({"idea": "   "}, "idea"),
        ({"idea": "x" * 501}, "idea"),
        ({"idea": 7}, "idea"),
        ({"pageNumbers": []}, "pageNumbers"),
        ({"pageNumbers": [0]}, "pageNumbers"),
        ({"pageNumbers": [-1]}, "pageNumbers"),
        ({"pageNumbers": [1, 4]}, "pageNumbers"),
        ({"pageNumbers": [2, 1, 2]}, "pageNumbers"),
        ({"pageNumbers": list(range(1, 47))}, "pageNumbers"),
        ({"pageNumbers": 1}, "pageNumbers"),
        ({"pageNumbers": ["1"]}, "pageNumbers.0"),
        ({"pageNumbers": [1.5]}, "pageNumbers.0"),
    ],
)
def test_a_bad_request_is_refused_and_says_where(book: Book, pro: Client, changes: dict[str, Any], field: str) -> None:
    project, before = book.new(), blots(pro)
    body = {"projectId": project, "idea": book.idea} | changes
    details = told(pro.post(PATH, body), 400, "VALIDATION_ERROR")
    assert field in details
    assert (blots(pro), book.shown()["status"]) == (before, "draft")


def test_an_idea_that_is_blocked_for_these_readers_is_refused(book: Book, pro: Client) -> None:
    project, before = book.new(), blots(pro)
    blocked = {"projectId": project, "idea": "A bloody murder in the forest"}
    details = told(pro.post(PATH, blocked), 400, "VALIDATION_ERROR")
    assert "blocked" in details
    assert (blots(pro), book.shown()["status"]) == (before, "draft")


def test_a_project_is_its_owners_alone(book: Book, pro: Client, free: Client, anyone: Client) -> None:
    project = book.new()
    body = {"projectId": project, "idea": "Bella in the forest"}
    assert told(free.post(PATH, body), 403, "FORBIDDEN") == {}
    told(anyone.post(PATH, body), 401, "UNAUTHORIZED")
    told(pro.post(PATH, body | {"projectId": new_id()}), 404, "NOT_FOUND")
    assert pro.call("DELETE", f"/api/projects/{project}").status_code == 204
    told(pro.post(PATH, body), 404, "NOT_FOUND")


def test_what_cannot_be_paid_leaves_nothing_behind(free: Client, studio: Studio) -> None:
    project = new_project(free, pageCount=5)["id"]
    before = (studio.job_ids(), studio.partition(f"PROJECT#{project}"))
    details = told(free.post(PATH, {"projectId": project, "idea": "Bella in the forest"}), 402, "INSUFFICIENT_BLOTS")
    assert details == {"required": 60, "available": 50, "shortfall": 10}
    assert (studio.job_ids(), studio.partition(f"PROJECT#{project}")) == before
    assert (blots(free), free.get(f"/api/projects/{project}").json()["status"]) == (50, "draft")


def test_a_project_is_generated_once_at_a_time(book: Book, pro: Client) -> None:
    project, gate = book.new(), threading.Event()
    book.writer.says[0].gate = gate
    job_id = book.start()
    before = blots(pro)
    for pages in ({}, {"pageNumbers": [1]}):
        details = told(pro.post(PATH, {"projectId": project, "idea": book.idea} | pages), 400, "VALIDATION_ERROR")
        assert details == {"reason": "generation_in_progress", "jobId": job_id}
    assert blots(pro) == before
    gate.set()
    ended(pro, job_id)


def test_of_many_that_come_at_once_one_is_accepted(book: Book, pro: Client) -> None:
    project, before = book.new(1), blots(pro)
    body = {"projectId": project, "idea": book.idea}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: pro.post(PATH, body), range(4)))
    assert sorted(answer.status_code for answer in answers) == [202, 400, 400, 400]
    (job_id,) = [answer.json()["jobId"] for answer in answers if answer.status_code == 202]
    assert all(answer.json()["details"]["jobId"] == job_id for answer in answers if answer.status_code == 400)
    ended(pro, job_id)
    assert blots(pro) == before - 12


def test_the_eleventh_version_is_refused_and_not_charged(book: Book, pro: Client, studio: Studio) -> None:
    project = book.new(2)
    ended(pro, book.start(1))
    key = {"pk": {"S": f"PROJECT#{project}"}, "sk": {"S": "PAGE#01"}}
    client = studio.client("dynamodb")
    for _ in range(9):
        client.update_item(
            TableName=studio.table,
            Key=key,
            UpdateExpression="SET versions = list_append(versions, :one), latest = latest + :step",
            ExpressionAttributeValues={
                ":one": {"L": [studio_item(client, studio, key)["versions"]["L"][0]]},
                ":step": {"N": "1"},
            },
        )
    before = blots(pro)
    for pages in ({}, {"pageNumbers": [1]}):
        details = told(pro.post(PATH, {"projectId": project, "idea": book.idea} | pages), 400, "VALIDATION_ERROR")
        assert details == {"pageNumbers": [1], "limit": 10}
    assert (blots(pro), book.shown()["status"]) == (before, "ready")
    ended(pro, book.start(2))


def studio_item(client: Any, studio: Studio, key: dict[str, Any]) -> Any:
    """A stored item as DynamoDB has it."""
    return client.get_item(TableName=studio.table, Key=key)["Item"]


def test_generations_have_a_rate_of_their_own(free: Client) -> None:
    body = {"projectId": new_id(), "idea": "Bella in the forest"}
    answers = [free.post(PATH, body) for _ in range(6)]
    assert {answer.status_code for answer in answers} >= {404, 429} or [a.status_code for a in answers][:5] == [404] * 5
    told(answers[-1], 429, "RATE_LIMITED")
    assert {"Retry-After", "X-RateLimit-Limit", "X-RateLimit-Reset"} <= set(answers[-1].headers)
