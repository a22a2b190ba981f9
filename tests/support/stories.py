"""Stories of a test's own: what the text model says to their topic, and what becomes of their pictures."""

from dataclasses import dataclass
from typing import Any

from tests.support.client import Client, eventually
from tests.support.script import Script
from tests.support.writer import Writer

PATH = "/v1/images"


@dataclass
class Story:
    """One topic.

    Args:
        writer: what the text model says to it.
        script: what happens to its pictures.
    """

    writer: Writer
    script: Script

    @property
    def topic(self) -> str:
        """What to ask for."""
        return f"Mila in the field {self.writer.word}"

    def body(self, **changes: Any) -> dict[str, Any]:
        """A request."""
        return {"story_topic": self.topic, "art_style": "watercolor"} | changes

    def start(self, client: Client, **changes: Any) -> str:
        """A new task; its id."""
        answer = client.post(PATH, self.body(**changes))
        assert answer.status_code == 202, answer.text
        return str(answer.json()["task_id"])


def poll(client: Client, task_id: str) -> dict[str, Any]:
    """Where a task stands."""
    answer = client.get(f"{PATH}/tasks/{task_id}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


def image(client: Client, image_id: str) -> dict[str, Any]:
    """Where a picture stands."""
    answer = client.get(f"{PATH}/{image_id}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


def ended(client: Client, task_id: str) -> dict[str, Any]:
    """A task that is final."""
    return eventually(
        lambda: shown if (shown := poll(client, task_id))["status"] in ("completed", "failed") else None,
        "the end of the task",
    )


def redrawn(client: Client, image_id: str) -> dict[str, Any]:
    """A picture once nobody draws it."""
    return eventually(
        lambda: shown if (shown := image(client, image_id))["status"] in ("completed", "failed") else None,
        "the end of the drawing",
    )


def bare(urls: list[str]) -> list[str]:
    """URLs without their signatures."""
    return [url.partition("?")[0] for url in urls]
