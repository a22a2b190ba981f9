"""What becomes of uploaded bytes: a checked, upright, cleaned picture with a thumbnail, or a rejection.

The S3 trigger calls it, at least once and in any order; whoever uses an upload before the event came calls it too.
Only the first conclusion is stored, and all of them would be the same.
"""

import logging
from dataclasses import replace

from inkwell.core.errors import InvalidInput, NotFound
from inkwell.core.ports import ObjectStore
from inkwell.imaging.inspection import accept, normalise, thumbnail
from inkwell.uploads.models import MAX_BYTES, Upload, UploadStatus
from inkwell.uploads.store import UploadStore
from inkwell.uploads.tickets import PREFIX as TEMPORARY
from inkwell.uploads.tickets import upload_id

logger = logging.getLogger(__name__)

#: Where cleaned uploads are kept; nothing below it triggers anything.
PREFIX = "uploaded/"


def receive_key(key: str, uploads: UploadStore, objects: ObjectStore) -> None:
    """Look into the upload that an arrived object belongs to; an object of no known upload is removed.

    Args:
        key: the object's key, as it is (not as S3 events spell it).
    """
    if not key.startswith(TEMPORARY):
        return  # a project's picture: nobody is told of those, and they stay
    uploaded = upload_id(key)
    upload = uploads.find(uploaded) if uploaded else None
    if upload is None or upload.key != key:
        objects.delete([key])
    else:
        receive(upload, uploads, objects)


def receive(upload: Upload, uploads: UploadStore, objects: ObjectStore) -> Upload:
    """Look into an upload whose object may have arrived.

    Returns:
        the upload as it is known now; still pending when nothing has arrived.
    """
    if upload.status is UploadStatus.PENDING:
        stored = objects.head(upload.key)
        if stored is None:
            return uploads.find(upload.id) or upload
        concluded = _conclude(upload, objects, stored.size)
        if not uploads.conclude(concluded):
            concluded = uploads.find(upload.id) or concluded
        upload = concluded
        logger.info(
            "upload concluded", extra={"upload_id": upload.id, "status": upload.status, "reason": upload.reason}
        )
    objects.delete([upload.key])
    return upload


def _conclude(upload: Upload, objects: ObjectStore, size: int) -> Upload:
    limit = MAX_BYTES[upload.purpose]
    if size > limit:
        return _rejected(upload, f"must be at most {limit} bytes")
    try:
        data, _ = objects.get(upload.key)
        picture = accept(data, field="image")
    except NotFound:
        return _rejected(upload, "was removed")
    except InvalidInput as error:
        return _rejected(upload, str(error.details["image"]))
    cleaned = normalise(picture)
    small = thumbnail(picture)
    extension = cleaned.media_type.rpartition("/")[2].replace("jpeg", "jpg")
    ready = replace(
        upload,
        status=UploadStatus.READY,
        picture_key=f"{PREFIX}{upload.id}/picture.{extension}",
        thumbnail_key=f"{PREFIX}{upload.id}/thumbnail.jpg",
        media_type=cleaned.media_type,
        width=cleaned.width,
        height=cleaned.height,
        size=len(cleaned.data),
    )
    objects.put(f"{PREFIX}{upload.id}/picture.{extension}", cleaned.data, cleaned.media_type)
    objects.put(f"{PREFIX}{upload.id}/thumbnail.jpg", small.data, small.media_type)
    return ready


def _rejected(upload: Upload, reason: str) -> Upload:
    return replace(upload, status=UploadStatus.REJECTED, reason=reason)
