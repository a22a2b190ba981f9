"""Accounts of callers: opened once, held from in one transaction, whoever else does the same at that moment."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.ledger import DynamoLedger
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.billing_models import Balance, PlanOffer, Prices
from inkwell.coloring_books.plans import read_plans
from inkwell.coloring_books.subscriptions import opened
from inkwell.core.blots import PARTS, Account, Terms, grant, reset, total
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InkwellError, InsufficientBlots, StaleRecord, StorageFull, Unavailable
from inkwell.core.jobs import Hold, Job, JobRecord
from inkwell.core.ledger import Ledger
from inkwell.core.names import new_id
from inkwell.core.store import JobStore
from inkwell.core.timestamps import month_after
from tests.fakes import FakeJobs, FakeLedger
from tests.support.aws import TABLE
from tests.support.contended import ContendedTable

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
RESET = datetime(2026, 2, 28, 12, tzinfo=UTC)
FREE = Terms("free", RESET, due_at=RESET, facts=opened("free", NOON, 50).as_facts)
OPENED = Account("ann", available=50, granted=50, terms=FREE)


def accounts_of(ledger: Ledger, changes: str = "") -> Accounts:
    return Accounts(ledger, read_plans(changes), clock=lambda: NOON, sleep=lambda _: None)


def storing(jobs: JobStore, id: str) -> Callable[[Hold, Sequence[JoinedWrite]], str]:
    def store(held: Hold, joined: Sequence[JoinedWrite]) -> str:
        jobs.add(JobRecord(Job(id, "hero_creation", "ann", hold=held), []), *joined)
        return id

    return store


def test_a_new_caller_has_the_free_plan_and_gets_it_once() -> None:
    ledger = FakeLedger()
    accounts = accounts_of(ledger)
    assert [accounts.account("ann") for _ in range(3)] == [OPENED] * 3
    (entry,) = ledger.entries("ann")
    assert (entry.id, entry.granted, entry.note) == ("grant#opening", 50, "the plan free")
    assert accounts.plan("ann") == "free"
    assert accounts.open("ann", "pro") is None
    assert accounts.open("bob", "pro")
    assert (accounts.plan("bob"), accounts.account("bob").available) == ("pro", 2800)


def test_what_an_administrator_gave_before_stays() -> None:
    ledger = FakeLedger()
    ledger.post(Account("ann"), grant(Account("ann"), "gift", 5))
    assert accounts_of(ledger).account("ann").available == 55


def test_an_open_account_costs_one_read_and_with_a_hold_one_transaction(dynamodb: Any) -> None:
    class Counting:
        calls: list[str] = []

        def __getattr__(self, name: str) -> Any:
            self.calls.append(name)
            return getattr(dynamodb, name)

    table = Counting()
    jobs = DynamoJobs(table, TABLE)  # type: ignore[arg-type]
    accounts = accounts_of(DynamoLedger(table, TABLE))  # type: ignore[arg-type]
    accounts.account("ann")
    table.calls.clear()
    accounts.balance("ann")
    assert table.calls == ["get_item"]
    table.calls.clear()
    accounts.pay("ann", "job", 15, storing(jobs, "job"))
    assert table.calls == ["get_item", "transact_write_items"]


def test_a_balance_says_what_is_left_of_the_plan() -> None:
    ledger = FakeLedger()
    accounts_of(ledger).open("ann", "creator")
    ledger.accounts["ann"] = Account(
        "ann", available=847, granted=900, stored=2415919104, terms=Terms("creator", RESET)
    )
    assert accounts_of(ledger).balance("ann") == Balance(
        blots=847,
        plan="creator",
        resetsAt="2026-02-28T12:00:00.000Z",
        storageUsed=2415919104,
        storageLimit=16106127360,
        endsAt=None,
        paymentFailedAt=None,
        prices=Prices(page=12, edit=12, hero=15, calibration=10, export=3),
        plans=[
            PlanOffer(**dict(zip(PlanOffer.model_fields, offer, strict=True)))
            for offer in (
                ("free", 50, 1 << 30, 3, 0, 0),
                ("starter", 300, 5 << 30, None, 1200, 12000),
                ("creator", 900, 15 << 30, None, 2900, 29000),
                ("pro", 2800, 50 << 30, None, 7900, 79000),
            )
        ],
    )


def test_a_job_is_stored_with_its_hold_or_not_at_all() -> None:
    ledger, jobs = FakeLedger(), FakeJobs()
    accounts = accounts_of(ledger)
    assert accounts.pay("ann", "one", 45, storing(jobs, "one")) == "one"
    assert ledger.account("ann").held == 45
    with pytest.raises(InsufficientBlots) as caught:
        accounts.pay("ann", "two", 15, storing(jobs, "two"))
    assert caught.value.details == {"required": 15, "available": 5, "shortfall": 10}
    assert jobs.load("two") is None
    assert len(ledger.entries("ann")) == 2


def test_an_error_of_storing_holds_nothing() -> None:
    ledger = FakeLedger()

    def store(held: Hold, joined: Sequence[JoinedWrite]) -> str:
        raise InkwellError("no")

    with pytest.raises(InkwellError, match="no"):
        accounts_of(ledger).pay("ann", "job", 15, store)
    assert ledger.account("ann") == OPENED


def test_full_storage_starts_nothing() -> None:
    ledger = FakeLedger()
    accounts = accounts_of(ledger, '{"plans": {"free": {"storage": 1000}}}')
    accounts.account("ann")
    (write,) = ledger.joined(Account("ann"), stored=999)
    write.apply()
    assert accounts.pay("ann", "one", 3, storing(FakeJobs(), "one"))
    (write,) = ledger.joined(Account("ann"), stored=1)
    write.apply()
    with pytest.raises(StorageFull) as caught:
        accounts.pay("ann", "two", 3, storing(FakeJobs(), "two"))
    assert (caught.value.status, caught.value.details) == (402, {"used": 1000, "limit": 1000})
    assert ledger.account("ann").held == 3


def test_a_hold_that_meets_a_reset_looks_again() -> None:
    ledger, jobs = FakeLedger(), FakeJobs()
    accounts = accounts_of(ledger)
    accounts.account("ann")
    resets = iter([True])

    def store(held: Hold, joined: Sequence[JoinedWrite]) -> str:
        if next(resets, False):
            account = ledger.account("ann")
            ledger.post(account, reset(account, "month", 300))
        return storing(jobs, "job")(held, joined)

    accounts.pay("ann", "job", 15, store)
    record = jobs.load("job")
    assert record
    assert record.job.hold == Hold(15, None, 1)
    assert ledger.account("ann").available == 285


def test_what_changes_without_end_is_given_up() -> None:
    def store(held: Hold, joined: Sequence[JoinedWrite]) -> str:
        raise StaleRecord

    with pytest.raises(Unavailable, match="too fast"):
        accounts_of(FakeLedger()).pay("ann", "job", 15, store)


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)))
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(moment: datetime) -> None:
    later = month_after(moment)
    assert (later.year * 12 + later.month) - (moment.year * 12 + moment.month) == 1
    assert later.day == moment.day or (later.day < moment.day and month_after(later.replace(day=1)).day == 1)
    assert 28 <= (later - moment).days <= 31
    assert later.time() == moment.time()


# ---------------------------------------------------------------- many at once


def at_once(work: Sequence[Callable[[], None]]) -> None:
    gate = threading.Barrier(len(work))

    def begin(each: Callable[[], None]) -> None:
        gate.wait()
        each()

    threads = [threading.Thread(target=begin, args=[each]) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_a_hundred_jobs_at_once_exactly_those_start_that_the_first_balance_covers(dynamodb: Any) -> None:
    """Also the account is opened by one of them; the others are refused for want of Blots, and for no other reason."""
    table = ContendedTable(dynamodb)
    ledger, jobs = DynamoLedger(table, TABLE), DynamoJobs(table, TABLE)
    accounts = Accounts(ledger, read_plans())
    ids = [new_id() for _ in range(100)]
    outcomes: dict[str, str] = {}

    def create(id: str) -> None:
        try:
            outcomes[id] = accounts.pay("ann", id, 15, storing(jobs, id))
        except InkwellError as error:
            outcomes[id] = error.code

    at_once([lambda id=id: create(id) for id in ids])
    assert table.conflicts > 0, "the test is about those that meet"
    stored = [id for id in ids if jobs.load(id)]
    assert Counter(outcomes.values()) == Counter([*stored, *["INSUFFICIENT_BLOTS"] * 97])
    assert len(stored) == 3
    account = ledger.account("ann")
    assert (account.available, account.held, account.granted) == (5, 45, 50)
    assert total(ledger.entries("ann")) == {part: getattr(account, part) for part in PARTS}
