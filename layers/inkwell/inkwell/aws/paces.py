"""Measured paces in DynamoDB: numbers beside an owner's counts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from inkwell.aws.items import dump, load
from inkwell.aws.owned_things import counts_key
from inkwell.aws.transactions import TableWrite
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import StaleRecord

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


#: The prefix of the attributes with paces; the size of the round follows.
_PACE = "pace_"


class DynamoPaces:
    """The `PaceStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def paces(self, owner: str) -> Mapping[int, float]:
        """See `PaceStore`."""
        response = self._client.get_item(TableName=self._table, Key=dump(counts_key(owner)))
        stored = load(response.get("Item", {}))
        return {int(name.removeprefix(_PACE)): ms / 1000 for name, ms in stored.items() if name.startswith(_PACE)}

    def measured(self, owner: str, size: int, seconds: float) -> JoinedWrite:
        """See `PaceStore`."""
        update = {
            "TableName": self._table,
            "Key": dump(counts_key(owner)),
            "UpdateExpression": f"SET {_PACE}{size} = :ms",
            "ExpressionAttributeValues": dump({":ms": max(1, round(1000 * seconds))}),
        }
        return TableWrite({"Update": update}, lambda _: StaleRecord())
