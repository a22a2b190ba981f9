"""Checks of model text: adapters promise that it satisfies the schema, and its readers check once more."""

from collections.abc import Mapping
from typing import Any

from inkwell.core.errors import ModelMalformedAnswer


def text_of(value: Any, longest: int | None = None) -> str:
    """A text that is not blank, without white space around it, cut to `longest` characters.

    Args:
        longest: the most characters; None for any number.

    Raises:
        ModelMalformedAnswer: the value is no text, or a blank one.
    """
    if not isinstance(value, str) or not value.strip():
        raise ModelMalformedAnswer
    return value.strip()[:longest].rstrip()


def objects_of(value: Any, count: int | None = None) -> list[Mapping[str, Any]]:
    """A list of objects.

    Args:
        count: the exact number of objects; None for any.

    Raises:
        ModelMalformedAnswer: the value is something else.
    """
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise ModelMalformedAnswer
    if count not in (None, len(value)):
        raise ModelMalformedAnswer
    return value
