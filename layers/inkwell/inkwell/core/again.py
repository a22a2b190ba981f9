"""Optimistic writes: read, write under a condition, and repeat both when the record has changed in between."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from inkwell.core.errors import InkwellError, StaleRecord, Unavailable

#: Attempts at a write before its caller is asked to try again later.
ATTEMPTS = 4

T = TypeVar("T")


def until_stored(step: Callable[[], T | None], failure: InkwellError | str, attempts: int = ATTEMPTS) -> T:
    """The result of the first attempt whose write is stored.

    Args:
        step: one attempt: reads, writes, and returns its result, or None when the write's condition failed because the
            record changed in between. A StaleRecord says the same; its other errors pass through.
        failure: the error to raise, or the message of an Unavailable.
        attempts: the most calls of `step`.

    Raises:
        Unavailable: no attempt was stored, where `failure` is a message; else `failure` itself.
    """
    for _ in range(attempts):
        with suppress(StaleRecord):
            if (result := step()) is not None:
                return result
    raise failure if isinstance(failure, InkwellError) else Unavailable(failure)
