"""Heroes over HTTP: a sheet that is drawn and paid for, or neither; their bounds, and who may do what."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
import requests
from PIL import Image

from inkwell.aws.heroes import DynamoHeroes
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.transactions import transact
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.effects import NewHeroes
from inkwell.coloring_books.heroes import Heroes
from inkwell.coloring_books.models import CreateHeroRequest
from inkwell.coloring_books.plans import read_plans
from inkwell.core.auditing import audit
from inkwell.core.blots import Account
from inkwell.core.effects import Combined
from inkwell.core.errors import InsufficientBlots
from inkwell.core.idempotency import Unclaimed
from inkwell.core.ledger import HeldBlots
from inkwell.core.names import new_id
from tests.support.books import HERO, blots, ended, new_hero, poll, start_hero, told
from tests.support.client import Client, eventually
from tests.support.script import Script, ScriptServer, fail
from tests.support.studio import Studio

PATH = "/api/heroes"
EXPIRED = "2026-01-01T00:00:00.000Z"


@pytest.fixture
def word() -> str:
    """A word that only this test's heroes are described with."""
    return f"w{new_id()[:8]}"


@pytest.fixture
def sheets(scripts: ScriptServer, word: str) -> Script:
    """What happens to the sheets of heroes that are described with the word."""
    return scripts.script_of(word)


def picture(url: str) -> Image.Image:
    """A picture behind a presigned URL."""
    answer = requests.get(url, timeout=30)
    assert answer.status_code == 200
    with Image.open(BytesIO(answer.content)) as image:
        image.load()
        return image


def place(studio: Studio, owner: str) -> int:
    """How many heroes an owner's limit counts."""
    return int(studio.item(f"COUNTS#{owner}", "COUNTS").get("hero", 0))


def test_a_hero_appears_with_its_sheet(pro: Client, sheets: Script, word: str) -> None:
    before = blots(pro)
    with sheets.held(None):
        answer = pro.post(PATH, HERO | {"description": f"A white bunny called {word}"})
        assert answer.status_code == 202
        job_id = answer.json()["jobId"]
        assert answer.json() == {"jobId": job_id, "status": "pending", "blotsReserved": 15}
        assert blots(pro) == before - 15
        sheets.wait_for(lambda script: bool(script.calls))
        assert poll(pro, job_id) == {
            "id": job_id,
            "status": "processing",
            "totalItems": 1,
            "completedItems": 0,
            "failedItems": 0,
            "blotsSpent": 0,
            "currentStage": "Drawing the reference sheet...",
            "heroId": None,
            "pages": [],
        }
        told(pro.get(f"{PATH}/{job_id}"), 404, "NOT_FOUND")
        listed = eventually(lambda: found if (found := pro.get(PATH).json())["drawing"] else None)
        assert listed == {"heroes": [], "drawing": [{"jobId": job_id, "name": "Bella"}]}
    job = ended(pro, job_id)
    assert (job["status"], job["heroId"], job["blotsSpent"], job["currentStage"]) == (
        "completed",
        job_id,
        15,
        "Completed",
    )
    assert blots(pro) == before - 15
    hero = pro.get(f"{PATH}/{job_id}").json()
    assert {name: hero[name] for name in ("id", "name", "audience", "timesUsed")} == {
        "id": job_id,
        "name": "Bella",
        "audience": "children",
        "timesUsed": 0,
    }
    assert hero["description"] == f"A white bunny called {word}"
    assert picture(hero["referenceUrl"]).size == (9, 16)
    small = picture(hero["thumbnailUrl"])
    assert (small.format, max(small.size) <= 300) == ("JPEG", True)
    (listed,) = pro.get(PATH).json()["heroes"]
    assert pro.get(PATH).json()["drawing"] == []
    assert list(listed) == ["id", "name", "audience", "thumbnailUrl", "timesUsed", "createdAt"]


def test_the_sheet_is_asked_for_in_four_views(pro: Client, sheets: Script, word: str) -> None:
    new_hero(pro, description=f"A tall knight with a {word} shield", audience="adult")
    (call,) = sheets.calls
    for words in ("2x2", "front view", "three-quarter", "side view", "back view", word, "Bella", "fine", "No text"):
        assert words in call.prompt
    assert call.aspect_ratio == "1:1"


@pytest.mark.parametrize("error", ["ModelRefused", "ModelOutOfCredit"])
def test_a_failure_gives_all_back(pro: Client, studio: Studio, sheets: Script, word: str, error: str) -> None:
    before = blots(pro)
    sheets.on(None, fail(error))
    job = ended(pro, start_hero(pro, description=f"A bunny called {word}"))
    assert (job["status"], job["failedItems"], job["blotsSpent"], job["heroId"]) == ("failed", 1, 0, None)
    assert blots(pro) == before
    assert pro.get(PATH).json() == {"heroes": [], "drawing": []}
    assert place(studio, pro.owner) == 0
    assert studio.keys(f"jobs/{job['id']}/") == []


WRONG: dict[str, list[Any]] = {
    "name": ["", "  ", "x" * 101, "a\x07b", "\u200b", 5],
    "description": ["", "too short", "  too short ", "x" * 501, "a bunny\x00with ears", "\u2060" * 20, 5],
    "audience": ["baby", 3],
}


def test_every_bound_is_told_by_field_and_nothing_is_left_behind(pro: Client, studio: Studio) -> None:
    blots(pro)
    before = studio.count()
    for field, values in WRONG.items():
        for value in [*values, None]:
            # Each caller may ask for ten heroes an hour, refused ones included.
            studio.client("dynamodb").delete_item(TableName=studio.table, Key=_rates(studio, pro))
            answer = pro.post(PATH, HERO | {field: value})
            assert list(told(answer, 400, "VALIDATION_ERROR")) == [field], (field, value)
    assert studio.count() == before


def _rates(studio: Studio, client: Client) -> Any:
    (item,) = studio.partition(f"RATE#caller#{client.owner}")
    return {"pk": {"S": item["pk"]}, "sk": {"S": item["sk"]}}


def test_ten_heroes_an_hour_refused_ones_included(pro: Client) -> None:
    answers = [pro.post(PATH, {}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [400] * 10 + [429]
    assert told(answers[-1], 429, "RATE_LIMITED")["retryable"]
    assert answers[-1].headers["X-RateLimit-Limit"] == "10"
    assert pro.get(PATH).status_code == 200


def test_text_for_children_passes_their_gate(pro: Client, studio: Studio) -> None:
    before = blots(pro)
    for field, text in (("name", "Zombie"), ("description", "A bunny with a gun and a hat")):
        details = told(pro.post(PATH, HERO | {field: text}), 400, "VALIDATION_ERROR")
        assert details["blocked"]
    assert (blots(pro), studio.item(f"COUNTS#{pro.owner}", "COUNTS")) == (before, {})


@pytest.mark.parametrize("name", ["🐰", "بيلا", "x" * 100])
def test_names_in_any_script_stay_as_they_are(pro: Client, name: str) -> None:
    hero = pro.get(f"{PATH}/{new_hero(pro, name=name, description='🐰' * 10)}").json()
    assert (hero["name"], hero["description"]) == (name, "🐰" * 10)


def test_a_repeated_request_draws_one_hero(pro: Client) -> None:
    before, key = blots(pro), {"Idempotency-Key": "one"}
    first, second = (pro.post(PATH, HERO, headers=key) for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    ended(pro, first.json()["jobId"])
    assert blots(pro) == before - 15


# ---------------------------------------------------------------- refusals


def test_without_enough_blots_nothing_is_left_behind(free: Client, studio: Studio) -> None:
    for _ in range(3):
        new_hero(free)
    before = studio.count()
    answer = free.post(PATH, HERO, headers={"Idempotency-Key": "poor"})
    details = told(answer, 402, "INSUFFICIENT_BLOTS")
    assert details == {"required": 15, "available": 5, "shortfall": 10}
    assert (studio.count(), blots(free), place(studio, free.owner)) == (before, 5, 3)


def test_with_full_storage_nothing_is_started(pro: Client, studio: Studio) -> None:
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    limit = 53687091200
    transact(studio.client("dynamodb"), (), ledger.joined(Account(pro.owner), stored=limit))
    blots(pro)
    before = studio.count()
    assert told(pro.post(PATH, HERO), 402, "STORAGE_FULL") == {"used": limit, "limit": limit}
    # One item more: the count of the rate limit.
    assert studio.count() <= before + 1
    assert place(studio, pro.owner) == 0


@pytest.fixture
def full(pro: Client, studio: Studio) -> Client:
    """A caller whose limit has one place left."""
    heroes = DynamoHeroes(studio.client("dynamodb"), studio.table)
    for _ in range(19):
        transact(studio.client("dynamodb"), (), [heroes.room(pro.owner, 20)])
    return pro


def test_the_21st_hero_is_one_too_many(full: Client, studio: Studio) -> None:
    hero = new_hero(full)
    before = studio.count()
    assert told(full.post(PATH, HERO), 400, "VALIDATION_ERROR") == {"limit": 20}
    assert studio.count() == before
    assert full.call("DELETE", f"{PATH}/{hero}").status_code == 204
    new_hero(full)


def test_of_many_at_once_one_takes_the_last_place(full: Client, studio: Studio) -> None:
    before = blots(full)
    with ThreadPoolExecutor(8) as pool:
        statuses = Counter(pool.map(lambda _: full.post(PATH, HERO).status_code, range(8)))
    assert statuses == {202: 1, 400: 7}
    assert (blots(full), place(studio, full.owner)) == (before - 15, 20)


def test_a_hundred_at_once_are_as_many_as_the_blots_are_for(free: Client, studio: Studio) -> None:
    """Past the rate limits, which would let ten through: by the use case itself, as the function calls it."""
    client = studio.client("dynamodb")
    ledger, heroes, table = DynamoLedger(client, studio.table), DynamoHeroes(client, studio.table), read_plans()
    jobs = DynamoJobs(client, studio.table, Combined(HeldBlots(ledger), NewHeroes(heroes)))
    use_cases = Heroes(heroes, jobs, studio.objects, studio.workflows, Accounts(ledger, table), table)
    request = CreateHeroRequest.model_validate(HERO)

    def create(_: int) -> str:
        try:
            return str(use_cases.create(free.owner, request, Unclaimed()).status)
        except InsufficientBlots as error:
            return f"short of {error.details['shortfall']}"

    with ThreadPoolExecutor(16) as pool:
        assert Counter(pool.map(create, range(100))) == {"202": 3, "short of 10": 97}
    assert place(studio, free.owner) == 3
    eventually(lambda: len(free.get(PATH).json()["heroes"]) == 3, "three heroes")
    assert blots(free) == 5


# ---------------------------------------------------------------- who, and what is there


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_hero_is_its_owners_alone(pro: Client, free: Client, anyone: Client, method: str) -> None:
    hero = new_hero(pro)
    assert told(free.call(method, f"{PATH}/{hero}"), 403, "FORBIDDEN") == {}
    told(anyone.call(method, f"{PATH}/{hero}"), 401, "UNAUTHORIZED")
    told(pro.call(method, f"{PATH}/{new_id()}"), 404, "NOT_FOUND")
    for malformed in ("x", hero[:-1], "%00", "ü" * 600):
        assert told(pro.call(method, f"{PATH}/{malformed}"), 400, "VALIDATION_ERROR") == {"id": "must be a UUID"}
    assert free.get(PATH).json() == {"heroes": [], "drawing": []}


def test_lists_have_pages(pro: Client) -> None:
    made = [new_hero(pro, name=str(number)) for number in range(3)]
    first = pro.get(f"{PATH}?limit=2")
    assert [each["id"] for each in first.json()["heroes"]] == made[:0:-1]
    link = first.headers["Link"].partition(">")[0].removeprefix("<")
    rest = pro.get(link)
    assert [each["id"] for each in rest.json()["heroes"]] == made[:1]
    assert "Link" not in rest.headers


def test_a_deleted_hero_is_gone_and_later_purged_with_its_sheet(pro: Client, studio: Studio) -> None:
    hero, kept = new_hero(pro), new_hero(pro)
    assert pro.call("DELETE", f"{PATH}/{hero}").status_code == 204
    for method in ("GET", "DELETE"):
        told(pro.call(method, f"{PATH}/{hero}"), 404, "NOT_FOUND")
    assert [each["id"] for each in pro.get(PATH).json()["heroes"]] == [kept]
    eventually(lambda: _settled(studio, hero) and _settled(studio, kept), "the ends of their jobs")
    used = pro.get("/api/billing/balance").json()["storageUsed"]
    studio.sweep()
    assert len(studio.keys(f"jobs/{hero}/")) == 2
    studio.write(f"HERO#{hero}", "HERO", due_at=EXPIRED)
    studio.sweep()
    assert studio.keys(f"jobs/{hero}/") == []
    assert studio.partition(f"HERO#{hero}") == []
    assert studio.jobs.load(hero) is None
    told(pro.get(f"/api/generate/{hero}"), 404, "NOT_FOUND")
    assert len(studio.keys(f"jobs/{kept}/")) == 2
    left = pro.get("/api/billing/balance").json()["storageUsed"]
    assert 0 < left < used
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    assert audit(ledger, studio.jobs, studio.objects, pro.owner) == []


def _settled(studio: Studio, job_id: str) -> bool:
    record = studio.jobs.load(job_id)
    return bool(record and record.job.is_settled)
