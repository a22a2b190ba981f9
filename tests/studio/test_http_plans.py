"""The way to a plan in the browser: from a price that is too high to Stripe's page, and back with the plan."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from tests.studio.conftest import NewPerson, Person, begin_book, draw_pages, expect_blots, go
from tests.support.browser import Window
from tests.support.stripe import StripeDesk
from tests.support.studio import Studio, running

CHECKOUT = "/api/billing/checkout"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio where plans can be bought."""
    with running(tmp_path_factory.mktemp("shop"), sells=True) as studio:
        yield studio


@pytest.fixture
def desk(shop: Studio) -> Iterator[StripeDesk]:
    """The Stripe where they are paid; it holds no events back once a test is over."""
    desk = StripeDesk(shop.stripe)
    yield desk
    desk.sends(hold=False)


def plans_of(person: Person, expected: tuple[str, ...] = ()) -> Window:
    """A tab of theirs that shows the plans."""
    window = person.signed_in(expected)
    window.page.locator("#balance").click()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Plans")
    return window


def choose(page: Page, plan: str) -> None:
    """Go to the page of Stripe where a plan is paid."""
    page.get_by_role("button", name=f"Choose {plan}").click()
    page.wait_for_url("**/pay/**")


def test_a_plan_is_bought(shop: Studio, desk: StripeDesk, new_person: NewPerson) -> None:
    eve = new_person("free", of=shop)
    window = plans_of(eve)
    page = window.page
    own = page.get_by_role("region", name="Free")
    expect(own).to_contain_text("50 of 50 Blots left")
    expect(own).to_contain_text("0 of 3 colouring books")
    creator = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Creator"))
    expect(creator).to_contain_text("$29 a month")
    page.get_by_label("Yearly").check()
    expect(creator).to_contain_text("$290 a year")
    expect(creator).to_contain_text("$58 less")
    window.check()

    desk.sends(hold=True)
    page.get_by_role("button", name="Choose Creator").dblclick()
    page.wait_for_url("**/pay/**")
    (paid,) = [each for each in window.requests if each.url.endswith(CHECKOUT)]
    assert paid.headers["idempotency-key"]
    assert paid.post_data_json == {"plan": "creator", "interval": "yearly"}
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    arrives = page.get_by_text("the plan Creator arrives in a moment")
    expect(arrives).to_be_visible()
    window.check()
    page.reload()
    expect(arrives).to_be_visible()
    page.clock.set_fixed_time(datetime.now() + timedelta(seconds=30))
    expect(page.get_by_text("It takes longer than usual")).to_be_visible()
    desk.sends(hold=False)
    there = page.locator("main").get_by_text("You have the plan Creator.")
    expect(there).to_be_visible(timeout=30_000)
    expect(page.locator("main")).to_contain_text("900 Blots are yours now")
    expect_blots(page, 900)
    window.check()
    page.reload()
    expect(there).to_be_visible()
    page.get_by_role("link", name="See your plan").click()
    expect(page.get_by_role("region", name="Creator")).to_contain_text("900 of 900 Blots left")
    window.check()


def test_a_plan_is_changed(shop: Studio, desk: StripeDesk, new_person: NewPerson) -> None:
    eve = new_person("free", of=shop)
    page = plans_of(eve).page
    choose(page, "Starter")
    page.get_by_role("button", name="Pay", exact=True).click()
    page.get_by_role("link", name="See your plan").click()
    page.get_by_role("button", name="Change to Pro").click()
    page.get_by_role("button", name="Confirm").click()
    # They are back before the change is.
    expect(page.get_by_role("region", name="Pro")).to_be_visible(timeout=30_000)
    expect_blots(page, 2800)
    # A smaller plan waits, and until then the studio cannot know that it comes: it promises no number of Blots.
    starter = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Starter"))
    expect(starter).to_contain_text("From the next period on")
    page.get_by_role("button", name="Change to Starter").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("region", name="Pro")).to_contain_text("New ones on")
    page.get_by_role("button", name="Manage plan").click()
    page.wait_for_url("**/portal/**")
    page.get_by_role("button", name="Cancel now").click()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("button", name="Choose Pro")).to_be_visible(timeout=30_000)
    assert eve.blots == 50


def test_who_has_cancelled_or_owes_is_told(shop: Studio, desk: StripeDesk, new_person: NewPerson) -> None:
    window = plans_of(new_person("free", of=shop))
    page = window.page

    def at_portal(button: str) -> None:
        page.get_by_role("button", name="Manage plan").click()
        page.get_by_role("button", name=button).click()
        page.get_by_role("link", name="Back").click()

    choose(page, "Starter")
    page.get_by_role("button", name="declined next time").click()
    page.get_by_role("link", name="See your plan").click()
    starter, free = page.get_by_role("region", name="Starter"), page.get_by_role("region", name="Free")
    expect(starter).to_contain_text("New ones on")
    at_portal("Cancel at the end of the period")
    expect(starter).to_contain_text("It ends on")
    at_portal("Do not cancel")
    expect(starter).not_to_contain_text("It ends on")
    desk.turn(months=1, seconds=60)
    page.reload()
    expect(starter).to_contain_text("has failed. Three days later the plan ends.")
    window.check()
    desk.turn(days=4)
    page.reload()
    expect(free).to_contain_text("has failed. Your plan is back once it is paid")
    window.check()
    at_portal("A good card")
    expect(starter).to_be_visible()
    expect(starter).not_to_contain_text("has failed")


def test_who_turns_back_has_bought_nothing(shop: Studio, desk: StripeDesk, new_person: NewPerson) -> None:
    eve = new_person("free", of=shop)
    page = plans_of(eve).page
    choose(page, "Starter")
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_text("Nothing was bought.")).to_be_visible()
    # The browser's own way back leads to plans that can be chosen, too.
    choose(page, "Pro")
    page.go_back()
    choose(page, "Starter")
    assert eve.client.get("/api/billing/balance").json()["plan"] == "free"


def test_a_checkout_that_is_under_way_is_waited_for(shop: Studio, desk: StripeDesk, new_person: NewPerson) -> None:
    window = plans_of(new_person("free", of=shop), ("409",))
    page = window.page
    body = json.dumps({"error": "Words may change", "code": "VALIDATION_ERROR", "details": {}})

    def conflict(headers: dict[str, str]) -> None:
        def refuse(route: Route) -> None:
            route.fulfill(status=409, headers=headers | {"Content-Type": "application/json"}, body=body)

        page.route(f"**{CHECKOUT}", refuse, times=1)

    conflict({"Retry-After": "1"})
    choose(page, "Starter")
    page.go_back()
    conflict({})
    page.get_by_role("button", name="Choose Starter").click()
    expect(page.get_by_role("alert").filter(has_text="Words may change")).to_be_visible()
    keys = [each.headers["idempotency-key"] for each in window.requests if each.url.endswith(CHECKOUT)]
    assert (len(keys), len(set(keys))) == (3, 2)


def test_what_a_plan_has_no_room_for_leads_to_the_plans(new_person: NewPerson) -> None:
    eve = new_person("free")
    window = eve.signed_in(("402", "403", "503"))
    page = window.page
    begin_book(page, pages=12)
    draw_pages(page, "Bella explores a forest")
    page.get_by_role("alert").get_by_role("link", name="See the plans").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plans")
    go(page, "Colouring books")
    for _ in range(2):
        begin_book(page, pages=1)
        go(page, "Colouring books")
    page.locator("aside").get_by_label("Name").fill("One too many")
    page.get_by_role("button", name="Begin the book").click()
    page.get_by_role("alert").get_by_role("link", name="See the plans").click()
    expect(page.get_by_role("region", name="Free")).to_contain_text("3 of 3 colouring books")
    # This studio has no Stripe.
    page.get_by_role("button", name="Choose Pro").click()
    told = page.get_by_role("alert").filter(has_text="Plans cannot be bought here at the moment.")
    expect(told).to_contain_text(re.compile("make run STRIPE=test-server"))
    expect(page.get_by_role("button", name="Choose Pro")).to_be_enabled()
    window.check()
