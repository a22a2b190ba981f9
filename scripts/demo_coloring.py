"""The colouring book of `make demo`: a hero, a style to choose, pages, one of them edited and restored; printed."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.demo_client import OUT, PATIENCE, POLL_EVERY, Client, DemoError, download, fetch, progress_bars
from scripts.studio import console

FOLDER = "coloring-book"

HERO = {
    "name": "Bella",
    "description": "A friendly white bunny with floppy ears and a pink bow",
    "audience": "children",
}
BOOK = {"name": "Bella's Adventure", "pageCount": 12, "audience": "children", "stylePreset": "kawaii"}
SUBJECT = "cute forest animals"
IDEA = "Bella explores a magical forest with mushrooms and fairies"

#: The page that is edited, and how.
PAGE = 3
EDIT = {"type": "quick_action", "action": "add_detail"}

#: Options of the export: all that is printed besides the pages.
EXPORT = {"format": "pdf", "includeBleed": False, "titlePage": True, "pageNumbers": True, "cover": True}

_ENDED = ("completed", "failed", "cancelled")


def coloring_book(client: Client) -> list[tuple[str, Path]]:
    """Make a colouring book with a hero of its own, change one of its pages, and take the change back.

    Returns:
        The caption of each picture, and its file.

    Raises:
        DemoError: a response is an error, or a page was not drawn.
    """
    started = client.call("POST", "/api/heroes", HERO)
    blots = _drawn(client, started["jobId"], 1, lambda job: "Drawing the hero")
    hero = client.call("GET", f"/api/heroes/{started['jobId']}")
    project = client.call("POST", "/api/projects", BOOK | {"heroId": hero["id"]})
    path = f"/api/projects/{project['id']}"
    samples = _waited("Calibrating style", lambda: client.call("POST", f"{path}/calibrate", {"subject": SUBJECT}))
    blots += samples["blotsSpent"]
    style = client.call("POST", f"{path}/calibrate/select", {"sampleId": "2"})
    console.print(f"The style of the book: {style['styleAnchorDescription']}")

    started = client.call("POST", "/api/generate", {"projectId": project["id"], "idea": IDEA})
    blots += _drawn(client, started["jobId"], started["totalItems"], lambda job: job["currentStage"] or "Drawing pages")
    pages = client.call("GET", path)["pages"]
    for page in pages:
        console.print(f"[bold]{page['sortOrder']}[/] {page['sceneBrief']}")

    page = pages[PAGE - 1]
    edited = _waited("Editing a page", lambda: client.call("POST", f"/api/pages/{page['id']}/edit", EDIT))
    blots += edited["blotsSpent"]
    client.call("POST", f"/api/pages/{page['id']}/restore", {"version": page["currentVersion"]})
    versions = client.call("GET", f"/api/pages/{page['id']}")["versions"]
    blots += _print(client, project["id"])
    console.print(
        f"Page {PAGE} has {len(versions)} versions and shows number {page['currentVersion']} again. "
        f"The book cost {blots} Blots: a hero, a calibration, {len(pages)} pages, an edit and the "
        "export."
    )
    return [
        ("Bella", fetch(FOLDER, "hero", hero["referenceUrl"])),
        *(
            (f"style {sample['id']}", fetch(FOLDER, f"style {sample['id']}", sample["url"]))
            for sample in samples["samples"]
        ),
        *(
            (f"page {page['sortOrder']}", fetch(FOLDER, f"page {page['sortOrder']}", page["imageUrl"]))
            for page in pages
        ),
        (f"page {PAGE}, with more detail", fetch(FOLDER, f"page {PAGE} edited", edited["imageUrl"])),
    ]


def _print(client: Client, project_id: str) -> int:
    """The Blots of an export of the book, whose files are written."""
    started = client.call("POST", "/api/export", EXPORT | {"projectId": project_id})
    spent = _drawn(client, started["jobId"], 1, lambda job: job["currentStage"])
    book = client.call("GET", f"/api/export/{started['jobId']}")
    for file in (book, book["cover"]):
        download(file["downloadUrl"], OUT / file["fileName"])
        console.print(f"Wrote {OUT / file['fileName']}, {file['fileSize'] / 1e6:.1f} MB.")
    facts = book["print"]
    console.print(
        f"For the printer: {facts['trimSize']} in, {facts['pages']} pages on {facts['paper']} paper, "
        f"a spine of {facts['spineInches']} in, pictures made by AI."
    )
    for warning in facts["warnings"]:
        console.print(f"  [yellow]{warning['message']}[/]")
    return spent


def _drawn(client: Client, job_id: str, total: int, stage: Callable[[Any], str]) -> int:
    """The Blots of a job, which is waited for while it is shown how far it is.

    Raises:
        DemoError: a picture of it was not drawn, or it takes too long.
    """
    give_up = time.monotonic() + PATIENCE
    job: dict[str, Any] = {"status": "pending"}
    with progress_bars() as progress:
        bar = progress.add_task("Waiting for a turn", total=total)
        while job["status"] not in _ENDED:
            if time.monotonic() > give_up:
                raise DemoError(f"the job {job_id} is still {job['status']} after {PATIENCE} s")
            time.sleep(POLL_EVERY)
            job = client.call("GET", f"/api/generate/{job_id}")
            progress.update(bar, description=f"{stage(job):<18}", completed=job["completedItems"])
    if job["status"] != "completed" or job["completedItems"] < total:
        raise DemoError(f"the job {job_id} is {job['status']}, with {job['failedItems']} pictures that failed")
    return int(job["blotsSpent"])


def _waited(stage: str, call: Callable[[], Any]) -> Any:
    """The response of a call that waits for its pictures, with a bar meanwhile."""
    with progress_bars() as progress:
        bar = progress.add_task(f"{stage:<18}", total=None)
        answer = call()
        progress.update(bar, total=1, completed=1)
    return answer
