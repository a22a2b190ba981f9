"""Checkouts at the Stripe test server: whatever happens between any two steps, nobody pays for two plans.

Two requests of one owner and their customer, who pays whatever page is open, take turns as a test says.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st

from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.checkouts import Checkouts
from inkwell.coloring_books.errors import BillingBusy
from inkwell.coloring_books.payments import (
    ChangedMeanwhileError,
    Failure,
    KeptFailureError,
    Payments,
    Sale,
)
from inkwell.coloring_books.plans import read_plans
from inkwell.coloring_books.prices import OFFERS, Offer, PriceTable, read_prices
from inkwell.core.again import ATTEMPTS
from inkwell.core.names import new_id
from inkwell.providers.stripe_payments import StripePayments
from local.stripe_server import StripeServer
from local.stripe_server.errors import Fault
from local.stripe_server.prices import FOREIGN
from tests.fakes import FakeLedger

STARTER, PRO = Offer("starter", "monthly"), Offer("pro", "yearly")


class FakeCustomers:
    """The `Customers` in memory."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.failures: dict[str, Failure] = {}

    def customer(self, owner: str) -> str | None:
        return self.known.get(owner)

    def link(self, owner: str, customer: str, instead_of: str | None) -> str:
        if self.known.get(owner) == instead_of:
            self.known[owner] = customer
        return self.known[owner]

    def failure(self, owner: str) -> Failure | None:
        return self.failures.get(owner)

    def failed(self, owner: str, step: str, turn: int) -> None:
        last = self.failures.get(owner)
        if turn == (last.times if last and last.step == step else 0):
            self.failures[owner] = Failure(step, turn + 1)


STEPS = ("new_customer", "checkouts", "subscriptions", "open_checkout", "close_checkout")


class Interrupted:
    """Payments before some of whose steps something else may happen."""

    def __init__(self, payments: Payments, meanwhile: Callable[[], None], before: Sequence[str] = STEPS) -> None:
        self._payments = payments
        self._meanwhile = meanwhile
        self._before = before

    def __getattr__(self, name: str) -> Any:
        step = getattr(self._payments, name)

        def interrupted(*arguments: Any) -> Any:
            self._meanwhile()
            return step(*arguments)

        return interrupted if name in self._before else step


@pytest.fixture(scope="module")
def server() -> Iterator[StripeServer]:
    with StripeServer() as server:
        yield server


@pytest.fixture(scope="module")
def payments(server: StripeServer) -> StripePayments:
    return StripePayments(server.api_key, "https://studio.example/", server.url)


@pytest.fixture
def prices(server: StripeServer) -> PriceTable:
    return read_prices(server.parameters["StripePrices"])


def _checkouts(payments: Any, customers: FakeCustomers, prices: PriceTable) -> Checkouts:
    return Checkouts(Accounts(FakeLedger(), read_plans()), customers, payments, prices)


def _open(server: StripeServer, customers: set[str]) -> list[str]:
    found = server.shop.sessions.values()
    return [each["url"] for each in found if each["customer"] in customers and each["status"] == "open"]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["nothing", "pay", "starter", "pro", "fail"]), max_size=14), st.booleans())
def test_whatever_happens_between_two_steps_one_plan_is_paid(
    server: StripeServer, payments: StripePayments, happenings: list[str], first_is_paid: bool
) -> None:
    prices = read_prices(server.parameters["StripePrices"])
    owner, customers = new_id(), FakeCustomers()
    quiet = _checkouts(payments, customers, prices)
    left = iter(happenings)

    def meanwhile() -> None:
        ours = set(customers.known.values())
        match next(left, "nothing"):
            case "pay":
                for page in _open(server, ours):
                    requests.post(page, {"do": "pay"}, allow_redirects=False, timeout=30)
            case "fail":
                server.fault = Fault(500, {"error": {"type": "api_error"}}, 1, is_kept=True)
            case "starter" | "pro" as plan:
                quiet.checkout(owner, STARTER if plan == "starter" else PRO)
        assert len(_open(server, ours)) <= 1
        assert sum(len(server.shop.running(customer)) for customer in ours) <= 1

    interrupted = _checkouts(Interrupted(payments, meanwhile), customers, prices)
    for offer in (STARTER, PRO) if first_is_paid else (PRO, PRO):
        with suppress(BillingBusy):
            page = interrupted.checkout(owner, offer)
            if first_is_paid:
                requests.post(page, {"do": "pay"}, allow_redirects=False, timeout=30)
    # In the end somebody who still wants to pay can.
    server.fault = None
    last = quiet.checkout(owner, STARTER)
    ours = set(customers.known.values())
    assert len(ours) == 1
    running = [each for customer in ours for each in server.shop.running(customer)]
    assert len(running) <= 1
    assert ("/portal/" in last) == bool(running)
    assert [each["id"] for each in server.shop.customers.values() if each.get("metadata") == {"owner": owner}] == [
        *ours
    ]


def test_a_customer_who_was_deleted_is_replaced_once(
    server: StripeServer, payments: StripePayments, prices: PriceTable
) -> None:
    owner, customers = new_id(), FakeCustomers()
    checkouts = _checkouts(payments, customers, prices)
    checkouts.checkout(owner, PRO)
    for _ in range(2):
        gone = customers.known[owner]
        server.shop.delete_customer(gone)
        page = checkouts.checkout(owner, PRO)
        assert customers.known[owner] != gone
        assert checkouts.checkout(owner, PRO) == page


def test_what_stripe_is_asked(server: StripeServer, payments: StripePayments, prices: PriceTable) -> None:
    owner, customers = new_id(), FakeCustomers()
    begun = len(server.asked)
    _checkouts(payments, customers, prices).checkout(owner, PRO)
    asked = server.asked[begun:]
    assert [(method, path) for method, path, _, _ in asked] == [
        ("POST", "/v1/customers"),
        ("GET", "/v1/checkout/sessions"),
        ("GET", "/v1/subscriptions"),
        ("POST", "/v1/checkout/sessions"),
    ]
    sent, key = asked[-1][2:]
    facts = {"owner": owner, "plan": "pro", "interval": "yearly", "price": "price_pro_yearly"}
    assert sent == {
        "mode": "subscription",
        "customer": customers.known[owner],
        "client_reference_id": owner,
        "line_items": [{"price": "price_pro_yearly", "quantity": "1"}],
        "success_url": "https://studio.example/billing/success?session_id={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://studio.example/billing/cancel",
        "metadata": facts,
        "subscription_data": {"metadata": facts},
    }
    assert key is not None
    assert key.startswith("inkwell-checkout-")


@pytest.mark.parametrize("card", ["past due", "ends", "of another price"])
def test_a_subscription_that_owes_or_ends_is_not_changed_but_shown(
    server: StripeServer, payments: StripePayments, prices: PriceTable, card: str
) -> None:
    owner, customers = new_id(), FakeCustomers()
    checkouts = _checkouts(payments, customers, prices)
    requests.post(checkouts.checkout(owner, STARTER), {"do": "pay"}, allow_redirects=False, timeout=30)
    (subscription,) = server.shop.running(customers.known[owner])
    if card == "of another price":
        server.shop.change(subscription["id"], FOREIGN)
    elif card == "ends":
        server.shop.cancel_later(subscription["id"], later=True)
    else:
        server.shop.failing.add(customers.known[owner])
        subscription["items"]["data"][0]["current_period_end"] = server.clock.now()
        server.shop.advance_to(server.clock.now())
        assert subscription["status"] == "past_due"
    page = checkouts.checkout(owner, PRO)
    shown = requests.get(page, timeout=30).text
    assert "Your plan" in shown
    assert "Confirm" not in shown


def test_one_whose_first_payment_has_not_come_is_none(
    server: StripeServer, payments: StripePayments, prices: PriceTable
) -> None:
    owner, customers = new_id(), FakeCustomers()
    checkouts = _checkouts(payments, customers, prices)
    requests.post(checkouts.checkout(owner, STARTER), {"do": "pay"}, allow_redirects=False, timeout=30)
    (subscription,) = server.shop.running(customers.known[owner])
    subscription["status"] = "incomplete"
    assert "/pay/" in checkouts.checkout(owner, STARTER)


def test_every_offer_has_its_price(prices: PriceTable, server: StripeServer) -> None:
    months = {"monthly": 1, "yearly": 12}
    for offer in OFFERS:
        price = server.shop.price(prices.sold(offer))
        plan = read_plans().plan(offer.plan)
        cents = plan.monthly_cents if offer.interval == "monthly" else plan.yearly_cents
        assert (price.cents, price.months) == (cents, months[offer.interval])


def test_after_an_outage_whose_failures_stripe_keeps_any_plan_can_be_bought_at_once(
    server: StripeServer, payments: StripePayments, prices: PriceTable
) -> None:
    owner, customers = new_id(), FakeCustomers()
    checkouts = _checkouts(payments, customers, prices)
    for _ in range(2):
        customers.known.clear()
        server.fault = Fault(500, {"error": {"type": "api_error"}}, 99, is_kept=True)
        for offer in (STARTER, STARTER, PRO):
            with pytest.raises(BillingBusy):
                checkouts.checkout(owner, offer)
        assert server.fault.times > 70
        server.fault = None
        checkouts.checkout(owner, STARTER)
    (customer,) = customers.known.values()
    # The first page has a plan; a failure to open the second is kept for it, and another is wanted then.
    server.fault = Fault(500, {"error": {"type": "api_error"}}, 1, is_kept=True)
    page = checkouts.checkout(owner, PRO)
    assert _open(server, {customer}) == [page]


def test_who_died_with_a_failure_that_stripe_keeps_keeps_nobody_from_another_plan(
    server: StripeServer, payments: StripePayments, prices: PriceTable
) -> None:
    owner, customers = new_id(), FakeCustomers()
    customer = customers.known[owner] = payments.new_customer(owner, None, 0)
    server.fault = Fault(500, {"error": {"type": "api_error"}}, 1, is_kept=True)
    with pytest.raises(KeptFailureError):
        payments.open_checkout(Sale(owner, customer, STARTER, prices.sold(STARTER), None))
    page = _checkouts(payments, customers, prices).checkout(owner, PRO)
    assert _open(server, {customer}) == [page]


def test_who_loses_to_many_others_does_not_open_a_second_page(
    server: StripeServer, payments: StripePayments, prices: PriceTable
) -> None:
    owner, customers = new_id(), FakeCustomers()
    quiet = _checkouts(payments, customers, prices)
    quiet.checkout(owner, STARTER)
    server.shop.expire(next(reversed(server.shop.sessions)))
    lost = 0

    def lose() -> None:
        nonlocal lost
        lost += 1
        if lost < ATTEMPTS:
            raise ChangedMeanwhileError
        quiet.checkout(owner, Offer("creator", "monthly"))

    loser = _checkouts(Interrupted(payments, lose, ["open_checkout"]), customers, prices)

    def meanwhile() -> None:
        if not lost:
            with suppress(BillingBusy):
                loser.checkout(owner, PRO)

    # The loser is all done between the lists of this one and its page.
    page = _checkouts(Interrupted(payments, meanwhile, ["subscriptions"]), customers, prices).checkout(owner, PRO)
    assert lost == ATTEMPTS
    assert _open(server, {customers.known[owner]}) == [page]


def test_who_was_taken_for_dead_closes_their_page(
    server: StripeServer, payments: StripePayments, prices: PriceTable
) -> None:
    owner, customers = new_id(), FakeCustomers()
    quiet = _checkouts(payments, customers, prices)
    customer = customers.known[owner] = payments.new_customer(owner, None, 0)
    left = iter([1])

    def meanwhile() -> None:
        for _ in left:
            customers.failed(owner, f"checkout {customer} None", 0)
            quiet.checkout(owner, STARTER)

    page = _checkouts(Interrupted(payments, meanwhile, ["open_checkout"]), customers, prices).checkout(owner, PRO)
    assert _open(server, {customer}) == [page]
