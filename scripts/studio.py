"""The studio that scripts use: one that runs already, or one of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from rich.console import Console

ROOT = Path(__file__).parents[1]

console = Console()


@contextmanager
def studio() -> Iterator[str]:
    """The address of a running studio: the one at INKWELL_URL or at PORT of this machine, or one started here."""
    if url := os.environ.get("INKWELL_URL") or _running_here():
        yield url.rstrip("/")
        return
    from local import Cloud
    from local.seed import seed

    with console.status("Starting the studio ..."):
        cloud = Cloud(root=ROOT, port=0, cloud_port=0, seed=seed)
        cloud.__enter__()
    try:
        yield cloud.url
    finally:
        cloud.__exit__(None, None, None)


def _running_here() -> str | None:
    """The address of the studio that `make run` serves at PORT, 3000 by default; None where none answers."""
    url = f"http://127.0.0.1:{os.environ.get('PORT', '3000')}"
    try:
        is_studio = requests.get(f"{url}/health", timeout=5).json() == {"status": "ok"}
    except requests.RequestException:
        return None
    return url if is_studio else None
