"""Makes moto copy, measure and show DynamoDB's items quickly.

Each attribute is an object, and for each moto asks one question after another about its type. It measures a whole item
again for every attribute that is set, and copies every item that is read.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any

from local.patching import replaced

_SCALARS = frozenset(("S", "N", "BOOL", "NULL"))
_PLAIN = (str, int, float, bool, type(None))


@contextmanager
def quick_items() -> Iterator[None]:
    """Replace what moto does for each attribute; sets and bytes take its own way."""
    types: Any = import_module("moto.dynamodb.models.dynamo_type")
    utilities: Any = import_module("moto.dynamodb.models.utilities")
    responses: Any = import_module("moto.dynamodb.responses")
    attribute = types.DynamoType
    plain_copy, plain_size, plain_show = attribute.__deepcopy__, attribute.size, utilities.dynamo_to_dict
    new = object.__new__

    def copied(self: Any, memo: dict[int, Any]) -> Any:
        kind, value = self.type, self.value
        if kind == "M":
            value = {name: copied(each, memo) for name, each in value.items()}
        elif kind == "L":
            value = [copied(each, memo) for each in value]
        elif kind not in _SCALARS:
            return plain_copy(self, memo)
        copy = new(attribute)
        copy.type, copy.value = kind, value
        return copy

    def size(self: Any) -> int:
        kind, value = self.type, self.value
        if kind == "S":
            return len(value.encode())
        if kind == "M":
            return sum(len(name.encode()) + size(each) for name, each in value.items())
        if kind == "L":
            return sum(map(size, value))
        measured: int = plain_size(self)
        return measured

    def show(shown: Any) -> Any:
        kind = type(shown)
        if kind is attribute and shown.type in _SCALARS:
            return {shown.type: shown.value}
        if kind is attribute and shown.type in ("M", "L"):
            return {shown.type: show(shown.value)}
        if kind is dict:
            return {name: show(each) for name, each in shown.items()}
        if kind is list:
            return [show(each) for each in shown]
        return shown if kind in _PLAIN else plain_show(shown)

    with ExitStack() as stack:
        stack.enter_context(replaced(attribute, "__deepcopy__", copied))
        stack.enter_context(replaced(attribute, "size", size))
        for module in (utilities, responses):
            stack.enter_context(replaced(module, "dynamo_to_dict", show))
        yield
