"""Records of events of Stripe, by account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from inkwell.core.effects import JoinedWrite


@dataclass(frozen=True, slots=True)
class RememberedEvent:
    """An event that was applied to an account, or could not be.

    Args:
        id, type: the event's.
        at: when it happened.
        customer, subscription, about: ids at Stripe; `about` is that of what the event is about.
        effect: what it did, for readers of the account.
        applied_at: when that was.
        is_refused: whether it was not applied, and waits.
    """

    id: str
    type: str
    at: datetime
    customer: str
    subscription: str
    about: str
    effect: str
    applied_at: datetime
    is_refused: bool = False


class BillingRecords(Protocol):
    """The store of events that accounts heard of, and of whose the customers are."""

    def owner(self, customer: str) -> str | None:
        """The owner of a customer of Stripe; None when no account is linked with it."""

    def events(self, owner: str) -> Sequence[RememberedEvent]:
        """The events that were applied to an owner's account, and those that wait."""

    def applied(self, owner: str, event: RememberedEvent) -> JoinedWrite:
        """The write that remembers an event; refused with EventRepeated where it was applied before."""

    def noted(self, owner: str, event: RememberedEvent) -> bool:
        """Remember an event that changes nothing; False where it is remembered already."""

    def linked(self, owner: str, customer: str) -> JoinedWrite:
        """The write that makes a customer the owner's; refused with StaleRecord where it is another's."""
