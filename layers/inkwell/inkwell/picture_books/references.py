"""Reference pictures of a story: what a visitor gives to show how the hero looks. Slow to import (Pillow)."""

from collections.abc import Sequence

from inkwell.core.errors import InvalidInput
from inkwell.core.names import prefix
from inkwell.core.object_store import ObjectStore
from inkwell.core.picture_sources import PictureSources, SourcePicture
from inkwell.core.store import JobStore
from inkwell.imaging.inspection import accept, normalise
from inkwell.imaging.limits import MAX_FORM_PIXELS

_FIELD = "reference_images"

#: The most bytes of a file in a form.
MAX_BYTES = 10 * 1024 * 1024

#: The most seconds for fetching the pictures.
_FETCHING = 10.0


class References:
    """The store of stories' reference pictures.

    Args:
        sources: finds the pictures that are given by their addresses.
        jobs, objects: the ports by which they are kept.
    """

    def __init__(self, sources: PictureSources, jobs: JobStore, objects: ObjectStore) -> None:
        self._sources = sources
        self._jobs = jobs
        self._objects = objects

    def keep(self, visitor: str, story_id: str, images: Sequence[bytes | str]) -> tuple[str, ...]:
        """The object keys of a story's pictures, which are stored with its first scene.

        Args:
            images: files, or addresses as `PictureSources` has them; an empty one counts as none.

        Raises:
            InvalidInput: a picture cannot be used.
        """
        given = {f"{_FIELD}.{index}": image for index, image in enumerate(image for image in images if image)}
        addresses = {name: image for name, image in given.items() if isinstance(image, str)}
        found: dict[str, str | SourcePicture] = dict(_checked(given))
        if addresses:
            found |= self._sources.find(visitor, addresses, patience=_FETCHING)
        if any(isinstance(each, SourcePicture) for each in found.values()):
            self._jobs.reserve(story_id)
        return tuple(self._kept(story_id, index, found[name]) for index, name in enumerate(given))

    def _kept(self, story_id: str, index: int, picture: str | SourcePicture) -> str:
        if isinstance(picture, str):
            return picture
        key = f"{prefix(story_id)}reference-{index}.{picture.extension}"
        self._objects.put(key, picture.data, picture.media_type)
        return key


def _checked(given: dict[str, bytes | str]) -> dict[str, SourcePicture]:
    """The files, checked and cleaned."""
    checked: dict[str, SourcePicture] = {}
    left = MAX_FORM_PIXELS
    for name, data in given.items():
        if isinstance(data, str):
            continue
        if len(data) > MAX_BYTES:
            raise InvalidInput.field(name, f"must have at most {MAX_BYTES // (1024 * 1024)} MB")
        inspected = accept(data, field=name)
        left -= inspected.width * inspected.height
        if left < 0:
            raise InvalidInput.field(name, "is too large together with the others")
        clean = normalise(inspected)
        checked[name] = SourcePicture(clean.data, clean.media_type)
    return checked
