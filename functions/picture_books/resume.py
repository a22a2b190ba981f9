"""GET /{tier}/story/resume: the scene last read."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.http import see_other
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_ERRORS
from inkwell.picture_books.tiers import TIERS, TierKey

app = Api(errors=BOOK_ERRORS, access="visitor", admit=admit)


@app.get(
    "/<tier>/story/resume",
    summary="Continue reading",
    description="Redirects to the scene last read.",
    operation_id="resume_story",
    tags=["Picture books"],
    responses=app.responses(303, 404),
)
def resume(tier: TierKey) -> Response[Any]:
    return see_other(app.current_event, wiring.reading().resume(app.caller.owner, TIERS[tier]))


handler = app.resolve
