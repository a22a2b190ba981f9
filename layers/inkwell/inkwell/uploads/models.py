"""What the upload endpoint takes and gives, and how an upload is remembered."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from inkwell.core.timestamps import now

Purpose = Literal["inpaint_mask", "custom_image", "reference"]
MediaType = Literal["image/jpeg", "image/png", "image/webp"]

#: The largest upload, by purpose, in bytes.
MAX_BYTES: dict[Purpose, int] = {
    "inpaint_mask": 5 * 1024 * 1024,
    "custom_image": 10 * 1024 * 1024,
    "reference": 20 * 1024 * 1024,
}

#: How long a presigned PUT holds.
URL_LIFETIME = timedelta(minutes=15)

#: How long an upload that nothing uses is kept. S3's lifecycle removes the objects, the table's time to live the rest.
RETENTION = timedelta(days=1)


class UploadRequest(BaseModel):
    """A file that shall be uploaded."""

    model_config = ConfigDict(extra="forbid", strict=True)

    fileName: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)] = Field(
        examples=["mask.png"]
    )
    contentType: MediaType
    purpose: Purpose
    contentLength: int | None = Field(
        None, ge=1, description="The file's exact size in bytes; when given, the URL takes no other size"
    )


class UploadTicket(BaseModel):
    """Where to PUT the file, with the very Content-Type (and Content-Length) that was asked for."""

    uploadUrl: str
    key: str = Field(description="How to refer to the upload from then on")
    expiresAt: str


class UploadStatus(StrEnum):
    """What became of an upload."""

    PENDING = "pending"
    READY = "ready"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Upload:
    """One presigned upload.

    Args:
        key: where the caller puts it.
        picture_key, thumbnail_key: the checked and cleaned picture made of it, and a small one.
        reason: why it was rejected, reads on from the field's name.
    """

    id: str
    owner: str
    key: str
    purpose: Purpose
    file_name: str
    status: UploadStatus = UploadStatus.PENDING
    picture_key: str | None = None
    thumbnail_key: str | None = None
    media_type: str | None = None
    width: int | None = None
    height: int | None = None
    size: int | None = None
    reason: str | None = None
    created_at: datetime = field(default_factory=now)
