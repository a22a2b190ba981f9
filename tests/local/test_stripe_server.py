"""The Stripe test server, asked by Stripe's own library: what it takes, what it refuses, what it tells and when."""

import typing
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from threading import Thread
from typing import Any

import pytest
import requests
import stripe

from local.stripe_server import StripeServer
from local.stripe_server.clock import DAY, months_after
from local.stripe_server.errors import RefusedError
from local.stripe_server.prices import FOREIGN
from local.stripe_server.shapes import OLD_VERSION, item_of
from local.stripe_server.wire import decoded
from tests.support.client import eventually


@pytest.fixture
def server() -> Iterator[StripeServer]:
    with StripeServer() as server:
        yield server


@pytest.fixture
def api(server: StripeServer) -> Any:
    client = stripe.StripeClient(
        server.api_key, base_addresses={"api": server.url}, http_client=stripe.RequestsClient(timeout=10)
    )
    return client.v1


def _session(api: Any, price: str = "price_creator_monthly", customer: str | None = None) -> Any:
    params = {
        "mode": "subscription",
        "customer": customer or api.customers.create({"metadata": {"owner": "ada"}}).id,
        "line_items": [{"price": price, "quantity": 1}],
        "success_url": "https://studio.example/?id={CHECKOUT_SESSION_ID}",
        "metadata": {"on": "session"},
        "subscription_data": {"metadata": {"on": "subscription"}},
    }
    return api.checkout.sessions.create(params)


def _bought(server: StripeServer, api: Any, price: str = "price_creator_monthly") -> dict[str, Any]:
    """A subscription that was just paid; the events so far are forgotten."""
    server.shop.pay(_session(api, price).id)
    server.webhooks.events.clear()
    return list(server.shop.subscriptions.values())[-1]


def _told(server: StripeServer) -> list[str]:
    return [event["type"] for event in server.webhooks.events]


class TestRequests:
    @pytest.mark.parametrize(
        ("change", "code", "param"),
        [
            ({"nonsense": "1"}, "parameter_unknown", "nonsense"),
            ({"payment_method_types": ["card"]}, "parameter_unknown", "payment_method_types"),
            ({"subscription_data": {"nonsense": 1}}, "parameter_unknown", "subscription_data[nonsense]"),
            ({"line_items": [{"prices": "x"}]}, "parameter_unknown", "line_items[0][prices]"),
            ({"mode": "nonsense"}, None, "mode"),
            ({"line_items": [{"price": "price_none", "quantity": 1}]}, "resource_missing", "line_items[0][price]"),
            ({"line_items": [{"price": "price_pro_yearly", "quantity": "few"}]}, None, "line_items[0][quantity]"),
            ({"line_items": "price_pro_yearly"}, None, "line_items"),
            ({"customer": "cus_none"}, "resource_missing", "customer"),
            ({"metadata": {"a": {"b": "c"}}}, None, "metadata[a]"),
            # Stripe knows it; nothing would come of it here.
            ({"allow_promotion_codes": True}, None, "allow_promotion_codes"),
        ],
    )
    def test_what_stripe_would_refuse_is_refused(
        self, server: StripeServer, api: Any, change: dict[str, Any], code: str | None, param: str
    ) -> None:
        good = {"mode": "subscription", "customer": api.customers.create().id, "success_url": "https://studio.example"}
        good |= {"line_items": [{"price": "price_pro_yearly", "quantity": 1}]}
        with pytest.raises(stripe.InvalidRequestError) as error:
            api.checkout.sessions.create(good | change)
        assert (error.value.http_status, error.value.code, error.value.param) == (400, code, param)
        assert not server.shop.sessions
        assert api.checkout.sessions.create(good).status == "open"

    def test_a_missing_parameter_is_named(self, api: Any) -> None:
        with pytest.raises(stripe.InvalidRequestError) as error:
            api.billing_portal.sessions.create({"return_url": "https://studio.example"})
        assert (error.value.code, error.value.param) == ("parameter_missing", "customer")

    def test_only_its_own_key_counts(self, server: StripeServer) -> None:
        other = stripe.StripeClient("sk_other", base_addresses={"api": server.url})
        with pytest.raises(stripe.AuthenticationError):
            other.v1.customers.create()

    def test_only_the_librarys_version_counts(self, server: StripeServer) -> None:
        old = stripe.StripeClient(server.api_key, base_addresses={"api": server.url}, stripe_version="2024-06-20")
        with pytest.raises(stripe.InvalidRequestError):
            old.v1.customers.create()

    def test_a_key_is_good_for_one_request(self, server: StripeServer, api: Any) -> None:
        def make(name: str) -> Any:
            return api.customers.create({"name": name}, {"idempotency_key": "one"})

        first = make("Ada")
        again = make("Ada")
        assert first.id == again.id
        assert again.last_response.headers["Idempotent-Replayed"] == "true"
        with pytest.raises(stripe.IdempotencyError):
            make("Bob")
        assert len(server.shop.customers) == 1

    def test_a_refused_request_leaves_its_key_free(self, api: Any) -> None:
        with pytest.raises(stripe.InvalidRequestError):
            api.customers.create({"nonsense": 1}, {"idempotency_key": "one"})
        assert api.customers.create({"name": "Ada"}, {"idempotency_key": "one"}).name == "Ada"

    def test_faults_come_as_often_as_asked(self, server: StripeServer, api: Any) -> None:
        requests.post(f"{server.url}/test/faults", json={"status": 503, "times": 2}, timeout=10)
        for _ in range(2):
            with pytest.raises(stripe.APIError):
                api.customers.create()
        assert api.customers.create().id

    def test_a_form_means_what_the_library_writes(self) -> None:
        assert decoded("a[0][b]=1&a[1][b]=2&c[d]=e&f=&g[]=1&g[]=2") == {
            "a": [{"b": "1"}, {"b": "2"}],
            "c": {"d": "e"},
            "f": "",
            "g": ["1", "2"],
        }
        for bad in ("[a]=1", "a[b=1", "a=1&a[b]=2"):
            with pytest.raises(RefusedError):
                decoded(bad)


class TestShapes:
    @pytest.mark.parametrize(
        ("kind", "read"),
        [
            (stripe.Customer, lambda api, shop: api.customers.retrieve(next(iter(shop.customers)))),
            (stripe.checkout.Session, lambda api, shop: api.checkout.sessions.retrieve(next(iter(shop.sessions)))),
            (stripe.Subscription, lambda api, shop: api.subscriptions.retrieve(next(iter(shop.subscriptions)))),
            (stripe.SubscriptionItem, lambda api, shop: api.subscriptions.list().data[0]["items"].data[0]),
            (stripe.Invoice, lambda api, shop: api.invoices.list().data[0]),
            (stripe.InvoiceLineItem, lambda api, shop: api.invoices.list().data[0].lines.data[0]),
            (stripe.Price, lambda api, shop: api.prices.retrieve("price_pro_yearly")),
        ],
    )
    def test_every_field_is_one_that_the_library_knows(
        self, server: StripeServer, api: Any, kind: Any, read: Callable[[Any, Any], Any]
    ) -> None:
        _bought(server, api)
        found = read(api, server.shop)
        assert type(found) is kind
        known = {name for each in kind.__mro__ for name in getattr(each, "__annotations__", {})}
        assert set(found.to_dict()) <= known

    def test_an_event_is_one_of_the_librarys(self, server: StripeServer, api: Any) -> None:
        server.shop.pay(_session(api).id)
        event = api.events.retrieve(server.webhooks.events[-1]["id"])
        assert (type(event), event.api_version) == (stripe.Event, stripe.api_version)
        assert type(event.data.object) is stripe.Invoice
        assert set(event.to_dict()) <= set(typing.get_type_hints(stripe.Event)) | {"object"}


class TestLife:
    def test_a_purchase(self, server: StripeServer, api: Any) -> None:
        session = _session(api)
        answer = requests.post(session.url, {"do": "pay"}, allow_redirects=False, timeout=10)
        assert answer.headers["Location"] == f"https://studio.example/?id={session.id}"
        done = api.checkout.sessions.retrieve(session.id)
        (subscription,) = api.subscriptions.list({"customer": session.customer}).data
        (invoice,) = api.invoices.list({"subscription": subscription.id}).data
        assert (done.status, done.payment_status, done.url) == ("complete", "paid", None)
        assert (done.subscription, done.invoice) == (subscription.id, invoice.id)
        assert (subscription.metadata["on"], subscription.latest_invoice) == ("subscription", invoice.id)
        assert (invoice.status, invoice.amount_paid, invoice.billing_reason) == ("paid", 2900, "subscription_create")
        assert invoice.parent.subscription_details.metadata["on"] == "subscription"
        item, line = subscription["items"].data[0], invoice.lines.data[0]
        assert (line.period.start, line.period.end) == (item.current_period_start, item.current_period_end)
        assert line.pricing.price_details.price == item.price.id == "price_creator_monthly"
        assert set(_told(server)) == {
            "customer.created",
            "checkout.session.completed",
            "customer.subscription.created",
            "invoice.paid",
            "invoice.payment_succeeded",
        }

    def test_a_page_is_paid_once(self, server: StripeServer, api: Any) -> None:
        session = _session(api)
        statuses = [requests.post(session.url, {"do": "pay"}, allow_redirects=False).status_code for _ in range(2)]
        assert statuses == [303, 410]
        with pytest.raises(stripe.InvalidRequestError):
            api.checkout.sessions.expire(session.id)
        assert len(server.shop.subscriptions) == 1

    def test_a_page_closes_after_a_day(self, server: StripeServer, api: Any) -> None:
        session = _session(api)
        server.shop.advance_to(server.clock.now() + DAY + 60)
        assert api.checkout.sessions.retrieve(session.id).status == "expired"
        assert "checkout.session.expired" in _told(server)

    def test_an_upgrade_costs_the_difference_and_says_what_was_before(self, server: StripeServer, api: Any) -> None:
        found = _bought(server, api)
        server.shop.change(found["id"], server.shop.price("price_pro_monthly"))
        invoice = api.invoices.retrieve(found["latest_invoice"])
        assert invoice.billing_reason == "subscription_update"
        assert [line.parent.subscription_item_details.proration for line in invoice.lines.data] == [True, True]
        assert 4999 <= invoice.amount_paid <= 5000
        assert _told(server) == ["customer.subscription.updated", "invoice.paid", "invoice.payment_succeeded"]
        before = server.webhooks.events[0]["data"]["previous_attributes"]["items"]["data"][0]
        assert before["price"]["id"] == "price_creator_monthly"
        assert before["current_period_end"] == item_of(found)["current_period_end"]

    def test_a_downgrade_is_credited_to_what_comes(self, server: StripeServer, api: Any) -> None:
        found = _bought(server, api, "price_pro_monthly")
        server.shop.change(found["id"], server.shop.price("price_starter_monthly"))
        assert api.invoices.retrieve(found["latest_invoice"]).amount_paid == 0
        credit = api.customers.retrieve(found["customer"]).balance
        assert -6700 <= credit <= -6699
        server.shop.advance_to(item_of(found)["current_period_end"])
        assert api.invoices.retrieve(found["latest_invoice"]).amount_due == 0
        assert api.customers.retrieve(found["customer"]).balance == credit + 1200

    def test_another_interval_begins_a_new_period(self, server: StripeServer, api: Any) -> None:
        found = _bought(server, api)
        server.shop.change(found["id"], server.shop.price("price_creator_yearly"))
        item = item_of(found)
        assert item["current_period_end"] == months_after(item["current_period_start"], 12)
        assert 26099 <= api.invoices.retrieve(found["latest_invoice"]).amount_paid <= 26101

    def test_a_year_brings_twelve_monthly_invoices_and_one_yearly(self, server: StripeServer, api: Any) -> None:
        monthly, yearly = _bought(server, api), _bought(server, api, "price_pro_yearly")
        server.shop.advance_to(item_of(yearly)["current_period_end"])
        for found, count in ((monthly, 13), (yearly, 2)):
            invoices = api.invoices.list({"subscription": found["id"], "limit": 100}).data
            assert len(invoices) == count
            periods = sorted((line.period.start, line.period.end) for each in invoices for line in each.lines.data)
            assert all(first[1] == second[0] for first, second in pairwise(periods))

    def test_a_card_that_fails_is_tried_for_a_week_and_ends_it(self, server: StripeServer, api: Any) -> None:
        found = _bought(server, api)
        server.shop.use_card(found["customer"], failing=True)
        ends = item_of(found)["current_period_end"]
        server.shop.advance_to(ends)
        assert found["status"] == "past_due"
        assert _told(server) == [
            "customer.subscription.updated",
            "invoice.payment_failed",
            "customer.subscription.updated",
        ]
        server.shop.advance_to(ends + 40 * DAY)
        failed = [each["data"]["object"] for each in server.webhooks.events if each["type"] == "invoice.payment_failed"]
        assert [each["attempt_count"] for each in failed] == [1, 2, 3, 4]
        assert failed[-1]["next_payment_attempt"] is None
        assert (found["status"], _told(server)[-1]) == ("canceled", "customer.subscription.deleted")
        assert found["cancellation_details"]["reason"] == "payment_failed"

    def test_a_good_card_pays_what_is_open(self, server: StripeServer, api: Any) -> None:
        found = _bought(server, api)
        server.shop.use_card(found["customer"], failing=True)
        server.shop.advance_to(item_of(found)["current_period_end"] + DAY)
        server.webhooks.events.clear()
        server.shop.use_card(found["customer"], failing=False)
        assert found["status"] == "active"
        assert _told(server) == ["invoice.paid", "invoice.payment_succeeded", "customer.subscription.updated"]
        server.shop.use_card(found["customer"], failing=False)
        assert len(_told(server)) == 3

    def test_a_declined_upgrade_changes_nothing(self, server: StripeServer, api: Any) -> None:
        found = _bought(server, api)
        server.shop.use_card(found["customer"], failing=True)
        item = {"id": item_of(found)["id"], "price": "price_pro_monthly"}
        with pytest.raises(stripe.CardError):
            api.subscriptions.update(found["id"], {"items": [item]})
        assert item_of(found)["price"]["id"] == "price_creator_monthly"
        assert not server.webhooks.events

    def test_the_end_of_a_cancelled_one_comes_with_its_period(self, server: StripeServer, api: Any) -> None:
        found = _bought(server, api)
        api.subscriptions.update(found["id"], {"cancel_at_period_end": True})
        assert server.webhooks.events[0]["data"]["previous_attributes"]["cancel_at_period_end"] is False
        server.shop.advance_to(item_of(found)["current_period_end"])
        assert (found["status"], _told(server)[-1]) == ("canceled", "customer.subscription.deleted")
        assert len(server.shop.invoices) == 1
        assert api.subscriptions.list({"customer": found["customer"]}).data == []

    def test_months_end_where_the_month_does(self) -> None:
        anchor = int(datetime(2027, 1, 31, 10, tzinfo=UTC).timestamp())
        ends = [datetime.fromtimestamp(months_after(anchor, count), UTC) for count in (1, 2, 12, 13)]
        assert [(each.month, each.day, each.hour) for each in ends] == [
            (2, 28, 10),
            (3, 31, 10),
            (1, 31, 10),
            (2, 29, 10),
        ]


class TestPortal:
    def test_a_change_is_confirmed_once(self, server: StripeServer, api: Any) -> None:
        found = _bought(server, api)
        change = {
            "subscription": found["id"],
            "items": [{"id": item_of(found)["id"], "price": "price_pro_yearly", "quantity": 1}],
        }
        flow = {"type": "subscription_update_confirm", "subscription_update_confirm": change}
        page = api.billing_portal.sessions.create({"customer": found["customer"], "flow_data": flow})
        assert "Pro, yearly" in requests.get(page.url, timeout=10).text
        requests.post(page.url, {"do": "confirm"}, allow_redirects=False, timeout=10)
        assert item_of(found)["price"]["id"] == "price_pro_yearly"
        with pytest.raises(stripe.InvalidRequestError):
            api.billing_portal.sessions.create({"customer": found["customer"], "flow_data": flow})

    @pytest.mark.parametrize("price", ["price_starter_yearly", "price_creator_monthly", "price_starter_monthly"])
    def test_less_waits_for_the_next_period_and_more_does_not(self, server: StripeServer, api: Any, price: str) -> None:
        found = _bought(server, api, "price_creator_yearly")
        bills = len(server.shop.invoices)
        page = api.billing_portal.sessions.create({"customer": found["customer"]}).url
        requests.post(page, {"do": "change", "subscription": found["id"], "price": price}, timeout=10)
        assert (item_of(found)["price"]["id"], len(server.shop.invoices)) == ("price_creator_yearly", bills)
        assert api.subscriptions.retrieve(found["id"]).schedule
        assert server.shop.prices[price].name in requests.get(page, timeout=10).text
        server.shop.advance_to(item_of(found)["current_period_end"])
        assert (item_of(found)["price"]["id"], found["schedule"]) == (price, None)
        requests.post(page, {"do": "change", "subscription": found["id"], "price": "price_pro_yearly"}, timeout=10)
        assert item_of(found)["price"]["id"] == "price_pro_yearly"

    def test_nobody_changes_what_is_anothers(self, server: StripeServer, api: Any) -> None:
        found, other = _bought(server, api), _bought(server, api)
        page = api.billing_portal.sessions.create({"customer": found["customer"]})
        answer = requests.post(page.url, {"do": "cancel_now", "subscription": other["id"]}, timeout=10)
        assert "somebody else" in answer.text
        assert other["status"] == "active"

    def test_what_a_customer_is_called_is_no_markup(self, server: StripeServer, api: Any) -> None:
        found = _bought(server, api)
        page = api.billing_portal.sessions.create({"customer": found["customer"], "return_url": '"><b>x'})
        assert "<b>x" not in requests.get(page.url, timeout=10).text

    def test_pages_of_other_sites_do_not_reach_it(self, server: StripeServer) -> None:
        answer = requests.get(server.url, headers={"Host": "evil.example"}, timeout=10)
        assert answer.status_code == 403


class _Studio(HTTPServer):
    """Where webhooks arrive; it accepts those that it is told to."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.signatures: list[str] = []
        self.refusals = 0
        super().__init__(("127.0.0.1", 0), _Door)


class _Door(BaseHTTPRequestHandler):
    server: _Studio

    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.signatures.append(self.headers["Stripe-Signature"])
        self.server.refusals -= 1
        self.send_response(500 if self.server.refusals >= 0 else 200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def studio(server: StripeServer) -> Iterator[_Studio]:
    with _Studio() as studio:
        thread = Thread(target=studio.serve_forever, args=(0.02,))
        thread.start()
        server.webhooks.target = f"http://127.0.0.1:{studio.server_port}"
        yield studio
        server.webhooks.stop()
        studio.shutdown()
        thread.join()


def _arrived(server: StripeServer, studio: _Studio) -> list[stripe.Event]:
    """The events that came, in their order, read by the library with the first secret that fits."""
    eventually(lambda: not server.webhooks.pending, "the delivery of all events")
    found = []
    for body, signature in zip(studio.bodies, studio.signatures, strict=True):
        for secret in server.webhooks.secrets:
            found.append(stripe.Webhook.construct_event(body, signature, secret))  # type: ignore[no-untyped-call]
    return found


class TestWebhooks:
    def test_each_is_signed_with_every_secret(self, server: StripeServer, studio: _Studio, api: Any) -> None:
        server.webhooks.secrets.append("whsec_other")
        api.customers.create({"name": "Zoë"})
        first, second = _arrived(server, studio)
        assert first.id == second.id == server.webhooks.events[0]["id"]
        assert first.data.object["name"] == "Zoë"

    def test_what_is_not_accepted_comes_again(self, server: StripeServer, studio: _Studio, api: Any) -> None:
        studio.refusals = 2
        api.customers.create()
        assert [each.id for each in _arrived(server, studio)] == [server.webhooks.events[0]["id"]] * 3
        assert server.webhooks.deliveries[0].answers == [500, 500, 200]

    def test_copies_and_disorder_come_when_asked_for(self, server: StripeServer, studio: _Studio, api: Any) -> None:
        server.webhooks.hold()
        server.webhooks.copies = 2
        server.shop.pay(_session(api).id)
        assert not studio.bodies
        server.webhooks.release("reversed")
        made = [event["id"] for event in server.webhooks.events]
        assert [each.id for each in _arrived(server, studio)] == [id for id in reversed(made) for _ in range(2)]

    def test_an_event_can_be_sent_again(self, server: StripeServer, studio: _Studio, api: Any) -> None:
        api.customers.create()
        _arrived(server, studio)
        server.webhooks.resend(server.webhooks.events[0]["id"])
        assert len(_arrived(server, studio)) == 2

    def test_endpoints_of_before_get_what_they_got_before(
        self, server: StripeServer, studio: _Studio, api: Any
    ) -> None:
        found = _bought(server, api)
        # A payload is made when it is sent.
        _arrived(server, studio)
        server.webhooks.generation = "old"
        studio.bodies.clear()
        studio.signatures.clear()
        server.shop.advance_to(item_of(found)["current_period_end"])
        told = {event.type: event for event in _arrived(server, studio)}
        invoice = told["invoice.payment_succeeded"].data.object.to_dict()
        updated = told["customer.subscription.updated"].data
        assert {event.api_version for event in told.values()} == {OLD_VERSION}
        assert (invoice["subscription"], invoice["paid"]) == (found["id"], True)
        assert invoice["subscription_details"]["metadata"] == {"on": "subscription"}
        assert invoice["lines"]["data"][0]["price"]["id"] == "price_creator_monthly"
        assert not {"parent"} & set(invoice)
        subscription, before = updated.object.to_dict(), updated.previous_attributes
        assert subscription["current_period_end"] == item_of(found)["current_period_end"]
        assert before["current_period_end"] == subscription["current_period_start"]
        assert "current_period_end" not in subscription["items"]["data"][0]

    def test_a_price_that_the_studio_does_not_know_can_be_paid(self, server: StripeServer, api: Any) -> None:
        assert item_of(_bought(server, api, FOREIGN.id))["price"]["id"] == FOREIGN.id
