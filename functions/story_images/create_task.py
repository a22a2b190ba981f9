"""POST /v1/images: a story and its pictures, from a topic."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.settings import StorySettings, load
from inkwell.story_images.envelope import STORY_ERRORS
from inkwell.story_images.models import StoryImagesRequest, StoryTaskStarted

app = Api(errors=STORY_ERRORS)


@app.post(
    "/v1/images",
    summary="Write a story and draw its pictures",
    description=(
        "Writes a story and draws its pictures in the background: poll the task until it is `completed` or `failed`."
    ),
    operation_id="create_story_task",
    tags=["Story images"],
    responses=app.responses(202, 400, 401, 409, 422),
)
def create_task(body: StoryImagesRequest) -> Response[StoryTaskStarted]:
    tasks, owner, pictures = wiring.story_tasks(), app.caller.owner, load(StorySettings).story_pictures
    return app.once(stores.idempotency(), lambda claim: tasks.create(owner, body, pictures, claim))


handler = app.resolve
