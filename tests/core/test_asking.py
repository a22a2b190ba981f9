"""How long a text is waited for, and what is asked again; with a clock of the test's own where time matters."""

import threading
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from inkwell.core.asking import ATTEMPTS, TIME_LIMIT, ask
from inkwell.core.errors import (
    AttemptTaken,
    ModelBadCredentials,
    ModelError,
    ModelMalformedAnswer,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from inkwell.core.text_models import TextRequest, TextResult
from tests.support.patience import Model, Time

REQUEST = TextRequest("You write.", "A watch", {"type": "object"}, "tale")
TALE = {"title": "The watch"}


def title(answer: Mapping[str, Any]) -> str:
    if "title" not in answer:
        raise ModelMalformedAnswer
    return str(answer["title"])


def asked(
    says: Sequence[Exception | dict[str, Any]], takes: float = 1.0, within: float = TIME_LIMIT
) -> tuple[Model, str | Exception]:
    """The model that was asked, and what came of it: the title, or the error."""
    time = Time()
    model = Model(time, says, takes)
    try:
        result: str | Exception = ask(model, REQUEST, title, within=within, clock=lambda: time.now, sleep=time.sleep)
    except Exception as error:
        result = error
    assert time.now <= within
    assert all((sent.system, sent.prompt) == (REQUEST.system, REQUEST.prompt) for sent in model.requests)
    return model, result


def test_the_answer_is_what_the_caller_reads_in_it() -> None:
    model, result = asked([TALE])
    assert (result, len(model.timeouts)) == ("The watch", 1)


def test_three_attempts_and_no_more() -> None:
    last = ModelUnavailable()
    model, result = asked([ModelUnavailable(), ModelUnavailable(), last, TALE])
    assert result is last
    assert len(model.timeouts) == ATTEMPTS


def test_what_cannot_be_read_is_asked_for_again() -> None:
    model, result = asked([{}, TALE])
    assert (result, len(model.timeouts)) == ("The watch", 2)


def test_each_attempt_is_told_what_time_is_left() -> None:
    model, _ = asked([{}], takes=5)
    assert model.timeouts == sorted(model.timeouts, reverse=True)
    assert model.timeouts[0] == TIME_LIMIT
    assert model.timeouts[1] <= TIME_LIMIT - 5


def test_a_slow_failure_leaves_no_time_for_another() -> None:
    model, result = asked([ModelUnavailable()], takes=24.5)
    assert isinstance(result, ModelUnavailable)
    assert len(model.timeouts) == 1


def test_without_time_nothing_is_asked() -> None:
    model, result = asked([TALE], within=0.5)
    assert isinstance(result, ModelTimeout)
    assert model.timeouts == []


def test_a_rate_limit_is_waited_for_only_if_there_is_time() -> None:
    model, result = asked([ModelRateLimited(retry_after=20), TALE])
    assert (result, len(model.timeouts)) == ("The watch", 2)
    model, result = asked([ModelRateLimited(retry_after=24), TALE])
    assert isinstance(result, ModelRateLimited)
    assert (result.retry_after, len(model.timeouts)) == (24, 1)


@pytest.mark.parametrize("error", [ModelBadCredentials(), ModelRefused(), AttemptTaken()])
def test_what_no_repetition_helps_is_not_repeated(error: Exception) -> None:
    model, result = asked([error, TALE])
    assert result is error
    assert len(model.timeouts) == 1


def test_a_model_that_hangs_is_left_behind() -> None:
    released = threading.Event()

    class Hanging:
        def complete(self, request: TextRequest) -> TextResult:
            released.wait(30)
            return TextResult(TALE, "fake")

    with pytest.raises(ModelError) as caught:
        ask(Hanging(), REQUEST, title, within=1.2)
    released.set()
    assert isinstance(caught.value, ModelTimeout)
