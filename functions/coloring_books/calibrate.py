"""POST /api/projects/{id}/calibrate: samples of styles for a project."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import CalibrateRequest, StyleSamples
from inkwell.coloring_books.plans import plan_table
from inkwell.coloring_books.switch import require_generation
from inkwell.core.awaiting import patience

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits("generation"), switch=require_generation)


@app.post(
    "/api/projects/<id>/calibrate",
    summary="Draw four samples of styles for a project",
    description=(
        "Responds within 25 seconds: with all four samples, which replace earlier ones, or with a 503 that costs "
        "nothing. The same Idempotency-Key finds the same samples, also while they are being drawn."
    ),
    operation_id="calibrate",
    tags=["Style calibration"],
    responses=app.responses(200, 400, 401, 402, 403, 404, 409, 422, 429, 503),
)
def calibrate(id: str, body: CalibrateRequest) -> Response[StyleSamples]:
    until, calibrations, owner = patience(), wiring.book_calibrations(), app.caller.owner
    return app.once(
        stores.idempotency(),
        lambda claim: calibrations.begin(owner, id, body, claim),
        lambda begun: calibrations.samples(owner, begun, until),
    )


handler = app.resolve
