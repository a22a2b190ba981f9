"""Passing faults of AWS, put in the place of answers to real calls of the SDK."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

_URL = "https://aws.example/"


@dataclass(frozen=True)
class Fault:
    """Something that passes.

    Args:
        name: what it is called.
        make: raises what the network does, or returns an answer of the service.
    """

    name: str
    make: Callable[[], AWSResponse]


def _lost(error: Exception) -> Fault:
    def make() -> AWSResponse:
        raise error

    return Fault(type(error).__name__, make)


class _Body(io.BytesIO):
    def stream(self, *_: object, **__: object) -> Any:
        yield self.getvalue()


def _answer(status: int, headers: dict[str, str], body: bytes) -> AWSResponse:
    return AWSResponse(_URL, status, headers, _Body(body))


def json_fault(code: str, status: int = 400, **more: Any) -> Fault:
    """The error of a service that speaks JSON: DynamoDB, Secrets Manager, Step Functions."""
    body = json.dumps({"__type": f"com.amazonaws#{code}", "message": "", **more}).encode()
    return Fault(code, lambda: _answer(status, {"Content-Type": "application/x-amz-json-1.0"}, body))


def s3_fault(code: str, status: int) -> Fault:
    """The error of S3."""
    body = f"<Error><Code>{code}</Code><Message/></Error>".encode()
    return Fault(code, lambda: _answer(status, {"Content-Type": "application/xml"}, body))


#: No answer, or not in time.
NETWORK = [
    _lost(ReadTimeoutError(endpoint_url=_URL)),
    _lost(ConnectTimeoutError(endpoint_url=_URL)),
    _lost(EndpointConnectionError(endpoint_url=_URL)),
    _lost(ConnectionClosedError(endpoint_url=_URL)),
]

DYNAMODB = [
    json_fault("ThrottlingException"),
    json_fault("ProvisionedThroughputExceededException"),
    json_fault("RequestLimitExceeded"),
    json_fault("InternalServerError", 500),
    json_fault("ServiceUnavailable", 503),
    *NETWORK,
]
#: Only a transaction has these.
TRANSACTIONS = [
    json_fault("TransactionCanceledException", CancellationReasons=[{"Code": "None"}, {"Code": reason}])
    for reason in ("ThrottlingError", "ProvisionedThroughputExceeded")
] + [json_fault("TransactionInProgressException")]
S3 = [s3_fault("SlowDown", 503), s3_fault("InternalError", 500), s3_fault("RequestTimeout", 400), *NETWORK]
SECRETS = [json_fault("ThrottlingException"), json_fault("InternalServiceError", 500), *NETWORK]
STEP_FUNCTIONS = [
    json_fault("ThrottlingException"),
    json_fault("ExecutionLimitExceeded"),
    json_fault("ServiceUnavailable", 503),
    *NETWORK,
]


class Injector:
    """Puts faults in the place of calls of a client.

    Args:
        clients: of boto3.

    Its `calls` are the operations that were asked for, in order, since it was armed.
    """

    def __init__(self, *clients: Any) -> None:
        self.calls: list[str] = []
        self._fault: Fault | None = None
        self._at: int | None = None
        for client in clients:
            client.meta.events.register_first("before-send", self._sent)  # ahead of moto

    def arm(self, fault: Fault | None, at: int | None = None) -> None:
        """From now on each call meets the fault, or only the one of this number, from 0."""
        self.calls, self._fault, self._at = [], fault, at

    def _sent(self, event_name: str, **_: Any) -> AWSResponse | None:
        number = len(self.calls)
        self.calls.append(event_name.rpartition(".")[2])
        if self._fault is None or (self._at is not None and number != self._at):
            return None
        return self._fault.make()
