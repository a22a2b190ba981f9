"""The port to the pictures that callers point to by a URL or a key."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A picture that a caller gave, checked and cleaned: decodable, upright, without metadata.

    Args:
        public_url: where the caller had it from, when that is a URL which stays good.
    """

    data: bytes
    media_type: str
    public_url: str | None = None

    @property
    def extension(self) -> str:
        """What its file name ends with."""
        return self.media_type.rpartition("/")[2].replace("jpeg", "jpg")


class PictureSources(Protocol):
    """Takes in the pictures that callers point to."""

    def take(self, owner: str, address: str, *, field: str, patience: float | None = None) -> SourcePicture:
        """The picture at a public URL, or one that `owner` uploaded here, by its key or URL.

        Args:
            patience: seconds that fetching a URL may take; None for as long as is usual.

        Raises:
            InvalidInput: there is none, or none that we take; it names `field`.
        """
