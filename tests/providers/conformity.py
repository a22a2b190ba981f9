"""Whether a JSON body is what a provider's official client would send, by the client's own types."""

from collections.abc import Mapping
from typing import Any, get_type_hints

from pydantic import TypeAdapter


def conforms(body: Mapping[str, Any], kind: Any, *, without: frozenset[str] = frozenset()) -> None:
    """Fail unless a body has the fields of a TypedDict: no others, all required ones, each with a value of its type.

    Args:
        body: the body.
        kind: the TypedDict.
        without: fields whose values are not looked at.
    """
    hints = get_type_hints(kind)
    assert not set(body) - set(hints), f"unknown fields: {set(body) - set(hints)}"
    missing = kind.__required_keys__ - set(body)
    assert not missing, f"missing fields: {missing}"
    for name, value in body.items():
        if name not in without:
            TypeAdapter(hints[name]).validate_python(value)
