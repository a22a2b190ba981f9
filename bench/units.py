"""DynamoDB's request units: what an on-demand table charges for reading and writing items of known sizes.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html, sizes by
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html, indexes by
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: An item as DynamoDB's API writes it: each attribute with its type, such as {"pk": {"S": "JOB#1"}}.
Item = Mapping[str, Any]

# Bytes of a write unit, of a read unit, and of a list or map without what is in it.
_WRITE = 1024
_READ = 4096
_CONTAINER = 3


@dataclass(frozen=True)
class Index:
    """A global secondary index.

    Args:
        name: the index's name.
        keys: its key attributes; an item that lacks one of them is not in the index.
        projected: the attributes that it holds beside its own and the table's keys; None for all.
    """

    name: str
    keys: tuple[str, ...]
    projected: frozenset[str] | None

    def entry(self, item: Item | None, table_keys: Sequence[str]) -> Item | None:
        """The part of an item that the index holds; None when the item is not in it."""
        if item is None or any(key not in item for key in self.keys):
            return None
        if self.projected is None:
            return item
        held = {*self.keys, *table_keys, *self.projected}
        return {name: value for name, value in item.items() if name in held}


def indexes(table: Mapping[str, Any]) -> list[Index]:
    """The indexes of a table of the template.

    Args:
        table: the `Properties` of an `AWS::DynamoDB::Table`.
    """
    found = []
    for index in table.get("GlobalSecondaryIndexes", []):
        projection = index["Projection"]
        everything = projection["ProjectionType"] == "ALL"
        keys = tuple(key["AttributeName"] for key in index["KeySchema"])
        projected = None if everything else frozenset(projection.get("NonKeyAttributes", []))
        found.append(Index(index["IndexName"], keys, projected))
    return found


def size(item: Item) -> int:
    """The bytes of an item: its attributes' names and values."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: Mapping[str, Any]) -> int:
    ((kind, held),) = value.items()
    match kind:
        case "S":
            return len(str(held).encode())
        case "N":
            digits = len(held.lstrip("-").replace(".", "").strip("0"))
            return (digits + 1) // 2 + 1 + int(held.startswith("-"))
        case "B":
            return len(held) * 3 // 4  # base64
        case "BOOL" | "NULL":
            return 1
        case "M":
            return _CONTAINER + len(held) + size(held)
        case "L":
            return _CONTAINER + len(held) + sum(map(_value_size, held))
    raise NotImplementedError(f"the size of an attribute of type {kind}")


def write_units(before: Item | None, after: Item | None) -> int:
    """The units of a standard write to the table: one for each begun KB of the larger of both items.

    Args:
        before, after: the item before and after the write; None where there is none. A write that a condition refused
            has the same item twice.
    """
    return max(1, *(math.ceil(size(item or {}) / _WRITE) for item in (before, after)))


def index_write_units(index: Index, before: Item | None, after: Item | None, table_keys: Sequence[str]) -> int:
    """The units by which a write to the table writes to an index: none where the index holds the same as before.

    An entry whose key has changed is deleted and put: two writes.
    """
    old, new = index.entry(before, table_keys), index.entry(after, table_keys)
    if old == new:
        return 0
    if old and new and any(old[key] != new[key] for key in index.keys):
        return write_units(old, None) + write_units(None, new)
    return write_units(old, new)


def read_units(read: int, *, consistent: bool) -> float:
    """The units of a read: one for each begun 4 KB, half of it where it need not be strongly consistent.

    Args:
        read: bytes of all items that were read; a read that finds none (0) costs as much as a small item.
        consistent: whether the read is strongly consistent.
    """
    units = max(1, math.ceil(read / _READ))
    return units if consistent else units / 2
