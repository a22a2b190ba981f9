"""First tasks of jobs: done once, whoever dies; and what the sweeper makes of jobs that wait for theirs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import ModelRefused, StaleRecord
from inkwell.core.first_task import first_task
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.runs import settle_job, start_job
from inkwell.core.status import Event, Status
from inkwell.core.store import FirstResult
from inkwell.core.sweeping import SILENCE, delete, sweep
from inkwell.core.timestamps import now
from tests.fakes import FakeJobs, FakeObjects, FakeWorkflows

LATER = timedelta(minutes=2)


class Author:
    """Writes a text with two pictures; `error` is raised instead."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.asked = 0

    def __call__(self, job: Job) -> FirstResult:
        self.asked += 1
        if self.error:
            raise self.error
        pictures = [
            Picture(job.id, key, Brief(key), "stories", run_name(job.id), position=int(key)) for key in ("1", "2")
        ]
        return FirstResult({"text": f"telling {self.asked}"}, pictures)


def write(jobs: FakeJobs, job_id: str, author: Callable[[Job], FirstResult]) -> list[Picture]:
    """The first run of a job whose first task is `author`'s."""
    return start_job(jobs, job_id, run_name(job_id), first_task(lambda record: author(record.job)))


@pytest.fixture
def jobs() -> FakeJobs:
    jobs = FakeJobs()
    jobs.add(JobRecord(Job("job", "story", "ann", data={"topic": "a fox"}, first_task="stories"), []))
    return jobs


def found(jobs: FakeJobs) -> JobRecord:
    record = jobs.load("job")
    assert record is not None
    return record


def test_text_and_pictures_are_there_and_the_run_draws_them(jobs: FakeJobs) -> None:
    assert [picture.key for picture in write(jobs, "job", Author())] == ["1", "2"]
    assert found(jobs).job.data == {"topic": "a fox", "text": "telling 1"}
    assert found(jobs).job.status is Status.RUNNING
    assert [picture.key for picture in start_job(jobs, "job", "job")] == ["1", "2"]


def test_it_runs_while_it_is_written(jobs: FakeJobs) -> None:
    seen: list[Status] = []

    def author(job: Job) -> FirstResult:
        seen.append(found(jobs).job.status)
        return Author()(job)

    write(jobs, "job", author)
    assert seen == [Status.RUNNING]


def test_a_repeated_task_finds_the_text(jobs: FakeJobs) -> None:
    author = Author()
    write(jobs, "job", author)
    write(jobs, "job", author)
    assert (author.asked, found(jobs).job.data["text"]) == (1, "telling 1")


def test_of_two_tasks_at_once_one_text_stays(jobs: FakeJobs) -> None:
    def slow(job: Job) -> FirstResult:
        text = Author()(job)
        write(jobs, "job", Author())
        return FirstResult({"text": "too late"}, text.pictures[:1])

    write(jobs, "job", slow)
    assert (found(jobs).job.data["text"], len(found(jobs).pictures)) == ("telling 1", 2)


@pytest.mark.parametrize("end", ["failed", "deleted", "never was"])
def test_nothing_is_written_for_a_job_that_is_gone(jobs: FakeJobs, end: str) -> None:
    author = Author()
    if end == "failed":
        jobs.settle(found(jobs), Event.FAIL)
    elif end == "deleted":
        jobs.delete(found(jobs))
    assert write(jobs, "other" if end == "never was" else "job", author) == []
    assert author.asked == 0


def test_a_text_that_comes_after_the_end_is_dropped(jobs: FakeJobs) -> None:
    def late(job: Job) -> FirstResult:
        settle_job(jobs, "job")
        return Author()(job)

    assert write(jobs, "job", late) == []
    assert (found(jobs).job.status, found(jobs).pictures) == (Status.FAILED, [])
    assert "text" not in found(jobs).job.data


def test_a_model_that_does_not_deliver_leaves_everything_as_it_was(jobs: FakeJobs) -> None:
    with pytest.raises(ModelRefused):
        write(jobs, "job", Author(ModelRefused()))
    assert found(jobs).job.first_task == "stories"


class _Colliding(FakeJobs):
    """Its first `times` writes of a text meet another write at the same moment."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def finish_first_task(self, record: JobRecord, result: FirstResult, *joined: JoinedWrite) -> bool:
        self.times -= 1
        if self.times >= 0:
            raise StaleRecord
        return super().finish_first_task(record, result, *joined)


@pytest.mark.parametrize("times", [1, 3])
def test_a_text_outlasts_writes_at_the_same_moment(times: int) -> None:
    jobs = _Colliding(times)
    jobs.add(JobRecord(Job("job", "story", "ann", first_task="stories"), []))
    author = Author()
    write(jobs, "job", author)
    assert (author.asked, len(found(jobs).pictures)) == (1, 2)


def test_with_no_end_of_collisions_the_workflow_tries_again() -> None:
    jobs = _Colliding(99)
    jobs.add(JobRecord(Job("job", "story", "ann", first_task="stories"), []))
    with pytest.raises(StaleRecord):
        write(jobs, "job", Author())


class TestSettling:
    def test_without_its_text_a_job_has_failed(self, jobs: FakeJobs) -> None:
        jobs.start("job")
        settle_job(jobs, "job", "job")
        assert found(jobs).job.status is Status.FAILED
        assert found(jobs).job.settled_at

    def test_the_end_of_another_run_is_not_its_end(self, jobs: FakeJobs) -> None:
        settle_job(jobs, "job", "job-1-2")
        assert found(jobs).job.is_open


class TestSweeping:
    def swept(self, jobs: FakeJobs, workflows: FakeWorkflows, moment: datetime | None = None) -> JobRecord:
        sweep(jobs, FakeObjects(), workflows, moment or now() + LATER)
        return found(jobs)

    def test_a_run_that_never_started_is_started(self, jobs: FakeJobs) -> None:
        workflows = FakeWorkflows()
        assert self.swept(jobs, workflows).job.is_open
        assert (workflows.jobs, workflows.workflows) == ({"job": "job"}, {"job": "stories"})

    @pytest.mark.parametrize("started", [False, True])
    def test_one_that_is_being_written_is_left_alone(self, jobs: FakeJobs, started: bool) -> None:
        workflows = FakeWorkflows()
        workflows.start("stories", "job", "job")
        if started:
            jobs.start("job")
        assert self.swept(jobs, workflows).job.is_open
        assert workflows.runs == {"job": "running"}

    def test_one_whose_run_is_over_has_failed(self, jobs: FakeJobs) -> None:
        workflows = FakeWorkflows()
        workflows.runs["job"] = "ended"
        assert self.swept(jobs, workflows).job.status is Status.FAILED

    @pytest.mark.parametrize("state", ["absent", "running", "ended"])
    def test_one_past_its_deadline_has_failed(self, jobs: FakeJobs, state: Any) -> None:
        workflows = FakeWorkflows()
        if state != "absent":
            workflows.runs["job"] = state
        assert self.swept(jobs, workflows, found(jobs).job.deadline).job.status is Status.FAILED
        assert workflows.runs.get("job") != "running"

    def test_one_whose_text_is_there_is_a_job_like_any_other(self, jobs: FakeJobs) -> None:
        workflows = FakeWorkflows()
        write(jobs, "job", Author())
        workflows.runs["job"] = "ended"
        assert self.swept(jobs, workflows).job.is_open, "it was at work a moment ago"
        assert self.swept(jobs, workflows, now() + SILENCE).job.status is Status.FAILED
        assert {picture.status for picture in found(jobs).pictures} == {Status.FAILED}

    def test_deleting_one_stops_its_run(self, jobs: FakeJobs) -> None:
        workflows = FakeWorkflows()
        workflows.start("stories", "job", "job")
        assert delete(jobs, FakeObjects(), workflows, found(jobs))
        assert workflows.runs == {"job": "ended"}


def test_nothing_is_drawn_without_the_plan_that_it_waits_for() -> None:
    """The sweeper ends the pictures of a dead run one by one, and a task that outlived the run comes in between."""
    jobs = FakeJobs()
    pictures = [Picture("job", key, Brief(""), "pages", run_name("job"), position=int(key)) for key in ("0", "1")]
    jobs.add(JobRecord(Job("job", "pages", "ann", first_task="pages"), pictures))
    jobs.fail_picture("job", "0", run_name("job"), "DEADLINE_EXCEEDED")
    with pytest.raises(StaleRecord):
        write(jobs, "job", lambda _: FirstResult(briefs={"0": Brief("a fox"), "1": Brief("an owl")}))
    assert found(jobs).job.first_task
