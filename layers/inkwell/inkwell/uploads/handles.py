"""Names of project pictures: object keys in the bucket, and the handles that the contract shows for them.

A handle looks like a path, but never is one: it is translated to a key, and the key is looked up in the table.
"""

import re

#: The form of a project's id, which callers choose.
PROJECT_ID = r"[A-Za-z0-9_-]{1,64}"

_EXTENSION = r"(?:jpg|png|webp)"
_UPLOAD = re.compile(rf"uploads/({PROJECT_ID})/([A-Za-z0-9-]{{1,64}}\.{_EXTENSION})")
_IMAGE = re.compile(rf"projects/({PROJECT_ID})/images/(scene-[0-4]-[0-9a-f]{{8}}\.png)")
_HANDLE = re.compile(rf"/tmp/projects/({PROJECT_ID})/(uploads|images)/([^/]+)")


def upload_key(project_id: str, image_id: str, extension: str) -> str:
    """The object key of an uploaded picture."""
    return f"uploads/{project_id}/{image_id}.{extension}"


def thumbnail_key(project_id: str, image_id: str) -> str:
    """The object key of an uploaded picture's small copy."""
    return f"uploads/{project_id}/thumbnails/{image_id}.jpg"


def image_key(project_id: str, scene: int, image_id: str) -> str:
    """The object key of a scene's picture."""
    return f"projects/{project_id}/images/scene-{scene}-{image_id[:8]}.png"


def is_project_key(key: str) -> bool:
    """True for keys of the form that project pictures have."""
    return bool(_UPLOAD.fullmatch(key) or _IMAGE.fullmatch(key))


def is_uploaded_key(key: str) -> bool:
    """True for keys of the form that pictures uploaded into a project have."""
    return bool(_UPLOAD.fullmatch(key))


def image_id(key: str) -> str:
    """The id of an uploaded picture, of its object key."""
    return key.rpartition("/")[2].partition(".")[0]


def handle(key: str) -> str:
    """The handle of a project's picture.

    Args:
        key: a key for which `is_project_key` is true.

    Raises:
        ValueError: the key is another.
    """
    if upload := _UPLOAD.fullmatch(key):
        return f"/tmp/projects/{upload[1]}/uploads/{upload[2]}"
    if image := _IMAGE.fullmatch(key):
        return f"/tmp/projects/{image[1]}/images/{image[2]}"
    raise ValueError(f"{key} is no picture of a project")


def key_of(text: str) -> str | None:
    """The key that a handle stands for; None when the text is no handle."""
    match = _HANDLE.fullmatch(text)
    if match is None:
        return None
    project, folder, name = match.groups()
    key = f"uploads/{project}/{name}" if folder == "uploads" else f"projects/{project}/images/{name}"
    return key if is_project_key(key) else None
