"""What events of Stripe and time do to an account, in whatever order they come and however often."""

import json
import random
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkwell.coloring_books.billing import Billing
from inkwell.coloring_books.errors import EventRefused, ForeignPrice, UnknownPayer, UnreadableEvent
from inkwell.coloring_books.prices import read_prices
from inkwell.coloring_books.subscriptions import Subscription, opened, read_knowledge
from inkwell.core.blots import Account, Terms, grant
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import StorageFull
from inkwell.core.jobs import Hold, Job, JobRecord
from inkwell.core.ledger import HeldBlots
from inkwell.core.pictures import Brief, Picture
from inkwell.core.runs import settle_job
from inkwell.core.timestamps import months_after, timestamp
from tests.coloring_books.billing_world import DAY, NOON, PLANS, STEPS, BillingWorld, step_of
from tests.fakes import FakeJobs
from tests.support.stripe_events import PRICES, Life, event, invoice, line, price_of

BLOTS = {plan: PLANS.plan(plan).blots for plan in ("free", "starter", "creator", "pro")}


@pytest.fixture
def world() -> BillingWorld:
    return BillingWorld()


def bought(world: BillingWorld, **what: str) -> Life:
    """The life of somebody who has bought a plan at the present."""
    world.accounts.account("ann")
    life = Life("ann", world.now, **what)  # type: ignore[arg-type]
    life.buy()
    world.live(life)
    return life


def a_page(job_id: str, number: int) -> Picture:
    return Picture(job_id, str(number), Brief(""), "w", job_id, number)


# ---------------------------------------------------------------- each effect


def test_a_checkout_links_and_names_the_plan_and_grants_nothing(world: BillingWorld) -> None:
    life = Life("ann", NOON)
    life.buy()
    world.receive(life.events[0][1])
    assert world.state[:2] == (50, "creator")
    assert world.account.terms
    assert world.account.terms.customer == "cus_1"
    assert world.records.owner("cus_1") == "ann"
    assert [entry.available for entry in world.ledger.entries("ann")] == [0, 50]


@pytest.mark.parametrize("generation", ["new", "old"])
def test_a_paid_invoice_sets_the_blots_to_those_of_the_plan_until_its_period_ends(
    world: BillingWorld, generation: str
) -> None:
    world.spend(20)
    life = bought(world, generation=generation)
    assert world.state == (900, "creator", timestamp(months_after(NOON, 1)))
    world.spend(100)
    life.renew()
    world.live(life, 2)
    assert world.state == (900, "creator", timestamp(months_after(NOON, 2)))
    (first, second) = [entry for entry in world.ledger.entries("ann") if entry.id.startswith("invoice#")]
    assert (first.expired, second.expired, second.granted) == (30, 800, 900)
    assert "sub_1: in_1_4 was paid" in (second.note or "")


def test_a_month_that_nobody_has_paid_for_does_not_begin(world: BillingWorld) -> None:
    bought(world)
    world.spend(300)
    world.pass_to(NOON + 40 * DAY)
    assert world.state == (600, "creator", timestamp(months_after(NOON, 1)))


def test_a_year_that_is_paid_has_twelve_months_of_blots(world: BillingWorld) -> None:
    life = bought(world, interval="yearly")
    resets = []
    for _ in range(11):
        world.spend(900)
        resets.append(world.state[2])
        world.pass_to(datetime.fromisoformat(resets[-1]))
        assert world.state[:2] == (900, "creator")
    assert resets == [timestamp(months_after(NOON, number)) for number in range(1, 12)]
    world.spend(900)
    world.pass_to(NOON + 370 * DAY)
    assert world.state == (0, "creator", timestamp(months_after(NOON, 12)))
    life.renew()
    world.live(life, 2)
    assert world.state[0] == 900


def test_the_free_plan_begins_a_month_whether_somebody_looks_or_not(world: BillingWorld) -> None:
    world.spend(50)
    world.now = months_after(NOON, 1)
    assert world.accounts.renew(60) == 1
    assert (world.account.available, world.account.period) == (50, 1)
    assert world.accounts.renew(60) == 0
    world.spend(50)
    # Months that nobody looked at are not given afterwards.
    world.now = months_after(NOON, 5) + DAY
    assert world.state == (50, "free", timestamp(months_after(NOON, 6)))
    assert world.accounts.renew(60) == 0


def test_an_account_that_is_older_than_its_facts_is_renewed_on_its_day(world: BillingWorld) -> None:
    empty = Account("ann")
    world.ledger.post(empty, grant(empty, "opening", 50), terms=Terms("free", months_after(NOON, 1)))
    world.spend(45)
    assert world.state == (5, "free", timestamp(months_after(NOON, 1)))
    life = Life("ann", NOON)
    life.buy()
    world.receive(life.events[0][1])
    assert world.state[:2] == (5, "creator")
    world.now = months_after(NOON, 1) + DAY
    assert world.state[0] == 50


@pytest.mark.parametrize("price", ["creator", "pro"])
def test_a_larger_plan_is_there_at_once_with_the_difference(world: BillingWorld, price: str) -> None:
    life = bought(world, plan="starter")
    world.spend(120)
    life.change(price)
    world.live(life, 2)
    assert world.state[:2] == (BLOTS[price] - 120, price)


def test_a_smaller_plan_waits_for_the_reset(world: BillingWorld) -> None:
    life = bought(world, plan="pro")
    life.change("starter")
    world.live(life, 2)
    assert world.state[:2] == (2800, "pro")
    life.renew()
    world.live(life, 3)
    assert world.state[:2] == (300, "starter")


def test_in_a_paid_year_a_smaller_plan_waits_for_the_month(world: BillingWorld) -> None:
    life = bought(world, plan="pro", interval="yearly")
    life.change("starter")
    world.live(life, 2)
    assert world.state[:2] == (2800, "pro")
    world.pass_to(months_after(NOON, 1))
    assert world.state[:2] == (300, "starter")


@pytest.mark.parametrize(("spent", "left"), [(0, 50), (870, 30)])
def test_three_days_after_a_failed_payment_the_account_is_free(world: BillingWorld, spent: int, left: int) -> None:
    life = bought(world)
    world.spend(spent)
    life.renew(fails=True)
    world.live(life, 2)
    failed = world.now
    world.pass_to(failed + 3 * DAY - timedelta(seconds=1))
    assert world.state[:2] == (900 - spent, "creator")
    # A second attempt that fails prolongs nothing.
    life.fail()
    world.live(life, 3)
    world.pass_to(failed + 3 * DAY)
    assert world.state[:2] == (left, "free")
    assert any("is unpaid since" in (entry.note or "") for entry in world.ledger.entries("ann"))
    world.spend(left)
    world.pass_to(failed + 40 * DAY)
    assert world.state[:2] == (50, "free")


def test_a_payment_in_time_clears_the_mark_and_a_late_one_brings_the_plan_back(world: BillingWorld) -> None:
    life = bought(world)
    for days in (2, 20):
        life.renew(fails=True)
        world.live(life, len(life.events) - 1)
        life.at += days * DAY
        world.pass_to(life.at - timedelta(seconds=1))
        assert world.state[1] == ("creator" if days < 3 else "free")
        life.pay()
        world.live(life, len(life.events) - 1)
        assert world.state[:2] == (900, "creator")
        world.pass_to(life.at + 4 * DAY)
        assert world.state[:2] == (900, "creator")


def test_what_ends_with_its_period_begins_a_free_month(world: BillingWorld) -> None:
    life = bought(world)
    world.spend(900)
    life.cancel()
    world.live(life, 2)
    assert world.state[:2] == (0, "creator")
    life.cancel(False)
    life.cancel()
    world.live(life, 3)
    world.pass_to(life.ends)
    assert world.state[:2] == (50, "free")
    life.renew()
    world.live(life, 5)
    assert world.state == (50, "free", timestamp(months_after(months_after(NOON, 1), 1)))


def test_what_ends_at_once_leaves_what_the_free_plan_gives(world: BillingWorld) -> None:
    life = bought(world)
    life.end()
    world.live(life, 2)
    assert world.state == (50, "free", timestamp(months_after(NOON, 1)))


def test_who_comes_back_has_the_new_plan_whatever_is_told_of_the_old_one(world: BillingWorld) -> None:
    old = bought(world, plan="pro")
    new = Life("ann", NOON + DAY, name="2", plan="starter")
    new.buy()
    old.at = new.at
    old.end()
    for order in ([*new.events, old.events[-1]], [old.events[-1], *new.events]):
        other = BillingWorld()
        other.live(Life("ann", NOON, events=old.events[:-1]))
        other.receive(*(text for _, text in order))
        assert other.state[:2] == (300, "starter")


# ---------------------------------------------------------------- invoices


def paid(world: BillingWorld, lines: Sequence[object], id: str = "in_x", at: datetime | None = None) -> str:
    body = invoice(id, "cus_1", "sub_1", lines, {})  # type: ignore[arg-type]
    return event(f"evt_{id}", "invoice.payment_succeeded", at or world.now, body)


def test_prorations_pay_for_a_change_and_begin_nothing(world: BillingWorld) -> None:
    life = bought(world)
    life.change("pro")
    world.live(life, 2)
    world.spend(500)
    lines = [line(price_of(plan), world.now, life.ends, prorated=True) for plan in ("creator", "pro")]
    world.receive(paid(world, lines))
    assert world.state[:2] == (2300, "pro")
    assert world.ledger.entry("ann", "invoice#in_x")


def test_of_several_lines_the_period_that_begins_counts(world: BillingWorld) -> None:
    life = bought(world)
    begins, ends = life.ends, months_after(NOON, 2)
    lines = [
        line(price_of("creator"), NOON + DAY, begins, prorated=True),
        line(price_of("pro"), NOON + DAY, begins, prorated=True),
        line("price_of_a_poster", begins, ends),
        line(price_of("pro"), begins, ends),
    ]
    world.pass_to(begins)
    world.receive(paid(world, lines))
    assert world.state == (2800, "pro", timestamp(ends))


def test_another_event_of_the_same_invoice_grants_nothing(world: BillingWorld) -> None:
    life = bought(world)
    world.spend(400)
    body = paid(world, [line(price_of("creator"), life.begins, life.ends)], id="in_1_2")
    world.receive(body, body)
    assert world.state[0] == 500
    assert len(world.records.events("ann")) == 3


def test_an_invoice_of_a_month_that_is_over_grants_nothing_and_has_its_row(world: BillingWorld) -> None:
    life = Life("ann", NOON)
    life.buy()
    life.renew()
    checkout, january, february = life.events
    world.receive(checkout[1])
    world.pass_to(february[0])
    world.receive(february[1])
    world.spend(600)
    world.receive(january[1])
    assert world.state == (300, "creator", timestamp(months_after(NOON, 2)))
    row = world.ledger.entry("ann", "invoice#in_1_2")
    assert row
    assert (row.available, row.granted, row.expired) == (0, 900, 900)
    assert "its month was over when it came" in (row.note or "")


def test_blots_held_before_a_reset_are_not_given_back_into_the_new_month(world: BillingWorld) -> None:
    jobs = FakeJobs(effects=HeldBlots(world.ledger))
    life = bought(world)

    def store(held: Hold, joined: Sequence[JoinedWrite]) -> bool:
        jobs.add(JobRecord(Job("job", "generation", "ann", hold=held), [a_page("job", 0)]), *joined)
        return True

    world.accounts.pay("ann", "job", 12, store, each=12)
    life.renew()
    world.live(life, 2)
    settle_job(jobs, "job")
    assert world.state[0] == 900
    row = world.ledger.entry("ann", "job#settle")
    assert row
    assert (row.expired, row.note) == (12, "held in a period that is over: what was not spent has expired")


# ---------------------------------------------------------------- what is refused


def unchanged(world: BillingWorld, text: str, error: type[EventRefused]) -> str:
    world.accounts.account("ann")
    before = world.ledger.account("ann"), world.ledger.entries("ann"), applied(world)
    for _ in range(2):
        with pytest.raises(error) as caught:
            world.receive(text)
    assert (world.ledger.account("ann"), world.ledger.entries("ann"), applied(world)) == before
    return caught.value.message


def applied(world: BillingWorld) -> list[str]:
    return [each.id for each in world.records.events("ann") if not each.is_refused]


def test_an_event_of_an_unknown_customer_waits_for_the_link(world: BillingWorld) -> None:
    late = paid(world, [line(price_of("creator"), NOON, months_after(NOON, 1))])
    assert "cus_1" in unchanged(world, late, UnknownPayer)
    life = Life("ann", NOON)
    life.buy()
    world.receive(life.events[0][1], late)
    assert world.state[:2] == (900, "creator")


def test_an_owner_whom_the_buyer_may_have_written_is_not_believed(world: BillingWorld) -> None:
    session = {"id": "cs_1", "object": "checkout.session", "mode": "subscription", "payment_status": "paid"}
    session |= {"customer": "cus_1", "subscription": "sub_1", "metadata": {}, "client_reference_id": "ann"}
    with pytest.raises(UnknownPayer):
        world.receive(event("evt_1", "checkout.session.completed", NOON, session))
    assert world.records.owner("cus_1") is None


@pytest.mark.parametrize("known", [True, False])
def test_a_price_that_is_not_ours_changes_nothing_until_it_is(world: BillingWorld, known: bool) -> None:
    life = bought(world) if known else Life("ann", NOON)
    lines = [line("price_new", life.ends, months_after(life.ends, 1))]
    body = invoice("in_x", "cus_1", "sub_1", lines, life.metadata)
    text = event("evt_x", "invoice.payment_succeeded", NOON, body)
    assert "price_new" in unchanged(world, text, ForeignPrice)
    change = {"id": "sub_1", "customer": "cus_1", "status": "active", "metadata": life.metadata}
    changed = event(
        "evt_y", "customer.subscription.updated", NOON, change | {"items": {"data": [{"price": "price_new"}]}}
    )
    unchanged(world, changed, ForeignPrice)
    waiting = {each.id: each.effect for each in world.records.events("ann") if each.is_refused}
    assert list(waiting) == ["evt_x", "evt_y"]
    assert "not applied: " in waiting["evt_x"]
    assert "price_new" in waiting["evt_x"]
    world.billing = Billing(
        world.ledger,
        world.records,
        world.accounts,
        PLANS,
        read_prices(f"{PRICES},creator_monthly=price_new"),
        clock=lambda: world.now,
    )
    world.pass_to(life.ends)
    world.receive(text)
    assert world.state[:2] == (900, "creator")
    assert [each.id for each in world.records.events("ann") if each.is_refused] == ["evt_y"]


def reversals() -> list[tuple[str, dict[str, object]]]:
    dispute = {"id": "dp_1", "charge": "ch_1", "reason": "fraudulent", "status": "needs_response"}
    return [
        ("charge.refunded", {"id": "ch_1", "customer": "cus_1", "amount_refunded": 2900}),
        ("charge.dispute.created", dispute),
        ("charge.dispute.closed", dispute | {"status": "lost", "charge": {"id": "ch_1", "customer": "cus_1"}}),
    ]


def test_what_is_paid_back_or_disputed_moves_nothing_and_is_told_the_operator(
    world: BillingWorld, caplog: pytest.LogCaptureFixture
) -> None:
    bought(world)
    before = world.ledger.account("ann"), world.ledger.entries("ann")
    for number, (type, thing) in enumerate(reversals()):
        assert world.billing.receive(event(f"evt_r{number}", type, world.now, thing))
    assert (world.ledger.account("ann"), world.ledger.entries("ann")) == before
    told = [record for record in caplog.records if record.message == "money was taken back"]
    assert [(each.levelname, each.__dict__["owner"]) for each in told] == [
        ("ERROR", "ann"), ("ERROR", None), ("ERROR", "ann")
    ]  # fmt: skip
    assert [each.effect for each in world.records.events("ann")][2:] == [
        "ch_1 was refunded; nothing moved",
        "ch_1 is disputed (fraudulent): dp_1 has the status lost; nothing moved",
    ]


def test_what_is_paid_back_is_told_once_and_what_others_sold_is_not(
    world: BillingWorld, caplog: pytest.LogCaptureFixture
) -> None:
    bought(world)
    type, thing = reversals()[0]
    text = event("evt_r", type, world.now, thing)
    assert [world.billing.receive(text) for _ in range(3)] == [True, False, False]
    assert world.billing.receive(event("evt_s", type, world.now, thing | {"customer": "cus_other"})) is False
    assert [record.message for record in caplog.records].count("money was taken back") == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"id": "evt_1", "type": "invoice.payment_succeeded", "created": "soon", "data": {"object": {}}}',
        event("evt_1", "invoice.payment_succeeded", NOON, {"id": "in_1"}),
        event("evt_1", "invoice.payment_failed", NOON, {"id": "in_1", "customer": "a b", "subscription": "s"}),
        event("evt_1", "customer.subscription.updated", NOON, {"id": "sub_1", "customer": {"name": "Ann Secret"}}),
        event("evt_1", "checkout.session.completed", NOON, {"mode": "subscription", "customer": "cus_1"}),
    ],
)
def test_what_cannot_be_read_is_refused_and_not_quoted(world: BillingWorld, text: str) -> None:
    assert "Ann Secret" not in unchanged(world, text, UnreadableEvent)


def test_what_says_nothing_about_an_account_is_nothing(world: BillingWorld) -> None:
    begun = {"id": "sub_1", "customer": "cus_1", "status": "incomplete", "items": {"data": []}}
    for type, thing in (
        ("customer.subscription.updated", begun),
        ("customer.created", {"id": "cus_1"}),
        ("checkout.session.completed", {"id": "cs_1", "mode": "payment"}),
        ("invoice.payment_succeeded", {"id": "in_1", "customer": "cus_1", "lines": {"data": []}}),
    ):
        assert world.billing.receive(event("evt_1", type, NOON, thing)) is False
    assert world.ledger.account("ann") == Account("ann")


def test_a_payment_under_way_gives_no_plan_yet(world: BillingWorld) -> None:
    session = {"id": "cs_1", "mode": "subscription", "customer": "cus_1", "subscription": "sub_1"}
    session |= {"client_reference_id": "ann", "metadata": Life("ann", NOON).metadata}
    kind = "checkout.session"
    world.receive(event("evt_1", f"{kind}.completed", NOON, session | {"payment_status": "unpaid"}))
    assert (world.state[:2], world.records.owner("cus_1")) == ((50, "free"), "ann")
    world.receive(event("evt_2", f"{kind}.async_payment_succeeded", NOON, session | {"payment_status": "paid"}))
    assert world.state[:2] == (50, "creator")


def test_a_smaller_plan_than_what_is_stored_refuses_new_work_and_loses_nothing(world: BillingWorld) -> None:
    life = bought(world)
    (write,) = world.ledger.joined(world.account, stored=PLANS.plan("free").storage)
    write.apply()  # type: ignore[attr-defined]
    world.accounts.pay("ann", "one", 3, lambda held, joined: True)
    life.end()
    world.live(life, 2)
    with pytest.raises(StorageFull) as caught:
        world.accounts.pay("ann", "two", 3, lambda held, joined: True)
    assert caught.value.details == {"used": PLANS.plan("free").storage, "limit": PLANS.plan("free").storage}
    assert world.account.stored == PLANS.plan("free").storage


# ---------------------------------------------------------------- any order


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A life as Stripe tells it, of any length."""
    life = Life(
        "ann",
        NOON + timedelta(minutes=draw(st.integers(0, 60 * 24 * 40))),
        plan=draw(st.sampled_from(["starter", "creator", "pro"])),
        interval=draw(st.sampled_from(["monthly", "yearly"])),
        generation=draw(st.sampled_from(["new", "old"])),
    )
    life.buy()
    for step in draw(st.lists(st.sampled_from(STEPS), max_size=8)):
        if life.is_over:
            break
        step_of(life, step, draw(st.sampled_from(["starter", "creator", "pro"])))
    return life


def heard(texts: Sequence[str], at: datetime) -> BillingWorld:
    """The world in which these events came, all at one moment."""
    world = BillingWorld()
    world.accounts.account("ann")
    world.pass_to(at)
    world.receive(*texts)
    return world


@given(lives(), st.randoms(use_true_random=False), st.integers(0, 70))
@settings(max_examples=300)
def test_in_any_order_and_repeated_they_end_as_in_order_and_once(life: Life, chance: random.Random, days: int) -> None:
    texts = [text for _, text in life.events]
    moment = life.events[-1][0] + days * DAY
    once = heard(texts, moment)
    mixed = [*texts, *chance.sample(texts, chance.randint(0, len(texts)))]
    chance.shuffle(mixed)
    other = heard(mixed, moment)
    assert other.state == once.state
    for world in (once, other):
        world.pass_to(moment + 40 * DAY)
    assert other.state == once.state


@given(lives(), st.integers(0, 70))
@settings(max_examples=300)
def test_late_they_end_as_in_time(life: Life, days: int) -> None:
    """What comes all at once, long after, ends as what came when it happened, with the schedule in between."""
    moment = life.events[-1][0] + days * DAY
    in_time = BillingWorld()
    in_time.accounts.account("ann")
    in_time.live(life)
    in_time.pass_to(moment)
    assert heard([text for _, text in life.events], moment).state == in_time.state


def test_who_changes_between_monthly_and_yearly_gets_no_new_blots_each_time(world: BillingWorld) -> None:
    life = bought(world)
    for day in range(1, 21):
        world.spend(40)
        life.at += DAY
        life.swap("creator")
        world.live(life, len(life.events) - 2)
        assert world.state == (900 - 40 * day, "creator", timestamp(months_after(life.began, 1)))
    world.pass_to(life.ends)
    life.renew()
    world.live(life, len(life.events) - 1)
    assert world.state[:2] == (900, "creator")


def test_who_pays_yearly_and_more_within_a_month_gets_the_difference_and_months_from_then(world: BillingWorld) -> None:
    life = bought(world, plan="starter")
    world.spend(100)
    life.at += 10 * DAY
    life.swap("pro")
    world.live(life, 2)
    assert world.state == (2700, "pro", timestamp(months_after(life.began, 1)))
    world.pass_to(months_after(life.began, 1))
    assert world.state == (2800, "pro", timestamp(months_after(life.began, 2)))


def test_who_pays_for_a_month_that_began_on_a_shorter_months_last_day_has_its_blots(world: BillingWorld) -> None:
    life = bought(world, plan="starter")
    world.pass_to(life.ends)
    life.renew()
    told = world.live(life, 2)
    life.at += timedelta(hours=1)
    life.enlarge("pro")
    told = world.live(life, told)
    for _ in range(12):
        assert world.state[:2] == (2800, "pro")
        world.spend(2000)
        world.pass_to(life.ends)
        life.renew()
        told = world.live(life, told)


@pytest.mark.parametrize("hours", [-3, 3])
def test_of_periods_that_begin_on_any_day_each_has_a_month_of_its_own(hours: int) -> None:
    for day in range(90):
        first = NOON + day * DAY
        known = Subscription(id="sub", first_from=first)
        for later in range(1, 63):
            begins = first + later * DAY + timedelta(hours=hours)
            numbers = [known.month_number(months_after(begins, number)) for number in range(14)]
            assert numbers == list(range(numbers[0], numbers[0] + 14)), (first, begins)


@pytest.mark.parametrize(("plan", "left"), [("pro", 1900), ("starter", 0)])
def test_a_month_that_had_not_begun_as_is_heard_later_gives_way_to_the_one_before(
    world: BillingWorld, plan: str, left: int
) -> None:
    life = bought(world, interval="yearly")
    world.spend(900)
    life.at += 10 * DAY
    life.swap(plan)
    world.pass_to(months_after(NOON, 1))
    assert world.state[0] == 900
    world.live(life, 2)
    assert world.state == (left, plan, timestamp(months_after(life.began, 1)))
    # What the other month took back counts when it begins in truth.
    world.pass_to(life.ends)
    life.renew()
    world.live(life, 4)
    assert world.state[:2] == (BLOTS[plan], plan)


@given(
    st.sampled_from(["starter", "creator", "pro"]),
    st.sampled_from(["monthly", "yearly"]),
    st.lists(st.sampled_from(["starter", "creator", "pro"]), min_size=1, max_size=3),
    st.floats(0, 1),
    st.integers(0, 27),
    st.integers(0, 40),
    st.randoms(use_true_random=False),
)
def test_changes_of_plan_and_interval_heard_long_after_end_as_in_time(
    plan: str, interval: str, swaps: list[str], part: float, day: int, days: int, chance: random.Random
) -> None:
    life = Life("ann", NOON, plan=plan, interval=interval)  # type: ignore[arg-type]
    life.buy()
    in_time, late = BillingWorld(), BillingWorld()
    for each in (in_time, late):
        each.accounts.account("ann")
        each.live(life)
        each.spend(int(each.account.available * part))
    life.at += day * DAY
    for other in swaps:
        life.at += timedelta(hours=1)
        life.swap(other)
    in_time.live(life, 2)
    moment = life.at + days * DAY
    for each in (in_time, late):
        each.pass_to(moment)
    texts = [text for _, text in life.events[2:]]
    late.receive(*chance.sample(texts, len(texts)))
    assert late.state == in_time.state


def test_an_account_that_was_stored_with_its_latest_month_alone_is_read() -> None:
    known = opened("free", NOON, 50)
    stored = json.loads(json.dumps(known.as_facts))
    stored["given"] = {source: months[-1] for source, months in stored["given"].items()}
    assert read_knowledge(stored, "free", NOON, 0) == known


# ---------------------------------------------------------------- years of events


def size(world: BillingWorld) -> int:
    """The characters of all that is known of an account."""
    assert world.account.terms
    return len(json.dumps(world.account.terms.facts))


def test_who_changes_their_mind_a_thousand_times_fills_no_item_and_keeps_the_largest_plan(world: BillingWorld) -> None:
    life = bought(world, plan="starter", interval="yearly")
    life.change("pro")
    life.change("starter")
    for number in range(1000):
        life.at += timedelta(seconds=1)
        life.cancel(number % 2 == 0)
    world.live(life, 2)
    assert world.state[:2] == (2800, "pro")
    assert size(world) < 12_000
    world.pass_to(months_after(NOON, 1))
    assert world.state[:2] == (300, "starter")


def test_a_card_that_is_declined_for_years_fills_no_item_and_the_first_time_counts() -> None:
    known = Subscription(id="sub_1")
    for number in range(1000):
        known = known.unpaid(NOON + number * DAY)
    assert (known.failures[0], known.failures[-1]) == (NOON, NOON + 999 * DAY)
    assert len(known.failures) < 50


def test_of_who_came_and_went_for_years_little_is_known_and_a_late_invoice_gives_nothing(world: BillingWorld) -> None:
    for number in range(60):
        life = bought(world, name=str(number))
        world.pass_to(life.at + 20 * DAY)
        life.at = world.now
        life.end()
        world.live(life, 2)
        world.pass_to(world.now + 20 * DAY)
    assert size(world) < 9_000
    before = world.state
    assert before[:2] == (50, "free")
    lines = [line(price_of("pro"), NOON, months_after(NOON, 1))]
    late = invoice("in_late", "cus_0", "sub_0", lines, {"owner": "ann"})
    world.receive(event("evt_late", "invoice.payment_succeeded", world.now, late))
    assert world.state == before
