"""What the caller is told when a storyboard does not come in time. (How it is asked for: tests/core/test_asking.py.)"""

from collections.abc import Mapping, Sequence
from typing import Any

from inkwell.core.asking import TIME_LIMIT
from inkwell.core.errors import (
    InkwellError,
    InvalidInput,
    ModelError,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.core.picture_sources import SourcePicture
from inkwell.storyboards.errors import GenerationFailed
from inkwell.storyboards.models import StoryboardRequest
from inkwell.storyboards.storyboards import Storyboards
from tests.fakes import FakeObjects
from tests.support.patience import Model, Time
from tests.support.pictures import png
from tests.support.writer import five

REQUEST = StoryboardRequest(prompt="A watch")


class NoSources:
    def take(self, owner: str, address: str, *, field: str, patience: float | None = None) -> SourcePicture:
        raise InvalidInput.field(field, "is not there")

    def find(self, owner: str, addresses: Mapping[str, str], *, patience: float) -> dict[str, str | SourcePicture]:
        return {name: self.take(owner, address, field=name) for name, address in addresses.items()}


def write(says: Sequence[ModelError | dict[str, Any]], takes: float = 1.0) -> tuple[Model, InkwellError | None]:
    """What comes of it: the model that was asked, and the error."""
    time = Time()
    model, objects = Model(time, says, takes), FakeObjects()
    try:
        Storyboards(model, objects, lambda: time.now, time.sleep).create("ann", REQUEST, NoSources())
    except InkwellError as error:
        assert time.now <= TIME_LIMIT
        return model, error
    assert time.now <= TIME_LIMIT
    return model, None


def test_what_never_comes_is_a_failure_of_ours() -> None:
    model, error = write([ModelUnavailable()])
    assert isinstance(error, GenerationFailed)
    assert len(model.timeouts) == 3


def test_what_is_no_storyboard_is_asked_for_again() -> None:
    model, error = write([{"scenes": []}, five()])
    assert error is None
    assert len(model.timeouts) == 2


def test_a_model_that_takes_too_long_is_named() -> None:
    _, error = write([ModelTimeout()])
    assert isinstance(error, GenerationFailed)
    assert "too long" in error.message


def test_how_long_the_provider_is_busy_is_told() -> None:
    _, error = write([ModelRateLimited(retry_after=24), five()])
    assert isinstance(error, ModelRateLimited)
    assert error.retry_after == 24


def test_an_unknown_wait_is_said_to_be_a_minute() -> None:
    _, error = write([ModelRateLimited()])
    assert isinstance(error, ModelRateLimited)
    assert error.retry_after == 60


def test_moderation_is_the_callers_matter() -> None:
    model, error = write([ModelRefused(), five()])
    assert isinstance(error, InvalidInput)
    assert len(model.timeouts) == 1


def test_fetching_the_references_counts() -> None:
    time = Time()
    model, objects = Model(time, [five()]), FakeObjects()

    class SlowSources(NoSources):
        def take(self, owner: str, address: str, *, field: str, patience: float | None = None) -> SourcePicture:
            time.now += 9
            return SourcePicture(png(), "image/png")

    request = StoryboardRequest(prompt="A watch", referenceImageUrls=["https://pictures.test/a.png"])
    Storyboards(model, objects, lambda: time.now, time.sleep).create("ann", request, SlowSources())
    assert model.timeouts == [TIME_LIMIT - 9]
