"""Envelopes: what a family answers an error with. Each stands with its family, in `<family>/envelope.py`."""

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

# RFC 9110 section 15.5, as Python has them since 3.13: an answer must not depend on the Python that gives it.
_PHRASES = {413: "Content Too Large", 422: "Unprocessable Content"}


def phrase(status: int) -> str:
    """The name of an HTTP status."""
    return _PHRASES.get(status) or HTTPStatus(status).phrase


class Envelope(Protocol):
    """The errors of a family."""

    def response(self, error: InkwellError, event: "APIGatewayProxyEvent") -> Response[Any]:
        """The response that tells an error: JSON, a page, or a redirect to where the visitor can go on.

        `Api` adds the headers that belong to a status, such as Retry-After, where the response has the error's own.

        Args:
            event: the request, which may say what is wanted: a script takes JSON, a browser a page.
        """

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        """The responses of a route for the OpenAPI document: what it returns, and its errors; 500 always goes along."""


@dataclass(frozen=True, slots=True)
class JsonEnvelope:
    """The `Envelope` of a family whose errors are JSON.

    Args:
        model: the body, for the document.
        render: makes the body of an error.
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
