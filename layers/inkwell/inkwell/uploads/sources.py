"""The resolver of all families: the picture that a caller points to, by a public URL or as one of their own."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from inkwell.core.errors import InvalidInput, NotFound
from inkwell.core.object_store import ObjectStore
from inkwell.core.picture_sources import SourcePicture, is_url
from inkwell.fetching import DEADLINE, Nearby, fetch
from inkwell.imaging.inspection import accept, normalise
from inkwell.uploads.handles import image_id, is_project_key, is_uploaded_key
from inkwell.uploads.intake import receive
from inkwell.uploads.own_pictures import OwnPictures
from inkwell.uploads.project_files import ProjectFiles
from inkwell.uploads.store import Upload, UploadStatus, UploadStore
from inkwell.uploads.tickets import project_key_of, upload_id

#: The most pictures that are fetched and decoded side by side: decoding a large one needs hundreds of MB.
_SIDE_BY_SIDE = 3

#: Prefixes of the keys that belong to somebody. A URL of ours below none of them is as public as its signature says.
_SOMEBODYS = ("uploads/", "uploaded/", "projects/", "jobs/")

_NOT_YOURS = "must be a picture of yours that is stored here"
_NO_UPLOAD_OF_YOURS = "must be an image that you uploaded here, less than a day ago"


class Sources:
    """The `PictureSources` of a deployment.

    Args:
        uploads, files, pictures, objects: the callers' uploads, the records of projects' pictures, all other pictures
            of theirs, and the stored files.
        nearby: addresses that count as public although they are not, as on a developer's machine; see `fetch`.
        clock: seconds, as `time.monotonic`.
    """

    def __init__(
        self,
        uploads: UploadStore,
        files: ProjectFiles,
        pictures: OwnPictures,
        objects: ObjectStore,
        nearby: Nearby | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._uploads = uploads
        self._files = files
        self._pictures = pictures
        self._objects = objects
        self._nearby = nearby
        self._clock = clock

    def take(self, owner: str, address: str, *, field: str, patience: float | None = None) -> SourcePicture:
        """See `PictureSources`."""
        key = self._own_key(owner, address, field)
        return self._fetched(address, field, patience) if key is None else self._read(owner, key, field)

    def uploaded(self, owner: str, key: str, *, purpose: str, field: str) -> SourcePicture:
        """See `PictureSources`."""
        uploaded = upload_id(key)
        upload = self._uploads.find(uploaded) if uploaded else None
        if upload is None or upload.owner != owner:
            raise InvalidInput.field(field, _NO_UPLOAD_OF_YOURS)
        if upload.purpose != purpose:
            raise InvalidInput.field(field, f"must be an upload with the purpose {purpose}")
        return self._read(owner, self._received(upload, field), field)

    def find(self, owner: str, addresses: Mapping[str, str], *, patience: float) -> dict[str, str | SourcePicture]:
        """See `PictureSources`."""
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

    def _find(self, owner: str, field: str, address: str, until: float) -> str | SourcePicture:
        key = self._own_key(owner, address, field)
        if key and is_project_key(key):
            if is_uploaded_key(key) and self._objects.head(key) is None:
                return self._arriving(owner, key, field)
            return key
        left = until - self._clock()
        if left <= 0:
            raise InvalidInput.field(field, "could not be fetched in time, together with the others")
        return self._read(owner, key, field) if key else self._fetched(address, field, left)

    def _own_key(self, owner: str, address: str, field: str) -> str | None:
        """The object key of a picture of the owner's; None for a public URL."""
        key = self._pictures.key_of(address)
        if key and (uploaded := upload_id(key)):
            return self._upload_key(owner, uploaded, field)
        if key and key.startswith(_SOMEBODYS):
            return key if self._pictures.is_theirs(owner, key) else self._arriving(owner, key, field)
        if not is_url(address):
            raise InvalidInput.field(field, "must be an http(s) URL, or the key, handle or URL of a picture of yours")
        return None

    def _upload_key(self, owner: str, uploaded: str, field: str) -> str:
        """The object key of an upload's cleaned picture."""
        upload = self._uploads.find(uploaded)
        if upload is None or upload.owner != owner:
            raise InvalidInput.field(field, _NO_UPLOAD_OF_YOURS)
        return self._received(upload, field)

    def _arriving(self, owner: str, key: str, field: str) -> str:
        """The object key of a project's picture that was uploaded a moment ago, and that no event has stored yet."""
        upload = self._uploads.find(image_id(key)) if is_uploaded_key(key) else None
        if upload is None or upload.owner != owner or project_key_of(upload) != key:
            raise InvalidInput.field(field, _NOT_YOURS)
        return self._received(upload, field)

    def _received(self, upload: Upload, field: str) -> str:
        upload = receive(upload, self._uploads, self._files, self._objects)
        if upload.status is UploadStatus.REJECTED:
            raise InvalidInput.field(field, f"was rejected when it was uploaded: it {upload.reason}")
        if upload.picture_key is None:
            raise InvalidInput.field(field, "names an upload whose file has not arrived: PUT it to its uploadUrl first")
        return upload.picture_key

    def _read(self, owner: str, key: str, field: str) -> SourcePicture:
        try:
            data, media_type = self._objects.get(key)
        except NotFound as error:
            if not is_uploaded_key(key):  # the object of an upload expires before its record
                raise InvalidInput.field(field, _NO_UPLOAD_OF_YOURS) from error
            data, media_type = self._objects.get(self._arriving(owner, key, field))
        return SourcePicture(data, media_type)

    def _fetched(self, address: str, field: str, patience: float | None) -> SourcePicture:
        deadline = DEADLINE if patience is None else patience
        data = fetch(address, field=field, nearby=self._nearby, deadline=deadline)
        cleaned = normalise(accept(data, field=field))
        # A URL of ours is dead when its signature has expired: no reason to keep it.
        public_url = address if self._pictures.key_of(address) is None else None
        return SourcePicture(cleaned.data, cleaned.media_type, public_url)
