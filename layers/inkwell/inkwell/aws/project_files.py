"""Records of project pictures in DynamoDB."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from inkwell.aws.items import dump, load, moment
from inkwell.core.timestamps import timestamp
from inkwell.uploads.project_files import ProjectFile

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def _key(key: str) -> dict[str, str]:
    return {"pk": f"FILE#{key}", "sk": "FILE"}


class DynamoProjectFiles:
    """The `ProjectFiles` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, file: ProjectFile) -> bool:
        """See `ProjectFiles`."""
        item = dump(asdict(file) | {"created_at": timestamp(file.created_at)} | _key(file.key))
        try:
            self._client.put_item(TableName=self._table, Item=item, ConditionExpression="attribute_not_exists(pk)")
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def find(self, key: str) -> ProjectFile | None:
        """See `ProjectFiles`."""
        response = self._client.get_item(TableName=self._table, Key=dump(_key(key)), ConsistentRead=True)
        if "Item" not in response:
            return None
        values = {name: value for name, value in load(response["Item"]).items() if name not in ("pk", "sk")}
        return ProjectFile(**values | {"created_at": moment(values["created_at"])})
