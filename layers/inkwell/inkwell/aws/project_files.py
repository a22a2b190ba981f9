"""Records of project pictures in DynamoDB."""

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from inkwell.aws.items import Item, dump, load, moment
from inkwell.aws.puts import put_new
from inkwell.aws.transactions import TableWrite
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import StaleRecord
from inkwell.core.timestamps import now, timestamp
from inkwell.uploads.project_files import ProjectFile

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


#: The time after which the record of a picture that was never shown is gone: no worker can still store it.
UNUSED = timedelta(days=1)


def _key(key: str) -> dict[str, str]:
    return {"pk": f"FILE#{key}", "sk": "FILE"}


class DynamoProjectFiles:
    """The `ProjectFiles` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, file: ProjectFile) -> bool:
        """See `ProjectFiles`."""
        return put_new(self._client, self._table, _item(file))

    def addition(self, file: ProjectFile) -> JoinedWrite:
        """See `ProjectFiles`."""
        return TableWrite({"Put": self._put(file)}, lambda _: StaleRecord())

    def expiry(self, key: str) -> JoinedWrite:
        """See `ProjectFiles`."""
        gone = int((now() + UNUSED).timestamp())
        # Without a condition: a record that is gone already must not keep a job from ending.
        update = {
            "TableName": self._table,
            "Key": dump(_key(key)),
            "UpdateExpression": "SET expires_at = :gone",
            "ExpressionAttributeValues": dump({":gone": gone}),
        }
        return TableWrite({"Update": update}, lambda _: StaleRecord())

    def remove(self, key: str) -> None:
        """See `ProjectFiles`."""
        self._client.delete_item(TableName=self._table, Key=dump(_key(key)))

    def _put(self, file: ProjectFile) -> Any:
        return {"TableName": self._table, "Item": _item(file), "ConditionExpression": "attribute_not_exists(pk)"}

    def find(self, key: str) -> ProjectFile | None:
        """See `ProjectFiles`."""
        response = self._client.get_item(TableName=self._table, Key=dump(_key(key)), ConsistentRead=True)
        if "owner" not in response.get("Item", {}):
            return None
        index = ("pk", "sk", "expires_at")
        values = {name: value for name, value in load(response["Item"]).items() if name not in index}
        return ProjectFile(**values | {"created_at": moment(values["created_at"])})


def _item(file: ProjectFile) -> Item:
    return dump(asdict(file) | {"created_at": timestamp(file.created_at)} | _key(file.key))
