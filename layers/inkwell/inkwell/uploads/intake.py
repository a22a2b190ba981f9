"""The intake of uploads: a check that ends in an upright, cleaned picture with a thumbnail, or a rejection.

The S3 trigger starts it, at least once and in any order; so does a request that uses an upload before the event comes.
Every check of an upload has the same result, and only the first is stored.
"""

import logging
from dataclasses import replace

from inkwell.core.errors import InvalidInput, NotFound
from inkwell.core.object_store import ObjectStore
from inkwell.imaging.inspection import accept, normalise, thumbnail
from inkwell.imaging.masks import require_still
from inkwell.uploads.handles import thumbnail_key as project_thumbnail_key
from inkwell.uploads.models import MAX_BYTES
from inkwell.uploads.project_files import ProjectFile, ProjectFiles
from inkwell.uploads.store import Upload, UploadStatus, UploadStore
from inkwell.uploads.tickets import PREFIX as TEMPORARY
from inkwell.uploads.tickets import project_key_of, upload_id

logger = logging.getLogger(__name__)

#: The prefix of cleaned uploads; objects below it trigger nothing.
PREFIX = "uploaded/"


def receive_key(key: str, uploads: UploadStore, files: ProjectFiles, objects: ObjectStore) -> None:
    """Check the upload that an arrived object belongs to; an object without an upload is removed.

    Args:
        key: the object's key, decoded (S3 events encode it).
    """
    if not key.startswith(TEMPORARY):
        return  # a picture of a project: it was looked into before it was stored there
    uploaded = upload_id(key)
    upload = uploads.find(uploaded) if uploaded else None
    if upload is None or upload.key != key:
        objects.delete([key])
    else:
        receive(upload, uploads, files, objects)


def receive(upload: Upload, uploads: UploadStore, files: ProjectFiles, objects: ObjectStore) -> Upload:
    """Check an upload whose object may have arrived.

    Returns:
        the upload as it is stored then; still pending when no object has arrived.
    """
    if upload.status is UploadStatus.PENDING:
        stored = objects.head(upload.key)
        if stored is None:
            return uploads.find(upload.id) or upload
        concluded = _conclude(upload, files, objects, stored.size)
        if not uploads.conclude(concluded):
            concluded = uploads.find(upload.id) or concluded
        upload = concluded
        logger.info(
            "upload concluded", extra={"upload_id": upload.id, "status": upload.status, "reason": upload.reason}
        )
    objects.delete([upload.key])
    return upload


def _conclude(upload: Upload, files: ProjectFiles, objects: ObjectStore, size: int) -> Upload:
    limit = MAX_BYTES[upload.purpose]
    if size > limit:
        return _rejected(upload, f"must be at most {limit} bytes")
    try:
        data, _ = objects.get(upload.key)
        if upload.purpose == "inpaint_mask":
            # Cleaning keeps the first frame alone, and so hides that there were others.
            require_still(data, field="image")
        picture = accept(data, field="image")
    except NotFound:
        return _rejected(upload, "was removed")
    except InvalidInput as error:
        return _rejected(upload, str(error.details["image"]))
    cleaned = normalise(picture)
    small = thumbnail(picture)
    picture_key, thumbnail_key = _keys(upload, cleaned.media_type)
    if upload.project_id:
        # The record first: whatever is stored then has an owner, whenever this function dies. A repeated event stores
        # the same keys.
        files.add(ProjectFile(picture_key, upload.owner, upload.file_name, cleaned.media_type, len(cleaned.data)))
    objects.put(picture_key, cleaned.data, cleaned.media_type)
    objects.put(thumbnail_key, small.data, small.media_type)
    return replace(
        upload,
        status=UploadStatus.READY,
        picture_key=picture_key,
        thumbnail_key=thumbnail_key,
        media_type=cleaned.media_type,
        width=cleaned.width,
        height=cleaned.height,
        size=len(cleaned.data),
    )


def _keys(upload: Upload, media_type: str) -> tuple[str, str]:
    """The object keys of an upload's cleaned picture and of its thumbnail."""
    if upload.project_id and (key := project_key_of(upload)):
        return key, project_thumbnail_key(upload.project_id, upload.id)
    extension = media_type.rpartition("/")[2].replace("jpeg", "jpg")
    return f"{PREFIX}{upload.id}/picture.{extension}", f"{PREFIX}{upload.id}/thumbnail.jpg"


def _rejected(upload: Upload, reason: str) -> Upload:
    return replace(upload, status=UploadStatus.REJECTED, reason=reason)
