"""POST /api/generate/{jobId}/cancel: cancel a job."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import CancelledJob
from inkwell.coloring_books.plans import plan_table

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits())


@app.post(
    "/api/generate/<jobId>/cancel",
    summary="Cancel a job",
    description=(
        "Gives back the Blots of all that was not begun. What is being drawn is drawn to its end, and paid for if it "
        "succeeds. Doing so again gives the same response; a job that has completed or failed is a 400."
    ),
    operation_id="cancel_job",
    tags=["Generation"],
    responses=app.responses(200, 400, 401, 403, 404, 429, 503),
)
def cancel_job(jobId: str) -> CancelledJob:
    return wiring.book_jobs().cancel(app.caller.owner, jobId)


handler = app.resolve
