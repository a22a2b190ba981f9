"""GET /api/heroes: the caller's heroes, newest first."""

from aws_lambda_powertools.event_handler import Response

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.api.lists import Cursor, Limit, position
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import HeroList
from inkwell.coloring_books.plans import plan_table
from inkwell.core.paging import USUAL_LIMIT

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.get(
    "/api/heroes",
    summary="List heroes, newest first",
    description=(
        "A page of your heroes, and on the first one those that are being drawn. Another page follows where the "
        "response has a `Link` header."
    ),
    operation_id="list_heroes",
    tags=["Heroes"],
    responses=app.responses(200, 400, 401, 429),
)
def list_heroes(limit: Limit = USUAL_LIMIT, cursor: Cursor = None) -> Response[HeroList]:
    heroes, owner, after = wiring.book_heroes(), app.caller.owner, position(cursor)
    return app.page(heroes.list(owner, limit, after), "heroes", drawing=[] if after else heroes.drawing(owner))


handler = app.resolve
