"""Requests and responses of the storyboard endpoints, to the letter of the contract."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, StringConstraints, model_serializer

from inkwell.bodies import Body, Text
from inkwell.uploads.handles import PROJECT_ID

MAX_PROMPT = 2000
MAX_REFERENCES = 8
SCENES = 5

Prompt = Annotated[str, Text(MAX_PROMPT)]
ProjectId = Annotated[str, StringConstraints(pattern=rf"^{PROJECT_ID}$")]
#: Presigned URLs are long, but never longer than this.
ImageAddress = Annotated[str, Text(4096)]
ImageAddresses = Annotated[list[ImageAddress], Field(max_length=MAX_REFERENCES)]

PredictionStatus = Literal["starting", "processing", "succeeded", "failed", "canceled"]
FailureCode = Literal["PREDICTION_FAILED", "RATE_LIMIT", "TIMEOUT"]

_REFERENCES = "Pictures for style and context: handles, keys or URLs of uploads, or public https URLs"


class _Sparse(BaseModel):
    """A response that leaves out fields without a value, instead of null."""

    @model_serializer(mode="wrap")
    def _present(self, serialize: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]  # else the schema is lost
        return {name: value for name, value in serialize(self).items() if value is not None}


class ImageUpload(BaseModel):
    """A form with pictures for a project."""

    projectId: ProjectId = Field(examples=["test-proj-123"])
    images: list[bytes] = Field(min_length=1, description="JPEG, PNG or WebP, at most 10 MB each")


class UploadedImage(_Sparse):
    """An uploaded picture as it is stored."""

    id: str
    url: str = Field(description="Where to read it for an hour")
    localPath: str = Field(description="Its handle, good wherever a picture is asked for")
    s3Key: str
    originalName: str
    size: int = Field(description="Bytes, as it is stored: upright, without metadata")
    mimeType: str
    createdAt: str


class UploadedImages(_Sparse):
    """The pictures that were stored."""

    success: Literal[True] = True
    images: list[UploadedImage]
    errors: list[str] | None = Field(default=None, description="What could not be stored; only if there is something")


class StoryboardRequest(Body):
    """An idea for a storyboard."""

    prompt: Prompt = Field(examples=["Luxury watch advertisement with golden hour lighting"])
    targetDuration: Literal[15, 30, 60] = Field(default=15, description="Seconds")
    referenceImageUrls: ImageAddresses = Field(default=[], description=_REFERENCES)


class Scene(BaseModel):
    """A scene of a storyboard."""

    id: str
    order: int = Field(ge=0, lt=SCENES)
    description: str
    imagePrompt: str
    suggestedDuration: int = Field(ge=2, le=4, description="Seconds")


class Storyboard(BaseModel):
    """A storyboard of five scenes, in their order."""

    success: Literal[True] = True
    scenes: list[Scene] = Field(min_length=SCENES, max_length=SCENES)


class ImageGenerationRequest(Body):
    """A request for a scene's picture."""

    prompt: Prompt = Field(examples=["Professional product photography of luxury watch"])
    projectId: ProjectId = Field(examples=["test-proj-123"])
    sceneIndex: int = Field(ge=0, lt=SCENES)
    seedImage: ImageAddress | None = Field(default=None, description="The picture to start from: the scene before")
    referenceImageUrls: ImageAddresses = Field(default=[], description=_REFERENCES)


class PredictionStarted(BaseModel):
    """A prediction that was accepted."""

    success: Literal[True] = True
    predictionId: str
    status: Literal["starting", "processing"]


class GeneratedImage(BaseModel):
    """A scene's picture as it was drawn."""

    id: str
    url: str = Field(description="Where to read it for an hour")
    localPath: str = Field(description="Its handle, good wherever a picture is asked for")
    prompt: str
    replicateId: str = Field(description="The prediction's id")
    createdAt: str


class ServedImage(BaseModel):
    """A project's picture, with a URL to read it."""

    success: Literal[True] = True
    url: str = Field(description="Where to read it, without credentials")
    expiresAt: str = Field(description="Until when, at least")


class Prediction(_Sparse):
    """A prediction with its status."""

    success: bool = Field(description="False for one that failed or was canceled")
    status: PredictionStatus
    image: GeneratedImage | None = Field(default=None, description="Only of one that succeeded")
    progress: int | None = Field(default=None, ge=0, le=100, description="Where it is known")
    error: str | None = Field(default=None, description="Only of one that failed or was canceled")
    code: FailureCode | None = Field(default=None, description="Only of one that failed")
    retryable: bool | None = Field(default=None, description="Whether the same prompt may succeed; only with an error")


class CanceledPrediction(BaseModel):
    """A prediction that was canceled."""

    success: Literal[True] = True
    predictionId: str
    status: Literal["canceled"] = "canceled"
