"""The id of a request: by it a caller, a response and the lines of the log speak of the same one."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

HEADER = "X-Request-Id"

#: Characters of ids that tracing libraries make. All others go: the id comes back in a header, and into the log.
_OTHERS = re.compile(r"[^A-Za-z0-9._:/+=@-]")
_LONGEST = 128


def request_id(event: "APIGatewayProxyEvent") -> str:
    """The id that the caller gave the request, cleaned and cut; API Gateway's where nothing is left of it."""
    sent = _OTHERS.sub("", event.headers.get(HEADER) or "")[:_LONGEST]
    return sent or event.request_context.request_id or ""
