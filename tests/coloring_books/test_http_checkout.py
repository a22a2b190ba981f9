"""Checkout and portal over HTTP: the pages that callers are led to, and that nobody pays for two plans."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.client import Client
from tests.support.stripe import StripeDesk
from tests.support.studio import Studio

CHECKOUT, PORTAL = "/api/billing/checkout", "/api/billing/portal"
#: Where people come back to: the studio in a browser.
BILLING = "/studio/index.html#/billing"
CREATOR = {"plan": "creator", "interval": "monthly"}


def _page(client: Client, plan: str = "creator", interval: str = "monthly", **options: Any) -> str:
    answer = client.post(CHECKOUT, {"plan": plan, "interval": interval}, **options)
    assert (answer.status_code, list(answer.json())) == (200, ["checkoutUrl"]), answer.text
    return str(answer.json()["checkoutUrl"])


def _of(desk: StripeDesk, kind: str, owner: str) -> list[dict[str, Any]]:
    """The sessions or subscriptions at Stripe that name an owner."""
    return [each for each in desk.state()[kind].values() if each["metadata"]["owner"] == owner]


class TestCheckout:
    @pytest.mark.parametrize("plan", ["starter", "creator", "pro"])
    @pytest.mark.parametrize("interval", ["monthly", "yearly"])
    def test_it_sells_what_was_asked_for_to_who_asked(
        self, buyer: Client, desk: StripeDesk, shop: Studio, plan: str, interval: str
    ) -> None:
        back = desk.pay(_page(buyer, plan, interval))
        (session,) = _of(desk, "sessions", buyer.owner)
        (subscription,) = _of(desk, "subscriptions", buyer.owner)
        price = f"price_{plan}_{interval}"
        facts = {"owner": buyer.owner, "plan": plan, "interval": interval, "price": price}
        assert (session["metadata"], subscription["metadata"]) == (facts, facts)
        assert session["client_reference_id"] == buyer.owner
        assert subscription["items"]["data"][0]["price"]["id"] == price
        assert back == f"{shop.url}{BILLING}/success?session_id={session['id']}"

    def test_where_it_leads_back_to_is_never_the_callers(self, buyer: Client, desk: StripeDesk, shop: Studio) -> None:
        evil = dict.fromkeys(("successUrl", "success_url", "cancelUrl", "returnUrl", "url"), "https://evil.example/")
        assert buyer.post(CHECKOUT, CREATOR | evil, headers={"Origin": "https://evil.example"}).status_code == 200
        assert buyer.post(PORTAL, evil).status_code == 200
        told = str(desk.state()["asked"])
        assert "evil.example" not in told
        (session,) = _of(desk, "sessions", buyer.owner)
        assert session["success_url"].startswith(f"{shop.url}{BILLING}/")
        assert session["cancel_url"] == f"{shop.url}{BILLING}/cancel"

    @pytest.mark.parametrize("key", [None, "one click"])
    def test_a_repeated_click_opens_one_page(self, buyer: Client, desk: StripeDesk, key: str | None) -> None:
        headers = {"Idempotency-Key": key} if key else {}
        assert len({_page(buyer, headers=headers) for _ in range(3)}) == 1
        assert len(_of(desk, "sessions", buyer.owner)) == 1

    def test_clicks_at_once_open_one_page_and_make_one_customer(self, buyer: Client, desk: StripeDesk) -> None:
        def click(plan: str) -> int:
            return buyer.post(CHECKOUT, {"plan": plan, "interval": "monthly"}).status_code

        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(click, ["starter", "pro"] * 3))
        # Who lost too often is asked to try again.
        assert set(answers) <= {200, 503}
        assert 200 in answers
        sessions = _of(desk, "sessions", buyer.owner)
        assert [each["status"] for each in sessions].count("open") == 1
        assert len({each["customer"] for each in sessions}) == 1

    def test_another_plan_closes_the_first_page(self, buyer: Client, desk: StripeDesk) -> None:
        first, second = _page(buyer, "starter"), _page(buyer, "pro")
        assert desk.click(first, "pay").status_code == 410
        desk.pay(second)
        (subscription,) = _of(desk, "subscriptions", buyer.owner)
        assert subscription["metadata"]["plan"] == "pro"

    def test_after_a_declined_card_or_a_way_back_it_can_still_be_paid(
        self, buyer: Client, desk: StripeDesk, shop: Studio
    ) -> None:
        page = _page(buyer)
        assert "Your card was declined" in desk.click(page, "decline").text
        assert desk.pay(page, "cancel") == f"{shop.url}{BILLING}/cancel"
        assert _page(buyer) == page
        desk.pay(page)

    def test_who_has_a_plan_confirms_the_change_of_it(self, buyer: Client, desk: StripeDesk, shop: Studio) -> None:
        desk.pay(_page(buyer, "starter"))
        page = _page(buyer, "pro", "yearly")
        assert page.startswith(f"{desk.url}/portal/")
        assert desk.pay(page, "confirm") == f"{shop.url}{BILLING}"
        (subscription,) = _of(desk, "subscriptions", buyer.owner)
        assert subscription["items"]["data"][0]["price"]["id"] == "price_pro_yearly"
        assert len(_of(desk, "sessions", buyer.owner)) == 1

    def test_who_has_this_plan_sees_the_portal(self, buyer: Client, desk: StripeDesk) -> None:
        desk.pay(_page(buyer))
        page = _page(buyer)
        assert page.startswith(f"{desk.url}/portal/")
        desk.click(page, "cancel", subscription=_of(desk, "subscriptions", buyer.owner)[0]["id"])
        # Until it ends it is paid: what a new one would cost, this one does not.
        assert _page(buyer, "starter").startswith(f"{desk.url}/portal/")

    def test_after_the_end_a_plan_is_bought_anew(self, buyer: Client, desk: StripeDesk) -> None:
        desk.pay(_page(buyer))
        (subscription,) = _of(desk, "subscriptions", buyer.owner)
        desk.click(_page(buyer), "cancel_now", subscription=subscription["id"])
        again = _page(buyer)
        assert again.startswith(f"{desk.url}/pay/")
        desk.pay(again)
        assert [each["status"] for each in _of(desk, "subscriptions", buyer.owner)] == ["canceled", "active"]

    def test_a_customer_that_is_gone_is_replaced(self, buyer: Client, desk: StripeDesk, shop: Studio) -> None:
        buyer.get("/api/billing/balance")
        shop.change(f"ACCOUNT#{buyer.owner}", "ACCOUNT", customer="cus_of_another_start")
        assert buyer.post(PORTAL).status_code == 400
        desk.pay(_page(buyer))
        (session,) = _of(desk, "sessions", buyer.owner)
        assert shop.item(f"ACCOUNT#{buyer.owner}", "ACCOUNT")["customer"] == session["customer"]
        assert buyer.post(PORTAL).status_code == 200

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"plan": "free", "interval": "monthly"}, "plan"),
            ({"plan": "studio", "interval": "monthly"}, "plan"),
            ({"plan": "creator", "interval": "weekly"}, "interval"),
            ({"plan": "creator"}, "interval"),
            ({"interval": "yearly"}, "plan"),
            ({"plan": ["pro"], "interval": "monthly"}, "plan"),
        ],
    )
    def test_what_is_not_sold_is_refused(self, buyer: Client, body: dict[str, Any], field: str) -> None:
        answer = buyer.post(CHECKOUT, body)
        assert (answer.status_code, answer.json()["code"]) == (400, "VALIDATION_ERROR")
        assert list(answer.json()["details"]) == [field]

    def test_a_key_with_another_body_is_refused(self, buyer: Client) -> None:
        headers = {"Idempotency-Key": "one plan"}
        _page(buyer, headers=headers)
        answer = buyer.post(CHECKOUT, CREATOR | {"plan": "pro"}, headers=headers)
        assert answer.status_code == 422


class TestPortal:
    def test_without_a_customer_there_is_none(self, buyer: Client) -> None:
        answer = buyer.post(PORTAL)
        assert (answer.status_code, answer.json()["code"]) == (400, "VALIDATION_ERROR")
        assert answer.json()["details"] == {"reason": "no_customer"}

    def test_it_is_the_callers_own(self, buyer: Client, desk: StripeDesk) -> None:
        desk.pay(_page(buyer))
        answer = buyer.post(PORTAL)
        assert (answer.status_code, list(answer.json())) == (200, ["portalUrl"])
        (subscription,) = _of(desk, "subscriptions", buyer.owner)
        desk.click(answer.json()["portalUrl"], "cancel", subscription=subscription["id"])
        (subscription,) = _of(desk, "subscriptions", buyer.owner)
        assert subscription["cancel_at_period_end"]


@pytest.mark.parametrize("path", [CHECKOUT, PORTAL])
class TestBoth:
    def test_nobody_is_let_in(self, shop: Studio, path: str) -> None:
        answer = Client(shop.url).post(path, CREATOR)
        assert (answer.status_code, answer.json()["code"]) == (401, "UNAUTHORIZED")

    def test_without_stripe_they_say_so_and_everything_else_works(self, carol: Client, path: str) -> None:
        answer = carol.post(path, CREATOR)
        assert (answer.status_code, answer.json()["code"]) == (503, "BILLING_DISABLED")
        assert carol.get("/api/billing/balance").json()["plan"] == "free"

    @pytest.mark.parametrize(
        ("status", "how", "said", "retryable"),
        [
            # The library repeats it once.
            (500, {"times": 2}, 503, True),
            (429, {"type": "rate_limit_error"}, 503, True),
            (401, {}, 502, False),
            (402, {"type": "card_error"}, 502, False),
            (400, {"type": "invalid_request_error"}, 502, False),
        ],
    )
    def test_a_fault_of_stripe_is_not_the_callers(
        self,
        buyer: Client,
        desk: StripeDesk,
        path: str,
        status: int,
        how: dict[str, Any],
        said: int,
        retryable: bool,
    ) -> None:
        first = _page(buyer)
        desk.fails(status, **how)
        answer = buyer.post(path, CREATOR)
        assert (answer.status_code, answer.json()["code"]) == (said, "INTERNAL_ERROR")
        assert answer.json()["details"].get("retryable", False) == retryable
        assert "A fault that a test asked for" not in answer.text
        assert _page(buyer) == first


def test_no_key_and_no_word_of_stripe_is_logged(shop: Studio, desk: StripeDesk, buyer: Client) -> None:
    desk.fails(401)
    buyer.post(CHECKOUT, CREATOR)
    said = shop.log.read_text()
    assert "Stripe refused a request" in said
    assert desk.state()["api_key"] not in said
    assert "A fault that a test asked for" not in said
    assert "Request to Stripe" not in said
