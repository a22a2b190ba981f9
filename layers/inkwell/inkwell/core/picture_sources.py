"""The port to the pictures that callers point to: one resolver for all families."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A caller's picture, checked and cleaned: decodable, upright, without metadata.

    Args:
        public_url: the URL that it was fetched from; None for a picture that is stored here.
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
    """The resolver: finds which picture is meant.

    An address is a public http(s) URL, or the key, the handle or any URL of an upload or of another picture of the
    owner's. Every URL of ours stands for its key, whether it is signed or not.
    """

    def take(self, owner: str, address: str, *, field: str, patience: float | None = None) -> SourcePicture:
        """The picture at an address, to be stored by the caller.

        Args:
            field: the request's field that holds the address, for the error.
            patience: seconds that fetching a URL may take; None for the usual time.

        Raises:
            InvalidInput: there is no picture, or none that is accepted; it names `field`.
        """

    def uploaded(self, owner: str, key: str, *, purpose: str, field: str) -> SourcePicture:
        """The picture of an upload of the owner's, to be stored by the caller.

        Args:
            key: as the upload's ticket names it.
            purpose: the purpose that the upload must have.
            field: the request's field that holds the key, for the error.

        Raises:
            InvalidInput: there is no such upload, or it was not accepted; it names `field`.
        """

    def find(self, owner: str, addresses: Mapping[str, str], *, patience: float) -> dict[str, str | SourcePicture]:
        """The pictures at some addresses.

        Args:
            addresses: by the names of the request's fields.
            patience: the most seconds for fetching them all.

        Returns:
            for each field the key of a project's picture, which stays stored, or else the picture itself.

        Raises:
            InvalidInput: there is no picture, or none that is accepted; it names the field.
        """
