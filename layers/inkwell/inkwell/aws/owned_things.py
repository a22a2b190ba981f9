"""Things of an owner in DynamoDB that are listed, counted, and deleted so that they can be restored for a while.

Each has a partition of its own with a first item, which stands in the index ByOwner until the thing is deleted, and in
the index Due from then on. An owner's things of a kind are counted in an item of their own, so that a limit is a
condition of the write that adds one.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from inkwell.aws.expiring import EXPIRY, PURGED, expiry
from inkwell.aws.items import Update, dump, fits_key, load
from inkwell.aws.records import owner_kind
from inkwell.aws.transactions import Action, TableWrite, transact
from inkwell.core.errors import InkwellError, StaleRecord
from inkwell.core.expiring import GRACE
from inkwell.core.paging import Position
from inkwell.core.timestamps import now, timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

#: The condition of every change of a thing: it is there, and its owner has not deleted it.
LIVE = "attribute_exists(pk) AND attribute_not_exists(#deleted_at)"

_OF_THE_STORE = frozenset({"pk", "sk", "owner_kind", "owner_order", "deleted_at", PURGED, "jobs", *EXPIRY})


class OwnedThings:
    """The things of one kind.

    Args:
        kind: their kind in the index ByOwner, and the name of their count.
        key: makes the key of the first item of a thing from its id.
    """

    def __init__(
        self, client: "DynamoDBClient", table: str, kind: str, key: Callable[[str], Mapping[str, str]]
    ) -> None:
        self._client = client
        self.table = table
        self._kind = kind
        self.key = key

    def place(self, owner: str, position: Position) -> dict[str, str]:
        """The attributes of a thing's place in lists."""
        return {"owner_kind": owner_kind(owner, self._kind), "owner_order": position.order}

    def addition(self, thing_id: str, owner: str, position: Position, values: Mapping[str, Any]) -> Action:
        """The write that stores a new thing."""
        item = dump({**values, **self.key(thing_id), **self.place(owner, position)})
        return {"Put": {"TableName": self.table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}

    def counted(
        self,
        owner: str,
        by: int,
        most: int | None = None,
        refused: Callable[[], InkwellError] = StaleRecord,
    ) -> TableWrite:
        """The write that changes the number of an owner's things.

        Args:
            most: the number that must not be exceeded; None for any number.
            refused: makes the error for one more than that.
        """
        update: dict[str, Any] = {
            "TableName": self.table,
            "Key": dump(counts_key(owner)),
            "UpdateExpression": "ADD #count :by",
            "ExpressionAttributeNames": {"#count": self._kind},
        }
        values = {":by": by}
        if most is not None:
            values[":most"] = most
            # Where there is no count yet, a comparison with it does not hold.
            first = "attribute_not_exists(#count) OR " if most else ""
            update["ConditionExpression"] = f"{first}#count < :most"
        return TableWrite({"Update": update | {"ExpressionAttributeValues": dump(values)}}, lambda _: refused())

    def count(self, owner: str) -> int:
        """The number of an owner's things."""
        response = self._client.get_item(TableName=self.table, Key=dump(counts_key(owner)), ConsistentRead=True)
        return int(load(response.get("Item", {})).get(self._kind, 0))

    def find(self, thing_id: str) -> dict[str, Any] | None:
        """The values of a thing; None when there is none, or it is deleted."""
        item = self.stored(thing_id)
        return None if item is None or "deleted_at" in item else values_of(item)

    def list(self, owner: str, limit: int, after: Position | None) -> tuple[list[dict[str, Any]], bool]:
        """The values of an owner's things, newest first, and whether others follow. Read from an index."""
        condition, values = "owner_kind = :kind", {":kind": owner_kind(owner, self._kind)}
        if after:
            condition, values = f"{condition} AND owner_order < :after", values | {":after": after.order}
        pages = self._client.get_paginator("query").paginate(
            TableName=self.table,
            IndexName="ByOwner",
            KeyConditionExpression=condition,
            ExpressionAttributeValues=dump(values),
            ScanIndexForward=False,
            PaginationConfig={"MaxItems": limit + 1, "PageSize": limit + 1},
        )
        found = [load(item) for page in pages for item in page["Items"]]
        return [values_of(item) for item in found[:limit]], len(found) > limit

    def delete(self, thing_id: str, owner: str, seen: Mapping[str, Any] | None = None) -> bool:
        """Delete a thing: it can be restored until it is purged. False when it is not there (any more).

        Args:
            seen: the values of attributes as they were read, None for none; False, too, where one has another value.
        """
        moment, key, seen = now(), self.key(thing_id), seen or {}
        same = [f"#{name} = :{name}" if value else f"attribute_not_exists(#{name})" for name, value in seen.items()]
        deleted = Update(
            key,
            condition=" AND ".join([LIVE, *same]),
            names=("deleted_at", *seen),
            values={name: value for name, value in seen.items() if value},
            set={"deleted_at": timestamp(moment), **expiry(key["pk"], moment + GRACE)},
            remove=("owner_kind", "owner_order"),
        )
        return transact(self._client, [self.update(deleted)], [self.counted(owner, -1)])

    def restore(self, thing_id: str, position: Callable[[Mapping[str, Any]], Position]) -> bool:
        """Restore a deleted thing; False when there is none, or it is being purged.

        Args:
            position: the place in lists of a thing with such values.
        """
        item = self.stored(thing_id)
        if item is None or "deleted_at" not in item:
            return False
        values = values_of(item)
        restored = Update(
            self.key(thing_id),
            condition=f"attribute_exists(#deleted_at) AND attribute_not_exists(#{PURGED})",
            names=("deleted_at", PURGED),
            set=self.place(values["owner"], position(values)),
            remove=("deleted_at", *EXPIRY),
        )
        return transact(self._client, [self.update(restored)], [self.counted(values["owner"], 1)])

    def update(self, update: Update) -> Action:
        """An update for a transaction."""
        return {"Update": update.arguments(self.table)}

    def stored(self, thing_id: str) -> dict[str, Any] | None:
        """The first item of a thing, even of a deleted one; None when there is none."""
        if not fits_key(thing_id):
            return None
        response = self._client.get_item(TableName=self.table, Key=dump(self.key(thing_id)), ConsistentRead=True)
        return load(response["Item"]) if "Item" in response else None


def values_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a thing, without what only the store needs."""
    return {name: value for name, value in item.items() if name not in _OF_THE_STORE}


def counts_key(owner: str) -> dict[str, str]:
    """The key of an owner's counts."""
    return {"pk": f"COUNTS#{owner}", "sk": "COUNTS"}
