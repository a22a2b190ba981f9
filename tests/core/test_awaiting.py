"""A caller that waits for a job gets its result in time, or leaves nothing behind."""

from collections.abc import Callable

import pytest

from inkwell.core.awaiting import DEADLINE, PATIENCE, patience, settled
from inkwell.core.blots import Account, grant, hold
from inkwell.core.drawing import Drawing
from inkwell.core.errors import NotFound, StaleRecord, Unavailable
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.ledger import HeldBlots
from inkwell.core.names import run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.runs import settle_job
from inkwell.core.status import Status
from inkwell.core.sweeping import sweep
from inkwell.core.timestamps import now
from tests.fakes import FakeJobs, FakeLedger, FakeModels, FakeObjects, FakeWorkflows


class Desk:
    """An edit of one page that somebody waits for; `at` says what happens after how many looks."""

    def __init__(self) -> None:
        self.ledger = FakeLedger()
        self.ledger.post(Account("ann"), grant(Account("ann"), "start", 20))
        self.jobs, self.objects, self.workflows = (
            FakeJobs(effects=HeldBlots(self.ledger)),
            FakeObjects(),
            FakeWorkflows(),
        )
        held, entry = hold(self.ledger.account("ann"), "edit", 12, 12)
        self.run = run_name("edit")
        picture = Picture("edit", "page", Brief("a fox"), "page_edit", self.run)
        job = Job("edit", "edit", "ann", hold=held, deadline=now() + DEADLINE)
        self.jobs.add(JobRecord(job, [picture]), *self.ledger.joined(self.ledger.account("ann"), entry))
        self.workflows.start("page_edit", self.run, "edit")
        self.at: dict[int, Callable[[], object]] = {}
        self.looks = 0
        self.seconds = 0.0

    def sleep(self, seconds: float) -> None:
        self.looks += 1
        self.seconds += seconds
        self.at.get(self.looks, lambda: None)()

    def wait(self) -> JobRecord:
        return settled(self.jobs, self.workflows, "edit", PATIENCE, lambda: self.seconds, self.sleep)

    def draw(self) -> bool:
        return Drawing(self.jobs, self.objects, FakeModels()).draw("edit", "page", self.run)

    def settle(self) -> None:
        settle_job(self.jobs, "edit", self.run)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_is_done_in_time_is_the_result(desk: Desk) -> None:
    desk.at = {3: desk.draw, 5: desk.settle}
    record = desk.wait()
    assert (record.job.status, desk.looks) == (Status.SUCCEEDED, 5)
    assert desk.ledger.account("ann") == Account("ann", available=8, captured=12, granted=20, stored=1)


def test_what_failed_in_time_is_the_result_too(desk: Desk) -> None:
    desk.at = {2: desk.settle}
    assert desk.wait().job.status is Status.FAILED
    assert desk.ledger.account("ann").available == 20


def test_what_takes_too_long_is_cancelled_and_holds_nothing(desk: Desk) -> None:
    record = desk.wait()
    assert PATIENCE <= desk.seconds < PATIENCE + 1
    assert (record.job.status, record.job.is_settled) == (Status.CANCELLED, True)
    assert desk.workflows.runs == {desk.run: "ended"}
    assert desk.ledger.account("ann") == Account("ann", available=20, granted=20)
    assert not desk.draw(), "a late worker shows nothing"
    assert desk.objects.stored == {}


def test_a_picture_that_is_there_is_not_thrown_away_for_a_late_last_step(desk: Desk) -> None:
    desk.at = {80: desk.draw}
    assert desk.wait().job.status is Status.SUCCEEDED
    assert desk.ledger.account("ann").captured == 12


def test_a_job_that_changes_while_it_is_cancelled_is_looked_at_again(desk: Desk) -> None:
    class Racing(FakeJobs):
        def cancel(self, record, withdrawn):  # type: ignore[no-untyped-def]
            desk.jobs.start_picture("edit", "page", desk.run)
            return super().cancel(record, withdrawn)

    racing = Racing(effects=desk.jobs.effects)
    racing.entries, racing.stored = desk.jobs.entries, desk.jobs.stored
    record = settled(racing, desk.workflows, "edit", PATIENCE, lambda: desk.seconds, desk.sleep)
    assert record.job.status is Status.CANCELLED
    assert desk.ledger.account("ann").held == 0


def test_a_last_step_that_the_workflow_does_at_the_same_moment_is_the_result(desk: Desk) -> None:
    class Racing(FakeJobs):
        def settle(self, record, event):  # type: ignore[no-untyped-def]
            return super().settle(record, event) and False

    desk.at = {80: desk.draw}
    racing = Racing(effects=desk.jobs.effects)
    racing.entries, racing.stored = desk.jobs.entries, desk.jobs.stored
    record = settled(racing, desk.workflows, "edit", PATIENCE, lambda: desk.seconds, desk.sleep)
    assert (record.job.status, record.job.is_settled) == (Status.SUCCEEDED, True)


def test_a_job_that_is_drawn_again_at_the_last_moment_is_not_taken_for_settled(desk: Desk) -> None:
    class Racing(FakeJobs):
        def settle(self, record, event):  # type: ignore[no-untyped-def]
            assert desk.jobs.retry(record.job, record.pictures[0].retried("page_edit"))
            raise StaleRecord

    desk.at = {80: desk.draw}
    racing = Racing(effects=desk.jobs.effects)
    racing.entries, racing.stored = desk.jobs.entries, desk.jobs.stored
    record = settled(racing, desk.workflows, "edit", PATIENCE, lambda: desk.seconds, desk.sleep)
    assert (record.job.status, record.job.is_settled) == (Status.CANCELLED, True)


def test_a_job_that_never_holds_still_is_left_to_the_sweeper(desk: Desk) -> None:
    class Restless(FakeJobs):
        def cancel(self, record, withdrawn):  # type: ignore[no-untyped-def]
            return False

    restless = Restless(effects=desk.jobs.effects)
    restless.entries, restless.stored = desk.jobs.entries, desk.jobs.stored
    with pytest.raises(StaleRecord):
        settled(restless, desk.workflows, "edit", PATIENCE, lambda: desk.seconds, desk.sleep)


def test_where_the_process_that_waits_has_died_the_deadline_gives_everything_back(desk: Desk) -> None:
    desk.jobs.start_picture("edit", "page", desk.run)
    sweep(desk.jobs, desk.objects, desk.workflows, now() + DEADLINE * 4)
    assert desk.ledger.account("ann") == Account("ann", available=20, granted=20)
    assert desk.wait().job.status is Status.FAILED


def test_a_job_that_is_gone_is_not_waited_for(desk: Desk) -> None:
    with pytest.raises(NotFound):
        settled(desk.jobs, desk.workflows, "other", patience())


def test_a_passing_fault_while_somebody_waits_loses_nothing(desk: Desk) -> None:
    class Faulty(FakeJobs):
        def load(self, job_id):  # type: ignore[no-untyped-def]
            if desk.looks % 2:
                raise Unavailable
            return super().load(job_id)

    desk.at = {3: desk.draw, 6: desk.settle}
    faulty = Faulty(effects=desk.jobs.effects)
    faulty.entries, faulty.stored = desk.jobs.entries, desk.jobs.stored
    record = settled(faulty, desk.workflows, "edit", PATIENCE, lambda: desk.seconds, desk.sleep)
    assert (record.job.status, desk.looks) == (Status.SUCCEEDED, 6)
