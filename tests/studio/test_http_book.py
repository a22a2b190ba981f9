"""A colouring book in the browser, from signing in to the files for print; and whatever comes in between."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.studio.conftest import (
    Artist,
    NewPerson,
    Person,
    begin_book,
    draw_pages,
    expect_blots,
    expect_drawn,
    go,
    sign_in,
)
from tests.support.books import new_project
from tests.support.browser import PHONE
from tests.support.client import eventually


def paid(person: Person, path: str) -> list[str]:
    """The Idempotency-Keys of requests to a path, from all tabs."""
    sent = [each for window in person.windows for each in window.requests]
    return [each.headers["idempotency-key"] for each in sent if each.method == "POST" and each.url.endswith(path)]


def test_a_whole_book(ada: Person, artist: Artist) -> None:
    window = ada.window()
    page = window.page
    window.check()
    sign_in(page, ada.name, "wrong password")
    window.expected = ("401",)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value(ada.name)
    sign_in(page, ada.name)
    expect(page.get_by_role("heading", level=1)).to_have_text("Colouring books")
    expect_blots(page, 2800)
    window.check()

    go(page, "Heroes")
    page.get_by_label("Name").fill("Bella")
    page.get_by_label("What does the hero look like?").fill(f"A white bunny with floppy ears {artist.word}")
    artist.hold(0)
    expect(page.get_by_role("button", name="Draw the hero")).to_contain_text("15 Blots")
    page.get_by_role("button", name="Draw the hero").click()
    expect(page.get_by_text("Drawing the reference sheet...")).to_be_visible()
    expect_blots(page, 2785)
    # The list names who is being drawn: another browser sees them, too.
    page.reload()
    expect(page.get_by_text("Drawing the reference sheet...")).to_be_visible()
    artist.let()
    expect(page.get_by_role("img", name="Bella, from four sides")).to_be_visible(timeout=20_000)

    go(page, "Colouring books")
    page.get_by_label("Hero").select_option(label="Bella")
    begin_book(page)
    page.get_by_text("try four samples").click()
    page.get_by_label("Try styles on a subject").fill(artist.word)
    page.get_by_role("button", name="Draw four samples").click()
    page.get_by_role("button", name="Choose sample 3: Simpler and bolder").click(timeout=25_000)
    expect(page.get_by_role("img", name="The style of all pages")).to_be_visible()
    expect_blots(page, 2775)

    artist.plan(3)
    artist.hold(1, 2, 3)
    expect(page.get_by_role("button", name="Draw the pages")).to_contain_text("36 Blots")
    draw_pages(page, artist.idea)
    expect(page.get_by_text("Being drawn", exact=True)).to_have_count(3)
    expect_blots(page, 2739)
    for there, number in enumerate((2, 1, 3), start=1):
        artist.let(number)
        expect_drawn(page, number)
        if there < 3:
            expect(page.locator(".stage")).to_contain_text(f"{there} of 3 pages")
    expect(page.locator(".remark")).to_have_text("3 pages drawn for 36 Blots.")

    go(page, "Page 1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page 1")
    expect(page.locator(".versions li")).to_have_count(1)
    page.get_by_label("What should change?").fill("Make it friendlier")
    page.get_by_role("button", name="Draw it again").click()
    expect(page.locator(".versions li")).to_have_count(2, timeout=25_000)
    page.get_by_role("tab", name="Quick").click()
    page.get_by_role("button", name="Simplify").click()
    expect(page.locator(".versions li")).to_have_count(3, timeout=25_000)
    # A click has no words of anybody's to be quoted.
    expect(page.locator(".versions li").first).to_contain_text("Simplified")
    expect(page.locator(".versions q")).to_have_text(["Make it friendlier"])
    page.get_by_role("tab", name="Brush").click()
    _paint_by_mouse(page)
    page.get_by_label("What should be where you painted?").fill("A small butterfly")
    window.check()
    page.get_by_role("button", name="Repaint there").click()
    expect(page.locator(".versions li")).to_have_count(4, timeout=25_000)
    expect(page.locator(".versions li").first).to_contain_text("A small butterfly")
    expect_blots(page, 2703)
    page.get_by_role("button", name="Show version 2 again").click()
    expect(page.locator(".versions [aria-current]")).to_contain_text("Version 2")
    page.get_by_role("tab", name="Colours").click()
    page.locator("canvas.colours").click(position={"x": 30, "y": 30})
    expect(page.locator("#said")).to_have_text("Filled with red")

    go(page, "Bella's adventure")
    page.get_by_label("With a cover").check()
    page.get_by_role("button", name="Make the files").click()
    interior = page.get_by_role("link", name="bellas-adventure-interior.pdf")
    expect(interior).to_be_visible(timeout=30_000)
    expect_blots(page, 2700)
    with page.expect_download() as download:
        interior.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    expect(page.get_by_role("link", name="bellas-adventure-cover.pdf")).to_be_visible()
    window.check()
    rename = page.get_by_role("button", name="Rename")
    rename.click()
    page.get_by_role("button", name="Cancel").click()
    expect(rename).to_be_focused()
    rename.click()
    page.locator("header.heading").get_by_label("Name").fill("Bella's other book")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bella's other book")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert ada.blots == 2700


def _paint_by_mouse(page: Page) -> None:
    box = page.locator("canvas.brush").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5, steps=8)
    page.mouse.up()


def test_a_generation_is_cancelled(ada: Person, artist: Artist) -> None:
    page = ada.signed_in().page
    begin_book(page)
    artist.plan(3)
    artist.hold(1, 2, 3)
    page.get_by_label("Which pages?").select_option("some")
    page.get_by_label("Their numbers").fill("1-2")
    expect(page.get_by_role("button", name="Draw the pages")).to_contain_text("24 Blots")
    draw_pages(page, artist.idea)
    expect(page.get_by_text("Being drawn", exact=True)).to_have_count(2)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".progress")).to_contain_text("went back to you")
    artist.let()
    expect(page.locator(".progress")).to_contain_text("Cancelled. 2 pages drawn for 24 Blots.", timeout=20_000)
    expect_drawn(page, 1, 2)
    expect(page.get_by_label("Which pages?")).to_contain_text("The 1 page without a picture")
    assert ada.blots == 2800 - 24


def test_a_reload_at_any_moment_loses_nothing_and_pays_once(ada: Person, artist: Artist) -> None:
    page = ada.signed_in().page
    begin_book(page, pages=1)
    page.get_by_text("try four samples").click()
    page.get_by_label("Try styles on a subject").fill(artist.word)
    artist.hold(0)
    page.get_by_role("button", name="Draw four samples").click()
    artist.script.wait_for(lambda script: len(script.calls) == 4)
    page.reload()
    artist.let()
    expect(page.get_by_role("button", name="Choose sample 1: Balanced")).to_be_visible(timeout=25_000)
    # Samples that nobody has chosen from are found again.
    page.reload()
    expect(page.get_by_role("button", name="Choose sample 4: More playful")).to_be_visible()
    # Also when their URLs may have ended: asking once more with the same key costs nothing.
    page.evaluate("""() => {
        const name = Object.keys(localStorage).find((each) => each.includes("samples/"));
        localStorage[name] = JSON.stringify({...JSON.parse(localStorage[name]), at: 0});
    }""")
    page.reload()
    expect(page.get_by_role("button", name="Choose sample 4: More playful")).to_be_visible()
    assert len(paid(ada, "/calibrate")) == 3
    assert len(set(paid(ada, "/calibrate"))) == 1
    assert ada.blots == 2790

    page.get_by_label("What happens in the book?").fill(f"{artist.idea}, and ")
    page.reload()
    expect(page.get_by_label("What happens in the book?")).to_have_value(f"{artist.idea}, and ")
    artist.plan(1)
    artist.hold(1)
    page.get_by_role("button", name="Draw the pages").click()
    expect(page.get_by_text("Being drawn", exact=True)).to_be_visible()
    page.reload()
    expect(page.locator(".stage")).to_contain_text("0 of 1 page")
    artist.let()
    expect_drawn(page, 1)
    assert ada.blots == 2778

    go(page, "Page 1")
    artist.hold(1)
    asked = len(artist.script.calls)
    page.get_by_role("button", name="Draw it again").click()
    artist.script.wait_for(lambda script: len(script.calls) > asked)
    page.reload()
    expect(page.get_by_text("Being drawn, up to half a minute")).to_be_visible()
    artist.let()
    expect(page.locator(".versions li")).to_have_count(2, timeout=25_000)
    assert len(set(paid(ada, "/edit"))) == 1
    assert ada.blots == 2766


def test_two_tabs(ada: Person, artist: Artist) -> None:
    first = ada.signed_in().page
    begin_book(first, pages=2)
    # 401: what the second tab asks at the moment in which the first signs out.
    second_window = ada.window(f"/index.html{first.evaluate('location.hash')}", expected=("400", "401"))
    second = second_window.page
    expect(second.get_by_role("heading", level=1)).to_have_text("Bella's adventure")
    artist.plan(2)
    artist.hold(1, 2)
    draw_pages(first, artist.idea)
    expect(first.get_by_text("Being drawn", exact=True)).to_have_count(2)
    # It does not know of the first: the API tells it which job draws the book, and it follows that.
    draw_pages(second, f"Another idea {artist.word}")
    expect(second.get_by_text("Being drawn", exact=True)).to_have_count(2)
    # A page is opened while it is being drawn.
    go(second, "Page 2")
    expect(second.locator(".easel").get_by_text("Being drawn", exact=True)).to_be_visible()
    artist.let()
    expect_drawn(first, 1, 2)
    expect(second.locator(".easel .picture")).to_have_attribute("data-loaded", "", timeout=20_000)
    assert ada.blots == 2800 - 24
    first.get_by_role("button", name="Sign out").click()
    expect(second.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_double_click_and_a_lost_answer_pay_once(ada: Person, artist: Artist) -> None:
    window = ada.signed_in(expected=("ERR_FAILED",))
    page = window.page
    begin_book(page, pages=2)
    artist.plan(2)
    lost: list[int] = []

    def lose(route: Route) -> None:
        answer = route.fetch()
        lost.append(answer.status)
        route.abort()

    page.route("**/api/generate", lose, times=1)
    page.get_by_label("What happens in the book?").fill(artist.idea)
    page.get_by_role("button", name="Draw the pages").dblclick()
    expect(page.locator("#away")).to_be_visible()
    expect_drawn(page, 1, 2)
    expect(page.locator("#away")).to_be_hidden()
    assert lost == [202]
    keys = paid(ada, "/api/generate")
    assert (len(keys), len(set(keys))) == (2, 1)
    assert ada.blots == 2800 - 24

    go(page, "Page 2")
    page.get_by_role("tab", name="Quick").click()
    page.get_by_role("button", name="Add detail").dblclick()
    expect(page.locator(".versions li")).to_have_count(2, timeout=25_000)
    assert len(paid(ada, "/edit")) == 1
    assert ada.blots == 2800 - 36


def test_the_api_goes_away_and_comes_back(ada: Person, artist: Artist) -> None:
    window = ada.signed_in(expected=("ERR_",))
    page = window.page
    begin_book(page, pages=1)
    artist.plan(1)
    artist.hold(1)
    draw_pages(page, artist.idea)
    expect(page.get_by_text("Being drawn", exact=True)).to_be_visible()
    page.route("**/api/**", lambda route: route.abort())
    expect(page.get_by_role("alert").filter(has_text="Inkwell does not answer")).to_be_visible()
    artist.let()
    page.unroute("**/api/**")
    expect_drawn(page, 1)
    expect(page.locator("#away")).to_be_hidden()


def test_a_session_that_has_ended_is_begun_again_in_place(ada: Person, artist: Artist) -> None:
    window = ada.signed_in(expected=("401",))
    page = window.page
    begin_book(page, pages=1)
    artist.plan(1)
    page.get_by_label("What happens in the book?").fill(artist.idea)
    page.evaluate("""() => {
        const session = JSON.parse(localStorage["inkwell.session"]);
        localStorage["inkwell.session"] = JSON.stringify({...session, token: "no longer valid"});
        document.querySelector("[name=idea]").form.requestSubmit();
    }""")
    dialog = page.get_by_role("dialog", name="Please sign in again")
    expect(dialog).to_be_visible()
    window.check()
    dialog.get_by_label("Name").fill(ada.name)
    dialog.get_by_label("Password").fill("correct horse battery staple")
    dialog.get_by_role("button", name="Sign in", exact=True).click()
    expect_drawn(page, 1)
    assert ada.blots == 2788


def test_a_token_is_renewed_before_it_ends(ada: Person) -> None:
    window = ada.signed_in()
    page = window.page
    before = page.evaluate("JSON.parse(localStorage['inkwell.session']).token")
    page.evaluate("""() => {
        const session = JSON.parse(localStorage["inkwell.session"]);
        localStorage["inkwell.session"] = JSON.stringify({...session, since: Date.now() - 6 * 60 * 1000});
    }""")
    go(page, "Heroes")
    expect(page.get_by_role("button", name="Draw the hero")).to_be_visible()
    assert len(window.sent("POST", "/v1/auth/refresh")) == 1
    assert page.evaluate("JSON.parse(localStorage['inkwell.session']).token") != before


def test_nothing_is_asked_in_a_hidden_tab(ada: Person, artist: Artist) -> None:
    window = ada.signed_in()
    page = window.page
    begin_book(page, pages=1)
    artist.plan(1)
    artist.hold(1)
    draw_pages(page, artist.idea)
    expect(page.get_by_text("Being drawn", exact=True)).to_be_visible()
    hide = """is => {
        Object.defineProperty(document, "hidden", {value: is, configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(hide, True)
    artist.let()
    job = eventually(lambda: ada.client.get("/api/projects").json()["projects"][0]["status"] == "ready" or None)
    assert job
    asked = len(window.sent("GET", "/api/generate/"))
    page.wait_for_timeout(3_000)
    assert len(window.sent("GET", "/api/generate/")) <= asked + 1
    page.evaluate(hide, False)
    expect_drawn(page, 1)


def test_by_keyboard_and_on_a_phone(ada: Person, artist: Artist) -> None:
    artist.plan(1)
    project = new_project(ada.client, pageCount=1, trimSize="6x9")
    started = ada.client.post("/api/generate", {"projectId": project["id"], "idea": artist.idea}).json()
    eventually(lambda: ada.client.get(f"/api/generate/{started['jobId']}").json()["status"] == "completed" or None)
    window = ada.signed_in()
    page = window.page
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    press = page.keyboard.press
    page.goto(page.url)
    page.get_by_role("link", name="Skip to the page").focus()
    press("Enter")
    press("Tab")
    expect(page.get_by_role("button", name="A new book")).to_be_focused()
    press("Tab")
    expect(page.locator("a.tile")).to_be_focused()
    press("Enter")
    page.get_by_role("link", name="Page 1").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("tab", name="In words").focus()
    press("ArrowRight")
    press("ArrowRight")
    expect(page.get_by_role("tab", name="Brush")).to_be_focused()
    page.get_by_label("What should be where you painted?").fill("A star")
    page.get_by_role("button", name="Repaint there").press("Enter")
    expect(page.get_by_text("Please paint over the place on the page first")).to_be_visible()
    page.locator("canvas.brush").focus()
    for key in (" ", "ArrowRight", "ArrowRight", " "):
        press(key)
    page.get_by_role("button", name="Repaint there").press("Enter")
    expect(page.locator(".versions li")).to_have_count(2, timeout=25_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


BAD_BOOKS: list[tuple[str, str, str]] = [
    ("Name", "", "Please fill this in"),
    ("Name", "x" * 101, "At most 100 characters; these are 101"),
    ("Pages to colour", "46", "Please give a whole number from 1 to 45"),
    ("Pages to colour", "a few", "Please give a whole number from 1 to 45"),
]


def test_bad_input_is_told_beside_the_field_and_nothing_is_lost(ada: Person) -> None:
    window = ada.signed_in(expected=("400",))
    page = window.page
    form = page.locator("aside")
    form.get_by_label("Name").fill("A book")
    for label, typed, told in BAD_BOOKS:
        field = form.get_by_label(label)
        good = field.input_value()
        field.fill(typed)
        form.get_by_role("button", name="Begin the book").click()
        expect(field).to_have_accessible_description(re.compile(re.escape(told)))
        expect(field).to_be_focused()
        expect(field).to_have_value(typed)
        field.fill(good)
    assert not window.sent("POST", "/api/projects")
    begin_book(page, pages=1)
    idea = page.get_by_label("What happens in the book?")
    for typed, told in (
        ("", "Please fill this in"),
        ("no", "at least 3"),
        ("é" * 501, "At most 500 characters; these are 501"),
    ):
        draw_pages(page, typed)
        expect(idea).to_have_accessible_description(re.compile(told))
        expect(idea).to_have_value(typed)
    # What only the API can know is told beside the field, too.
    draw_pages(page, "A vampire with a bloody knife kills everybody")
    expect(idea).to_have_accessible_description(re.compile(r"\w+"))
    expect(page.locator(".field.failed .wrong")).to_be_visible()
    expect(idea).to_have_value("A vampire with a bloody knife kills everybody")
    window.check()
    # The answer may come when something else is typed already: it is told, and over with the next try.
    held: list[Route] = []
    page.route("**/api/generate", lambda route: held.append(route), times=1)
    with page.expect_request("**/api/generate"):
        page.get_by_role("button", name="Draw the pages").click()
    idea.fill("A walk by the sea")
    expect(page.locator(".field.failed")).to_have_count(0)
    held[0].continue_()
    expect(page.locator(".field.failed .wrong")).to_be_visible()
    window.expected = ("400", "503")
    page.route("**/api/generate", _switched_off, times=1)
    page.get_by_role("button", name="Draw the pages").click()
    expect(page.get_by_role("alert").filter(has_text="Generation is switched off")).to_be_visible()
    expect(page.locator(".field.failed")).to_have_count(0)
    assert ada.blots == 2800


def test_402_429_and_503_are_shown_with_what_can_be_done(
    new_person: NewPerson, artist: Artist, monkeypatch: pytest.MonkeyPatch
) -> None:
    eve = new_person("free")
    window = eve.signed_in(expected=("402", "429", "503"))
    page = window.page
    begin_book(page, pages=12)
    artist.plan(12)
    draw_pages(page, artist.idea)
    told = page.get_by_role("alert")
    expect(told.filter(has_text="This costs 144 Blots, and 50 are available")).to_be_visible()
    expect(told.filter(has_text="94 Blots more would be needed. Ask for less")).to_be_visible()
    window.check()

    page.get_by_text("try four samples").click()
    page.get_by_label("Try styles on a subject").fill(artist.word)
    artist.fails = {"fail": "ModelUnavailable"}
    page.get_by_role("button", name="Draw four samples").click()
    expect(told.filter(has_text="Nothing was spent")).to_be_visible(timeout=28_000)
    expect(page.get_by_label("Try styles on a subject")).to_have_value(artist.word)
    assert eve.blots == 50

    page.route("**/api/generate", _switched_off, times=1)
    page.get_by_label("Which pages?").select_option("some")
    page.get_by_label("Their numbers").fill("1")
    page.get_by_role("button", name="Draw the pages").click()
    expect(told.filter(has_text="Generation is switched off at the moment")).to_be_visible()

    for _ in range(5):
        eve.client.post("/api/generate", {})
    page.get_by_role("button", name="Draw the pages").click()
    expect(told.filter(has_text=re.compile(r"You can go on in \d+ (second|minute)s?"))).to_be_visible()
    expect(page.get_by_label("What happens in the book?")).to_have_value(artist.idea)


def _switched_off(route: Route) -> None:
    body = {"error": "Generation is switched off at the moment", "code": "GENERATION_DISABLED", "details": {}}
    route.fulfill(status=503, json=body)
