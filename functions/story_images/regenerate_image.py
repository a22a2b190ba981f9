"""POST /v1/images/{image_id}: draw one picture of a story again."""

from aws_lambda_powertools.event_handler import Response

from inkwell import stores, wiring
from inkwell.api.app import Api
from inkwell.story_images.envelope import STORY_ERRORS
from inkwell.story_images.models import RegeneratingImage

app = Api(errors=STORY_ERRORS)


@app.post(
    "/v1/images/<image_id>",
    summary="Draw one picture again",
    description=(
        "Draws a picture again once its task has ended. Its old pictures stay; while it is being drawn again, another "
        "request starts nothing."
    ),
    operation_id="regenerate_story_image",
    tags=["Story images"],
    responses=app.responses(202, 400, 401, 404, 409, 422, 503),
)
def regenerate_image(image_id: str) -> Response[RegeneratingImage]:
    tasks, owner = wiring.story_tasks(), app.caller.owner
    return app.once(stores.idempotency(), lambda claim: tasks.regenerate(owner, image_id, claim))


handler = app.resolve
