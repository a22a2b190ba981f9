"""Sources of pictures: a public URL, or an upload of the caller by its key or URL."""

from inkwell.core.errors import InvalidInput, NotFound
from inkwell.core.object_store import ObjectStore
from inkwell.core.picture_sources import SourcePicture, is_url
from inkwell.fetching import DEADLINE, Nearby, fetch
from inkwell.imaging.inspection import inspect, normalise
from inkwell.uploads.intake import receive
from inkwell.uploads.store import UploadStatus, UploadStore
from inkwell.uploads.tickets import upload_id

_NOT_YOURS = "must be an image that you uploaded here, less than a day ago"


class Sources:
    """The `PictureSources` of a deployment.

    Args:
        nearby: addresses that count as public although they are not, as on a developer's machine; see `fetch`.
    """

    def __init__(self, uploads: UploadStore, objects: ObjectStore, nearby: Nearby | None = None) -> None:
        self._uploads = uploads
        self._objects = objects
        self._nearby = nearby

    def take(self, owner: str, address: str, *, field: str, patience: float | None = None) -> SourcePicture:
        """See `PictureSources`."""
        key = self._objects.key_of(address) if is_url(address) else address
        uploaded = upload_id(key) if key else None
        if uploaded:
            return self._uploaded(owner, uploaded, field)
        if not is_url(address):
            raise InvalidInput.field(field, "must be an http(s) URL, or the key or URL of an image uploaded here")
        deadline = DEADLINE if patience is None else patience
        data = fetch(address, field=field, nearby=self._nearby, deadline=deadline)
        cleaned = normalise(inspect(data, field=field))
        return SourcePicture(cleaned.data, cleaned.media_type, public_url=address)

    def _uploaded(self, owner: str, uploaded: str, field: str) -> SourcePicture:
        upload = self._uploads.find(uploaded)
        if upload is None or upload.owner != owner:
            raise InvalidInput.field(field, _NOT_YOURS)
        upload = receive(upload, self._uploads, self._objects)
        if upload.status is UploadStatus.REJECTED:
            raise InvalidInput.field(field, f"was rejected when it was uploaded: it {upload.reason}")
        if upload.picture_key is None:
            raise InvalidInput.field(field, "names an upload whose file has not arrived: PUT it to its uploadUrl first")
        try:
            data, media_type = self._objects.get(upload.picture_key)
        except NotFound as error:  # the object expires before its record
            raise InvalidInput.field(field, _NOT_YOURS) from error
        return SourcePicture(data, media_type)
