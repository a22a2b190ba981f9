"""Events as Stripe sends them, in both generations of its payloads, and lives of customers that are made of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Literal

from inkwell.coloring_books.prices import OFFERS, Offer, write_prices
from inkwell.coloring_books.stripe_facts import INTERVAL, OWNER, PLAN
from inkwell.core.timestamps import months_after

#: A price for each offer, such as `price_creator_monthly`.
PRICES = write_prices([(offer, f"price_{offer.plan}_{offer.interval}") for offer in OFFERS])

Generation = Literal["new", "old"]
Interval = Literal["monthly", "yearly"]


def price_of(plan: str, interval: str = "monthly") -> str:
    """The price id of an offer."""
    assert Offer(plan, interval) in OFFERS  # type: ignore[arg-type]
    return f"price_{plan}_{interval}"


def event(id: str, type: str, created: datetime, thing: Mapping[str, Any]) -> str:
    """An event as JSON."""
    body = {"id": id, "object": "event", "type": type, "created": int(created.timestamp()), "livemode": False}
    return json.dumps(body | {"data": {"object": thing}})


def seconds(moment: datetime | None) -> int | None:
    """A moment as Stripe writes it."""
    return int(moment.timestamp()) if moment else None


def line(
    price: str, begins: datetime, ends: datetime, *, prorated: bool = False, generation: Generation = "new"
) -> dict[str, Any]:
    """A line of an invoice."""
    period = {"start": seconds(begins), "end": seconds(ends)}
    if generation == "old":
        return {"id": "il_1", "amount": 1, "period": period, "price": {"id": price}, "proration": prorated}
    details = {"subscription": "sub", "subscription_item": "si", "proration": prorated}
    return {
        "id": "il_1",
        "amount": 1,
        "period": period,
        "parent": {"type": "subscription_item_details", "subscription_item_details": details},
        "pricing": {"type": "price_details", "price_details": {"price": price, "product": "prod"}},
    }


def invoice(
    id: str,
    customer: str,
    subscription: str,
    lines: Sequence[Mapping[str, Any]],
    metadata: Mapping[str, str],
    generation: Generation = "new",
) -> dict[str, Any]:
    """An invoice."""
    body: dict[str, Any] = {"id": id, "object": "invoice", "customer": customer, "lines": {"data": list(lines)}}
    details = {"subscription": subscription, "metadata": dict(metadata)}
    if generation == "old":
        return body | {"subscription": subscription, "subscription_details": {"metadata": dict(metadata)}}
    return body | {"parent": {"type": "subscription_details", "subscription_details": details}}


@dataclass
class Life:
    """The life of a customer with one subscription, as Stripe tells it: `events`, in order.

    Args:
        owner: whose account it is; in all metadata.
        at: the present of Stripe.
        name: what its ids end in.
        plan, interval: what is subscribed.
        generation: of the payloads.
    """

    owner: str
    at: datetime
    name: str = "1"
    plan: str = "creator"
    interval: Interval = "monthly"
    generation: Generation = "new"
    events: list[tuple[datetime, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.began = self.begins = self.at
        self.cancels = self.is_over = self.is_unpaid = False
        self._numbers: Iterator[int] = count(1)
        self._invoice = ""

    @property
    def customer(self) -> str:
        return f"cus_{self.name}"

    @property
    def id(self) -> str:
        return f"sub_{self.name}"

    @property
    def metadata(self) -> dict[str, str]:
        return {OWNER: self.owner, PLAN: self.plan, INTERVAL: self.interval}

    @property
    def ends(self) -> datetime:
        """When the present period ends: Stripe counts from the day on which it all began."""
        months = (self.begins.year - self.began.year) * 12 + self.begins.month - self.began.month
        return months_after(self.began, months + (12 if self.interval == "yearly" else 1))

    def tell(self, type: str, thing: Mapping[str, Any], at: datetime | None = None) -> str:
        """Tell something, a second after what was told before."""
        at = max(at or self.at, self.events[-1][0] + timedelta(seconds=1) if self.events else self.at)
        self.at = at
        self.events.append((at, event(f"evt_{self.name}_{next(self._numbers)}", type, at, thing)))
        return self.events[-1][1]

    def buy(self) -> None:
        """Go through the checkout, and pay."""
        session = {"id": f"cs_{self.name}", "object": "checkout.session", "mode": "subscription"}
        session |= {"payment_status": "paid", "customer": self.customer, "subscription": self.id}
        self.tell("checkout.session.completed", session | {"metadata": self.metadata})
        self.pay()

    def pay(self) -> None:
        """Pay for the present period; once more where a payment has failed."""
        self._bill()
        self.is_unpaid = False
        self.tell("invoice.payment_succeeded", self._invoice_body())

    def fail(self) -> None:
        """Try to pay for the present period, in vain."""
        self._bill()
        self.is_unpaid = True
        self.tell("invoice.payment_failed", self._invoice_body())

    def settle_change(self, fails: bool = False) -> None:
        """Bill at once what a change within the period costs, and pay it or not."""
        lines = [
            line(price_of(self.plan, self.interval), self.at, self.ends, prorated=True, generation=self.generation)
        ]
        id = f"in_{self.name}_{next(self._numbers)}"
        body = invoice(id, self.customer, self.id, lines, self.metadata, self.generation)
        self.tell("invoice.payment_failed" if fails else "invoice.payment_succeeded", body)

    def change(self, plan: str) -> None:
        """Change the plan."""
        self.plan = plan
        self._say()

    def swap(self, plan: str) -> None:
        """Pay yearly instead of monthly, or the other way round: a period begins anew."""
        self.interval = "monthly" if self.interval == "yearly" else "yearly"
        self.enlarge(plan)

    def enlarge(self, plan: str) -> None:
        """Take a larger plan: a period begins anew."""
        self.change(plan)
        self.began = self.begins = self.at
        self.pay()

    def cancel(self, cancels: bool = True) -> None:
        """Let it end with the period, or not."""
        self.cancels = cancels
        self._say()

    def renew(self, fails: bool = False) -> None:
        """The period is over: the next one begins and is paid or not, or everything ends."""
        self.at = max(self.at, self.ends)
        if self.cancels:
            self.end()
            return
        self.begins = self.ends
        self._invoice = ""
        if fails:
            self.fail()
        else:
            self.pay()

    def end(self) -> None:
        """It is over, at once."""
        self.is_over = True
        self.tell("customer.subscription.deleted", self._body() | {"status": "canceled", "ended_at": seconds(self.at)})

    def _bill(self) -> None:
        if not self.is_unpaid:
            self._invoice = f"in_{self.name}_{next(self._numbers)}"

    def _say(self) -> None:
        self.tell("customer.subscription.updated", self._body())

    def _invoice_body(self) -> dict[str, Any]:
        lines = [line(price_of(self.plan, self.interval), self.begins, self.ends, generation=self.generation)]
        return invoice(self._invoice, self.customer, self.id, lines, self.metadata, self.generation)

    def _body(self) -> dict[str, Any]:
        item: dict[str, Any] = {"id": "si", "price": {"id": price_of(self.plan, self.interval)}}
        body = {"id": self.id, "object": "subscription", "customer": self.customer, "metadata": self.metadata}
        body |= {"status": "past_due" if self.is_unpaid else "active", "cancel_at_period_end": self.cancels}
        body |= {"cancel_at": seconds(self.ends) if self.cancels else None}
        ends = {"current_period_end": seconds(self.ends)}
        if self.generation == "old":
            return body | ends | {"items": {"data": [item]}}
        return body | {"items": {"data": [item | ends]}}
