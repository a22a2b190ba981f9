"""Projects and heroes as tests of colouring books need them."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import requests
from PIL import Image, ImageDraw

from tests.support.client import Client, eventually
from tests.support.pictures import encoded
from tests.support.studio import TASK_TIMEOUT, Studio

PROJECT = {"name": "Bella's Adventure", "pageCount": 3, "audience": "children", "stylePreset": "kawaii"}
HERO = {"name": "Bella", "description": "A friendly white bunny with floppy ears", "audience": "children"}

#: A moment at which everything is due.
LONG_AGO = "2020-01-01T00:00:00.000Z"

#: Seconds that the embedded cloud, on a busy machine, may take to end a worker whose time is up.
KILL_SECONDS = 3

#: The pixels of the smallest pages, of projects with the trim size 6x9.
PAGE_SIZE = (1800, 2700)


def good_page(seed: int = 1) -> bytes:
    """A page of the smallest size, as a good model draws it: rings to colour, within the margins."""
    page = Image.new("1", PAGE_SIZE, 1)
    pen = ImageDraw.Draw(page)
    for place in range(12):
        x, y = 370 + place % 3 * 520 + seed % 20, 400 + place // 3 * 620 + seed // 20 % 20
        for radius in (230, 160, 80):
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=0, width=16)
    return encoded(page, "PNG")


def generate(client: Client, project_id: str, idea: str = "Bella in the magical forest", *pages: int) -> str:
    """The job of a new generation.

    Args:
        pages: the numbers of its pages; all without any.
    """
    body = {"projectId": project_id, "idea": idea} | ({"pageNumbers": list(pages)} if pages else {})
    answer = client.post("/api/generate", body)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["jobId"])


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


def waiting(studio: Studio, machine: str, start: Callable[[], str]) -> str:
    """A job whose run was never started.

    Args:
        machine: the state machine that would run it.
        start: has the job accepted.
    """
    client = studio.client("stepfunctions")
    (found,) = [each for each in client.list_state_machines()["stateMachines"] if each["name"].endswith(f"-{machine}")]
    kept = client.describe_state_machine(stateMachineArn=found["stateMachineArn"])
    client.delete_state_machine(stateMachineArn=found["stateMachineArn"])
    try:
        return start()
    finally:
        client.create_state_machine(**{name: kept[name] for name in ("name", "definition", "roleArn", "type")})


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
        pause=0.4,
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


def nothing_left(studio: Studio, deleted: Iterable[str]) -> None:
    """Deleted jobs lose their last objects: a late worker takes its picture back, and the sweeper takes what a worker
    left that was killed before it could.

    Only what is looked at once no worker lives any more says anything: until then one may still be storing.
    """
    time.sleep(TASK_TIMEOUT + KILL_SECONDS)
    for job in deleted:
        studio.write(f"JOB#{job}", "JOB", due_at=LONG_AGO)
    studio.sweep()
    assert {job: keys for job in deleted if (keys := studio.keys(f"jobs/{job}/"))} == {}
