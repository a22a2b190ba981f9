"""Ids of the family: UUIDs, of which a page's tells its project.

The last byte of a project's id is 0, and that of a page's id is the page's number.
"""

import re
import uuid

from inkwell.core.errors import InvalidInput

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_project_id() -> str:
    """A fresh unguessable id of a project."""
    return _numbered(uuid.uuid4(), 0)


def page_id(project_id: str, number: int) -> str:
    """The id of a page, by its number in its project, from 1."""
    return _numbered(uuid.UUID(project_id), number)


def place_of(page_id: str) -> tuple[str, int]:
    """The id of a page's project, and the page's number in it; 0 for what is no page's id."""
    id = uuid.UUID(page_id)
    return _numbered(id, 0), id.bytes[15]


def uuid_text(text: str) -> str:
    """A UUID in lower case.

    Raises:
        ValueError: the text is none.
    """
    lower = text.lower()
    if not _UUID.fullmatch(lower):
        raise ValueError("must be a UUID")
    return lower


def given_id(text: str, field: str) -> str:
    """The id in a request's path.

    Args:
        field: the parameter of the path.

    Raises:
        InvalidInput: it is no UUID.
    """
    try:
        return uuid_text(text)
    except ValueError as error:
        raise InvalidInput.field(field, str(error)) from None


def _numbered(id: uuid.UUID, number: int) -> str:
    return str(uuid.UUID(bytes=id.bytes[:15] + bytes([number])))
