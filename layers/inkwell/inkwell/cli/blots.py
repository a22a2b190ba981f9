"""`inkwell blots`: the accounts of Blots."""

import argparse
import sys
from typing import Any

from inkwell.cli.errors import UsageError
from inkwell.cli.studio import Studio, add_argument, studio
from inkwell.cli.tables import show
from inkwell.core.again import until_stored
from inkwell.core.auditing import audit
from inkwell.core.blots import PARTS, Account, Entry, applied, grant
from inkwell.core.errors import NotFound, StaleRecord
from inkwell.core.names import new_id
from inkwell.core.timestamps import timestamp

#: The most Blots of one grant: a slip of the finger is noticed.
MOST = 1_000_000


def register(subparsers: Any) -> None:
    """Add the command to its parser."""
    commands = subparsers.add_parser("blots", help="accounts of Blots").add_subparsers(required=True, metavar="COMMAND")
    granting = commands.add_parser("grant", help="give Blots; each call gives them anew")
    granting.add_argument(
        "owner", metavar="OWNER", help="whose account: a user's id (`inkwell users list`), or supabase:ID"
    )
    granting.add_argument("amount", metavar="AMOUNT", type=int, help="how many Blots")
    granting.add_argument("--note", metavar="TEXT", help="why, for whoever reads the account")
    granting.set_defaults(run=_grant)
    showing = commands.add_parser("show", help="an account with its entries, oldest first")
    showing.add_argument("owner", metavar="OWNER", help="whose account")
    showing.add_argument("--check", action="store_true", help="recompute it, too, as `check` does")
    showing.set_defaults(run=_show)
    checking = commands.add_parser(
        "check",
        help="recompute accounts from their entries, jobs and objects; exit code 1 where something differs. Without "
        "OWNER it reads the whole table",
    )
    checking.add_argument("owner", metavar="OWNER", nargs="?", help="whose account; all accounts when left out")
    checking.set_defaults(run=_check)
    for command in (granting, showing, checking):
        add_argument(command)


def _grant(options: argparse.Namespace) -> int:
    if not 1 <= options.amount <= MOST:
        raise UsageError(f"AMOUNT must be from 1 to {MOST}")
    cause = new_id()
    with studio(options) as target:

        def attempt() -> Account:
            account = _account(target, options.owner)
            entry = grant(account, cause, options.amount, options.note)
            target.ledger.post(account, entry)
            return applied(account, entry)

        account = until_stored(attempt, StaleRecord())
    print(f"Granted {options.amount} Blots to {options.owner}; {account.available} are available.")
    return 0


def _show(options: argparse.Namespace) -> int:
    with studio(options) as target:
        account = _account(target, options.owner)
        entries = target.ledger.entries(options.owner)
    facts = [(part, str(getattr(account, part))) for part in (*PARTS, "period", "stored")]
    if account.terms:
        facts += [("plan", account.terms.plan), ("resets at", timestamp(account.terms.resets_at))]
    show(facts)
    print()
    show(
        [("CREATED", "ENTRY", *map(str.upper, PARTS), "NOTE"), *map(_row, sorted(entries, key=lambda e: e.created_at))]
    )
    return _check(options) if options.check else 0


def _row(entry: Entry) -> tuple[str, ...]:
    changes = (f"{getattr(entry, part):+}" for part in PARTS)
    return (timestamp(entry.created_at), entry.id, *changes, entry.note or "")


def _check(options: argparse.Namespace) -> int:
    checked = differing = 0
    with studio(options) as target:
        owners = target.ledger.owners() if options.owner is None else [options.owner]
        for checked, owner in enumerate(owners, 1):  # noqa: B007 - the last number is told
            if options.owner is not None:
                _account(target, owner)
            found = audit(target.ledger, target.jobs, target.objects, owner)
            sys.stdout.writelines(f"{owner}: {difference}\n" for difference in found)
            differing += bool(found)
    print(f"{checked} checked, {differing} differ.")
    return 1 if differing else 0


def _account(target: Studio, owner: str) -> Account:
    account = target.ledger.account(owner)
    if account == Account(owner):
        raise NotFound(f"{owner} has no account: it is opened at the first look at it, or with the first paid job")
    return account
