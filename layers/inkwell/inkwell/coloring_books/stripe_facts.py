"""Facts that Stripe's events tell about accounts, by type of event."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from inkwell.coloring_books.errors import UnreadableEvent
from inkwell.coloring_books.stripe_payloads import Charge, Dispute, Event, Invoice, Session, Subscription

#: The names in the metadata of a checkout and its subscription under which its owner and plan are kept.
OWNER, PLAN, INTERVAL = "owner", "plan", "interval"

#: The statuses of a subscription that gives nothing, although it is not over.
_OFF = frozenset({"unpaid", "canceled", "incomplete_expired", "paused"})
#: The statuses of a subscription whose first payment has not come: it says nothing yet.
_NOT_BEGUN = frozenset({"incomplete"})


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a fact.

    Args:
        event: the event's id.
        type: the event's type.
        at: when the event happened.
        customer, subscription: who pays, and for what.
        owner: whose account it is, where the event says so.
        about: the id of the thing that the event is about.
    """

    event: str
    type: str
    at: datetime
    customer: str
    subscription: str
    owner: str | None
    about: str


@dataclass(frozen=True, slots=True)
class Bought:
    """Somebody has gone through a checkout.

    Args:
        plan, interval: what was bought; None where the checkout does not say.
        is_paid: False while the payment is under way.
    """

    source: Source
    plan: str | None
    interval: str | None
    is_paid: bool


@dataclass(frozen=True, slots=True)
class PaidPeriod:
    """A period of a subscription that an invoice is for."""

    price: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class InvoicePaid:
    """An invoice is paid.

    Args:
        periods: what it is for; without prorations, which settle a change within a period.
        prices: the prices of all its lines.
    """

    source: Source
    periods: tuple[PaidPeriod, ...]
    prices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InvoiceFailed:
    """A payment of an invoice has failed."""

    source: Source
    prices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubscriptionSays:
    """A subscription was changed, or is over.

    Args:
        prices: the prices of its items.
        is_off: whether it gives nothing at the moment.
        cancels_at: when it ends by itself.
        ended_at: when it ended.
    """

    source: Source
    prices: tuple[str, ...]
    is_off: bool = False
    cancels_at: datetime | None = None
    ended_at: datetime | None = None


Fact = Bought | InvoicePaid | InvoiceFailed | SubscriptionSays


@dataclass(frozen=True, slots=True)
class Reversal:
    """Money of a charge went back, or its payer disputes it. That changes no account: a person decides.

    Args:
        event, type, at: of the event.
        customer: who paid; None where the event does not say. A dispute never does.
        about: the id of the charge, or of the dispute.
        words: what became of it.
    """

    event: str
    type: str
    at: datetime
    customer: str | None
    about: str
    words: str


def read_event(text: str) -> Fact | Reversal | None:
    """The fact that an event tells, or the reversal; None for one that tells nothing about an account.

    Raises:
        UnreadableEvent: it is no event, or lacks what its type always has.
    """
    try:
        event = Event.model_validate_json(text)
        kind = KINDS.get(event.type)
        return kind(event) if kind else None
    except ValidationError as error:
        # Where, and never what: events have names and addresses of people in them.
        places = ", ".join(".".join(map(str, each["loc"])) or "the whole" for each in error.errors())
        raise UnreadableEvent(f"The event cannot be read at: {places}") from None


def _source(event: Event, about: Session | Invoice | Subscription, subscription: str, owner: str | None) -> Source:
    return Source(event.id, event.type, event.created, about.customer, subscription, owner, about.id)


def _bought(event: Event) -> Fact | None:
    if event.object.get("mode") != "subscription":
        return None
    session = Session.model_validate(event.object)
    said = session.metadata
    # Not its client_reference_id: whoever follows a payment link may write that into the link.
    source = _source(event, session, session.subscription, said.get(OWNER))
    return Bought(source, said.get(PLAN), said.get(INTERVAL), session.payment_status != "unpaid")


def _invoice(event: Event) -> tuple[Invoice, Source] | None:
    invoice = Invoice.model_validate(event.object)
    if invoice.subscription is None:
        return None  # sold by hand, and no plan
    said = [invoice.metadata or {}, *(line.metadata for line in invoice.lines)]
    owner = next((each[OWNER] for each in said if each.get(OWNER)), None)
    return invoice, _source(event, invoice, invoice.subscription, owner)


def _prices(invoice: Invoice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.price for line in invoice.lines if line.price))


def _paid(event: Event) -> Fact | None:
    if not (found := _invoice(event)):
        return None
    invoice, source = found
    whole = [line for line in invoice.lines if not line.prorated]
    periods = tuple(PaidPeriod(line.price, line.begins, line.ends) for line in whole if line.price)
    return InvoicePaid(source, periods, _prices(invoice))


def _failed(event: Event) -> Fact | None:
    if not (found := _invoice(event)):
        return None
    invoice, source = found
    return InvoiceFailed(source, _prices(invoice))


def _says(event: Event) -> Fact | None:
    subscription = Subscription.model_validate(event.object)
    if subscription.status in _NOT_BEGUN:
        return None
    source = _source(event, subscription, subscription.id, subscription.metadata.get(OWNER))
    prices = tuple(item.price for item in subscription.items)
    over = event.type.endswith(".deleted")
    return SubscriptionSays(
        source,
        prices,
        is_off=subscription.status in _OFF and not over,
        cancels_at=subscription.cancels_at,
        ended_at=(subscription.ended_at or event.created) if over else None,
    )


def _refunded(event: Event) -> Reversal:
    charge = Charge.model_validate(event.object)
    return Reversal(event.id, event.type, event.created, charge.customer, charge.id, f"{charge.id} was refunded")


def _disputed(event: Event) -> Reversal:
    dispute = Dispute.model_validate(event.object)
    words = f"{dispute.charge} is disputed ({dispute.reason}): {dispute.id} has the status {dispute.status}"
    return Reversal(event.id, event.type, event.created, dispute.customer, dispute.id, words)


#: Readers of the facts of events, by type.
KINDS = {
    "checkout.session.completed": _bought,
    "checkout.session.async_payment_succeeded": _bought,
    "invoice.payment_succeeded": _paid,
    "invoice.payment_failed": _failed,
    "customer.subscription.updated": _says,
    "customer.subscription.deleted": _says,
    "charge.refunded": _refunded,
    "charge.dispute.created": _disputed,
    "charge.dispute.closed": _disputed,
}
