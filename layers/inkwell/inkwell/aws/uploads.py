"""Uploads in DynamoDB."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from inkwell.aws.items import Item, dump, fits_key, load, moment
from inkwell.aws.puts import put_new
from inkwell.core.timestamps import timestamp
from inkwell.uploads.models import RETENTION
from inkwell.uploads.store import Upload, UploadStatus

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def _key(upload_id: str) -> dict[str, str]:
    return {"pk": f"UPLOAD#{upload_id}", "sk": "UPLOAD"}


class DynamoUploads:
    """The `UploadStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, upload: Upload) -> None:
        """See `UploadStore`."""
        if not put_new(self._client, self._table, _item(upload)):
            raise ValueError("a new upload has an id of its own")

    def find(self, upload_id: str) -> Upload | None:
        """See `UploadStore`."""
        if not fits_key(upload_id):
            return None
        response = self._client.get_item(TableName=self._table, Key=dump(_key(upload_id)), ConsistentRead=True)
        if "Item" not in response:
            return None
        values = {
            name: value for name, value in load(response["Item"]).items() if name not in ("pk", "sk", "expires_at")
        }
        changed = {"status": UploadStatus(values["status"]), "created_at": moment(values["created_at"])}
        return Upload(**values | changed)

    def conclude(self, upload: Upload) -> bool:
        """See `UploadStore`."""
        try:
            self._client.put_item(
                TableName=self._table,
                Item=_item(upload),
                ConditionExpression="#status = :pending",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues=dump({":pending": str(UploadStatus.PENDING)}),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def _item(upload: Upload) -> Item:
    stored = {"status": str(upload.status), "created_at": timestamp(upload.created_at)}
    expires = {"expires_at": int((upload.created_at + 2 * RETENTION).timestamp())}
    return dump(asdict(upload) | stored | expires | _key(upload.id))
