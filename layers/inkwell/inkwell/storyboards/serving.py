"""Use case of serving a project's picture by its handle."""

from datetime import timedelta

from inkwell.core.errors import NotFound
from inkwell.core.object_store import URL_LIFETIME, ObjectStore
from inkwell.core.timestamps import now, timestamp
from inkwell.storyboards.models import ServedImage
from inkwell.uploads.handles import key_of
from inkwell.uploads.own_pictures import OwnPictures


def served(owner: str, handle: str, pictures: OwnPictures, objects: ObjectStore) -> ServedImage:
    """The picture that a handle stands for, with a presigned URL.

    Raises:
        NotFound: there is no such picture, it is not shown, or it belongs to another owner.
    """
    key = key_of(handle)
    if key is None or not pictures.is_there(owner, key):
        raise NotFound("Image not found")
    return ServedImage(url=objects.url(key), expiresAt=timestamp(now() + timedelta(seconds=URL_LIFETIME)))
