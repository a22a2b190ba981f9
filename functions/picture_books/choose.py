"""POST /{tier}/story/choose/{scene_id}/{choice_id}: the next scene."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell.api.app import Api
from inkwell.http import see_other
from inkwell.model_wiring import telling
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_ERRORS
from inkwell.picture_books.tiers import TIERS, TierKey
from inkwell.picture_books.views import scene_path

app = Api(errors=BOOK_ERRORS, access="visitor", admit=admit)


@app.post(
    "/<tier>/story/choose/<scene_id>/<choice_id>",
    summary="Choose how the story goes on",
    description=(
        "Tells the next scene within 25 seconds and redirects to it. A choice that was made before leads to the scene "
        "that it made then."
    ),
    operation_id="choose",
    tags=["Picture books"],
    responses=app.responses(303, 403, 404, 409, 429, 502, 503),
)
def choose(tier: TierKey, scene_id: str, choice_id: str) -> Response[Any]:
    visitor = app.caller.owner
    next_id = telling(visitor).choose(visitor, TIERS[tier], scene_id, choice_id, app.spend)
    return see_other(app.current_event, scene_path(tier, next_id))


handler = app.resolve
