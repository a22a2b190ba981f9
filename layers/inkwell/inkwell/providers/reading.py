"""Readers of JSON from providers: any field may be missing, null, or of another type than documented."""

import json
import math
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


def words(value: object) -> str:
    """The words of an answer, for tables and logs: a string, or anything else as JSON; "" for nothing."""
    return value if isinstance(value, str) else json.dumps(value) if value else ""


def first(value: object) -> Any:
    """The first element of a list; None in place of anything else."""
    return value[0] if isinstance(value, list) and value else None


def number(value: object) -> float | None:
    """A number, also one in a string; None in place of anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def dollars(value: object) -> int | None:
    """An amount of US dollars, in millionths of a dollar; None in place of anything else, as of a negative amount."""
    amount = number(value)
    return None if amount is None or amount < 0 else round(amount * 1_000_000)


def error_in(body: object) -> Mapping[str, Any]:
    """The error that an answer describes; an empty object when it describes none.

    It may be words alone, and Google wraps some answers in a list.
    """
    error = mapping(first(body) if isinstance(body, list) else body).get("error")
    return {"message": error} if isinstance(error, str) and error else mapping(error)
