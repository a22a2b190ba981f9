"""GET /v1/images/tasks/{task_id}: a task with its story and pictures, for frontends that poll."""

from inkwell import wiring
from inkwell.api.app import Api
from inkwell.story_images.envelope import STORY_ERRORS
from inkwell.story_images.models import StoryTask

app = Api(errors=STORY_ERRORS)


@app.get(
    "/v1/images/tasks/<task_id>",
    summary="A story and its pictures",
    description="What to poll while the story is written and its pictures are drawn.",
    operation_id="get_story_task",
    tags=["Story images"],
    responses=app.responses(200, 401, 404),
)
def get_task(task_id: str) -> StoryTask:
    return wiring.story_tasks().task(app.caller.owner, task_id)


handler = app.resolve
