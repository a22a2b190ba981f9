"""Uploads in DynamoDB."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from inkwell.aws.items import dump, fits_key, load, moment
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
        self._put(upload, ConditionExpression="attribute_not_exists(pk)")

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
            self._put(
                upload,
                ConditionExpression="#status = :pending",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues=dump({":pending": str(UploadStatus.PENDING)}),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def _put(self, upload: Upload, **condition: Any) -> None:
        stored = {"status": str(upload.status), "created_at": timestamp(upload.created_at)}
        expires = {"expires_at": int((upload.created_at + 2 * RETENTION).timestamp())}
        item = dump(asdict(upload) | stored | expires | _key(upload.id))
        self._client.put_item(TableName=self._table, Item=item, **condition)
