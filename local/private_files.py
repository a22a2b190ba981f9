"""Files of their owner's alone: nobody else on the machine may read or write them."""

import os
from pathlib import Path
from typing import BinaryIO


def make_private(folder: Path) -> None:
    """Take a folder and all that lies in it away from everybody but its owner, however it came to be."""
    folder.chmod(0o700)
    for path in folder.iterdir():
        if path.is_dir():
            make_private(path)
        else:
            path.chmod(0o600)


def open_private(file: Path) -> BinaryIO:
    """Open a file for writing, empty; a new one is its owner's alone."""
    return open(file, "wb", opener=lambda path, flags: os.open(path, flags, 0o600))


def replace(file: Path, content: bytes) -> None:
    """Replace a file in one step: whoever reads it, even after a crash, finds the old content or the new."""
    temporary = file.with_suffix(".new")
    with open_private(temporary) as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(file)
