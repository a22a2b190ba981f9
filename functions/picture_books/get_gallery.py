"""GET /{tier}/gallery: the finished stories of a visitor."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.api.lists import Cursor, Limit, position
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_PAGE_ERRORS
from inkwell.picture_books.pages import page
from inkwell.picture_books.reading import BOOKS
from inkwell.picture_books.tiers import TIERS, TierKey

app = Api(errors=BOOK_PAGE_ERRORS, access="visitor", admit=admit)


@app.get(
    "/<tier>/gallery",
    summary="The gallery",
    description="A page with the visitor's finished stories, newest first.",
    operation_id="get_gallery",
    tags=["Picture books"],
    responses=app.responses(200, 303, 400, 404),
)
def get_gallery(tier: TierKey, limit: Limit = BOOKS, cursor: Cursor = None) -> Response[str]:
    view = wiring.reading().gallery(app.caller.owner, TIERS[tier], limit, position(cursor))
    response = page(app.current_event, "gallery.html", pictures=stores.objects().origin, tier=view.tier, view=view)
    response.headers.update(app.link(view.next))
    return response


handler = app.resolve
