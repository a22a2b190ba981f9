"""Steps that are repeated: optimistic writes whose condition failed, and work too dear to lose to a passing fault."""

import logging
import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from inkwell.core.errors import InkwellError, StaleRecord, Unavailable

#: Attempts at a write before its caller is asked to try again later.
ATTEMPTS = 4

#: Attempts at a write of an item that many requests write at the same moment, with `jittered` pauses between them:
#: three seconds in all, about.
CONTENDED = 12

#: Seconds before a step that met a passing fault is done again, about; a quarter of a minute in all.
WAITS = (1.0, 2.0, 4.0, 8.0)

logger = logging.getLogger(__name__)

T = TypeVar("T")


def jittered(attempt: int) -> float:
    """A pause in seconds after an attempt, counted from 0, so that those who met do not meet again.

    Source: M. Brooker, "Exponential Backoff And Jitter" (full jitter), AWS Architecture Blog, 2015.
    """
    return random.uniform(0, min(0.8, 0.05 * 2**attempt))


def until_stored(
    step: Callable[[], T | None],
    failure: InkwellError | str,
    attempts: int = ATTEMPTS,
    sleep: Callable[[float], None] | None = None,
) -> T:
    """The result of the first attempt whose write is stored.

    Args:
        step: one attempt: reads, writes, and returns its result, or None when the write's condition failed because the
            record changed in between. A StaleRecord says the same; its other errors pass through.
        failure: the error to raise, or the message of an Unavailable.
        attempts: the most calls of `step`.
        sleep: waits for so many seconds, between attempts at what many requests write; None for no pause.

    Raises:
        Unavailable: no attempt was stored, where `failure` is a message; else `failure` itself.
    """
    for attempt in range(attempts):
        with suppress(StaleRecord):
            if (result := step()) is not None:
                return result
        if sleep and attempt < attempts - 1:
            sleep(jittered(attempt))
    raise failure if isinstance(failure, InkwellError) else Unavailable(failure)


def patiently(step: Callable[[], T], sleep: Callable[[float], None] = time.sleep) -> T:
    """The result of a step that is done again after passing faults, for what would be lost with this process.

    Args:
        step: may be repeated.
        sleep: waits for so many seconds.

    Raises:
        Unavailable: the fault of the last attempt.
    """
    for wait in WAITS:
        try:
            return step()
        except Unavailable:
            logger.warning("done again after a passing fault", exc_info=True)
            sleep(wait * random.uniform(0.5, 1.5))
    return step()
