"""The cases of billing: events of Stripe, a month that begins, a plan that is lost."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from inkwell import stores
from inkwell.coloring_books.standing import GRACE
from inkwell.core.auditing import audit
from inkwell.core.blots import grant
from inkwell.core.timestamps import now
from tests.crash.case import Case
from tests.crash.machines import TaskFailed
from tests.crash.world import USER, World
from tests.support.stripe_events import Life


def _deliver(world: World, texts: list[str]) -> None:
    """Hand events over as the queue does: what has failed comes again, with whatever died beside it."""
    records = [{"messageId": str(number), "body": text, "eventSource": "aws:sqs"} for number, text in enumerate(texts)]
    for _ in range(6):
        with suppress(TaskFailed):
            failed = world.invoke("triggers/apply_stripe_events", {"Records": records})["batchItemFailures"]
            records = [each for each in records if {"itemIdentifier": each["messageId"]} in failed]
            if not records:
                return
        world.clock.move(61)
    raise AssertionError("events are never applied")


def _open(world: World) -> Life:
    """A customer whose account is open."""
    assert world.request("coloring_books/get_balance", "GET", "/api/billing/balance", user=True).data["blots"] == 50
    life = Life(USER, datetime.fromtimestamp(int(now().timestamp()), UTC))
    life.buy()
    return life


def _pay(world: World, life: Life) -> None:
    life.change("pro")
    texts = [text for _, text in life.events]
    _deliver(world, [texts[2], texts[1], texts[0], texts[1]])


def _paid(world: World, _: Any) -> Iterator[str]:
    """Three events are applied once, and have given the Blots of one month."""
    yield from _audited(world)
    account = world.ledger.account(USER)
    if (account.available, account.granted, account.period) != (2800, 2850, 1):
        yield f"after one invoice and an upgrade: {account}"
    if account.terms is None or (account.terms.plan, account.terms.customer) != ("pro", "cus_1"):
        yield f"the terms are {account.terms}"
    events = [event.id for event in stores.billing_records().events(USER)]
    if len(events) != 3 or stores.billing_records().owner("cus_1") != USER:
        yield f"applied: {events}"


def _due(world: World) -> None:
    """An account whose month is over."""
    _open(world)
    account = world.ledger.account(USER)
    world.ledger.post(account, grant(account, "gift", 30))
    world.clock.move(timedelta(days=32).total_seconds())


def _sweep(world: World, _: Any) -> None:
    for _ in range(2):
        world.sweep()
        world.clock.move(61)


def _reset_once(world: World, _: Any) -> Iterator[str]:
    yield from _audited(world)
    account = world.ledger.account(USER)
    if (account.available, account.expired, account.period) != (50, 80, 1):
        yield f"after one month: {account}"


def _unpaid(world: World) -> None:
    """An account whose payment has failed three days ago."""
    life = _open(world)
    life.settle_change(fails=True)
    with world.injector.process(None):
        _deliver(world, [text for _, text in life.events])
    world.clock.move(GRACE.total_seconds() + 60)


def _lost_once(world: World, _: Any) -> Iterator[str]:
    yield from _audited(world)
    account = world.ledger.account(USER)
    plan = account.terms and account.terms.plan
    if (account.available, account.expired, plan) != (50, 900, "free"):
        yield f"after three days: {account}"


def _audited(world: World) -> Iterator[str]:
    yield from audit(world.ledger, world.jobs, world.objects, USER, side_by_side=1)


CASES = (
    Case("stripe events", _pay, _open, jobs=0, every=3, check=_paid),
    Case("month", _sweep, _due, jobs=0, check=_reset_once),
    Case("plan lost", _sweep, _unpaid, jobs=0, check=_lost_once),
)
