"""The same files from other places: behind a stage path, and from a host that has nothing to do with the API."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.studio.conftest import Artist, NewPerson, begin_book, draw_pages, expect_drawn, go
from tests.support.pictures import png
from tests.support.script import ScriptServer
from tests.support.staged import below_stage
from tests.support.studio import ROOT, Studio

STATIC = ROOT / "functions" / "studio" / "static"
HERE = 'new URL("..", import.meta.url).href.replace(/\\/$/, "")'


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path, api: str) -> Iterator[str]:
    """The address of a host that serves the studio's files, of which only the API's address was changed."""
    shutil.copytree(STATIC, folder)
    settings = folder / "settings.js"
    text = settings.read_text()
    assert HERE in text
    settings.write_text(text.replace(HERE, f'"{api}"'))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    # Another name is another site, too.
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def _kit(page: Page, picture: bytes) -> None:
    go(page, "Reference kits")
    page.locator("input[type=file]").set_input_files({"name": "juno.png", "mimeType": "image/png", "buffer": picture})
    page.get_by_label("Name").fill("Juno")
    page.get_by_role("button", name="Draw the kit").click()
    expect(page.get_by_role("img", name="Juno: face")).to_be_visible()


def test_from_another_origin(
    studio: Studio, new_person: NewPerson, artist: Artist, scripts: ScriptServer, tmp_path: Path
) -> None:
    with hosted(tmp_path / "site", studio.url) as site:
        person = new_person(site=site)
        window = person.signed_in()
        page = window.page
        begin_book(page, pages=1)
        artist.plan(1)
        draw_pages(page, artist.idea)
        expect_drawn(page, 1)
        go(page, "Page 1")
        page.get_by_role("tab", name="Colours").click()
        page.locator("canvas.colours").click(position={"x": 30, "y": 30})
        expect(page.locator("#said")).to_have_text("Filled with red")
        _kit(page, scripts.script(png()).picture)
        asked = {each.url.split("/", 3)[2] for each in window.requests if not each.url.startswith("blob:")}
        assert asked == {each.split("/")[2] for each in (site, studio.url, studio.endpoint)}


def test_below_a_stage(studio: Studio, new_person: NewPerson, artist: Artist, scripts: ScriptServer) -> None:
    with below_stage(studio) as origin:
        window = new_person(api=origin).signed_in()
        page = window.page
        begin_book(page, pages=1)
        artist.plan(1)
        draw_pages(page, artist.idea)
        expect_drawn(page, 1)
        _kit(page, scripts.script(png()).picture)
        host = origin.removesuffix("dev")
        assert all("/dev/" in each.url for each in window.requests if each.url.startswith(host))
