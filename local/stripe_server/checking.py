"""Parameters held against the types of Stripe's own library, which are made from Stripe's description of its API."""

import sys
import types
import typing
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin

import stripe
from typing_extensions import is_typeddict

from local.stripe_server.errors import RefusedError

#: Parameters of the library itself, which it does not send.
_OPTIONS = frozenset(stripe.RequestOptions.__annotations__)


def checked(params: dict[str, Any], kind: Any, emulated: frozenset[str]) -> dict[str, Any]:
    """Return the parameters of a request with their texts as the types that they stand for.

    Args:
        params: as they came.
        kind: the library's type of them.
        emulated: the names that this server does something with.

    Raises:
        RefusedError: one that Stripe does not know, lacks or does not accept, or that is not emulated.
    """
    found: dict[str, Any] = _object(params, kind, "")
    for name in found:
        if name not in emulated:
            raise RefusedError(f"The test server does nothing with the parameter {name}", param=name)
    return found


def _hints(kind: Any) -> dict[str, Any]:
    own = {name: hint for name, hint in kind.__annotations__.items() if name not in _OPTIONS}
    holder = type("Holder", (), {"__annotations__": own, "__module__": kind.__module__})
    return typing.get_type_hints(holder, vars(sys.modules[kind.__module__]), include_extras=True)


def _object(value: Any, kind: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RefusedError(f"Invalid object: {path}", param=path)
    hints = _hints(kind)
    for name, hint in hints.items():
        if get_origin(hint) is not NotRequired and name not in value:
            inside = _inside(path, name)
            raise RefusedError(f"Missing required param: {inside}.", code="parameter_missing", param=inside)
    found = {}
    for name, each in value.items():
        inside = _inside(path, name)
        if name not in hints:
            raise RefusedError(f"Received unknown parameter: {inside}", code="parameter_unknown", param=inside)
        found[name] = _value(each, hints[name], inside)
    return found


def _inside(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


def _value(value: Any, hint: Any, path: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (NotRequired, Required):
        return _value(value, arguments[0], path)
    if origin in (Union, types.UnionType):
        return _one_of(value, arguments, path)
    if origin is Literal:
        if value not in arguments:
            raise RefusedError(f"Invalid {path}: must be one of {', '.join(map(repr, arguments))}", param=path)
        return value
    if is_typeddict(hint):
        return _object(value, hint, path)
    if origin is list:
        if not isinstance(value, list):
            raise RefusedError(f"Invalid array: {path}", param=path)
        return [_value(each, arguments[0], f"{path}[{number}]") for number, each in enumerate(value)]
    if origin is dict:
        if not isinstance(value, dict):
            raise RefusedError(f"Invalid object: {path}", param=path)
        return {name: _value(each, arguments[1], _inside(path, name)) for name, each in value.items()}
    return _plain(value, hint, path)


def _one_of(value: Any, kinds: tuple[Any, ...], path: str) -> Any:
    # The library lets any text pass where Stripe may add further words; a list of words is meant all the same.
    words = [kind for kind in kinds if get_origin(kind) is Literal and get_args(kind) != ("",)]
    refusals = []
    for kind in [each for each in kinds if not (words and each is str)]:
        try:
            return _value(value, kind, path)
        except RefusedError as error:
            refusals.append(error)
    # The one that came furthest says most.
    raise max(refusals, key=lambda error: len(error.body["error"]["param"]))


def _plain(value: Any, hint: Any, path: str) -> Any:
    if not isinstance(value, str):
        raise RefusedError(f"Invalid string: {path}", param=path)
    if hint is bool and value in ("true", "false"):
        return value == "true"
    if hint is int and value.lstrip("-").isdecimal():
        return int(value)
    if hint is str:
        return value
    raise RefusedError(f"Invalid {getattr(hint, '__name__', 'value')}: {path}", param=path)
