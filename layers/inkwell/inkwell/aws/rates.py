"""Counts of rate limits in DynamoDB: one item a block, removed by the table's time to live some time after it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from inkwell.aws.items import dump, load
from inkwell.core.rates import Addition, Window

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoRates:
    """The `RateStore` in a DynamoDB table: one update for each call, the first and refused ones included."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, additions: Sequence[Addition]) -> tuple[bool, Sequence[int]]:
        """See `RateStore`."""
        (block,) = {addition.window.block for addition in additions}
        key = {"pk": f"RATE#{block.subject}", "sk": f"{block.group}#{block.begins_at}"}
        names = {f"#{index}": _attribute(addition.window) for index, addition in enumerate(additions)}
        # A window may end after its block: nothing of the block is needed any more one length later.
        values: dict[str, Any] = {":expires_at": block.begins_at + 2 * block.length}
        for index, addition in enumerate(additions):
            values |= {f":count{index}": addition.count, f":room{index}": addition.most - addition.count}
        try:
            response = self._client.update_item(
                TableName=self._table,
                Key=dump(key),
                UpdateExpression="SET expires_at = :expires_at ADD "
                + ", ".join(f"#{index} :count{index}" for index in range(len(additions))),
                ConditionExpression=" AND ".join(map(_fits, range(len(additions)), additions)),
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=dump(values),
                ReturnValues="ALL_NEW",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            refusal: Any = error.response
            return False, _counts(refusal.get("Item", {}), additions)
        return True, _counts(response["Attributes"], additions)


def _attribute(window: Window) -> str:
    """The attribute of a window's count, with the seconds from the block's beginning to the window's."""
    name = window.name.rpartition(".")[2]
    return f"{name}@{window.begins_at - window.block.begins_at}"


def _fits(index: int, addition: Addition) -> str:
    # What costs more than the whole limit is refused even where nothing is counted yet.
    room = f"#{index} <= :room{index}"
    return room if addition.count > addition.most else f"(attribute_not_exists(#{index}) OR {room})"


def _counts(item: Mapping[str, Any], additions: Sequence[Addition]) -> Sequence[int]:
    stored = load(item)
    return [stored.get(_attribute(addition.window), 0) for addition in additions]
