"""The client of the demo: it calls the API as a frontend does."""

from pathlib import Path
from typing import Any

import requests
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from scripts.studio import ROOT, console

OUT = ROOT / "out"

#: Seconds that anything may take before the demo fails.
PATIENCE = 180
POLL_EVERY = 0.3


class DemoError(Exception):
    """A step of the demo failed; the demo ends with an error."""


class Client:
    """A client of the API that calls it as a frontend does; every error response ends the demo."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request, and return the JSON of its response.

        Raises:
            DemoError: the response is an error.
        """
        response = self._session.request(method, self._url + path, json=body, timeout=60)
        if not response.ok:
            raise DemoError(f"{method} {path} answered {response.status_code}: {response.text}")
        return response.json()

    def log_in(self, username: str, password: str) -> None:
        """Sign in; later calls carry the token."""
        session = self.call("POST", "/v1/auth/sessions", {"username": username, "password": password})
        self._session.headers["Authorization"] = f"Bearer {session['access_token']}"

    def upload(self, file: Path) -> str:
        """Upload a picture by a presigned URL, and return its key."""
        data = file.read_bytes()
        wanted = {"fileName": file.name, "contentType": "image/png", "purpose": "reference", "contentLength": len(data)}
        ticket = self.call("POST", "/api/upload", wanted)
        response = requests.put(ticket["uploadUrl"], data=data, headers={"Content-Type": "image/png"}, timeout=60)
        if not response.ok:
            raise DemoError(f"the upload was answered {response.status_code}: {response.text}")
        return str(ticket["key"])


def fetch(folder: str, name: str, url: str) -> Path:
    """Write a picture into a folder of `out/`, and return its file.

    Raises:
        DemoError: the response is an error.
    """
    return download(url, OUT / folder / f"{name.replace(' ', '-')}.png")


def download(url: str, file: Path) -> Path:
    """Write what a URL leads to, and return the file.

    Raises:
        DemoError: the response is an error.
    """
    response = requests.get(url, timeout=60)
    if not response.ok:
        raise DemoError(f"{file.name} was answered {response.status_code}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(response.content)
    return file


def progress_bars() -> Progress:
    """Bars that say what is done and how far it is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)
