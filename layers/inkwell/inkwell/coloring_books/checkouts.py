"""Checkouts: how somebody comes to pay for a plan, and never for two.

An owner is one customer, made before the first page is opened, so that everything which could be paid can be listed. At
most one checkout page of a customer is open, and none is opened for who has a subscription. The order of the steps
makes that hold: what is paid before the pages are listed is seen in the subscriptions, which are listed after them;
what is paid later fails the step that closes its page; and of two pages that are opened at once the second is refused,
because both come after the same page. Where the service keeps a failure for that step, all go on to its next turn,
which our own store counts. A turn is read before the lists, which so show what was made in the one before it; and what
is made in a turn that was given up meanwhile is undone.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.errors import BillingBusy
from inkwell.coloring_books.payments import (
    ChangedMeanwhileError,
    Checkout,
    Customers,
    KeptFailureError,
    Payments,
    Sale,
    StepTakenError,
    Subscription,
    UnknownCustomerError,
)
from inkwell.coloring_books.prices import Offer, PriceTable
from inkwell.core.again import ATTEMPTS
from inkwell.core.errors import InvalidInput

T = TypeVar("T")


class Checkouts:
    """The checkouts of all owners.

    Args:
        accounts: the accounts of all owners; one is opened before it is linked with a customer.
        customers: which customer an owner is.
        payments: the service that takes payments.
        prices: what is sold.
    """

    def __init__(self, accounts: Accounts, customers: Customers, payments: Payments, prices: PriceTable) -> None:
        self._accounts = accounts
        self._customers = customers
        self._payments = payments
        self._prices = prices

    def checkout(self, owner: str, offer: Offer) -> str:
        """The address of the page where the owner pays for a plan.

        Who has a subscription is led to where they confirm the change; who has this very one, or owes something, to
        where they see everything.

        Raises:
            BillingBusy, BillingFailed: the service did not do it.
        """
        known, unknown = self._customers.customer(owner), False
        taken: set[tuple[str, int]] = set()
        for _ in range(ATTEMPTS):
            with suppress(ChangedMeanwhileError):
                attempt = _Attempt(self._customers, owner, taken)
                if known is None or unknown:
                    known, unknown = self._new_customer(owner, known, attempt), False
                try:
                    return self._page(owner, known, offer, attempt)
                except UnknownCustomerError:
                    unknown = True
        raise BillingBusy

    def portal(self, owner: str) -> str:
        """The address of the page where the owner changes, pays or ends a subscription.

        Raises:
            InvalidInput: the owner has never bought anything.
            BillingBusy, BillingFailed: the service did not do it.
        """
        customer = self._customers.customer(owner)
        if customer is None:
            raise _no_customer()
        try:
            return self._payments.portal(customer)
        except UnknownCustomerError:
            raise _no_customer() from None

    def _page(self, owner: str, customer: str, offer: Offer, attempt: "_Attempt") -> str:
        price = self._prices.sold(offer)
        pages = self._payments.checkouts(customer)
        subscriptions = self._payments.subscriptions(customer)
        open_ones = [page for page in pages if page.is_open]
        kept = next((page for page in open_ones if page.price == price and not subscriptions), None)
        for page in open_ones:
            if page is not kept:
                self._payments.close_checkout(page.id)
        if subscriptions:
            return self._subscribed(customer, subscriptions[0], price)
        return (kept or self._new_page(owner, customer, offer, pages[0].id if pages else None, attempt)).url

    def _new_page(self, owner: str, customer: str, offer: Offer, after: str | None, attempt: "_Attempt") -> Checkout:
        price = self._prices.sold(offer)
        made = attempt.begin(
            f"checkout {customer} {after}",
            lambda turn: self._payments.open_checkout(Sale(owner, customer, offer, price, after, turn)),
        )
        if attempt.is_given_up():
            self._payments.close_checkout(made.id)
            raise ChangedMeanwhileError
        return made

    def _subscribed(self, customer: str, subscription: Subscription, price: str) -> str:
        # A subscription at a price that is not ours is left alone: who pays for it sees it, and does not pay again.
        is_known = self._prices.offer(subscription.price) is not None
        if is_known and subscription.is_sound and subscription.price != price:
            return self._payments.change_page(customer, subscription, price)
        return self._payments.portal(customer)

    def _new_customer(self, owner: str, instead_of: str | None, attempt: "_Attempt") -> str:
        self._accounts.account(owner)
        made = attempt.begin(
            f"customer {instead_of}", lambda turn: self._payments.new_customer(owner, instead_of, turn)
        )
        return self._customers.link(owner, made, instead_of)


class _Attempt:
    """An attempt at a checkout, with what had failed for good when it began.

    Args:
        customers: counts failures.
        owner: whose checkout it is.
        taken: the turns that other requests had taken for something else in earlier attempts; it grows.
    """

    def __init__(self, customers: Customers, owner: str, taken: set[tuple[str, int]]) -> None:
        self._customers = customers
        self._owner = owner
        self._taken = taken
        self._failure = customers.failure(owner)

    def begin(self, step: str, do: Callable[[int], T]) -> T:
        """The result of a step, in the turn that has not failed for good."""
        turn = self._failure.times if self._failure and self._failure.step == step else 0
        try:
            return do(turn)
        except KeptFailureError as error:
            self._customers.failed(self._owner, step, turn)
            raise ChangedMeanwhileError from error
        except StepTakenError:
            # Taken in an earlier attempt, and the lists that were read since show nothing that came of it: it failed
            # for good, and who took it has died without saying so.
            if (step, turn) in self._taken:
                self._customers.failed(self._owner, step, turn)
            self._taken.add((step, turn))
            raise

    def is_given_up(self) -> bool:
        """True when another request has counted a failure meanwhile: it may have taken ours for one."""
        return self._customers.failure(self._owner) != self._failure


def _no_customer() -> InvalidInput:
    facts = {"reason": "no_customer"}
    return InvalidInput("You have not bought anything yet; choose a plan first", details=facts)
