"""Counts of rate limits in DynamoDB: one item a window, removed by the table's time to live after the window."""

from typing import TYPE_CHECKING, Any

from inkwell.aws.items import Update, load
from inkwell.core.rates import Window

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoRates:
    """The `RateStore` in a DynamoDB table: one update for each addition, the first and refused ones included."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, window: Window, count: int, most: int) -> tuple[bool, int]:
        """See `RateStore`."""
        room = most - count
        update = Update(
            {"pk": f"RATE#{window.subject}", "sk": f"{window.name}#{window.begins_at}"},
            # A request that costs more than the whole limit is refused even where nothing is counted yet.
            "#used <= :room" if room < 0 else "attribute_not_exists(#used) OR #used <= :room",
            set={"expires_at": window.ends_at},
            add={"used": count},
            values={"room": room},
        )
        try:
            response = self._client.update_item(
                **update.arguments(self._table),
                ReturnValues="ALL_NEW",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            refusal: Any = error.response
            return False, load(refusal.get("Item", {})).get("used", 0)
        return True, load(response["Attributes"])["used"]
