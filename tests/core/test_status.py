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


@pytest.mark.parametrize(("status", "event"), list(itertools.product(Status, Event)))
def test_every_cell(status: Status, event: Event) -> None:
    expected = ALLOWED.get((status.value, event.value))
    if expected is None:
        with pytest.raises(IllegalTransitionError, match=f"{event.value} cannot happen to one that is {status.value}"):
            after(status, event)
    else:
        assert after(status, event) == expected


def test_every_status_has_its_row() -> None:
    assert set(TRANSITIONS) == set(Status)


@pytest.mark.parametrize("event", list(Event))
def test_every_event_has_one_target(event: Event) -> None:
    assert {after(status, event) for status in sources(event)} == {target(event)}


@pytest.mark.parametrize(("status", "event"), list(itertools.product(Status, Event)))
def test_sources_and_after_agree(status: Status, event: Event) -> None:
    assert (status in sources(event)) == (event in TRANSITIONS[status])


def test_open_and_final_share_out_all_statuses() -> None:
    assert {Status.QUEUED, Status.RUNNING} == OPEN
    assert frozenset(Status) == OPEN | FINAL
    assert not OPEN & FINAL


@pytest.mark.parametrize("status", sorted(FINAL))
def test_a_final_status_is_left_by_retry_only(status: Status) -> None:
    assert set(TRANSITIONS[status]) <= {Event.RETRY}


def test_there_is_no_way_back_from_cancelled() -> None:
    assert TRANSITIONS[Status.CANCELLED] == {}


@pytest.mark.parametrize("status", sorted(OPEN))
def test_an_open_one_is_never_retried(status: Status) -> None:
    assert Event.RETRY not in TRANSITIONS[status]


def test_every_status_can_be_reached_and_every_open_one_can_end() -> None:
    reached, frontier = set(), {Status.QUEUED}
    while frontier:
        reached |= frontier
        frontier = {follower for status in frontier for follower in TRANSITIONS[status].values()} - reached
    assert reached == set(Status)
    assert all(FINAL & set(TRANSITIONS[status].values()) for status in OPEN)
