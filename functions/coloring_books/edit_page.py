"""POST /api/pages/{id}/edit: a new version of a page."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.api.parsing import MAX_BYTES_WITH_FILE
from inkwell.api.sources import picture_sources
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import EditedPage, EditPageRequest
from inkwell.coloring_books.plans import plan_table
from inkwell.coloring_books.switch import require_generation
from inkwell.core.awaiting import patience

app = Api(
    errors=BOOK_ERRORS, limits=plan_table().limits("edits"), switch=require_generation, max_bytes=MAX_BYTES_WITH_FILE
)


@app.post(
    "/api/pages/<id>/edit",
    summary="Edit a page",
    description=(
        "Responds within 25 seconds: with the new version, or with a 503 that costs nothing. An edit starts from the "
        "version that the page shows. The same Idempotency-Key finds the same version, also while it is being drawn."
    ),
    operation_id="edit_page",
    tags=["Pages"],
    responses=app.responses(200, 400, 401, 402, 403, 404, 409, 422, 429, 503),
)
def edit_page(id: str, body: EditPageRequest) -> Response[EditedPage]:
    until, edits, owner = patience(), wiring.page_edits(), app.caller.owner
    return app.once(
        stores.idempotency(),
        lambda claim: edits.begin(owner, id, body, picture_sources(), claim),
        lambda begun: edits.result(owner, begun, until),
    )


handler = app.resolve
