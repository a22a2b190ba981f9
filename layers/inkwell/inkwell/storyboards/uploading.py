"""Use case of uploading pictures into a project. They are checked like presigned uploads, and kept."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from inkwell.core.errors import InvalidInput
from inkwell.core.names import new_id
from inkwell.core.object_store import ObjectStore
from inkwell.core.timestamps import timestamp
from inkwell.imaging.inspection import EncodedImage, accept, normalise, pixels, thumbnail
from inkwell.imaging.limits import MAX_FORM_PIXELS
from inkwell.storyboards.errors import UploadFailed
from inkwell.storyboards.models import UploadedImage, UploadedImages
from inkwell.uploads.handles import PROJECT_ID, handle, thumbnail_key, upload_key
from inkwell.uploads.project_files import ProjectFile, ProjectFiles

logger = logging.getLogger(__name__)

#: The largest file, in bytes.
MAX_BYTES = 10 * 1024 * 1024

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_NAME = 255


class FormPart(Protocol):
    """A part of the caller's form (`inkwell.api.forms.Part`)."""

    @property
    def name(self) -> str:
        """The field's name."""

    @property
    def file_name(self) -> str | None:
        """The caller's name of the file."""

    @property
    def data(self) -> bytearray:
        """The content."""

    @property
    def text(self) -> str:
        """The content as text."""


@dataclass(frozen=True, slots=True)
class _Checked:
    name: str
    picture: EncodedImage
    small: EncodedImage


def upload(owner: str, parts: Iterable[FormPart], files: ProjectFiles, objects: ObjectStore) -> UploadedImages:
    """Store the pictures of a form, after all of them have been checked.

    Args:
        parts: the form's parts in any order; each is read only once, and dropped after its check.

    Raises:
        InvalidInput: a field is missing, or a file is no picture that is accepted, or they are too large together; it
            names the file or the field.
        UploadFailed: no picture could be stored.
    """
    project_id, pictures = _read(parts)
    images: list[UploadedImage] = []
    errors: list[str] = []
    for picture in pictures:
        try:
            images.append(_store(owner, project_id, picture, files, objects))
        except Exception:
            logger.exception("upload not stored", extra={"project_id": project_id})
            errors.append(f"{picture.name} could not be stored, please upload it again")
    if not images:
        raise UploadFailed
    return UploadedImages(images=images, errors=errors or None)


def _read(parts: Iterable[FormPart]) -> tuple[str, list[_Checked]]:
    project_ids: list[str] = []
    pictures: list[_Checked] = []
    left = MAX_FORM_PIXELS
    for part in parts:
        if part.name == "projectId":
            project_ids.append(part.text)
        elif part.name == "images":
            name = _base_name(part.file_name or "") or f"images[{len(pictures)}]"
            if len(part.data) > MAX_BYTES:
                raise InvalidInput.field(name, f"must be at most {MAX_BYTES} bytes")
            left -= pixels(bytes(part.data), field=name)
            if left < 0:
                most = MAX_FORM_PIXELS // 1_000_000
                raise InvalidInput.field("images", f"must have at most {most} megapixels together")
            pictures.append(_checked(name, part.data))
    if not project_ids:
        raise InvalidInput.field("projectId", "is required")
    if len(project_ids) > 1 or not re.fullmatch(PROJECT_ID, project_ids[0]):
        raise InvalidInput.field("projectId", "must be 1 to 64 letters, digits, hyphens or underscores")
    if not pictures:
        raise InvalidInput.field("images", "is required")
    return project_ids[0], pictures


def _checked(name: str, data: bytearray) -> _Checked:
    accepted = accept(bytes(data), field=name)
    return _Checked(name, normalise(accepted), thumbnail(accepted))


def _base_name(name: str) -> str:
    """The name of a file without the folders that some clients send."""
    return _CONTROL.sub("", re.split(r"[/\\]", name)[-1]).strip()[:_LONGEST_NAME]


def _store(owner: str, project_id: str, checked: _Checked, files: ProjectFiles, objects: ObjectStore) -> UploadedImage:
    image_id = new_id()
    picture, small = checked.picture, checked.small
    extension = picture.media_type.rpartition("/")[2].replace("jpeg", "jpg")
    key = upload_key(project_id, image_id, extension)
    file = ProjectFile(key, owner, checked.name, picture.media_type, len(picture.data))
    small_key = thumbnail_key(project_id, image_id)
    # The record first: whatever is stored then has an owner, whenever this function dies.
    files.add(file)
    try:
        objects.put(key, picture.data, picture.media_type)
        objects.put(small_key, small.data, small.media_type)
    except Exception:
        objects.delete([key, small_key])
        files.remove(key)
        raise
    return UploadedImage(
        id=image_id,
        url=objects.url(key),
        localPath=handle(key),
        s3Key=key,
        originalName=checked.name,
        size=len(picture.data),
        mimeType=picture.media_type,
        createdAt=timestamp(file.created_at),
    )
