"""The studio's views as people meet them: on a phone, with long names, with two fingers, with a slow network."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, FloatRect, Locator, Page, Route, expect

from tests.studio.conftest import Artist, Person, draw_pages, expect_drawn, go
from tests.support.books import new_project
from tests.support.browser import LAPTOP, NARROW, PHONE
from tests.support.client import eventually


@pytest.fixture
def drawn(ada: Person, artist: Artist) -> Callable[..., str]:
    """Draws a book of Ada's with so many pages; returns its address."""

    def make(pages: int = 1, **facts: Any) -> str:
        project = new_project(ada.client, pageCount=pages, **facts)
        artist.plan(pages)
        started = ada.client.post("/api/generate", {"projectId": project["id"], "idea": artist.idea}).json()
        eventually(lambda: ada.client.get(f"/api/generate/{started['jobId']}").json()["status"] == "completed" or None)
        return f"#/books/{project['id']}"

    return make


def _open(page: Page, address: str) -> None:
    page.goto(page.url.partition("#")[0] + address)


def _box(locator: Locator) -> FloatRect:
    box = locator.bounding_box()
    assert box
    return box


def _place(page: Page) -> int:
    return int(page.evaluate("scrollY"))


def _touch(finger: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    finger.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": touches})


def test_a_long_name_widens_nothing(ada: Person, drawn: Callable[..., str]) -> None:
    address = drawn(name="W" * 100, trimSize="6x9")
    page = ada.signed_in().page
    for size in (LAPTOP, PHONE, NARROW):
        page.set_viewport_size(size)
        for view, title in (("#/books", "Colouring books"), (address, "W" * 100)):
            _open(page, view)
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        go(page, "Page 1")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_page_is_coloured_in_on_a_phone(ada: Person, drawn: Callable[..., str]) -> None:
    address = drawn(trimSize="6x9")
    page = ada.signed_in().page
    page.set_viewport_size(PHONE)
    _open(page, address)
    go(page, "Page 1")
    tabs = [_box(each) for each in page.get_by_role("tab").all()]
    assert len({each["y"] for each in tabs}) == 1
    assert max(each["width"] for each in tabs) - min(each["width"] for each in tabs) < 1

    page.get_by_role("tab", name="Brush").click()
    tools = page.locator(".tools:visible")
    middles = {round(each["y"] + each["height"] / 2) for each in map(_box, tools.get_by_role("button").all())}
    assert len(middles) == 1

    page.get_by_role("tab", name="Colours").click()
    expect(page.locator(".palette")).to_be_in_viewport(ratio=1)
    canvas = page.locator("canvas.colours")
    expect(canvas).to_be_in_viewport(ratio=1)
    # A swipe over the page scrolls it, and fills in nothing.
    before, box = _place(page), _box(canvas)
    finger = page.context.new_cdp_session(page)
    middle = box["x"] + box["width"] / 2
    _touch(finger, "Start", (middle, box["y"] + 300))
    for down in range(280, 100, -20):
        _touch(finger, "Move", (middle, box["y"] + down))
    _touch(finger, "End")
    eventually(lambda: _place(page) > before + 50 or None)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    canvas.click(position={"x": 30, "y": 30})
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    # Where a browser has its own colours, these are still to be seen; on paper there is the page, and nothing else.
    page.emulate_media(forced_colors="active")
    colours = "spots => new Set(spots.map((each) => getComputedStyle(each).backgroundColor)).size"
    assert page.locator(".spot").evaluate_all(colours) == 12
    page.emulate_media(forced_colors="none", media="print")
    expect(page.locator(".easel .picture")).to_be_visible()
    for gone in ("header.head", "header.heading", ".tools", ".tabs", "button", "form", ".versions"):
        assert not page.locator(gone).filter(visible=True).count(), gone
    assert _box(page.locator(".easel .picture"))["width"] > PHONE["width"] * 0.95


def _painted(page: Page, x: float, y: float) -> bool:
    """Whether something is painted at a place of the brush's canvas, in shares of its width and height."""
    look = """([x, y]) => {
        const {width, height} = document.querySelector("canvas.brush");
        const context = document.querySelector("canvas.brush").getContext("2d");
        return context.getImageData(x * width, y * height, 1, 1).data[3] > 0;
    }"""
    return bool(page.evaluate(look, [x, y]))


def test_one_pointer_paints_and_a_pen_goes_before_a_hand(ada: Person, drawn: Callable[..., str]) -> None:
    address = drawn()
    # Chromium advises to keep canvases that are read often out of the graphics card.
    page = ada.signed_in(expected=("willReadFrequently",)).page
    _open(page, address)
    go(page, "Page 1")
    expect(page.locator(".easel .picture")).to_have_attribute("data-loaded", "")
    page.get_by_role("tab", name="Brush").click()
    box = _box(page.locator("canvas.brush"))
    devices = page.context.new_cdp_session(page)

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    _touch(devices, "Start", at(0.2, 0.2))
    _touch(devices, "Start", at(0.2, 0.2), at(0.8, 0.8))
    _touch(devices, "Move", at(0.3, 0.2), at(0.8, 0.7))
    _touch(devices, "End")
    assert _painted(page, 0.2, 0.2)
    assert not _painted(page, 0.8, 0.8)
    assert not _painted(page, 0.5, 0.5)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()

    def pen(kind: str, x: float, y: float) -> None:
        left, top = at(x, y)
        held = {"button": "left", "buttons": 1, "clickCount": 1, "pointerType": "pen", "force": 0.5}
        devices.send("Input.dispatchMouseEvent", {"type": f"mouse{kind}", "x": left, "y": top, **held})

    _touch(devices, "Start", at(0.8, 0.8))
    pen("Pressed", 0.2, 0.5)
    pen("Moved", 0.4, 0.5)
    _touch(devices, "Move", at(0.7, 0.8))
    pen("Released", 0.4, 0.5)
    _touch(devices, "End")
    assert _painted(page, 0.3, 0.5)
    assert not _painted(page, 0.8, 0.8)
    assert not _painted(page, 0.6, 0.65)


def test_a_phone_shows_where_one_is_and_leads_to_the_form(ada: Person) -> None:
    new_project(ada.client)
    page = ada.signed_in().page
    page.set_viewport_size(PHONE)
    navigation = page.get_by_role("navigation", name="Studio")
    for link in ("Colouring books", "Picture books", "Reference kits"):
        navigation.get_by_role("link", name=link).click()
        expect(navigation.locator("[aria-current]")).to_have_text(link)
        here = _box(navigation.locator("[aria-current]"))
        assert here["x"] >= 0
        assert here["x"] + here["width"] <= PHONE["width"]
    page.set_viewport_size(LAPTOP)
    _open(page, "#/books")
    expect(page.get_by_role("button", name="A new book")).to_be_hidden()
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="A new book").click()
    expect(page.locator("aside").get_by_label("Name")).to_be_focused()
    expect(page.locator("aside").get_by_label("Name")).to_be_in_viewport()
    # On its side a phone has no room for a head that stays.
    page.set_viewport_size({"width": PHONE["height"], "height": PHONE["width"]})
    page.get_by_role("button", name="Begin the book").scroll_into_view_if_needed()
    expect(page.locator("header.head")).not_to_be_in_viewport()


def test_going_back_leads_to_the_place_one_had_left(ada: Person) -> None:
    address = f"#/books/{new_project(ada.client, pageCount=45)['id']}"
    page = ada.signed_in().page
    page.set_viewport_size(PHONE)
    _open(page, address)
    fortieth = page.get_by_role("link", name="Page 40")
    for back in (page.go_back, page.locator("a.back").click):
        fortieth.scroll_into_view_if_needed()
        left = _place(page)
        assert left > PHONE["height"]
        fortieth.click()
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        assert _place(page) == 0
        back()
        expect(fortieth).to_be_focused()
        expect(fortieth).to_be_in_viewport()
        assert abs(_place(page) - left) < PHONE["height"]
    left = _place(page)
    page.reload()
    expect(fortieth).to_be_in_viewport()
    assert _place(page) == left


def test_a_book_says_how_far_it_is_and_what_comes_next(ada: Person, artist: Artist) -> None:
    address = f"#/books/{new_project(ada.client, pageCount=2)['id']}"
    window = ada.signed_in()
    page = window.page
    _open(page, address)
    step = page.locator(".step").filter
    expect(step(has=page.get_by_role("heading", name="Hero"))).to_contain_text("Optional")
    expect(step(has=page.get_by_role("heading", name="Style"))).to_contain_text("Optional")
    expect(page.get_by_role("heading", name="2 blank pages")).to_be_visible()
    window.check()
    page.get_by_role("button", name="Begin with an idea").click()
    expect(page.get_by_label("What happens in the book?")).to_be_focused()

    artist.plan(2)
    artist.hold(1, 2)
    draw_pages(page, artist.idea)
    expect(page.get_by_text("Being drawn", exact=True)).to_have_count(2)
    # What is being drawn comes first, also on a phone and after a reload.
    page.set_viewport_size(PHONE)
    page.reload()
    expect(page.get_by_text("Being drawn", exact=True)).to_have_count(2)
    assert _box(page.locator(".running"))["y"] < _box(page.locator(".tiles"))["y"] < _box(page.locator(".steps"))["y"]
    expect(page.get_by_role("button", name="Begin with an idea")).to_be_hidden()
    artist.let(1)
    expect_drawn(page, 1)
    expect(step(has=page.get_by_role("heading", name="Draw"))).to_contain_text("1 of 2 drawn")
    artist.let()
    expect_drawn(page, 2)
    expect(page.get_by_role("heading", name="All 2 pages are there")).to_be_visible(timeout=20_000)
    page.set_viewport_size(LAPTOP)
    expect(step(has=page.get_by_role("heading", name="Draw"))).not_to_have_attribute("open", "")
    page.get_by_role("button", name="Print the book").click()
    expect(page.get_by_role("button", name="Make the files")).to_be_visible()
    window.check()


def test_a_picture_that_does_not_load_can_be_asked_for_again(ada: Person, drawn: Callable[..., str]) -> None:
    address = drawn()
    page = ada.signed_in(expected=("ERR_FAILED",)).page
    picture = re.compile(r"/jobs/")
    for view in (address, ""):
        page.route(picture, lambda route: route.abort())
        if view:
            _open(page, view)
        else:
            page.get_by_role("link", name="Page 1").click()
        expect(page.get_by_text("This picture could not be loaded").first).to_be_visible()
        page.unroute(picture)
        page.get_by_role("button", name="Try again").first.click()
        expect(page.locator("main .picture").first).to_have_attribute("data-loaded", "")
        expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def test_a_view_that_takes_a_while_has_its_title_and_its_landmark(ada: Person) -> None:
    page = ada.signed_in().page
    held: list[Route] = []
    page.route("**/api/heroes*", lambda route: held.append(route))
    page.get_by_role("link", name="Heroes").click()
    expect(page.get_by_role("main").get_by_role("heading", level=1, name="Heroes")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("One moment")
    for each in held:
        each.continue_()
    expect(page.get_by_role("button", name="Draw the hero")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_what_costs_nothing_says_so(ada: Person) -> None:
    page = ada.signed_in().page
    for link, title in (("Reference kits", ""), ("Storyboards", ""), ("Stories", "Illustrated stories")):
        go(page, link, title)
        expect(page.locator("aside .free")).to_have_text(re.compile("costs? no Blots", re.IGNORECASE))
