"""Projects and heroes as tests of colouring books need them."""

from typing import Any

import requests

from tests.support.client import Client, eventually

PROJECT = {"name": "Bella's Adventure", "pageCount": 3, "audience": "children", "stylePreset": "kawaii"}
HERO = {"name": "Bella", "description": "A friendly white bunny with floppy ears", "audience": "children"}


def new_project(client: Client, **changes: Any) -> dict[str, Any]:
    """A new project."""
    answer = client.post("/api/projects", PROJECT | changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def start_hero(client: Client, **changes: Any) -> str:
    """The job of a new hero, which is the hero's id, too."""
    answer = client.post("/api/heroes", HERO | changes)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["jobId"])


def poll(client: Client, job_id: str) -> dict[str, Any]:
    """Where a job stands."""
    answer = client.get(f"/api/generate/{job_id}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


def ended(client: Client, job_id: str) -> dict[str, Any]:
    """A job that has ended."""
    return eventually(
        lambda: shown if (shown := poll(client, job_id))["status"] in ("completed", "failed") else None,
        "the end of the job",
    )


def new_hero(client: Client, **changes: Any) -> str:
    """The id of a hero that is there."""
    job_id = start_hero(client, **changes)
    job = ended(client, job_id)
    assert job["status"] == "completed", job
    return str(job["heroId"])


def blots(client: Client) -> int:
    """The caller's Blots to spend."""
    return int(client.get("/api/billing/balance").json()["blots"])


def told(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    """The details of an error."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert list(body) == ["error", "code", "details"]
    assert body["code"] == code
    details: dict[str, Any] = body["details"]
    return details
