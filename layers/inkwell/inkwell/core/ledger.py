"""The ledger: the port to accounts and their entries, and the effects by which jobs move Blots (`inkwell.core.blots`).

An entry is stored together with the change of its account in one transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from inkwell.core.blots import Account, Entry, Terms, cancelled, settlement
from inkwell.core.effects import JoinedWrite, NoEffects
from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Picture
from inkwell.core.status import Event, Status


class Ledger(Protocol):
    """The store of accounts and their entries."""

    def account(self, owner: str) -> Account:
        """The owner's account; an empty one where none is stored yet."""

    def entries(self, owner: str) -> Sequence[Entry]:
        """The entries of an owner's account, ordered by id."""

    def entry(self, owner: str, id: str) -> Entry | None:
        """An entry of an owner's account; None when there is none."""

    def due(self, moment: datetime) -> Iterable[str]:
        """The owners of accounts whose terms are due, the longest due first."""

    def owners(self) -> Iterable[str]:
        """The owners of all accounts. It reads the whole table."""

    def joined(
        self, account: Account, *entries: Entry, terms: Terms | None = None, stored: int = 0
    ) -> Sequence[JoinedWrite]:
        """The writes that store entries and change the account, for the transaction of a job or of other records.

        Their refusal is EntryExists where an entry was stored before, else `inkwell.core.blots.refusal`.

        Args:
            account: as it was read. For a change of `stored` alone, only its owner counts.
            terms: its new terms; None where they stay.
            stored: bytes by which its storage changes.
        """

    def post(
        self, account: Account, *entries: Entry, terms: Terms | None = None, along: Sequence[JoinedWrite] = ()
    ) -> None:
        """Store entries and change the account, all or nothing.

        Args:
            terms: as in `joined`. Where they replace others, the account must not have changed since it was read.
            along: writes of other records, in the same transaction.

        Raises:
            InkwellError: the error of one of the writes `along` that was refused.
            EntryExists: an entry was stored before.
            InsufficientBlots: fewer Blots are available by now.
            StaleRecord: the account has changed since it was read: read it again.
        """


class HeldBlots(NoEffects):
    """The `Effects` of jobs that are paid for in Blots: their Blots move, and what they store is counted.

    For a job without a hold nothing is read or written.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def job_cancelled(self, record: JobRecord, withdrawn: Sequence[Picture]) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        if record.job.hold is None:
            return ()
        account = self._ledger.account(record.job.owner)
        back = cancelled(account, record, withdrawn)
        ended = _without(record, withdrawn)
        if ended.open_pictures():
            return self._joined(account, 0, back)
        return self._joined(account, stored_since(record), back, settlement(account, ended, None))

    def job_settled(self, record: JobRecord, event: Event | None) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        if record.job.hold is None:
            return ()
        account = self._ledger.account(record.job.owner)
        return self._joined(account, stored_since(record), settlement(account, record, event))

    def job_deleted(self, record: JobRecord) -> Sequence[JoinedWrite]:
        """See `Effects`."""
        return self._joined(Account(record.job.owner), -record.job.stored)

    def _joined(self, account: Account, stored: int, *entries: Entry | None) -> Sequence[JoinedWrite]:
        moved = [entry for entry in entries if entry]
        return self._ledger.joined(account, *moved, stored=stored) if moved or stored else ()


def stored_since(record: JobRecord) -> int:
    """The bytes that a job has stored since it was last settled."""
    return record.stored - record.job.stored


def _without(record: JobRecord, withdrawn: Sequence[Picture]) -> JobRecord:
    """The record after these pictures were cancelled."""
    gone = {picture.key for picture in withdrawn}
    pictures = [
        replace(picture, status=Status.CANCELLED) if picture.key in gone else picture for picture in record.pictures
    ]
    return replace(record, pictures=pictures)
