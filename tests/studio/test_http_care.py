"""What somebody typed, chose, drew and paid for, in the browser: it stays theirs, whatever comes in between."""

import re

from playwright.sync_api import Page, Route, expect

from tests.studio.conftest import (
    PASSWORD,
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
from tests.support.client import eventually

#: Everything that the API answers.
API = re.compile(r"/(api/|v1/|health$)")

END_SESSION = """() => {
    const session = JSON.parse(localStorage["inkwell.session"]);
    localStorage["inkwell.session"] = JSON.stringify({...session, token: "no longer valid"});
}"""

#: Somebody comes back to a tab.
RETURN = "dispatchEvent(new Event('focus'))"

#: Something that is kept was kept many hours ago.
AGE = """part => {
    const name = Object.keys(localStorage).find((each) => each.includes(part));
    localStorage[name] = JSON.stringify({...JSON.parse(localStorage[name]), at: Date.now() - 22 * 3600e3});
}"""


def _describe_hero(page: Page, name: str, word: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("What does the hero look like?").fill(f"A white bunny with floppy ears {word}")
    page.get_by_role("button", name="Draw the hero").click()


def _drawn_book(person: Person, artist: Artist) -> str:
    """The hash of a book whose only page is drawn."""
    artist.plan(1)
    project = new_project(person.client, pageCount=1, trimSize="6x9")
    started = person.client.post("/api/generate", {"projectId": project["id"], "idea": artist.idea}).json()
    eventually(lambda: person.client.get(f"/api/generate/{started['jobId']}").json()["status"] == "completed" or None)
    return f"#/books/{project['id']}"


def test_what_one_user_asked_for_is_not_done_for_another(new_person: NewPerson) -> None:
    ada, bob = new_person(), new_person()
    window = ada.signed_in(expected=("401",))
    page = window.page
    go(page, "Heroes")
    page.evaluate(END_SESSION)
    _describe_hero(page, "Private hero", "and a secret")
    dialog = page.get_by_role("dialog", name="Please sign in again")
    dialog.get_by_label("Name").fill(bob.name)
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("#user")).to_have_text(bob.name)
    expect(page.get_by_role("heading", level=1)).to_have_text("Colouring books")
    go(page, "Heroes")
    expect(page.get_by_label("Name")).to_have_value("")
    # Only the request that met the 401 was sent.
    assert len(window.sent("POST", "/api/heroes")) == 1
    assert (ada.blots, bob.blots) == (2800, 2800)
    # Whoever signs in after somebody finds their own books, not the address of the other's.
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.evaluate("location.hash") == "#/books"


def test_who_is_asked_to_sign_in_again_stays_asked_until_they_have(ada: Person) -> None:
    windows = [ada.signed_in(expected=("401",)), ada.window("/index.html#/books", expected=("401",))]
    first, second = (each.page for each in windows)
    expect(second.get_by_role("heading", level=1)).to_have_text("Colouring books")
    first.evaluate(END_SESSION)
    for page in (first, second):
        page.get_by_role("link", name="Heroes").click()
        expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(4):
        first.keyboard.press("Escape")
    dialog = first.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_have_value(ada.name)
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in", exact=True).click()
    # The other tab has waited for the same.
    for page in (first, second):
        expect(page.get_by_role("heading", level=1)).to_have_text("Heroes")
        expect(page.get_by_role("dialog")).to_have_count(0)
    second.evaluate(END_SESSION)
    second.get_by_role("link", name="Stories").click()
    second.get_by_role("link", name="Colouring books").first.click()
    second.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(second.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_wait_before_signing_in_is_waited_for(ada: Person) -> None:
    page = ada.window(expected=("401", "429")).page
    for number in range(6):
        sign_in(page, ada.name, f"wrong password {number}")
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text(re.compile(r"You can go on in \d+ minutes"))
    expect(page.get_by_role("alert")).not_to_contain_text("Nothing was lost")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_disabled()


def test_what_is_typed_while_something_is_drawn_stays(ada: Person, artist: Artist) -> None:
    page = ada.signed_in().page
    begin_book(page, pages=1)
    artist.plan(1)
    artist.hold(1)
    draw_pages(page, artist.idea)
    expect(page.get_by_text("Being drawn", exact=True)).to_be_visible()
    idea = page.get_by_label("What happens in the book?")
    idea.fill("A second idea")
    draw = page.get_by_role("button", name="Draw the pages")
    expect(draw).to_be_disabled()
    draw.click(force=True)
    told = page.get_by_text("Pages are being drawn. Please send this when they are there")
    expect(told).to_be_visible()
    expect(idea).to_have_value("A second idea")
    artist.let()
    expect_drawn(page, 1)
    expect(told).to_have_count(0)
    # The next step is to print; nothing is offered at first that pays for all pages again.
    expect(page.get_by_role("button", name="Make the files")).to_be_visible()
    expect(page.get_by_label("Which pages?")).to_have_value("some")

    go(page, "Page 1")
    artist.hold(1)
    page.get_by_role("tab", name="Quick").click()
    page.get_by_role("button", name="Add detail").click()
    page.get_by_role("tab", name="In words").click()
    page.get_by_label("What should change?").fill("Give the dragon a hat")
    again = page.get_by_role("button", name="Draw it again")
    expect(again).to_be_disabled()
    again.click(force=True)
    expect(page.get_by_text("The page is being drawn. Please send this when it is there")).to_be_visible()
    expect(page.get_by_label("What should change?")).to_have_value("Give the dragon a hat")
    artist.let()
    expect(page.locator(".versions li")).to_have_count(2, timeout=25_000)
    expect(page.get_by_label("What should change?")).to_have_value("Give the dragon a hat")
    again.click()
    # What is typed while it is sent is not what was sent.
    page.get_by_label("What should change?").fill("And boots")
    expect(page.locator(".versions li")).to_have_count(3, timeout=25_000)
    expect(page.get_by_label("What should change?")).to_have_value("And boots")
    assert ada.blots == 2800 - 36


def test_samples_are_found_after_a_look_that_failed(ada: Person, artist: Artist) -> None:
    page = ada.signed_in(expected=("503",)).page
    begin_book(page, pages=1)
    page.get_by_text("try four samples").click()
    page.get_by_label("Try styles on a subject").fill(artist.word)
    page.get_by_role("button", name="Draw four samples").click()
    sample = page.get_by_role("button", name="Choose sample 2: More detail")
    expect(sample).to_be_visible(timeout=25_000)
    page.evaluate(AGE, "samples/")
    busy = {"error": "Too much to do", "code": "INTERNAL_ERROR", "details": {}}
    page.route("**/calibrate", lambda route: route.fulfill(status=503, json=busy), times=1)
    page.reload()
    page.get_by_role("alert").get_by_role("button", name="Try again").click()
    sample.click()
    expect(page.get_by_role("img", name="The style of all pages")).to_be_visible()
    expect(page.locator(".anchor")).to_be_focused()
    assert ada.blots == 2790


def test_a_paid_click_can_be_given_up(ada: Person, artist: Artist) -> None:
    window = ada.signed_in(expected=("ERR_FAILED",))
    page = window.page
    begin_book(page, pages=2)
    page.route(API, lambda route: route.abort())
    draw_pages(page, "Bella flies to the moon")
    away = page.locator("#away")
    expect(away).to_contain_text("What you asked for is sent again as soon as it does")
    window.check()
    away.get_by_role("button", name="Do not send it again").click()
    expect(away).to_contain_text("We look again by ourselves")
    draw = page.get_by_role("button", name="Draw the pages")
    expect(draw).to_be_enabled()
    expect(page.get_by_label("What happens in the book?")).to_have_value("Bella flies to the moon")
    # Who leaves instead is asked when they are back many hours later.
    draw.click()
    expect(away.get_by_role("button")).to_be_visible()
    page.reload()
    page.evaluate(AGE, "paid/generation")
    page.unroute(API)
    asked = len(window.sent("POST", "/api/generate"))
    page.reload()
    told = page.get_by_text("You asked for this 22 hours ago, and no answer came: “Bella flies to the moon”")
    expect(told).to_be_visible()
    expect(page.get_by_role("button", name="Send it now")).to_contain_text("24 Blots")
    page.get_by_role("button", name="Do not send it").click()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bella's adventure")
    expect(told).to_have_count(0)
    assert len(window.sent("POST", "/api/generate")) == asked
    assert ada.blots == 2800


def test_the_studio_looks_for_inkwell_while_it_is_away(ada: Person) -> None:
    page = ada.signed_in(expected=("ERR_FAILED",)).page
    begin_book(page, pages=1)
    away = page.locator("#away")
    page.get_by_role("button", name="Rename").click()
    page.route(API, lambda route: route.abort())
    page.locator("header.heading").get_by_label("Name").fill("Another name")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("header .notice")).to_contain_text("try again")
    expect(away).to_be_visible()
    page.unroute(API)
    expect(away).to_be_hidden(timeout=20_000)
    expect(page.locator("header.heading").get_by_label("Name")).to_have_value("Another name")
    # A view that could not be shown is, once that is possible.
    page.route(API, lambda route: route.abort())
    page.get_by_role("link", name="Heroes").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This cannot be shown")
    page.unroute(API)
    expect(page.get_by_role("heading", level=1)).to_have_text("Heroes", timeout=20_000)


def test_an_inkwell_that_is_busy_is_told_while_something_is_drawn(ada: Person, artist: Artist) -> None:
    page = ada.signed_in(expected=("503",)).page
    begin_book(page, pages=1)
    artist.plan(1)
    jobs = re.compile(r"/api/generate/[^/]+$")
    page.route(jobs, lambda route: route.fulfill(status=503, json={"error": "Down", "code": "X", "details": {}}))
    draw_pages(page, artist.idea)
    expect(page.get_by_role("alert")).to_contain_text(re.compile(r"busy. We look again in \d seconds"), timeout=20_000)
    page.unroute(jobs)
    expect_drawn(page, 1)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_heroes_are_followed_once_and_to_their_end(ada: Person, artist: Artist) -> None:
    window = ada.signed_in(expected=("ERR_FAILED",))
    page = window.page
    go(page, "Heroes")
    artist.hold(0)

    def lose(route: Route) -> None:
        assert route.fetch().status == 202
        route.abort()

    # Its answer is lost, and the page reloaded: what was sent no longer stands in the form, to be sent twice.
    page.route("**/api/heroes", lambda route: route.abort())
    page.route("**/api/heroes", lose, times=1)
    _describe_hero(page, "Bella", artist.word)
    expect(page.locator("#away")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heroes")
    page.unroute("**/api/heroes")
    tile = page.get_by_role("listitem").filter(has_text="Bella")
    expect(tile).to_be_visible()
    expect(page.get_by_label("What does the hero look like?")).to_have_value("")
    tile.evaluate("each => (each.dataset.mark = 'first')")
    _describe_hero(page, "Bruno", artist.word)
    expect(page.get_by_role("listitem")).to_have_count(2)
    expect(tile).to_have_attribute("data-mark", "first")
    # The list cannot be had as they come to be there.
    page.route("**/api/heroes*", lambda route: route.abort(), times=3)
    artist.let()
    for name in ("Bella", "Bruno"):
        expect(page.get_by_role("img", name=f"{name}, from four sides")).to_be_visible(timeout=30_000)
    assert ada.blots == 2800 - 30


def test_choices_and_places_stay(ada: Person) -> None:
    window = ada.signed_in()
    page = window.page
    project = new_project(ada.client, pageCount=3)
    choices = {
        "#/stories": ("How is it drawn?", "watercolor"),
        "#/storyboards": ("How long is it?", "30"),
        f"#/books/{project['id']}": ("Which pages?", "some"),
    }
    for address, (label, value) in choices.items():
        page.evaluate("hash => (location.hash = hash)", address)
        page.get_by_label(label).select_option(value)
    page.get_by_label("Their numbers").fill("2-3")
    go(page, "Reference kits")
    page.get_by_label("Smile").check()
    page.reload()
    expect(page.get_by_label("Smile")).to_be_checked()
    for address, (label, value) in choices.items():
        page.evaluate("hash => (location.hash = hash)", address)
        expect(page.get_by_label(label)).to_have_value(value)
    expect(page.get_by_role("button", name="Draw the pages")).to_contain_text("24 Blots")
    go(page, "Colouring books")
    form = page.locator("aside")
    form.get_by_text("Adults").click()
    form.get_by_text("Botanical").click()
    form.get_by_label("Pages to colour").fill("30")
    form.get_by_label("Size of the book").select_option("6x9")
    go(page, "Heroes")
    page.reload()
    go(page, "Colouring books")
    expect(form.get_by_role("radio", name="Adults")).to_be_checked()
    expect(form.get_by_role("radio", name="Botanical")).to_be_checked()
    expect(form.get_by_label("Pages to colour")).to_have_value("30")
    expect(form.get_by_label("Size of the book")).to_have_value("6x9")
    form.get_by_label("Name").fill("A slow book")
    for typed in ("1e1", "0x10"):
        form.get_by_label("Pages to colour").fill(typed)
        form.get_by_role("button", name="Begin the book").click()
        expect(form.get_by_label("Pages to colour")).to_have_accessible_description(re.compile("whole number"))
    form.get_by_label("Pages to colour").fill("2")
    # Whoever goes elsewhere while the book is begun stays there.
    held: list[Route] = []
    page.route("**/api/projects", lambda route: held.append(route), times=1)
    form.get_by_role("button", name="Begin the book").click()
    go(page, "Stories", "Illustrated stories")
    page.get_by_label("What is it about?").fill("A lighthouse")
    with page.expect_response("**/api/projects"):
        held[0].continue_()
    expect(page.get_by_label("What is it about?")).to_have_value("A lighthouse")
    go(page, "Colouring books")
    expect(page.get_by_role("link", name="A slow book")).to_be_visible()
    expect(form.get_by_role("radio", name="Children")).to_be_checked()
    expect(form.get_by_label("Pages to colour")).to_have_value("12")


def test_what_was_done_elsewhere_is_seen_by_who_comes_back(ada: Person, artist: Artist) -> None:
    book = _drawn_book(ada, artist)
    window = ada.signed_in(expected=("404",))
    page = window.page
    page.evaluate("hash => (location.hash = hash)", book)
    go(page, "Page 1")
    pages = ada.client.get(f"/api/projects/{book.split('/')[-1]}").json()["pages"]
    ada.client.post(f"/api/pages/{pages[0]['id']}/edit", {"type": "quick_action", "action": "simplify"})
    page.evaluate(RETURN)
    expect(page.locator(".versions li")).to_have_count(2)
    expect_blots(page, 2800 - 24)
    page.get_by_role("button", name="Show version 1 again").click()
    expect(page.locator(".versions [aria-current]")).to_be_focused()
    ada.client.call("DELETE", f"/api/projects/{book.split('/')[-1]}")
    page.evaluate(RETURN)
    expect(page.get_by_role("alert")).to_contain_text("This page is no longer there.")
    page.get_by_role("link", name="To your colouring books").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Colouring books")
