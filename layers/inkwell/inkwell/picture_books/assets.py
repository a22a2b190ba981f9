"""Assets: the scripts and styles of the pages, which are the files in `static/`."""

from pathlib import Path

from inkwell.static_files import StaticFiles

ASSETS = StaticFiles(Path(__file__).with_name("static"))


def versioned(name: str) -> str:
    """The path of a file, with its version."""
    return f"/static/{name}?v={ASSETS.get(name).version}"
