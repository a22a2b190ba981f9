"""POST /{tier}/gallery/{story_id}/{scene_id}/coloring: draw the colouring page of a scene."""

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.http import see_other
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_ERRORS, wants_json
from inkwell.picture_books.models import SceneImage
from inkwell.picture_books.tiers import TIERS, TierKey
from inkwell.picture_books.views import coloring_path

app = Api(errors=BOOK_ERRORS, access="visitor", admit=admit)


@app.post(
    "/<tier>/gallery/<story_id>/<scene_id>/coloring",
    summary="Draw the colouring page of a scene",
    description=(
        "It is drawn once and kept; again only where that failed. Redirects to its page; a script that accepts JSON "
        "gets JSON."
    ),
    operation_id="draw_scene_coloring",
    tags=["Picture books"],
    responses=app.responses(200, 303, 403, 404, 409, 429, 503),
)
def draw_coloring(tier: TierKey, story_id: str, scene_id: str) -> Response[SceneImage | None]:
    drawn = wiring.coloring_pages().draw(app.caller.owner, TIERS[tier], story_id, scene_id, app.spend)
    if wants_json(app.current_event):
        return app.json_response(200, drawn.model_dump(mode="json"))
    return see_other(app.current_event, coloring_path(tier, story_id, scene_id))


handler = app.resolve
