"""POST /api/storyboard: an idea becomes five scenes."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores
from inkwell.api.app import Api
from inkwell.api.sources import picture_sources
from inkwell.model_wiring import text_model
from inkwell.storyboards.envelope import STORYBOARD_ERRORS
from inkwell.storyboards.errors import GenerationFailed
from inkwell.storyboards.models import Storyboard, StoryboardRequest
from inkwell.storyboards.storyboards import Storyboards

app = Api(errors=STORYBOARD_ERRORS, access="anonymous", failure=GenerationFailed)


@app.post(
    "/api/storyboard",
    summary="Write a storyboard of five scenes",
    description=(
        "Responds within 25 seconds. Scenes last 2 to 4 whole seconds and add up to 15, or to 20 where 30 or 60 are "
        "asked for."
    ),
    operation_id="create_storyboard",
    tags=["Storyboards"],
    responses=app.responses(200, 400, 401, 409, 422, 503),
)
def create_storyboard(body: StoryboardRequest) -> Response[Storyboard]:
    owner = app.caller.owner
    model = text_model("storyboard", owner, app.current_event.request_context.request_id)
    storyboards = Storyboards(model, stores.objects())
    return app.once(stores.idempotency(), lambda claim: storyboards.create(owner, body, picture_sources()))


handler = app.resolve
