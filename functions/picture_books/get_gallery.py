"""GET /{tier}/gallery: the finished stories of a visitor."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.core.paging import Position
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_ERRORS
from inkwell.picture_books.pages import page
from inkwell.picture_books.tiers import TIERS

Cursor = Annotated[str | None, Query(description="Where the page begins")]

app = Api(errors=BOOK_ERRORS, access="visitor", admit=admit)


@app.get(
    "/<tier>/gallery",
    summary="The gallery",
    description="A page with the visitor's finished stories, newest first.",
    operation_id="get_gallery",
    tags=["Picture books"],
    responses=app.responses(200, 303, 400, 404),
)
def get_gallery(tier: str, cursor: Cursor = None) -> Response[str]:
    after = Position.of(cursor) if cursor else None
    view = wiring.reading().gallery(app.caller.owner, TIERS[tier], after)
    return page(app.current_event, "gallery.html", pictures=wiring.objects().origin, tier=view.tier, view=view)


handler = app.resolve
