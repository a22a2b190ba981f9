"""Requests and responses of the reference-kit endpoints, to the letter of the contract."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from inkwell.bodies import Body, Text

Expression = Literal["smile", "serious", "surprised", "angry"]
KitStatus = Literal["pending", "generating", "ready", "failed"]
ReferenceStatus = Literal["pending", "generating", "done", "failed"]
AspectRatio = Literal["1:1", "16:9", "9:16", "4:5", "3:4"]

KitName = Annotated[str, Text(255)]
#: Presigned URLs are long, but never longer than this.
ImageAddress = Annotated[str, Text(4096)]


class CreateReferenceKitRequest(Body):
    """A character's picture and the references wanted of it."""

    name: KitName = Field(examples=["Amalia"])
    sourceImageUrl: ImageAddress = Field(description="An http(s) URL, or the key or URL of an image uploaded here")
    generateExtended: bool = False
    expressions: Annotated[list[Expression], AfterValidator(lambda names: list(dict.fromkeys(names)))] = Field(
        default_factory=list, max_length=40
    )


class UpdateReferenceKitRequest(Body):
    """A new name for a kit."""

    name: KitName | None = Field(None, examples=["Amalia v2"])


class DrawWithKitRequest(Body):
    """New pictures of the kit's character: from a prompt, or with its face in a source picture."""

    prompt: Annotated[str, Text(2000)] | None = None
    sourceImageUrl: ImageAddress | None = Field(None, description="The base picture of a face swap")
    aspectRatio: AspectRatio = "9:16"
    numImages: int = Field(1, ge=1, le=4)
    consent: bool = Field(False, description="The pictured person agrees to the face swap")


class ReferenceKit(BaseModel):
    """A kit with all its references."""

    id: str
    name: str
    sourceImageUrl: str
    status: KitStatus
    anchorFaceUrl: str | None
    profileUrl: str | None
    halfBodyUrl: str | None
    fullBodyUrl: str | None
    expressions: dict[Expression, str]
    generationProgress: dict[str, ReferenceStatus] = Field(examples=[{"anchor": "done", "profile": "generating"}])
    costCents: int | None
    errorMessage: str | None
    createdAt: str
    updatedAt: str


class DeletedReferenceKit(BaseModel):
    """The confirmation that a kit and all its objects are deleted."""

    success: Literal[True] = True


class KitImage(BaseModel):
    """A picture drawn with a kit."""

    index: int
    status: ReferenceStatus
    url: str | None
    errorMessage: str | None


class KitImages(BaseModel):
    """Pictures drawn with a kit."""

    id: str
    kitId: str
    mode: Literal["generation", "face_swap"]
    status: KitStatus
    prompt: str | None
    aspectRatio: AspectRatio
    images: list[KitImage]
    statusUrl: str = Field(description="Where to poll")
    estimatedCostCents: int
    costCents: int | None
    createdAt: str
    updatedAt: str
