"""Parameters as Stripe's API takes them: ``line_items[0][price]=price_1`` for a list of objects."""

import re
from typing import Any
from urllib.parse import parse_qsl

from local.stripe_server.errors import RefusedError

_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_PART = re.compile(r"\[([^\[\]]*)\]")


def decoded(text: str) -> dict[str, Any]:
    """Return the parameters of a form or a query.

    Raises:
        RefusedError: a name that Stripe does not understand.
    """
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        match = _NAME.fullmatch(name)
        if match is None:
            raise RefusedError(f"Invalid parameter name: {name}", param=name)
        *path, last = [match[1], *_PART.findall(match[2])]
        place: Any = found
        for part in path:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise RefusedError(f"{name} is given as a value and as an object", param=name)
        place[last or str(len(place))] = value
    return {name: _listed(value) for name, value in found.items()}


def _listed(value: Any) -> Any:
    """The value itself, objects whose names are 0, 1, 2 ... as lists."""
    if not isinstance(value, dict):
        return value
    if value and all(name.isdecimal() for name in value):
        return [_listed(value[name]) for name in sorted(value, key=int)]
    return {name: _listed(each) for name, each in value.items()}
