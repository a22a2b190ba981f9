"""Use cases of story image tasks."""

from inkwell.core.accepting import accept
from inkwell.core.errors import Conflict, NotFound
from inkwell.core.idempotency import Claim, Response
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.names import new_id
from inkwell.core.object_store import ObjectStore
from inkwell.core.owning import owned
from inkwell.core.pictures import Picture
from inkwell.core.redrawing import redraw
from inkwell.core.safety import screen
from inkwell.core.state_machines import Workflows
from inkwell.core.store import JobStore
from inkwell.core.timestamps import timestamp
from inkwell.story_images.data import StoryTaskData
from inkwell.story_images.models import StoryImagesRequest, StoryImageState, StoryTask, StoryTaskStarted
from inkwell.story_images.stories import WORKFLOW
from inkwell.story_images.views import image_of, image_view, pictures_of, regenerating_view, task_view

KIND = "story_images"


class StoryTasks:
    """The tasks of all owners. A task of another owner is not found.

    Args:
        jobs, objects, workflows: the ports that every method needs.
    """

    def __init__(self, jobs: JobStore, objects: ObjectStore, workflows: Workflows) -> None:
        self._jobs = jobs
        self._objects = objects
        self._workflows = workflows

    def create(self, owner: str, request: StoryImagesRequest, pictures: int, claim: Claim) -> Response:
        """Store a new task and start writing its story.

        Args:
            pictures: the number of the story's pictures.
            claim: the claim on the request's Idempotency-Key.

        Raises:
            BlockedText: the safety gate blocks the topic.
        """
        screen(request.story_topic, field="story_topic")
        data = StoryTaskData(request.story_topic, request.art_style, pictures).as_data()
        job = Job(new_id(), KIND, owner, data=data, first_task=WORKFLOW)
        started = StoryTaskStarted(
            task_id=job.id, created_at=timestamp(job.created_at), status_url=f"/images/tasks/{job.id}"
        )
        response = Response(202, started.model_dump(mode="json"))
        return accept(self._jobs, self._workflows, JobRecord(job, []), response, claim)

    def task(self, owner: str, task_id: str) -> StoryTask:
        """A task by its id. Raises NotFound."""
        record = owned(self._jobs, owner, KIND, task_id, called="Story image generation task")
        return task_view(record, self._objects.url)

    def image(self, owner: str, image_id: str, task_id: str | None = None) -> StoryImageState:
        """A picture by its id.

        Args:
            task_id: the task that the picture must belong to; None for any.

        Raises:
            NotFound: there is no such picture.
        """
        record, picture = self._find(owner, image_id)
        if task_id not in (None, record.job.id):
            raise _not_found()
        return image_view(record, picture, self._objects.url)

    def regenerate(self, owner: str, image_id: str, claim: Claim) -> Response:
        """Draw a picture again; earlier versions stay. A picture that is being drawn again gets no second attempt.

        Raises:
            NotFound: there is no such picture.
            Conflict: its task has not ended yet.
        """

        def read() -> tuple[JobRecord, Picture]:
            record, picture = self._find(owner, image_id)
            if record.job.first_settled_at is None:
                raise Conflict("The task has not ended yet: its images can be regenerated after that")
            return record, picture

        def respond(_: JobRecord, picture: Picture) -> Response:
            return Response(202, regenerating_view(picture, self._objects.url).model_dump(mode="json"))

        return redraw(self._jobs, self._workflows, read, respond, claim)

    def _find(self, owner: str, image_id: str) -> tuple[JobRecord, Picture]:
        job_id, key = image_of(image_id)
        record = owned(self._jobs, owner, KIND, job_id, called="Image")
        for picture in pictures_of(record):
            if picture.key == key:
                return record, picture
        raise _not_found()


def _not_found() -> NotFound:
    return NotFound("Image not found")
