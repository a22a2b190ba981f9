"""The steps of drawing and sweeping, one situation at a time; the random ones are in test_drawing_machine.py."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from inkwell.core.attempts import AttemptMemory
from inkwell.core.drawing import Drawing
from inkwell.core.effects import JoinedWrite, NoEffects
from inkwell.core.errors import ModelRefused, ModelRejectedInput, NotFound, StaleRecord
from inkwell.core.image_models import Finished, Finisher, ImageRequest, ImageResult
from inkwell.core.jobs import DEADLINE, Job, JobRecord, outcome
from inkwell.core.names import new_id, prefix, run_name
from inkwell.core.object_store import StoredObject
from inkwell.core.pictures import MAX_VERSIONS, SIBLING, AttemptId, Brief, Picture, Version
from inkwell.core.runs import cancel_job, fail_picture, plan, rounds, settle_job, start_job
from inkwell.core.status import Event, IllegalTransitionError, Status
from inkwell.core.sweeping import CHILDREN, RECHECK, SILENCE, check, delete, sweep
from inkwell.core.timestamps import now
from tests.fakes import FakeJobs, FakeModel, FakeModels, FakeObjects, FakeWorkflows, FakeWrite


class World:
    def __init__(self, *, keeps: bool = False) -> None:
        self.jobs, self.objects, self.workflows = FakeJobs(), FakeObjects(), FakeWorkflows()
        self.model = FakeModel()
        self.models = FakeModels(self.model)
        self.finishers: dict[str, Finisher] = {}
        job = Job(new_id(), "kit", "ann", required=["anchor"])
        self.id, self.run = job.id, run_name(job.id)
        briefs = {
            "anchor": Brief("face", references=["src"]),
            "profile": Brief("side", references=["src", f"{SIBLING}anchor"]),
        }
        pictures = [
            Picture(job.id, key, brief, "kit", self.run, position=index, keeps_earlier=keeps)
            for index, (key, brief) in enumerate(briefs.items())
        ]
        self.objects.put("src", b"source", "image/jpeg")
        self.jobs.add(JobRecord(job, pictures))

    def which(self, key: str = "anchor", attempt: int = 1) -> AttemptId:
        return AttemptId(self.id, key, attempt)

    def run_of(self, key: str = "anchor", attempt: int = 1) -> tuple[str, str, str]:
        return self.id, key, self.run if attempt == 1 else run_name(self.id, key, attempt)

    def draw(self, key: str = "anchor", attempt: int = 1) -> bool:
        return self.drawing.draw(*self.run_of(key, attempt))

    @property
    def drawing(self) -> Drawing:
        return Drawing(self.jobs, self.objects, self.models, self.finishers)

    def fail(self, key: str = "anchor") -> None:
        self.jobs.fail_picture(*self.run_of(key), "TIMED_OUT")

    @property
    def record(self) -> JobRecord:
        record = self.jobs.load(self.id)
        assert record is not None
        return record

    def retry(self, key: str = "anchor") -> None:
        picture = self.record.picture(key)
        assert picture is not None
        assert self.jobs.retry(self.record.job, picture.retried("set"))

    def check(self, later: timedelta = timedelta()) -> None:
        check(self.jobs, self.workflows, self.record, now() + later)


@pytest.fixture
def world() -> World:
    return World()


def test_a_run_begins_with_its_own_open_pictures(world: World) -> None:
    assert [picture.key for picture in start_job(world.jobs, world.id, world.run)] == ["anchor", "profile"]
    world.draw("anchor")
    assert [picture.key for picture in start_job(world.jobs, world.id, world.run)] == ["profile"]
    assert start_job(world.jobs, world.id, "another-run") == []


def test_a_run_of_a_deleted_or_ended_job_draws_nothing(world: World) -> None:
    assert start_job(world.jobs, new_id(), "run") == []
    settle_job(world.jobs, world.id)
    before = world.record
    assert start_job(world.jobs, world.id, world.run) == []
    assert world.record == before


def test_a_reference_to_a_picture_that_is_not_there_yet_is_left_out(world: World) -> None:
    world.draw("profile")
    assert [each.name for each in world.model.requests[0].references] == ["src"]


def test_a_finished_sibling_goes_along(world: World) -> None:
    world.draw("anchor")
    world.draw("profile")
    assert [each.name for each in world.model.requests[1].references] == ["src", "anchor"]


def test_a_killed_task_that_had_stored_its_picture_does_not_pay_again(world: World) -> None:
    world.jobs.start_picture(*world.run_of())
    facts = {"model": "m", "width": "3", "height": "4", "cost-micros": "5", "seed": ""}
    world.objects.put(world.which().storage_key, b"*", "image/png", facts)
    assert world.draw()
    assert world.model.requests == []
    picture = world.record.pictures[0]
    version = picture.shown
    assert version
    assert (version.model, version.width, version.height, picture.cost_micros, version.seed) == ("m", 3, 4, 5, None)
    assert version.size == 1


@pytest.mark.parametrize(("counted", "requests"), [("yes", 0), ("", 1)])
def test_a_killed_task_that_had_stored_its_picture_counts_it_once(world: World, counted: str, requests: int) -> None:
    world.jobs.start_picture(*world.run_of())
    facts = {"model": "m", "width": "3", "height": "4", "cost-micros": "5", "seed": "", "counted": counted}
    world.objects.put(world.which().storage_key, b"*", "image/png", facts)
    assert world.draw()
    picture = world.record.pictures[0]
    assert (picture.cost_micros, picture.paid_requests, picture.paid_micros) == (5, requests, 5 * requests)


def test_what_is_drawn_without_a_request_is_counted_also_when_it_comes_too_late(world: World) -> None:
    class Slow(FakeModel):
        def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
            world.fail()
            return super().generate(request, attempt)

    world.models.model = Slow(ImageResult(b"*", "image/png", 9, 16, "own", cost_micros=7, counted=False))
    assert not world.draw()
    picture = world.record.pictures[0]
    assert (picture.status, picture.cost_micros, picture.paid_requests, picture.paid_micros) == (Status.FAILED, 0, 1, 7)


def test_a_twin_that_finds_the_picture_stored_does_not_count_it_too(world: World) -> None:
    class Twin(FakeObjects):
        def head(self, key: str) -> StoredObject | None:
            stored = super().head(key)
            if stored:  # the one who drew it shows it just now
                found = world.jobs.start_picture(*world.run_of())
                assert found
                version = Version(1, found.storage_key, "image/png", 3, 4, "m")
                world.jobs.show_version(found, version, 5, counted=False)
            return stored

    world.objects = Twin()
    world.jobs.start_picture(*world.run_of())
    facts = {"model": "m", "width": "3", "height": "4", "cost-micros": "5", "seed": "", "counted": ""}
    world.objects.put(world.which().storage_key, b"*", "image/png", facts)
    assert not world.draw()
    picture = world.record.pictures[0]
    assert (picture.paid_requests, picture.paid_micros) == (1, 5)


def test_a_killed_task_that_had_asked_the_provider_finds_its_request(world: World) -> None:
    world.jobs.start_picture(*world.run_of())
    world.jobs.note_request(world.which(), "r-1")
    world.draw()
    assert world.model.attempts[0].request_id == "r-1"


def test_only_the_newest_versions_are_kept() -> None:
    world = World(keeps=True)
    world.draw("anchor")
    for attempt in range(2, MAX_VERSIONS + 4):
        settle_job(world.jobs, world.id)
        world.fail("profile")
        settle_job(world.jobs, world.id)
        world.retry("anchor")
        world.draw("anchor", attempt)
    settle_job(world.jobs, world.id, run_name(world.id, "anchor", MAX_VERSIONS + 3), objects=world.objects)
    newest = [world.which("anchor", attempt).storage_key for attempt in range(MAX_VERSIONS + 3, 3, -1)]
    assert [version.object_key for version in world.record.pictures[0].versions] == newest
    assert {key for key in world.objects.stored if "anchor" in key} == set(newest)


@pytest.mark.parametrize("keeps", [False, True])
def test_the_replaced_object_goes_unless_it_is_kept(keeps: bool) -> None:
    world = World(keeps=keeps)
    world.draw()
    settle_job(world.jobs, world.id)
    world.retry()
    first = world.which(attempt=1).storage_key
    assert world.record.pictures[0].object_key == first
    world.draw(attempt=2)
    assert first in world.objects.stored
    settle_job(world.jobs, world.id, run_name(world.id, "anchor", 2), objects=world.objects)
    assert (first in world.objects.stored) == keeps
    assert world.record.pictures[0].object_key in world.objects.stored


@pytest.mark.parametrize("keeps", [False, True])
def test_a_late_twin_takes_nothing_away_that_is_shown_or_kept(keeps: bool) -> None:
    world = World(keeps=keeps)

    class Slow(FakeModel):
        def generate(self, request, attempt):  # type: ignore[no-untyped-def]
            world.models.model = world.model  # meanwhile a twin finishes, and the picture is drawn anew
            world.draw()
            settle_job(world.jobs, world.id)
            world.retry()
            world.draw(attempt=2)
            return super().generate(request, attempt)

    world.models.model = Slow()
    assert not world.draw()
    picture = world.record.pictures[0]
    for key in [version.object_key for version in picture.versions]:
        assert key in world.objects.stored
    assert len(world.objects.stored) == (3 if keeps else 2)


def test_what_comes_after_the_end_is_removed(world: World) -> None:
    class Slow(FakeModel):
        def generate(self, request, attempt):  # type: ignore[no-untyped-def]
            settle_job(world.jobs, world.id)
            return super().generate(request, attempt)

    world.models.model = Slow()
    assert not world.draw()
    assert set(world.objects.stored) == {"src"}
    assert world.record.job.status is Status.FAILED


def test_a_failed_picture_has_the_code_of_its_error(world: World) -> None:
    world.jobs.start_picture(*world.run_of())
    fail_picture(world.jobs, *world.run_of(), "inkwell.core.errors.ModelRefused")
    assert world.record.pictures[0].error == ModelRefused.code
    fail_picture(world.jobs, *world.run_of("profile"), "Sandbox.Timedout")
    assert world.record.pictures[1].error == "INTERNAL_ERROR"
    fail_picture(world.jobs, *world.run_of(attempt=9), "ModelRefused")
    fail_picture(world.jobs, new_id(), "anchor", world.run, "ModelRefused")


def test_a_run_that_is_over_fails_what_it_left_open_and_no_more(world: World) -> None:
    world.draw("anchor")
    world.draw("profile")
    settle_job(world.jobs, world.id, world.run)
    assert world.record.job.status is Status.SUCCEEDED
    world.retry("anchor")
    world.retry("profile")
    settle_job(world.jobs, world.id, run_name(world.id, "anchor", 2))
    assert [picture.status for picture in world.record.pictures] == [Status.FAILED, Status.QUEUED]
    assert world.record.job.is_open
    settle_job(world.jobs, world.id, run_name(world.id, "profile", 2))
    assert world.record.job.status is Status.SUCCEEDED


def test_a_retry_between_look_and_end_is_seen(world: World) -> None:
    class Racing(FakeJobs):
        def settle(self, record, event):  # type: ignore[no-untyped-def]
            world.retry()
            return super().settle(record, event)

    world.draw("anchor")
    world.draw("profile")
    racing = Racing()
    racing.entries, racing.stored = world.jobs.entries, world.jobs.stored
    with pytest.raises(StaleRecord):
        settle_job(racing, world.id)
    assert world.record.job.is_open
    assert world.record.pictures[0].status is Status.QUEUED


def test_settling_nothing_is_nothing(world: World) -> None:
    settle_job(world.jobs, new_id())
    settle_job(world.jobs, world.id)
    before = world.record
    settle_job(world.jobs, world.id)
    assert world.record == before


def test_a_lost_start_is_started(world: World) -> None:
    world.check()
    assert world.workflows.runs == {world.run: "running"}
    assert world.jobs.due(now() + RECHECK) == []
    assert world.jobs.due(now() + SILENCE)


def test_a_run_under_way_is_left_alone(world: World) -> None:
    world.workflows.start("kit", world.run, world.id)
    world.check()
    assert world.record.job.status is Status.QUEUED
    assert world.record.open_pictures()


def test_a_dead_run_is_settled(world: World) -> None:
    world.workflows.runs[world.run] = "ended"
    world.draw("anchor")
    world.check()
    assert world.record.job.is_open, "it was at work a moment ago"
    world.check(SILENCE)
    assert world.record.job.status is Status.SUCCEEDED
    assert world.record.pictures[1].status is Status.FAILED


@pytest.mark.parametrize("state", ["running", "ended", None])
def test_the_deadline_ends_everything(world: World, state: str | None) -> None:
    if state:
        world.workflows.runs[world.run] = state  # type: ignore[assignment]
    world.check(DEADLINE)
    assert world.record.job.status is Status.FAILED
    assert world.workflows.runs.get(world.run) in ("ended", None)


def test_one_job_that_resists_does_not_keep_the_others_waiting(world: World) -> None:
    class Failing(FakeWorkflows):
        def start(self, workflow, run, job_id):  # type: ignore[no-untyped-def]
            if run == world.run:
                raise RuntimeError("resists")
            return super().start(workflow, run, job_id)

    other = Job(new_id(), "kit", "ann", created_at=now() + timedelta(seconds=1))
    picture = Picture(other.id, "1", Brief(""), "kit", run_name(other.id))
    world.jobs.add(JobRecord(other, [picture]))
    workflows = Failing()
    moment = now() + timedelta(minutes=2)
    assert sweep(world.jobs, world.objects, workflows, moment) == 2
    assert run_name(other.id) in workflows.runs
    # It goes to the end of the queue, which takes only so many at a time.
    assert world.jobs.due(moment) == []
    assert [entry.job_id for entry in world.jobs.due(moment + RECHECK)] == [world.id]
    assert len(world.jobs.due(moment + SILENCE)) == 2


def test_a_deleted_job_leaves_nothing(world: World) -> None:
    world.draw()
    world.workflows.start("kit", world.run, world.id)
    record = world.record
    assert delete(world.jobs, world.objects, world.workflows, record)
    assert not delete(world.jobs, world.objects, world.workflows, record)
    assert world.workflows.runs[world.run] == "ended"
    assert set(world.objects.stored) == {"src"}
    world.objects.put(f"{prefix(world.id)}late.png", b"", "image/png")
    sweep(world.jobs, world.objects, world.workflows, now() + timedelta(hours=1))
    assert set(world.objects.stored) == {"src"}
    assert world.jobs.entries == {}


def test_a_deleted_job_leaves_nothing_under_names_of_its_own_either(world: World) -> None:
    finished(world)
    anchor = replace(world.record.pictures[0], stored_as="projects/p/1.png", keeps_earlier=True)
    world.jobs.stored[world.id, "anchor"] = anchor
    assert world.draw()
    settle_job(world.jobs, world.id)
    world.retry()
    assert world.draw(attempt=2)
    settle_job(world.jobs, world.id)
    world.retry()
    world.jobs.fail_picture(*world.run_of(attempt=3), "MODEL_ERROR")
    assert len(world.objects.stored) == 5
    assert delete(world.jobs, world.objects, world.workflows, world.record)
    assert set(world.objects.stored) == {"src"}


def test_outcomes() -> None:
    job = Job("1", "kit", "ann", required=["a", "b"])
    shown = Picture("1", "a", Brief(""), "w", "r", shown=Version(1, "k", "image/png", 9, 16, "m"))
    assert outcome(job, [shown]) is Event.FAIL
    assert outcome(job, [shown, replace(shown, key="b")]) is Event.SUCCEED
    assert outcome(job, [shown, replace(shown, key="b", status=Status.FAILED)]) is Event.SUCCEED
    assert outcome(replace(job, required=()), [shown]) is Event.SUCCEED
    assert outcome(replace(job, required=()), [replace(shown, shown=None)]) is Event.FAIL
    assert outcome(replace(job, required=()), []) is Event.SUCCEED
    assert outcome(replace(job, required=(), first_task="export"), []) is Event.FAIL


def test_seeds_are_repeatable_and_vary_with_the_attempt() -> None:
    picture = Picture("1", "a", Brief("", seed=5), "w", "r", status=Status.FAILED)
    again = picture.retried("w")
    assert picture.seed_of_attempt() == 5
    assert again.seed_of_attempt() == again.seed_of_attempt() != 5
    assert 0 <= again.seed_of_attempt() < 2**31
    with pytest.raises(IllegalTransitionError):
        again.retried("w")


def other_job(world: World) -> tuple[str, str, str]:
    """A job whose picture is drawn from the anchor of the world's job."""
    job = Job(new_id(), "kit_images", "ann")
    brief = Brief("in a boat", references=[f"{SIBLING}{world.id}/anchor"])
    world.jobs.add(JobRecord(job, [Picture(job.id, "0", brief, "set", run_name(job.id))]))
    return job.id, "0", run_name(job.id)


def test_a_picture_of_another_job_is_taken_as_it_is_when_it_is_needed(world: World) -> None:
    world.draw("anchor")
    which = other_job(world)
    world.retry("anchor")
    world.draw("anchor", 2)
    assert world.drawing.draw(*which)
    (reference,) = world.model.requests[-1].references
    assert (reference.name, reference.data) == ("anchor", world.objects.get(world.which("anchor", 2).storage_key)[0])


def test_without_the_picture_of_the_other_job_nothing_is_drawn(world: World) -> None:
    world.draw("anchor")
    which = other_job(world)
    delete(world.jobs, world.objects, world.workflows, world.record)
    with pytest.raises(ModelRejectedInput):
        world.drawing.draw(*which)


def test_a_picture_that_vanishes_between_look_and_read_is_looked_for_again(world: World) -> None:
    world.draw("anchor")
    world.objects.delete([world.which("anchor").storage_key])
    with pytest.raises(StaleRecord):
        world.drawing.draw(*other_job(world))


def test_a_success_removes_what_earlier_tries_left_behind(world: World) -> None:
    world.draw("anchor")
    world.retry("anchor")
    world.draw("anchor", 2)
    world.objects.put(world.which("anchor", 1).storage_key, b"left by a task that died", "image/png")
    world.retry("anchor")
    world.draw("anchor", 3)
    settle_job(world.jobs, world.id, objects=world.objects)
    assert [key for key in world.objects.stored if "anchor" in key] == [world.which("anchor", 3).storage_key]


def test_a_picture_that_is_drawn_once_costs_no_request_more(world: World) -> None:
    class Untouched(FakeObjects):
        def delete(self, keys: Sequence[str]) -> None:
            raise AssertionError(keys)

    for key in ("anchor", "profile"):
        world.draw(key)
    settle_job(world.jobs, world.id, world.run, objects=Untouched())
    assert world.record.job.status is Status.SUCCEEDED


class Killed(BaseException):
    """The death of a worker."""


def killed_before_showing(world: World) -> str:
    """The key of a picture that a worker stored before it died."""
    shown, world.jobs.show_version = world.jobs.show_version, _dies  # type: ignore[method-assign]
    with pytest.raises(Killed):
        world.draw()
    world.jobs.show_version = shown  # type: ignore[method-assign]
    key = world.which().storage_key
    assert key in world.objects.stored
    return key


def _dies(*_: Any, **__: Any) -> bool:
    raise Killed


def test_what_a_killed_worker_stored_goes_when_its_cancelled_job_is_settled(world: World) -> None:
    key = killed_before_showing(world)
    assert cancel_job(world.jobs, world.record, running=True)
    assert not world.record.shows(key)
    assert not world.draw()
    settle_job(world.jobs, world.id, world.run, objects=world.objects)
    assert set(world.objects.stored) == {"src"}


def test_what_a_killed_worker_stored_goes_past_the_deadline(world: World) -> None:
    key = killed_before_showing(world)
    sweep(world.jobs, world.objects, world.workflows, now() + timedelta(hours=1))
    assert world.record.job.status is Status.FAILED
    assert key not in world.objects.stored


def test_a_replaced_picture_goes_when_the_worker_died_after_showing_the_new_one(world: World) -> None:
    world.draw()
    world.retry()
    world.draw(attempt=2)
    sweep(world.jobs, world.objects, world.workflows, now() + timedelta(hours=1))
    assert [key for key in world.objects.stored if "anchor" in key] == [world.which(attempt=2).storage_key]


def test_a_picture_that_is_being_drawn_is_left_alone_when_another_run_ends(world: World) -> None:
    world.draw("profile")
    world.draw()
    world.retry()
    late = world.which(attempt=2).storage_key
    world.objects.put(late, b"stored, and shown in a moment", "image/png")
    settle_job(world.jobs, world.id, world.run, objects=world.objects)
    assert late in world.objects.stored
    assert world.record.pictures[0].object_key in world.objects.stored


def child_of(world: World) -> JobRecord:
    """A job that belongs to the world's, with a picture that is drawn."""
    job = Job(new_id(), "images", "ann", parent=world.id)
    picture = Picture(job.id, "0", Brief("in a boat"), "kit", run_name(job.id))
    world.jobs.add(JobRecord(job, [picture]))
    assert world.drawing.draw(job.id, "0", run_name(job.id))
    record = world.jobs.load(job.id)
    assert record is not None
    return record


def test_what_belongs_to_a_deleted_job_goes_with_it(world: World) -> None:
    child, other = child_of(world), child_of(World())
    assert world.record.children == (child.job.id,)
    world.workflows.start("kit", run_name(child.job.id), child.job.id)
    assert delete(world.jobs, world.objects, world.workflows, world.record)
    assert world.jobs.load(child.job.id) is None
    assert set(world.objects.stored) == {"src"}
    assert other.children == ()
    sweep(world.jobs, world.objects, world.workflows, now() + timedelta(hours=1))
    assert world.jobs.entries == {}


def test_a_tombstone_stays_until_everything_that_belongs_to_it_is_deleted(world: World) -> None:
    """However the deletion ended: the process died, another job was accepted meanwhile, or there were too many."""
    child_of(world)
    assert world.jobs.delete(world.record)
    for _ in range(CHILDREN + 1):
        child_of(world)
    later = now() + timedelta(hours=1)
    sweep(world.jobs, world.objects, world.workflows, later)
    assert len(world.jobs.children[world.id]) == 2
    assert world.id in world.jobs.entries
    for minutes in (2, 4, 30):
        sweep(world.jobs, world.objects, world.workflows, later + timedelta(minutes=minutes))
    assert set(world.objects.stored) == {"src"}
    assert world.jobs.entries == {}


def test_a_cancelled_job_whose_last_picture_dies_with_its_run_is_ended_by_the_sweeper(world: World) -> None:
    world.jobs.start(world.id)
    world.jobs.start_picture(*world.run_of())
    assert cancel_job(world.jobs, world.record, running=False)
    assert [picture.status for picture in world.record.pictures] == [Status.RUNNING, Status.CANCELLED]
    assert not world.record.job.is_settled
    sweep(world.jobs, world.objects, world.workflows, now() + timedelta(hours=1))
    assert [picture.status for picture in world.record.pictures] == [Status.FAILED, Status.CANCELLED]
    assert (world.record.job.status, world.record.job.is_settled) == (Status.CANCELLED, True)
    assert world.jobs.due(now() + timedelta(hours=9)) == []


# ---------------------------------------------------------------- finishing and checking


class Check:
    """A finisher that asks for corrections, one a picture, until it has none left."""

    def __init__(self, *corrections: str) -> None:
        self.corrections = list(corrections)
        self.flaws: list[float] = []
        self.asked: list[tuple[int, int] | None] = []

    def finish(self, result: ImageResult, request: ImageRequest) -> Finished:
        self.asked.append(request.size)
        correction = self.corrections.pop(0) if self.corrections else None
        flaws = self.flaws.pop(0) if self.flaws else 0
        return Finished(b"finished", "image/png", 2550, 3300, b"small", correction, flaws)


def finished(world: World, *corrections: str, allowed: int = 2) -> Check:
    """The world with an anchor that is finished as a page."""
    check = Check(*corrections)
    world.finishers["page"] = check
    anchor = world.record.pictures[0]
    brief = replace(anchor.brief, finish="page", size=(2550, 3300), corrections=allowed)
    world.jobs.stored[world.id, "anchor"] = replace(anchor, brief=brief)
    return check


def test_a_finished_picture_is_what_is_stored_with_its_thumbnail(world: World) -> None:
    check = finished(world)
    assert world.draw()
    version = world.record.pictures[0].shown
    assert version
    assert (version.width, version.height, version.needs_review) == (2550, 3300, False)
    assert world.objects.get(version.object_key)[0] == b"finished"
    assert world.objects.get(version.thumbnail_key or "") == (b"small", "image/jpeg")
    assert version.size == len(b"finished") + len(b"small")
    assert check.asked == [(2550, 3300)] == [world.model.requests[0].size]


def test_a_refused_attempt_is_followed_by_one_that_is_asked_for_what_was_missed(world: World) -> None:
    finished(world, "Close every outline.", "Leave the margins free.")
    assert world.draw()
    prompts = [request.prompt for request in world.model.requests]
    assert prompts == ["face", "face Close every outline.", "face Leave the margins free."]
    picture = world.record.pictures[0]
    assert (picture.attempt, picture.refused, picture.status) == (3, 2, Status.SUCCEEDED)
    assert picture.shown
    assert (picture.shown.number, picture.shown.needs_review) == (1, False)
    assert len({request.seed for request in world.model.requests}) == 3
    world.draw("profile")
    settle_job(world.jobs, world.id, objects=world.objects)
    assert [key for key in world.objects.stored if "anchor" in key] == picture.shown.keys[::-1]


@pytest.mark.parametrize(("flaws", "best"), [((3, 1, 2), 2), ((1, 2, 3), 1), ((2, 2, 2), 3), ((9, 8, 7), 3)])
def test_the_best_attempt_is_shown_and_marked_for_review(world: World, flaws: tuple[float, ...], best: int) -> None:
    finished(world, "Again.", "And again.", "Still not.").flaws = [*flaws]
    assert world.draw()
    picture = world.record.pictures[0]
    assert (picture.attempt, picture.status) == (3, Status.SUCCEEDED)
    shown = picture.shown
    assert shown
    assert (shown.needs_review, shown.object_key) == (True, world.which(attempt=best).storage_key)
    settle_job(world.jobs, world.id, objects=world.objects)
    assert [key for key in world.objects.stored if "anchor" in key] == shown.keys[::-1]


def test_an_attempt_that_passes_is_shown_whatever_came_before(world: World) -> None:
    finished(world, "Again.", "And again.").flaws = [1, 2]
    assert world.draw()
    shown = world.record.pictures[0].shown
    assert shown
    assert (shown.needs_review, shown.object_key) == (False, world.which(attempt=3).storage_key)


def test_attempts_of_an_earlier_run_are_not_chosen(world: World) -> None:
    finished(world, "Again.", "Still not.", allowed=1).flaws = [1, 2]
    assert world.draw()
    settle_job(world.jobs, world.id)
    world.retry()
    finished(world, "Bad.", "Worse.", allowed=1).flaws = [8, 9]
    assert world.draw(attempt=3)
    shown = world.record.pictures[0].shown
    assert shown
    assert shown.object_key == world.which(attempt=3).storage_key


def test_a_refused_picture_that_is_stored_already_is_neither_drawn_again_nor_shown(world: World) -> None:
    """The worker died after it had stored the picture, before it was refused."""
    finished(world, "Again.")
    reject, world.jobs.reject_attempt = world.jobs.reject_attempt, _dies  # type: ignore[method-assign]
    with pytest.raises(Killed):
        world.draw()
    world.jobs.reject_attempt = reject  # type: ignore[method-assign]
    assert world.draw()
    assert [request.prompt for request in world.model.requests] == ["face", "face Again."]
    shown = world.record.pictures[0].shown
    assert shown
    assert (shown.needs_review, shown.object_key) == (False, world.which(attempt=2).storage_key)


def test_a_picture_that_is_refused_too_late_leaves_nothing(world: World) -> None:
    finished(world, "Again.")

    class Slow(FakeModel):
        def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
            settle_job(world.jobs, world.id, objects=world.objects)
            return super().generate(request, attempt)

    world.models.model = Slow()
    assert not world.draw()
    assert set(world.objects.stored) == {"src"}


def test_what_is_refused_costs_no_picture_of_the_callers(world: World) -> None:
    finished(world, "Again.", "And again.", "Still not.")
    assert world.draw()
    assert (len(world.model.requests), world.record.pictures[0].cost_micros) == (3, 40_000)


def test_what_a_refused_attempt_cost_is_counted(world: World) -> None:
    finished(world, "Again.")
    world.model.answer = ImageResult(b"*", "image/png", 9, 16, "own", cost_micros=7, counted=False)
    assert world.draw()
    picture = world.record.pictures[0]
    assert (picture.paid_requests, picture.paid_micros) == (2, 14)


def test_a_task_that_died_after_a_refusal_goes_on_with_the_fresh_attempt(world: World) -> None:
    finished(world, "Again.")

    class Dying(FakeJobs):
        def reject_attempt(self, *which):  # type: ignore[no-untyped-def]
            super().reject_attempt(*which)
            raise KeyboardInterrupt

    dying = Dying()
    dying.entries, dying.stored = world.jobs.entries, world.jobs.stored
    with pytest.raises(KeyboardInterrupt):
        Drawing(dying, world.objects, world.models, world.finishers).draw(*world.run_of())
    assert world.draw()
    assert [request.prompt for request in world.model.requests] == ["face", "face Again."]


def test_a_task_that_died_between_storing_and_showing_remembers_the_check(world: World) -> None:
    finished(world, "Still not.", allowed=0)

    class Dying(FakeJobs):
        def show_version(self, *of, **what):  # type: ignore[no-untyped-def]
            raise KeyboardInterrupt

    dying = Dying()
    dying.entries, dying.stored = world.jobs.entries, world.jobs.stored
    with pytest.raises(KeyboardInterrupt):
        Drawing(dying, world.objects, world.models, world.finishers).draw(*world.run_of())
    assert world.draw()
    shown = world.record.pictures[0].shown
    assert shown
    assert (shown.needs_review, shown.thumbnail_key in world.objects.stored) == (True, True)
    assert shown.size == sum(len(world.objects.get(key)[0]) for key in shown.keys) == len(b"finished") + len(b"small")
    assert len(world.model.requests) == 1


def test_a_picture_that_is_cancelled_while_it_is_refused_is_not_drawn_again(world: World) -> None:
    finished(world, "Again.")

    class Slow(FakeModel):
        def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
            assert cancel_job(world.jobs, world.record, running=True)
            return super().generate(request, attempt)

    world.models.model = slow = Slow()
    assert not world.draw()
    assert len(slow.requests) == 1


@pytest.mark.parametrize("corrections", [("Again.",), ()], ids=["refused too", "accepted"])
def test_a_twin_that_comes_too_late_draws_the_fresh_attempt(world: World, corrections: tuple[str, ...]) -> None:
    """The run waits for this task only: where it ended with nothing, the run would end with it."""
    finished(world, *corrections)

    class Overtaken(FakeModel):
        def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
            if not self.requests:
                assert world.jobs.reject_attempt(world.which(), "Twin.")
            return super().generate(request, attempt)

    world.models.model = model = Overtaken()
    assert world.draw()
    assert [request.prompt for request in model.requests] == ["face", "face Twin."]
    shown = world.record.pictures[0].shown
    assert shown
    assert not shown.needs_review
    settle_job(world.jobs, world.id, objects=world.objects)
    assert [key for key in world.objects.stored if "anchor" in key] == shown.keys[::-1]


def test_a_version_that_cannot_land_leaves_no_object(world: World) -> None:
    class Homeless(NoEffects):
        def picture_shown(self, picture: Picture, version: Version) -> Sequence[JoinedWrite]:
            return [FakeWrite(NotFound, lambda: None)]

    finished(world)
    world.jobs.effects = Homeless()
    with pytest.raises(NotFound):
        world.draw()
    assert set(world.objects.stored) == {"src"}


def test_a_retry_of_the_callers_begins_without_corrections(world: World) -> None:
    finished(world, "Again.")
    assert world.draw()
    settle_job(world.jobs, world.id)
    world.retry()
    assert world.drawing.draw(world.id, "anchor", run_name(world.id, "anchor", 3))
    assert world.model.requests[-1].prompt == "face"


def test_versions_are_numbered_and_a_replaced_one_goes_with_its_thumbnail(world: World) -> None:
    finished(world)
    world.draw()
    settle_job(world.jobs, world.id)
    world.retry()
    world.draw(attempt=2)
    settle_job(world.jobs, world.id, objects=world.objects)
    picture = world.record.pictures[0]
    assert picture.shown
    assert (picture.shown.number, picture.versions) == (2, [picture.shown])
    assert sorted(key for key in world.objects.stored if "anchor" in key) == sorted(picture.shown.keys)


# ---------------------------------------------------------------- rounds


def a_round(*references: tuple[str, list[str]]) -> list[list[str]]:
    pictures = [
        Picture("j", key, Brief("", references=[f"{SIBLING}{each}" for each in of]), "w", "j") for key, of in references
    ]
    return [[picture.key for picture in each] for each in rounds(pictures)]


def test_pictures_wait_for_those_that_they_are_drawn_from() -> None:
    assert a_round() == []
    assert a_round(("1", []), ("2", [])) == [["1", "2"]]
    assert a_round(("profile", ["anchor"]), ("anchor", []), ("smile", ["anchor"])) == [["anchor"], ["profile", "smile"]]
    assert a_round(("c", ["b"]), ("b", ["a"]), ("a", [])) == [["a"], ["b"], ["c"]]
    assert a_round(("1", ["anchor"])) == [["1"]], "a finished anchor is not waited for"
    assert a_round(("a", ["b"]), ("b", ["a"]), ("c", [])) == [["c"], ["a", "b"]], "a circle is drawn at once"
    assert a_round(("a", ["a"])) == [["a"]]


@pytest.mark.parametrize("by", ["seed_image", "mask"])
def test_pictures_wait_for_the_one_that_they_begin_with(by: str) -> None:
    start = Brief("", **{by: f"{SIBLING}anchor"})  # type: ignore[arg-type]
    pictures = [Picture("j", "page", start, "w", "j"), Picture("j", "anchor", Brief(""), "w", "j")]
    assert [[picture.key for picture in each] for each in rounds(pictures)] == [["anchor"], ["page"]]


def test_a_plan_names_pictures_and_no_more(world: World) -> None:
    pictures = start_job(world.jobs, world.id, world.run)
    made = plan(world.id, world.run, pictures, lambda roles: len(list(roles)))
    assert made == {
        "jobId": world.id,
        "run": world.run,
        "rounds": [
            {"maxConcurrency": 1, "pictures": [{"jobId": world.id, "key": key, "run": world.run}]}
            for key in ("anchor", "profile")
        ],
    }
