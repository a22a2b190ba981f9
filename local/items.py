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
_MOST_BYTES = 405_000  # of an item, in moto
_PLAIN = (str, int, float, bool, type(None))


@contextmanager
def quick_items() -> Iterator[None]:
    """Replace what moto does for each attribute; sets and bytes take its own way."""
    types: Any = import_module("moto.dynamodb.models.dynamo_type")
    utilities: Any = import_module("moto.dynamodb.models.utilities")
    responses: Any = import_module("moto.dynamodb.responses")
    attribute, attributes = types.DynamoType, types.LimitedSizeDict
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
        if kind == "S" and type(value) is str:
            return len(value.encode())
        if kind == "M":
            return sum(len(name.encode()) + size(each) for name, each in value.items())
        if kind == "L":
            return sum(map(size, value))
        measured: int = plain_size(self)
        return measured

    def copied_item(self: Any, memo: dict[int, Any]) -> Any:
        copy = new(types.Item)
        copy.attrs = dict.__new__(attributes)
        copy.hash_key, copy.range_key = self.hash_key, self.range_key  # nobody changes a key
        values = ((name, copied(each, memo) if type(each) is attribute else each) for name, each in self.attrs.items())
        dict.update(copy.attrs, values)  # they were measured when they came
        return copy

    def size_of(value: Any) -> int:
        return size(value) if type(value) is attribute else len(str(value).encode())

    def set_attribute(self: Any, name: str, value: Any) -> None:
        # What the attribute was before counts, too, as in moto.
        names, values = (*self, name), (*self.values(), value)
        if sum(map(len, map(str.encode, names))) + sum(map(size_of, values)) > _MOST_BYTES:
            raise types.ItemSizeTooLarge
        dict.__setitem__(self, name, value)

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
        stack.enter_context(replaced(attributes, "__setitem__", set_attribute))
        stack.enter_context(replaced(types.Item, "__deepcopy__", copied_item))
        for module in (utilities, responses):
            stack.enter_context(replaced(module, "dynamo_to_dict", show))
        yield
