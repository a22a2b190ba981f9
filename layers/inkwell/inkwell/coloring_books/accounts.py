"""Accounts of callers: opened with the free plan at the first look, and what is held from them for a new job.

An account is always looked at as it stands at that moment: a month that has begun since is begun by the look. So nobody
waits for the schedule, which does the same for accounts that nobody looks at.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar, cast

from inkwell.coloring_books.account_changes import Change, is_due, known_of, opening, renewal
from inkwell.coloring_books.billing_models import Balance, PlanOffer, Prices
from inkwell.coloring_books.plans import Plan, PlanName, PlanTable
from inkwell.coloring_books.standing import standing
from inkwell.core.again import CONTENDED, until_stored
from inkwell.core.blots import Account, Terms, applied, hold
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import EntryExists, StorageFull, Unavailable
from inkwell.core.jobs import Hold
from inkwell.core.ledger import Ledger
from inkwell.core.timestamps import now, timestamp

logger = logging.getLogger(__name__)

_BUSY = "Your account is changing too fast, please try again"

T = TypeVar("T")


class Accounts:
    """The accounts of all owners.

    Args:
        ledger: the store of accounts.
        table: the plans of this deployment.
        clock: the present.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        ledger: Ledger,
        table: PlanTable,
        clock: Callable[[], datetime] = now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._ledger = ledger
        self._table = table
        self._clock = clock
        self._sleep = sleep

    def account(self, owner: str) -> Account:
        """The owner's account, in one read; opened with the free plan when it is not yet, once.

        Where a month has begun since, or a plan was lost, it is changed first.

        Raises:
            Unavailable: it cannot be opened or changed, because it changes too fast.
        """
        return until_stored(lambda: self._present(self._ledger.account(owner)), _BUSY, CONTENDED, self._sleep)

    def renew(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> int:
        """Change the accounts that are due, as many as there is time for; one that resists does not keep the others.

        Args:
            seconds: after which no further account is begun.
            clock: seconds, as `time.monotonic`.

        Returns:
            the number of accounts that were begun.
        """
        until, begun = clock() + seconds, 0
        for owner in self._ledger.due(self._clock()):
            if clock() >= until:
                logger.warning("renewing out of time", extra={"looked_at": begun})
                break
            begun += 1
            try:
                self.account(owner)
            except Unavailable:
                pass  # it is being changed, and is due again
            except Exception:
                logger.exception("renewing failed", extra={"owner": owner})
        return begun

    def open(self, owner: str, plan: PlanName) -> Account | None:
        """Open the owner's account with a plan; None when it was opened before."""
        account = self._ledger.account(owner)
        return None if account.terms else self._opened(account, plan)

    def plan(self, owner: str) -> PlanName:
        """The name of the owner's plan, in one read."""
        return _plan(self.account(owner))

    def balance(self, owner: str) -> Balance:
        """The owner's Blots and storage, in one read."""
        account = self.account(owner)
        terms, plan = _terms(account), _plan(account)
        stands = standing(known_of(account, self._table), self._table, self._clock())
        return Balance(
            blots=account.available,
            plan=plan,
            resetsAt=timestamp(terms.resets_at),
            storageUsed=account.stored,
            storageLimit=self._table.plan(plan).storage,
            endsAt=_told(stands.ends_at),
            paymentFailedAt=_told(stands.failed_at),
            prices=Prices(**self._table.costs.model_dump()),
            plans=[_offer(name, each) for name, each in self._table.plans],
        )

    def pay(
        self,
        owner: str,
        job_id: str,
        amount: int,
        store: Callable[[Hold, Sequence[JoinedWrite]], T],
        *,
        each: int | None = None,
    ) -> T:
        """Hold Blots for a new job and store it, in one transaction.

        Args:
            job_id: the id of the new job.
            amount: Blots.
            store: stores the job with its `Job.hold` and the joined writes, and returns what the caller is given. It is
                called again, with other writes, where the account has changed in between.
            each: the price of one picture, as in `Hold`.

        Raises:
            StorageFull: as many bytes are stored as the plan allows.
            InsufficientBlots: fewer Blots are available.
            Unavailable: the account changes too fast.
            InkwellError: whatever `store` raises, but for StaleRecord. In each case nothing is held.
        """

        def attempt() -> T:
            account = self.account(owner)
            limit = self._table.plan(_plan(account)).storage
            if account.stored >= limit:
                raise StorageFull.beyond(account.stored, limit)
            held, entry = hold(account, job_id, amount, each)
            return store(held, self._ledger.joined(account, entry))

        return until_stored(attempt, _BUSY, CONTENDED, self._sleep)

    def _present(self, account: Account) -> Account | None:
        """The account as it stands now; None when another request was faster."""
        if account.terms is None:
            return self._opened(account)
        moment = self._clock()
        if not is_due(account, moment):
            return account
        return self._changed(account, renewal(account, self._table, moment))

    def _opened(self, account: Account, plan: PlanName = "free") -> Account | None:
        """The account as it is opened now; None when another request was faster."""
        return self._changed(account, opening(account, plan, self._table, self._clock()))

    def _changed(self, account: Account, change: Change) -> Account | None:
        try:
            self._ledger.post(account, *change.entries, terms=change.terms)
        except EntryExists:
            return None
        return applied(replace(account, terms=change.terms), *change.entries)


def _terms(account: Account) -> Terms:
    if account.terms is None:
        raise ValueError("the account is not open")
    return account.terms


def _told(moment: datetime | None) -> str | None:
    return timestamp(moment) if moment else None


def _offer(name: str, plan: Plan) -> PlanOffer:
    return PlanOffer(
        name=cast("PlanName", name),
        blots=plan.blots,
        storageLimit=plan.storage,
        projectLimit=plan.projects,
        monthlyCents=plan.monthly_cents,
        yearlyCents=plan.yearly_cents,
    )


def _plan(account: Account) -> PlanName:
    return cast("PlanName", _terms(account).plan)
