"""The audit of an account: it finds whatever somebody has changed by hand, and nothing in what is as it should be."""

from dataclasses import dataclass, replace

import pytest

from inkwell.core.auditing import audit
from inkwell.core.blots import Account, Entry, Kind, grant, hold
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.ledger import HeldBlots
from inkwell.core.pictures import Brief, Picture, Version
from inkwell.core.runs import settle_job
from inkwell.core.status import Status
from inkwell.core.sweeping import delete
from tests.fakes import FakeJobs, FakeLedger, FakeObjects, FakeWorkflows

DRAWN = Version(1, "jobs/done/0.png", "image/png", 9, 16, "m", size=5)


@dataclass
class Desk:
    ledger: FakeLedger
    jobs: FakeJobs
    objects: FakeObjects

    def accept(self, id: str, *statuses: Status) -> None:
        account = self.ledger.account("ann")
        held, entry = hold(account, id, 12 * len(statuses), 12)
        pictures = [
            Picture(id, str(n), Brief(""), "w", id, n, status, shown=DRAWN if status is Status.SUCCEEDED else None)
            for n, status in enumerate(statuses)
        ]
        self.jobs.add(JobRecord(Job(id, "generation", "ann", hold=held), pictures), *self.ledger.joined(account, entry))

    def found(self) -> list[str]:
        return list(audit(self.ledger, self.jobs, self.objects, "ann"))

    def account(self, **changes: int) -> None:
        self.ledger.accounts["ann"] = replace(self.ledger.account("ann"), **changes)  # type: ignore[arg-type]


@pytest.fixture
def desk() -> Desk:
    """An account with a job that is done, one that is under way, and one that was deleted."""
    ledger = FakeLedger()
    desk = Desk(ledger, FakeJobs(effects=HeldBlots(ledger)), FakeObjects())
    ledger.post(Account("ann"), grant(Account("ann"), "opening", 100))
    desk.objects.put("jobs/done/0.png", b"12345", "image/png")
    desk.accept("done", Status.SUCCEEDED, Status.FAILED)
    settle_job(desk.jobs, "done")
    desk.accept("open", Status.QUEUED, Status.RUNNING)
    desk.accept("gone", Status.FAILED)
    record = desk.jobs.load("gone")
    assert record
    assert delete(desk.jobs, desk.objects, FakeWorkflows(), record)
    assert ledger.account("ann") == Account("ann", available=64, held=24, captured=12, granted=100, stored=5)
    return desk


def test_all_is_well(desk: Desk) -> None:
    assert desk.found() == []
    assert list(audit(desk.ledger, desk.jobs, desk.objects, "nobody")) == []


def test_an_account_that_is_not_the_sum_of_its_entries(desk: Desk) -> None:
    desk.account(available=65, period=1)
    assert desk.found() == [
        "available is 65, its entries add up to 64",
        "the period is 1, 0 entries are resets",
    ]


def test_blots_that_no_job_holds(desk: Desk) -> None:
    entry = Entry("odd", Kind.HOLD, available=-3, held=3)
    desk.ledger.post(desk.ledger.account("ann"), entry)
    assert desk.found() == ["held is 27, jobs that are under way hold 24"]


def test_a_job_that_ended_without_being_settled_or_the_other_way_round(desk: Desk) -> None:
    entries = desk.ledger.stored["ann"]
    for job_id in ("done", "gone"):
        moved = entries.pop(f"{job_id}#settle")
        account = desk.ledger.account("ann")
        desk.account(
            available=account.available - moved.available,
            held=account.held - moved.held,
            captured=account.captured - moved.captured,
        )
    assert desk.found() == [
        "the job done has ended, and its Blots are still held",
        "the job gone has ended, and its Blots are still held",
        "held is 60, jobs that are under way hold 24",
    ]
    entries["open#settle"] = Entry("open#settle", Kind.SETTLE, held=-24, captured=24, job_id="open")
    assert "the job open is under way, and its Blots are settled" in desk.found()


def test_a_capture_that_the_pictures_are_not_worth(desk: Desk) -> None:
    desk.jobs.stored["done", "0"] = replace(desk.jobs.stored["done", "0"], shown=None)
    assert "12 Blots were captured for the job done, its pictures are worth 0" in desk.found()


def test_bytes_that_are_not_in_the_bucket(desk: Desk) -> None:
    desk.objects.delete(["jobs/done/0.png"])
    assert desk.found() == ["stored is 5 bytes, the bucket has 0"]


@pytest.mark.parametrize("job", ["done", "gone"])
def test_bytes_that_no_job_shows(desk: Desk, job: str) -> None:
    """Such as what a worker stored whose job was over; whatever is stored costs, and somebody must see it."""
    desk.objects.put(f"jobs/{job}/1.png", b"123", "image/png")
    assert desk.found() == ["stored is 5 bytes, the bucket has 8"]


def test_what_is_being_drawn_or_was_given_is_not_counted(desk: Desk) -> None:
    desk.objects.put("jobs/open/0.png", b"123", "image/png")
    assert desk.found() == []
    drawn = desk.jobs.stored["done", "0"]
    desk.jobs.stored["done", "0"] = replace(drawn, brief=Brief("", mask="jobs/done/mask.png"))
    desk.objects.put("jobs/done/mask.png", b"1234567", "image/png")
    assert desk.found() == []


def test_what_changes_while_it_is_read_is_no_difference(desk: Desk) -> None:
    class Busy(FakeLedger):
        looks = 0

        def account(self, owner: str) -> Account:
            self.looks += 1
            found = desk.ledger.account(owner)
            return replace(found, available=0) if self.looks == 1 else found

        def entries(self, owner: str) -> list[Entry]:
            return list(desk.ledger.entries(owner))

    busy = Busy()
    assert list(audit(busy, desk.jobs, desk.objects, "ann")) == []
    assert busy.looks == 2
