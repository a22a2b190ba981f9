"""`inkwell billing`: how accounts came to be what they are, by what Stripe told and what time did."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from inkwell.cli.studio import add_argument, studio
from inkwell.cli.tables import show
from inkwell.coloring_books.billing_records import RememberedEvent
from inkwell.coloring_books.plans import read_plans
from inkwell.coloring_books.standing import Standing, standing
from inkwell.coloring_books.subscriptions import Subscription, read_knowledge
from inkwell.core.blots import Account, Entry, Terms
from inkwell.core.errors import NotFound
from inkwell.core.timestamps import now, timestamp

_NOTHING = "-"


def register(subparsers: Any) -> None:
    """Add the command to its parser."""
    commands = subparsers.add_parser("billing", help="plans and payments").add_subparsers(
        required=True, metavar="COMMAND"
    )
    text = "how an account came to be what it is, row by row, with the ids at Stripe"
    showing = commands.add_parser("show", help=text, description=text)
    showing.add_argument(
        "owner", metavar="OWNER", help="whose account: a user's id (`inkwell users list`), or supabase:ID"
    )
    showing.set_defaults(run=_show)
    add_argument(showing)


def _show(options: argparse.Namespace) -> int:
    with studio(options) as target:
        account = target.ledger.account(options.owner)
        entries = target.ledger.entries(options.owner)
        events = target.billing_records.events(options.owner)
    if account.terms is None:
        raise NotFound(f"{options.owner} has no account: it is opened at the first look at it")
    # The amounts of plans are of no interest here, so the table as shipped will do.
    table = read_plans()
    known = read_knowledge(account.terms.facts, "free", account.terms.resets_at, 0)
    stands = standing(known, table, now())
    show(_summary(account, account.terms, stands))
    for subscription in known.subscriptions.values():
        print()
        show(_about(subscription, stands))
    print()
    show([("APPLIED", "HAPPENED", "WHAT", "BLOTS", "LEFT", "WHY"), *_rows(entries, events)])
    return 0


def _summary(account: Account, terms: Terms, stands: Standing) -> list[tuple[str, str]]:
    return [
        ("plan", terms.plan),
        ("next plan", stands.next_plan if stands.subscription else terms.plan),
        ("Blots", f"{account.available}, and {account.held} held"),
        ("resets at", timestamp(terms.resets_at)),
        ("changes by itself at", _moment(terms.due_at)),
        ("customer", terms.customer or _NOTHING),
    ]


def _about(subscription: Subscription, stands: Standing) -> list[tuple[str, str]]:
    newest = subscription.said[-1] if subscription.said else None
    return [
        ("subscription", subscription.id + (", gives the plan" if subscription.id == stands.subscription else "")),
        ("is", f"{newest.plan} {newest.interval or ''}".strip() if newest else _NOTHING),
        ("paid", f"{_moment(subscription.paid_from)} to {_moment(subscription.paid_until)}"),
        ("unpaid since", _moment(min(subscription.failures, default=None))),
        ("ends by itself", _moment(newest.cancels_at if newest else None)),
        ("ended", _moment(subscription.ended_at)),
    ]


def _rows(entries: Sequence[Entry], events: Sequence[RememberedEvent]) -> list[tuple[str, ...]]:
    """The rows that moved Blots and the events of Stripe, in the order in which the account heard of them.

    An event whose entry says the same has one row.
    """
    moves = {(entry.id, entry.note): entry for entry in entries}
    told = [(event, _entry_of(event, moves)) for event in events]
    paired = {entry.id for _, entry in told if entry}
    rows = [(entry.created_at, 1, _of_entry(entry)) for entry in entries if entry.id not in paired]
    rows += [(event.applied_at, 0, _of_event(event, entry)) for event, entry in told]
    left, shown = 0, list[tuple[str, ...]]()
    for moment, _, (happened, what, blots, effect) in sorted(rows, key=lambda row: row[:2]):
        left += blots
        shown.append((timestamp(moment), happened, what, f"{blots:+}" if blots else _NOTHING, str(left), effect))
    return shown


def _entry_of(event: RememberedEvent, moves: Mapping[tuple[str, str | None], Entry]) -> Entry | None:
    """The entry that an event made: of several events of an invoice that which gives the same reason."""
    names = (f"event#{event.id}", f"invoice#{event.about}")
    return next((moves[name, event.effect] for name in names if (name, event.effect) in moves), None)


def _of_entry(entry: Entry) -> tuple[str, str, int, str]:
    return (_NOTHING, entry.id, entry.available, entry.note or "")


def _of_event(event: RememberedEvent, entry: Entry | None) -> tuple[str, str, int, str]:
    what = f"{event.type} {event.id} {event.about}"
    return (timestamp(event.at), what, entry.available if entry else 0, event.effect)


def _moment(moment: datetime | None) -> str:
    return timestamp(moment) if moment else _NOTHING
