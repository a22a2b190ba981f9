"""POST /{tier}/gallery/{story_id}/book: make a finished story a book for print."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.http import see_other
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_ERRORS
from inkwell.picture_books.tiers import TIERS, TierKey

app = Api(errors=BOOK_ERRORS, access="visitor", admit=admit)


@app.post(
    "/<tier>/gallery/<story_id>/book",
    summary="Make a book for print",
    description=(
        "Starts making a PDF of a finished story and redirects to the story's page, which says how it stands. A book "
        "that is there, or being made, is not made again."
    ),
    operation_id="make_picture_book",
    tags=["Picture books"],
    responses=app.responses(303, 403, 404, 409, 429, 503),
)
def make_book(tier: TierKey, story_id: str) -> Response[Any]:
    path = wiring.printed_books().make(app.caller.owner, TIERS[tier], story_id, app.spend)
    return see_other(app.current_event, f"{path}#print")


handler = app.resolve
