"""The ledger: its pure rules, whatever happens in which order and however often."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from inkwell.core.auditing import differences
from inkwell.core.blots import (
    PARTS,
    Account,
    Entry,
    Kind,
    Terms,
    applied,
    cancelled,
    grant,
    hold,
    released_by,
    reset,
    settlement,
    total,
)
from inkwell.core.errors import EntryExists, InsufficientBlots, StaleRecord
from inkwell.core.jobs import Hold, Job, JobRecord
from inkwell.core.ledger import HeldBlots
from inkwell.core.pictures import Brief, Picture, Version
from inkwell.core.runs import cancel_job, settle_job
from inkwell.core.status import Event, Status
from inkwell.core.sweeping import delete
from inkwell.core.timestamps import month_after, now
from tests.fakes import FakeJobs, FakeLedger, FakeObjects, FakeWorkflows

RICH = Account("ann", available=500, granted=500)
ENDS = [Status.SUCCEEDED, Status.FAILED, Status.CANCELLED]
DRAWN = Version(1, "page.png", "image/png", 9, 16, "m", size=1000)
AGAIN = Version(2, "page-2.png", "image/png", 9, 16, "m", size=1300)
FREE = Terms("free", month_after(now()))


def a_record(statuses: Sequence[Status], held: Hold, id: str = "job") -> JobRecord:
    pictures = [
        Picture(id, str(n), Brief(""), "w", id, n, each, shown=DRAWN if each is Status.SUCCEEDED else None)
        for n, each in enumerate(statuses)
    ]
    return JobRecord(Job(id, "generation", "ann", hold=held), pictures)


def test_a_hold_moves_what_is_available() -> None:
    held, entry = hold(RICH, "job", 480, 12)
    assert held == Hold(480, 12, 0)
    assert applied(RICH, entry) == replace(RICH, available=20, held=480)


def test_what_is_not_there_cannot_be_held() -> None:
    with pytest.raises(InsufficientBlots) as caught:
        hold(RICH, "job", 512, 12)
    assert caught.value.status == 402
    assert caught.value.details == {"required": 512, "available": 500, "shortfall": 12}


def test_a_hold_gives_nothing() -> None:
    with pytest.raises(ValueError, match="gives none"):
        hold(RICH, "job", -12, 12)


def test_a_picture_that_came_later_is_not_paid_from_what_others_held() -> None:
    held, entry = hold(RICH, "job", 12, 12)
    end = settlement(applied(RICH, entry), a_record([Status.SUCCEEDED, Status.SUCCEEDED], held), Event.SUCCEED)
    assert end
    assert (end.held, end.captured, end.available) == (-12, 12, 0)


def test_an_entry_balances() -> None:
    with pytest.raises(ValueError, match="does not balance"):
        Entry("odd", Kind.GRANT, available=10)


def test_no_part_of_an_account_is_ever_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        applied(RICH, Entry("odd", Kind.SETTLE, available=5, held=-5))


@given(st.lists(st.sampled_from(ENDS), min_size=1, max_size=45), st.booleans())
def test_what_was_held_is_captured_or_given_back(statuses: list[Status], lapsed: bool) -> None:
    """Of a cancelled job what was withdrawn goes back at once, the rest when it is settled."""
    account = replace(RICH, available=1000, granted=1000)
    held, entry = hold(account, "job", 12 * len(statuses), 12)
    account = applied(account, entry)
    if lapsed:
        account = applied(account, reset(account, "month", 300))
    record = a_record(statuses, held)
    withdrawn = [picture for picture in record.pictures if picture.status is Status.CANCELLED]
    back = cancelled(account, record, withdrawn)
    after = applied(account, back) if back else account
    assert bool(back) == bool(withdrawn)
    assert (
        released_by(record)
        == 12 * len(withdrawn)
        == after.available - account.available + (after.expired - account.expired)
    )
    end = settlement(after, record, None if withdrawn else Event.SUCCEED)
    assert end
    account = applied(after, end)
    assert account.held == 0
    assert account.captured == 12 * statuses.count(Status.SUCCEEDED)
    assert account.granted == account.available + account.captured + account.expired
    spent = 12 * statuses.count(Status.SUCCEEDED)
    assert account.available == (300 if lapsed else 1000 - spent)
    assert (end.note is not None) == bool(lapsed and end.expired)


@pytest.mark.parametrize(("event", "captured"), [(Event.SUCCEED, 10), (Event.FAIL, 0), (None, 0)])
def test_a_job_that_is_paid_for_as_a_whole(event: Event | None, captured: int) -> None:
    held, entry = hold(RICH, "job", 10)
    record = a_record([Status.SUCCEEDED, Status.FAILED], held)
    assert cancelled(RICH, record, record.pictures) is None
    end = settlement(applied(RICH, entry), record, event)
    assert end
    assert (end.captured, end.available) == (captured, 10 - captured)


def test_a_reset_lets_expire_what_is_left_and_leaves_alone_what_is_held() -> None:
    _, entry = hold(RICH, "job", 100)
    account = applied(RICH, entry)
    account = applied(account, reset(account, "2026-12", 300))
    assert account == Account("ann", available=300, held=100, expired=400, granted=800, period=1)


def test_what_a_paid_job_stored_is_counted_when_it_is_settled_and_until_it_is_deleted() -> None:
    ledger = FakeLedger()
    ledger.post(Account("ann"), grant(Account("ann"), "start", 50))
    jobs = FakeJobs(effects=HeldBlots(ledger))
    held, entry = hold(ledger.account("ann"), "job", 24, 12)
    record = a_record([Status.SUCCEEDED, Status.FAILED], held)
    jobs.add(record, *ledger.joined(ledger.account("ann"), entry))
    assert ledger.account("ann").stored == 0
    settle_job(jobs, "job")
    settled = jobs.load("job")
    assert settled
    assert (ledger.account("ann").stored, settled.job.stored) == (1000, 1000)
    assert delete(jobs, FakeObjects(), FakeWorkflows(), settled)
    assert ledger.account("ann").stored == 0
    assert not delete(jobs, FakeObjects(), FakeWorkflows(), settled)
    assert ledger.account("ann").stored == 0


def test_jobs_that_are_free_cost_not_even_a_read() -> None:
    class Untouched(FakeLedger):
        def account(self, owner: str) -> Account:
            raise AssertionError("read")

    free = JobRecord(Job("job", "kit", "ann"), [])
    effects = HeldBlots(Untouched())
    assert (effects.job_cancelled(free, []), effects.job_settled(free, Event.SUCCEED)) == ((), ())
    assert effects.job_deleted(free) == ()


def test_a_deleted_job_gives_back_what_it_held() -> None:
    ledger = FakeLedger()
    ledger.post(Account("ann"), grant(Account("ann"), "start", 50))
    jobs = FakeJobs(effects=HeldBlots(ledger))
    held, entry = hold(ledger.account("ann"), "job", 24, 12)
    record = a_record([Status.QUEUED, Status.QUEUED], held)
    jobs.add(record, *ledger.joined(ledger.account("ann"), entry))
    assert delete(jobs, FakeObjects(), FakeWorkflows(), record)
    assert ledger.account("ann") == Account("ann", available=50, granted=50)


def test_a_job_is_not_deleted_while_it_still_holds_blots() -> None:
    class Racing(FakeJobs):
        def fail_picture(self, job_id: str, key: str, run: str, error: str) -> bool:
            return False

    ledger = FakeLedger()
    ledger.post(Account("ann"), grant(Account("ann"), "start", 50))
    jobs = Racing(effects=HeldBlots(ledger))
    held, entry = hold(ledger.account("ann"), "job", 12, 12)
    record = a_record([Status.QUEUED], held)
    jobs.add(record, *ledger.joined(ledger.account("ann"), entry))
    with pytest.raises(StaleRecord):
        delete(jobs, FakeObjects(), FakeWorkflows(), record)
    assert jobs.load("job")


def test_a_refused_move_changes_nothing() -> None:
    ledger = FakeLedger()
    account = ledger.account("ann")
    ledger.post(account, grant(account, "start", 50))
    refused: list[tuple[Callable[[], Entry], type[Exception]]] = [
        (lambda: grant(account, "start", 50), EntryExists),
        (lambda: hold(replace(account, available=60), "job", 60)[1], InsufficientBlots),
        (lambda: reset(account, "month", 300), StaleRecord),
    ]
    for entry, error in refused:
        with pytest.raises(error):
            ledger.post(account, entry())
        assert ledger.account("ann") == Account("ann", available=50, granted=50)


class Money(RuleBasedStateMachine):
    """Any interleaving of holds, pictures, cancels, settlements, deletions, grants, resets and a first look at the
    account, each of which may be repeated."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = FakeLedger()
        self.jobs = FakeJobs(effects=HeldBlots(self.ledger))
        self.count = 0
        self.settled: set[str] = set()

    def ids(self) -> list[str]:
        return sorted(id for id in self.jobs.entries if self.jobs.load(id))

    def record(self, id: str) -> JobRecord:
        record = self.jobs.load(id)
        assert record
        return record

    @rule(stale=st.booleans())
    def a_first_look(self, stale: bool) -> None:
        found = self.ledger.account("ann")
        account = replace(found, terms=None) if stale else found
        if account.terms is None:
            try:
                self.ledger.post(account, grant(account, "opening", 50), terms=FREE)
            except EntryExists:
                assert self.ledger.account("ann") == found

    @rule(amount=st.integers(1, 300), id=st.sampled_from(["a", "b", "c"]))
    def a_grant(self, amount: int, id: str) -> None:
        account = self.ledger.account("ann")
        before = [entry.id for entry in self.ledger.entries("ann")]
        try:
            self.ledger.post(account, grant(account, id, amount))
        except EntryExists:
            assert f"grant#{id}" in before

    @rule(amount=st.integers(0, 300), id=st.sampled_from(["m1", "m2", "m3"]))
    def a_reset(self, amount: int, id: str) -> None:
        account = self.ledger.account("ann")
        try:
            self.ledger.post(account, reset(account, id, amount))
        except EntryExists:
            assert self.ledger.account("ann") == account

    @rule(pages=st.integers(1, 5), whole=st.booleans())
    def accept(self, pages: int, whole: bool) -> None:
        account = self.ledger.account("ann")
        self.count += 1
        id = f"job-{self.count}"
        try:
            held, entry = hold(account, id, 12 * pages, None if whole else 12)
        except InsufficientBlots:
            assert account.available < 12 * pages
            return
        self.jobs.add(a_record([Status.QUEUED] * pages, held, id), *self.ledger.joined(account, entry))

    @precondition(lambda self: self.ids())
    @rule(data=st.data(), key=st.integers(0, 4), ends=st.sampled_from(["start", "fail", "succeed"]))
    def a_picture(self, data: st.DataObject, key: int, ends: str) -> None:
        id = data.draw(st.sampled_from(self.ids()))
        picture = self.record(id).picture(str(key))
        if picture and picture.is_open:
            done = {"start": Status.RUNNING, "fail": Status.FAILED, "succeed": Status.SUCCEEDED}[ends]
            shown = picture.shown
            if ends == "succeed":
                shown = AGAIN if shown else DRAWN
            self.jobs.stored[id, str(key)] = replace(picture, status=done, shown=shown)

    @precondition(lambda self: self.ids())
    @rule(data=st.data(), key=st.integers(0, 4))
    def a_retry(self, data: st.DataObject, key: int) -> None:
        record = self.record(data.draw(st.sampled_from(self.ids())))
        picture = record.picture(str(key))
        if picture and picture.status in (Status.SUCCEEDED, Status.FAILED):
            self.jobs.retry(record.job, picture.retried("w"))

    @precondition(lambda self: self.ids())
    @rule(data=st.data(), running=st.booleans(), twice=st.booleans())
    def a_cancel(self, data: st.DataObject, running: bool, twice: bool) -> None:
        record = self.record(data.draw(st.sampled_from(self.ids())))
        for _ in range(1 + twice):
            cancel_job(self.jobs, record, running=running)

    @precondition(lambda self: self.ids())
    @rule(data=st.data(), twice=st.booleans())
    def an_end(self, data: st.DataObject, twice: bool) -> None:
        id = data.draw(st.sampled_from(self.ids()))
        for _ in range(1 + twice):
            settle_job(self.jobs, id)

    @precondition(lambda self: self.ids())
    @rule(data=st.data(), twice=st.booleans())
    def a_deletion(self, data: st.DataObject, twice: bool) -> None:
        record = self.record(data.draw(st.sampled_from(self.ids())))
        for _ in range(1 + twice):
            delete(self.jobs, FakeObjects(), FakeWorkflows(), record)

    @invariant()
    def nothing_differs_for_an_auditor(self) -> None:
        entries = self.ledger.entries("ann")
        records = {each.job_id: self.jobs.load(each.job_id) for each in entries if each.job_id}
        assert list(differences(self.ledger.account("ann"), entries, records)) == []

    @invariant()
    def the_free_plan_is_given_once(self) -> None:
        given = [entry for entry in self.ledger.entries("ann") if entry.id == "grant#opening"]
        assert (len(given), sum(entry.granted for entry in given)) in ((0, 0), (1, 50))
        assert bool(given) == (self.ledger.account("ann").terms is not None)

    @invariant()
    def what_settled_jobs_store_is_counted(self) -> None:
        stored = 0
        for record in map(self.record, self.ids()):
            if record.job.is_settled:
                assert record.job.stored == record.stored
            stored += record.job.stored
        assert self.ledger.account("ann").stored == stored

    @invariant()
    def the_account_is_the_sum_of_its_entries(self) -> None:
        account, sums = self.ledger.account("ann"), total(self.ledger.entries("ann"))
        assert sums == {part: getattr(account, part) for part in PARTS}
        assert min(sums.values()) >= 0
        assert account.available + account.held + account.captured + account.expired == account.granted

    @invariant()
    def what_is_held_belongs_to_jobs_that_are_not_settled(self) -> None:
        records = [self.record(id) for id in self.ids()]
        held = sum(
            record.job.hold.amount - released_by(record)
            for record in records
            if record.job.hold and not record.job.first_settled_at
        )
        assert self.ledger.account("ann").held == held

    @invariant()
    def what_a_job_shows_when_it_is_settled_is_paid(self) -> None:
        for record in map(self.record, self.ids()):
            job = record.job
            if job.first_settled_at and job.id not in self.settled:
                self.settled.add(job.id)
                (end,) = [entry for entry in self.ledger.entries("ann") if entry.id == f"{job.id}#settle"]
                if job.hold and job.hold.each:
                    assert end.captured == 12 * sum(picture.shown is not None for picture in record.pictures)


TestMoney = Money.TestCase
