"""Checkouts: how somebody comes to pay for a plan, and never for two.

An owner is one customer, made before the first page is opened, so that everything which could be paid can be listed. At
most one checkout page of a customer is open, and none is opened for who has a subscription. The order of the steps
makes that hold: what is paid before the pages are listed is seen in the subscriptions, which are listed after them;
what is paid later fails the step that closes its page; and of two pages that are opened at once the second is refused,
because both come after the same page. Where the service keeps a failure for that step, all go on to its next turn,
which our own store counts.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.errors import BillingBusy
from inkwell.coloring_books.payments import (
    ChangedMeanwhileError,
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
        for left in reversed(range(ATTEMPTS)):
            with suppress(ChangedMeanwhileError):
                if known is None or unknown:
                    known, unknown = self._new_customer(owner, known), False
                try:
                    return self._page(owner, known, offer, is_last=not left)
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

    def _page(self, owner: str, customer: str, offer: Offer, *, is_last: bool) -> str:
        price = self._prices.sold(offer)
        pages = self._payments.checkouts(customer)
        for subscription in self._payments.subscriptions(customer):
            return self._subscribed(customer, subscription, price)
        for page in pages:
            if page.is_open and page.price == price:
                return page.url
        for page in pages:
            if page.is_open:
                self._payments.close_checkout(page.id)
        after = pages[0].id if pages else None
        return self._begun(
            owner,
            f"checkout {customer} {after}",
            lambda turn: self._payments.open_checkout(Sale(owner, customer, offer, price, after, turn)),
            is_last=is_last,
        )

    def _subscribed(self, customer: str, subscription: Subscription, price: str) -> str:
        # A subscription at a price that is not ours is left alone: who pays for it sees it, and does not pay again.
        is_known = self._prices.offer(subscription.price) is not None
        if is_known and subscription.is_sound and subscription.price != price:
            return self._payments.change_page(customer, subscription, price)
        return self._payments.portal(customer)

    def _new_customer(self, owner: str, instead_of: str | None) -> str:
        self._accounts.account(owner)
        made = self._begun(
            owner, f"customer {instead_of}", lambda turn: self._payments.new_customer(owner, instead_of, turn)
        )
        return self._customers.link(owner, made, instead_of)

    def _begun(self, owner: str, step: str, do: Callable[[int], T], *, is_last: bool = False) -> T:
        """The result of a step, in the turn that has not failed for good.

        Args:
            is_last: whether it is not tried again. What is taken for something else by then, and made nothing that the
                lists show, failed for good: nobody but who took it could say so, and died.
        """
        turn = self._customers.turn(owner, step)
        try:
            return do(turn)
        except KeptFailureError as error:
            self._customers.failed(owner, step, turn)
            raise ChangedMeanwhileError from error
        except StepTakenError:
            if is_last:
                self._customers.failed(owner, step, turn)
            raise


def _no_customer() -> InvalidInput:
    facts = {"reason": "no_customer"}
    return InvalidInput("You have not bought anything yet; choose a plan first", details=facts)
