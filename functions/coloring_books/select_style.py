"""POST /api/projects/{id}/calibrate/select: choose a sample as a project's style anchor."""

from functools import partial

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.coloring_books.models import SelectStyleRequest, StyleAnchor
from inkwell.coloring_books.plans import plan_table
from inkwell.coloring_books.switch import require_generation
from inkwell.model_wiring import text_model

app = Api(errors=BOOK_ERRORS, limits=plan_table().limits("edits"), switch=require_generation)


@app.post(
    "/api/projects/<id>/calibrate/select",
    summary="Choose a sample as a project's style anchor",
    description=(
        "Pages that are drawn from then on have the style of this sample, which is described in two or three "
        "sentences. It stays when the project is calibrated again."
    ),
    operation_id="select_style",
    tags=["Style calibration"],
    responses=app.responses(200, 400, 401, 403, 404, 429, 503),
)
def select_style(id: str, body: SelectStyleRequest) -> StyleAnchor:
    owner = app.caller.owner
    model = partial(text_model, "description", owner, keeps_text=True)
    return wiring.book_calibrations().select(owner, id, body, model)


handler = app.resolve
