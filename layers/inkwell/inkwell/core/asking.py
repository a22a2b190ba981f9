"""Requests to a text model while a caller waits: a few attempts, and a result or an error within the time limit."""

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

#: Seconds that an HTTP request may wait for a text; API Gateway gives up after 29.
TIME_LIMIT = 25.0
ATTEMPTS = 3

#: Seconds before the second attempt, with jitter; twice as many before the third.
_BACKOFF = 0.5
#: The shortest time, in seconds, in which an attempt is worth its price.
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
    """The result that `read` makes of a text model's draft.

    An attempt that fails is repeated when its error is retryable and the time left is worth another. Between
    attempts passes the time that the provider asks for, or half a second and then twice as much.

    Args:
        request: each attempt gets the time that is left as its `timeout`.
        read: makes the result of the draft's data; its ModelMalformedAnswer is retried like one of the model.
        within: seconds after which the call has returned or raised.
        attempts: the most requests to the model.
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
            return read(_complete_in_time(model, replace(request, timeout=left), left).data)
        except ModelError as error:
            facts = {"text": request.schema_name, "attempt": attempt + 1, "code": error.code}
            logger.warning("text not written", extra=facts)
            failure = error
        wait = max(failure.retry_after or 0.0, _BACKOFF * 2**attempt * random.uniform(0.5, 1.5))
        if not failure.retryable or attempt + 1 == attempts or clock() + wait + _LEAST > until:
            break
        sleep(wait)
    raise failure


def _complete_in_time(model: TextModel, request: TextRequest, seconds: float) -> TextResult:
    """The model's text, or ModelTimeout after `seconds`, even where the adapter itself would wait longer."""
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
