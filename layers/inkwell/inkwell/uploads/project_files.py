"""The record of a project's picture, by its object key, and the port to where such records are kept."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from inkwell.core.effects import JoinedWrite
from inkwell.core.timestamps import now


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A picture of a project.

    Args:
        key: its object key.
        owner: the id of its owner.
        original_name: the caller's name of an uploaded picture.
        media_type, size: of an uploaded picture as it is stored; size in bytes.
        prediction_id: the prediction that draws it; its object may not be there yet, or never.
    """

    key: str
    owner: str
    original_name: str | None = None
    media_type: str | None = None
    size: int | None = None
    prediction_id: str | None = None
    created_at: datetime = field(default_factory=now)


class ProjectFiles(Protocol):
    """The store of records of project pictures."""

    def add(self, file: ProjectFile) -> bool:
        """Store the record of a new picture; False when its key is taken."""

    def addition(self, file: ProjectFile) -> JoinedWrite:
        """The write that stores the record of a new picture, for the transaction of the job that draws it.

        Its refusal is StaleRecord: the key is taken.
        """

    def expiry(self, key: str) -> JoinedWrite:
        """The write that lets the record of a picture that will never be there expire, for a transaction of its job."""

    def remove(self, key: str) -> None:
        """Remove the record of a picture that could not be stored."""

    def find(self, key: str) -> ProjectFile | None:
        """The record of that key; None when there is none."""
