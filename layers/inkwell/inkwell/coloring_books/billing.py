"""Billing: what events of Stripe do to accounts, each once, in whatever order they come."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from inkwell.coloring_books.account_changes import Change, changed, known_of
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.billing_records import BillingRecords, RememberedEvent
from inkwell.coloring_books.errors import EventRefused, EventRepeated, ForeignPrice, UnknownPayer
from inkwell.coloring_books.plans import PlanTable
from inkwell.coloring_books.prices import Offer, PriceTable
from inkwell.coloring_books.stripe_facts import (
    Bought,
    Fact,
    InvoiceFailed,
    InvoicePaid,
    PaidPeriod,
    Reversal,
    Source,
    SubscriptionSays,
    read_event,
)
from inkwell.coloring_books.subscriptions import (
    CHANGE,
    CHECKOUT,
    INVOICE,
    SIZES,
    Knowledge,
    Said,
    Subscription,
)
from inkwell.core.again import CONTENDED, until_stored
from inkwell.core.blots import Account, Entry
from inkwell.core.errors import EntryExists, StaleRecord
from inkwell.core.ledger import Ledger
from inkwell.core.timestamps import now, timestamp

logger = logging.getLogger(__name__)

#: The message of the log for money that went back, or is disputed. An alarm looks for it (template.yaml: Reversals).
TAKEN_BACK = "money was taken back"


class Billing:
    """The events of Stripe, and the accounts that they change.

    Args:
        ledger: the store of accounts.
        records: the store of events and customers.
        accounts: opens accounts, and begins their months.
        table: the plans of this deployment.
        prices: the price ids of this deployment.
        clock: the present.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        ledger: Ledger,
        records: BillingRecords,
        accounts: Accounts,
        table: PlanTable,
        prices: PriceTable,
        clock: Callable[[], datetime] = now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._ledger = ledger
        self._records = records
        self._accounts = accounts
        self._table = table
        self._prices = prices
        self._clock = clock
        self._sleep = sleep

    def receive(self, text: str) -> bool:
        """Apply an event, in one transaction; False when it tells nothing about an account, or was applied before.

        Of one that cannot be applied, and whose owner is known, the account remembers why.

        Args:
            text: the JSON that Stripe sent.

        Raises:
            UnreadableEvent: it is no event, or lacks what its type always has.
            UnknownPayer: nobody knows whose account it is about; its checkout may still come.
            ForeignPrice: it is about a price that is not ours.
            Unavailable: the account changes too fast.
        """
        fact = read_event(text)
        if fact is None:
            return False
        if isinstance(fact, Reversal):
            return self._hear(fact)
        linked = self._records.owner(fact.source.customer)
        owner = linked or fact.source.owner
        if owner is None:
            raise UnknownPayer(f"nobody is known to be {fact.source.customer}")
        try:
            return until_stored(
                lambda: self._apply(fact, owner, is_linked=linked is not None),
                "The account is changing too fast",
                CONTENDED,
                self._sleep,
            )
        except EventRepeated:
            return False
        except EventRefused as error:
            self._records.noted(owner, self._event(fact.source, f"not applied: {error.message}", is_refused=True))
            raise

    def _hear(self, reversal: Reversal) -> bool:
        """Tell the operator of a reversal, once where it is known whose account it is about."""
        owner = self._records.owner(reversal.customer) if reversal.customer else None
        if reversal.customer and owner is None:
            return False  # sold by another than us
        source = Source(reversal.event, reversal.type, reversal.at, reversal.customer or "", "", owner, reversal.about)
        if owner and not self._records.noted(owner, self._event(source, f"{reversal.words}; nothing moved")):
            return False
        facts = {"stripe_event": reversal.event, "type": reversal.type, "about": reversal.about, "owner": owner}
        logger.error(TAKEN_BACK, extra=facts)
        return True

    def _apply(self, fact: Fact, owner: str, *, is_linked: bool) -> bool:
        source, account = fact.source, self._accounts.account(owner)
        known = known_of(account, self._table)
        known = known.learned(self._learned(known.about(source.subscription), fact)).faded(self._clock())
        change = self._change(account, known, fact)
        if account.terms and account.terms.customer is None:
            change = replace(change, terms=replace(change.terms, customer=source.customer))
        effect = change.entries[0].note if change.entries else None
        along = [self._records.applied(owner, self._event(source, effect or _remembered(fact)))]
        along += [] if is_linked else [self._records.linked(owner, source.customer)]
        try:
            self._ledger.post(account, *change.entries, terms=change.terms, along=along)
        except EntryExists as error:
            raise StaleRecord from error  # another event of the same invoice was faster
        return True

    def _event(self, source: Source, effect: str, *, is_refused: bool = False) -> RememberedEvent:
        return RememberedEvent(
            source.event,
            source.type,
            source.at,
            source.customer,
            source.subscription,
            source.about,
            effect,
            self._clock(),
            is_refused,
        )

    def _change(self, account: Account, known: Knowledge, fact: Fact) -> Change:
        """The change of an account by a fact, with an entry of its own for each invoice that is paid."""
        source = fact.source
        # An event that has happened is never in the future, whatever a clock of ours says.
        moment = max(self._clock(), source.at)
        if not isinstance(fact, InvoicePaid):
            return changed(account, known, self._table, moment, f"event#{source.event}", _why(fact))
        entry_id = f"invoice#{source.about}"
        if self._ledger.entry(account.owner, entry_id):
            # A second event of the invoice may move something, but it is no second payment.
            return changed(account, known, self._table, moment, f"event#{source.event}", _why(fact))
        change = changed(account, known, self._table, moment, entry_id, _why(fact), always=True)
        return replace(change, entries=[self._with_lapsed(known, fact, each) for each in change.entries])

    def _with_lapsed(self, known: Knowledge, fact: InvoicePaid, entry: Entry) -> Entry:
        """The entry of an invoice whose month was over before it came: what it gave has expired at once."""
        period = self._period(fact)
        begins = known.about(fact.source.subscription).paid_from
        if period is None or begins is None or period.begins >= begins:
            return entry
        offer = self._prices.offer(period.price)
        amount = self._table.plan(offer.plan).blots if offer else 0
        note = f"{entry.note}; its month was over when it came"
        return replace(entry, granted=entry.granted + amount, expired=entry.expired + amount, note=note)

    def _learned(self, known: Subscription, fact: Fact) -> Subscription:
        """The knowledge of a subscription after a fact."""
        match fact:
            case Bought():
                return self._bought(known, fact)
            case InvoicePaid():
                return self._paid(known, fact)
            case InvoiceFailed():
                self._expect_ours(known, fact.prices)
                return known.unpaid(fact.source.at)
            case SubscriptionSays():
                return self._told(known, fact)

    def _bought(self, known: Subscription, fact: Bought) -> Subscription:
        if not fact.is_paid or fact.plan not in SIZES:
            return known
        interval = fact.interval if fact.interval in ("monthly", "yearly") else None
        said = Said.model_validate(
            {
                "at": fact.source.at,
                "rank": CHECKOUT,
                "event": fact.source.event,
                "plan": fact.plan,
                "interval": interval,
            }
        )
        return known.saying(said)

    def _paid(self, known: Subscription, fact: InvoicePaid) -> Subscription:
        period = self._period(fact)
        if period is None:
            if fact.periods:
                raise _foreign(fact.prices)
            self._expect_ours(known, fact.prices)
            return known.paid(fact.source.at, None)
        offer = self._offer([period.price])
        said = Said(at=period.begins, rank=INVOICE, event=fact.source.event, plan=offer.plan, interval=offer.interval)
        return known.paid(fact.source.at, (period.begins, period.ends)).saying(said)

    def _told(self, known: Subscription, fact: SubscriptionSays) -> Subscription:
        if fact.ended_at:
            self._expect_ours(known, fact.prices)
            # A subscription ends when it was to end, however long Stripe took.
            return known.ended(min(fact.ended_at, fact.cancels_at or fact.ended_at))
        offer = self._offer(fact.prices)
        return known.saying(
            Said(
                at=fact.source.at,
                rank=CHANGE,
                event=fact.source.event,
                plan=offer.plan,
                interval=offer.interval,
                is_off=fact.is_off,
                cancels_at=fact.cancels_at,
            )
        )

    def _period(self, fact: InvoicePaid) -> PaidPeriod | None:
        """The period that an invoice is for: of several lines of ours that which ends last."""
        ours = [period for period in fact.periods if self._prices.offer(period.price)]
        return max(ours, key=lambda period: (period.ends, period.begins), default=None)

    def _offer(self, prices: Sequence[str]) -> Offer:
        found = [offer for price in prices if (offer := self._prices.offer(price))]
        if not found:
            raise _foreign(prices)
        return max(found, key=lambda offer: SIZES[offer.plan])

    def _expect_ours(self, known: Subscription, prices: Sequence[str]) -> None:
        """Refuse what is about a subscription that is neither known nor of a price of ours."""
        if not (known.said or known.paid_at or known.failures):
            self._offer(prices)


def _foreign(prices: Sequence[str]) -> ForeignPrice:
    return ForeignPrice(f"these prices are not in StripePrices: {', '.join(prices) or 'none'}")


def _why(fact: Fact) -> str:
    """The event in words for readers of the account, with the ids at Stripe."""
    source = fact.source
    what = {
        Bought: f"{source.about} was gone through",
        InvoicePaid: f"{source.about} was paid",
        InvoiceFailed: f"a payment of {source.about} failed",
        SubscriptionSays: "it ended" if isinstance(fact, SubscriptionSays) and fact.ended_at else "it was changed",
    }[type(fact)]
    return f"{source.subscription}: {what}"


def _remembered(fact: Fact) -> str:
    return f"{_why(fact)} on {timestamp(fact.source.at)}; nothing moved"
