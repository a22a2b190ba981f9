"""Requests as API Gateway hands them to a function, for tests that call an `Api` of their own, and its answers."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inkwell.api.app import Api

ADDRESS = "203.0.113.7"


@dataclass(frozen=True)
class Answer:
    """What a function answered."""

    status: int
    headers: dict[str, list[str]]
    body: str

    def __getitem__(self, name: str) -> str:
        """The one value of a header."""
        (value,) = self.headers[name]
        return value

    @property
    def data(self) -> Any:
        """The JSON in its body."""
        return json.loads(self.body)


def call(
    app: Api,
    method: str,
    path: str,
    *headers: tuple[str, str],
    body: str | bytes | None = None,
    address: str = ADDRESS,
    served_below: str = "",
) -> Answer:
    """Send a request.

    Args:
        body: text as it is; bytes in base64, as the gateway sends binary media types.
        served_below: what the URL has before the path, such as "/dev".
    """
    answer = app.resolve(
        {
            "httpMethod": method,
            "path": path,
            "resource": path,
            "headers": dict(headers),
            "multiValueHeaders": _several(headers),
            "queryStringParameters": None,
            "multiValueQueryStringParameters": None,
            "pathParameters": None,
            "requestContext": {
                "stage": "dev",
                "path": f"{served_below}{path}",
                "requestId": "1",
                "identity": {"sourceIp": address},
            },
            "body": b64encode(body).decode() if isinstance(body, bytes) else body,
            "isBase64Encoded": isinstance(body, bytes),
        },
        None,  # type: ignore[arg-type]
    )
    return Answer(answer["statusCode"], dict(answer["multiValueHeaders"]), answer.get("body") or "")


def _several(headers: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in headers:
        found.setdefault(name, []).append(value)
    return found
