"""GET /{tier}/gallery/{story_id}/book.pdf: the book for print of a finished story."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_ERRORS
from inkwell.picture_books.tiers import TIERS, TierKey

app = Api(errors=BOOK_ERRORS, access="visitor", admit=admit)


@app.get(
    "/<tier>/gallery/<story_id>/book.pdf",
    summary="A book for print",
    description="Redirects to the PDF of the book that was made last, to be read for an hour.",
    operation_id="get_picture_book_file",
    tags=["Picture books"],
    responses=app.responses(303, 404),
)
def get_book_file(tier: TierKey, story_id: str) -> Response[Any]:
    url = wiring.printed_books().file(app.caller.owner, TIERS[tier], story_id)
    return Response(303, headers={"Location": url})


handler = app.resolve
