"""`make demo`: the studio's main use on real input, through the API and nothing else.

Makes a reference kit with all eight references of an uploaded picture, a storyboard of five scenes whose pictures each
begin with the one before, a story with its pictures and their subtitles, and a colouring book of twelve pages with its
hero; reads a picture book to its end. Writes the pictures, the book's pages and contact sheets to `out/`. Uses the
studio at INKWELL_URL, else the one that runs at PORT, else one that it starts for itself.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

import requests

from scripts.contact_sheet import contact_sheet
from scripts.demo_book import BookError, read_book
from scripts.demo_client import OUT, PATIENCE, POLL_EVERY, Client, DemoError, fetch, progress_bars
from scripts.demo_coloring import coloring_book
from scripts.studio import ROOT, console, studio

PICTURE = ROOT / "docs" / "sample-character.png"

IDEA = "A fox in a red scarf crosses the snowy forest by night to bring a lantern to its friend the owl"

TOPIC = "Two penguins explore a coral reef and meet a turtle"
ART_STYLE = "watercolor"


def reference_kit(client: Client) -> list[tuple[str, Path]]:
    """Make a kit with all references and fetch its pictures.

    Returns:
        The caption of each picture, and its file.
    """
    key = client.upload(PICTURE)
    kit = client.call(
        "POST",
        "/reference-kits",
        {
            "name": "Demo character",
            "sourceImageUrl": key,
            "generateExtended": True,
            "expressions": ["smile", "serious", "surprised", "angry"],
        },
    )
    kit = _follow(client, kit)
    failed = [name for name, status in kit["generationProgress"].items() if status != "done"]
    if kit["status"] != "ready" or failed:
        raise DemoError(f"the kit is {kit['status']}; failed: {', '.join(failed) or 'none'}")
    urls = {
        "source": kit["sourceImageUrl"],
        "anchor": kit["anchorFaceUrl"],
        "profile": kit["profileUrl"],
        "half body": kit["halfBodyUrl"],
        "full body": kit["fullBodyUrl"],
        **kit["expressions"],
    }
    console.print(f"Kit [bold]{kit['id']}[/] is ready, {kit['costCents']} cents.")
    return [(name, fetch("reference-kit", name, url)) for name, url in urls.items()]


def storyboard(client: Client) -> list[tuple[str, Path]]:
    """Write a storyboard and draw its scenes, each from the picture of the one before.

    Returns:
        The caption of each picture, and its file.
    """
    with console.status("Writing a storyboard ..."):
        scenes = client.call("POST", "/api/storyboard", {"prompt": IDEA, "targetDuration": 15})["scenes"]
    pictures: list[tuple[str, Path]] = []
    with progress_bars() as progress:
        bar = progress.add_task("Drawing scenes    ", total=len(scenes))
        seed = None
        for scene in scenes:
            image = _scene_image(client, scene, seed)
            seed = image["localPath"]
            name = f"scene {scene['order']}, {scene['suggestedDuration']} s"
            pictures.append((name, fetch("storyboard", f"scene {scene['order']}", image["url"])))
            progress.advance(bar)
    for scene in scenes:
        console.print(f"[bold]{scene['order']}[/] {scene['description']}")
    return pictures


def _scene_image(client: Client, scene: dict[str, Any], seed: str | None) -> Any:
    wanted = {"prompt": scene["imagePrompt"], "projectId": "demo", "sceneIndex": scene["order"], "seedImage": seed}
    started = client.call("POST", "/api/generate-image", wanted)
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        shown = client.call("GET", f"/api/generate-image/{started['predictionId']}")
        if shown["status"] == "succeeded":
            return shown["image"]
        if not shown["success"]:
            raise DemoError(f"scene {scene['order']} is {shown['status']}: {shown['error']}")
        time.sleep(POLL_EVERY)
    raise DemoError(f"scene {scene['order']} is still {shown['status']} after {PATIENCE} s")


def story(client: Client) -> list[tuple[str, Path]]:
    """Write a story and draw its pictures.

    Returns:
        The subtitle of each picture, and its file.
    """
    started = client.call("POST", "/v1/images", {"story_topic": TOPIC, "art_style": ART_STYLE})
    give_up = time.monotonic() + PATIENCE
    shown: dict[str, Any] = {"status": "queued", "images": []}
    with progress_bars() as progress:
        bar = progress.add_task("Writing a story   ", total=None)
        while shown["status"] in ("queued", "processing"):
            if time.monotonic() > give_up:
                raise DemoError(f"the story is still {shown['status']} after {PATIENCE} s")
            time.sleep(POLL_EVERY)
            shown = client.call("GET", f"/v1{started['status_url']}")
            if shown["images"]:
                drawn = sum(image["status"] != "processing" for image in shown["images"])
                progress.update(bar, description="Drawing the story ", total=len(shown["images"]), completed=drawn)
    failed = [image["subtitles"] for image in shown["images"] if image["status"] != "completed"]
    if shown["status"] != "completed" or failed:
        raise DemoError(f"the story is {shown['status']}; failed: {', '.join(failed) or 'none'}")
    console.print(shown["story_text"])
    return [
        (image["subtitles"], fetch("story", f"picture {number}", image["url"]))
        for number, image in enumerate(shown["images"], start=1)
    ]


def _follow(client: Client, kit: dict[str, Any]) -> dict[str, Any]:
    give_up = time.monotonic() + PATIENCE
    with progress_bars() as progress:
        bar = progress.add_task("Drawing references", total=len(kit["generationProgress"]))
        while kit["status"] in ("pending", "generating"):
            if time.monotonic() > give_up:
                raise DemoError(f"the kit is still {kit['status']} after {PATIENCE} s")
            time.sleep(POLL_EVERY)
            kit = client.call("GET", f"/reference-kits/{kit['id']}")
            ended = sum(status in ("done", "failed") for status in kit["generationProgress"].values())
            progress.update(bar, completed=ended)
    return kit


def main() -> int:
    """Run the demo, and return the exit code: 1 when anything failed."""
    try:
        with studio() as url:
            client = Client(url)
            client.log_in(os.environ.get("INKWELL_USER", "demo"), os.environ.get("INKWELL_PASSWORD", "demo-password"))
            kit = reference_kit(client)
            contact_sheet(kit, OUT / "reference-kit.png", columns=5, cell=(288, 512))
            scenes = storyboard(client)
            contact_sheet(scenes, OUT / "storyboard.png", columns=3, cell=(512, 288))
            moments = story(client)
            contact_sheet(moments, OUT / "story.png", columns=3, cell=(512, 342))
            colored = coloring_book(client)
            contact_sheet(colored, OUT / "coloring-book.png", columns=6, cell=(300, 388))
            pages = read_book(url, OUT / "picture-book")
            if pages:
                contact_sheet(pages, OUT / "picture-book.png", columns=2, cell=(800, 450))
    except (DemoError, BookError, requests.RequestException) as error:
        console.print(f"[bold red]Failed:[/] {error}")
        return 1
    pictures = len([*kit, *scenes, *moments, *colored])
    console.print(f"Wrote {pictures} pictures, {len(pages)} pages of a book and contact sheets to {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
