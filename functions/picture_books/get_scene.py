"""GET /{tier}/story/scene/{scene_id}: the page of a scene."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_PAGE_ERRORS
from inkwell.picture_books.pages import page
from inkwell.picture_books.tiers import TIERS, TierKey

app = Api(errors=BOOK_PAGE_ERRORS, access="visitor", admit=admit)


@app.get(
    "/<tier>/story/scene/<scene_id>",
    summary="The page of a scene",
    description="A page with the text, the pictures and the choices. It prolongs the visitor's session.",
    operation_id="get_scene",
    tags=["Picture books"],
    responses=app.responses(200, 303, 404),
)
def get_scene(tier: TierKey, scene_id: str) -> Response[str]:
    view = wiring.reading().scene(app.caller.owner, TIERS[tier], scene_id)
    pictures, cookies = stores.objects().origin, [app.session_cookie]
    return page(app.current_event, "scene.html", pictures=pictures, cookies=cookies, tier=view.tier, view=view)


handler = app.resolve
