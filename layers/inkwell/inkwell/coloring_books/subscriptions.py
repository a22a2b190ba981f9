"""Knowledge of an account's subscriptions, and how it grows with each fact.

Stripe tells facts in any order, late, and more than once. So nothing is overwritten by what merely comes later: of all
that was said of a plan the newest counts by the moment at which it happened, of periods the latest, of failed payments
those since the newest that succeeded. Whatever the order, the same facts make the same knowledge: `learned` is
commutative and idempotent. What an account has by it is another question (`inkwell.coloring_books.standing`).
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict

from inkwell.coloring_books.plans import PlanName
from inkwell.core.timestamps import months_after

#: The plans by size.
SIZES: Mapping[str, int] = {plan: size for size, plan in enumerate(get_args(PlanName))}

Interval = Literal["monthly", "yearly"]

#: Ranks of two facts of the same second: a change counts more than an invoice, an invoice more than a checkout.
CHECKOUT, INVOICE, CHANGE = 0, 1, 2

#: The most that is kept of what was said of a paid period, and of its failed payments: whoever cancels and returns all
#: day long must not fill the account's item. Stripe repeats an event for three days; so much is never late.
MOST_KEPT = 40

#: The time after which no more is known of a subscription that is over than that. An old invoice may still be paid.
FADES_AFTER = timedelta(days=100)


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Said(_Kept):
    """The plan that a subscription is said to be, from a moment on.

    Args:
        rank: CHECKOUT, INVOICE or CHANGE.
        event: the id of the event.
        is_off: whether it gives nothing from then on.
        cancels_at: when it ends by itself.
    """

    at: datetime
    rank: int
    event: str
    plan: PlanName
    interval: Interval | None = None
    is_off: bool = False
    cancels_at: datetime | None = None


class Subscription(_Kept):
    """A subscription as far as it is known.

    Args:
        said: which plan it is, oldest first: all that was said since the paid period began, and the newest before.
        paid_from, paid_until: the latest period that was paid for; None while there is none.
        first_from: when the first period began that was paid for.
        paid_at: when an invoice was paid last.
        failures: the failed payments since then.
        ended_at: when it ended.
    """

    id: str
    said: tuple[Said, ...] = ()
    paid_from: datetime | None = None
    paid_until: datetime | None = None
    first_from: datetime | None = None
    paid_at: datetime | None = None
    failures: tuple[datetime, ...] = ()
    ended_at: datetime | None = None

    def saying(self, said: Said) -> "Subscription":
        """The subscription, of which this was said as well."""
        return self.with_(said=(*(each for each in self.said if each.event != said.event), said))

    def paid(self, at: datetime, period: tuple[datetime, datetime] | None) -> "Subscription":
        """The subscription, for which an invoice was paid, perhaps for a period."""
        known = (self.paid_from, self.paid_until) if self.paid_from and self.paid_until else None
        latest = max((each for each in (known, period) if each), default=(None, None))
        newest = max(at, self.paid_at or at)
        first = min((each for each in (self.first_from or self.paid_from, period and period[0]) if each), default=None)
        return self.with_(paid_at=newest, paid_from=latest[0], paid_until=latest[1], first_from=first)

    def unpaid(self, at: datetime) -> "Subscription":
        """The subscription, for which a payment has failed."""
        return self.with_(failures=(*self.failures, at))

    def ended(self, at: datetime) -> "Subscription":
        """The subscription, which is over."""
        return self.with_(ended_at=min(at, self.ended_at or at))

    def month_number(self, moment: datetime) -> int:
        """The number of the month, since it was first paid for: each has its Blots once, whatever the periods are."""
        first = self.first_from or self.paid_from or moment
        # From a day that every month has, and from midnight: so of periods that begin on any day each is in a month of
        # its own. Two of them would be in the month from the 30th of April to the 31st of May.
        day = min(first.day, 28)
        return (moment.year - first.year) * 12 + moment.month - first.month - (moment.day < day)

    def with_(self, **changes: Any) -> "Subscription":
        """The subscription with changes, and without what does not matter any more."""
        raw = self.model_copy(update=changes)
        said = sorted(raw.said, key=lambda each: (each.at, each.rank, each.event))
        old = [each for each in said if raw.paid_from and each.at <= raw.paid_from]
        failures = sorted({each for each in raw.failures if raw.paid_at is None or each > raw.paid_at})
        few = _fewer(said[max(0, len(old) - 1) :])
        return raw.model_copy(update={"said": few, "failures": (*failures[:1], *failures[1:][-MOST_KEPT:])})


def _fewer(said: list[Said]) -> tuple[Said, ...]:
    """At most about `MOST_KEPT` of what was said: the oldest, that of the largest plan, and the newest."""
    middle, newest = said[1:-MOST_KEPT], said[1:][-MOST_KEPT:]
    largest = max((each for each in middle if not each.is_off), key=lambda each: SIZES[each.plan], default=None)
    return (*said[:1], *([largest] if largest else []), *newest)


class Given(_Kept):
    """The Blots that a source has given in a month.

    Args:
        month: when the month began.
        amount: Blots that the plan gives in that month.
        aside: by how much more (or, negative, less) would be available if it were this month: what another month has
            replaced, or what a smaller plan should have taken back and was spent.
        beyond: by how much more (or less) was left than the free plan gives, when the plan was lost; None where it is
            not.
    """

    month: datetime
    amount: int
    aside: int = 0
    beyond: int | None = None


#: The source of months that nobody pays for; that of all others is the id of a subscription.
FREE = "free"

#: The most months of a source that are kept. Where a late event shows that the latest had not begun, the one before
#: goes on.
MOST_MONTHS = 3

#: Months by source, oldest first. Accounts were stored with the latest alone.
_Months = Annotated[tuple[Given, ...], BeforeValidator(lambda found: (found,) if isinstance(found, dict) else found)]


class Knowledge(_Kept):
    """All that is known of how an account is paid, and of what was given for it.

    Args:
        basic: the plan of who has never paid.
        since: when the account was opened; its months without a subscription begin on that day.
        subscriptions: by id.
        given: the months that were given, by source, oldest first: none is given twice.
    """

    basic: PlanName
    since: datetime
    given: dict[str, _Months]
    subscriptions: dict[str, Subscription] = {}

    def about(self, id: str) -> Subscription:
        """The subscription of an id, as far as it is known."""
        return self.subscriptions.get(id) or Subscription(id=id)

    def learned(self, subscription: Subscription) -> "Knowledge":
        """The knowledge with what is now known of one subscription."""
        return self.model_copy(update={"subscriptions": {**self.subscriptions, subscription.id: subscription}})

    def faded(self, moment: datetime) -> "Knowledge":
        """The knowledge in which subscriptions that were over long before a moment are over, and no more.

        The one that was paid last stays: the months of who pays no more are counted from it.
        """
        last = max(self.subscriptions.values(), key=paid_order, default=None)
        old = {
            id: Subscription(id=id, ended_at=each.ended_at)
            for id, each in self.subscriptions.items()
            if each is not last and each.ended_at and each.ended_at + FADES_AFTER <= moment
        }
        given = {source: months for source, months in self.given.items() if source not in old}
        return self.model_copy(update={"subscriptions": {**self.subscriptions, **old}, "given": given})

    @property
    def as_facts(self) -> Mapping[str, Any]:
        """The knowledge as it is stored."""
        return self.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def paid_order(subscription: Subscription) -> tuple[datetime, str]:
    """The key by which subscriptions are ordered: the one that was paid last comes last."""
    return (subscription.paid_from or datetime.min.replace(tzinfo=UTC), subscription.id)


def opened(plan: PlanName, moment: datetime, amount: int) -> Knowledge:
    """The knowledge of an account that is opened.

    Args:
        amount: Blots that the plan gives in a month.
    """
    return Knowledge(basic=plan, since=moment, given={FREE: (Given(month=moment, amount=amount),)})


def read_knowledge(facts: Mapping[str, Any], plan: PlanName, resets_at: datetime, amount: int) -> Knowledge:
    """The knowledge of an account that is open; of one that was opened before there were subscriptions what follows.

    Args:
        facts: as they are stored; none of an older account.
        plan, resets_at: the terms of the account.
        amount: Blots that the plan gives in a month.
    """
    return Knowledge.model_validate(facts) if facts else opened(plan, months_after(resets_at, -1), amount)
