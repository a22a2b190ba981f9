"""Passing faults of AWS as `Unavailable`: throttling, faults of a service, a network that lost something.

The SDK repeats a call a few times within seconds. What lasts longer is an error of a class of the SDK, which no
workflow knows by name and no caller understands; here it becomes the error of ours that is retried by both.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, TypeVar

from botocore.client import BaseClient
from botocore.exceptions import (
    ConnectionError,
    CredentialRetrievalError,
    FlexibleChecksumError,
    HTTPClientError,
    IncompleteReadError,
    MetadataRetrievalError,
)

from inkwell.core.errors import Unavailable

logger = logging.getLogger(__name__)

Client = TypeVar("Client", bound=BaseClient)

#: Exceptions of the SDK that say nothing about the request: no answer came, or not the whole of it.
PASSING = (
    ConnectionError,
    CredentialRetrievalError,
    FlexibleChecksumError,
    HTTPClientError,
    IncompleteReadError,
    MetadataRetrievalError,
)

#: Error codes of passing faults that are not answered with a status of 429 or 5xx. Most are those that the SDK itself
#: repeats, see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
PASSING_CODES = frozenset(
    {
        "BandwidthLimitExceeded",
        "ExecutionLimitExceeded",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestTimeout",
        "RequestTimeoutException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)

#: Seconds after which a caller may try again, at the earliest.
RETRY_AFTER = 2.0

#: Reasons of a cancelled transaction that pass:
#: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
PASSING_REASONS = frozenset({"ProvisionedThroughputExceeded", "ThrottlingError"})
_REFUSED = "ConditionalCheckFailed"


def watched(client: Client) -> Client:
    """The client, whose calls raise Unavailable for passing faults from now on, whoever makes them."""
    client.meta.events.register("after-call", _answered)
    client.meta.events.register("after-call-error", _unanswered)
    return client


@contextmanager
def passing_faults() -> Iterator[None]:
    """Passing faults inside the block are Unavailable; for what is read after a call, such as the body of an object."""
    try:
        yield
    except PASSING as error:
        raise Unavailable from error


@contextmanager
def hint(name: str) -> Iterator[None]:
    """A write inside the block that may get lost: a passing fault of it is logged, and whoever writes goes on.

    Args:
        name: of the write, for the log.
    """
    try:
        yield
    except Unavailable:
        logger.warning("hint not written", extra={"hint": name}, exc_info=True)


def _answered(http_response: Any, parsed: Mapping[str, Any], **_: Any) -> None:
    status = http_response.status_code
    if status >= HTTPStatus.MULTIPLE_CHOICES and _passes(status, parsed):
        logger.warning("passing fault", extra={"status": status, "aws_code": parsed.get("Error", {}).get("Code")})
        raise Unavailable(retry_after=RETRY_AFTER)


def _unanswered(exception: Exception, **_: Any) -> None:
    if isinstance(exception, PASSING):
        logger.warning("passing fault", extra={"fault": type(exception).__name__})
        raise Unavailable(retry_after=RETRY_AFTER) from exception


def _passes(status: int, answer: Mapping[str, Any]) -> bool:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        return True
    reasons = {reason.get("Code") for reason in answer.get("CancellationReasons", ())}
    # A condition that failed is an answer, whatever else was the matter.
    throttled = bool(reasons & PASSING_REASONS) and _REFUSED not in reasons
    return throttled or answer.get("Error", {}).get("Code") in PASSING_CODES
