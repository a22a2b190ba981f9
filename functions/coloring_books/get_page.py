"""GET /api/pages/{id}: a page with its versions."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import PageDetail
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.get(
    "/api/pages/<id>",
    summary="Get a page with its versions",
    description="The newest version comes first; `currentVersion` says which one the page shows, 0 while it is blank.",
    operation_id="get_page",
    tags=["Pages"],
    responses=app.responses(200, 400, 401, 403, 404, 429),
)
def get_page(id: str) -> PageDetail:
    return wiring.book_pages().get(app.caller.owner, id)


handler = app.resolve
