"""Records of billing in DynamoDB: events of Stripe beside the accounts that heard of them, and whose customers are."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from inkwell.aws.items import dump, load, moment, refused
from inkwell.aws.transactions import TableWrite
from inkwell.coloring_books.billing_records import RememberedEvent
from inkwell.coloring_books.errors import EventRepeated
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import StaleRecord
from inkwell.core.timestamps import timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

#: The time for which an event is remembered, in seconds: long after Stripe has ceased to repeat it, and after a payment
#: can be disputed.
RETENTION = 400 * 24 * 3600

_EVENT = "EVENT#"


class DynamoBillingRecords:
    """The `BillingRecords` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def owner(self, customer: str) -> str | None:
        """See `BillingRecords`."""
        key = dump(_customer(customer))
        item = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item", {})
        found: str | None = load(item).get("owner")
        return found

    def events(self, owner: str) -> Sequence[RememberedEvent]:
        """See `BillingRecords`."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :event)",
            ExpressionAttributeValues=dump({":pk": f"ACCOUNT#{owner}", ":event": _EVENT}),
        )
        found = [load(item) for page in pages for item in page["Items"]]
        texts = ("id", "type", "customer", "subscription", "about", "effect")
        return [
            RememberedEvent(
                **{name: item[name] for name in texts},
                at=moment(item["at"]),
                applied_at=moment(item["applied_at"]),
                is_refused=item.get("is_refused", False),
            )
            for item in found
        ]

    def applied(self, owner: str, event: RememberedEvent) -> JoinedWrite:
        """See `BillingRecords`."""
        put = self._put(owner, event) | {
            "ConditionExpression": "attribute_not_exists(pk) OR is_refused = :true",
            "ExpressionAttributeValues": dump({":true": True}),
        }
        return TableWrite({"Put": put}, lambda _: EventRepeated())

    def noted(self, owner: str, event: RememberedEvent) -> bool:
        """See `BillingRecords`."""
        try:
            self._client.put_item(**self._put(owner, event), ConditionExpression="attribute_not_exists(pk)")
        except ClientError as error:
            if not refused(error):
                raise
            return False
        return True

    def linked(self, owner: str, customer: str) -> JoinedWrite:
        """See `BillingRecords`."""
        put = {
            "TableName": self._table,
            "Item": dump(_customer(customer) | {"owner": owner}),
            "ConditionExpression": "attribute_not_exists(pk) OR #owner = :owner",
            "ExpressionAttributeNames": {"#owner": "owner"},
            "ExpressionAttributeValues": dump({":owner": owner}),
        }
        return TableWrite({"Put": put}, lambda _: StaleRecord())

    def _put(self, owner: str, event: RememberedEvent) -> dict[str, Any]:
        item = asdict(event) | {"at": timestamp(event.at), "applied_at": timestamp(event.applied_at)}
        item |= {"pk": f"ACCOUNT#{owner}", "sk": f"{_EVENT}{event.id}", "expires_at": int(time.time()) + RETENTION}
        return {"TableName": self._table, "Item": dump(item)}


def _customer(customer: str) -> dict[str, str]:
    return {"pk": f"CUSTOMER#{customer}", "sk": "CUSTOMER"}
