"""The life of jobs as a state machine: tasks die at every call, models fail, users retry and delete meanwhile.

Every rule plays one step of a workflow, of a caller or of the sweeper. In front of every call of a port another
rule's work may be squeezed in, or the process may die. After each step the invariants of the design must hold, and in
the end the sweeper alone must bring everything to its end.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inkwell.aws.jobs import LONGEST_WORKER
from inkwell.core.attempts import AttemptMemory
from inkwell.core.blots import PARTS, Account, grant, hold, released_by, reset, total
from inkwell.core.drawing import Drawing
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import InkwellError, ModelError, ModelRefused, ModelUnavailable, StaleRecord
from inkwell.core.first_task import first_task
from inkwell.core.image_models import Finished, ImageModel, ImageRequest, ImageResult
from inkwell.core.jobs import DEADLINE, Job, JobRecord
from inkwell.core.ledger import HeldBlots
from inkwell.core.names import prefix, run_name
from inkwell.core.pictures import SIBLING, AttemptId, Brief, Picture
from inkwell.core.runs import cancel_job, fail_picture, settle_job, start_job
from inkwell.core.status import FINAL, Status
from inkwell.core.store import FirstResult
from inkwell.core.sweeping import delete, sweep
from tests.fakes import FakeJobs, FakeLedger, FakeObjects, FakeWorkflows

BLOTS, PRICE = 1000, 12
KEYS = ("anchor", "profile", "smile")
WORKFLOW, TEXT_FIRST, AGAIN = "reference_kit", "story_images", "image_set"


class Killed(BaseException):
    """The process died."""


class Broken(BaseException):
    """A law was broken; the sweeper, which gets over every `Exception`, does not get over it."""


def law(holds: bool, meaning: str) -> None:
    if not holds:
        raise Broken(meaning)


@pytest.fixture(autouse=True, scope="module")
def _quiet() -> Iterator[None]:
    """Thousands of deaths are not worth a line each."""
    logger = logging.getLogger("inkwell")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(before)


@dataclass
class Hook:
    """What happens in front of the calls of ports: at call `at`, `action` is done once."""

    at: int = -1
    action: Callable[[], None] | None = None
    calls: int = 0

    def arm(self, at: int, action: Callable[[], None]) -> None:
        self.at, self.action, self.calls = at, action, 0

    def disarm(self) -> None:
        self.at, self.action = -1, None

    def called(self) -> None:
        self.calls += 1
        if self.action and self.calls == self.at:
            action = self.action
            self.disarm()
            action()


class Hooked:
    """A port with a hook in front of every call."""

    def __init__(self, port: Any, hook: Hook) -> None:
        self._port = port
        self._hook = hook

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            self._hook.called()
            return method(*args, **kwargs)

        return call


class WatchedJobs(FakeJobs):
    """A `FakeJobs` that sees to it that statuses change lawfully and that nothing is shown which is not stored."""

    def __init__(self, objects: FakeObjects, clock: Callable[[], datetime], ledger: FakeLedger) -> None:
        super().__init__(clock, HeldBlots(ledger))
        self.objects = objects
        self.paid: dict[AttemptId, int] = {}

    def _store(self, picture: Picture) -> None:
        before = self.stored.get((picture.job_id, picture.key))
        if before:
            law(picture.attempt in (before.attempt, before.attempt + 1), "an attempt was skipped")
            if picture.attempt > before.attempt:
                law(before.status in FINAL or picture.refused > before.refused, "a second open attempt")
                law(picture.object_key == before.object_key, "a retry hid what was shown")
            elif before.status in FINAL:
                law(picture.status is before.status, "a final status changed without a retry")
            if before.object_key:
                law(bool(picture.object_key), "what was shown vanished")
            law(picture.cost_micros >= before.cost_micros, "costs were forgotten")
            if picture.cost_micros > before.cost_micros:
                self.paid[picture.newest_attempt] = self.paid.get(picture.newest_attempt, 0) + 1
                law(self.paid[picture.newest_attempt] == 1, "one attempt was counted twice")
                law(picture.object_key in self.objects.stored, "counted without its object")
        super()._store(picture)


class WatchedObjects(FakeObjects):
    """A `FakeObjects` that never loses what is shown."""

    jobs: FakeJobs

    def delete(self, keys: Sequence[str]) -> None:
        shown = {
            key: picture.object_key
            for key, picture in self.jobs.stored.items()
            if self.jobs.load(picture.job_id) is not None
        }
        law(not set(keys) & set(shown.values()), "what is shown was deleted")
        super().delete(keys)


@dataclass
class Model:
    """A model with request ids: a request that was noted is never paid for twice."""

    objects: FakeObjects
    hook: Hook
    fault: ModelError | None = None
    at_the_provider: dict[str, int] = field(default_factory=dict)
    overlapping: bool = False

    def for_request(self, role: str, request: ImageRequest) -> ImageModel:
        return self

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        picture: Picture = attempt.picture  # type: ignore[attr-defined]
        if not self.overlapping:
            law(picture.newest_attempt.storage_key not in self.objects.stored, "paid again for what is stored")
        self.hook.called()
        if attempt.request_id is None:
            attempt.submitted(f"{picture.newest_attempt}")
        if self.fault:
            raise self.fault
        attempt.progress(50)
        return ImageResult(b"*", "image/png", 9, 16, "fake/model", seed=None, cost_micros=40_000)


@dataclass
class Check:
    """A finisher whose check refuses what it is told to refuse, each time for more flaws."""

    refuses: bool = False
    asked: int = 0

    def finish(self, result: ImageResult, request: ImageRequest) -> Finished:
        correction = "Leave the margins free." if self.refuses else None
        self.asked += 1
        return Finished(result.data, result.media_type, result.width, result.height, b"small", correction, self.asked)


#: What a task is given: job, picture and run.
Task = tuple[str, str, str]


@dataclass
class Run:
    """An execution as the machine plays it."""

    job_id: str
    begun: bool = False
    todo: list[Task] = field(default_factory=list)
    failing: list[tuple[Task, str]] = field(default_factory=list)


class Life(RuleBasedStateMachine):
    @initialize()
    def begin_of_time(self) -> None:
        self.moment = datetime(2026, 1, 1, tzinfo=UTC)
        self.hook = Hook()
        self.objects = WatchedObjects()
        self.ledger = FakeLedger()
        self.ledger.post(Account("ann"), grant(Account("ann"), "start", BLOTS))
        self.jobs = WatchedJobs(self.objects, lambda: self.moment, self.ledger)
        self.objects.jobs = self.jobs
        self.workflows = FakeWorkflows()
        self.model = Model(self.objects, self.hook)
        self.check = Check()
        self.runs: dict[str, Run] = {}
        self.deleted: dict[str, datetime] = {}
        self.known: list[Task] = []
        self.count = 0
        self.resets = 0
        self.prices: dict[str, int] = {}
        self.hooked_jobs: Any = Hooked(self.jobs, self.hook)
        self.hooked_objects: Any = Hooked(self.objects, self.hook)
        self.hooked_workflows: Any = Hooked(self.workflows, self.hook)
        self.drawing = Drawing(self.jobs, self.objects, self.model, {"page": self.check})
        self.hooked_drawing = Drawing(self.hooked_jobs, self.hooked_objects, self.model, {"page": self.check})

    # ------------------------------------------------------------ helpers

    def live(self) -> list[str]:
        return [job_id for job_id in self.jobs.entries if self.jobs.load(job_id)]

    def running(self) -> dict[str, Run]:
        for name, state in self.workflows.runs.items():
            if name not in self.runs:
                self.runs[name] = Run(self.workflows.jobs[name])
            if state != "running":
                self.runs.pop(name)
        return {name: run for name, run in self.runs.items() if self.workflows.runs.get(name) == "running"}

    def attempt(self, work: Callable[[], Any], at: int, squeezed: str) -> Any:
        """Do some work; at its call number `at` something else happens."""

        def die() -> None:
            raise Killed

        actions: dict[str, Callable[[], None]] = {
            "death": die,
            "delete": self.delete_any,
            "retry": self.retry_any,
            "sweep": self.sweep_now,
            "late sweep": self.sweep_late,
            "settle": self.settle_any,
            "twin": self.twin,
            "cancel": self.cancel_any,
        }
        if squeezed != "nothing":
            self.hook.arm(at, actions[squeezed])
        try:
            return work()
        except Killed:
            return None
        finally:
            self.hook.disarm()

    def delete_any(self) -> None:
        for job_id in self.live()[:1]:
            record = self.jobs.load(job_id)
            assert record is not None
            with suppress(StaleRecord):
                if delete(self.jobs, self.objects, self.workflows, record):
                    self.deleted[job_id] = self.moment

    def retry_any(self) -> None:
        for job_id in self.live()[:1]:
            self.ask_again(job_id, "anchor", self.jobs)

    def sweep_now(self) -> None:
        sweep(self.jobs, self.objects, self.workflows, self.moment)

    def sweep_late(self) -> None:
        # Workers die long before a tombstone is purged; a squeezed-in sweep may come late, but not as late as that.
        waiting = min((when for when in self.deleted.values()), default=None)
        late = self.moment + DEADLINE
        if waiting is None or late < waiting + LONGEST_WORKER:
            self.moment = late
            self.sweep_now()

    def settle_any(self) -> None:
        for job_id in self.live()[:1]:
            settle_job(self.jobs, job_id, objects=self.objects)

    def twin(self) -> None:
        """The same work once more at the same time, as when an invocation is delivered twice."""
        self.model.overlapping = True
        for task in self.known[-1:]:
            self.drawing.draw(*task)

    def cancel_any(self) -> None:
        for job_id in self.live()[:1]:
            record = self.jobs.load(job_id)
            assert record is not None
            cancel_job(self.jobs, record, running=False)

    def ask_again(self, job_id: str, key: str, jobs: Any) -> None:
        record = jobs.load(job_id)
        if record is None or record.job.first_task:
            return
        picture = record.picture(key)
        if picture and (picture.is_open or picture.status is Status.CANCELLED):
            return
        if picture:
            again = picture.retried(AGAIN)
        elif record.job.hold and not record.job.first_settled_at:
            return
        else:
            again = Picture(job_id, key, self.brief(key), AGAIN, run_name(job_id, key), position=9)
        if jobs.retry(record.job, again):
            self.hooked_workflows.start(AGAIN, again.run, job_id)

    def pictures_of(self, job: Job, workflow: str, kept: bool) -> list[Picture]:
        return [
            Picture(job.id, key, self.brief(key), workflow, run_name(job.id), position=index, keeps_earlier=kept)
            for index, key in enumerate(KEYS[:2])
        ]

    @staticmethod
    def brief(key: str) -> Brief:
        return Brief(key, references=() if key == "anchor" else [f"{SIBLING}anchor"], finish="page", corrections=1)

    SQUEEZED = st.sampled_from(
        ["nothing", "death", "delete", "retry", "sweep", "late sweep", "settle", "twin", "cancel"]
    )
    AT = st.integers(1, 8)

    # ------------------------------------------------------------ callers

    @precondition(lambda self: self.count < 3)
    @rule(
        kept=st.booleans(),
        text_first=st.booleans(),
        price=st.sampled_from([None, "each", "whole"]),
        at=AT,
        squeezed=st.sampled_from(["nothing", "death"]),
    )
    def create(self, kept: bool, text_first: bool, price: str | None, at: int, squeezed: str) -> None:
        self.count += 1
        job_id = f"job-{self.count}"
        job = Job(
            job_id,
            "kit",
            "ann",
            required=("anchor", "profile"),
            created_at=self.moment,
            updated_at=self.moment,
            deadline=self.moment + DEADLINE,
            first_task=TEXT_FIRST if text_first else None,
        )
        workflow = TEXT_FIRST if text_first else WORKFLOW
        pictures = [] if text_first else self.pictures_of(job, workflow, kept)

        def work() -> None:
            joined: Sequence[JoinedWrite] = ()
            paid = job
            if price:
                account = self.ledger.account("ann")
                held, entry = hold(account, job_id, 2 * PRICE, PRICE if price == "each" else None)
                paid, joined = replace(job, hold=held), self.ledger.joined(account, entry)
            self.hooked_jobs.add(JobRecord(paid, pictures), *joined)
            self.hooked_workflows.start(workflow, run_name(job_id), job_id)

        self.attempt(work, at, squeezed)

    @precondition(lambda self: self.live())
    @rule(data=st.data(), key=st.sampled_from(KEYS), at=AT, squeezed=SQUEEZED)
    def ask_for_another(self, data: st.DataObject, key: str, at: int, squeezed: str) -> None:
        job_id = data.draw(st.sampled_from(self.live()))
        self.attempt(lambda: self.ask_again(job_id, key, self.hooked_jobs), at, squeezed)

    @precondition(lambda self: self.live())
    @rule(data=st.data(), at=AT, squeezed=SQUEEZED)
    def throw_away(self, data: st.DataObject, at: int, squeezed: str) -> None:
        job_id = data.draw(st.sampled_from(self.live()))
        record = self.jobs.load(job_id)
        assert record is not None
        with suppress(StaleRecord):
            self.attempt(
                lambda: delete(self.hooked_jobs, self.hooked_objects, self.hooked_workflows, record), at, squeezed
            )
        if self.jobs.load(job_id) is None:
            self.deleted.setdefault(job_id, self.moment)

    @precondition(lambda self: self.live())
    @rule(data=st.data(), running=st.booleans(), at=AT, squeezed=SQUEEZED)
    def cancel(self, data: st.DataObject, running: bool, at: int, squeezed: str) -> None:
        record = self.jobs.load(data.draw(st.sampled_from(self.live())))
        assert record is not None
        self.attempt(lambda: cancel_job(self.hooked_jobs, record, running=running), at, squeezed)

    @rule()
    def a_month_ends(self) -> None:
        self.resets += 1
        account = self.ledger.account("ann")
        self.ledger.post(account, reset(account, f"month-{self.resets}", BLOTS))

    # ------------------------------------------------------------ workflows

    @precondition(lambda self: self.running())
    @rule(data=st.data(), at=AT, squeezed=SQUEEZED, fault=st.sampled_from([None, None, None, ModelRefused()]))
    def start(self, data: st.DataObject, at: int, squeezed: str, fault: ModelError | None) -> None:
        name = data.draw(st.sampled_from(sorted(self.running())))
        run = self.runs[name]

        def author(job: Job) -> FirstResult:
            law("text" not in job.data, "a text was written twice")
            self.hook.called()
            if fault:
                raise fault
            return FirstResult({"text": "Once."}, self.pictures_of(job, TEXT_FIRST, kept=True))

        try:
            pictures = self.attempt(
                lambda: start_job(self.hooked_jobs, run.job_id, name, first_task(lambda record: author(record.job))),
                at,
                squeezed,
            )
        except ModelRefused:
            # What `Catch` does.
            with suppress(StaleRecord):
                settle_job(self.jobs, run.job_id, name, objects=self.objects)
            self.workflows.stop("", name)
            return
        if pictures is not None:
            run.begun = True
            run.todo = [(run.job_id, picture.key, name) for picture in pictures]
            self.known += run.todo

    @precondition(lambda self: any(run.todo for run in self.running().values()))
    @rule(
        data=st.data(),
        at=AT,
        squeezed=SQUEEZED,
        fault=st.sampled_from([None, None, None, ModelRefused(), ModelUnavailable()]),
        refuses=st.booleans(),
    )
    def draw(self, data: st.DataObject, at: int, squeezed: str, fault: ModelError | None, refuses: bool) -> None:
        run = self.runs[data.draw(st.sampled_from(sorted(n for n, r in self.running().items() if r.todo)))]
        which = data.draw(st.sampled_from(run.todo))
        self.known.append(which)
        self.model.fault = fault
        self.check.refuses = refuses
        self.model.overlapping = False
        calls = self.hook
        done = False

        def work() -> None:
            nonlocal done
            self.hooked_drawing.draw(*which)
            done = True

        try:
            self.attempt(work, at, squeezed)
        except InkwellError as error:
            run.failing.append((which, type(error).__name__))
            run.todo.remove(which)
        finally:
            self.model.fault = None
        if done:
            run.todo.remove(which)
        assert calls.action is None

    @precondition(lambda self: any(run.failing for run in self.running().values()))
    @rule(data=st.data(), at=AT, squeezed=SQUEEZED)
    def fail(self, data: st.DataObject, at: int, squeezed: str) -> None:
        run = self.runs[data.draw(st.sampled_from(sorted(n for n, r in self.running().items() if r.failing)))]
        task, error = run.failing.pop()
        self.attempt(lambda: fail_picture(self.hooked_jobs, *task, error), at, squeezed)

    @precondition(lambda self: any(run.begun and not run.todo for run in self.running().values()))
    @rule(data=st.data(), at=AT, squeezed=SQUEEZED)
    def settle(self, data: st.DataObject, at: int, squeezed: str) -> None:
        ready = sorted(name for name, run in self.running().items() if run.begun and not run.todo)
        name = data.draw(st.sampled_from(ready))
        try:
            self.attempt(
                lambda: settle_job(self.hooked_jobs, self.runs[name].job_id, name, objects=self.hooked_objects),
                at,
                squeezed,
            )
        except StaleRecord:
            return
        self.workflows.stop("", name)

    @precondition(lambda self: self.running())
    @rule(data=st.data())
    def execution_dies(self, data: st.DataObject) -> None:
        self.workflows.stop("", data.draw(st.sampled_from(sorted(self.running()))))

    @precondition(lambda self: self.known)
    @rule(data=st.data(), at=AT, squeezed=SQUEEZED)
    def an_old_task_comes_back(self, data: st.DataObject, at: int, squeezed: str) -> None:
        task = data.draw(st.sampled_from(self.known))
        gone = self.deleted.get(task[0])
        if gone and self.moment >= gone + LONGEST_WORKER:
            return
        self.model.overlapping = False
        self.attempt(lambda: self.hooked_drawing.draw(*task), at, squeezed)

    # ------------------------------------------------------------ time

    @rule(
        minutes=st.sampled_from([1, 2, 5, 21]), at=AT, squeezed=st.sampled_from(["nothing", "death", "delete", "retry"])
    )
    def time_passes(self, minutes: int, at: int, squeezed: str) -> None:
        self.moment += timedelta(minutes=minutes)
        self.attempt(
            lambda: sweep(self.hooked_jobs, self.hooked_objects, self.hooked_workflows, self.moment), at, squeezed
        )

    # ------------------------------------------------------------ what always holds

    @invariant()
    def what_is_shown_is_stored(self) -> None:
        if not hasattr(self, "jobs"):
            return
        for job_id in self.live():
            record = self.jobs.load(job_id)
            assert record is not None
            for picture in record.pictures:
                for key in [key for version in picture.versions for key in version.keys]:
                    assert key in self.objects.stored
                assert (picture.status is not Status.SUCCEEDED) or picture.object_key
                assert picture.refused <= picture.brief.corrections

    @invariant()
    def what_is_settled_has_nothing_open_and_all_else_is_watched(self) -> None:
        if not hasattr(self, "jobs"):
            return
        for job_id in self.live():
            record = self.jobs.load(job_id)
            assert record is not None
            assert (self.jobs.entries[job_id].due is None) == record.job.is_settled, "nobody looks at it any more"
            if not record.job.is_open:
                assert record.job.first_task is None
                assert record.job.is_settled or record.job.status is Status.CANCELLED
            if record.job.is_settled:
                assert not record.open_pictures()

    @invariant()
    def the_account_is_the_sum_of_its_entries(self) -> None:
        if not hasattr(self, "jobs"):
            return
        account, entries = self.ledger.account("ann"), self.ledger.entries("ann")
        assert total(entries) == {part: getattr(account, part) for part in PARTS}
        assert min(total(entries).values()) >= 0
        records = [record for job_id in self.live() if (record := self.jobs.load(job_id))]
        holding = [each for each in records if each.job.hold and not each.job.first_settled_at]
        held = sum(each.job.hold.amount - released_by(each) for each in holding if each.job.hold)
        for record in records:
            if record.job.first_settled_at:
                self.price(record)
        assert account.held == held, "a job that is gone holds Blots, or another one's were given back"

    @invariant()
    def a_tombstone_is_waited_for(self) -> None:
        if not hasattr(self, "jobs"):
            return
        for entry in self.jobs.entries.values():
            assert not entry.deleted or entry.due is not None

    def teardown(self) -> None:
        if not hasattr(self, "jobs"):
            return
        # From here on no workflow makes a step: the sweeper alone ends everything.
        for _ in range(4):
            self.moment += DEADLINE
            sweep(self.jobs, self.objects, self.workflows, self.moment)
        for job_id in self.live():
            record = self.jobs.load(job_id)
            assert record is not None
            assert record.job.status in FINAL
            assert record.job.is_settled
            shown = {picture.key for picture in record.pictures if picture.object_key}
            if record.job.status is not Status.CANCELLED:
                assert (record.job.status is Status.SUCCEEDED) == ({"anchor", "profile"} <= shown)
            self.paid_for_what_it_shows(record)
            if record.job.status is not Status.CANCELLED:
                # A cancelled job is settled at once: what its worker leaves, its workflow's end removes.
                assert not [
                    key for key in self.objects.stored if key.startswith(prefix(job_id)) and not record.shows(key)
                ]
        assert self.ledger.account("ann").held == 0, "a settled job holds nothing"
        for job_id in self.deleted:
            assert job_id not in self.jobs.entries
            assert not [key for key in self.objects.stored if key.startswith(prefix(job_id))]
            assert not [key for key in self.jobs.stored if key[0] == job_id]

    def paid_for_what_it_shows(self, record: JobRecord) -> None:
        job = record.job
        captured = sum(entry.captured for entry in self.ledger.entries("ann") if entry.job_id == job.id)
        if job.hold is None:
            assert captured == 0
        elif job.hold.each:
            assert captured == self.price(record), "what is drawn again after the job was settled costs nothing more"
        elif any(picture.is_redrawn for picture in record.pictures):
            assert captured in (0, job.hold.amount)
        else:
            assert captured == (job.hold.amount if job.status is Status.SUCCEEDED else 0)

    def price(self, record: JobRecord) -> int:
        """Of what the job showed when it was settled for the first time."""
        shown = sum(picture.object_key is not None for picture in record.pictures)
        return self.prices.setdefault(record.job.id, PRICE * min(shown, 2))


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
