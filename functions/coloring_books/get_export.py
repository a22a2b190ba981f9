"""GET /api/export/{jobId}: an export and its files."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import Export
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.get(
    "/api/export/<jobId>",
    summary="Get an export with its files",
    description="The URLs can be used for an hour; each call renews them. `print` says what a printer asks for.",
    operation_id="get_export",
    tags=["Export"],
    responses=app.responses(200, 400, 401, 403, 404, 429),
)
def get_export(jobId: str) -> Export:
    return wiring.exports().get(app.caller.owner, jobId)


handler = app.resolve
