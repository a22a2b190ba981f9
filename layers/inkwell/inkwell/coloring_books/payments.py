"""The ports of payments: the service that takes them (Stripe), and which customer of it an owner is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from inkwell.coloring_books.prices import Offer


class UnknownCustomerError(Exception):
    """The service has no such customer: it was deleted there, or is of another account or mode of the service."""


class ChangedMeanwhileError(Exception):
    """Another request, or the customer, was faster: what the step was based on is no longer so."""


class KeptFailureError(Exception):
    """The service failed, and answers the same to who repeats the step: it is to be begun anew, as its next turn."""


class StepTakenError(ChangedMeanwhileError):
    """Another request has begun this turn of the step, for something else."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout page that was opened for a customer.

    Args:
        id: its id at the service.
        url: its address; empty when the page is closed.
        is_open: whether it can still be paid.
        price: the price id that it sells.
    """

    id: str
    url: str
    is_open: bool
    price: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription that has begun and is not over.

    Args:
        id, item: the ids of the subscription and of its only item.
        price: the price id that is paid.
        is_sound: whether it is paid and goes on, so that it can be changed at once.
    """

    id: str
    item: str
    price: str
    is_sound: bool


@dataclass(frozen=True, slots=True)
class Sale:
    """A plan that a checkout page is to sell.

    Args:
        owner: who gets the plan.
        customer: who pays.
        offer: the plan.
        price: its price id.
        after: the id of the customer's newest checkout page; None for none.
        turn: how often the service has kept a failure to open the page after that one.
    """

    owner: str
    customer: str
    offer: Offer
    price: str
    after: str | None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """The failures of a step of an owner's: how often it failed for good."""

    step: str
    times: int


class Payments(Protocol):
    """The service that takes payments.

    Every method raises BillingBusy for a passing fault and BillingFailed for any other; those that are given a customer
    also UnknownCustomerError.
    """

    def new_customer(self, owner: str, instead_of: str | None, turn: int) -> str:
        """Make a customer and return their id; the same for the same arguments.

        Args:
            instead_of: the customer that the owner had before and who is unknown; None for none.
            turn: how often the service has kept a failure to do so.

        Raises:
            ChangedMeanwhileError: another request makes the same one.
            KeptFailureError: the service failed.
        """

    def checkouts(self, customer: str) -> Sequence[Checkout]:
        """The customer's checkout pages, newest first: at least all that are open, and the newest."""

    def subscriptions(self, customer: str) -> Sequence[Subscription]:
        """The customer's subscriptions that are paid or owed: those that have begun and are not over."""

    def open_checkout(self, sale: Sale) -> Checkout:
        """Open a checkout page; the same for the same sale.

        Raises:
            ChangedMeanwhileError: another request opens a page after the same one; StepTakenError: for another sale.
            KeptFailureError: the service failed.
        """

    def close_checkout(self, checkout_id: str) -> None:
        """Close a checkout page.

        Raises:
            ChangedMeanwhileError: it is not open any more.
        """

    def portal(self, customer: str) -> str:
        """The address of a page where the customer sees and changes everything."""

    def change_page(self, customer: str, subscription: Subscription, price: str) -> str:
        """The address of a page where the customer confirms another price for a subscription."""


class Customers(Protocol):
    """Owners as customers of the service."""

    def customer(self, owner: str) -> str | None:
        """The id of the owner's customer; None before their first checkout."""

    def link(self, owner: str, customer: str, instead_of: str | None) -> str:
        """Remember the customer of an owner whose account is open, unless another request was faster.

        Args:
            instead_of: the customer that was read before.

        Returns:
            The customer that the owner has now.
        """

    def failure(self, owner: str) -> Failure | None:
        """The step of the owner's that failed for good last; None where none has."""

    def failed(self, owner: str, step: str, turn: int) -> None:
        """Remember that this turn of a step failed for good, unless another request was faster."""
