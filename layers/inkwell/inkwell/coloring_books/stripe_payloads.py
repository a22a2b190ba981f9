"""Shapes of Stripe's events, read from both generations of its payloads.

In 2025 Stripe moved what an invoice and a subscription are about into other fields (2025-03-31.basil). The version that
the endpoint was made with decides which ones come, so both are read. Fields that no fact needs are not looked at.
"""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AliasChoices, AliasPath, BaseModel, BeforeValidator, Field


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


class Event(BaseModel):
    """An event, with the thing that it is about."""

    id: Id
    type: str
    created: Moment
    object: dict[str, Any] = Field(validation_alias=AliasPath("data", "object"))


class Session(BaseModel):
    """A checkout session."""

    id: Id
    mode: str
    payment_status: str
    customer: Id
    subscription: Id
    metadata: Metadata = Field(default_factory=dict)


class Line(BaseModel):
    """A line of an invoice."""

    price: Id | None = _either("pricing.price_details.price", "price", "plan")
    begins: Moment = Field(validation_alias=AliasPath("period", "start"))
    ends: Moment = Field(validation_alias=AliasPath("period", "end"))
    prorated: bool | None = _either(
        "parent.subscription_item_details.proration", "parent.invoice_item_details.proration", "proration"
    )
    metadata: Metadata = Field(default_factory=dict)


class Invoice(BaseModel):
    """An invoice."""

    id: Id
    customer: Id
    subscription: Id | None = _either("parent.subscription_details.subscription", "subscription")
    metadata: Metadata | None = _either("parent.subscription_details.metadata", "subscription_details.metadata")
    lines: tuple[Line, ...] = Field(validation_alias=AliasPath("lines", "data"))


class Item(BaseModel):
    """An item of a subscription."""

    price: Id
    ends: Moment | None = Field(default=None, validation_alias="current_period_end")


class Subscription(BaseModel):
    """A subscription."""

    id: Id
    customer: Id
    status: str
    items: tuple[Item, ...] = Field(validation_alias=AliasPath("items", "data"))
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


class Charge(BaseModel):
    """A charge."""

    id: Id
    customer: Id | None = None


class Dispute(BaseModel):
    """A dispute of a charge."""

    id: Id
    charge: Id
    status: str
    reason: str
    customer: Id | None = _either("charge.customer")
