"""Calls on the table for the stores of jobs and pictures: puts and updates, in a transaction or alone, and queries."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from inkwell.aws.items import Item, Update, conflicted, dump, refused
from inkwell.aws.transactions import Action, transact
from inkwell.core.effects import Effects, JoinedWrite, NoEffects
from inkwell.core.errors import StaleRecord

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class JobTable:
    """The table with the calls that the stores of jobs and pictures share.

    Args:
        effects: make the joined writes of each step of a job.
    """

    def __init__(self, client: "DynamoDBClient", table: str, effects: Effects | None = None) -> None:
        self._client = client
        self._table = table
        self._effects = effects or NoEffects()

    def _put(
        self,
        item: Item,
        condition: str = "attribute_not_exists(pk)",
        names: tuple[str, ...] = (),
        values: Mapping[str, Any] | None = None,
    ) -> Action:
        put: dict[str, Any] = {"TableName": self._table, "Item": item, "ConditionExpression": condition}
        if names:
            put["ExpressionAttributeNames"] = {f"#{name}": name for name in names}
        if values:
            put["ExpressionAttributeValues"] = dump({f":{name}": value for name, value in values.items()})
        return {"Put": put}

    def _actions(self, *updates: Update) -> Sequence[Action]:
        return [{"Update": update.arguments(self._table)} for update in updates]

    def _write(self, update: Update, joined: Sequence[JoinedWrite]) -> bool:
        """Do an update, as a transaction only where joined writes need it: transactions cost twice as much."""
        return transact(self._client, self._actions(update), joined) if joined else self._update(update)

    def _update(self, update: Update) -> bool:
        return self._updated(update.arguments(self._table)) is not None

    def _updated(self, arguments: Mapping[str, Any]) -> Item | None:
        """The response to an update; None when its condition refused it."""
        try:
            response: Any = self._client.update_item(**arguments)
        except ClientError as error:
            if refused(error):
                return None
            if conflicted(error):
                raise StaleRecord from error
            raise
        return dict(response)

    def _query(self, **arguments: Any) -> Sequence[Item]:
        pages = self._client.get_paginator("query").paginate(TableName=self._table, **arguments)
        return [item for page in pages for item in page["Items"]]
