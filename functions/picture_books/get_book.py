"""GET /{tier}/gallery/{story_id}: a finished story to read again."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_PAGE_ERRORS
from inkwell.picture_books.pages import page
from inkwell.picture_books.tiers import TIERS, TierKey

app = Api(errors=BOOK_PAGE_ERRORS, access="visitor", admit=admit)


@app.get(
    "/<tier>/gallery/<story_id>",
    summary="A finished story",
    description="A page with all scenes of a finished story, on the way that the reader chose.",
    operation_id="get_book",
    tags=["Picture books"],
    responses=app.responses(200, 303, 404),
)
def get_book(tier: TierKey, story_id: str) -> Response[str]:
    view = wiring.reading().book(app.caller.owner, TIERS[tier], story_id)
    return page(app.current_event, "book.html", pictures=stores.objects().origin, tier=view.tier, view=view)


handler = app.resolve
