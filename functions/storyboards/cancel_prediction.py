"""POST /api/generate-image/{id}/cancel: end a prediction before it is done."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.storyboards.envelope import STORYBOARD_ERRORS
from inkwell.storyboards.errors import PredictionFailed
from inkwell.storyboards.models import CanceledPrediction

app = Api(errors=STORYBOARD_ERRORS, access="anonymous", failure=PredictionFailed)


@app.post(
    "/api/generate-image/<id>/cancel",
    summary="Cancel a prediction",
    description="Ends a prediction before it is done. Doing so again gives the same response.",
    operation_id="cancel_prediction",
    tags=["Storyboards"],
    responses=app.responses(200, 401, 404, 409),
)
def cancel_prediction(id: str) -> CanceledPrediction:
    return wiring.predictions().cancel(app.caller.owner, id)


handler = app.resolve
