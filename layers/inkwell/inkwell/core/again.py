"""Optimistic writes: read, write under a condition, and look again when something else has changed meanwhile."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from inkwell.core.errors import InkwellError, StaleRecord, Unavailable

#: How often a write is tried before its caller is asked to come again.
ATTEMPTS = 4

T = TypeVar("T")


def until_stored(step: Callable[[], T | None], failure: InkwellError | str, attempts: int = ATTEMPTS) -> T:
    """The result of the first attempt whose write is stored.

    Args:
        step: one attempt: reads afresh, writes, and answers its result; None when the write's condition failed because
            something else changed between the read and the write. A StaleRecord says the same; its other errors pass
            through.
        failure: the error to raise, or the message of an Unavailable.
        attempts: how often `step` is called at most.

    Raises:
        Unavailable: no attempt was stored, where `failure` is a message; else `failure` itself.
    """
    for _ in range(attempts):
        with suppress(StaleRecord):
            if (result := step()) is not None:
                return result
    raise failure if isinstance(failure, InkwellError) else Unavailable(failure)
