"""Asking a text model while a caller waits: a few attempts, and an answer in time whatever happens."""

import logging
import random
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, TypeVar

from inkwell.core.errors import ModelError, ModelTimeout
from inkwell.core.text_models import TextModel, TextRequest, TextResult

logger = logging.getLogger(__name__)

#: Seconds in which a request that waits for a text is answered; API Gateway gives up at 29.
TIME_LIMIT = 25.0
ATTEMPTS = 3

#: Seconds before the second attempt, about; twice as many before the third.
_BACKOFF = 0.5
#: With less time than this, in seconds, no model has ever written a text.
_LEAST = 1.0

T = TypeVar("T")


def ask(
    model: TextModel,
    request: TextRequest,
    read: Callable[[Mapping[str, Any]], T],
    *,
    within: float = TIME_LIMIT,
    attempts: int = ATTEMPTS,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """What a text model's answer comes to.

    An attempt that fails is repeated when its error is retryable and the time left is worth another. Waits are those
    that the provider asks for, or grow from half a second.

    Args:
        request: what is asked; each attempt is told the time that is left as its `timeout`.
        read: makes the wanted thing of the answer's data; a ModelMalformedAnswer of it is retried like the model's own.
        within: seconds after which the answer or the error is there.
        attempts: how often the model is asked at most.
        clock, sleep: seconds, as `time.monotonic` and `time.sleep`.

    Raises:
        ModelError: the last failure; ModelTimeout when there was no time for any attempt.
    """
    until = clock() + within
    failure: ModelError = ModelTimeout()
    for attempt in range(attempts):
        left = until - clock()
        if left < _LEAST:
            break
        try:
            return read(_answer_in_time(model, replace(request, timeout=left), left).data)
        except ModelError as error:
            facts = {"text": request.schema_name, "attempt": attempt + 1, "code": error.code}
            logger.warning("text not written", extra=facts)
            failure = error
        wait = max(failure.retry_after or 0.0, _BACKOFF * 2**attempt * random.uniform(0.5, 1.5))
        if not failure.retryable or attempt + 1 == attempts or clock() + wait + _LEAST > until:
            break
        sleep(wait)
    raise failure


def _answer_in_time(model: TextModel, request: TextRequest, seconds: float) -> TextResult:
    """The model's answer, or ModelTimeout: no patience of an adapter's own can make the gateway give up on us."""
    outcome: Future[TextResult] = Future()

    def complete() -> None:
        try:
            outcome.set_result(model.complete(request))
        except BaseException as error:
            outcome.set_exception(error)

    threading.Thread(target=complete, name="text model", daemon=True).start()
    try:
        return outcome.result(seconds)
    except TimeoutError:
        raise ModelTimeout from None
