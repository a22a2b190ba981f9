"""Joined writes, effects, the ledger: one suite for those in DynamoDB and for the fakes that other tests stand on."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.ledger import DynamoLedger
from inkwell.core.blots import PARTS, Account, Terms, grant, hold, reset, total
from inkwell.core.effects import Combined, JoinedWrite, NoEffects
from inkwell.core.errors import EntryExists, InsufficientBlots, StaleRecord
from inkwell.core.idempotency import Response, Unclaimed
from inkwell.core.jobs import Job, JobRecord, StoredFile
from inkwell.core.ledger import HeldBlots, Ledger
from inkwell.core.names import new_id, run_name
from inkwell.core.pictures import Brief, Picture, Version
from inkwell.core.redrawing import redraw
from inkwell.core.runs import cancel_job, settle_job
from inkwell.core.status import Event, Status
from inkwell.core.store import FirstResult, JobStore
from inkwell.core.timestamps import month_after, now
from tests.fakes import FakeJobs, FakeLedger, FakeWorkflows
from tests.support.aws import TABLE
from tests.support.contended import ContendedTable


class Landing(NoEffects):
    """An effect that a family could have: each picture that is shown leaves an entry of nothing in a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def picture_shown(self, picture: Picture, version: Version) -> Sequence[JoinedWrite]:
        if "lands" not in picture.brief.hints:
            return ()
        owner = f"page-{picture.job_id}-{picture.key}"
        account = self.ledger.account(owner)
        return self.ledger.joined(account, grant(account, str(version.number), 1))


@dataclass
class Stores:
    jobs: JobStore
    ledger: Ledger


@pytest.fixture(params=["fake", "dynamodb"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "fake":
        ledger: Ledger = FakeLedger()
        return Stores(FakeJobs(effects=Combined(HeldBlots(ledger), Landing(ledger))), ledger)
    return in_dynamodb(request.getfixturevalue("dynamodb"))


def in_dynamodb(client: Any) -> Stores:
    ledger = DynamoLedger(client, TABLE)
    return Stores(DynamoJobs(client, TABLE, Combined(HeldBlots(ledger), Landing(ledger))), ledger)


def given(ledger: Ledger, amount: int = 100) -> Account:
    ledger.post(Account("ann"), grant(Account("ann"), "start", amount))
    return ledger.account("ann")


def paid(stores: Stores, pages: int = 2, each: int | None = 12) -> JobRecord:
    """A job that was accepted with a hold of 12 Blots a page."""
    account = stores.ledger.account("ann")
    id = new_id()
    held, entry = hold(account, id, 12 * pages, each)
    job = Job(id, "generation", "ann", hold=held)
    pictures = [
        Picture(id, str(n), Brief("a page", hints={"lands": True}), "w", run_name(id), position=n) for n in range(pages)
    ]
    record = JobRecord(job, pictures)
    stores.jobs.add(record, *stores.ledger.joined(account, entry))
    return record


def loaded(stores: Stores, record: JobRecord) -> JobRecord:
    found = stores.jobs.load(record.job.id)
    assert found
    return found


def shown(stores: Stores, picture: Picture, size: int = 0, number: int = 1) -> bool:
    started = stores.jobs.start_picture(picture.job_id, picture.key, picture.run)
    assert started
    version = Version(number, picture.storage_key, "image/png", 9, 16, "m", size=size)
    return stores.jobs.show_version(started, version, 40_000, counted=True)


# ---------------------------------------------------------------- accounts


def test_an_owner_without_entries_has_an_empty_account(stores: Stores) -> None:
    assert stores.ledger.account("nobody") == Account("nobody")
    assert stores.ledger.entries("nobody") == []


def test_entries_are_kept_as_they_are(stores: Stores) -> None:
    account = stores.ledger.account("ann")
    first = grant(account, "invoice", 50, note="a gift")
    stores.ledger.post(account, first)
    stores.ledger.post(stores.ledger.account("bob"), grant(Account("bob"), "invoice", 7))
    assert stores.ledger.entries("ann") == [first]
    assert stores.ledger.account("ann") == Account("ann", available=50, granted=50)
    second = reset(stores.ledger.account("ann"), "month", 300)
    stores.ledger.post(stores.ledger.account("ann"), second)
    assert stores.ledger.entries("ann") == [first, second]
    assert stores.ledger.account("ann") == Account("ann", available=300, expired=50, granted=350, period=1)


def test_an_entry_is_stored_once(stores: Stores) -> None:
    account = given(stores.ledger)
    with pytest.raises(EntryExists):
        stores.ledger.post(account, grant(account, "start", 100))
    assert stores.ledger.account("ann") == account


def test_a_first_reset_may_come_before_everything(stores: Stores) -> None:
    stores.ledger.post(Account("ann"), reset(Account("ann"), "month", 300))
    assert stores.ledger.account("ann") == Account("ann", available=300, granted=300, period=1)
    with pytest.raises(StaleRecord):
        stores.ledger.post(Account("ann"), reset(Account("ann"), "other", 300))


@pytest.mark.parametrize("came_between", ["hold", "reset"])
def test_a_reset_that_did_not_see_what_came_between_looks_again(stores: Stores, came_between: str) -> None:
    account = given(stores.ledger)
    other = hold(account, "job", 10)[1] if came_between == "hold" else reset(account, "first", 5)
    stores.ledger.post(account, other)
    with pytest.raises(StaleRecord):
        stores.ledger.post(account, reset(account, "month", 300))
    assert stores.ledger.account("ann").expired == (0 if came_between == "hold" else 100)


def test_of_two_holds_that_read_the_same_account_the_second_says_what_is_left(stores: Stores) -> None:
    account = given(stores.ledger)
    stores.ledger.post(account, hold(account, "one", 60)[1])
    with pytest.raises(InsufficientBlots) as caught:
        stores.ledger.post(account, hold(account, "two", 60)[1])
    assert caught.value.details == {"required": 60, "available": 40, "shortfall": 20}


def test_an_account_is_opened_once_whatever_was_in_it_before(stores: Stores) -> None:
    account = given(stores.ledger, 7)
    free, other = (Terms(plan, month_after(now())) for plan in ("free", "pro"))
    stores.ledger.post(account, grant(account, "opening", 50), terms=free)
    opened = stores.ledger.account("ann")
    assert opened == Account("ann", available=57, granted=57, terms=free)
    with pytest.raises(EntryExists):
        stores.ledger.post(account, grant(account, "opening", 2800), terms=other)
    with pytest.raises(StaleRecord):
        stores.ledger.post(account, grant(account, "another", 2800), terms=other)
    stores.ledger.post(opened, reset(opened, "upgrade", 2800), terms=other)
    with pytest.raises(StaleRecord):
        stores.ledger.post(replace(opened, period=1), grant(opened, "late", 50), terms=free)
    assert stores.ledger.account("ann") == Account(
        "ann", available=2800, expired=57, granted=2857, period=1, terms=other
    )
    stores.ledger.post(stores.ledger.account("ann"), grant(opened, "gift", 1))
    assert stores.ledger.account("ann").terms == other
    assert list(stores.ledger.owners()) == ["ann"]


# ---------------------------------------------------------------- accepting


def test_a_job_is_stored_with_its_hold_or_not_at_all(stores: Stores) -> None:
    account = given(stores.ledger, 24)
    record = paid(stores)
    assert stores.ledger.account("ann") == Account("ann", held=24, granted=24)
    assert loaded(stores, record).job.hold == record.job.hold
    late = replace(record.job, id=new_id())
    with pytest.raises(InsufficientBlots):
        stores.jobs.add(JobRecord(late, []), *stores.ledger.joined(account, hold(account, late.id, 24)[1]))
    assert stores.jobs.load(late.id) is None
    assert len(stores.ledger.entries("ann")) == 2


def test_a_hold_of_a_period_that_is_over_looks_again(stores: Stores) -> None:
    account = given(stores.ledger)
    stores.ledger.post(account, reset(account, "month", 300))
    with pytest.raises(StaleRecord):
        stores.jobs.add(JobRecord(Job("j", "k", "ann"), []), *stores.ledger.joined(account, hold(account, "j", 5)[1]))
    assert stores.jobs.load("j") is None


# ---------------------------------------------------------------- the steps that follow


def test_a_version_and_what_it_lands_on_are_stored_together(stores: Stores) -> None:
    given(stores.ledger)
    record = paid(stores)
    first, second = record.pictures
    assert shown(stores, first)
    assert stores.ledger.account(f"page-{record.job.id}-0").granted == 1
    stores.ledger.post(Account(f"page-{record.job.id}-1"), grant(Account(f"page-{record.job.id}-1"), "1", 1))
    with pytest.raises(EntryExists):
        shown(stores, second)
    assert loaded(stores, record).pictures[1].status is Status.RUNNING


def test_what_succeeded_is_captured_when_the_job_is_settled(stores: Stores) -> None:
    given(stores.ledger)
    record = paid(stores)
    assert shown(stores, record.pictures[0])
    settle_job(stores.jobs, record.job.id)
    settle_job(stores.jobs, record.job.id)
    assert loaded(stores, record).job.status is Status.SUCCEEDED
    assert stores.ledger.account("ann") == Account("ann", available=88, captured=12, granted=100)
    assert [entry.id for entry in stores.ledger.entries("ann")] == sorted(
        ["grant#start", f"{record.job.id}#hold", f"{record.job.id}#settle"]
    )


def test_what_a_job_stored_is_counted_with_its_settlement_and_not_after_its_deletion(stores: Stores) -> None:
    given(stores.ledger)
    record = paid(stores)
    assert shown(stores, record.pictures[0], size=700)
    assert stores.ledger.account("ann").stored == 0
    settle_job(stores.jobs, record.job.id)
    settled = loaded(stores, record)
    assert (stores.ledger.account("ann").stored, settled.job.stored, settled.stored) == (700, 700, 700)
    redrawn(stores, record)
    assert shown(stores, loaded(stores, record).pictures[0], size=900, number=2)
    settle_job(stores.jobs, record.job.id)
    assert stores.ledger.account("ann").stored == 900, "one replaces the other"
    assert stores.jobs.delete(loaded(stores, record))
    assert not stores.jobs.delete(settled)
    assert stores.ledger.account("ann") == Account("ann", available=88, captured=12, granted=100)


def test_the_files_of_a_job_are_counted_too(stores: Stores) -> None:
    account = given(stores.ledger)
    held, entry = hold(account, "book", 3)
    record = JobRecord(Job("book", "export", "ann", first_task="assemble", hold=held), [])
    stores.jobs.add(record, *stores.ledger.joined(account, entry))
    file = StoredFile("jobs/book/book.pdf", "book.pdf", 5000, "application/pdf")
    assert stores.jobs.finish_first_task(record, FirstResult(files=[file]))
    settle_job(stores.jobs, "book")
    assert stores.ledger.account("ann") == Account("ann", available=97, captured=3, granted=100, stored=5000)


@pytest.mark.parametrize("ends", ["succeeds", "fails", "dies"])
def test_a_cancelled_job_is_watched_until_what_it_left_running_has_ended(stores: Stores, ends: str) -> None:
    given(stores.ledger)
    record = paid(stores, pages=3)
    running = record.pictures[0]
    assert stores.jobs.start_picture(running.job_id, running.key, running.run)
    assert cancel_job(stores.jobs, loaded(stores, record), running=False)
    assert not cancel_job(stores.jobs, loaded(stores, record), running=False)
    assert stores.ledger.account("ann") == Account("ann", available=88, held=12, granted=100)
    assert stores.jobs.due(record.job.deadline)
    if ends == "succeeds":
        assert shown(stores, running)
    elif ends == "fails":
        assert stores.jobs.fail_picture(running.job_id, running.key, running.run, "MODEL_ERROR")
    settle_job(stores.jobs, record.job.id)
    spent = 12 if ends == "succeeds" else 0
    assert stores.ledger.account("ann") == Account("ann", available=100 - spent, captured=spent, granted=100)
    assert loaded(stores, record).job.status is Status.CANCELLED
    assert not stores.jobs.due(record.job.deadline)


def test_a_cancelled_job_of_which_nothing_runs_is_settled_at_once(stores: Stores) -> None:
    given(stores.ledger)
    record = paid(stores)
    assert shown(stores, record.pictures[0])
    assert cancel_job(stores.jobs, loaded(stores, record), running=True)
    assert loaded(stores, record).job.is_settled
    assert stores.ledger.account("ann") == Account("ann", available=88, captured=12, granted=100)


def test_what_was_held_before_a_reset_is_not_given_back_into_the_new_period(stores: Stores) -> None:
    given(stores.ledger)
    record = paid(stores)
    account = stores.ledger.account("ann")
    stores.ledger.post(account, reset(account, "month", 300))
    settle_job(stores.jobs, record.job.id)
    assert stores.ledger.account("ann") == Account("ann", available=300, expired=100, granted=400, period=1)
    (note,) = [entry.note for entry in stores.ledger.entries("ann") if entry.note]
    assert "expired" in note


def test_a_first_task_stores_its_plan_in_the_pictures_that_wait_for_it(stores: Stores) -> None:
    job = Job(new_id(), "generation", "ann", first_task="page_generation")
    pictures = [Picture(job.id, key, Brief(""), "w", run_name(job.id), position=int(key)) for key in ("0", "1")]
    record = JobRecord(job, pictures)
    stores.jobs.add(record)
    plan = FirstResult({"idea": "a fox"}, briefs={"0": Brief("a fox leaps"), "1": Brief("a fox sleeps", size=(9, 16))})
    assert stores.jobs.finish_first_task(record, plan)
    found = loaded(stores, record)
    assert [picture.brief.prompt for picture in found.pictures] == ["a fox leaps", "a fox sleeps"]
    assert (found.pictures[1].brief.size, found.job.first_task) == ((9, 16), None)
    assert not stores.jobs.finish_first_task(record, plan)


def test_a_first_task_fails_pictures_that_cannot_be_drawn(stores: Stores) -> None:
    job = Job(new_id(), "generation", "ann", first_task="page_generation")
    pictures = [Picture(job.id, key, Brief(""), "w", run_name(job.id), position=int(key)) for key in ("0", "1")]
    record = JobRecord(job, pictures)
    stores.jobs.add(record)
    plan = FirstResult(briefs={"0": Brief("a fox leaps")}, failed={"1": "CONTENT_REFUSED"})
    assert stores.jobs.finish_first_task(record, plan)
    found = loaded(stores, record)
    assert [(each.status, each.error) for each in found.pictures] == [
        (Status.QUEUED, None),
        (Status.FAILED, "CONTENT_REFUSED"),
    ]
    assert [picture.key for picture in found.open_pictures()] == ["0"]


@pytest.mark.parametrize(
    "late", [FirstResult(briefs={"0": Brief("late")}), FirstResult(failed={"0": "CONTENT_REFUSED"})]
)
def test_a_plan_for_pictures_that_are_not_queued_is_refused(stores: Stores, late: FirstResult) -> None:
    job = Job(new_id(), "generation", "ann", first_task="page_generation")
    record = JobRecord(job, [Picture(job.id, "0", Brief(""), "w", run_name(job.id))])
    stores.jobs.add(record)
    assert stores.jobs.fail_picture(job.id, "0", run_name(job.id), "MODEL_ERROR")
    assert not stores.jobs.finish_first_task(record, late)
    assert loaded(stores, record).job.first_task


def redrawn(stores: Stores, record: JobRecord, key: str = "0") -> None:
    found = loaded(stores, record)
    picture = found.picture(key)
    assert picture
    assert stores.jobs.retry(found.job, picture.retried("w"))


def test_a_settled_job_that_is_drawn_again_gives_nothing_back_when_it_is_cancelled(stores: Stores) -> None:
    given(stores.ledger)
    record, other = paid(stores), paid(stores)
    assert shown(stores, record.pictures[0])
    settle_job(stores.jobs, record.job.id)
    redrawn(stores, record)
    assert cancel_job(stores.jobs, loaded(stores, record), running=True)
    assert stores.ledger.account("ann") == Account("ann", available=64, held=24, captured=12, granted=100)
    assert not loaded(stores, other).job.is_settled


@pytest.mark.parametrize("ends", ["cancelled", "failed"])
def test_what_is_shown_is_paid_also_where_drawing_it_again_came_to_nothing(stores: Stores, ends: str) -> None:
    given(stores.ledger)
    record = paid(stores)
    assert shown(stores, record.pictures[0])
    redrawn(stores, record)
    if ends == "cancelled":
        assert cancel_job(stores.jobs, loaded(stores, record), running=True)
    else:
        settle_job(stores.jobs, record.job.id)
    assert loaded(stores, record).pictures[0].shown
    assert stores.ledger.account("ann") == Account("ann", available=88, captured=12, granted=100)


@pytest.mark.parametrize("is_settled", [False, True])
def test_a_hold_is_for_the_pictures_of_its_job_and_no_others(stores: Stores, is_settled: bool) -> None:
    given(stores.ledger)
    record = paid(stores)
    assert shown(stores, record.pictures[0])
    if is_settled:
        settle_job(stores.jobs, record.job.id)
    more = Picture(record.job.id, "more", Brief("a page"), "w", run_name(record.job.id, "more"), position=2)
    workflows = FakeWorkflows()

    def add() -> Response:
        return redraw(
            stores.jobs, workflows, lambda: (loaded(stores, record), more), lambda *_: Response(202, {}), Unclaimed()
        )

    if is_settled:
        assert add().status == 202
    else:
        with pytest.raises(ValueError, match="a job of their own"):
            add()
    assert cancel_job(stores.jobs, loaded(stores, record), running=True)
    assert stores.ledger.account("ann") == Account("ann", available=88, captured=12, granted=100)


# ---------------------------------------------------------------- many at once


def test_forty_five_workers_that_finish_at_once_never_meet(dynamodb: Any) -> None:
    """No worker writes the account or the job, so the pages of a book are stored side by side without a conflict."""
    table = ContendedTable(dynamodb)
    stores = in_dynamodb(table)
    given(stores.ledger, 1000)
    record = paid(stores, pages=45)
    done: list[bool] = []
    gate = threading.Barrier(45)

    def work(picture: Picture) -> None:
        gate.wait()
        done.append(shown(stores, picture))

    at_once([lambda picture=picture: work(picture) for picture in record.pictures])
    assert done == [True] * 45
    assert table.conflicts == 0
    settle_job(stores.jobs, record.job.id)
    assert stores.ledger.account("ann") == Account("ann", available=460, captured=540, granted=1000)


def test_settlements_at_once_are_done_once(dynamodb: Any) -> None:
    table = ContendedTable(dynamodb)
    stores = in_dynamodb(table)
    given(stores.ledger, 1000)
    records = [paid(stores, pages=1) for _ in range(4)]
    for record in records:
        shown(stores, record.pictures[0])

    def work(record: JobRecord) -> None:
        while not loaded(stores, record).job.is_settled:  # as the workflow and the sweeper repeat it
            try:
                settle_job(stores.jobs, record.job.id)
            except StaleRecord:
                continue

    at_once([lambda record=record: work(record) for record in records * 3])
    assert table.conflicts > 0, "the test is about those that meet"
    account = stores.ledger.account("ann")
    assert account == Account("ann", available=952, captured=48, granted=1000)
    assert total(stores.ledger.entries("ann")) == {part: getattr(account, part) for part in PARTS}


def at_once(work: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_an_event_is_needed_unless_the_job_was_cancelled(stores: Stores) -> None:
    record = JobRecord(Job(new_id(), "export", "ann"), [])
    stores.jobs.add(record)
    assert not stores.jobs.settle(record, None)
    assert stores.jobs.settle(record, Event.SUCCEED)
