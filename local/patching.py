"""Replace one attribute of a library for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(target: Any, name: str, value: Any) -> Iterator[None]:
    """Give ``target.name`` another value inside the block.

    Raises:
        AttributeError: when the library no longer has that attribute, so that an upgrade is noticed.
    """
    before = getattr(target, name)
    setattr(target, name, value)
    try:
        yield
    finally:
        setattr(target, name, before)
