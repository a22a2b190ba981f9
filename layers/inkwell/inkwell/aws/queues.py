"""Queues in SQS."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsEvents:
    """The `EventQueue` in a queue of SQS."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def put(self, event: str) -> None:
        """See `EventQueue`."""
        self._client.send_message(QueueUrl=self._url, MessageBody=event)
