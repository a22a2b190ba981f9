"""Idempotency claims in DynamoDB."""

import hashlib
import json
import time
import uuid
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from inkwell.aws.items import dump, load
from inkwell.core.errors import IdempotencyKeyReused, RequestInProgress
from inkwell.core.idempotency import LEASE, RETENTION, Answer, Marker

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def _key(owner: str, key: str) -> dict[str, str]:
    # Hashed, because a caller chooses the key's characters.
    return {"pk": f"IDEMPOTENCY#{owner}#{hashlib.sha256(key.encode()).hexdigest()}", "sk": "IDEMPOTENCY"}


def completed_claim(table: str, marker: Marker) -> dict[str, Any]:
    """The write that completes a claim with its answer, for the transaction that stores the work."""
    if marker.answer is None:
        raise ValueError("the marker was not answered")
    return {
        "Update": {
            "TableName": table,
            "Key": dump(_key(marker.owner, marker.key)),
            "UpdateExpression": "SET answer = :answer, expires_at = :expires",
            "ConditionExpression": "claim_token = :token",
            "ExpressionAttributeValues": dump(
                {
                    ":answer": json.dumps({"status": marker.answer.status, "body": marker.answer.body}),
                    ":expires": int(time.time() + RETENTION.total_seconds()),
                    ":token": marker.token,
                }
            ),
        }
    }


class DynamoIdempotency:
    """The `IdempotencyStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def claim(self, owner: str, key: str, fingerprint: str) -> Marker:
        """See `IdempotencyStore`."""
        marker = Marker(owner, key, fingerprint, token=uuid.uuid4().hex)
        moment = int(time.time())
        try:
            self._client.put_item(
                TableName=self._table,
                Item=dump(
                    {
                        **_key(owner, key),
                        "fingerprint": fingerprint,
                        "claim_token": marker.token,
                        "expires_at": moment + int(LEASE.total_seconds()),
                    }
                ),
                # The table's time to live removes late, so what has expired counts as gone.
                ConditionExpression="attribute_not_exists(pk) OR expires_at < :moment",
                ExpressionAttributeValues=dump({":moment": moment}),
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            response: Any = error.response
            earlier = load(response.get("Item", {})) or self._read(owner, key)
            return _earlier(marker, earlier)
        return marker

    def complete(self, marker: Marker) -> None:
        """See `IdempotencyStore`."""
        try:
            self._client.update_item(**completed_claim(self._table, marker)["Update"])
        except self._client.exceptions.ConditionalCheckFailedException:
            raise RequestInProgress from None

    def release(self, marker: Marker) -> None:
        """See `IdempotencyStore`."""
        # One that is somebody else's by now, or answered, is not ours to give back.
        with suppress(self._client.exceptions.ConditionalCheckFailedException):
            self._client.delete_item(
                TableName=self._table,
                Key=dump(_key(marker.owner, marker.key)),
                ConditionExpression="claim_token = :token AND attribute_not_exists(answer)",
                ExpressionAttributeValues=dump({":token": marker.token}),
            )

    def _read(self, owner: str, key: str) -> dict[str, Any]:
        item = self._client.get_item(TableName=self._table, Key=dump(_key(owner, key)), ConsistentRead=True)
        return load(item.get("Item", {}))


def _earlier(marker: Marker, item: dict[str, Any]) -> Marker:
    if item and item["fingerprint"] != marker.fingerprint:
        raise IdempotencyKeyReused
    if "answer" not in item:
        raise RequestInProgress
    answer = json.loads(item["answer"])
    return replace(marker, answer=Answer(answer["status"], answer["body"]))
