"""Assets: the scripts and styles of the pages, which are the files in `static/`."""

import hashlib
from functools import cache
from pathlib import Path

from inkwell.core.errors import NotFound

_FOLDER = Path(__file__).with_name("static")

#: Media types of the files, by their suffix.
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@cache
def asset(name: str) -> tuple[str, str]:
    """The text of a file, and its media type.

    Raises:
        NotFound: there is no such file.
    """
    file = next((file for file in _FOLDER.iterdir() if file.name == name), None)
    if file is None or file.suffix not in MEDIA_TYPES:
        raise NotFound("There is no such file")
    return file.read_text(), MEDIA_TYPES[file.suffix]


@cache
def versioned(name: str) -> str:
    """The path of a file, with its version."""
    version = hashlib.sha256(asset(name)[0].encode()).hexdigest()[:12]
    return f"/static/{name}?v={version}"
