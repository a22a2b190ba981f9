"""How tasks and images are shown in each state, and what can be asked in it; over stores in memory."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from inkwell.core.drawing import Drawing
from inkwell.core.errors import BlockedText, Conflict, ModelRefused, NotFound
from inkwell.core.first_task import first_task
from inkwell.core.idempotency import Unclaimed
from inkwell.core.runs import settle_job, start_job
from inkwell.core.status import Event
from inkwell.story_images.models import StoryImagesRequest
from inkwell.story_images.stories import story_of
from inkwell.story_images.tasks import StoryTasks
from tests.fakes import FakeJobs, FakeModel, FakeModels, FakeObjects, FakeWorkflows
from tests.support.writer import tale


class Desk:
    """The tasks of Ann, and a hand that does what the workflow does."""

    def __init__(self) -> None:
        self.jobs = FakeJobs()
        self.objects = FakeObjects()
        self.workflows = FakeWorkflows()
        self.tasks = StoryTasks(self.jobs, self.objects, self.workflows)
        request = StoryImagesRequest(story_topic="A fox", art_style="comic")
        self.id = str(self.tasks.create("ann", request, 3, Unclaimed()).body["task_id"])

    def write(self) -> None:
        start_job(self.jobs, self.id, self.id, first_task(lambda record: story_of(tale(), record.job)))

    def draw(self, *keys: str, model: FakeModel | None = None) -> None:
        for key in keys:
            (picture,) = self.jobs.pictures(self.id, [key])
            try:
                Drawing(self.jobs, self.objects, FakeModels(model)).draw(self.id, key, picture.run)
            except ModelRefused:
                self.jobs.fail_picture(self.id, key, picture.run, ModelRefused.code)

    def settle(self) -> None:
        settle_job(self.jobs, self.id)

    def complete(self) -> None:
        self.write()
        start_job(self.jobs, self.id, self.id)
        self.draw("1", "2", "3")
        self.settle()

    def again(self, key: str = "1") -> dict[str, object]:
        return dict(self.tasks.regenerate("ann", f"{self.id}-{key}", Unclaimed()).body)

    def task(self) -> tuple[str, bool, list[str]]:
        shown = self.tasks.task("ann", self.id)
        return shown.status, shown.story_text is not None, [each.status for each in shown.images]

    def urls(self, key: str = "1") -> list[str]:
        return [url.rpartition("/")[2] for url in self.tasks.image("ann", f"{self.id}-{key}").urls]


REFUSING = FakeModel(ModelRefused())


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_task_lives_from_queued_to_completed(desk: Desk) -> None:
    assert desk.task() == ("queued", False, [])
    assert desk.workflows.workflows == {desk.id: "story_images"}
    desk.jobs.start(desk.id)
    assert desk.task() == ("processing", False, [])
    desk.write()
    assert desk.task() == ("processing", True, ["processing"] * 3)
    start_job(desk.jobs, desk.id, desk.id)
    desk.draw("2")
    assert desk.task() == ("processing", True, ["processing", "completed", "processing"])
    desk.draw("1", "3")
    assert desk.task() == ("processing", True, ["completed"] * 3)
    desk.settle()
    assert desk.task() == ("completed", True, ["completed"] * 3)


def test_pictures_that_are_read_before_their_text_are_not_shown_yet(desk: Desk) -> None:
    entry = desk.jobs.entries[desk.id]
    before = entry.job
    desk.write()
    entry.job = before
    assert desk.task() == ("queued", False, [])
    with pytest.raises(NotFound):
        desk.urls()


def test_one_picture_is_enough(desk: Desk) -> None:
    desk.write()
    desk.draw("1", "2", model=REFUSING)
    desk.draw("3")
    desk.settle()
    assert desk.task() == ("completed", True, ["failed", "failed", "completed"])
    assert [each.url is not None for each in desk.tasks.task("ann", desk.id).images] == [False, False, True]


def test_without_a_picture_a_task_has_failed(desk: Desk) -> None:
    desk.write()
    desk.draw("1", "2", "3", model=REFUSING)
    desk.settle()
    assert desk.task() == ("failed", True, ["failed"] * 3)


def test_without_its_story_a_task_has_failed(desk: Desk) -> None:
    desk.settle()
    assert desk.task() == ("failed", False, [])


def test_a_cancelled_task_would_show_as_failed(desk: Desk) -> None:
    desk.write()
    record = desk.jobs.load(desk.id)
    assert record
    assert desk.jobs.cancel(record, record.pictures)
    assert desk.task() == ("failed", True, ["failed"] * 3)


class TestRegenerating:
    def test_the_old_picture_stays_until_the_new_one_is_there(self, desk: Desk) -> None:
        desk.complete()
        answer = desk.again()
        assert answer["status"] == "regenerating"
        assert answer["url"] == f"/images/{desk.id}-1"
        assert desk.task() == ("completed", True, ["regenerating", "completed", "completed"])
        assert desk.urls() == ["1-1.png"]
        start_job(desk.jobs, desk.id, f"{desk.id}-1-2")
        desk.draw("1")
        assert desk.urls() == ["1-2.png", "1-1.png"]
        assert len(desk.objects.stored) == 4, "earlier pictures stay stored"
        desk.settle()
        assert desk.task() == ("completed", True, ["completed"] * 3)

    def test_failing_puts_the_image_back(self, desk: Desk) -> None:
        desk.complete()
        desk.again()
        desk.draw("1", model=REFUSING)
        desk.settle()
        assert desk.task() == ("completed", True, ["completed"] * 3)
        assert desk.urls() == ["1-1.png"]
        desk.again()
        desk.draw("1")
        assert desk.urls() == ["1-3.png", "1-1.png"]

    def test_one_that_is_drawn_again_starts_no_second_run(self, desk: Desk) -> None:
        desk.complete()
        first = desk.again()
        assert desk.again() == first
        assert set(desk.workflows.runs) == {desk.id, f"{desk.id}-1-2"}

    def test_several_at_once(self, desk: Desk) -> None:
        desk.complete()
        desk.again("1")
        desk.again("3")
        assert desk.task() == ("completed", True, ["regenerating", "completed", "regenerating"])

    def test_one_that_failed_gets_another_chance(self, desk: Desk) -> None:
        desk.write()
        desk.draw("1", "2", "3", model=REFUSING)
        desk.settle()
        assert desk.again("2")["urls"] == []
        assert desk.task() == ("processing", True, ["failed", "regenerating", "failed"])
        desk.draw("2")
        desk.settle()
        assert desk.task() == ("completed", True, ["failed", "completed", "failed"])

    @pytest.mark.parametrize("so_far", ["written", "drawn"])
    def test_not_before_the_task_has_ended(self, desk: Desk, so_far: str) -> None:
        desk.write()
        if so_far == "drawn":
            desk.draw("1", "2", "3")
        with pytest.raises(Conflict):
            desk.again()


ASK: list[Callable[[StoryTasks, str, str], object]] = [
    lambda tasks, owner, id: tasks.task(owner, id),
    lambda tasks, owner, id: tasks.image(owner, f"{id}-1"),
    lambda tasks, owner, id: tasks.image(owner, f"{id}-1", id),
    lambda tasks, owner, id: tasks.regenerate(owner, f"{id}-1", Unclaimed()),
]


@pytest.mark.parametrize("ask", ASK)
class TestNotFound:
    def test_ones_own_is_found(self, desk: Desk, ask: Callable[[StoryTasks, str, str], object]) -> None:
        desk.complete()
        assert ask(desk.tasks, "ann", desk.id)

    def test_what_is_somebody_elses_is_not(self, desk: Desk, ask: Callable[[StoryTasks, str, str], object]) -> None:
        desk.complete()
        with pytest.raises(NotFound):
            ask(desk.tasks, "bob", desk.id)

    def test_what_never_was_is_not(self, desk: Desk, ask: Callable[[StoryTasks, str, str], object]) -> None:
        with pytest.raises(NotFound):
            ask(desk.tasks, "ann", "no-task")

    def test_another_familys_job_is_not(self, desk: Desk, ask: Callable[[StoryTasks, str, str], object]) -> None:
        desk.complete()
        entry = desk.jobs.entries[desk.id]
        entry.job = replace(entry.job, kind="prediction")
        with pytest.raises(NotFound):
            ask(desk.tasks, "ann", desk.id)


@pytest.mark.parametrize("image", ["{}", "{}-4", "{}-0", "{}-", "{}-01", "{}-1-1", "-1", "", "{}-1 "])
def test_an_image_that_is_not_of_the_task_is_not_found(desk: Desk, image: str) -> None:
    desk.complete()
    with pytest.raises(NotFound):
        desk.tasks.image("ann", image.format(desk.id))


def test_the_task_of_an_image_must_match(desk: Desk) -> None:
    desk.complete()
    with pytest.raises(NotFound):
        desk.tasks.image("ann", f"{desk.id}-1", "another")


def test_a_blocked_topic_starts_nothing() -> None:
    jobs, workflows = FakeJobs(), FakeWorkflows()
    tasks = StoryTasks(jobs, FakeObjects(), workflows)
    request = StoryImagesRequest(story_topic="an incest story", art_style="comic")
    with pytest.raises(BlockedText) as caught:
        tasks.create("ann", request, 3, Unclaimed())
    assert caught.value.details["blocked"] == "incest"
    assert (jobs.entries, workflows.runs) == ({}, {})


def test_a_start_that_got_lost_is_the_sweepers() -> None:
    class Lost(FakeWorkflows):
        def start(self, workflow: str, run: str, job_id: str) -> None:
            raise ConnectionError

    jobs = FakeJobs()
    request = StoryImagesRequest(story_topic="A fox", art_style="comic")
    answer = StoryTasks(jobs, FakeObjects(), Lost()).create("ann", request, 3, Unclaimed())
    assert answer.status == 202
    record = jobs.load(str(answer.body["task_id"]))
    assert record
    assert record.open_runs() == [("story_images", record.job.id)]
    assert jobs.settle(record, Event.FAIL)
