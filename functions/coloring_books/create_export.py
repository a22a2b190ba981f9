"""POST /api/export: start making the files of a book for print."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import ExportRequest, JobStarted
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits("exports"))


@app.post(
    "/api/export",
    summary="Export a book for print",
    description=(
        "Of the versions that the pages show now: `pdf`, an interior that is ready for print and, if wanted, its "
        "cover; or `png_zip`, the pages as pictures at 300 dpi. Every page must have a picture."
    ),
    operation_id="create_export",
    tags=["Export"],
    responses=app.responses(202, 400, 401, 402, 403, 404, 409, 422, 429),
)
def create_export(body: ExportRequest) -> Response[JobStarted]:
    return app.once(stores.idempotency(), lambda claim: wiring.exports().start(app.caller.owner, body, claim))


handler = app.resolve
