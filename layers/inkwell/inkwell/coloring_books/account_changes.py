"""Changes of an account: its Blots and terms, brought to where it stands by what is known of how it is paid.

A month that begins sets the Blots to what the plan gives, once. Within a month only the difference moves: a larger plan
adds what it gives more, a lost plan leaves at most what the free one gives. What was spent is never counted, because it
is the difference between what was given and what is left; so facts that come in another order end in the same Blots.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from inkwell.coloring_books.plans import PlanName, PlanTable
from inkwell.coloring_books.standing import Month, Standing, standing
from inkwell.coloring_books.subscriptions import FREE, MOST_MONTHS, Given, Knowledge, opened, read_knowledge
from inkwell.core.blots import Account, Entry, Terms, change, grant
from inkwell.core.timestamps import timestamp

#: The cause in the id of the entry that opens an account: an owner has one.
OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an account: its new terms, and the entries that go with them."""

    terms: Terms
    entries: Sequence[Entry] = ()


def opening(account: Account, plan: PlanName, table: PlanTable, now: datetime) -> Change:
    """The change that opens an account with a plan."""
    amount = table.plan(plan).blots
    known = opened(plan, now, amount)
    entry = grant(account, OPENING, amount, f"the plan {plan}")
    return Change(_terms(account, known, standing(known, table, now)), [entry])


def known_of(account: Account, table: PlanTable) -> Knowledge:
    """The knowledge of how an open account is paid."""
    terms = account.terms
    if terms is None:
        raise ValueError("the account is not open")
    plan: PlanName = terms.plan  # type: ignore[assignment]
    return read_knowledge(terms.facts, plan, terms.resets_at, table.plan(plan).blots)


def is_due(account: Account, now: datetime) -> bool:
    """True when an open account changes with nobody doing anything."""
    terms = account.terms
    if terms is None:
        return False
    # Accounts that are older than their facts are reset like all others.
    due_at = terms.due_at if terms.facts else terms.resets_at
    return due_at is not None and due_at <= now


def renewal(account: Account, table: PlanTable, now: datetime) -> Change:
    """The change of an account that is due: a month has begun, or a plan is lost."""
    known = known_of(account, table)
    stands = standing(known, table, now)
    begins, terms = _place(known, stands.month).before is None, account.terms
    due = terms.due_at or terms.resets_at if terms else now
    cause = f"reset#{stands.month.source}#{timestamp(stands.month.begins)}" if begins else f"due#{timestamp(due)}"
    return _changed(account, known, stands, cause, "" if begins else _why_lost(known), table)


def changed(
    account: Account, known: Knowledge, table: PlanTable, now: datetime, cause: str, why: str, *, always: bool = False
) -> Change:
    """The change of an account of which something else is known now.

    Args:
        cause: the id of the entry.
        why: what happened, for readers of the account.
        always: whether there is an entry also where nothing moves.
    """
    return _changed(account, known, standing(known, table, now), cause, why, table, always=always)


def _changed(
    account: Account,
    known: Knowledge,
    stands: Standing,
    cause: str,
    why: str,
    table: PlanTable,
    *,
    always: bool = False,
) -> Change:
    place = _place(known, stands.month)
    begins = place.before is None
    available, given = _moved(account.available, known.given, stands.month, place, table.plans.free.blots)
    terms = _terms(account, known.model_copy(update={"given": given}), stands)
    before = account.terms.plan if account.terms else ""
    if not (begins or always or available != account.available or stands.plan != before):
        return Change(terms)
    plan = f"the plan {stands.plan}" if stands.plan == before else f"the plan {stands.plan} after {before}"
    month = f"a month begins, until {timestamp(stands.month.resets_at)}" if begins else ""
    note = "; ".join(part for part in (why, plan, month) if part)
    return Change(terms, [change(account, cause, available, note, resets=begins)])


def _terms(account: Account, known: Knowledge, stands: Standing) -> Terms:
    before = account.terms
    return Terms(
        stands.plan,
        stands.month.resets_at,
        due_at=stands.due_at,
        customer=before.customer if before else None,
        facts=known.as_facts,
        revision=before.revision + 1 if before else 0,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a month among those that its source has given.

    Args:
        earlier: the months before it.
        before: the month that goes on in it; None where it has not been given yet.
    """

    earlier: tuple[Given, ...]
    before: Given | None


def _place(known: Knowledge, month: Month) -> _Place:
    given = known.given.get(month.source, ())
    if month.source == FREE:
        # Nothing is paid for them: where their day moves back, the latest that has begun goes on.
        goes_on = bool(given) and month.begins <= given[-1].month
        return _Place(given[:-1], given[-1]) if goes_on else _Place(given, None)
    # Each change between monthly and yearly begins a new period, and Stripe gives back the rest of the old one: new
    # Blots with each would be Blots for nothing.
    number = known.about(month.source).month_number
    earlier = tuple(each for each in given if number(each.month) < number(month.begins))
    same = [each for each in given if number(each.month) == number(month.begins)]
    # Months after it had not begun, as is known now: the schedule was faster than an event. They go on in this one.
    return _Place(earlier, next(iter([*same[-1:], *given[len(earlier) :]]), None))


def _moved(
    available: int, given: Mapping[str, tuple[Given, ...]], month: Month, place: _Place, free: int
) -> tuple[int, Mapping[str, tuple[Given, ...]]]:
    """The Blots that are available in a month, and what was given then.

    Args:
        available: what is available now.
        given: the months that were given, by source.
        place: the month's place among them.
        free: what the free plan gives.
    """
    left, beyond = month.amount, None
    if place.before:
        left, beyond = _continued(available + place.before.aside, place.before, month, free)
    elif month.is_lost:
        left, beyond = min(left, free), left - free
    kept = max(0, left)
    begun = max(month.begins, place.before.month) if place.before and month.source == FREE else month.begins
    this = Given(month=begun, amount=month.amount, aside=left - kept, beyond=beyond)
    others = {**given, month.source: place.earlier[1 - MOST_MONTHS :]}
    # The rest of another month is not changed by what this one does.
    moved = {
        source: tuple(each.model_copy(update={"aside": each.aside + available - kept}) for each in months)
        for source, months in others.items()
    }
    return kept, {**moved, month.source: (*moved[month.source], this)}


def _continued(left: int, before: Given, month: Month, free: int) -> tuple[int, int | None]:
    """The rest of a month that was given before, of which something else is known now; and by how much it is more
    than the free plan gives, where the plan is lost."""
    more, beyond = month.amount - before.amount, before.beyond
    if beyond is None:
        left += more
        return (min(left, free), left - free) if month.is_lost else (left, None)
    if month.is_lost:
        return left + min(beyond + more, 0) - min(beyond, 0), beyond + more
    return left + max(beyond, 0) + more, None


def _why_lost(known: Knowledge) -> str:
    unpaid = [each for each in known.subscriptions.values() if each.failures]
    return "; ".join(f"{each.id} is unpaid since {timestamp(each.failures[0])}" for each in unpaid)
