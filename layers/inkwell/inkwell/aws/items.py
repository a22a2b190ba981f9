"""DynamoDB items from plain Python and back, and the conditional update that most stores use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

_serializer = TypeSerializer()
_deserialize = TypeDeserializer().deserialize

Item = dict[str, Any]


#: The longest partition key, in bytes.
_MAX_KEY = 2048


def fits_key(text: str) -> bool:
    """True when a caller's text is short enough for a partition key. Nothing can be stored under longer ones."""
    return len(text.encode()) + len("UPLOAD#") <= _MAX_KEY


def dump(values: Mapping[str, Any]) -> Item:
    """A DynamoDB item; attributes that are None are left out."""
    return {name: _serialize(value) for name, value in values.items() if value is not None}


def _serialize(value: Any) -> Any:
    return _serializer.serialize(_storable(value))


def _storable(value: Any) -> Any:
    """The value with its floats as decimals, as DynamoDB's serialiser demands."""
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, Mapping):
        return {key: _storable(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(entry) for entry in value]
    return value


def load(item: Mapping[str, Any]) -> dict[str, Any]:
    """A plain dict; whole numbers come back as int."""
    return {name: _plain(_deserialize(value)) for name, value in item.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value


def moment(text: str) -> datetime:
    """The moment of a stored timestamp."""
    return datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Update:
    """A conditional update of one item, for `update_item` or for a transaction.

    Args:
        key: the item's key, as plain values.
        set: attributes to set; dotted names reach into maps.
        add: numbers to add to attributes.
        remove: attributes to remove.
        condition: an expression over `#names` and `:values`.
        names, values: further names and values that the condition uses, without their `#` and `:`.
    """

    key: Mapping[str, Any]
    condition: str
    set: Mapping[str, Any] = field(default_factory=dict)
    add: Mapping[str, int] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)

    def arguments(self, table: str) -> dict[str, Any]:
        """The arguments of `update_item`."""
        used = {part for name in (*self.set, *self.add, *self.remove, *self.names) for part in name.split(".")}
        reference = {name: ".".join(f"#{part}" for part in name.split(".")) for name in (*self.set, *self.add)}
        clauses = []
        if self.set:
            pairs = (f"{reference[name]} = :set{index}" for index, name in enumerate(self.set))
            clauses.append("SET " + ", ".join(pairs))
        if self.add:
            clauses.append("ADD " + ", ".join(f"{reference[name]} :add{index}" for index, name in enumerate(self.add)))
        if self.remove:
            clauses.append("REMOVE " + ", ".join(f"#{name}" for name in self.remove))
        values = (
            {f":set{index}": value for index, value in enumerate(self.set.values())}
            | {f":add{index}": value for index, value in enumerate(self.add.values())}
            | {f":{name}": value for name, value in self.values.items()}
        )
        arguments: dict[str, Any] = {
            "TableName": table,
            "Key": dump(self.key),
            "UpdateExpression": " ".join(clauses),
            "ConditionExpression": self.condition,
            "ExpressionAttributeNames": {f"#{name}": name for name in sorted(used)},
        }
        if values:
            arguments["ExpressionAttributeValues"] = {name: _serialize(value) for name, value in values.items()}
        return arguments


def conflicted(error: ClientError) -> bool:
    """True when a write met another transaction on the same item at the same moment; a repetition may succeed."""
    reasons: Any = error.response.get("CancellationReasons", [])
    codes = {error.response["Error"]["Code"], *(reason.get("Code") for reason in reasons)}
    return bool(codes & {"TransactionConflictException", "TransactionConflict"})


def refused(error: ClientError) -> list[bool]:
    """A flag for each write of a transaction, or for the one write: true where its condition failed.

    Empty when the error has another cause.
    """
    code = error.response["Error"]["Code"]
    if code == "ConditionalCheckFailedException":
        return [True]
    if code == "TransactionCanceledException":
        reasons: Any = error.response.get("CancellationReasons", [])
        failed = [reason.get("Code") == "ConditionalCheckFailed" for reason in reasons]
        return failed if any(failed) else []
    return []
