"""The port to the pictures that callers point to by a URL or a key."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A caller's picture, checked and cleaned: decodable, upright, without metadata.

    Args:
        public_url: the URL that it was fetched from; None for an upload.
    """

    data: bytes
    media_type: str
    public_url: str | None = None

    @property
    def extension(self) -> str:
        """The extension of its file name."""
        return self.media_type.rpartition("/")[2].replace("jpeg", "jpg")


def is_url(address: str) -> bool:
    """True for http(s) URLs; a scheme has no case (RFC 3986, section 3.1)."""
    return address.lower().startswith(("http://", "https://"))


class PictureSources(Protocol):
    """The importer of pictures that callers point to."""

    def take(self, owner: str, address: str, *, field: str, patience: float | None = None) -> SourcePicture:
        """The picture at a public URL, or an upload of `owner` by its key or URL.

        Args:
            field: the request's field that holds the address, for the error.
            patience: seconds that fetching a URL may take; None for the usual time.

        Raises:
            InvalidInput: there is no picture, or none that is accepted; it names `field`.
        """
