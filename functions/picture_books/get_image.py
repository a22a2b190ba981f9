"""GET /{tier}/story/image/{scene_id}: the status of a scene's pictures, for scripts that poll."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_JSON_ERRORS
from inkwell.picture_books.models import SceneImage
from inkwell.picture_books.tiers import TIERS, TierKey

app = Api(errors=BOOK_JSON_ERRORS, access="visitor", admit=admit)


@app.get(
    "/<tier>/story/image/<scene_id>",
    summary="The status of a scene's pictures",
    description="What to poll while they are drawn: each picture has a status of its own.",
    operation_id="get_scene_image",
    tags=["Picture books"],
    responses=app.responses(200, 401, 404),
)
def get_image(tier: TierKey, scene_id: str) -> SceneImage:
    return wiring.reading().image(app.caller.owner, TIERS[tier], scene_id)


handler = app.resolve
