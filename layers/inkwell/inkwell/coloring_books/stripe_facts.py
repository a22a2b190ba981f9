"""Facts that Stripe's events tell, read from both generations of its payloads.

In 2025 Stripe moved what an invoice and a subscription are about into other fields (2025-03-31.basil). The version that
the endpoint was made with decides which ones come, so both are read. Fields that no fact needs are not looked at.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AliasChoices, AliasPath, BaseModel, BeforeValidator, Field, ValidationError

from inkwell.coloring_books.errors import UnreadableEvent

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
        event = _Event.model_validate_json(text)
        kind = KINDS.get(event.type)
        return kind(event) if kind else None
    except ValidationError as error:
        # Where, and never what: events have names and addresses of people in them.
        places = ", ".join(".".join(map(str, each["loc"])) or "the whole" for each in error.errors())
        raise UnreadableEvent(f"The event cannot be read at: {places}") from None


def _id_of(value: object) -> object:
    """The id of what may be an id or, expanded, the thing itself."""
    return value.get("id") if isinstance(value, dict) else value


def _moment_of(value: object) -> object:
    """The moment of a count of seconds since 1970."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError) as error:
        raise ValueError("no moment") from error


def _without_none(value: object) -> object:
    return {} if value is None else value


Id = Annotated[str, BeforeValidator(_id_of), Field(pattern=r"^[A-Za-z0-9_-]{1,255}$")]
Moment = Annotated[datetime, BeforeValidator(_moment_of)]
Metadata = Annotated[dict[str, str], BeforeValidator(_without_none)]


def _either(*paths: str) -> Any:
    """A field that stands in one of several places, written with dots; None where it is in none of them."""
    choices = AliasChoices(*(AliasPath(*path.split(".")) for path in paths))
    return Field(default=None, validation_alias=choices)


class _Event(BaseModel):
    id: Id
    type: str
    created: Moment
    object: dict[str, Any] = Field(validation_alias=AliasPath("data", "object"))


class _Session(BaseModel):
    id: Id
    mode: str
    payment_status: str
    customer: Id
    subscription: Id
    client_reference_id: str | None = None
    metadata: Metadata = Field(default_factory=dict)


class _Line(BaseModel):
    price: Id | None = _either("pricing.price_details.price", "price", "plan")
    begins: Moment = Field(validation_alias=AliasPath("period", "start"))
    ends: Moment = Field(validation_alias=AliasPath("period", "end"))
    prorated: bool | None = _either(
        "parent.subscription_item_details.proration", "parent.invoice_item_details.proration", "proration"
    )
    metadata: Metadata = Field(default_factory=dict)


class _Invoice(BaseModel):
    id: Id
    customer: Id
    subscription: Id | None = _either("parent.subscription_details.subscription", "subscription")
    metadata: Metadata | None = _either("parent.subscription_details.metadata", "subscription_details.metadata")
    lines: tuple[_Line, ...] = Field(validation_alias=AliasPath("lines", "data"))


class _Item(BaseModel):
    price: Id
    ends: Moment | None = Field(default=None, validation_alias="current_period_end")


class _Subscription(BaseModel):
    id: Id
    customer: Id
    status: str
    items: tuple[_Item, ...] = Field(validation_alias=AliasPath("items", "data"))
    ends: Moment | None = Field(default=None, validation_alias="current_period_end")
    cancel_at_period_end: bool = False
    cancel_at: Moment | None = None
    ended_at: Moment | None = None
    metadata: Metadata = Field(default_factory=dict)

    @property
    def cancels_at(self) -> datetime | None:
        """The moment at which it ends by itself: the end of a period, or another."""
        ends = [item.ends for item in self.items if item.ends]
        period = max(ends) if ends else self.ends
        return self.cancel_at or (period if self.cancel_at_period_end else None)


class _Charge(BaseModel):
    id: Id
    customer: Id | None = None


class _Dispute(BaseModel):
    id: Id
    charge: Id
    status: str
    reason: str
    customer: Id | None = _either("charge.customer")


def _source(event: _Event, about: _Session | _Invoice | _Subscription, subscription: str, owner: str | None) -> Source:
    return Source(event.id, event.type, event.created, about.customer, subscription, owner, about.id)


def _bought(event: _Event) -> Fact | None:
    if event.object.get("mode") != "subscription":
        return None
    session = _Session.model_validate(event.object)
    said = session.metadata
    source = _source(event, session, session.subscription, said.get(OWNER) or session.client_reference_id)
    return Bought(source, said.get(PLAN), said.get(INTERVAL), session.payment_status != "unpaid")


def _invoice(event: _Event) -> tuple[_Invoice, Source] | None:
    invoice = _Invoice.model_validate(event.object)
    if invoice.subscription is None:
        return None  # sold by hand, and no plan
    said = [invoice.metadata or {}, *(line.metadata for line in invoice.lines)]
    owner = next((each[OWNER] for each in said if each.get(OWNER)), None)
    return invoice, _source(event, invoice, invoice.subscription, owner)


def _prices(invoice: _Invoice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.price for line in invoice.lines if line.price))


def _paid(event: _Event) -> Fact | None:
    if not (found := _invoice(event)):
        return None
    invoice, source = found
    whole = [line for line in invoice.lines if not line.prorated]
    periods = tuple(PaidPeriod(line.price, line.begins, line.ends) for line in whole if line.price)
    return InvoicePaid(source, periods, _prices(invoice))


def _failed(event: _Event) -> Fact | None:
    if not (found := _invoice(event)):
        return None
    invoice, source = found
    return InvoiceFailed(source, _prices(invoice))


def _says(event: _Event) -> Fact | None:
    subscription = _Subscription.model_validate(event.object)
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


def _refunded(event: _Event) -> Reversal:
    charge = _Charge.model_validate(event.object)
    return Reversal(event.id, event.type, event.created, charge.customer, charge.id, f"{charge.id} was refunded")


def _disputed(event: _Event) -> Reversal:
    dispute = _Dispute.model_validate(event.object)
    words = f"{dispute.charge} is disputed ({dispute.reason}): {dispute.id} has the status {dispute.status}"
    return Reversal(event.id, event.type, event.created, dispute.customer, dispute.id, words)


#: How the facts of events are read, by type.
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
