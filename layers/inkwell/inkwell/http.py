"""HTTP helpers of the families: media types, and redirects within the API."""

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

JSON = "application/json"
MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"
HTML = "text/html; charset=utf-8"


def base_path(event: "APIGatewayProxyEvent") -> str:
    """The part of the request's URL before the route: the stage, such as "/dev", or nothing.

    URLs of API Gateway's own domain have the stage; URLs of a custom domain and of the embedded cloud have not.
    """
    prefix = f"/{event.request_context.stage}"
    return prefix if f"{event.request_context.path}/".startswith(f"{prefix}/") else ""


def wants_json_alone(event: "APIGatewayProxyEvent") -> bool:
    """True for a request whose sender takes JSON, and neither pictures nor whatever there is."""
    accepted = {each.partition(";")[0].strip().lower() for each in (event.headers.get("accept") or "").split(",")}
    return JSON in accepted and not any(each == "*/*" or each.startswith("image/") for each in accepted)


def see_other(event: "APIGatewayProxyEvent", path: str, headers: dict[str, Any] | None = None) -> Response[Any]:
    """A redirect that a browser follows with GET, whatever it sent (303, RFC 9110, section 15.4.4).

    Args:
        path: of this API as its routes have it, percent-encoded, such as "/kids/story/scene/1".
        headers: further ones.

    Raises:
        ValueError: it is no such path: "//" would lead a browser to another site, a line break add headers.
    """
    if not re.fullmatch(r"/(?![/\\])[!-~]*", path):
        raise ValueError(f"not a path of this API: {path!r}")
    return Response(HTTPStatus.SEE_OTHER, headers={"Location": f"{base_path(event)}{path}"} | (headers or {}))
