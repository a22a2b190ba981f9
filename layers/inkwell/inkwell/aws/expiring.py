"""Things that expire in DynamoDB: partitions whose first item stands in the index Due.

The first item of `PROJECT#{id}` has the sort key `PROJECT`, as in all partitions. Any item of the partition may have
the attributes `jobs` (ids of jobs) and `prefixes` (of object keys): what is purged with the thing.
"""

import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from inkwell.aws.items import Update, conflicted, dump, load, refused
from inkwell.aws.records import DUE_SHARDS
from inkwell.core.errors import StaleRecord
from inkwell.core.expiring import AGAIN, Belongings
from inkwell.core.timestamps import timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

#: The attributes that let a thing expire; without them it stays.
EXPIRY = ("due_shard", "due_at")

#: The attribute of a thing that was claimed: it counts as gone, and whoever changes its expiry must not find it.
PURGED = "purged"

#: The most expired things that are read at once from each shard of the index.
_MOST_DUE = 100


def expiry(pk: str, moment: datetime) -> Mapping[str, str]:
    """The attributes of its first item by which a thing expires.

    Args:
        pk: its partition key.
        moment: when it expires.
    """
    return {"due_shard": _shard(zlib.crc32(pk.encode())), "due_at": timestamp(moment)}


def _shard(number: int) -> str:
    # Apart from the shards of jobs, so that neither crowds out the other.
    return f"DUE#EXPIRY#{number % DUE_SHARDS}"


class DynamoExpiring:
    """The `ExpiringStore` in a DynamoDB table; a thing's name is its partition key."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def due(self, moment: datetime) -> Sequence[str]:
        """See `ExpiringStore`. Read from an index."""
        found: list[dict[str, Any]] = []
        for number in range(DUE_SHARDS):
            response = self._client.query(
                TableName=self._table,
                IndexName="Due",
                KeyConditionExpression="due_shard = :shard AND due_at <= :moment",
                ExpressionAttributeValues=dump({":shard": _shard(number), ":moment": timestamp(moment)}),
                Limit=_MOST_DUE,
            )
            found += map(load, response["Items"])
        return [item["pk"] for item in sorted(found, key=lambda item: item["due_at"])]

    def claim(self, name: str, moment: datetime) -> bool:
        """See `ExpiringStore`."""
        update = Update(
            _key(name),
            condition="attribute_exists(#due_shard) AND #due_at <= :moment",
            names=("due_shard",),
            values={"moment": timestamp(moment)},
            set={PURGED: True, "due_at": timestamp(moment + AGAIN)},
        )
        try:
            self._client.update_item(**update.arguments(self._table))
        except ClientError as error:
            if refused(error):
                return False
            if conflicted(error):
                raise StaleRecord from error
            raise
        return True

    def belongings(self, name: str) -> Belongings:
        """See `ExpiringStore`."""
        items = [load(item) for item in self._items(name, "jobs, prefixes")]
        return Belongings(
            jobs=[job for item in items for job in item.get("jobs", ())],
            prefixes=[prefix for item in items for prefix in item.get("prefixes", ())],
        )

    def remove(self, name: str) -> None:
        """See `ExpiringStore`."""
        first = dump(_key(name))
        for key in sorted(self._items(name, "pk, sk"), key=lambda key: key == first):
            self._client.delete_item(TableName=self._table, Key=key)

    def _items(self, name: str, attributes: str) -> list[dict[str, Any]]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=dump({":pk": name}),
            ProjectionExpression=attributes,
            ConsistentRead=True,
        )
        return [item for page in pages for item in page["Items"]]


def _key(name: str) -> dict[str, str]:
    return {"pk": name, "sk": name.partition("#")[0]}
