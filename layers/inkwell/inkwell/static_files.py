"""Static files: folders whose files are served as they are, as text."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from inkwell.core.errors import NotFound
from inkwell.http import HTML

#: Media types of files, by their suffix. Others are not served: API Gateway hands binary responses only to clients
#: whose `Accept` names them.
_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": HTML,
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is served.

    Args:
        version: another one for each content.
    """

    text: str
    media_type: str
    version: str


class StaticFiles:
    """The files of a folder, each read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, StaticFile] = {}

    @property
    def media_types(self) -> list[str]:
        """The media types of all its files, without parameters."""
        return sorted({_MEDIA_TYPES[file.suffix].partition(";")[0] for file in self._served()})

    def get(self, name: str) -> StaticFile:
        """A file by its name.

        Raises:
            NotFound: there is no such file.
        """
        if name not in self._read:
            file = next((file for file in self._served() if file.name == name), None)
            if file is None:
                raise NotFound("There is no such file")
            text = file.read_text("utf-8")
            version = sha256(text.encode()).hexdigest()[:12]
            self._read[name] = StaticFile(text, _MEDIA_TYPES[file.suffix], version)
        return self._read[name]

    def _served(self) -> list[Path]:
        return [file for file in self._folder.iterdir() if file.suffix in _MEDIA_TYPES]
