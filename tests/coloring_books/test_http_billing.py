"""The balance over HTTP, rate limits with their headers, and a paid job through the real workflow with its roles."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from inkwell.aws.ledger import DynamoLedger
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.plans import read_plans
from inkwell.core.auditing import audit
from inkwell.core.effects import JoinedWrite
from inkwell.core.jobs import SIDE_BY_SIDE, Hold, Job, JobRecord
from inkwell.core.names import new_id, run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.timestamps import now, timestamp
from tests.support.client import Client, eventually
from tests.support.keys import KeyServer, claims, signed
from tests.support.studio import Studio

PATH = "/api/billing/balance"
LIMITS = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
LONG_AGO = "2020-01-01T00:00:00.000Z"


@pytest.fixture
def accounts(studio: Studio) -> Accounts:
    return Accounts(DynamoLedger(studio.client("dynamodb"), studio.table), read_plans())


def test_a_new_caller_has_the_free_plan(carol: Client) -> None:
    first = carol.get(PATH)
    assert first.status_code == 200
    body = first.json()
    assert list(body)[:5] == ["blots", "plan", "resetsAt", "storageUsed", "storageLimit"]
    assert list(body)[5:] == ["endsAt", "paymentFailedAt", "prices", "plans"]
    assert (body["endsAt"], body["paymentFailedAt"]) == (None, None)
    assert body["prices"] == read_plans().costs.model_dump()
    assert (body["blots"], body["plan"], body["storageUsed"], body["storageLimit"]) == (50, "free", 0, 1073741824)
    assert timestamp(now() + timedelta(days=27)) < body["resetsAt"] < timestamp(now() + timedelta(days=32))
    assert carol.get(PATH).json() == body


def test_first_calls_at_once_open_one_account(carol: Client, studio: Studio) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: carol.get(PATH), range(24)))
    assert Counter(answer.status_code for answer in answers) == {200: 24}
    assert {answer.json()["blots"] for answer in answers} == {50}
    items = studio.partition(f"ACCOUNT#{carol.owner}")
    assert [item["sk"] for item in items] == ["ACCOUNT", "ENTRY#grant#opening"]


def test_a_supabase_session_has_an_account_of_its_own(anyone: Client, supabase: KeyServer, studio: Studio) -> None:
    asked = len(supabase.asked)
    subject = new_id()
    cookie = "sb-127-auth-token=" + json.dumps({"access_token": signed(claims(supabase.issuer, sub=subject))})
    assert anyone.get(PATH, headers={"Cookie": cookie}).json()["blots"] == 50
    assert studio.item(f"ACCOUNT#supabase:{subject}", "ACCOUNT")["plan"] == "free"
    # Other tests look at who asked for the keys.
    del supabase.asked[asked:]


def test_nobody_is_refused_before_anything_is_looked_at(anyone: Client, studio: Studio) -> None:
    before = studio.count()
    for headers in ({}, {"Authorization": "Bearer x"}, {"x-api-key": "x"}):
        answer = anyone.get(PATH, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "UNAUTHORIZED")
        assert not set(LIMITS) & set(answer.headers)
    assert studio.count() == before


def _told(client: Client) -> tuple[int, int, int]:
    answer = client.get(PATH)
    limit, remaining, reset = (int(answer.headers[name]) for name in LIMITS)
    assert 0 <= reset - time.time() <= 60
    assert reset % 60 == 0
    if answer.status_code == 429:
        assert answer.json()["code"] == "RATE_LIMITED"
        assert abs(int(answer.headers["Retry-After"]) - (reset - time.time())) <= 2
    return answer.status_code, limit, remaining


def test_each_answer_says_what_is_left_of_a_hundred_a_minute_until_none_is(carol: Client, studio: Studio) -> None:
    if time.time() % 60 > 50:
        time.sleep(61 - time.time() % 60)
    assert [_told(carol) for _ in range(2)] == [(200, 100, 99), (200, 100, 98)]
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: _told(carol), range(110)))
    assert Counter(status for status, _, _ in told) == {200: 98, 429: 12}
    assert sorted(remaining for status, _, remaining in told if status == 200) == list(range(98))
    (item,) = studio.partition(f"RATE#caller#{carol.owner}")
    assert [value for name, value in item.items() if name.startswith("overall@")] == [100]


# ---------------------------------------------------------------- paid jobs


def _paid(studio: Studio, accounts: Accounts, owner: str) -> JobRecord:
    """A stored job of three pictures for 36 Blots, whose run is not started."""
    id = new_id()
    pictures = [Picture(id, str(n), Brief("a page"), SIDE_BY_SIDE, run_name(id), position=n) for n in range(3)]

    def store(held: Hold, joined: Sequence[JoinedWrite]) -> JobRecord:
        record = JobRecord(Job(id, "kit_images", owner, hold=held), pictures)
        studio.jobs.add(record, *joined)
        return record

    return accounts.pay(owner, id, 36, store, each=12)


def _settled(studio: Studio, job_id: str) -> JobRecord:
    def look() -> JobRecord | None:
        record = studio.jobs.load(job_id)
        return record if record and record.job.is_settled else None

    return eventually(look, "the end of the job")


def test_a_paid_job_is_captured_and_what_it_stored_is_counted(
    carol: Client, studio: Studio, accounts: Accounts
) -> None:
    record = _paid(studio, accounts, carol.owner)
    assert carol.get(PATH).json()["blots"] == 14
    studio.workflows.start(SIDE_BY_SIDE, run_name(record.job.id), record.job.id)
    settled = _settled(studio, record.job.id)
    keys = [key for picture in settled.pictures for version in picture.versions for key in version.keys]
    size = sum(head.size for key in keys if (head := studio.objects.head(key)))
    assert len(keys) == 3
    assert size > 0
    balance = carol.get(PATH).json()
    assert (balance["blots"], balance["storageUsed"]) == (14, size)
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    assert ledger.account(carol.owner).captured == 36
    assert audit(ledger, studio.jobs, studio.objects, carol.owner) == []


def test_the_sweeper_gives_back_what_a_job_held_that_never_ran(
    carol: Client, studio: Studio, accounts: Accounts
) -> None:
    record = _paid(studio, accounts, carol.owner)
    studio.write(f"JOB#{record.job.id}", "JOB", due_at=LONG_AGO, deadline=LONG_AGO)
    studio.sweep()
    _settled(studio, record.job.id)
    assert carol.get(PATH).json()["blots"] == 50
