"""POST /{tier}/story/image/{scene_id}/retry: draw a scene's main picture again."""

from functools import partial

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api, replayed
from inkwell.http import see_other
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_ERRORS, wants_page
from inkwell.picture_books.models import SceneImage
from inkwell.picture_books.tiers import TIERS, TierKey
from inkwell.picture_books.views import scene_path

app = Api(errors=BOOK_ERRORS, access="visitor", admit=admit)


@app.post(
    "/<tier>/story/image/<scene_id>/retry",
    summary="Draw a scene's main picture again",
    description="The old picture stays until the new one is there. A browser is redirected to the scene's page.",
    operation_id="retry_scene_image",
    tags=["Picture books"],
    responses=app.responses(200, 303, 403, 404, 409, 422, 429, 503),
)
def retry_image(tier: TierKey, scene_id: str) -> Response[SceneImage | None]:
    retry = partial(wiring.redrawing().main, app.caller.owner, TIERS[tier], scene_id, app.spend)
    response = app.claimed(stores.idempotency(), retry)
    if wants_page(app.current_event):
        return see_other(app.current_event, scene_path(tier, scene_id), replayed(response))
    return app.json_response(response.status, response.body, replayed(response))


handler = app.resolve
