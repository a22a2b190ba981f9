"""Use case of serving a project's picture by its handle."""

from inkwell.core.errors import NotFound
from inkwell.core.object_store import ObjectStore
from inkwell.storyboards.handles import key_of
from inkwell.storyboards.store import ProjectFiles


def url_of(owner: str, handle: str, files: ProjectFiles, objects: ObjectStore) -> str:
    """A presigned URL of the picture that a handle stands for.

    Raises:
        NotFound: there is no such picture, or it belongs to another owner.
    """
    key = key_of(handle)
    file = files.find(key) if key else None
    if key is None or file is None or file.owner != owner or objects.head(key) is None:
        raise NotFound("Image not found")
    return objects.url(key)
