"""The ledger: how Blots move between what is available, held, captured and expired. Pure rules and a port.

Money moves at most three times in a job's life. It is *held* when the job is accepted; what can be given back at once
is *released* when the job is cancelled; when the job is settled, what succeeded is *captured* and the rest released.
What was captured follows from the job's items: no worker writes an account, and nothing is captured twice.

Every move is an entry with an id that its cause determines, stored together with the account in one transaction: a move
that is repeated is refused. An account is the sum of its entries, and each entry balances:
available + held + captured + expired = granted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from inkwell.core.effects import JoinedWrite, NoEffects
from inkwell.core.errors import InkwellError, InsufficientBlots, StaleRecord
from inkwell.core.jobs import Hold, Job, JobRecord
from inkwell.core.pictures import Picture
from inkwell.core.status import Event, Status
from inkwell.core.timestamps import now


class Kind(StrEnum):
    """What an entry stands for."""

    GRANT = "grant"
    RESET = "reset"
    HOLD = "hold"
    CANCEL = "cancel"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Account:
    """An owner's Blots.

    Args:
        available: can be spent.
        held: set aside for jobs that are not settled.
        captured: spent.
        expired: lapsed at the end of a period.
        granted: all that were ever given.
        period: counts the resets.
    """

    owner: str
    available: int = 0
    held: int = 0
    captured: int = 0
    expired: int = 0
    granted: int = 0
    period: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One move of Blots: by how much it changes each part of an account.

    Args:
        id: determined by its cause, such as "{job}#hold": there is never a second one.
        period: the account's period after it.
        job_id: the job that it is about, if it is about one.
        note: what somebody who reads the account should know of it.

    Raises:
        ValueError: it does not balance.
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
    """What several entries change together, by part."""
    return {part: sum(getattr(entry, part) for entry in entries) for part in PARTS}


def applied(account: Account, *entries: Entry) -> Account:
    """The account after these entries.

    Raises:
        InsufficientBlots: they need more Blots than are available.
        ValueError: they would take from another part more than it has.
    """
    changes = total(entries)
    parts = {part: getattr(account, part) + change for part, change in changes.items()}
    if parts["available"] < 0:
        raise InsufficientBlots.short_of(-changes["available"], account.available)
    if min(parts.values()) < 0:
        raise ValueError("no part of an account can be negative")
    period = max([account.period, *(entry.period for entry in entries)])
    return Account(account.owner, **parts, period=period)


def grant(account: Account, id: str, amount: int, note: str | None = None) -> Entry:
    """Blots that are given beside what is there.

    Args:
        id: determined by the cause, such as an invoice's id.
    """
    return Entry(f"grant#{id}", Kind.GRANT, available=amount, granted=amount, period=account.period, note=note)


def reset(account: Account, id: str, amount: int, note: str | None = None) -> Entry:
    """The beginning of a new period: what is available expires, and `amount` takes its place.

    Args:
        id: determined by the cause, such as the period or an invoice's id.
    """
    return Entry(
        f"reset#{id}",
        Kind.RESET,
        available=amount - account.available,
        expired=account.available,
        granted=amount,
        period=account.period + 1,
        note=note,
    )


def hold(account: Account, job_id: str, amount: int, each: int | None = None) -> tuple[Hold, Entry]:
    """Set Blots aside for a new job.

    Args:
        each: what one picture costs, as in `Hold`.

    Raises:
        InsufficientBlots: fewer are available.
        ValueError: the amount is negative.
    """
    if amount < 0:
        raise ValueError("a hold takes Blots, and gives none")
    if amount > account.available:
        raise InsufficientBlots.short_of(amount, account.available)
    entry = Entry(f"{job_id}#hold", Kind.HOLD, available=-amount, held=amount, period=account.period, job_id=job_id)
    return Hold(amount, each, account.period), entry


def cancelled(account: Account, record: JobRecord, withdrawn: Sequence[Picture]) -> Entry | None:
    """What goes back when a job is cancelled: the price of each picture that is withdrawn.

    None where nothing does: a job that is paid for as a whole gives it back when it is settled, and a job that was
    settled before holds nothing any more.
    """
    job = record.job
    if job.hold is None or job.hold.each is None or job.first_settled_at:
        return None
    # One that is drawn again still shows what was drawn before, and that is paid for.
    unpaid = sum(picture.shown is None for picture in withdrawn)
    return _given_back(account, job, Kind.CANCEL, 0, job.hold.each * unpaid) if unpaid else None


def settlement(account: Account, record: JobRecord, event: Event | None) -> Entry | None:
    """How the rest of what a job held is divided when nothing of it is under way any more: captured, or given back.

    Args:
        record: with its pictures as they ended.
        event: how the job ends; None when it was cancelled.
    """
    job = record.job
    if job.hold is None or job.first_settled_at:
        return None
    left = job.hold.amount - released_by(record)
    # Pictures that came to the job after it was accepted are not held for.
    captured = min(captured_by(record, event), left)
    return _given_back(account, job, Kind.SETTLE, captured, left - captured)


def captured_by(record: JobRecord, event: Event | None) -> int:
    """The Blots that a job spends: the price of each picture that it shows, or of a whole job that succeeds."""
    hold = record.job.hold
    if hold is None:
        return 0
    if hold.each is None:
        return hold.amount if event is Event.SUCCEED else 0
    return hold.each * sum(picture.shown is not None for picture in record.pictures)


def released_by(record: JobRecord) -> int:
    """The Blots that went back when a job was cancelled: the price of each picture that was withdrawn."""
    hold = record.job.hold
    if hold is None or hold.each is None:
        return 0
    withdrawn = [picture for picture in record.pictures if picture.status is Status.CANCELLED and not picture.shown]
    return hold.each * len(withdrawn)


def _given_back(account: Account, job: Job, kind: Kind, captured: int, refund: int) -> Entry:
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


class Ledger(Protocol):
    """Keeps accounts and their entries."""

    def account(self, owner: str) -> Account:
        """An owner's account as it is now; an empty one where there is none yet."""

    def entries(self, owner: str) -> Sequence[Entry]:
        """All entries of an owner's account, by id."""

    def joined(self, account: Account, *entries: Entry) -> Sequence[JoinedWrite]:
        """The writes that store entries and change the account, for another thing's transaction.

        Refused with `refusal` of the account, or with EntryExists where an entry was stored before.
        """

    def post(self, account: Account, *entries: Entry) -> None:
        """Store entries and change the account, all or nothing.

        Raises:
            EntryExists: one was stored before.
            InsufficientBlots: they need more Blots than are available by now.
            StaleRecord: the account is in another period by now: look again.
        """


def refusal(account: Account, found: Account, entries: Sequence[Entry]) -> InkwellError:
    """The error for entries that an account refuses.

    Args:
        account: as it was read.
        found: as it is stored.
    """
    needed = -sum(entry.available for entry in entries if entry.kind is Kind.HOLD)
    if found.period == account.period and needed > found.available:
        return InsufficientBlots.short_of(needed, found.available)
    return StaleRecord("The account is changing too fast, please try again")


class HeldBlots(NoEffects):
    """The `Effects` of jobs that are paid for in Blots; jobs without a hold cost nothing, not even a read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        if record.job.hold is None:
            return ()
        account = self._ledger.account(record.job.owner)
        ended = _without(record, withdrawn)
        last = None if ended.open_pictures() else settlement(account, ended, None)
        return self._joined(account, cancelled(account, record, withdrawn), last)

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        if record.job.hold is None:
            return ()
        account = self._ledger.account(record.job.owner)
        return self._joined(account, settlement(account, record, event))

    def _joined(self, account: Account, *entries: Entry | None) -> Sequence[JoinedWrite]:
        moved = [entry for entry in entries if entry]
        return self._ledger.joined(account, *moved) if moved else ()


def _without(record: JobRecord, withdrawn: Sequence[Picture]) -> JobRecord:
    """The record after these pictures were cancelled."""
    gone = {picture.key for picture in withdrawn}
    pictures = [
        replace(picture, status=Status.CANCELLED) if picture.key in gone else picture for picture in record.pictures
    ]
    return replace(record, pictures=pictures)
