"""The errors of picture books: pages for browsers, JSON for scripts; who has no session is sent home."""

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response

from inkwell.core.errors import InkwellError, NotFound, Unauthenticated
from inkwell.envelopes import phrase
from inkwell.http import JSON, see_other
from inkwell.picture_books.models import BookError
from inkwell.picture_books.tiers import TIERS, tier_of

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

#: What pages say first, by HTTP status; `None` for all others.
_HEADINGS = {
    400: "That did not work",
    401: "Who is reading?",
    403: "That is not possible from there",
    404: "This page is not in the book",
    409: "One moment, please",
    413: "That is too large",
    429: "Enough stories for today",
    None: "The storyteller is resting",
}


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
    """

    def __init__(self, *, is_json: bool = False) -> None:
        self._is_json = is_json

    def response(self, error: InkwellError, event: "APIGatewayProxyEvent") -> Response[Any]:
        """See `Envelope`."""
        if self._is_json or (wants_json(event) and not isinstance(error, Unauthenticated)):
            return Response(error.status, JSON, {"error": error.message})
        try:
            home = f"/{tier_of(event.path).key}"
        except NotFound:
            home = ""
        if isinstance(error, Unauthenticated) and event.path.rstrip("/") != home:
            return see_other(event, home)
        from inkwell.picture_books.pages import page

        heading = _HEADINGS.get(error.status) or _HEADINGS[None]
        return page(
            event,
            "problem.html",
            status=error.status,
            tier=TIERS.get(home.removeprefix("/")),
            heading=heading,
            message=error.message,
        )

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        """See `Envelope`."""
        problem = {JSON: {"model": BookError}}
        return {success: {"description": phrase(success)}} | {
            status: {"description": phrase(status), "content": dict(problem)} for status in (*errors, 500)
        }


BOOK_ERRORS = BookEnvelope()
BOOK_JSON_ERRORS = BookEnvelope(is_json=True)
