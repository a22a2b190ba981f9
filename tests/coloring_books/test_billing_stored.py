"""Billing in the real store: every event is one transaction, whatever else happens to the account at that moment."""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from inkwell.aws.billing import DynamoBillingRecords
from inkwell.aws.ledger import DynamoLedger
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.billing import Billing
from inkwell.coloring_books.billing_records import RememberedEvent
from inkwell.coloring_books.payment_events import HANDLED
from inkwell.coloring_books.plans import read_plans
from inkwell.coloring_books.prices import read_prices
from inkwell.coloring_books.stripe_facts import KINDS
from inkwell.core.blots import PARTS, change, hold, total
from inkwell.core.errors import InkwellError, StaleRecord
from tests.coloring_books.billing_world import DAY, NOON, BillingWorld
from tests.support.aws import TABLE
from tests.support.contended import ContendedTable
from tests.support.stripe_events import PRICES, Life


@pytest.fixture
def world(dynamodb: Any) -> BillingWorld:
    return BillingWorld(DynamoLedger(dynamodb, TABLE), DynamoBillingRecords(dynamodb, TABLE))


def a_year() -> Life:
    """A life with everything in it."""
    life = Life("ann", NOON)
    life.buy()
    life.at += DAY
    life.change("pro")
    life.change("starter")
    life.renew(fails=True)
    life.at += 10 * DAY
    life.pay()
    life.cancel()
    life.renew()
    return life


def summed(world: BillingWorld) -> None:
    account = world.account
    assert total(world.ledger.entries("ann")) == {part: getattr(account, part) for part in PARTS}


def test_it_ends_as_in_memory_and_keeps_what_is_known(world: BillingWorld) -> None:
    other, life = BillingWorld(), a_year()
    for each in (world, other):
        each.accounts.account("ann")
        each.live(life)
        each.pass_to(life.at + 40 * DAY)
    assert world.state == other.state
    stored, wanted = world.account.terms, other.account.terms
    assert stored
    assert wanted
    assert (stored.facts, stored.customer, stored.due_at) == (wanted.facts, "cus_1", wanted.due_at)
    assert {entry.id for entry in world.ledger.entries("ann")} == {entry.id for entry in other.ledger.entries("ann")}
    summed(world)
    events = world.records.events("ann")
    assert len(events) == len(life.events)
    assert all(isinstance(event, RememberedEvent) and "sub_1" in event.effect for event in events)
    before = world.account
    world.receive(*(text for _, text in reversed(life.events)))
    assert world.account == before


def test_an_account_is_due_when_its_month_begins_and_not_before(world: BillingWorld) -> None:
    world.accounts.account("ann")
    world.accounts.account("bob")
    due = NOON + timedelta(days=28)
    assert list(world.ledger.due(due - timedelta(seconds=1))) == []
    assert sorted(world.ledger.due(due)) == ["ann", "bob"]
    life = Life("ann", NOON)
    life.buy()
    world.live(life)
    # Whoever pays by the month waits for an invoice.
    assert list(world.ledger.due(due)) == ["bob"]
    world.now = due
    assert world.accounts.renew(60) == 1
    assert list(world.ledger.due(due)) == []
    assert world.ledger.account("bob").period == 1


def test_the_schedule_begins_no_account_after_its_time(world: BillingWorld) -> None:
    for owner in ("ann", "bob", "cid"):
        world.accounts.account(owner)
    world.now = NOON + 40 * DAY
    ticks = iter([0.0, 1.0, 2.0, 99.0])
    assert world.accounts.renew(50, lambda: next(ticks)) == 2
    assert len(list(world.ledger.due(world.now))) == 1


def test_a_customer_stays_whose_they_are(world: BillingWorld) -> None:
    life = Life("ann", NOON)
    life.buy()
    world.receive(life.events[0][1])
    with pytest.raises(StaleRecord):
        world.ledger.post(world.account, along=[world.records.linked("bob", "cus_1")], terms=world.account.terms)
    stranger = Life("bob", NOON, events=[])
    stranger.buy()
    world.receive(stranger.events[1][1])
    assert world.state[:2] == (900, "creator")
    assert world.ledger.account("bob").terms is None


def test_what_came_between_is_not_lost(world: BillingWorld) -> None:
    account = world.accounts.account("ann")
    world.ledger.post(account, hold(account, "job", 10)[1])
    with pytest.raises(StaleRecord):
        world.ledger.post(account, change(account, "event#1", 300))
    with pytest.raises(StaleRecord):
        world.ledger.post(account, terms=account.terms)
    assert world.account.available == 40


def test_a_checkout_that_names_another_customer_meanwhile_is_not_undone(world: BillingWorld, dynamodb: Any) -> None:
    life = a_year()
    world.live(life)
    read = world.account
    dynamodb.update_item(
        TableName=TABLE,
        Key={"pk": {"S": "ACCOUNT#ann"}, "sk": {"S": "ACCOUNT"}},
        UpdateExpression="SET customer = :new",
        ExpressionAttributeValues={":new": {"S": "cus_new"}},
    )
    assert read.terms
    world.ledger.post(read, terms=read.terms)
    stored = world.account.terms
    assert stored
    assert stored.customer == "cus_new"


def test_all_at_once_and_twice_they_end_as_in_order(dynamodb: Any) -> None:
    table, life = ContendedTable(dynamodb), a_year()
    ledger, records = DynamoLedger(table, TABLE), DynamoBillingRecords(table, TABLE)
    moment = life.at + DAY
    accounts = Accounts(ledger, read_plans(), clock=lambda: moment)
    billing = Billing(ledger, records, accounts, read_plans(), read_prices(PRICES), clock=lambda: moment)
    texts = [text for _, text in life.events] * 2

    def spend() -> None:
        account = accounts.account("ann")
        ledger.post(account, hold(account, "job", 5)[1])

    def deliver(text: str) -> None:
        while True:
            try:
                billing.receive(text)
            except InkwellError:
                continue  # as the queue does
            return

    at_once([lambda text=text: deliver(text) for text in texts])
    assert table.conflicts > 0, "the test is about those that meet"
    other = BillingWorld()
    other.accounts.account("ann")
    other.pass_to(moment)
    other.receive(*texts)
    assert (accounts.balance("ann").blots, accounts.balance("ann").plan) == other.state[:2]
    spend()
    account = ledger.account("ann")
    assert total(ledger.entries("ann")) == {part: getattr(account, part) for part in PARTS}


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


def test_the_webhook_hands_over_what_is_read(world: BillingWorld) -> None:
    assert set(KINDS) == HANDLED
