"""GET /{tier}/gallery/{story_id}/{scene_id}/coloring: the colouring page of a scene, or its status for scripts."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.http import JSON
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_PAGE_ERRORS, wants_json
from inkwell.picture_books.models import SceneImage
from inkwell.picture_books.tiers import TIERS, TierKey

#: A page, and for scripts the status.
STATUS_OR_PAGE = BOOK_PAGE_ERRORS.responses(200)[200]
STATUS_OR_PAGE["content"] = {**STATUS_OR_PAGE["content"], JSON: {"model": SceneImage}}

app = Api(errors=BOOK_PAGE_ERRORS, access="visitor", admit=admit)


@app.get(
    "/<tier>/gallery/<story_id>/<scene_id>/coloring",
    summary="The colouring page of a scene",
    description=(
        "A page that shows it, or offers to draw it. A script that accepts JSON gets the status of its picture, once "
        "somebody has asked for it."
    ),
    operation_id="get_scene_coloring",
    tags=["Picture books"],
    responses=app.responses(200, 303, 404) | {200: STATUS_OR_PAGE},
)
def get_coloring(tier: TierKey, story_id: str, scene_id: str) -> Response[Any]:
    asked = (app.caller.owner, TIERS[tier], story_id, scene_id)
    if wants_json(app.current_event):
        return app.json_response(200, wiring.coloring_pages().image(*asked).model_dump(mode="json"))
    # Scripts that poll need no templates.
    from inkwell.picture_books.pages import page

    view = wiring.coloring_pages().page(*asked)
    return page(app.current_event, "coloring.html", pictures=stores.objects().origin, tier=view.tier, view=view)


handler = app.resolve
