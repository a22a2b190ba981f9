"""POST /{tier}/story/image/{scene_id}/retry-extra/{index}: draw an extra picture again."""

from functools import partial

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api, replayed
from inkwell.http import see_other
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_ERRORS, wants_json
from inkwell.picture_books.models import ExtraRetried
from inkwell.picture_books.tiers import TIERS, TierKey
from inkwell.picture_books.views import scene_path

app = Api(errors=BOOK_ERRORS, access="visitor", admit=admit)


@app.post(
    "/<tier>/story/image/<scene_id>/retry-extra/<index>",
    summary="Draw an extra picture again",
    description="No other picture is touched. Redirects to the scene's page; a script that accepts JSON gets JSON.",
    operation_id="retry_extra_image",
    tags=["Picture books"],
    responses=app.responses(200, 303, 403, 404, 409, 422, 429, 503),
)
def retry_extra(tier: TierKey, scene_id: str, index: str) -> Response[ExtraRetried | None]:
    retry = partial(wiring.redrawing().extra, app.caller.owner, TIERS[tier], scene_id, index, app.spend)
    response = app.claimed(stores.idempotency(), retry)
    if wants_json(app.current_event):
        return app.json_response(response.status, response.body, replayed(response))
    return see_other(app.current_event, scene_path(tier, scene_id), replayed(response))


handler = app.resolve
