"""Responses that the gateway makes itself, in the form that the template's GatewayResponses ask for.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from local.errors import TemplateError
from local.events import ApiRequest, Pairs


@dataclass(frozen=True)
class Refusal:
    """A response type: its status, its message, and the family of defaults that it belongs to."""

    status: int
    message: str
    default: str
    error_type: str


REFUSALS = {
    "MISSING_AUTHENTICATION_TOKEN": Refusal(
        403, "Missing Authentication Token", "DEFAULT_4XX", "MissingAuthenticationTokenException"
    ),
    # No such route, for a request with an Authorization header: it is taken for a signature by AWS's rules. Which type
    # that is, AWS does not document.
    "INVALID_SIGNATURE": Refusal(
        403,
        "The value of the Authorization header is not a valid key=value pair (missing equal-sign)",
        "DEFAULT_4XX",
        "IncompleteSignatureException",
    ),
    "REQUEST_TOO_LARGE": Refusal(413, "Request Too Long", "DEFAULT_4XX", "RequestTooLargeException"),
    "THROTTLED": Refusal(429, "Too Many Requests", "DEFAULT_4XX", "TooManyRequestsException"),
    "INTEGRATION_TIMEOUT": Refusal(504, "Endpoint request timed out", "DEFAULT_5XX", "InternalServerErrorException"),
    # What a failed function becomes has no type of its own.
    "DEFAULT_5XX": Refusal(502, "Internal server error", "DEFAULT_5XX", "InternalServerErrorException"),
}

_VARIABLE = re.compile(r"\$(context|stageVariables)\.([A-Za-z0-9_.]*[A-Za-z0-9_])")
_JSON_TEMPLATE = '{"message":$context.error.messageString}'


class GatewayResponses:
    """Makes the gateway's own responses.

    Args:
        configured: property GatewayResponses of the API, by response type.

    Raises:
        TemplateError: for a header value that is not emulated.
    """

    def __init__(self, configured: dict[str, Any], where: str = "GatewayResponses"):
        self._configured = configured
        for kind, response in configured.items():
            for name, value in _headers(response).items():
                if not re.fullmatch(r"'.*'|context\..+|method\.request\.header\..+", str(value)):
                    raise TemplateError(f"{where}.{kind}.ResponseParameters.Headers.{name}", f"{value} is not emulated")

    def make(self, kind: str, request: ApiRequest, resource: str = "") -> tuple[int, Pairs, bytes]:
        """Return status, headers and body of a response.

        Args:
            kind: one of ``REFUSALS``.
            request: what is answered.
            resource: the resource that was found, if any.
        """
        refusal = REFUSALS[kind]
        configured = self._configured.get(kind) or self._configured.get(refusal.default) or {}
        values = {
            "error.message": refusal.message,
            "error.messageString": json.dumps(refusal.message),
            "error.responseType": kind,
            "httpMethod": request.method,
            "identity.sourceIp": request.source_ip,
            "identity.userAgent": request.header("User-Agent") or "",
            "path": request.path,
            "protocol": request.protocol,
            "requestId": request.request_id,
            "resourcePath": resource,
        }
        headers = [("x-amzn-RequestId", request.request_id), ("x-amzn-ErrorType", refusal.error_type)]
        for name, value in _headers(configured).items():
            headers.append((name, _header_value(str(value), values, request)))
        media_type, template = _choose(configured.get("ResponseTemplates") or {}, request.header("Accept"))
        if not any(name.lower() == "content-type" for name, _ in headers):
            headers.append(("Content-Type", media_type))
        status = int(configured.get("StatusCode", refusal.status))
        return status, headers, _VARIABLE.sub(lambda match: values.get(match[2], ""), template).encode()


def _headers(response: dict[str, Any]) -> dict[str, Any]:
    headers: dict[str, Any] = (response.get("ResponseParameters") or {}).get("Headers") or {}
    return headers


def _header_value(value: str, values: dict[str, str], request: ApiRequest) -> str:
    if value.startswith("'"):
        return value[1:-1]
    if value.startswith("context."):
        return values.get(value.removeprefix("context."), "")
    return request.header(value.removeprefix("method.request.header.")) or ""


def _choose(templates: dict[str, str], accept: str | None) -> tuple[str, str]:
    if not templates:
        return "application/json", _JSON_TEMPLATE
    for wanted in (accept or "").split(","):
        media_type = wanted.split(";")[0].strip()
        if media_type in templates:
            return media_type, templates[media_type]
    if "application/json" in templates:
        return "application/json", templates["application/json"]
    return next(iter(templates.items()))
