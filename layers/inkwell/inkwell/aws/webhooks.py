"""Webhooks received, in DynamoDB."""

import hashlib
import time
import uuid
from typing import TYPE_CHECKING

from inkwell.aws.items import dump
from inkwell.aws.puts import put_new

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

#: The time for which a webhook is remembered, in seconds; its sender stops repeating it within minutes.
RETENTION = 24 * 3600


class DynamoSeenWebhooks:
    """The `SeenWebhooks` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def first_time(self, webhook_id: str) -> bool:
        """See `SeenWebhooks`."""
        # Hashed, because a sender chooses the id's characters.
        name = hashlib.sha256(webhook_id.encode(errors="replace")).hexdigest()
        item = {"pk": f"WEBHOOK#{name}", "sk": "WEBHOOK", "expires_at": int(time.time()) + RETENTION}
        # A delivery that comes within the same second is another one.
        return put_new(self._client, self._table, dump(item | {"delivery": uuid.uuid4().hex}))
