"""What is paid at Stripe, seen by who pays: plan, Blots and reset in the balance, from the checkout on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
import requests

from inkwell.aws.billing import DynamoBillingRecords
from inkwell.aws.ledger import DynamoLedger
from inkwell.core.auditing import audit
from inkwell.core.blots import Entry
from tests.support.client import Client, eventually
from tests.support.stripe import StripeDesk
from tests.support.studio import Studio

BALANCE, CHECKOUT, PORTAL = "/api/billing/balance", "/api/billing/checkout", "/api/billing/portal"


def _balance(client: Client) -> dict[str, Any]:
    answer = client.get(BALANCE)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _becomes(client: Client, blots: int, plan: str) -> dict[str, Any]:
    """The balance, once it is this one."""

    def look() -> dict[str, Any] | None:
        balance = _balance(client)
        return balance if (balance["blots"], balance["plan"]) == (blots, plan) else None

    return eventually(look, f"{blots} Blots of the plan {plan}")


def _bought(client: Client, desk: StripeDesk, plan: str = "creator", interval: str = "monthly") -> str:
    """The id of the subscription that somebody has bought."""
    assert _balance(client)["plan"] == "free"
    answer = client.post(CHECKOUT, {"plan": plan, "interval": interval})
    desk.pay(answer.json()["checkoutUrl"])
    (found,) = [each for each in desk.state()["subscriptions"].values() if each["metadata"]["owner"] == client.owner]
    return str(found["id"])


def _entries(shop: Studio, client: Client) -> Sequence[Entry]:
    return DynamoLedger(shop.client("dynamodb"), shop.table).entries(client.owner)


def _at_portal(client: Client, desk: StripeDesk, button: str, **fields: str) -> None:
    answer = client.post(PORTAL)
    assert answer.status_code == 200, answer.text
    desk.click(answer.json()["portalUrl"], button, **fields)


@pytest.mark.parametrize("generation", ["new", "old"])
def test_who_pays_has_the_plan_its_blots_and_its_storage(
    buyer: Client, desk: StripeDesk, shop: Studio, generation: str
) -> None:
    desk.sends(generation=generation, copies=2)
    try:
        _bought(buyer, desk)
        balance = _becomes(buyer, 900, "creator")
        desk.delivered()
    finally:
        desk.sends(generation="new", copies=1)
    assert balance["storageLimit"] == 16106127360
    ledger = DynamoLedger(shop.client("dynamodb"), shop.table)
    entries = {entry.id.partition("#")[0]: entry for entry in ledger.entries(buyer.owner)}
    assert entries["invoice"].granted == 900
    account = ledger.account(buyer.owner)
    assert account.terms
    assert account.terms.customer
    assert DynamoBillingRecords(shop.client("dynamodb"), shop.table).owner(account.terms.customer) == buyer.owner
    assert audit(ledger, shop.jobs, shop.objects, buyer.owner) == []


def test_a_change_at_the_portal_shows_in_the_balance(buyer: Client, desk: StripeDesk) -> None:
    subscription = _bought(buyer, desk, "starter")
    _becomes(buyer, 300, "starter")
    hero = {"name": "Bella", "description": "A white bunny with floppy ears", "audience": "children"}
    assert buyer.post("/api/heroes", hero).json()["blotsReserved"] == 15
    _at_portal(buyer, desk, "change", subscription=subscription, price="price_pro_monthly")
    _becomes(buyer, 2785, "pro")
    _at_portal(buyer, desk, "change", subscription=subscription, price="price_starter_monthly")
    desk.delivered()
    assert (_balance(buyer)["blots"], _balance(buyer)["plan"]) == (2785, "pro")
    # What waits for the next period is seen at the portal, not confirmed a second time.
    page = buyer.post(CHECKOUT, {"plan": "creator", "interval": "monthly"}).json()["checkoutUrl"]
    assert "From then on it is Starter, monthly" in requests.get(page, timeout=30).text
    desk.turn(months=1, days=1)
    _becomes(buyer, 300, "starter")


def test_more_blots_at_the_end_of_a_month_are_not_to_be_had_for_a_day(buyer: Client, desk: StripeDesk) -> None:
    _bought(buyer, desk, "starter")
    _becomes(buyer, 300, "starter")
    desk.turn(days=27)
    page = buyer.post(CHECKOUT, {"plan": "pro", "interval": "monthly"}).json()["checkoutUrl"]
    desk.click(page, "confirm")
    ends = _becomes(buyer, 2800, "pro")["resetsAt"]
    (customer,) = [
        each["id"] for each in desk.state()["customers"].values() if each["metadata"] == {"owner": buyer.owner}
    ]
    paid = [each["amount_paid"] for each in desk.state()["invoices"].values() if each["customer"] == customer]
    assert sum(paid) > 7900
    hero = {"name": "Bella", "description": "A white bunny with floppy ears", "audience": "children"}
    assert buyer.post("/api/heroes", hero).status_code == 202
    desk.turn(months=1, seconds=60)
    assert _becomes(buyer, 2800, "pro")["resetsAt"] > ends


def test_a_month_later_the_blots_are_new_and_after_a_cancelled_one_free(buyer: Client, desk: StripeDesk) -> None:
    subscription = _bought(buyer, desk)
    first = datetime.fromisoformat(_becomes(buyer, 900, "creator")["resetsAt"])
    hero = {"name": "Bella", "description": "A white bunny with floppy ears", "audience": "children"}
    assert buyer.post("/api/heroes", hero).status_code == 202
    assert _balance(buyer)["blots"] == 885
    desk.turn(months=1, days=1)
    second = _becomes(buyer, 900, "creator")["resetsAt"]
    assert 28 <= (datetime.fromisoformat(second) - first).days <= 31
    _at_portal(buyer, desk, "cancel_now", subscription=subscription)
    _becomes(buyer, 50, "free")


def test_what_comes_in_any_order_ends_alike(buyer: Client, desk: StripeDesk) -> None:
    desk.sends(hold=True)
    try:
        _bought(buyer, desk, "pro", "yearly")
    finally:
        desk.sends(hold=False, order="reversed")
    _becomes(buyer, 2800, "pro")


def test_a_fall_to_a_smaller_plan_loses_nothing_and_refuses_what_is_new(buyer: Client, desk: StripeDesk) -> None:
    subscription = _bought(buyer, desk)
    _becomes(buyer, 900, "creator")
    wanted = {"name": "Tale", "pageCount": 3, "audience": "children", "stylePreset": "kawaii"}
    made = [buyer.post("/api/projects", wanted).json()["id"] for _ in range(4)]
    _at_portal(buyer, desk, "cancel_now", subscription=subscription)
    _becomes(buyer, 50, "free")
    refused = buyer.post("/api/projects", wanted)
    assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")
    assert {name: refused.json()["details"][name] for name in ("limit", "plan")} == {"limit": 3, "plan": "free"}
    assert {each["id"] for each in buyer.get("/api/projects").json()["projects"]} == set(made)
    assert buyer.get(f"/api/projects/{made[0]}").status_code == 200
    # What is there can be worked on.
    generated = buyer.post("/api/generate", {"projectId": made[3], "idea": "Bella explores a forest"})
    assert generated.status_code == 202, generated.text


def test_in_a_paid_year_each_month_has_its_blots(buyer: Client, desk: StripeDesk, shop: Studio) -> None:
    _bought(buyer, desk, "starter", "yearly")
    first = _becomes(buyer, 300, "starter")["resetsAt"]
    hero = {"name": "Bella", "description": "A white bunny with floppy ears", "audience": "children"}
    assert buyer.post("/api/heroes", hero).status_code == 202
    assert _balance(buyer)["blots"] == 285
    desk.turn(months=1, seconds=60)
    again = _balance(buyer)
    days = datetime.fromisoformat(again["resetsAt"]) - datetime.fromisoformat(first)
    assert (again["blots"], 28 <= days.days <= 31) == (300, True)
    assert [each.id.partition("#")[0] for each in _entries(shop, buyer)].count("invoice") == 1


def test_four_days_after_a_failed_payment_the_plan_is_lost(buyer: Client, desk: StripeDesk) -> None:
    _bought(buyer, desk)
    _becomes(buyer, 900, "creator")
    _at_portal(buyer, desk, "bad_card")
    desk.turn(months=1, seconds=60)
    desk.delivered()
    desk.turn(days=4)
    _becomes(buyer, 50, "free")
