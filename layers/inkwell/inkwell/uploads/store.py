"""The record of an upload, and the port to where uploads are kept. `inkwell.aws.uploads` is its DynamoDB adapter."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from inkwell.core.timestamps import now
from inkwell.uploads.models import Purpose


class UploadStatus(StrEnum):
    """The status of an upload."""

    PENDING = "pending"
    READY = "ready"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Upload:
    """A presigned upload.

    Args:
        key: the object key that the caller puts the file to.
        picture_key, thumbnail_key: the object keys of the cleaned picture and of a small copy.
        media_type, width, height, size: of the cleaned picture; in pixels and bytes.
        project_id: the project that it becomes a picture of; None for one that expires after a day.
        reason: the reason of a rejection; it continues the name of the request's field.
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
    project_id: str | None = None
    created_at: datetime = field(default_factory=now)


class UploadStore(Protocol):
    """The store of uploads."""

    def add(self, upload: Upload) -> None:
        """Store a new upload."""

    def find(self, upload_id: str) -> Upload | None:
        """The upload of that id; None when there is none."""

    def conclude(self, upload: Upload) -> bool:
        """Store the result of a pending upload's check; False when a result was stored before."""
