"""The pages in a real browser: what a parent sees and does, with and without scripts and a mouse."""

import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from inkwell.picture_books.scenes import EXTRAS
from tests.support.browser import LAPTOP, Window, chromium, need_chromium
from tests.support.readers import Tale
from tests.support.script import Call
from tests.support.staged import below_stage
from tests.support.studio import Studio
from tests.support.writer import Say, scene

need_chromium()

KEYS = ("main", "extra_0", "extra_1")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def new_window(browser: Browser, studio: Studio) -> Iterator[Callable[..., Window]]:
    """Opens windows of visitors who have read nothing yet; nothing may go wrong in them."""
    opened: list[Window] = []

    def open_one(origin: str = studio.url, *, scripts: bool = True, expected: tuple[str, ...] = ()) -> Window:
        context = browser.new_context(viewport=LAPTOP, java_script_enabled=scripts)
        opened.append(Window(context.new_page(), origin, expected))
        return opened[-1]

    yield open_one
    for window in opened:
        window.page.context.close()
    assert [window.troubles for window in opened] == [[] for _ in opened]


class Drawing:
    """A story's pictures, drawn when a test says so. Those of a key in `refused` fail."""

    def __init__(self, tale: Tale) -> None:
        self.refused: set[str] = set()
        self._gates = {key: threading.Event() for key in KEYS}
        tale.script.on_every(self._decide)

    def let(self, *keys: str) -> None:
        """Let pictures be drawn, from now on."""
        for key in keys:
            self._gates[key].set()

    def hold(self, key: str) -> None:
        """Let none of them be drawn from now on."""
        self._gates[key].clear()

    def _decide(self, call: Call) -> dict[str, Any]:
        suffixes = {extra.suffix: f"extra_{index}" for index, extra in enumerate(EXTRAS)}
        key = next((key for suffix, key in suffixes.items() if suffix in call.prompt), "main")
        self._gates[key].wait(20)
        return {"fail": "ModelRefused"} if key in self.refused else {}


@pytest.fixture
def drawing(tale: Tale) -> Iterator[Drawing]:
    """This test's pictures: none is drawn before the test says so."""
    drawing = Drawing(tale)
    yield drawing
    drawing.let(*KEYS)


def begin(window: Window, wish: str, length: str = "Short") -> None:
    """Begin a story for a toddler, at the home page."""
    page = window.page
    page.get_by_label("What is the story about?").fill(wish)
    page.get_by_label("A toddler").check()
    page.get_by_label(length).check()
    page.get_by_role("button", name="Begin the story").click()
    page.wait_for_url("**/story/scene/*")


def picture(page: Page, key: str) -> Locator:
    return page.locator(f"[data-picture={key}]")


def expect_shown(page: Page, *keys: str) -> None:
    """Wait until pictures are there, and seen."""
    for key in keys:
        expect(picture(page, key)).to_have_attribute("data-status", "complete")
        assert picture(page, key).locator("img").evaluate("each => each.complete && each.naturalWidth > 0")
        expect(picture(page, key).get_by_role("img")).to_have_accessible_name(re.compile(r"\w+ \w+"))


def test_a_story_for_a_toddler(new_window: Callable[..., Window], tale: Tale, drawing: Drawing) -> None:
    tale.tells({"title": "First"}, {"title": "Second"}, {"title": "Third"})
    window = new_window()
    page = window.page
    window.open("/kids/")
    window.check()
    begin(window, tale.wish)
    first = page.url
    window.check()
    things = "[data-picture], h1, .choice, .text"
    before = window.boxes(things)
    page.evaluate("window.isTheSame = true")
    for key in ("extra_0", "main", "extra_1"):
        drawing.let(key)
        expect_shown(page, key)
        assert window.boxes(things) == before
    expect(page.get_by_role("status")).to_have_text("The wide view is here.")
    assert page.evaluate("window.isTheSame")
    asked = len(window.sent("GET", "/story/image/"))
    window.check()
    page.wait_for_timeout(2_500)
    assert len(window.sent("GET", "/story/image/")) == asked

    page.get_by_role("button", name="Ask the gull").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second")
    expect(page.get_by_text("Scene 2 of 3")).to_be_visible()
    second = page.url
    page.get_by_role("button", name="One scene back").click()
    page.wait_for_url(first)
    page.get_by_role("button", name="Ask the gull read before").click()
    page.wait_for_url(second)
    assert len(tale.writer.asked) == 2

    page.get_by_role("button", name="Run down to the water").click()
    expect(page.get_by_role("heading", name="The End")).to_be_visible()
    expect_shown(page, *KEYS)
    window.check()
    page.get_by_role("link", name="Read it from the start").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["First", "Second", "Third", "The End", "As a real book"])
    expect(page.locator(".chosen")).to_have_text(["You chose Ask the gull", "You chose Run down to the water"])
    expect(page.get_by_role("img")).to_have_count(9)
    window.check()
    page.get_by_role("link", name="Finished books").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finished books")
    window.check()
    page.get_by_role("link", name="First").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("First")
    page.get_by_role("link", name="A new story").click()
    window.check()
    page.get_by_role("link", name="Go on reading").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Third")


def test_a_story_becomes_a_book_and_pages_to_color(
    new_window: Callable[..., Window], tale: Tale, drawing: Drawing
) -> None:
    drawing.let(*KEYS)
    window = new_window()
    page = window.page
    window.open("/kids")
    begin(window, tale.wish)
    expect_shown(page, *KEYS)
    for _ in range(2):
        page.get_by_role("button", name="Ask the gull").click()
        expect_shown(page, *KEYS)
    page.get_by_role("link", name="Read it from the start").click()
    window.check()
    story = page.url
    page.get_by_role("button", name="Make it a book").click()
    page.wait_for_url(f"{story}#print")
    page.evaluate("window.isTheSame = true")
    book = page.get_by_role("link", name="Download the book")
    expect(book).to_be_visible(timeout=30_000)
    assert page.evaluate("window.isTheSame")
    expect(page.get_by_role("status")).to_have_text("The book is here.")
    expect(page.get_by_text("PDF, 8 pages")).to_be_visible()
    with page.expect_download() as download:
        book.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    window.check()
    page.get_by_role("link", name="A page to color").nth(1).click()
    window.check()
    drawing.hold("main")
    page.get_by_role("button", name="Draw the page to color").click()
    expect(picture(page, "main").get_by_text("The page to color is being drawn")).to_be_visible()
    file = page.get_by_role("link", name="Open it to print")
    expect(file).to_be_hidden()
    drawing.let("main")
    expect_shown(page, "main")
    expect(page.get_by_role("status")).to_have_text("The page to color is here.")
    assert page.request.get(file.get_attribute("href") or "").headers["content-type"] == "image/png"
    window.check()
    page.get_by_role("link", name="Back to the story").click()
    expect(book).to_be_visible()


def test_a_failed_picture_is_drawn_again(new_window: Callable[..., Window], tale: Tale, drawing: Drawing) -> None:
    drawing.refused = {"extra_0"}
    drawing.let(*KEYS)
    window = new_window()
    page = window.page
    window.open("/kids")
    begin(window, tale.wish)
    expect_shown(page, "main", "extra_1")
    again = page.get_by_role("button", name="Draw it again: the close-up")
    expect(again).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile("The close-up did not come out"))
    window.check()
    drawing.refused = set()
    drawing.hold("extra_0")
    images = [picture(page, key).locator("img").get_attribute("src") for key in ("main", "extra_1")]
    address, loaded = page.url, len(window.sent("GET", "/story/scene/"))
    again.press("Enter")
    expect(picture(page, "extra_0").get_by_text("is being drawn")).to_be_visible()
    expect(picture(page, "extra_0")).to_be_focused()
    drawing.let("extra_0")
    expect_shown(page, "extra_0")
    assert [picture(page, key).locator("img").get_attribute("src") for key in ("main", "extra_1")] == images
    assert (page.url, len(window.sent("GET", "/story/scene/"))) == (address, loaded)
    assert len(window.sent("POST", "/retry-extra/0")) == 1
    assert len(tale.script.calls) == 4

    # A picture that is drawn again stays until the new one is there.
    drawing.hold("main")
    asked = page.request.post(address.replace("/scene/", "/image/") + "/retry", headers={"Accept": "application/json"})
    assert asked.ok
    page.reload()
    expect(picture(page, "main").get_by_text("Being drawn again")).to_be_visible()
    old = picture(page, "main").locator("img").get_attribute("src")
    drawing.let("main")
    expect(picture(page, "main").get_by_text("Being drawn again")).to_be_hidden()
    expect_shown(page, "main")
    assert picture(page, "main").locator("img").get_attribute("src") != old

    window.expected = ("404",)
    window.open("/kids/story/scene/unknown")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not in the book")
    window.check()


def test_without_scripts(new_window: Callable[..., Window], tale: Tale, drawing: Drawing) -> None:
    drawing.refused = {"extra_1"}
    window = new_window(scripts=False)
    page = window.page
    window.open("/kids")
    begin(window, tale.wish)
    expect(picture(page, "main").get_by_text("The picture is being drawn")).to_be_visible()
    drawing.let(*KEYS)
    again = page.get_by_role("button", name="Draw it again: the wide view")
    _reload_until(page, again)
    drawing.refused = set()
    again.click()
    _reload_until(page, picture(page, "extra_1").get_by_role("img"))
    expect(page.get_by_role("link", name="Look again")).to_have_count(0)
    for _ in range(2):
        page.get_by_role("button", name="Ask the gull").click()
        page.get_by_role("button", name="One scene back").click()
    page.get_by_role("button", name="Ask the gull").click()
    page.get_by_role("button", name="Ask the gull").click()
    page.get_by_role("link", name="Read it from the start").click()
    expect(page.get_by_role("heading", name="The End")).to_be_visible()
    assert len(tale.writer.asked) == 3
    make = page.get_by_role("button", name="Make it a book")
    _reload_until(page, make)
    make.click()
    _reload_until(page, page.get_by_role("link", name="Download the book"))
    page.get_by_role("link", name="A page to color").first.click()
    page.get_by_role("button", name="Draw the page to color").click()
    _reload_until(page, page.get_by_role("link", name="Open it to print"))


def _reload_until(page: Page, there: Locator) -> None:
    """Look again, as the page says, until something is there."""
    for _ in range(60):
        if there.is_visible():
            return
        page.get_by_role("link", name="Look again").click()
        page.wait_for_timeout(300)
    raise AssertionError("it never came")


WRITE_DOWN = """() => new MutationObserver(() => {
    const [words, buttons] = [document.querySelector("[data-wait]"), document.querySelectorAll("button")];
    sessionStorage.shown = `${words.innerText}, all disabled: ${[...buttons].every((each) => each.disabled)}`;
}).observe(document.body, { subtree: true, attributes: true })"""


def test_a_double_click_sends_once(new_window: Callable[..., Window], tale: Tale, drawing: Drawing) -> None:
    drawing.let(*KEYS)
    window = new_window()
    page = window.page
    window.open("/kids")
    begin(window, tale.wish)
    gate = threading.Event()
    tale.writer.says = [Say(scene(word=tale.writer.word, title="Second"), gate=gate)]
    # Nobody can ask a page that is being left: it writes down what it shows.
    page.evaluate(WRITE_DOWN)
    threading.Timer(1, gate.set).start()
    page.get_by_role("button", name="Ask the gull").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second")
    assert len(window.sent("POST", "/story/choose/")) == 1
    assert len(tale.writer.asked) == 2
    assert page.evaluate("sessionStorage.shown") == "The next scene is being told, all disabled: true"
    page.go_back()
    expect(page.get_by_role("button", name="Ask the gull")).to_be_enabled()


def test_by_keyboard(new_window: Callable[..., Window], tale: Tale, drawing: Drawing) -> None:
    drawing.let(*KEYS)
    window = new_window()
    page = window.page
    window.open("/kids")
    press = page.keyboard.press
    press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    press("Enter")
    press("Tab")
    expect(page.get_by_label("What is the story about?")).to_be_focused()
    page.keyboard.type(tale.wish)
    press("Tab")
    press("ArrowLeft")  # from "A young child", with which the form begins
    expect(page.get_by_label("A toddler")).to_be_checked()
    press("Tab")
    press("Tab")
    expect(page.locator("summary")).to_be_focused()
    press("Enter")
    press("Tab")
    expect(page.get_by_label("The hero is")).to_be_focused()
    page.get_by_role("button", name="Begin the story").focus()
    _expect_ring(page)
    press("Enter")
    page.wait_for_url("**/story/scene/*")
    for _ in range(10):
        press("Tab")
        if page.locator(":focus").inner_text() == "Run down to the water":
            break
    _expect_ring(page)
    press("Enter")
    expect(page.get_by_text("Scene 2 of 5")).to_be_visible()


def _expect_ring(page: Page) -> None:
    expect(page.locator(":focus")).to_have_css("outline-style", "solid")


def test_below_a_stage(new_window: Callable[..., Window], studio: Studio, tale: Tale, drawing: Drawing) -> None:
    drawing.let(*KEYS)
    with below_stage(studio) as origin:
        window = new_window(origin)
        page = window.page
        window.open("/kids")
        begin(window, tale.wish)
        expect_shown(page, *KEYS)
        page.get_by_role("button", name="Ask the gull").click()
        page.get_by_role("button", name="One scene back").click()
        page.get_by_role("link", name="Finished books").click()
        page.get_by_role("link", name="Picture books").click()
        page.get_by_role("link", name="Go on reading").click()
        expect(page.get_by_text("Scene 1 of 3")).to_be_visible()
        host = origin.removesuffix("dev")
        assert all("/dev/" in each.url for each in window.requests if each.url.startswith(host))
        (cookie,) = page.context.cookies(page.url)
        assert cookie["path"] == "/dev/kids"


MARKUP = '<img src=x onerror=alert(1)> & "quotes" </h1><script>alert(2)</script>'
ARABIC = "الثعلب الصغير يرى البحر"
OVERRIDE = "\u202egnp.exe\u2066 never closed"
EMOJI = "🦊🌊👩‍👧 " + "W" * 60


def test_whatever_was_written_is_text(new_window: Callable[..., Window], tale: Tale, drawing: Drawing) -> None:
    drawing.let(*KEYS)
    tale.tells(
        {"title": MARKUP, "text": f"{ARABIC}\n{OVERRIDE}\n{MARKUP}", "choices": [ARABIC, MARKUP, EMOJI, OVERRIDE]},
        {"title": EMOJI, "text": EMOJI},
    )
    window = new_window()
    page = window.page
    window.open("/kids")
    begin(window, f"{tale.writer.word} {MARKUP} {ARABIC} {OVERRIDE} {EMOJI}")
    expect(page.get_by_role("heading", level=1)).to_have_text(MARKUP)
    expect(page.locator(".text p")).to_have_text([ARABIC, OVERRIDE, MARKUP])
    expect(page.locator(".choice")).to_have_text([ARABIC, MARKUP, EMOJI, OVERRIDE])
    expect(page.locator(".text p").first).to_have_css("direction", "rtl")
    expect(page.locator("h1")).to_have_css("direction", "ltr")
    assert page.title().startswith(f"\u2068{MARKUP}\u2069")
    page.get_by_role("button", name=ARABIC).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(EMOJI)
    expect(page.get_by_text("Scene 2 of 3")).to_be_visible()
    expect_shown(page, *KEYS)
    window.check()
    assert tale.writer.asked
    assert all(each in str(tale.writer.asked[0]) for each in ("🦊", "الثعلب"))
