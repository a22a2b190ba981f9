"""Use case of issuing presigned uploads: a caller asks for a URL and puts one file there."""

from inkwell.core.errors import InvalidInput
from inkwell.core.names import new_id
from inkwell.core.object_store import ObjectStore
from inkwell.core.timestamps import now, timestamp
from inkwell.uploads.handles import handle, upload_key
from inkwell.uploads.models import MAX_BYTES, URL_LIFETIME, UploadRequest, UploadTicket
from inkwell.uploads.store import Upload, UploadStore

#: The prefix of presigned uploads: S3 reports every object below it to the trigger, and removes objects after a day.
#: Projects cannot have this name, because of the dot: their uploads have keys beside it, and stay.
PREFIX = "uploads/.temp/"


def issue(owner: str, request: UploadRequest, uploads: UploadStore, objects: ObjectStore) -> UploadTicket:
    """A ticket with a presigned PUT for exactly the requested media type and, when given, length.

    Raises:
        InvalidInput: the file would be larger than its purpose allows.
    """
    limit = MAX_BYTES[request.purpose]
    if request.contentLength is not None and request.contentLength > limit:
        raise InvalidInput.field("contentLength", f"must be at most {limit} bytes for {request.purpose}")
    upload_id = new_id()
    extension = request.contentType.rpartition("/")[2].replace("jpeg", "jpg")
    key = f"{PREFIX}{upload_id}/{request.purpose}.{extension}"
    upload = Upload(upload_id, owner, key, request.purpose, request.fileName, project_id=request.projectId)
    uploads.add(upload)
    url = objects.upload_url(key, request.contentType, request.contentLength, int(URL_LIFETIME.total_seconds()))
    project_key = project_key_of(upload)
    return UploadTicket(
        uploadUrl=url,
        key=key,
        expiresAt=timestamp(now() + URL_LIFETIME),
        localPath=handle(project_key) if project_key else None,
    )


def project_key_of(upload: Upload) -> str | None:
    """The object key that an upload into a project will have, known before it arrives; None for other uploads.

    Its ending is that of the type which was announced. Its bytes may be of another: their media type is stored with it.
    """
    if upload.project_id is None:
        return None
    return upload_key(upload.project_id, upload.id, upload.key.rpartition(".")[2])


def upload_id(key: str) -> str | None:
    """The id of the upload that a key belongs to; None for other keys."""
    parts = key.removeprefix(PREFIX).split("/")
    return parts[0] if key.startswith(PREFIX) and len(parts) == 2 else None
