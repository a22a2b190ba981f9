"""Objects as Stripe writes them in its present API, and as endpoints that were made before 2025-03-31 get them.

The fields are those that an integration of subscriptions reads; each has the name and the type that the library has.
Source: https://docs.stripe.com/api, https://docs.stripe.com/changelog/basil
"""

import secrets
from collections.abc import Sequence
from typing import Any

from local.stripe_server.prices import Price

#: The version of the API whose objects `old` makes.
OLD_VERSION = "2024-06-20"


def new_id(prefix: str) -> str:
    """Return an id that no other object has, of this start or an earlier one."""
    return f"{prefix}_{secrets.token_hex(10)}"


def listed(data: Sequence[Any], url: str) -> dict[str, Any]:
    """Return a list that has no further page."""
    return {"object": "list", "data": list(data), "has_more": False, "url": url}


def customer(now: int, metadata: dict[str, str]) -> dict[str, Any]:
    """Return a new customer."""
    return {
        "id": new_id("cus"),
        "object": "customer",
        "balance": 0,
        "created": now,
        "currency": None,
        "delinquent": False,
        "description": None,
        "email": None,
        "livemode": False,
        "metadata": metadata,
        "name": None,
    }


def session(now: int, params: dict[str, Any], price: Price, address: str) -> dict[str, Any]:
    """Return a new checkout session.

    Args:
        address: where the pages of sessions are.
    """
    id = new_id("cs_test")
    return {
        "id": id,
        "object": "checkout.session",
        "amount_subtotal": price.cents,
        "amount_total": price.cents,
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "created": now,
        "currency": "usd",
        "customer": params["customer"],
        "customer_details": None,
        "customer_email": None,
        "expires_at": now + 24 * 3600,
        "invoice": None,
        "livemode": False,
        "metadata": params.get("metadata", {}),
        "mode": "subscription",
        "payment_status": "unpaid",
        "status": "open",
        "subscription": None,
        "success_url": params.get("success_url"),
        "ui_mode": "hosted_page",
        "url": f"{address}/{id}",
    }


def subscription(now: int, customer_id: str, price: Price, metadata: dict[str, str], ends: int) -> dict[str, Any]:
    """Return a new subscription, for a period that ends then."""
    id = new_id("sub")
    item = {
        "id": new_id("si"),
        "object": "subscription_item",
        "created": now,
        "current_period_end": ends,
        "current_period_start": now,
        "metadata": {},
        "price": price.shown(),
        "quantity": 1,
        "subscription": id,
    }
    return {
        "id": id,
        "object": "subscription",
        "billing_cycle_anchor": now,
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": "charge_automatically",
        "created": now,
        "currency": "usd",
        "customer": customer_id,
        "ended_at": None,
        "items": listed([item], f"/v1/subscription_items?subscription={id}"),
        "latest_invoice": None,
        "livemode": False,
        "metadata": metadata,
        "pause_collection": None,
        "schedule": None,
        "start_date": now,
        "status": "active",
        "trial_end": None,
    }


def item_of(found: dict[str, Any]) -> dict[str, Any]:
    """Return the only item of a subscription."""
    item: dict[str, Any] = found["items"]["data"][0]
    return item


def line(subscribed: dict[str, Any], price: Price, cents: int, period: tuple[int, int], proration: bool) -> Any:
    """Return a line of an invoice for a subscription."""
    unused = "Unused time on" if cents < 0 else "Remaining time on"
    return {
        "id": new_id("il"),
        "object": "line_item",
        "amount": cents,
        "currency": "usd",
        "description": f"{unused} {price.name}" if proration else f"1 of {price.name}",
        "livemode": False,
        "metadata": subscribed["metadata"],
        "parent": {
            "type": "subscription_item_details",
            "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": new_id("ii") if proration else None,
                "proration": proration,
                "proration_details": None,
                "subscription": subscribed["id"],
                "subscription_item": item_of(subscribed)["id"],
            },
        },
        "period": {"start": period[0], "end": period[1]},
        "pricing": {
            "type": "price_details",
            "price_details": {"price": price.id, "product": price.product},
            "unit_amount_decimal": str(price.cents),
        },
        "quantity": 1,
        "subscription": subscribed["id"],
    }


def invoice(now: int, subscribed: dict[str, Any], reason: str, lines: list[Any], balance: int) -> dict[str, Any]:
    """Return an invoice that waits for its payment.

    Args:
        balance: of the customer, in cents; what is below zero is taken off.
    """
    id, total = new_id("in"), sum(line["amount"] for line in lines)
    due = max(0, total + balance)
    return {
        "id": id,
        "object": "invoice",
        "amount_due": due,
        "amount_paid": 0,
        "amount_remaining": due,
        "attempt_count": 0,
        "attempted": False,
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "created": now,
        "currency": "usd",
        "customer": subscribed["customer"],
        "ending_balance": min(0, total + balance),
        "hosted_invoice_url": None,
        "lines": listed(lines, f"/v1/invoices/{id}/lines"),
        "livemode": False,
        "metadata": {},
        "next_payment_attempt": None,
        "number": f"TEST-{id[-8:].upper()}",
        "parent": {
            "type": "subscription_details",
            "quote_details": None,
            "subscription_details": {"metadata": subscribed["metadata"], "subscription": subscribed["id"]},
        },
        # Of the period before: what was used in it, which for a fixed price is nothing.
        "period_end": now,
        "period_start": now,
        "starting_balance": balance,
        "status": "open",
        "status_transitions": {
            "finalized_at": now,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
        "subtotal": total,
        "total": total,
    }


def old(shown: dict[str, Any]) -> dict[str, Any]:
    """Return an object, or a part of one, as endpoints of `OLD_VERSION` get it."""
    made: dict[str, Any] = {name: old(value) if isinstance(value, dict) else value for name, value in shown.items()}
    if isinstance(made.get("data"), list):
        made["data"] = [old(each) for each in made["data"]]
    return _OLD.get(shown.get("object", ""), lambda it: it)(made)


def _old_invoice(made: dict[str, Any]) -> dict[str, Any]:
    parent = made.pop("parent")["subscription_details"]
    details, paid = {"metadata": parent["metadata"]}, made["status"] == "paid"
    return made | {"subscription": parent["subscription"], "subscription_details": details, "paid": paid}


def _old_line(made: dict[str, Any]) -> dict[str, Any]:
    parent, pricing = made.pop("parent")["subscription_item_details"], made.pop("pricing")
    price = {"id": pricing["price_details"]["price"], "object": "price", "product": pricing["price_details"]["product"]}
    facts = {"price": price, "plan": price | {"object": "plan"}, "type": "subscription"}
    return made | facts | {"proration": parent["proration"], "subscription_item": parent["subscription_item"]}


def _old_subscription(made: dict[str, Any]) -> dict[str, Any]:
    periods = {}
    for item in made.get("items", {}).get("data", []):
        periods = {name: item.pop(name) for name in ("current_period_start", "current_period_end")}
    return made | periods


_OLD = {"invoice": _old_invoice, "line_item": _old_line, "subscription": _old_subscription}
