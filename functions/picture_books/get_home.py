"""GET /{tier}: the home page of a tier."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.picture_books.entrance import admit
from inkwell.picture_books.envelope import BOOK_PAGE_ERRORS
from inkwell.picture_books.pages import page
from inkwell.picture_books.tiers import TIERS, TierKey

app = Api(errors=BOOK_PAGE_ERRORS, access="newcomer", admit=admit)


@app.get(
    "/<tier>",
    summary="Home page",
    description="A page on which a story begins or is continued, with the finished ones.",
    operation_id="get_book_home",
    tags=["Picture books"],
    responses=app.responses(200, 404),
)
def get_home(tier: TierKey) -> Response[str]:
    view = wiring.reading().home(app.caller.owner, TIERS[tier])
    return page(app.current_event, "home.html", pictures=stores.objects().origin, tier=view.tier, view=view)


handler = app.resolve
