"""Presigned uploads: a caller asks for a URL and puts one file there."""

from inkwell.core.errors import InvalidInput
from inkwell.core.names import new_id
from inkwell.core.object_store import ObjectStore
from inkwell.core.timestamps import now, timestamp
from inkwell.uploads.models import MAX_BYTES, URL_LIFETIME, UploadRequest, UploadTicket
from inkwell.uploads.store import Upload, UploadStore

#: Where presigned uploads land; S3 tells the trigger of every object below it, and removes what is a day old. The dot
#: keeps it apart from the projects, whose uploads stand beside it and stay.
PREFIX = "uploads/.temp/"


def issue(owner: str, request: UploadRequest, uploads: UploadStore, objects: ObjectStore) -> UploadTicket:
    """A presigned PUT of exactly the type, and when given the length, that was asked for.

    Raises:
        InvalidInput: the file would be larger than its purpose allows.
    """
    limit = MAX_BYTES[request.purpose]
    if request.contentLength is not None and request.contentLength > limit:
        raise InvalidInput.field("contentLength", f"must be at most {limit} bytes for {request.purpose}")
    upload_id = new_id()
    extension = request.contentType.rpartition("/")[2].replace("jpeg", "jpg")
    key = f"{PREFIX}{upload_id}/{request.purpose}.{extension}"
    uploads.add(Upload(upload_id, owner, key, request.purpose, request.fileName))
    url = objects.upload_url(key, request.contentType, request.contentLength, int(URL_LIFETIME.total_seconds()))
    return UploadTicket(uploadUrl=url, key=key, expiresAt=timestamp(now() + URL_LIFETIME))


def upload_id(key: str) -> str | None:
    """The id of the upload that a key belongs to; None for other keys."""
    parts = key.removeprefix(PREFIX).split("/")
    return parts[0] if key.startswith(PREFIX) and len(parts) == 2 else None
