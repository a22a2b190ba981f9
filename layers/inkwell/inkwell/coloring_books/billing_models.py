"""Requests and responses about Blots and plans, to the letter of the contract."""

from pydantic import BaseModel, Field

from inkwell.bodies import Body
from inkwell.coloring_books.plans import PlanName
from inkwell.coloring_books.prices import Interval, PaidPlan


class Prices(BaseModel):
    """Prices of this deployment, in Blots."""

    page: int = Field(description="A page of a generation", examples=[12])
    edit: int = Field(description="An edit of a page", examples=[12])
    hero: int = Field(description="A hero", examples=[15])
    calibration: int = Field(description="Four samples of styles", examples=[10])
    export: int = Field(description="A book's files for print", examples=[3])


class PlanOffer(BaseModel):
    """A plan of this deployment: what it has, and what it costs in US cents."""

    name: PlanName = Field(examples=["creator"])
    blots: int = Field(description="Blots a month", examples=[900])
    storageLimit: int = Field(description="Bytes", examples=[16106127360])
    projectLimit: int | None = Field(description="The most projects; null for any number", examples=[None])
    monthlyCents: int = Field(description="The price of a month, in US cents", examples=[2900])
    yearlyCents: int = Field(description="The price of a year, in US cents", examples=[29000])


class Balance(BaseModel):
    """The Blots and the storage of a caller, and the plans to choose from."""

    blots: int = Field(description="Blots to spend", examples=[847])
    plan: PlanName = Field(examples=["creator"])
    resetsAt: str = Field(description="The next reset of Blots", examples=["2025-02-01T00:00:00.000Z"])
    storageUsed: int = Field(description="Bytes", examples=[2415919104])
    storageLimit: int = Field(description="Bytes", examples=[16106127360])
    endsAt: str | None = Field(
        description="When the plan ends, because it was cancelled; null where it goes on",
        examples=["2025-02-01T00:00:00.000Z"],
    )
    paymentFailedAt: str | None = Field(
        description="When a payment failed that is open; the plan is lost three days later, until it is made",
        examples=[None],
    )
    prices: Prices
    plans: list[PlanOffer] = Field(description="All plans, in order of size, the free one first")


class CheckoutRequest(Body):
    """A plan to pay for."""

    plan: PaidPlan = Field(examples=["creator"])
    interval: Interval = Field(description="How often it is paid")


class CheckoutPage(BaseModel):
    """The page where a caller pays for a plan, or confirms the change of the plan that they have."""

    checkoutUrl: str = Field(description="A page of Stripe", examples=["https://checkout.stripe.com/c/pay/cs_1"])


class PortalPage(BaseModel):
    """The page where a caller changes, pays or ends their plan."""

    portalUrl: str = Field(description="A page of Stripe", examples=["https://billing.stripe.com/p/session/bps_1"])
