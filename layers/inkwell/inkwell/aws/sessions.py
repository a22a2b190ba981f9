"""Sessions and failed sign-ins in DynamoDB. The table's time to live removes both."""

import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from inkwell.accounts.sessions import SessionRecord
from inkwell.accounts.throttle import Count
from inkwell.aws.items import Update, dump, load, moment
from inkwell.aws.puts import put_new
from inkwell.core.errors import Unavailable
from inkwell.core.timestamps import timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def _session_key(session_id: str) -> dict[str, str]:
    return {"pk": f"SESSION#{session_id}", "sk": "SESSION"}


def _failures_key(key: str) -> dict[str, str]:
    return {"pk": f"SIGNIN#{key}", "sk": "SIGNIN"}


class DynamoSessions:
    """The `SessionStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, session: SessionRecord) -> None:
        """See `SessionStore`."""
        values = asdict(session) | {
            "ends_at": timestamp(session.expires_at),
            "expires_at": int(session.expires_at.timestamp()),
        }
        if not put_new(self._client, self._table, dump(values | _session_key(session.id))):
            raise ValueError("a new session has an id of its own")

    def find(self, session_id: str) -> SessionRecord | None:
        """See `SessionStore`."""
        response = self._client.get_item(TableName=self._table, Key=dump(_session_key(session_id)), ConsistentRead=True)
        if "Item" not in response:
            return None
        values = load(response["Item"])
        return SessionRecord(
            id=values["id"],
            user_id=values["user_id"],
            username=values["username"],
            generation=values["generation"],
            expires_at=moment(values["ends_at"]),
            revoked=values["revoked"],
        )

    def revoke(self, session_id: str) -> None:
        """See `SessionStore`."""
        update = Update(_session_key(session_id), "attribute_exists(pk)", set={"revoked": True})
        with suppress(self._client.exceptions.ConditionalCheckFailedException):
            self._client.update_item(**update.arguments(self._table))


class DynamoFailures:
    """The `FailureStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def read(self, keys: Collection[str]) -> Mapping[str, Count]:
        """See `FailureStore`.

        Raises:
            Unavailable: DynamoDB returned only a part, and unknown counts must not pass as 0.
        """
        wanted = [dump(_failures_key(key)) for key in keys]
        response = self._client.batch_get_item(RequestItems={self._table: {"Keys": wanted, "ConsistentRead": True}})
        if response["UnprocessedKeys"]:
            raise Unavailable
        items = [load(item) for item in response["Responses"][self._table]]
        # The table's time to live removes items late, so an expired count counts as gone.
        return {item["key"]: _count(item) for item in items if item["expires_at"] > time.time()}

    def add(self, key: str, until: int, *, extends: bool) -> Count:
        """See `FailureStore`."""
        moment = int(time.time())
        end = {"expires_at": until}
        more = Update(
            _failures_key(key),
            "#expires_at > :moment",
            set=end if extends else {},
            add={"failures": 1},
            names=("expires_at",),
            values={"moment": moment},
        )
        first = Update(
            _failures_key(key),
            "attribute_not_exists(#expires_at) OR #expires_at <= :moment",
            set={"key": key, "failures": 1, **end},
            values={"moment": moment},
        )
        # A request that loses the race for the first failure finds a count to add to.
        for update in (more, first, more):
            with suppress(self._client.exceptions.ConditionalCheckFailedException):
                response = self._client.update_item(**update.arguments(self._table), ReturnValues="ALL_NEW")
                return _count(load(response["Attributes"]))
        raise Unavailable

    def remember(self, key: str, until: int) -> None:
        """See `FailureStore`."""
        item = {**_failures_key(key), "key": key, "failures": 0, "expires_at": until}
        self._client.put_item(TableName=self._table, Item=dump(item))

    def clear(self, key: str) -> None:
        """See `FailureStore`."""
        self._client.delete_item(TableName=self._table, Key=dump(_failures_key(key)))


def _count(item: Mapping[str, Any]) -> Count:
    return Count(item["failures"], item["expires_at"])
