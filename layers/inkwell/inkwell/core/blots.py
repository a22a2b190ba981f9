"""Blots: how they move between what is available, held, captured and expired. Pure rules.

Money moves at most three times in a job's life. It is *held* when the job is accepted; what can be given back at once
is *released* when the job is cancelled; when the job is settled, what it shows is *captured* and the rest released.
What was captured follows from the job's items: no worker writes an account, and nothing is captured twice.

Every move is an entry with an id that its cause determines, so that a move that is repeated is refused. An account is
the sum of its entries, and each entry balances: available + held + captured + expired = granted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from inkwell.core.errors import InkwellError, InsufficientBlots, StaleRecord
from inkwell.core.jobs import Hold, Job, JobRecord
from inkwell.core.pictures import Picture
from inkwell.core.status import Event, Status
from inkwell.core.timestamps import now


class Kind(StrEnum):
    """The kinds of entries."""

    GRANT = "grant"
    RESET = "reset"
    CHANGE = "change"
    HOLD = "hold"
    CANCEL = "cancel"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of an account.

    Args:
        plan: the name of its plan.
        resets_at: the moment of its next reset.
        due_at: the moment at which the plan or the Blots change, with nobody doing anything; None for never.
        customer: who pays for it, at the service that takes payments.
        facts: what the plan follows from, as its family keeps it.
        revision: counts the changes of the terms.
    """

    plan: str
    resets_at: datetime
    due_at: datetime | None = None
    customer: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """An owner's Blots, and the storage that they use.

    Args:
        available: Blots to spend.
        held: Blots set aside for jobs that are not settled.
        captured: Blots spent.
        expired: Blots that lapsed at the end of a period.
        granted: all Blots ever given.
        period: the number of resets.
        stored: bytes of all that jobs which were paid for have stored.
        terms: the terms; None until the account is opened.
    """

    owner: str
    available: int = 0
    held: int = 0
    captured: int = 0
    expired: int = 0
    granted: int = 0
    period: int = 0
    stored: int = 0
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an account: one move of Blots, with the change of each part.

    Args:
        id: determined by its cause, such as "{job}#hold", so that a move is never stored twice.
        period: the account's period after it.
        job_id: the job that caused it, if any.
        note: an explanation for readers of the account.

    Raises:
        ValueError: the entry does not balance.
    """

    id: str
    kind: Kind
    available: int = 0
    held: int = 0
    captured: int = 0
    expired: int = 0
    granted: int = 0
    period: int = 0
    job_id: str | None = None
    note: str | None = None
    created_at: datetime = field(default_factory=now)

    def __post_init__(self) -> None:
        if self.available + self.held + self.captured + self.expired != self.granted:
            raise ValueError(f"the entry {self.id} does not balance")


#: The parts of an account that its entries add up to.
PARTS = ("available", "held", "captured", "expired", "granted")


def total(entries: Sequence[Entry]) -> Mapping[str, int]:
    """The sum of several entries, by part of the account."""
    return {part: sum(getattr(entry, part) for entry in entries) for part in PARTS}


def applied(account: Account, *entries: Entry) -> Account:
    """The account after these entries.

    Raises:
        InsufficientBlots: they need more Blots than are available.
        ValueError: another part would become negative.
    """
    changes = total(entries)
    parts = {part: getattr(account, part) + change for part, change in changes.items()}
    if parts["available"] < 0:
        raise InsufficientBlots.short_of(-changes["available"], account.available)
    if min(parts.values()) < 0:
        raise ValueError("no part of an account can be negative")
    period = max([account.period, *(entry.period for entry in entries)])
    return replace(account, **parts, period=period)


def grant(account: Account, id: str, amount: int, note: str | None = None) -> Entry:
    """The entry that adds Blots to an account.

    Args:
        id: determined by the cause, such as an invoice's id.
    """
    return Entry(f"grant#{id}", Kind.GRANT, available=amount, granted=amount, period=account.period, note=note)


def reset(account: Account, id: str, amount: int, note: str | None = None) -> Entry:
    """The entry that begins a new period: available Blots expire, and `amount` new Blots are granted.

    Args:
        id: determined by the cause, such as the month that begins.
    """
    return change(account, f"reset#{id}", amount, note, resets=True)


def change(account: Account, id: str, available: int, note: str | None = None, *, resets: bool = False) -> Entry:
    """The entry after which so many Blots are available: what is more is granted, what is less has expired.

    Args:
        id: determined by the cause, such as an invoice's id.
        resets: whether it begins a new period: all that was left expires.
    """
    left = account.available if resets else max(0, account.available - available)
    return Entry(
        id,
        Kind.RESET if resets else Kind.CHANGE,
        available=available - account.available,
        expired=left,
        granted=available - account.available + left,
        period=account.period + resets,
        note=note,
    )


def hold(account: Account, job_id: str, amount: int, each: int | None = None) -> tuple[Hold, Entry]:
    """Set Blots aside for a new job.

    Args:
        each: the price of one picture, as in `Hold`.

    Raises:
        InsufficientBlots: fewer Blots are available.
        ValueError: the amount is negative.
    """
    if amount < 0:
        raise ValueError("a hold takes Blots, and gives none")
    if amount > account.available:
        raise InsufficientBlots.short_of(amount, account.available)
    entry = Entry(f"{job_id}#hold", Kind.HOLD, available=-amount, held=amount, period=account.period, job_id=job_id)
    return Hold(amount, each, account.period), entry


def cancel_entry_id(job_id: str) -> str:
    """The id of the entry that says what went back when a job was cancelled."""
    return f"{job_id}#{Kind.CANCEL}"


def settle_entry_id(job_id: str) -> str:
    """The id of the entry that says what was captured when a job was settled."""
    return f"{job_id}#{Kind.SETTLE}"


def cancelled(account: Account, record: JobRecord, withdrawn: Sequence[Picture]) -> Entry | None:
    """The entry of a cancelled job: the price of each withdrawn picture is released.

    None where nothing is released: a job that is paid for as a whole releases its Blots when it is settled, and a job
    that was settled before holds nothing any more.
    """
    job = record.job
    if job.hold is None or job.hold.each is None or job.first_settled_at:
        return None
    # A picture that is drawn again still shows its earlier version, and that is paid for.
    unpaid = sum(picture.shown is None for picture in withdrawn)
    return _released(account, job, Kind.CANCEL, 0, job.hold.each * unpaid) if unpaid else None


def settlement(account: Account, record: JobRecord, event: Event | None) -> Entry | None:
    """The entry of a settled job: the Blots that are still held are captured or released.

    Args:
        record: with its pictures as they ended.
        event: the event that ends the job; None when it was cancelled before.
    """
    job = record.job
    if job.hold is None or job.first_settled_at:
        return None
    left = job.hold.amount - released_by(record)
    # Pictures that were added after the job was accepted are not held for.
    captured = min(captured_by(record, event), left)
    return _released(account, job, Kind.SETTLE, captured, left - captured)


def captured_by(record: JobRecord, event: Event | None) -> int:
    """The Blots that a job spends: the price of each picture that it shows, or of a whole job that succeeds."""
    hold = record.job.hold
    if hold is None:
        return 0
    if hold.each is None:
        return hold.amount if event is Event.SUCCEED else 0
    return hold.each * sum(picture.shown is not None for picture in record.pictures)


def released_by(record: JobRecord) -> int:
    """The Blots that were released when a job was cancelled: the price of each withdrawn picture."""
    hold = record.job.hold
    if hold is None or hold.each is None:
        return 0
    withdrawn = [picture for picture in record.pictures if picture.status is Status.CANCELLED and not picture.shown]
    return hold.each * len(withdrawn)


def _released(account: Account, job: Job, kind: Kind, captured: int, refund: int) -> Entry:
    hold = job.hold
    lapsed = hold is not None and hold.period != account.period
    return Entry(
        f"{job.id}#{kind}",
        kind,
        available=0 if lapsed else refund,
        held=-captured - refund,
        captured=captured,
        expired=refund if lapsed else 0,
        period=account.period,
        job_id=job.id,
        note="held in a period that is over: what was not spent has expired" if lapsed and refund else None,
    )


def refusal(account: Account, found: Account, entries: Sequence[Entry]) -> InkwellError:
    """The error for entries that an account refuses.

    Args:
        account: the account as it was read before the write.
        found: the account as it is stored.
    """
    needed = -sum(entry.available for entry in entries if entry.kind is Kind.HOLD)
    if found.period == account.period and needed > found.available:
        return InsufficientBlots.short_of(needed, found.available)
    return StaleRecord("The account is changing too fast, please try again")
