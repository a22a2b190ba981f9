"""GET /api/generate/{jobId}: where a job stands, for frontends that poll."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import BookJob
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.get(
    "/api/generate/<jobId>",
    summary="Where a job stands",
    description="What to poll while a job runs, whatever its kind.",
    operation_id="get_job",
    tags=["Generation"],
    responses=app.responses(200, 400, 401, 403, 404, 429),
)
def get_job(jobId: str) -> BookJob:
    return wiring.book_jobs().get(app.caller.owner, jobId)


handler = app.resolve
