"""Rate limits: one suite for the counts in DynamoDB and for the fake, and the rules above them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.aws.rates import DynamoRates
from inkwell.core.errors import RateLimited
from inkwell.core.rates import (
    DAY,
    HOUR,
    MINUTE,
    Addition,
    Charge,
    RateLimit,
    RateStore,
    Standing,
    Window,
    take,
    tightest,
)
from tests.fakes import FakeRates
from tests.support.aws import TABLE

OVERALL = RateLimit("overall", 100, MINUTE)
GENERATION = RateLimit("generation", 5, MINUTE)
NOON = 1_764_331_200.0
WINDOW = Window("caller#ann", "overall", 60, 120)


@pytest.fixture(params=["fake", "dynamodb"])
def store(request: pytest.FixtureRequest) -> RateStore:
    if request.param == "fake":
        return FakeRates()
    return DynamoRates(request.getfixturevalue("dynamodb"), TABLE)


def add(store: RateStore, window: Window, count: int, most: int) -> tuple[bool, int]:
    added, (used,) = store.add([Addition(window, count, most)])
    return added, used


# ---------------------------------------------------------------- every store


def test_a_count_grows_to_the_limit_and_no_further(store: RateStore) -> None:
    assert [add(store, WINDOW, 1, 3) for _ in range(5)] == [(True, 1), (True, 2), (True, 3), (False, 3), (False, 3)]


def test_what_does_not_fit_leaves_the_count_as_it_is(store: RateStore) -> None:
    assert add(store, WINDOW, 2, 5) == (True, 2)
    assert add(store, WINDOW, 4, 5) == (False, 2)
    assert add(store, WINDOW, 3, 5) == (True, 5)


def test_more_than_a_whole_window_never_fits(store: RateStore) -> None:
    assert add(store, WINDOW, 4, 3) == (False, 0)
    assert add(store, WINDOW, 1, 0) == (False, 0)
    assert add(store, WINDOW, 3, 3) == (True, 3)


@pytest.mark.parametrize(
    "other",
    [
        Window("caller#bob", "overall", 60, 120),
        Window("caller#ann", "generation", 60, 120),
        Window("caller#ann", "overall", 120, 180),
    ],
)
def test_each_subject_limit_and_window_has_a_count_of_its_own(store: RateStore, other: Window) -> None:
    assert add(store, WINDOW, 1, 1) == (True, 1)
    assert add(store, other, 1, 1) == (True, 1)
    assert add(store, WINDOW, 1, 1) == (False, 1)


def test_several_counts_are_raised_together_or_not_at_all(store: RateStore) -> None:
    minute, hour = Window("caller#ann", "books.all", 7260, 7320), Window("caller#ann", "books.heroes", 7200, 10800)
    both = [Addition(minute, 1, 3), Addition(hour, 1, 2)]
    assert [store.add(both) for _ in range(2)] == [(True, [1, 1]), (True, [2, 2])]
    assert store.add(both) == (False, [2, 2])
    assert store.add(both[:1]) == (True, [3])
    later = [Addition(Window("caller#ann", "books.all", 7320, 7380), 1, 3), Addition(hour, 1, 3)]
    assert store.add(later) == (True, [1, 3])


def test_an_item_holds_an_hour_of_its_subject_and_leaves_after_it(dynamodb: Any) -> None:
    add(DynamoRates(dynamodb, TABLE), Window("caller#ann", "books.overall", 7260, 7320), 2, 5)
    (item,) = dynamodb.scan(TableName=TABLE)["Items"]
    assert item == {
        "pk": {"S": "RATE#caller#ann"},
        "sk": {"S": "books#7200"},
        "overall@60": {"N": "2"},
        "expires_at": {"N": "14400"},
    }


@given(st.integers(0, 10**10), st.sampled_from([1, MINUTE, 7 * MINUTE, HOUR, 5 * HOUR, DAY, 7 * DAY]))
def test_a_count_is_kept_at_least_until_its_window_ends(at: int, length: int) -> None:
    begin = at // length * length
    window = Window("all", "limit", begin, begin + length)
    block = window.block
    assert block.begins_at <= window.begins_at < block.begins_at + block.length
    assert window.ends_at <= block.begins_at + 2 * block.length


# ---------------------------------------------------------------- the rules


def taken(store: FakeRates, *limits: RateLimit, at: float = NOON, count: int = 1) -> Standing | None:
    return take(store, [Charge(limit, "caller#ann", count) for limit in limits], at)


def test_the_tightest_is_told() -> None:
    store = FakeRates()
    assert taken(store, OVERALL, GENERATION) == Standing(GENERATION, 4, int(NOON) + 60)
    for _ in range(97):
        taken(store, OVERALL)
    assert taken(store, OVERALL, GENERATION) == Standing(OVERALL, 1, int(NOON) + 60)


def test_of_equals_the_one_that_is_renewed_last_is_told() -> None:
    minute, hour = Standing(GENERATION, 1, 60), Standing(OVERALL, 1, 3600)
    assert tightest([minute, hour]) == tightest([hour, minute]) == hour
    assert tightest([]) is None


def test_a_refusal_says_which_limit_and_for_how_long() -> None:
    store = FakeRates()
    for _ in range(5):
        taken(store, GENERATION)
    with pytest.raises(RateLimited) as caught:
        taken(store, OVERALL, GENERATION, at=NOON + 12.3)
    assert caught.value.retry_after == 48
    assert caught.value.standing == Standing(GENERATION, 0, int(NOON) + 60)
    assert taken(store, GENERATION, at=NOON + 60.0) == Standing(GENERATION, 4, int(NOON) + 120)


def test_who_is_refused_has_at_least_a_second_to_wait() -> None:
    with pytest.raises(RateLimited) as caught:
        taken(FakeRates(), GENERATION, at=NOON + 59.999, count=6)
    assert caught.value.retry_after == 1


def test_a_request_that_a_narrow_limit_refuses_costs_nothing_of_wider_ones() -> None:
    store = FakeRates()
    family = RateLimit("pictures", 1000, DAY, per="all")
    stories, addresses = RateLimit("stories", 1, DAY), RateLimit("addresses", 30, DAY, per="address")
    charges = [Charge(family, "all", 3), Charge(addresses, "address#203.0.113.7"), Charge(stories, "caller#ann")]
    take(store, charges, NOON)
    before = dict(store.counts)
    with pytest.raises(RateLimited):
        take(store, charges, NOON)
    assert store.counts == before
    assert store.asked[-1].name == "stories"


def test_limits_of_a_group_and_a_caller_take_one_call_and_refuse_together() -> None:
    store = FakeRates()
    overall, heroes = RateLimit("books.overall", 100, MINUTE), RateLimit("books.heroes", 2, HOUR)
    assert taken(store, overall, heroes) == Standing(heroes, 1, int(NOON) + HOUR)
    assert taken(store, overall) == Standing(overall, 98, int(NOON) + MINUTE)
    taken(store, heroes, overall)
    assert store.calls == 3
    with pytest.raises(RateLimited) as caught:
        taken(store, overall, heroes)
    assert caught.value.standing == Standing(heroes, 0, int(NOON) + HOUR)
    assert taken(store, overall) == Standing(overall, 96, int(NOON) + MINUTE), "a refusal takes nothing"


def test_of_several_limits_that_refuse_the_longest_is_told() -> None:
    store = FakeRates()
    minute, hour = RateLimit("books.overall", 1, MINUTE), RateLimit("books.heroes", 1, HOUR)
    taken(store, minute, hour)
    with pytest.raises(RateLimited) as caught:
        taken(store, minute, hour, at=NOON + 1)
    assert (caught.value.standing, caught.value.retry_after) == (Standing(hour, 0, int(NOON) + HOUR), HOUR - 1)


def test_what_costs_nothing_is_not_asked_for() -> None:
    store = FakeRates()
    assert take(store, [Charge(OVERALL, "all", 0)], NOON) is None
    assert store.asked == []


def test_days_begin_at_midnight() -> None:
    standing = taken(FakeRates(), RateLimit("stories", 10, DAY))
    assert standing
    assert standing.resets_at % DAY == 0


@given(st.floats(0, 1e10), st.sampled_from([MINUTE, HOUR, DAY]), st.integers(1, 5))
def test_a_window_holds_the_moment_that_it_counts(at: float, length: int, units: int) -> None:
    store = FakeRates()
    limit = RateLimit("limit", 5, length)
    standing = taken(store, limit, at=at, count=units)
    assert standing
    assert standing.remaining == 5 - units
    assert 0 < standing.resets_at - at <= length
    (window,) = store.counts
    assert window.begins_at <= at < window.ends_at
