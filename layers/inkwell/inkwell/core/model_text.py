"""Reading what a text model answered: the port's promise about the schema is checked once more where it is used."""

from collections.abc import Mapping
from typing import Any

from inkwell.core.errors import ModelMalformedAnswer


def text_of(value: Any, longest: int | None = None) -> str:
    """A text that says something, without white space around it, cut where it is too long.

    Args:
        longest: characters that it may have.

    Raises:
        ModelMalformedAnswer: it is no text, or a blank one.
    """
    if not isinstance(value, str) or not value.strip():
        raise ModelMalformedAnswer
    return value.strip()[:longest].rstrip()


def objects_of(value: Any, count: int | None = None) -> list[Mapping[str, Any]]:
    """A list of objects.

    Args:
        count: how many there must be.

    Raises:
        ModelMalformedAnswer: it is something else.
    """
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise ModelMalformedAnswer
    if count not in (None, len(value)):
        raise ModelMalformedAnswer
    return value
