"""POST /{tier}/story/back: one scene back."""

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
    "/<tier>/story/back",
    summary="Go one scene back",
    description="Redirects to the scene before the one last read; the first scene has none before it.",
    operation_id="go_back",
    tags=["Picture books"],
    responses=app.responses(303, 403, 404),
)
def go_back(tier: TierKey) -> Response[Any]:
    return see_other(app.current_event, wiring.reading().back(app.caller.owner, TIERS[tier]))


handler = app.resolve
