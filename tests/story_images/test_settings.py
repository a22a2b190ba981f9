"""What a deployment can change: which art styles there are, and how many pictures a story has."""

import re
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from inkwell.core.idempotency import Unclaimed
from inkwell.core.jobs import Job
from inkwell.settings import ART_STYLES, StorySettings, load
from inkwell.story_images.models import StoryImagesRequest
from inkwell.story_images.stories import author
from inkwell.story_images.tasks import StoryTasks
from inkwell_offline.storyteller.model import Storyteller
from tests.fakes import FakeJobs, FakeObjects, FakeWorkflows
from tests.support.template import template

TEMPLATE = template()


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    load.cache_clear()
    yield
    load.cache_clear()


def test_what_is_shipped_is_what_the_template_says() -> None:
    settings = load(StorySettings)
    parameters = TEMPLATE["Parameters"]
    assert settings.art_styles == ART_STYLES == tuple(parameters["ArtStyles"]["Default"].split(","))
    assert settings.story_pictures == parameters["StoryPictures"]["Default"] == 3
    assert (parameters["StoryPictures"]["MinValue"], parameters["StoryPictures"]["MaxValue"]) == (1, 8)
    assert re.fullmatch(parameters["ArtStyles"]["AllowedPattern"], parameters["ArtStyles"]["Default"])
    variables = TEMPLATE["Resources"]["CreateStoryTaskFunction"]["Properties"]["Environment"]["Variables"]
    assert variables == {"ART_STYLES": {"Ref": "ArtStyles"}, "STORY_PICTURES": {"Ref": "StoryPictures"}}


def test_a_deployment_has_its_own_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ART_STYLES", "comic, stained-glass")
    assert StoryImagesRequest(story_topic="A fox", art_style="stained-glass").art_style == "stained-glass"
    with pytest.raises(ValidationError, match="Unsupported art style"):
        StoryImagesRequest(story_topic="A fox", art_style="watercolor")


@pytest.mark.parametrize("count", [1, 8])
def test_a_deployment_has_its_own_number_of_pictures(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setenv("STORY_PICTURES", str(count))
    jobs = FakeJobs()
    request = StoryImagesRequest(story_topic="A fox", art_style="comic")
    tasks = StoryTasks(jobs, FakeObjects(), FakeWorkflows())
    answer = tasks.create("ann", request, load(StorySettings).story_pictures, Unclaimed())
    record = jobs.load(str(answer.body["task_id"]))
    assert record
    job: Job = record.job
    assert len(author(Storyteller(), job).pictures) == count


@pytest.mark.parametrize(
    ("name", "wrong"), [("STORY_PICTURES", "0"), ("STORY_PICTURES", "9"), ("STORY_PICTURES", "x"), ("ART_STYLES", ",")]
)
def test_what_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, wrong: str) -> None:
    monkeypatch.setenv(name, wrong)
    with pytest.raises(ValidationError):
        load(StorySettings)
