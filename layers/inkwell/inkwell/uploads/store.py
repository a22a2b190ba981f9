"""Where uploads are remembered. `inkwell.aws.uploads` is the DynamoDB one."""

from typing import Protocol

from inkwell.uploads.models import Upload


class UploadStore(Protocol):
    """Keeps uploads."""

    def add(self, upload: Upload) -> None:
        """Remember a new upload."""

    def find(self, upload_id: str) -> Upload | None:
        """The upload of that id, or None."""

    def conclude(self, upload: Upload) -> bool:
        """Store what became of a pending upload; False when that was already known."""
