"""Rate limits: one suite for the counts in DynamoDB and for the fake, and the rules above them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.aws.rates import DynamoRates
from inkwell.core.errors import RateLimited
from inkwell.core.rates import DAY, HOUR, MINUTE, Charge, RateLimit, RateStore, Standing, Window, take, tightest
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


# ---------------------------------------------------------------- every store


def test_a_count_grows_to_the_limit_and_no_further(store: RateStore) -> None:
    assert [store.add(WINDOW, 1, 3) for _ in range(5)] == [(True, 1), (True, 2), (True, 3), (False, 3), (False, 3)]


def test_what_does_not_fit_leaves_the_count_as_it_is(store: RateStore) -> None:
    assert store.add(WINDOW, 2, 5) == (True, 2)
    assert store.add(WINDOW, 4, 5) == (False, 2)
    assert store.add(WINDOW, 3, 5) == (True, 5)


def test_more_than_a_whole_window_never_fits(store: RateStore) -> None:
    assert store.add(WINDOW, 4, 3) == (False, 0)
    assert store.add(WINDOW, 1, 0) == (False, 0)
    assert store.add(WINDOW, 3, 3) == (True, 3)


@pytest.mark.parametrize(
    "other",
    [
        Window("caller#bob", "overall", 60, 120),
        Window("caller#ann", "generation", 60, 120),
        Window("caller#ann", "overall", 120, 180),
    ],
)
def test_each_subject_limit_and_window_has_a_count_of_its_own(store: RateStore, other: Window) -> None:
    assert store.add(WINDOW, 1, 1) == (True, 1)
    assert store.add(other, 1, 1) == (True, 1)
    assert store.add(WINDOW, 1, 1) == (False, 1)


def test_an_item_is_its_subjects_and_leaves_when_its_window_ends(dynamodb: Any) -> None:
    DynamoRates(dynamodb, TABLE).add(WINDOW, 2, 5)
    (item,) = dynamodb.scan(TableName=TABLE)["Items"]
    assert item == {
        "pk": {"S": "RATE#caller#ann"},
        "sk": {"S": "overall#60"},
        "used": {"N": "2"},
        "expires_at": {"N": "120"},
    }


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
