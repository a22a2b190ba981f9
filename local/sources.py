"""Versions of the functions' code, for live reload.

They are read before every invocation, so reading must cost little: the known files are asked for their times, and a
folder is listed again only when one of these has changed.
"""

import logging
import os
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

logger = logging.getLogger("local.functions")

Stamps = dict[str, tuple[int, int]]


@dataclass
class _Folder:
    stamps: Stamps
    version: int
    looked: float  # when this look began


class Sources:
    """Counts the changes of folders with code.

    Args:
        reload: whether folders are looked at more than once.
    """

    def __init__(self, reload: bool = True) -> None:
        self._reload = reload
        self._folders: dict[Path, _Folder] = {}
        self._looking = threading.Lock()

    def version(self, folders: Iterable[Path]) -> tuple[int, ...]:
        """Return how often each of these folders was seen to have changed."""
        asked = time.monotonic()
        with self._looking:
            return tuple(self._version(folder, asked) for folder in folders)

    def _version(self, folder: Path, asked: float) -> int:
        now = time.monotonic()
        seen = self._folders.get(folder)
        if seen is None:
            seen = self._folders[folder] = _Folder(_stamps(str(folder)), 0, now)
        elif self._reload and seen.looked <= asked:  # else somebody looked while this caller waited
            if not _unchanged(seen.stamps):
                stamps = _stamps(str(folder))
                seen.version += _edited(folder, seen.stamps, stamps)
                seen.stamps = stamps
            seen.looked = now
        return seen.version


def _edited(folder: Path, before: Stamps, after: Stamps) -> bool:
    """Tell whether a file differs, and remove the bytecode of each that does."""
    files = {path for path, _ in before.items() ^ after.items() if not path.endswith(os.sep)}
    for path in files:
        if path.endswith(".py"):
            # Python trusts bytecode by the second and size of its source: an edit may be quicker than that.
            Path(cache_from_source(path)).unlink(missing_ok=True)
    if files:
        logger.info("%s: the code has changed", folder.name)
    return bool(files)


def _unchanged(stamps: Stamps) -> bool:
    stat = os.stat
    try:
        for path, stamp in stamps.items():
            found = stat(path)
            if (found.st_mtime_ns, found.st_size) != stamp:
                return False
    except OSError:
        return False
    return True


def _stamps(folder: str) -> Stamps:
    """Time and size of every file and folder below a folder, and of itself: a folder's time tells of new files."""
    found = Path(folder).stat()
    stamps = {f"{folder}{os.sep}": (found.st_mtime_ns, found.st_size)}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            # An editor's temporary file may be gone by now.
            with suppress(FileNotFoundError):
                if entry.is_dir():
                    stamps |= _stamps(entry.path)
                else:
                    found = entry.stat()
                    stamps[entry.path] = (found.st_mtime_ns, found.st_size)
    return stamps
