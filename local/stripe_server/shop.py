"""The life of customers, checkout sessions, subscriptions and invoices: what a person or the clock does to them.

Each step tells it by events. Stripe drafts an invoice an hour before it is paid; here it is paid at once.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Protocol

from local.stripe_server import shapes
from local.stripe_server.clock import DAY, Clock, months_after
from local.stripe_server.errors import RefusedError, missing
from local.stripe_server.prices import Price, offers
from local.stripe_server.shapes import item_of

#: Days after a failed payment at which it is tried again; after the last the subscription is over.
RETRIES = (3, 5, 7)

_RUNNING = ("active", "past_due")


class Tell(Protocol):
    """Sends an event."""

    def __call__(self, kind: str, about: dict[str, Any], before: dict[str, Any] | None = None) -> None:
        """Send an event.

        Args:
            kind: its type.
            about: the object that it is about.
            before: what its changed fields were.
        """


class Shop:
    """Everything that one account at Stripe has.

    Args:
        clock: the present.
        tell: sends events.
        address: where the pages of checkout sessions are.
    """

    def __init__(self, clock: Clock, tell: Tell, address: str):
        self.prices = offers()
        self.customers: dict[str, dict[str, Any]] = {}
        self.sessions: dict[str, dict[str, Any]] = {}
        self.subscriptions: dict[str, dict[str, Any]] = {}
        self.invoices: dict[str, dict[str, Any]] = {}
        self.portals: dict[str, dict[str, Any]] = {}
        self.failing: set[str] = set()
        """Customers whose card is declined from the second payment on."""
        self._clock = clock
        self._tell = tell
        self._address = address
        self._wanted: dict[str, tuple[Price, dict[str, str]]] = {}
        self._later: dict[str, Price] = {}

    def add_customer(self, params: dict[str, Any]) -> dict[str, Any]:
        """Make a customer."""
        made = shapes.customer(self._clock.now(), params.get("metadata", {}))
        made |= {name: params[name] for name in ("email", "name", "description") if name in params}
        self.customers[made["id"]] = made
        self._tell("customer.created", made)
        return made

    def price(self, id: str, param: str = "id") -> Price:
        """Return a price."""
        if id not in self.prices:
            raise missing("price", id, param)
        return self.prices[id]

    def find(self, kind: str, id: str, param: str = "id") -> dict[str, Any]:
        """Return an object by its id; a customer that was deleted is not there for others."""
        found = getattr(self, f"{kind}s").get(id)
        if found is None or (found.get("deleted") and param != "id"):
            raise missing(kind, id, param)
        object_: dict[str, Any] = found
        return object_

    def open_session(self, params: dict[str, Any]) -> dict[str, Any]:
        """Open a checkout session for a subscription."""
        (wanted,) = params["line_items"]
        price = self.price(wanted["price"], "line_items[0][price]")
        self.find("customer", params["customer"], "customer")
        made = shapes.session(self._clock.now(), params, price, self._address)
        self._wanted[made["id"]] = (price, params.get("subscription_data", {}).get("metadata", {}))
        self.sessions[made["id"]] = made
        return made

    def price_of(self, session_id: str) -> Price:
        """Return what a checkout session sells."""
        return self._wanted[session_id][0]

    def expire(self, session_id: str) -> dict[str, Any]:
        """Close a checkout session."""
        found = self.open_one(session_id)
        found |= {"status": "expired", "url": None}
        self._tell("checkout.session.expired", found)
        return found

    def open_one(self, session_id: str) -> dict[str, Any]:
        """Return a checkout session that can be paid."""
        found = self.find("session", session_id)
        if found["status"] != "open":
            raise RefusedError(f"Only Checkout Sessions with a status of open can be used; it is {found['status']}")
        return found

    def pay(self, session_id: str) -> str:
        """Complete a checkout session; return where the customer is sent."""
        found, now = self.open_one(session_id), self._clock.now()
        price, metadata = self._wanted[session_id]
        made = shapes.subscription(now, found["customer"], price, metadata, months_after(now, price.months))
        self.subscriptions[made["id"]] = made
        invoice = self._bill(made, "subscription_create", [self._full(made, price)])
        self._settle(invoice)
        done = {"status": "complete", "payment_status": "paid", "url": None, "invoice": invoice["id"]}
        email = self.customers[found["customer"]]["email"]
        found |= done | {"subscription": made["id"], "customer_details": {"email": email}}
        self._tell("checkout.session.completed", found)
        self._tell("customer.subscription.created", made)
        self._paid(invoice)
        return str(found["success_url"]).replace("{CHECKOUT_SESSION_ID}", session_id)

    def change(
        self, subscription_id: str, price: Price, metadata: dict[str, str] | None = None, *, anew: bool = False
    ) -> None:
        """Change the price of a subscription at once, and settle what that costs.

        Args:
            anew: whether a period begins with another price, as it always does with another interval.

        Raises:
            RefusedError: it is over, or the card is declined: then nothing is changed.
        """
        found, now = self._running(subscription_id), self._clock.now()
        item, before = item_of(found), deepcopy(item_of(found))
        former = self.price(item["price"]["id"])
        if former != price and found["customer"] in self.failing:
            raise RefusedError("Your card was declined.", status=402, kind="card_error", code="card_declined")
        begun, ends = item["current_period_start"], item["current_period_end"]
        left = max(0, ends - now) / (ends - begun)
        item["price"] = price.shown()
        lines = [shapes.line(found, former, -round(former.cents * left), (now, ends), True)]
        if price.months == former.months and not (anew and price != former):
            lines.append(shapes.line(found, price, round(price.cents * left), (now, ends), True))
        else:
            item |= {"current_period_start": now, "current_period_end": months_after(now, price.months)}
            found["billing_cycle_anchor"] = now
            lines.append(self._full(found, price))
        invoice = self._bill(found, "subscription_update", lines) if former != price else None
        found["metadata"] = found["metadata"] | (metadata or {})
        if invoice:
            self._settle(invoice)
        self._tell("customer.subscription.updated", found, {"items": shapes.listed([before], "")})
        if invoice:
            self._paid(invoice)

    def change_at_portal(self, subscription_id: str, price: Price) -> None:
        """Change the price as the portal does that is set up as docs/operations.md says.

        At once, for a period that begins then; but a smaller one or a shorter interval waits for the next period.

        Raises:
            RefusedError: it is over, or the card is declined: then nothing is changed.
        """
        found = self._running(subscription_id)
        former = self.price(item_of(found)["price"]["id"])
        before = {"schedule": found["schedule"]}
        if price.months < former.months or price.cents < former.cents:
            self._later[subscription_id] = price
            found["schedule"] = found["schedule"] or shapes.new_id("sub_sched")
            self._tell("customer.subscription.updated", found, before)
            return
        self._later.pop(subscription_id, None)
        found["schedule"] = None
        self.change(subscription_id, price, anew=True)

    def next_price(self, subscription_id: str) -> Price | None:
        """Return the price that a subscription has from its next period on, where that is another one."""
        return self._later.get(subscription_id)

    def cancel_later(self, subscription_id: str, later: bool) -> None:
        """Cancel a subscription at the end of its period, or let it go on after all."""
        found = self._running(subscription_id)
        facts = ("cancel_at_period_end", "cancel_at", "canceled_at")
        before = {name: found[name] for name in facts}
        ends, now = item_of(found)["current_period_end"], self._clock.now()
        found |= dict(zip(facts, (True, ends, now) if later else (False, None, None), strict=True))
        self._tell("customer.subscription.updated", found, before)

    def cancel(self, subscription_id: str, reason: str = "cancellation_requested") -> dict[str, Any]:
        """End a subscription now."""
        found, now = self._running(subscription_id), self._clock.now()
        details = found["cancellation_details"] | {"reason": reason}
        found |= {"status": "canceled", "ended_at": now, "cancellation_details": details}
        found["canceled_at"] = found["canceled_at"] or now
        for invoice in self._open_invoices(found):
            invoice["next_payment_attempt"] = None
        self._tell("customer.subscription.deleted", found)
        return found

    def open_portal(self, customer_id: str, return_url: str | None, flow: Any, address: str) -> dict[str, Any]:
        """Open a session of the portal."""
        id, now = shapes.new_id("bps"), self._clock.now()
        facts = {"customer": customer_id, "created": now, "livemode": False, "return_url": return_url, "flow": flow}
        made = {"id": id, "object": "billing_portal.session", "configuration": "bpc_test", "url": f"{address}/{id}"}
        self.portals[id] = made | facts
        return self.portals[id]

    def use_card(self, customer_id: str, failing: bool) -> None:
        """Give a customer another card; what is open is paid with it, if it is good."""
        self.find("customer", customer_id)
        (self.failing.add if failing else self.failing.discard)(customer_id)
        for found in self.subscriptions.values():
            for invoice in self._open_invoices(found) if found["customer"] == customer_id else ():
                self._attempt(found, invoice)

    def delete_customer(self, customer_id: str) -> dict[str, Any]:
        """Delete a customer, as an operator does in the Dashboard; their subscriptions end."""
        found = self.find("customer", customer_id, "customer")
        for each in self.running(customer_id):
            self.cancel(each["id"])
        gone = {"id": customer_id, "object": "customer", "deleted": True}
        self._tell("customer.deleted", found)
        self.customers[customer_id] = gone
        return gone

    def running(self, customer_id: str) -> list[dict[str, Any]]:
        """Return the subscriptions of a customer that are not over."""
        return [each for each in self.subscriptions.values() if each["customer"] == customer_id and _runs(each)]

    def advance_to(self, moment: int) -> None:
        """Turn the clock forward; what falls due on the way happens in its order."""
        while due := min((each for each in self._due() if each[0] <= moment), key=lambda each: each[0], default=None):
            at, step = due
            self._clock.turn_to(at)
            step()
        self._clock.turn_to(moment)

    def _due(self) -> list[tuple[int, Callable[[], object]]]:
        """The events that will happen by themselves, with their moments."""
        found: list[tuple[int, Callable[[], object]]] = []
        for each in self.sessions.values():
            if each["status"] == "open":
                found.append((each["expires_at"], lambda each=each: self.expire(each["id"])))  # type: ignore[misc]
        for each in filter(_runs, self.subscriptions.values()):
            found.append((item_of(each)["current_period_end"], lambda each=each: self._renew(each)))  # type: ignore[misc]
            for invoice in self._open_invoices(each):
                again = lambda each=each, invoice=invoice: self._attempt(each, invoice)  # noqa: E731
                if invoice["next_payment_attempt"]:
                    found.append((invoice["next_payment_attempt"], again))
        return found

    def _renew(self, found: dict[str, Any]) -> None:
        if found["cancel_at_period_end"]:
            self.cancel(found["id"])
            return
        item, before = item_of(found), deepcopy(item_of(found))
        price = self._later.pop(found["id"], None) or self.price(item["price"]["id"])
        item["price"], found["schedule"] = price.shown(), None
        begins, anchor = item["current_period_end"], found["billing_cycle_anchor"]
        count = 1
        while (ends := months_after(anchor, count * price.months)) <= begins:
            count += 1
        item |= {"current_period_start": begins, "current_period_end": ends}
        invoice = self._bill(found, "subscription_cycle", [self._full(found, price)])
        self._tell("customer.subscription.updated", found, {"items": shapes.listed([before], "")})
        self._attempt(found, invoice)

    def _full(self, found: dict[str, Any], price: Price) -> Any:
        item = item_of(found)
        return shapes.line(found, price, price.cents, (item["current_period_start"], item["current_period_end"]), False)

    def _bill(self, found: dict[str, Any], reason: str, lines: list[Any]) -> dict[str, Any]:
        balance = self.customers[found["customer"]]["balance"]
        made = shapes.invoice(self._clock.now(), found, reason, lines, balance)
        self.customers[found["customer"]]["balance"] = made["ending_balance"]
        self.invoices[made["id"]] = made
        found["latest_invoice"] = made["id"]
        return made

    def _attempt(self, found: dict[str, Any], invoice: dict[str, Any]) -> None:
        if invoice["amount_due"] and found["customer"] in self.failing:
            self._fail(found, invoice)
            return
        self._settle(invoice)
        self._paid(invoice)
        if found["status"] == "past_due" and not self._open_invoices(found):
            found["status"] = "active"
            self._tell("customer.subscription.updated", found, {"status": "past_due"})

    def _fail(self, found: dict[str, Any], invoice: dict[str, Any]) -> None:
        tries = invoice["attempt_count"]
        again = self._clock.now() + RETRIES[tries] * DAY if tries < len(RETRIES) else None
        invoice |= {"attempted": True, "attempt_count": tries + 1, "next_payment_attempt": again}
        self._tell("invoice.payment_failed", invoice)
        if found["status"] == "active":
            found["status"] = "past_due"
            self._tell("customer.subscription.updated", found, {"status": "active"})
        if again is None:
            self.cancel(found["id"], "payment_failed")

    def _settle(self, invoice: dict[str, Any]) -> None:
        invoice |= {"status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0, "attempted": True}
        invoice |= {"attempt_count": invoice["attempt_count"] + 1, "next_payment_attempt": None}
        invoice["status_transitions"]["paid_at"] = self._clock.now()

    def _paid(self, invoice: dict[str, Any]) -> None:
        self._tell("invoice.paid", invoice)
        self._tell("invoice.payment_succeeded", invoice)

    def _open_invoices(self, found: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            each
            for each in self.invoices.values()
            if each["status"] == "open" and each["parent"]["subscription_details"]["subscription"] == found["id"]
        ]

    def _running(self, subscription_id: str) -> dict[str, Any]:
        found = self.find("subscription", subscription_id)
        if not _runs(found):
            raise missing("subscription", subscription_id)
        return found


def _runs(found: dict[str, Any]) -> bool:
    return found["status"] in _RUNNING
