"""Envelopes: the form in which a family returns errors. Each family has its own, in `<family>/envelope.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from inkwell.core.errors import InkwellError
from inkwell.http import JSON

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

# RFC 9110, section 15.5, as Python has them since 3.13: a response must not depend on the version of Python.
_PHRASES = {413: "Content Too Large", 422: "Unprocessable Content"}


def phrase(status: int) -> str:
    """The name of an HTTP status."""
    return _PHRASES.get(status) or HTTPStatus(status).phrase


class Envelope(Protocol):
    """The form of a family's errors."""

    def response(self, error: InkwellError, event: "APIGatewayProxyEvent") -> Response[Any]:
        """The response for an error: JSON, a page, or a redirect to where the visitor can continue.

        `Api` adds the headers that belong to a status, such as Retry-After, where the response has the error's own.

        Args:
            event: the request, whose headers may say which form is accepted: JSON for a script, a page for a browser.
        """

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        """The responses of a route for the OpenAPI document: its success, its errors, and always 500."""

    @property
    def render(self) -> Callable[[InkwellError], dict[str, Any]]:
        """The function that makes the JSON of an error, for scripts and for examples in the document."""


@dataclass(frozen=True, slots=True)
class JsonEnvelope:
    """The `Envelope` of a family whose errors are JSON.

    Args:
        model: the model of the body, for the OpenAPI document.
        render: makes the body for an error.
    """

    model: type[BaseModel]
    render: Callable[[InkwellError], dict[str, Any]]

    def response(self, error: InkwellError, event: "APIGatewayProxyEvent") -> Response[Any]:
        """See `Envelope`."""
        return Response(error.status, JSON, self.render(error))

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        """See `Envelope`."""
        problem = {JSON: {"model": self.model}}
        return {success: {"description": phrase(success)}} | {
            status: {"description": phrase(status), "content": dict(problem)} for status in (*errors, 500)
        }
