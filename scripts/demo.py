"""`make demo`: the studio's main use on real input, through the API and nothing else.

Makes a reference kit with all eight references of an uploaded picture, a storyboard of five scenes whose pictures each
begin with the one before, and a story with its pictures and their subtitles; reads a picture book to its end. Writes
the pictures, the book's pages and contact sheets to `out/`. Uses the studio at INKWELL_URL, else the one that runs at
PORT, else one that it starts for itself.
"""

import os
import sys
import time
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import Any

import requests
from PIL import Image, ImageDraw, ImageFont
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from scripts.demo_book import BookError, read_book
from scripts.studio import ROOT, console, studio

OUT = ROOT / "out"
PICTURE = ROOT / "docs" / "sample-character.png"

IDEA = "A fox in a red scarf crosses the snowy forest by night to bring a lantern to its friend the owl"

TOPIC = "Two penguins explore a coral reef and meet a turtle"
ART_STYLE = "watercolor"

#: Seconds that a kit, a scene's picture or a story may take before the demo fails.
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
    return [(name, _fetch("reference-kit", name, url)) for name, url in urls.items()]


def storyboard(client: Client) -> list[tuple[str, Path]]:
    """Write a storyboard and draw its scenes, each from the picture of the one before.

    Returns:
        The caption of each picture, and its file.
    """
    with console.status("Writing a storyboard ..."):
        scenes = client.call("POST", "/api/storyboard", {"prompt": IDEA, "targetDuration": 15})["scenes"]
    pictures: list[tuple[str, Path]] = []
    with _progress() as progress:
        bar = progress.add_task("Drawing scenes    ", total=len(scenes))
        seed = None
        for scene in scenes:
            image = _scene_image(client, scene, seed)
            seed = image["localPath"]
            name = f"scene {scene['order']}, {scene['suggestedDuration']} s"
            pictures.append((name, _fetch("storyboard", f"scene {scene['order']}", image["url"])))
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
    with _progress() as progress:
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
        (image["subtitles"], _fetch("story", f"picture {number}", image["url"]))
        for number, image in enumerate(shown["images"], start=1)
    ]


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


def _follow(client: Client, kit: dict[str, Any]) -> dict[str, Any]:
    give_up = time.monotonic() + PATIENCE
    with _progress() as progress:
        bar = progress.add_task("Drawing references", total=len(kit["generationProgress"]))
        while kit["status"] in ("pending", "generating"):
            if time.monotonic() > give_up:
                raise DemoError(f"the kit is still {kit['status']} after {PATIENCE} s")
            time.sleep(POLL_EVERY)
            kit = client.call("GET", f"/reference-kits/{kit['id']}")
            ended = sum(status in ("done", "failed") for status in kit["generationProgress"].values())
            progress.update(bar, completed=ended)
    return kit


def _fetch(folder: str, name: str, url: str) -> Path:
    response = requests.get(url, timeout=60)
    if not response.ok:
        raise DemoError(f"the picture {name} was answered {response.status_code}")
    file = OUT / folder / f"{name.replace(' ', '-')}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(response.content)
    return file


def contact_sheet(pictures: list[tuple[str, Path]], target: Path, *, columns: int, cell: tuple[int, int]) -> None:
    """Put pictures side by side with their captions.

    Args:
        pictures: the caption of each picture, and its file.
        target: the file to write.
        columns: the number of pictures in a row.
        cell: width and height of each, in pixels; a picture keeps its shape.
    """
    margin, line = 24, 28
    captions = [wrap(name, cell[0] // 11) for name, _ in pictures]
    caption = 12 + line * max(map(len, captions))
    rows = -(-len(pictures) // columns)
    width = margin + columns * (cell[0] + margin)
    height = margin + rows * (cell[1] + caption + margin)
    sheet = Image.new("RGB", (width, height), "#faf7f0")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=22)
    for index, (_, file) in enumerate(pictures):
        left = margin + index % columns * (cell[0] + margin)
        top = margin + index // columns * (cell[1] + caption + margin)
        with Image.open(BytesIO(file.read_bytes())) as picture:
            shown = picture.convert("RGB")
        shown.thumbnail(cell, Image.Resampling.LANCZOS)
        sheet.paste(shown, (left + (cell[0] - shown.width) // 2, top + (cell[1] - shown.height) // 2))
        for number, words in enumerate(captions[index]):
            middle = (left + cell[0] / 2, top + cell[1] + 12 + number * line)
            draw.text(middle, words, fill="#4a4238", font=font, anchor="mt")
    sheet.save(target, optimize=True)


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
            pages = read_book(url, OUT / "picture-book")
            if pages:
                contact_sheet(pages, OUT / "picture-book.png", columns=2, cell=(800, 450))
    except (DemoError, BookError, requests.RequestException) as error:
        console.print(f"[bold red]Failed:[/] {error}")
        return 1
    pictures = len([*kit, *scenes, *moments])
    console.print(f"Wrote {pictures} pictures, {len(pages)} pages of a book and contact sheets to {OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
