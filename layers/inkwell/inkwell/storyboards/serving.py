"""Use case of serving a project's picture by its handle."""

from inkwell.core.errors import NotFound
from inkwell.core.object_store import ObjectStore
from inkwell.uploads.handles import key_of
from inkwell.uploads.own_pictures import OwnPictures


def url_of(owner: str, handle: str, pictures: OwnPictures, objects: ObjectStore) -> str:
    """A presigned URL of the picture that a handle stands for.

    Raises:
        NotFound: there is no such picture, it is not shown, or it belongs to another owner.
    """
    key = key_of(handle)
    if key is None or not pictures.is_there(owner, key):
        raise NotFound("Image not found")
    return objects.url(key)
