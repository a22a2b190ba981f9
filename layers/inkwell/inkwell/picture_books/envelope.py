"""The errors of picture books: pages for browsers, JSON for scripts; who has no session is sent home."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response

from inkwell.core.errors import InkwellError, Unauthenticated
from inkwell.envelopes import phrase
from inkwell.http import HTML, JSON, see_other
from inkwell.picture_books.models import PictureBookError
from inkwell.picture_books.tiers import TIERS, Tier, segment

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

#: What pages say first, by HTTP status.
_HEADINGS = {
    400: "That did not work",
    401: "Who is reading?",
    403: "That is not possible from there",
    404: "This page is not in the book",
    409: "One moment, please",
    413: "That is too large",
    422: "That did not work",
    429: "Enough stories for today",
}
#: A page in the OpenAPI document.
_PAGE: dict[str, Any] = {HTML.partition(";")[0]: {"schema": {"type": "string"}}}

_OTHER_HEADING = "The storyteller is resting"


def wants_page(event: "APIGatewayProxyEvent") -> bool:
    """True for a request of a browser that shows what it gets."""
    return "text/html" in (event.headers.get("accept") or "").lower()


def wants_json(event: "APIGatewayProxyEvent") -> bool:
    """True for a request of a script that reads JSON."""
    if wants_page(event):
        return False
    accepted = (event.headers.get("accept") or "").lower()
    sent = (event.headers.get("content-type") or "").lower()
    return JSON in accepted or sent.startswith(JSON) or event.headers.get("sec-fetch-dest") == "empty"


class BookEnvelope:
    """The `Envelope` of picture books.

    Args:
        is_json: whether the endpoint responds with JSON to everybody.
        is_page: whether its success is a page, for the OpenAPI document.
    """

    def __init__(self, *, is_json: bool = False, is_page: bool = False) -> None:
        self._is_json = is_json
        self._is_page = is_page

    def response(self, error: InkwellError, event: "APIGatewayProxyEvent") -> Response[Any]:
        """See `Envelope`."""
        tier = TIERS.get(segment(event.path))
        if tier is None and not wants_page(event):
            return Response(error.status, JSON, _of_no_family(error))
        is_home = tier is not None and event.path.strip("/") == tier.key
        if tier and isinstance(error, Unauthenticated) and not (self._is_json or is_home):
            return see_other(event, f"/{tier.key}")
        if self._is_json or wants_json(event):
            return Response(error.status, JSON, self.render(error))
        return _page(error, event, tier)

    @property
    def render(self) -> Callable[[InkwellError], dict[str, Any]]:
        """See `Envelope`."""
        return lambda error: {"error": error.message}

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        """See `Envelope`."""
        content = {"content": _PAGE} if self._is_page else {}
        return {success: {"description": phrase(success), **content}} | self.errors(*errors)

    def errors(self, *errors: int) -> dict[int, Any]:
        """The errors alone of a route, and always 500."""
        content = {JSON: {"model": PictureBookError}} | ({} if self._is_json else _PAGE)
        return {status: {"description": phrase(status), "content": dict(content)} for status in (*errors, 500)}


def _page(error: InkwellError, event: "APIGatewayProxyEvent", tier: Tier | None) -> Response[str]:
    # Slow to import, and most responses are no pages of errors.
    from inkwell.picture_books.pages import page

    heading = _HEADINGS.get(error.status, _OTHER_HEADING)
    return page(event, "problem.html", status=error.status, tier=tier, heading=heading, message=error.message)


def _of_no_family(error: InkwellError) -> dict[str, Any]:
    """The body for a path of no family, as the gateway has it: each family's fields side by side."""
    return {
        "statusCode": error.status,
        "success": False,
        "error": phrase(error.status),
        "message": error.message,
        "code": error.code,
        "retryable": error.retryable,
        "details": {},
    }


BOOK_ERRORS = BookEnvelope()
BOOK_PAGE_ERRORS = BookEnvelope(is_page=True)
BOOK_JSON_ERRORS = BookEnvelope(is_json=True)
