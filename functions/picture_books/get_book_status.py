"""GET /{tier}/gallery/{story_id}/book/{book_id}: the status of a book for print, for scripts that poll."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_JSON_ERRORS
from inkwell.picture_books.models import PrintedBook
from inkwell.picture_books.tiers import TIERS, TierKey

app = Api(errors=BOOK_JSON_ERRORS, access="visitor", admit=admit)


@app.get(
    "/<tier>/gallery/<story_id>/book/<book_id>",
    summary="The status of a book for print",
    description="What to poll while it is made.",
    operation_id="get_picture_book_status",
    tags=["Picture books"],
    responses=app.responses(200, 401, 404),
)
def get_book_status(tier: TierKey, story_id: str, book_id: str) -> PrintedBook:
    return wiring.printed_books().status(app.caller.owner, TIERS[tier], story_id, book_id)


handler = app.resolve
