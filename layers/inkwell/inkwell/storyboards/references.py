"""The pictures that callers point to: those of their projects, their other uploads, and public URLs."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from inkwell.core.errors import InvalidInput
from inkwell.core.object_store import ObjectStore
from inkwell.core.picture_sources import PictureSources, SourcePicture, is_url
from inkwell.storyboards.handles import is_project_key, key_of
from inkwell.storyboards.store import ProjectFiles

#: The most pictures that are fetched and decoded side by side: decoding a large one needs hundreds of MB.
_SIDE_BY_SIDE = 3


class References:
    """The finder of pictures that callers point to.

    Args:
        sources: imports pictures from public URLs and from uploads that belong to no project.
        clock: seconds, as `time.monotonic`.
    """

    def __init__(
        self,
        files: ProjectFiles,
        objects: ObjectStore,
        sources: PictureSources,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._files = files
        self._objects = objects
        self._sources = sources
        self._clock = clock

    def find(self, owner: str, addresses: Mapping[str, str], *, patience: float) -> dict[str, str | SourcePicture]:
        """The pictures at some addresses: handle, key or URL of a project's picture or an upload, or a public URL.

        Args:
            addresses: by the names of the request's fields.
            patience: the most seconds for fetching them all.

        Returns:
            for each field the key of a project's picture, which stays stored, or else the imported picture.

        Raises:
            InvalidInput: there is no picture, or none that is accepted; it names the field.
        """
        until = self._clock() + patience
        found: dict[str, str | SourcePicture] = {}
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
            pending = {
                name: threads.submit(self._find, owner, name, address, until) for name, address in addresses.items()
            }
            try:
                for name, each in pending.items():
                    found[name] = each.result()
            finally:
                for each in pending.values():
                    each.cancel()
        return found

    def _find(self, owner: str, name: str, address: str, until: float) -> str | SourcePicture:
        key = self._project_key(address)
        if key is None:
            left = until - self._clock()
            if left <= 0:
                raise InvalidInput.field(name, "could not be fetched in time, together with the others")
            return self._sources.take(owner, address, field=name, patience=left)
        file = self._files.find(key)
        if file is None or file.owner != owner or self._objects.head(key) is None:
            raise InvalidInput.field(name, "must be a picture of yours that is stored here")
        return key

    def _project_key(self, address: str) -> str | None:
        """The key of the project's picture that an address names (handle, key or URL); None for any other address."""
        if key := key_of(address):
            return key
        key = self._objects.key_of(address) if is_url(address) else address
        return key if key and is_project_key(key) else None
