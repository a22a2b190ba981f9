"""GET /api/generate-image/{id}: a prediction with its status, for frontends that poll."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.storyboards.envelope import STORYBOARD_ERRORS
from inkwell.storyboards.errors import PollingFailed
from inkwell.storyboards.models import Prediction

app = Api(errors=STORYBOARD_ERRORS, access="anonymous", failure=PollingFailed)


@app.get(
    "/api/generate-image/<id>",
    summary="Where a prediction stands",
    description=(
        "What to poll while the picture is drawn. A prediction that failed or was canceled is a 200 with `success: "
        "false`."
    ),
    operation_id="get_prediction",
    tags=["Storyboards"],
    responses=app.responses(200, 401, 404),
)
def get_prediction(id: str) -> Prediction:
    return wiring.predictions().get(app.caller.owner, id)


handler = app.resolve
