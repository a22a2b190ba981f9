"""POST /api/generate-image: start drawing a scene's picture."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.api.sources import picture_sources
from inkwell.storyboards.envelope import STORYBOARD_ERRORS
from inkwell.storyboards.errors import PredictionFailed
from inkwell.storyboards.models import ImageGenerationRequest, PredictionStarted

app = Api(errors=STORYBOARD_ERRORS, access="anonymous", failure=PredictionFailed)


@app.post(
    "/api/generate-image",
    summary="Start drawing a scene's picture",
    description="Starts a prediction: poll it until it has succeeded, failed or been canceled.",
    operation_id="create_prediction",
    tags=["Storyboards"],
    responses=app.responses(200, 400, 401, 409, 422),
)
def create_prediction(body: ImageGenerationRequest) -> Response[PredictionStarted]:
    predictions, owner = wiring.predictions(), app.caller.owner
    return app.once(stores.idempotency(), lambda claim: predictions.create(owner, body, picture_sources(), claim))


handler = app.resolve
