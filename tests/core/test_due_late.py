"""When the sweeper looks at a job again: late, once its run has shown itself."""

from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest

from inkwell.core.errors import Unavailable
from inkwell.core.jobs import DEADLINE, FIRST_CHECK, Job, JobRecord
from inkwell.core.names import run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.state_machines import RunState
from inkwell.core.status import Status
from inkwell.core.sweeping import QUESTIONS, RECHECK, SILENCE, TIME_LIMIT, sweep
from tests.fakes import FakeJobs, FakeObjects, FakeWorkflows

NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Asked(FakeWorkflows):
    """Workflows that count what they are asked."""

    def __init__(self) -> None:
        super().__init__()
        self.questions = self.starts = 0

    def state(self, workflow: str, run: str) -> RunState:
        self.questions += 1
        return super().state(workflow, run)

    def start(self, workflow: str, run: str, job_id: str) -> bool:
        self.starts += 1
        return super().start(workflow, run, job_id)


class Night:
    """Jobs of one picture each, and a clock."""

    def __init__(self) -> None:
        self.moment = NOW
        self.jobs, self.workflows = FakeJobs(lambda: self.moment), Asked()

    def accept(self, job_id: str, *, started: bool = True, begun: bool = True) -> None:
        job = Job(job_id, "kit", "ann", created_at=NOW, updated_at=NOW, deadline=NOW + DEADLINE)
        times = {"created_at": NOW, "updated_at": NOW}
        self.jobs.add(JobRecord(job, [Picture(job_id, "1", Brief(""), "kit", run_name(job_id), **times)]))
        if started:
            self.workflows.runs[run_name(job_id)] = "running"
        if begun:
            self.jobs.start(job_id)

    def sweep(self, at: timedelta, side_by_side: int = 1) -> int:
        self.moment = NOW + at
        return sweep(self.jobs, FakeObjects(), self.workflows, self.moment, side_by_side=side_by_side)

    def due(self, job_id: str) -> timedelta:
        due = self.jobs.entries[job_id].due
        assert due
        return due - NOW


@pytest.fixture
def night() -> Night:
    return Night()


def test_a_run_that_has_begun_is_looked_at_when_it_has_been_silent_and_at_its_deadline(night: Night) -> None:
    night.accept("a")
    night.sweep(FIRST_CHECK)
    assert night.due("a") == SILENCE
    assert night.workflows.questions == night.workflows.starts == 0
    night.sweep(SILENCE)
    assert night.workflows.questions == 1
    assert night.due("a") == 2 * SILENCE
    night.sweep(2 * SILENCE)
    night.sweep(3 * SILENCE)
    assert night.due("a") == DEADLINE
    night.sweep(DEADLINE)
    assert night.jobs.entries["a"].job.status is Status.FAILED


def test_one_that_dies_without_settling_is_noticed_when_it_is_silent(night: Night) -> None:
    night.accept("a")
    night.workflows.runs[run_name("a")] = "ended"
    night.sweep(FIRST_CHECK)
    assert night.jobs.entries["a"].job.is_open
    night.sweep(SILENCE)
    assert night.jobs.entries["a"].job.status is Status.FAILED


def test_one_that_waits_for_a_free_function_is_started_once_and_left(night: Night) -> None:
    night.accept("a", begun=False)
    night.sweep(FIRST_CHECK)
    assert (night.workflows.starts, night.workflows.questions) == (1, 0)
    assert night.due("a") == FIRST_CHECK + SILENCE


def test_one_that_ended_before_it_began_is_settled(night: Night) -> None:
    night.accept("a", begun=False)
    night.workflows.runs[run_name("a")] = "ended"
    night.sweep(FIRST_CHECK)
    assert night.jobs.entries["a"].job.status is Status.FAILED


def test_a_start_that_fails_again_is_repeated_each_minute(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: str) -> NoReturn:
        raise Unavailable

    night.accept("a", started=False, begun=False)
    monkeypatch.setattr(night.workflows, "start", fail)
    night.sweep(FIRST_CHECK)
    assert night.due("a") == FIRST_CHECK + RECHECK


def test_no_more_is_asked_than_is_answered(night: Night) -> None:
    for number in range(QUESTIONS + 5):
        night.accept(str(number))
    night.accept("lost", started=False, begun=False)
    assert night.sweep(SILENCE) == QUESTIONS + 6
    assert night.workflows.questions == QUESTIONS
    assert night.workflows.runs[run_name("lost")] == "running"
    assert all(night.due(str(number)) == 2 * SILENCE for number in range(QUESTIONS + 5))


def test_a_few_are_looked_at_at_once(night: Night) -> None:
    for number in range(50):
        night.accept(str(number), started=False, begun=False)
    assert night.sweep(FIRST_CHECK, side_by_side=8) == 50
    assert night.workflows.starts == 50


def test_a_sweep_ends_in_time_and_the_next_one_goes_on(night: Night) -> None:
    for number in range(10):
        night.accept(str(number), started=False, begun=False)
    ticks = iter([0.0, *(TIME_LIMIT / 4 * count for count in range(20))])
    moment = night.moment = NOW + FIRST_CHECK
    done = sweep(night.jobs, FakeObjects(), night.workflows, moment, clock=lambda: next(ticks))
    assert 0 < done < 10
    assert night.sweep(FIRST_CHECK) == 10 - done
    assert night.workflows.starts == 10
