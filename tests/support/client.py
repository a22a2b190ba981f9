"""A caller of the API who takes no answer that the OpenAPI document does not promise."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests

from tests.support import contract

T = TypeVar("T")

#: How long something that must happen may take, in seconds: never what is tested, only when a test gives up.
PATIENCE = 40


def eventually(look: Callable[[], T | None], what: str = "it", pause: float = 0.1, patience: float = PATIENCE) -> T:
    """Look until there is something to see.

    Args:
        pause: seconds between two looks; longer where looks are counted by a rate limit.
        patience: seconds until it should have happened, on a machine that is busy with other tests.
    """
    give_up = time.monotonic() + patience
    while time.monotonic() < give_up:
        if seen := look():
            return seen
        time.sleep(pause)
    raise AssertionError(f"{what} did not happen in {patience} s")


class Client:
    """Calls one studio.

    Args:
        url: of the API.
        owner: who the caller's things belong to.
        token: what it signs in with, or what issues that anew for each request, as a token lives for 15 minutes and
            all tests together take longer; None for nobody.
    """

    def __init__(self, url: str, owner: str = "anonymous", token: str | Callable[[], str] | None = None) -> None:
        self.url = url
        self.owner = owner
        self._token = token
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Origin"] = "https://frontend.example"

    @property
    def token(self) -> str | None:
        """A token that is valid now; None for nobody's."""
        return self._token() if callable(self._token) else self._token

    def _signed(self) -> dict[str, str]:
        token = self.token
        return {"Authorization": f"Bearer {token}"} if token else {}

    def close(self) -> None:
        """Close its connections."""
        self._session.close()

    def call(self, method: str, path: str, body: Any = None, **options: Any) -> requests.Response:
        """One request.

        Args:
            body: sent as JSON; bytes are sent as they are.
            options: as `requests` takes them, such as headers and params.
        """
        headers = {"Content-Type": "application/json"} | self._signed() | options.pop("headers", {})
        sent = {"data": body} if isinstance(body, bytes) else {"json": body} if body is not None else {}
        answer = self._session.request(method, self.url + path, timeout=60, headers=headers, **sent, **options)
        contract.check(answer)
        return answer

    def get(self, path: str, **options: Any) -> requests.Response:
        """One GET."""
        return self.call("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> requests.Response:
        """One POST."""
        return self.call("POST", path, body, **options)

    def form(self, path: str, fields: dict[str, str], files: list[Any]) -> requests.Response:
        """One POST of a form with files, as `requests` takes them."""
        answer = self._session.post(self.url + path, headers=self._signed(), data=fields, files=files, timeout=60)
        contract.check(answer)
        return answer

    def create_kit(self, source: str, name: str = "Amalia", **more: Any) -> dict[str, Any]:
        """A new kit."""
        answer = self.post("/reference-kits", {"name": name, "sourceImageUrl": source, **more})
        assert answer.status_code == 201, answer.text
        return _object(answer)

    def kit(self, kit_id: str) -> dict[str, Any]:
        """A kit that is there."""
        answer = self.get(f"/reference-kits/{kit_id}")
        assert answer.status_code == 200, answer.text
        return _object(answer)

    def settled(self, kit_id: str) -> dict[str, Any]:
        """A kit once nothing of it is being drawn."""

        def look() -> dict[str, Any] | None:
            kit = self.kit(kit_id)
            return kit if kit["status"] in ("ready", "failed") else None

        return eventually(look, "the end of the kit's run")

    def regenerate(self, kit_id: str, kind: str) -> dict[str, Any]:
        """Draw one reference again."""
        answer = self.post(f"/reference-kits/{kit_id}/regenerate/{kind}")
        assert answer.status_code == 200, answer.text
        return _object(answer)

    def draw(self, kit_id: str, **body: Any) -> dict[str, Any]:
        """Start pictures with a kit."""
        answer = self.post(f"/reference-kits/{kit_id}/images", body)
        assert answer.status_code == 202, answer.text
        return _object(answer)

    def images(self, started: dict[str, Any]) -> dict[str, Any]:
        """Pictures drawn with a kit, once they have ended."""

        def look() -> dict[str, Any] | None:
            images = _object(self.get(started["statusUrl"]))
            return images if images["status"] in ("ready", "failed") else None

        return eventually(look, "the end of the pictures' run")

    def upload(self, data: bytes, media_type: str = "image/png", purpose: str = "reference") -> dict[str, Any]:
        """Upload a file; its ticket."""
        wanted = {"fileName": "a.png", "contentType": media_type, "purpose": purpose, "contentLength": len(data)}
        ticket = self.post("/api/upload", wanted)
        assert ticket.status_code == 200, ticket.text
        put = requests.put(ticket.json()["uploadUrl"], data=data, headers={"Content-Type": media_type}, timeout=60)
        assert put.status_code == 200, put.text
        return _object(ticket)


def _object(answer: requests.Response) -> dict[str, Any]:
    value: dict[str, Any] = answer.json()
    return value
