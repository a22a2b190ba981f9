"""The rules of pace: laws that hold whatever comes, and the circuit step by step."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.providers.limits import (
    CircuitOpen,
    LimiterState,
    Limits,
    Permit,
    Throttled,
    enter,
    failed,
    slowed,
    succeeded,
)

LIMITS = st.builds(
    Limits,
    interval=st.integers(1, 5_000),
    burst=st.integers(1, 10),
    longest_wait=st.integers(0, 30_000),
)
GAPS = st.lists(st.integers(0, 3_000), min_size=1, max_size=80)


def starts(limits: Limits, gaps: list[int], begin: int = 1_000_000) -> tuple[list[int], LimiterState]:
    """When calls start that come with these gaps between them; refused ones are left out."""
    now, state, started = begin, LimiterState(), []
    for gap in gaps:
        now += gap
        decision = enter(state, limits, now)
        if isinstance(decision, Permit):
            state = decision.state
            started.append(now + decision.wait)
    return started, state


@given(LIMITS, GAPS)
def test_no_span_of_time_sees_more_calls_than_the_bucket_holds(limits: Limits, gaps: list[int]) -> None:
    started, _ = starts(limits, gaps)
    for index, first in enumerate(started):
        for later, last in enumerate(started[index:], start=1):
            assert later <= limits.burst + (last - first) / limits.interval + 1


@given(LIMITS, GAPS)
def test_calls_start_in_the_order_in_which_they_came(limits: Limits, gaps: list[int]) -> None:
    started, _ = starts(limits, gaps)
    assert started == sorted(started)


@given(LIMITS, GAPS)
def test_nobody_waits_longer_than_allowed(limits: Limits, gaps: list[int]) -> None:
    now, state = 1_000_000, LimiterState()
    for gap in gaps:
        now += gap
        decision = enter(state, limits, now)
        if isinstance(decision, Permit):
            assert 0 <= decision.wait <= limits.longest_wait
            state = decision.state


@given(LIMITS, GAPS)
def test_whoever_is_refused_gets_in_after_the_wait_that_was_named(limits: Limits, gaps: list[int]) -> None:
    now, state = 1_000_000, LimiterState()
    for gap in gaps:
        now += gap
        decision = enter(state, limits, now)
        if isinstance(decision, Throttled):
            assert decision.retry_after > 0
            later = enter(state, limits, now + decision.retry_after)
            assert isinstance(later, Permit)
            assert later.wait <= limits.longest_wait
        else:
            assert isinstance(decision, Permit)
            state = decision.state


@given(LIMITS)
def test_a_rested_bucket_lets_a_burst_in_at_once(limits: Limits) -> None:
    started, _ = starts(limits, [0] * limits.burst)
    assert started == [1_000_000] * limits.burst


@given(LIMITS, st.integers(0, 60_000))
def test_a_pause_holds_for_everybody(limits: Limits, pause: int) -> None:
    now = 1_000_000
    limits = replace(limits, longest_wait=120_000)
    decision = enter(slowed(LimiterState(), limits, now, pause), limits, now)
    assert isinstance(decision, Permit)
    assert decision.wait >= pause


@given(LIMITS, st.integers(0, 60_000), st.integers(0, 60_000))
def test_a_pause_never_shortens_another(limits: Limits, one: int, other: int) -> None:
    both = slowed(slowed(LimiterState(), limits, 0, one), limits, 0, other)
    assert both == slowed(LimiterState(), limits, 0, max(one, other))


L = Limits(interval=100, burst=1, faults=3, window=1_000, cooldown=5_000, probe=2_000)


def after_faults(count: int, now: int = 10_000) -> LimiterState:
    state = LimiterState()
    for _ in range(count):
        state = failed(state, L, now, probed=False)
    return state


def test_faults_in_a_row_open_the_circuit() -> None:
    assert isinstance(enter(after_faults(2), L, 10_000), Permit)
    assert enter(after_faults(3), L, 10_000) == CircuitOpen(5_000)


def test_a_success_between_starts_the_count_anew() -> None:
    state = failed(succeeded(after_faults(2)), L, 10_000, probed=False)
    assert (state.faults, state.open_until) == (1, 0)


@pytest.mark.parametrize(("gap", "faults"), [(1_000, 3), (1_001, 1)])
def test_an_old_fault_does_not_count(gap: int, faults: int) -> None:
    assert failed(after_faults(2), L, 10_000 + gap, probed=False).faults == faults


def test_one_caller_alone_tries_a_cooled_down_circuit() -> None:
    state = after_faults(3)
    first = enter(state, L, 15_000)
    assert isinstance(first, Permit)
    assert first.probes
    assert enter(first.state, L, 15_000) == CircuitOpen(2_000)


def test_a_good_try_closes_it() -> None:
    first = enter(after_faults(3), L, 15_000)
    assert isinstance(first, Permit)
    second = enter(succeeded(first.state), L, 15_200)
    assert isinstance(second, Permit)
    assert not second.probes


def test_a_bad_try_opens_it_again() -> None:
    first = enter(after_faults(3), L, 15_000)
    assert isinstance(first, Permit)
    assert enter(failed(first.state, L, 16_000, probed=True), L, 16_000) == CircuitOpen(5_000)


def test_a_try_that_died_makes_room_for_another() -> None:
    first = enter(after_faults(3), L, 15_000)
    assert isinstance(first, Permit)
    second = enter(first.state, L, 17_000)
    assert isinstance(second, Permit)
    assert second.probes


def test_faults_of_calls_that_began_before_it_opened_change_nothing() -> None:
    state = after_faults(3)
    assert failed(state, L, 12_000, probed=False) == state


@given(st.lists(st.sampled_from(["ok", "fault"]), max_size=200))
def test_it_opens_exactly_when_that_many_fail_in_a_row(outcomes: list[str]) -> None:
    state, row = LimiterState(), 0
    for outcome in outcomes:
        state = succeeded(state) if outcome == "ok" else failed(state, L, 10_000, probed=False)
        row = 0 if outcome == "ok" else row + 1
        assert bool(state.open_until) == (row >= L.faults)
