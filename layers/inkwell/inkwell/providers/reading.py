"""Readers of JSON from providers: any field may be missing, null, or of another type than documented."""

from collections.abc import Mapping
from typing import Any


def mapping(value: object) -> Mapping[str, Any]:
    """A JSON object; an empty one in place of anything else."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """The JSON objects in a list; none in place of anything else."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def text(value: object) -> str:
    """A string; "" in place of anything else."""
    return value if isinstance(value, str) else ""


def first(value: object) -> Any:
    """The first element of a list; None in place of anything else."""
    return value[0] if isinstance(value, list) and value else None


def dollars(value: object) -> int | None:
    """An amount of US dollars, in millionths of a dollar; None in place of anything else, as of a negative amount."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        return None
    return round(value * 1_000_000)
