"""GET /api/heroes/{id}: a hero with its reference sheet."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import Hero
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.get(
    "/api/heroes/<id>",
    summary="Get a hero with its reference sheet",
    description="`timesUsed` counts the generations with this hero.",
    operation_id="get_hero",
    tags=["Heroes"],
    responses=app.responses(200, 400, 401, 403, 404, 429),
)
def get_hero(id: str) -> Hero:
    return wiring.book_heroes().get(app.caller.owner, id)


handler = app.resolve
