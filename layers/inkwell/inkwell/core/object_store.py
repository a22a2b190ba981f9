"""The port to the store of pictures and files. `inkwell.aws.objects` is its S3 adapter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

#: The least lifetime that is left of a presigned URL to read when it is given out, in seconds.
URL_LIFETIME = 3600


@dataclass(frozen=True, slots=True)
class StoredObject:
    """The facts about a stored object: its size in bytes, its media type, and the metadata it was stored with."""

    size: int
    media_type: str
    metadata: Mapping[str, str]


class ObjectStore(Protocol):
    """The store of pictures and files, by key."""

    def get(self, key: str) -> tuple[bytes, str]:
        """The bytes of an object and their media type. Raises NotFound."""

    def put(self, key: str, data: bytes, media_type: str, metadata: Mapping[str, str] | None = None) -> None:
        """Store an object; another of that key is replaced."""

    def put_file(self, key: str, file: BinaryIO, media_type: str, name: str) -> None:
        """Store what a file holds from its position on, read piece by piece; another object of that key is replaced.

        Args:
            file: need not be seekable.
            name: the name of the file where it is downloaded.
        """

    def head(self, key: str) -> StoredObject | None:
        """The facts about an object; None when there is none."""

    def sizes(self, prefix: str) -> Mapping[str, int]:
        """The bytes of every object whose key begins with a prefix, by key."""

    def delete(self, keys: Sequence[str]) -> None:
        """Remove objects; keys without an object are ignored."""

    def delete_prefix(self, prefix: str) -> None:
        """Remove every object whose key begins with a prefix."""

    def url(self, key: str) -> str:
        """A presigned URL to read an object; the same for a while, so that who asks again need not download again."""

    def upload_url(self, key: str, media_type: str, size: int | None, lifetime: int) -> str:
        """A presigned URL to PUT one object of exactly this type and, when given, this many bytes, for `lifetime` s."""

    def key_of(self, url: str) -> str | None:
        """The key of the object that a URL of this store leads to, signed or not; None for any other URL."""
