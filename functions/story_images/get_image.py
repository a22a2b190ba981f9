"""GET /v1/images/{image_id}, and its alias with the task: one picture of a story."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.story_images.envelope import STORY_ERRORS
from inkwell.story_images.models import StoryImageState

app = Api(errors=STORY_ERRORS)


@app.get(
    "/v1/images/<image_id>/tasks/<task_id>/status",
    summary="One picture of a story (alias of /v1/images/{image_id})",
    description="What to poll while a picture is drawn again.",
    operation_id="get_story_image_of_task",
    tags=["Story images"],
    responses=app.responses(200, 401, 404),
)
def get_image_of_task(image_id: str, task_id: str) -> StoryImageState:
    return wiring.story_tasks().image(app.caller.owner, image_id, task_id)


@app.get(
    "/v1/images/<image_id>",
    summary="One picture of a story",
    description="What to poll while a picture is drawn again.",
    operation_id="get_story_image",
    tags=["Story images"],
    responses=app.responses(200, 401, 404),
)
def get_image(image_id: str) -> StoryImageState:
    return wiring.story_tasks().image(app.caller.owner, image_id)


handler = app.resolve
