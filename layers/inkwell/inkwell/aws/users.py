"""Users and their API keys in DynamoDB."""

from collections.abc import Sequence, Set
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from inkwell.accounts.users import ApiKey, User
from inkwell.aws.items import Update, dump, load, moment, refused
from inkwell.aws.puts import put_new
from inkwell.core.timestamps import timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_EXISTS = "attribute_exists(pk)"
#: The partition of all users in the index ByOwner. Partitions of owners' jobs have a "#" and a kind of job.
_ALL_USERS = "USERS"


def _key(username: str) -> dict[str, str]:
    return {"pk": f"USER#{username}", "sk": "USER"}


def _api_key_key(key_id: str) -> dict[str, str]:
    return {"pk": f"APIKEY#{key_id}", "sk": "APIKEY"}


class DynamoUsers:
    """The `UserStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def find(self, username: str) -> User | None:
        """See `UserStore`."""
        item = self._get(_key(username))
        return _user(item) if item else None

    def add(self, user: User) -> bool:
        """See `UserStore`."""
        values = {
            **asdict(user),
            **_key(user.username),
            "created_at": timestamp(user.created_at),
            "api_keys": None,  # a set in DynamoDB has at least one element
            "owner_kind": _ALL_USERS,
            "owner_order": user.username,
        }
        return put_new(self._client, self._table, dump(values))

    def list(self) -> Sequence[User]:
        """See `UserStore`."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            IndexName="ByOwner",
            KeyConditionExpression="owner_kind = :users",
            ExpressionAttributeValues=dump({":users": _ALL_USERS}),
        )
        return [_user(load(item)) for page in pages for item in page["Items"]]

    def set_password(self, username: str, password_hash: str) -> bool:
        """See `UserStore`."""
        return self._update(
            Update(_key(username), _EXISTS, set={"password_hash": password_hash}, add={"generation": 1})
        )

    def rehash(self, user: User, password_hash: str) -> None:
        """See `UserStore`."""
        self._update(
            Update(
                _key(user.username),
                "#password_hash = :old",
                set={"password_hash": password_hash},
                values={"old": user.password_hash},
            )
        )

    def disable(self, username: str) -> bool:
        """See `UserStore`."""
        return self._update(Update(_key(username), _EXISTS, set={"disabled": True}, add={"generation": 1}))

    def enable(self, username: str) -> bool:
        """See `UserStore`."""
        return self._update(Update(_key(username), _EXISTS, set={"disabled": False}))

    def add_api_key(self, user: User, key: ApiKey) -> bool:
        """See `UserStore`."""
        item = dump(asdict(key) | {"created_at": timestamp(key.created_at)} | _api_key_key(key.id))
        writes: list[Any] = [
            {"Put": {"TableName": self._table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}},
            {"Update": self._listing(user, "ADD", {key.id}) | {"ConditionExpression": _EXISTS}},
        ]
        try:
            self._client.transact_write_items(TransactItems=writes)
        except ClientError as error:
            if refused(error):
                return False
            raise
        return True

    def find_api_key(self, key_id: str) -> ApiKey | None:
        """See `UserStore`."""
        item = self._get(_api_key_key(key_id))
        if item is None:
            return None
        return ApiKey(item["id"], item["secret_hash"], item["username"], moment(item["created_at"]))

    def revoke_api_keys(self, user: User, key_ids: Set[str]) -> None:
        """See `UserStore`."""
        if not key_ids:
            return
        writes: list[Any] = [{"Update": self._listing(user, "DELETE", key_ids)}]
        for key_id in sorted(key_ids):
            writes.append({"Delete": {"TableName": self._table, "Key": dump(_api_key_key(key_id))}})
        self._client.transact_write_items(TransactItems=writes)

    def _listing(self, user: User, verb: str, key_ids: Set[str]) -> dict[str, Any]:
        return {
            "TableName": self._table,
            "Key": dump(_key(user.username)),
            "UpdateExpression": f"{verb} api_keys :keys",
            "ExpressionAttributeValues": dump({":keys": set(key_ids)}),
        }

    def _get(self, key: dict[str, str]) -> dict[str, Any] | None:
        response = self._client.get_item(TableName=self._table, Key=dump(key), ConsistentRead=True)
        return load(response["Item"]) if "Item" in response else None

    def _update(self, update: Update) -> bool:
        try:
            self._client.update_item(**update.arguments(self._table))
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def _user(values: dict[str, Any]) -> User:
    return User(
        username=values["username"],
        password_hash=values["password_hash"],
        id=values["id"],
        created_at=moment(values["created_at"]),
        disabled=values.get("disabled", False),
        generation=values.get("generation", 0),
        api_keys=frozenset(values.get("api_keys", ())),
    )
