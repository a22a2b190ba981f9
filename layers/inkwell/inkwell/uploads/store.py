"""The record of an upload, and the port to where uploads are kept. `inkwell.aws.uploads` is its DynamoDB adapter."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from inkwell.core.timestamps import now
from inkwell.uploads.models import Purpose


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


class UploadStore(Protocol):
    """Keeps uploads."""

    def add(self, upload: Upload) -> None:
        """Remember a new upload."""

    def find(self, upload_id: str) -> Upload | None:
        """The upload of that id, or None."""

    def conclude(self, upload: Upload) -> bool:
        """Store what became of a pending upload; False when that was already known."""
