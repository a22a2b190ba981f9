"""What is known of the pictures of a project: whose they are, under the key by which they are stored."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from inkwell.core.timestamps import now


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """One picture of a project.

    Args:
        key: its object key.
        original_name: what the caller called an uploaded one.
        media_type, size: of an uploaded one, as it is stored; size in bytes.
        prediction_id: of a drawn one, whose object may not be there yet, or never.
    """

    key: str
    owner: str
    original_name: str | None = None
    media_type: str | None = None
    size: int | None = None
    prediction_id: str | None = None
    created_at: datetime = field(default_factory=now)


class ProjectFiles(Protocol):
    """Remembers the pictures of all projects."""

    def add(self, file: ProjectFile) -> bool:
        """Remember a new picture; False when its key is taken."""

    def find(self, key: str) -> ProjectFile | None:
        """The picture of that key, or None."""
