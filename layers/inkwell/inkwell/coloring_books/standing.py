"""The standing of an account: which plan it has, and what its present month gives, by what is known at a moment.

A month of Blots begins with each paid period, once a month within a paid year, and once a month where nobody pays: on
the day on which the last paid period began or, where there was none, the account. A paid month that nobody has paid for
does not begin; three days after a payment has failed the plan is lost.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from inkwell.coloring_books.plans import PlanName, PlanTable
from inkwell.coloring_books.subscriptions import FREE, SIZES, Interval, Knowledge, Said, Subscription, paid_order
from inkwell.core.timestamps import months_after

#: The time for which a plan stays after a failed payment.
GRACE = timedelta(days=3)

#: A paid period that is longer has several months of Blots.
_ONE_MONTH = timedelta(days=32)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of Blots.

    Args:
        source: the subscription that gives it; `FREE` for none.
        begins: when it begins.
        amount: Blots that it gives.
        is_lost: whether the plan that gave it is gone: at most what the free plan gives is left.
        resets_at: when the next one begins, if it is paid for.
        due_at: the same, where it begins without anybody paying; else None.
    """

    source: str
    begins: datetime
    amount: int
    is_lost: bool
    resets_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing of an account at a moment.

    Args:
        subscription: the id of the subscription that gives the plan; None for none.
        ends_at: when the plan ends, because it was cancelled; None where it goes on.
        failed_at: when the payment failed that is open, and for which the plan is or will be lost; None for none.
        due_at: when it changes with nobody doing anything; None for never.
    """

    plan: PlanName
    interval: Interval | None
    subscription: str | None
    ends_at: datetime | None
    failed_at: datetime | None
    month: Month
    due_at: datetime | None


def standing(known: Knowledge, table: PlanTable, now: datetime) -> Standing:
    """The standing of an account at a moment, by what is known of it then."""
    subscriptions = list(known.subscriptions.values())
    live = [each for each in subscriptions if each.said and over_at(each, now) is None]
    month = _month(known, live, table, now)
    if not live:
        paid = any(each.paid_from for each in subscriptions)
        plan: PlanName = "free" if paid else known.basic
        return Standing(plan, None, None, None, _failed_at(known), month, month.due_at)
    best = max(live, key=lambda each: _worth(each, now))
    newest = best.said[-1]
    ends = [end for each in live for end in _ends(each)]
    return Standing(
        plan=_plan(best, now),
        interval=newest.interval,
        subscription=best.id,
        ends_at=newest.cancels_at,
        failed_at=_failed_at(known),
        month=month,
        due_at=min([*ends, *([month.due_at] if month.due_at else [])], default=None),
    )


def over_at(subscription: Subscription, now: datetime) -> datetime | None:
    """The moment at which a subscription has ceased to give its plan; None while it gives it."""
    found = [subscription.ended_at] if subscription.ended_at else []
    found += [end for end in _ends(subscription) if end <= now]
    off: datetime | None = None
    for said in subscription.said:
        off = (off or said.at) if said.is_off else None
    return min([*found, *([off] if off else [])], default=None)


def _failed_at(known: Knowledge) -> datetime | None:
    """When the payment failed that is open. None is where a subscription never was paid, or is over."""
    open_ones = [each for each in known.subscriptions.values() if each.paid_from and not each.ended_at]
    return min((failed for each in open_ones for failed in each.failures), default=None)


def _ends(subscription: Subscription) -> Iterator[datetime]:
    """The moments at which it ceases to give its plan if nothing happens."""
    if subscription.failures:
        yield subscription.failures[0] + GRACE
    if subscription.said and (cancels_at := subscription.said[-1].cancels_at):
        yield cancels_at


def _month(known: Knowledge, live: list[Subscription], table: PlanTable, now: datetime) -> Month:
    paid = [each for each in live if each.paid_from]
    if paid:
        return _paid_month(max(paid, key=lambda each: _worth(each, now)), table, now)
    lost = [each for each in known.subscriptions.values() if each.paid_from]
    if lost:
        return _month_after_paying(max(lost, key=paid_order), table, now)
    months = _months_since(known.since)
    number = _newest(months, now)
    after = months(number + 1)
    return Month(FREE, months(number), table.plan(known.basic).blots, False, after, after)


def _paid_month(subscription: Subscription, table: PlanTable, now: datetime) -> Month:
    begins, after = _present(subscription, now)
    ends = subscription.paid_until or after
    amount = table.plan(_plan(subscription, now)).blots
    is_scheduled = after < ends
    return Month(subscription.id, begins, amount, False, min(after, ends), after if is_scheduled else None)


def _month_after_paying(subscription: Subscription, table: PlanTable, now: datetime) -> Month:
    """The month of who paid once: what is left of the lost plan's month, then months of the free plan."""
    over = over_at(subscription, now) or now
    months = _months_of(subscription)
    number = _newest(months, now)
    after = number + 1
    while months(after) < over:
        after += 1
    if number and months(number) >= over:
        return Month(FREE, months(number), table.plans.free.blots, False, months(after), months(after))
    begins, _ = _present(subscription, over)
    amount = table.plan(_plan(subscription, over)).blots
    return Month(subscription.id, begins, amount, True, months(after), months(after))


def _present(subscription: Subscription, now: datetime) -> tuple[datetime, datetime]:
    """When the present paid month began, and when the one after it would begin."""
    months, until = _months_of(subscription), subscription.paid_until or now
    number = _newest(months, now)
    while number and months(number) >= until:
        number -= 1
    return months(number), months(number + 1)


def _worth(subscription: Subscription, now: datetime) -> tuple[int, datetime, str]:
    """The order of two subscriptions that both give a plan."""
    paid_from = subscription.paid_from or datetime.min.replace(tzinfo=UTC)
    return SIZES[_plan(subscription, now)], paid_from, subscription.id


def _plan(subscription: Subscription, now: datetime) -> PlanName:
    """The plan in a month: the one it began with, or the largest since then. A smaller one waits for the next."""
    begins = _present(subscription, now)[0] if subscription.paid_from else None
    before = [each for each in subscription.said if begins and each.at <= begins]
    since = [each for each in subscription.said if each not in before]
    counted: list[Said] = [each for each in (*before[-1:], *since) if not each.is_off]
    return max((each.plan for each in counted), key=SIZES.__getitem__, default="free")


def _months_of(subscription: Subscription) -> Callable[[int], datetime]:
    """The beginnings of its months, by number: 0 is that of the paid period."""
    begins, until = subscription.paid_from, subscription.paid_until
    assert begins
    assert until
    if until - begins > _ONE_MONTH:
        return _months_since(begins)
    # Stripe knows how long this month is: those after it are counted from its end.
    return lambda number: months_after(until, number - 1) if number else begins


def _months_since(moment: datetime) -> Callable[[int], datetime]:
    return lambda number: months_after(moment, number)


def _newest(months: Callable[[int], datetime], now: datetime) -> int:
    """The number of the last month that has begun; 0 when none has."""
    first = months(0)
    number = max(0, (now.year - first.year) * 12 + now.month - first.month + 1)
    while number and months(number) > now:
        number -= 1
    return number
