"""The status machine: the whole table, cell by cell, and the laws behind it."""

import itertools

import pytest

from inkwell.core.status import FINAL, OPEN, TRANSITIONS, Event, IllegalTransitionError, Status, after, sources, target

ALLOWED = {
    ("queued", "start"): "running",
    ("queued", "succeed"): "succeeded",
    ("queued", "fail"): "failed",
    ("queued", "cancel"): "cancelled",
    ("running", "start"): "running",
    ("running", "succeed"): "succeeded",
    ("running", "fail"): "failed",
    ("running", "cancel"): "cancelled",
    ("running", "reject"): "queued",
    ("succeeded", "retry"): "queued",
    ("failed", "retry"): "queued",
}


def test_every_cell() -> None:
    for status, event in itertools.product(Status, Event):
        expected = ALLOWED.get((status.value, event.value))
        assert (status in sources(event)) == (expected is not None), (status, event)
        if expected is None:
            with pytest.raises(
                IllegalTransitionError, match=f"{event.value} cannot happen to one that is {status.value}"
            ):
                after(status, event)
        else:
            assert after(status, event) == target(event) == expected, (status, event)


def test_open_and_final_share_out_all_statuses() -> None:
    assert {Status.QUEUED, Status.RUNNING} == OPEN
    assert set(TRANSITIONS) == set(Status) == OPEN | FINAL
    assert not OPEN & FINAL


def test_a_final_status_is_left_by_retry_only_and_an_open_one_never_is() -> None:
    assert all(set(TRANSITIONS[status]) <= {Event.RETRY} for status in FINAL)
    assert all(Event.RETRY not in TRANSITIONS[status] for status in OPEN)
    assert TRANSITIONS[Status.CANCELLED] == {}


def test_every_status_can_be_reached_and_every_open_one_can_end() -> None:
    reached, frontier = set(), {Status.QUEUED}
    while frontier:
        reached |= frontier
        frontier = {follower for status in frontier for follower in TRANSITIONS[status].values()} - reached
    assert reached == set(Status)
    assert all(FINAL & set(TRANSITIONS[status].values()) for status in OPEN)
