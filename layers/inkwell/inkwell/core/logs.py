"""Facts that belong to everything that is logged meanwhile: the request that is answered, the picture that is drawn.

Lambda writes them into the JSON of each line, beside what the line says itself.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")

logger = logging.getLogger(__name__)

_facts: ContextVar[dict[str, str]] = ContextVar("facts")


class _Facts(logging.Filter):
    """Adds the facts to a record. What a line says itself counts more."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name, value in _facts.get({}).items():
            vars(record).setdefault(name, value)
        return True


_FILTER = _Facts()


@contextmanager
def about(**facts: str) -> Iterator[None]:
    """Add facts to every line that is logged inside, also by other packages."""
    # A logger's filter sees the lines of that logger alone, a handler's all of them. Adding it again changes nothing.
    for handler in logging.getLogger().handlers:
        handler.addFilter(_FILTER)
    token = _facts.set(_facts.get({}) | facts)
    try:
        yield
    finally:
        _facts.reset(token)


def of_a_job(handler: Callable[[dict[str, Any], Any], T]) -> Callable[[dict[str, Any], Any], T]:
    """A handler of a workflow's task, each of whose lines names the job, and the picture and the run where it has any.

    An error that it raises becomes a line, too: the one that Lambda itself writes about it has only Lambda's requestId.
    """

    @wraps(handler)
    def told(event: dict[str, Any], context: Any) -> T:
        names = {"job_id": "jobId", "picture": "key", "run": "run"}
        with about(**{name: event[key] for name, key in names.items() if key in event}):
            try:
                return handler(event, context)
            except Exception as error:
                logger.warning("task failed", extra={"error": type(error).__name__})
                raise

    return told
