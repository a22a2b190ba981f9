"""How long a storyboard is waited for, with a clock of the test's own where time matters."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from inkwell.core.errors import (
    InkwellError,
    InvalidInput,
    ModelBadCredentials,
    ModelError,
    ModelMalformedAnswer,
    ModelRateLimited,
    ModelRefused,
    ModelUnavailable,
)
from inkwell.core.ports import SourcePicture, TextRequest, TextResult
from inkwell.storyboards import storyboards as module
from inkwell.storyboards.errors import GenerationFailed
from inkwell.storyboards.models import StoryboardRequest
from inkwell.storyboards.references import References
from inkwell.storyboards.storyboards import TIME_LIMIT, Storyboards
from tests.fakes import FakeObjects
from tests.support.writer import five

REQUEST = StoryboardRequest(prompt="A watch")


class NoFiles:
    def add(self, file: Any) -> bool:
        return True

    def find(self, key: str) -> None:
        return None


class NoSources:
    def take(self, owner: str, address: str, *, field: str, patience: float | None = None) -> SourcePicture:
        raise InvalidInput.field(field, "is not there")


class Time:
    """A clock that only sleeping, and models, move."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Model:
    """Says one thing after the other, and takes its time for it."""

    def __init__(self, time: Time, says: Sequence[ModelError | dict[str, Any]], takes: float = 1.0) -> None:
        self.time, self.says, self.takes = time, list(says), takes
        self.timeouts: list[float] = []

    def complete(self, request: TextRequest) -> TextResult:
        assert request.timeout is not None
        self.timeouts.append(request.timeout)
        self.time.now += min(self.takes, request.timeout)
        said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if isinstance(said, ModelError):
            raise said
        return TextResult(said, "fake")


def write(says: Sequence[ModelError | dict[str, Any]], takes: float = 1.0) -> tuple[Model, InkwellError | None]:
    """What comes of it: the model that was asked, and the error."""
    time = Time()
    model, objects = Model(time, says, takes), FakeObjects()
    references = References(NoFiles(), objects, NoSources())
    try:
        Storyboards(model, objects, lambda: time.now, time.sleep).create("ann", REQUEST, references)
    except InkwellError as error:
        assert time.now <= TIME_LIMIT
        return model, error
    assert time.now <= TIME_LIMIT
    return model, None


def test_three_attempts_and_no_more() -> None:
    model, error = write([ModelUnavailable()])
    assert isinstance(error, GenerationFailed)
    assert len(model.timeouts) == 3


def test_each_attempt_is_told_what_time_is_left() -> None:
    model, _ = write([ModelMalformedAnswer()], takes=5)
    assert model.timeouts == sorted(model.timeouts, reverse=True)
    assert model.timeouts[0] == TIME_LIMIT
    assert model.timeouts[1] <= TIME_LIMIT - 5


def test_a_slow_failure_leaves_no_time_for_another() -> None:
    model, error = write([ModelUnavailable()], takes=24.5)
    assert isinstance(error, GenerationFailed)
    assert len(model.timeouts) == 1


def test_a_rate_limit_is_waited_for_only_if_there_is_time() -> None:
    model, error = write([ModelRateLimited(retry_after=20), five()])
    assert error is None
    assert len(model.timeouts) == 2
    model, error = write([ModelRateLimited(retry_after=24), five()])
    assert isinstance(error, ModelRateLimited)
    assert (error.retry_after, len(model.timeouts)) == (24, 1)


def test_an_unknown_wait_is_said_to_be_a_minute() -> None:
    _, error = write([ModelRateLimited()])
    assert isinstance(error, ModelRateLimited)
    assert error.retry_after == 60


def test_what_no_repetition_helps_is_not_repeated() -> None:
    model, error = write([ModelBadCredentials(), five()])
    assert isinstance(error, GenerationFailed)
    assert len(model.timeouts) == 1


def test_moderation_is_the_callers_matter() -> None:
    model, error = write([ModelRefused(), five()])
    assert isinstance(error, InvalidInput)
    assert len(model.timeouts) == 1


def test_a_model_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIME_LIMIT", 1.2)
    released = threading.Event()

    class Hanging:
        def complete(self, request: TextRequest) -> TextResult:
            released.wait(30)
            return TextResult(five(), "fake")

    objects = FakeObjects()
    with pytest.raises(GenerationFailed, match="too long"):
        Storyboards(Hanging(), objects).create("ann", REQUEST, References(NoFiles(), objects, NoSources()))
    released.set()
