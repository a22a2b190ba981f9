"""POST /api/pages/{id}/restore: show another version of a page."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import RestoredPage, RestoreRequest
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.post(
    "/api/pages/<id>/restore",
    summary="Show another version of a page",
    description="Costs nothing, and makes no new version: the next one is numbered after the highest all the same.",
    operation_id="restore_page",
    tags=["Pages"],
    responses=app.responses(200, 400, 401, 403, 404, 429, 503),
)
def restore_page(id: str, body: RestoreRequest) -> RestoredPage:
    return wiring.book_pages().restore(app.caller.owner, id, body)


handler = app.resolve
