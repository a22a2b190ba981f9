"""Readers of picture books: visitors who know nothing but their cookie."""

import re
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.support import contract
from tests.support.client import eventually
from tests.support.script import Script
from tests.support.writer import Say, Writer, scene

#: What a browser says that shows what it gets.
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@dataclass
class Reader:
    """A visitor with a browser of their own.

    Args:
        url: of the API.
        tier: what they read.
    """

    url: str
    tier: str = "kids"
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.trust_env = False

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """One request below the tier, without following a redirect."""
        answer = self.session.request(
            method, f"{self.url}/{self.tier}{path}", timeout=60, allow_redirects=False, **options
        )
        contract.check(answer)
        return answer

    def get(self, path: str = "", **options: Any) -> requests.Response:
        """One GET."""
        return self.call("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        """One POST."""
        return self.call("POST", path, **options)

    def start(self, prompt: str, **options: Any) -> str:
        """Begin a story; the id of its first scene."""
        return self.led_to(self.post("/story/start", data={"prompt": prompt, **options}))

    def choose(self, scene_id: str, choice: object = 1) -> str:
        """Make a choice; the id of the scene that it leads to."""
        return self.led_to(self.post(f"/story/choose/{scene_id}/{choice}"))

    def led_to(self, answer: requests.Response) -> str:
        """The id of the scene that a response redirects to."""
        assert answer.status_code == 303, answer.text
        found = re.fullmatch(rf"/{self.tier}/story/scene/([0-9a-f-]{{36}})", answer.headers["Location"])
        assert found, answer.headers["Location"]
        return found[1]

    def page(self, scene_id: str) -> str:
        """The page of a scene."""
        answer = self.get(f"/story/scene/{scene_id}")
        assert answer.status_code == 200, answer.text
        return answer.text

    def image(self, scene_id: str) -> dict[str, Any]:
        """The status of a scene's pictures."""
        answer = self.get(f"/story/image/{scene_id}")
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    def drawn(self, scene_id: str) -> dict[str, Any]:
        """The same, once none of them is being drawn."""

        def look() -> dict[str, Any] | None:
            shown = self.image(scene_id)
            statuses = {shown["status"], *(extra["status"] for extra in shown["extra_images"])}
            return None if statuses & {"pending", "generating"} else shown

        return eventually(look, "the end of the drawing")

    @property
    def cookie(self) -> str:
        """The value of the visitor's cookie."""
        return next(cookie.value or "" for cookie in self.session.cookies if cookie.name == f"session_{self.tier}")


@dataclass
class Tale:
    """A story of a test's own: what the text model says, and what becomes of its pictures."""

    writer: Writer
    script: Script

    @property
    def wish(self) -> str:
        """What to ask for."""
        return f"A little fox sees the sea {self.writer.word}"

    def tells(self, *scenes: dict[str, Any]) -> None:
        """What the text model says, one scene after the other."""
        self.writer.says = [Say(scene(word=self.writer.word, **changes)) for changes in scenes]
