"""Users in DynamoDB."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from inkwell.accounts.users import User
from inkwell.aws.items import dump, load, moment
from inkwell.core.timestamps import timestamp

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def _key(username: str) -> dict[str, str]:
    return {"pk": f"USER#{username}", "sk": "USER"}


class DynamoUsers:
    """The `UserStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def find(self, username: str) -> User | None:
        """See `UserStore`."""
        item = self._client.get_item(TableName=self._table, Key=dump(_key(username)), ConsistentRead=True).get("Item")
        if item is None:
            return None
        values = load(item)
        return User(values["username"], values["password_hash"], values["id"], moment(values["created_at"]))

    def add(self, user: User) -> bool:
        """See `UserStore`."""
        values = asdict(user) | {"created_at": timestamp(user.created_at)} | _key(user.username)
        try:
            self._client.put_item(
                TableName=self._table, Item=dump(values), ConditionExpression="attribute_not_exists(pk)"
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True
