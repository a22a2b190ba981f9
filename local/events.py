"""The event that a REST API sends to a Lambda function, and the response that it accepts.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
"""

import base64
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from local import aws

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class ApiRequest:
    """A request as it came to the gateway.

    Attributes:
        path: percent-encoded, without the query.
        query: the raw query string.
        headers: as the client wrote them, in order.
    """

    method: str
    path: str
    query: str
    headers: Pairs
    body: bytes
    source_ip: str
    protocol: str
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    def header(self, name: str) -> str | None:
        """Return the last value of a header, whatever its case."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return values[-1] if values else None


@dataclass(frozen=True)
class Api:
    """The parts of an event that describe the API itself."""

    api_id: str
    stage: str
    binary_types: tuple[str, ...] = ()

    def is_binary(self, media_type: str | None) -> bool:
        """Tell whether bodies of a media type pass as base64."""
        if "*/*" in self.binary_types:
            return True
        return media_type is not None and media_type.split(";")[0].strip().lower() in self.binary_types


def proxy_event(request: ApiRequest, api: Api, resource: str, parameters: dict[str, str]) -> dict[str, Any]:
    """Return the event of a Lambda proxy integration.

    The API stands at the root of its domain, as behind a custom domain name: paths carry no stage. Path parameters
    stay percent-encoded, query parameters are decoded, of repeated ones the last is the single value.

    Args:
        request: what came.
        api: to which API.
        resource: the matching resource, for example ``/books/{book_id}``.
        parameters: values of its path parameters.
    """
    headers = _with_forwarding(request)
    query = [(key, value) for key, value in parse_qsl(request.query, keep_blank_values=True)]
    binary = api.is_binary(request.header("Content-Type"))
    body = base64.b64encode(request.body).decode() if binary else request.body.decode("utf-8", "replace")
    return {
        "resource": resource,
        "path": request.path,
        "httpMethod": request.method,
        "headers": dict(headers) or None,
        "multiValueHeaders": _grouped(headers) or None,
        "queryStringParameters": dict(query) or None,
        "multiValueQueryStringParameters": _grouped(query) or None,
        "pathParameters": parameters or None,
        "stageVariables": None,
        "requestContext": _request_context(request, api, resource),
        "body": body if request.body else None,
        "isBase64Encoded": bool(request.body) and binary,
    }


def _request_context(request: ApiRequest, api: Api, resource: str) -> dict[str, Any]:
    moment = datetime.now(UTC)
    host = (request.header("Host") or "localhost").rpartition("@")[2]
    domain = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return {
        "resourceId": uuid.uuid5(uuid.NAMESPACE_URL, resource).hex[:6],
        "resourcePath": resource,
        "httpMethod": request.method,
        "extendedRequestId": base64.b64encode(uuid.UUID(request.request_id).bytes[:11]).decode(),
        "requestTime": moment.strftime("%d/%b/%Y:%H:%M:%S +0000"),
        "path": request.path,
        "accountId": aws.ACCOUNT,
        "protocol": request.protocol,
        "stage": api.stage,
        "domainPrefix": domain.split(".")[0],
        "requestTimeEpoch": int(moment.timestamp() * 1000),
        "requestId": request.request_id,
        "identity": {
            "cognitoIdentityPoolId": None,
            "accountId": None,
            "cognitoIdentityId": None,
            "caller": None,
            "sourceIp": request.source_ip,
            "principalOrgId": None,
            "accessKey": None,
            "cognitoAuthenticationType": None,
            "cognitoAuthenticationProvider": None,
            "userArn": None,
            "userAgent": request.header("User-Agent"),
            "user": None,
        },
        "domainName": domain,
        "deploymentId": "local0",
        "apiId": api.api_id,
    }


def _with_forwarding(request: ApiRequest) -> Pairs:
    """Return the request's headers with those that API Gateway adds, without the hop-by-hop ones."""
    kept = [(key, value) for key, value in request.headers if key.lower() not in _HOP_BY_HOP]
    host, _, port = (request.header("Host") or "").rpartition(":")
    forwarded = request.header("X-Forwarded-For")
    added = {
        "X-Amzn-Trace-Id": f"Root=1-{request.request_id[:8]}-{uuid.UUID(request.request_id).hex[8:]}",
        "X-Forwarded-For": f"{forwarded}, {request.source_ip}" if forwarded else request.source_ip,
        "X-Forwarded-Port": port if host and port.isdigit() else "80",
        "X-Forwarded-Proto": "http",
    }
    replaced = {name.lower() for name in added}
    return [(key, value) for key, value in kept if key.lower() not in replaced] + list(added.items())


_HOP_BY_HOP = {"connection", "content-length", "expect", "keep-alive", "te", "transfer-encoding", "upgrade"}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return grouped


class MalformedResponseError(Exception):
    """A function's response is not in the format of a Lambda proxy integration."""


# Headers that API Gateway sets itself: a function's own value goes out under another name.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
_REMAPPED = {"connection", "content-length", "content-md5", "date", "server", "transfer-encoding", "www-authenticate"}


def read_response(payload: bytes, api: Api, accept: str | None) -> tuple[int, Pairs, bytes]:
    """Turn a function's response into status, headers and body.

    Args:
        payload: JSON that the function returned.
        api: for its binary media types: base64 is decoded only when the first type that the client accepts is one.
        accept: the client's Accept header.

    Raises:
        MalformedResponseError: API Gateway would answer 502.
    """
    answer = json.loads(payload)
    if not isinstance(answer, dict) or isinstance(answer.get("statusCode"), bool):
        raise MalformedResponseError("the function returned no object with statusCode")
    try:
        status = int(answer["statusCode"])
    except (KeyError, TypeError, ValueError):
        raise MalformedResponseError("the function returned no statusCode") from None
    if not 100 <= status <= 599:
        raise MalformedResponseError(f"{status} is no HTTP status")
    text = answer.get("body")
    if text is None:
        text = ""
    if not isinstance(text, str):
        raise MalformedResponseError("the body is not text: serialise it in the function")
    body = text.encode()
    if answer.get("isBase64Encoded") is True and api.is_binary(accept.split(",")[0] if accept else None):
        try:
            body = base64.b64decode(text, validate=True)
        except ValueError:
            raise MalformedResponseError("the body is not base64") from None
    return status, _answer_headers(answer), body


def _answer_headers(answer: dict[str, Any]) -> Pairs:
    single, multiple = answer.get("headers") or {}, answer.get("multiValueHeaders") or {}
    if not isinstance(single, dict) or not isinstance(multiple, dict):
        raise MalformedResponseError("headers are an object of names and values")
    pairs: list[tuple[str, Any]] = []
    for name, values in multiple.items():
        if not isinstance(values, list):
            raise MalformedResponseError(f"the values of {name} in multiValueHeaders are a list")
        pairs += [(name, value) for value in values]
    several = {name.lower() for name in multiple}
    pairs += [(name, value) for name, value in single.items() if name.lower() not in several]
    headers = []
    for name, value in pairs:
        if isinstance(value, dict | list):
            raise MalformedResponseError(f"the header {name} is not text")
        text = ("true" if value else "false") if isinstance(value, bool) else str(value)
        headers.append((f"x-amzn-Remapped-{name}" if name.lower() in _REMAPPED else name, text))
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", "application/json"))
    return headers
