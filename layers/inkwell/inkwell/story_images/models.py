"""Requests and responses of the story image endpoints, to the letter of the contract."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from inkwell.bodies import Body, Text
from inkwell.core.pictures import MAX_VERSIONS
from inkwell.settings import ART_STYLES
from inkwell.story_images.styles import supported

MAX_TOPIC = 500

TaskStatus = Literal["queued", "processing", "completed", "failed"]
ImageStatus = Literal["processing", "completed", "regenerating", "failed"]

StoryTopic = Annotated[str, Text(MAX_TOPIC)]
ArtStyle = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(supported)]

_URL = "The newest picture, to be read for an hour; null while there is none"
_URLS = f"The pictures that were drawn, newest first, at most {MAX_VERSIONS}; each to be read for an hour"


class StoryImagesRequest(Body):
    """A topic for a story, and the style of its pictures."""

    story_topic: StoryTopic = Field(examples=["A time traveler's first day in ancient Rome"])
    art_style: ArtStyle = Field(
        examples=["photorealistic"], description=f"One that this deployment offers: as shipped, {', '.join(ART_STYLES)}"
    )


class StoryTaskStarted(BaseModel):
    """A task that was accepted."""

    task_id: str
    created_at: str
    status_url: str = Field(description="What to poll, relative to /v1", examples=["/images/tasks/task_7890xyz"])


class StoryImage(BaseModel):
    """A picture of a task, as its task shows it."""

    id: str
    status: ImageStatus
    url: str | None = Field(description=_URL)
    urls: list[str] = Field(description=_URLS)
    subtitles: str


class StoryTask(BaseModel):
    """A task with its status, its story and its pictures."""

    task_id: str
    status: TaskStatus
    created_at: str
    updated_at: str
    story_text: str | None = Field(description="Null until it is written")
    images: list[StoryImage] = Field(description="In the order of the story; empty until it is written")


class StoryImageState(BaseModel):
    """A picture with its status."""

    image_id: str
    task_id: str
    url: str | None = Field(description=_URL)
    urls: list[str] = Field(description=_URLS)
    subtitles: str
    status: ImageStatus
    created_at: str
    updated_at: str


class RegeneratingImage(BaseModel):
    """A picture that is drawn again."""

    id: str
    task_id: str
    status: Literal["regenerating"] = "regenerating"
    url: str = Field(description="What to poll, relative to /v1", examples=["/images/img_003ghi"])
    urls: list[str] = Field(description=_URLS)
    created_at: str
    updated_at: str
