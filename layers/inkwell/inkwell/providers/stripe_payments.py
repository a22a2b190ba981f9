"""Payments at Stripe, by its own library: the `Payments` of colouring books.

Needs the payments layer. Nothing of what Stripe says reaches a caller, and nothing but codes reaches the log: its
messages quote keys and customers.

Source: https://docs.stripe.com/api, version 2026-10-28.endive, which stripe 16.1.0 names in each request.
"""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import stripe

from inkwell.coloring_books.errors import BillingBusy, BillingFailed
from inkwell.coloring_books.payments import (
    ChangedMeanwhileError,
    Checkout,
    KeptFailureError,
    Sale,
    StepTakenError,
    Subscription,
    UnknownCustomerError,
)

logger = logging.getLogger(__name__)

# The library's log tells each request with its address, and each refusal in Stripe's words.
logging.getLogger("stripe").setLevel(logging.WARNING)

#: Seconds for one request, and how often the library repeats one that got no answer or a 5xx, under the same key.
_TIMEOUT = 5
_RETRIES = 1

#: The most entries of a list; a checkout page is open for a day.
_MOST = 100

#: A subscription that is paid and goes on.
_SOUND = frozenset({"active", "trialing"})
#: States without a plan: it is over, or its first payment has not come and its checkout page is open for a day.
_NOTHING = frozenset({"canceled", "incomplete_expired", "incomplete"})

#: The place in an address where Stripe writes the id of the checkout when it sends somebody back.
_SESSION = "{CHECKOUT_SESSION_ID}"


class StripePayments:
    """The `Payments` of Stripe.

    Args:
        api_key: our key.
        frontend_url: the web frontend, to which people come back.
        api_base: the address of a Stripe on this machine; empty for Stripe's own.
    """

    def __init__(self, api_key: str, frontend_url: str, api_base: str = "") -> None:
        client = stripe.StripeClient(
            api_key,
            base_addresses={"api": api_base} if api_base else {},
            http_client=stripe.RequestsClient(timeout=_TIMEOUT),
            max_network_retries=_RETRIES,
        )
        self._stripe = client.v1
        self._back = f"{frontend_url.rstrip('/')}/billing"

    def new_customer(self, owner: str, instead_of: str | None, turn: int) -> str:
        """See `Payments`."""
        once = _once("customer", turn, owner, instead_of)
        with _faults(), _kept():
            return self._stripe.customers.create({"metadata": {"owner": owner}}, once).id

    def checkouts(self, customer: str) -> Sequence[Checkout]:
        """See `Payments`."""
        with _faults():
            found = self._stripe.checkout.sessions.list({"customer": customer, "limit": _MOST})
        return [_checkout(each) for each in found.data]

    def subscriptions(self, customer: str) -> Sequence[Subscription]:
        """See `Payments`."""
        with _faults():
            found = self._stripe.subscriptions.list({"customer": customer, "limit": _MOST})
        return [_subscription(each) for each in found.data if each.status not in _NOTHING]

    def open_checkout(self, sale: Sale) -> Checkout:
        """See `Payments`."""
        facts = {"owner": sale.owner, "plan": sale.offer.plan, "interval": sale.offer.interval, "price": sale.price}
        params: Any = {
            "mode": "subscription",
            "customer": sale.customer,
            "client_reference_id": sale.owner,
            "line_items": [{"price": sale.price, "quantity": 1}],
            "success_url": f"{self._back}/success?session_id={_SESSION}",
            "cancel_url": f"{self._back}/cancel",
            # Of the session itself; Stripe does not copy it to the subscription.
            "metadata": facts,
            "subscription_data": {"metadata": facts},
        }
        once = _once("checkout", sale.turn, sale.customer, sale.after)
        with _faults(), _kept():
            page = self._stripe.checkout.sessions.create(params, once)
        if not page.url:
            logger.error("a checkout page of Stripe has no address", extra={"checkout": page.id})
            raise BillingFailed
        return _checkout(page)

    def close_checkout(self, checkout_id: str) -> None:
        """See `Payments`."""
        with _faults():
            try:
                self._stripe.checkout.sessions.expire(checkout_id)
            except stripe.InvalidRequestError as error:
                # The page was paid, or its time is over; Stripe has no code for that.
                raise ChangedMeanwhileError from error

    def portal(self, customer: str) -> str:
        """See `Payments`."""
        return self._portal({"customer": customer, "return_url": self._back})

    def change_page(self, customer: str, subscription: Subscription, price: str) -> str:
        """See `Payments`."""
        change = {
            "subscription": subscription.id,
            "items": [{"id": subscription.item, "price": price, "quantity": 1}],
        }
        after = {"type": "redirect", "redirect": {"return_url": self._back}}
        flow = {"type": "subscription_update_confirm", "subscription_update_confirm": change, "after_completion": after}
        return self._portal({"customer": customer, "return_url": self._back, "flow_data": flow})

    def _portal(self, params: Any) -> str:
        with _faults():
            return self._stripe.billing_portal.sessions.create(params).url


def _checkout(found: stripe.checkout.Session) -> Checkout:
    facts = found.metadata.to_dict() if found.metadata else {}
    return Checkout(found.id, found.url or "", found.status == "open", facts.get("price", ""))


def _subscription(found: stripe.Subscription) -> Subscription:
    # Of ours each has one item. (The name `items` is a method of every object of the library.)
    item = found["items"].data[0]
    # A schedule is a smaller plan that was chosen at the portal for the next period, where it can be taken back.
    waits = found.cancel_at_period_end or found.cancel_at is not None or found.schedule is not None
    return Subscription(found.id, item.id, item.price.id, found.status in _SOUND and not waits)


def _once(kind: str, turn: int, *facts: str | None) -> Any:
    """Options with an Idempotency-Key that these facts determine, and how often they failed."""
    facts = (*facts, str(turn)) if turn else facts
    digest = hashlib.sha256("\n".join(fact or "" for fact in facts).encode()).hexdigest()
    return {"idempotency_key": f"inkwell-{kind}-{digest}"}


@contextmanager
def _kept() -> Iterator[None]:
    """Failures inside the block that Stripe keeps under the request's key, for a day, as ours."""
    try:
        yield
    except stripe.IdempotencyError as error:
        raise StepTakenError from error
    except stripe.StripeError as error:
        if (error.http_status or 0) < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        logger.warning("a passing fault of Stripe", extra=_facts(error))
        raise KeptFailureError from error


@contextmanager
def _faults() -> Iterator[None]:
    """Errors of the library inside the block, as ours."""
    try:
        yield
    except stripe.StripeError as error:
        raise _meaning(error) from error


def _meaning(error: stripe.StripeError) -> Exception:
    status = error.http_status or 0
    if error.code == "resource_missing" and getattr(error, "param", None) == "customer":
        return UnknownCustomerError()
    if isinstance(error, stripe.IdempotencyError) or status == HTTPStatus.CONFLICT:
        return ChangedMeanwhileError()
    facts = _facts(error)
    passes = isinstance(error, stripe.APIConnectionError | stripe.RateLimitError)
    if passes or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.warning("a passing fault of Stripe", extra=facts)
        return BillingBusy()
    logger.error("Stripe refused a request", extra=facts)
    return BillingFailed()


def _facts(error: stripe.StripeError) -> dict[str, Any]:
    """The error for the log, without a word of Stripe's."""
    return {
        "kind": type(error).__name__,
        "status": error.http_status or 0,
        "stripe_code": error.code,
        "param": getattr(error, "param", None),
        "stripe_request": error.request_id,
    }
