"""Idempotency claims in DynamoDB."""

import hashlib
import json
import time
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from inkwell.aws.faults import hint
from inkwell.aws.items import dump, load
from inkwell.aws.transactions import TableWrite
from inkwell.core.errors import IdempotencyKeyReused, RequestInProgress
from inkwell.core.idempotency import LEASE, RETENTION, ClaimedKey, Response

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def _key(owner: str, key: str) -> dict[str, str]:
    # Hashed, because a caller chooses the key's characters.
    return {"pk": f"IDEMPOTENCY#{owner}#{hashlib.sha256(key.encode()).hexdigest()}", "sk": "IDEMPOTENCY"}


class DynamoIdempotency:
    """The `IdempotencyStore` in a DynamoDB table."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def claim(self, owner: str, key: str, fingerprint: str) -> ClaimedKey | Response:
        """See `IdempotencyStore`."""
        claimed = ClaimedKey(owner, key, fingerprint, token=uuid.uuid4().hex)
        moment = int(time.time())
        try:
            self._client.put_item(
                TableName=self._table,
                Item=dump(
                    {
                        **_key(owner, key),
                        "fingerprint": fingerprint,
                        "claim_token": claimed.token,
                        "expires_at": moment + int(LEASE.total_seconds()),
                    }
                ),
                # The table's time to live removes items late, so an expired claim counts as gone.
                ConditionExpression="attribute_not_exists(pk) OR expires_at < :moment",
                ExpressionAttributeValues=dump({":moment": moment}),
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            response: Any = error.response
            earlier = load(response.get("Item", {})) or self._read(owner, key)
            # A write whose response was lost is sent again by the SDK, and meets itself.
            return claimed if earlier.get("claim_token") == claimed.token else _earlier(fingerprint, earlier)
        except self._client.exceptions.TransactionConflictException:
            # The transaction of the first request is storing its response at this very moment.
            return _earlier(fingerprint, self._read(owner, key))
        return claimed

    def completion(self, claimed: ClaimedKey, response: Response) -> TableWrite:
        """See `IdempotencyStore`."""
        return TableWrite({"Update": self._completion(claimed, response)}, lambda _: RequestInProgress())

    def complete(self, claimed: ClaimedKey, response: Response) -> None:
        """See `IdempotencyStore`."""
        try:
            self._client.update_item(**self._completion(claimed, response))
        except (
            self._client.exceptions.ConditionalCheckFailedException,
            self._client.exceptions.TransactionConflictException,
        ):
            raise RequestInProgress from None

    def release(self, claimed: ClaimedKey) -> None:
        """See `IdempotencyStore`."""
        # A claim that another request holds by now, or that is completed, must stay. A claim that stays for another
        # reason lapses soon.
        conflict = self._client.exceptions.TransactionConflictException
        with hint("release"), suppress(self._client.exceptions.ConditionalCheckFailedException, conflict):
            self._client.delete_item(
                TableName=self._table,
                Key=dump(_key(claimed.owner, claimed.key)),
                ConditionExpression="claim_token = :token AND attribute_not_exists(answer)",
                ExpressionAttributeValues=dump({":token": claimed.token}),
            )

    def forget(self, owner: str, key: str, response: Response) -> None:
        """See `IdempotencyStore`."""
        conflict = self._client.exceptions.TransactionConflictException
        with hint("forget"), suppress(self._client.exceptions.ConditionalCheckFailedException, conflict):
            self._client.delete_item(
                TableName=self._table,
                Key=dump(_key(owner, key)),
                ConditionExpression="answer = :answer",
                ExpressionAttributeValues=dump({":answer": _text(response)}),
            )

    def _completion(self, claimed: ClaimedKey, response: Response) -> dict[str, Any]:
        return {
            "TableName": self._table,
            "Key": dump(_key(claimed.owner, claimed.key)),
            "UpdateExpression": "SET answer = :answer, expires_at = :expires",
            "ConditionExpression": "claim_token = :token",
            "ExpressionAttributeValues": dump(
                {
                    ":answer": _text(response),
                    ":expires": int(time.time() + RETENTION.total_seconds()),
                    ":token": claimed.token,
                }
            ),
        }

    def _read(self, owner: str, key: str) -> dict[str, Any]:
        item = self._client.get_item(TableName=self._table, Key=dump(_key(owner, key)), ConsistentRead=True)
        return load(item.get("Item", {}))


def _text(response: Response) -> str:
    return json.dumps({"status": response.status, "body": response.body})


def _earlier(fingerprint: str, item: dict[str, Any]) -> Response:
    if item and item["fingerprint"] != fingerprint:
        raise IdempotencyKeyReused
    if "answer" not in item:
        raise RequestInProgress
    stored = json.loads(item["answer"])
    return Response(stored["status"], stored["body"])
