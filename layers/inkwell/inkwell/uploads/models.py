"""Requests and responses of the upload endpoint, to the letter of the contract."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, StringConstraints, model_serializer

from inkwell.bodies import Body, Text
from inkwell.uploads.handles import PROJECT_ID

Purpose = Literal["inpaint_mask", "custom_image", "reference"]
MediaType = Literal["image/jpeg", "image/jpg", "image/png", "image/webp"]

#: The largest upload, by purpose, in bytes.
MAX_BYTES: dict[Purpose, int] = {
    "inpaint_mask": 5 * 1024 * 1024,
    "custom_image": 10 * 1024 * 1024,
    "reference": 20 * 1024 * 1024,
}

#: The lifetime of a presigned PUT.
URL_LIFETIME = timedelta(minutes=15)

#: The time for which an upload is kept. S3's lifecycle removes its objects, the table's time to live its record.
RETENTION = timedelta(days=1)


class UploadRequest(Body):
    """A file to upload."""

    fileName: Annotated[str, Text(255)] = Field(examples=["mask.png"])
    contentType: MediaType
    purpose: Purpose
    projectId: Annotated[str, StringConstraints(pattern=rf"^{PROJECT_ID}$")] | None = Field(
        None, description="Makes the upload a picture of this project, which stays", examples=["test-proj-123"]
    )
    contentLength: int | None = Field(
        None, ge=1, description="The file's exact size in bytes; when given, the URL takes no other size"
    )


class UploadTicket(BaseModel):
    """The URL to PUT the file to, with exactly the Content-Type (and Content-Length) of the request."""

    uploadUrl: str
    key: str = Field(description="How to refer to the upload from then on")
    expiresAt: str
    localPath: str | None = Field(None, description="Its handle once it has arrived; only with a projectId")

    @model_serializer(mode="wrap")
    def _present(self, serialize: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]  # else the schema is lost
        return {name: value for name, value in serialize(self).items() if value is not None}
