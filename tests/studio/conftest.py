"""The studio in Chromium: people of a test's own, and models that draw when the test says so."""

import re
import threading
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from inkwell.aws.ledger import DynamoLedger
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.plans import PlanName, read_plans
from tests.support import contract
from tests.support.books import good_page
from tests.support.browser import LAPTOP, Window, chromium, need_chromium
from tests.support.client import Client
from tests.support.script import Call, Script, ScriptServer, draw
from tests.support.studio import Studio
from tests.support.writer import Say, Writer, WriterServer, page_plan

need_chromium()

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser."""
    with chromium() as browser:
        yield browser


@dataclass
class Person:
    """Somebody who uses the studio in a browser, and what their browser asks the API.

    Args:
        client: asks the API as they do, beside the browser.
        context: their browser, with what it keeps.
        api: the address of the API that their browser asks.
        site: the address of the studio's files.
    """

    name: str
    client: Client
    context: BrowserContext
    api: str
    site: str
    windows: list[Window] = field(default_factory=list)
    undocumented: list[str] = field(default_factory=list)

    def window(self, path: str = "/", expected: tuple[str, ...] = ()) -> Window:
        """Another tab, with a file of the studio."""
        window = Window(self.context.new_page(), self.site, expected)
        window.page.on("request", self._hear)
        window.page.on("dialog", lambda dialog: dialog.accept())
        self.windows.append(window)
        window.open(path)
        return window

    def signed_in(self, expected: tuple[str, ...] = ()) -> Window:
        """A tab of theirs that shows their colouring books."""
        window = self.window(expected=expected)
        sign_in(window.page, self.name)
        expect(window.page.get_by_role("heading", level=1)).to_have_text("Colouring books")
        return window

    @property
    def blots(self) -> int:
        """What they have left."""
        return int(self.client.get("/api/billing/balance").json()["blots"])

    def _hear(self, request: Request) -> None:
        """Note what is asked of the API that its document does not say."""
        path = urlsplit(request.url.removeprefix(self.api)).path
        if not request.url.startswith(self.api) or path.startswith("/studio"):
            return
        template = contract.find(path)
        operation = contract.document()["paths"].get(template, {}).get(request.method.lower()) if template else None
        if operation is None:
            self.undocumented.append(f"{request.method} {path}")
        elif request.post_data and request.headers.get("content-type") == "application/json":
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            name = schema["$ref"].rpartition("/")[2]
            known = contract.document()["components"]["schemas"][name]["properties"]
            sent = request.post_data_json
            self.undocumented += [f"{request.method} {path}: {key}" for key in sent if key not in known]


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Sign in with the form."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


NewPerson = Callable[..., Person]


@pytest.fixture
def new_person(studio: Studio, browser: Browser) -> Iterator[NewPerson]:
    """Makes people with a plan, who have nothing yet; nothing may go wrong in their windows."""
    people: list[Person] = []

    def make(plan: PlanName = "pro", api: str = "", site: str = "", of: Studio = studio) -> Person:
        name, api = f"u{uuid.uuid4().hex[:12]}", api or of.url
        user = of.add_user(name, PASSWORD)
        assert Accounts(DynamoLedger(of.client("dynamodb"), of.table), read_plans()).open(user.id, plan)
        door = Client(of.url)
        session = door.post("/v1/auth/sessions", {"username": name, "password": PASSWORD}).json()
        door.close()
        context = browser.new_context(viewport=LAPTOP, accept_downloads=True)
        client = Client(of.url, user.id, session["access_token"])
        people.append(Person(name, client, context, api, site or f"{api}/studio"))
        return people[-1]

    yield make
    for person in people:
        person.context.close()
        person.client.close()
    assert [window.troubles for person in people for window in person.windows if window.troubles] == []
    assert [person.undocumented for person in people if person.undocumented] == []


@pytest.fixture
def ada(new_person: NewPerson) -> Person:
    """Somebody on the plan pro."""
    return new_person()


class Artist:
    """The models of one test: they plan and draw whatever holds its word.

    Pictures are drawn at once, but those of pages that are held: they wait until the test lets them.
    """

    def __init__(self, writer: Writer, script: Script) -> None:
        self.word = writer.word
        self.writer = writer
        self.script = script
        self.fails: dict[str, Any] = {}
        self._gates: dict[int, threading.Event] = defaultdict(threading.Event)
        self._held: set[int] = set()
        script.on_every(self._decide)

    @property
    def idea(self) -> str:
        """An idea that reaches them."""
        return f"Bella explores the {self.word}"

    def plan(self, pages: int) -> None:
        """Plan so many pages."""
        self.writer.says = [Say(page_plan(range(1, pages + 1), self.word))]

    def hold(self, *pages: int) -> None:
        """Let pictures of these pages wait; 0 is any picture that is of no page."""
        self._held.update(pages)
        for page in pages:
            self._gates[page].clear()

    def let(self, *pages: int) -> None:
        """Let them be drawn."""
        for page in pages or tuple(self._held):
            self._held.discard(page)
            self._gates[page].set()

    def _decide(self, call: Call) -> dict[str, Any]:
        found = re.search(r"lifts(\d+)", call.prompt)
        page = int(found[1]) if found else 0
        if page in self._held:
            self._gates[page].wait(10)
        return self.fails or draw(good_page(len(self.script.calls)))


@pytest.fixture
def artist(writers: WriterServer, scripts: ScriptServer) -> Iterator[Artist]:
    """This test's own models."""
    writer = writers.writer()
    artist = Artist(writer, scripts.script_of(writer.word))
    yield artist
    artist.let()


def go(page: Page, link: str, title: str = "") -> None:
    """Follow a link to another view."""
    page.get_by_role("link", name=link).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title or link)


def begin_book(page: Page, name: str = "Bella's adventure", pages: int = 3) -> None:
    """Begin a small book, with the form."""
    form = page.locator("aside")
    form.get_by_label("Name").fill(name)
    form.get_by_label("Pages to colour").fill(str(pages))
    form.get_by_label("Size of the book").select_option("6x9")
    form.get_by_role("button", name="Begin the book").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def draw_pages(page: Page, idea: str) -> None:
    """Have all pages drawn."""
    page.get_by_label("What happens in the book?").fill(idea)
    page.get_by_role("button", name="Draw the pages").click()


def expect_drawn(page: Page, *numbers: int) -> None:
    """Wait until pages of the book are there, and seen."""
    for number in numbers:
        box = (
            page.get_by_role("listitem").filter(has=page.get_by_text(f"Page {number}", exact=True)).locator(".picture")
        )
        expect(box).to_have_attribute("data-loaded", "", timeout=30_000)
        assert box.locator("img").evaluate("each => each.naturalWidth > 0")


def expect_blots(page: Page, blots: int) -> None:
    """Wait until so many Blots are shown."""
    expect(page.locator("#balance")).to_contain_text(f"{blots:,} Blots")
