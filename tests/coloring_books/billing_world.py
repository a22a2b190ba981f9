"""A ledger, its billing and a clock; and steps in the life of somebody who pays."""

from datetime import UTC, datetime, timedelta

from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.billing import Billing
from inkwell.coloring_books.billing_records import BillingRecords
from inkwell.coloring_books.plans import read_plans
from inkwell.coloring_books.prices import read_prices
from inkwell.core.blots import Account, hold
from inkwell.core.ledger import Ledger
from tests.fakes import FakeBillingRecords, FakeLedger
from tests.support.stripe_events import PRICES, Life

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PLANS = read_plans()


class BillingWorld:
    """A ledger, its billing and a clock."""

    def __init__(self, ledger: Ledger | None = None, records: BillingRecords | None = None) -> None:
        self.now = NOON
        self.ledger = ledger or FakeLedger()
        self.records = records or FakeBillingRecords()
        self.accounts = Accounts(self.ledger, PLANS, clock=lambda: self.now, sleep=lambda _: None)
        self.billing = Billing(
            self.ledger,
            self.records,
            self.accounts,
            PLANS,
            read_prices(PRICES),
            clock=lambda: self.now,
            sleep=lambda _: None,
        )

    def receive(self, *texts: str) -> None:
        for text in texts:
            self.billing.receive(text)

    def live(self, life: Life, frm: int = 0) -> int:
        """Hear of a life what it tells, when it tells it; returns how much that is."""
        for at, text in life.events[frm:]:
            self.pass_to(at)
            self.receive(text)
        return len(life.events)

    def pass_to(self, moment: datetime) -> None:
        """Let time pass, with a look of the schedule at each moment at which something is due."""
        while terms := self.account.terms:
            if terms.due_at is None or terms.due_at > moment:
                break
            self.now = max(self.now, terms.due_at)
            assert self.accounts.renew(60) == 1
        self.now = max(self.now, moment)

    def spend(self, amount: int) -> None:
        account = self.accounts.account("ann")
        number = len(self.ledger.entries("ann"))
        self.ledger.post(account, hold(account, f"job-{number}", amount)[1])

    @property
    def account(self) -> Account:
        return self.ledger.account("ann")

    @property
    def state(self) -> tuple[int, str, str]:
        balance = self.accounts.balance("ann")
        return balance.blots, balance.plan, balance.resetsAt


STEPS = ("change", "swap", "enlarge", "cancel", "keep", "renew", "fail", "pay", "owe", "settle", "end", "wait")


def step_of(life: Life, step: str, plan: str) -> None:
    if life.at < life.ends - 5 * DAY:
        life.at += DAY
    if step == "change":
        life.change(plan)
    elif step == "swap" and not life.is_unpaid and not life.cancels:
        life.swap(plan)
    elif step == "enlarge" and not life.is_unpaid and not life.cancels:
        life.enlarge(plan)
    elif step in ("cancel", "keep"):
        life.cancel(step == "cancel")
    elif step == "pay" and life.is_unpaid:
        life.pay()
    elif step == "renew" and not life.is_unpaid:
        life.renew()
    elif step == "fail":
        if life.is_unpaid:
            life.fail()
        elif not life.cancels:
            life.renew(fails=True)
    elif step in ("owe", "settle"):
        life.settle_change(fails=step == "owe")
    elif step == "end":
        life.end()
