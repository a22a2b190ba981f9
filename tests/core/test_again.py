"""Writes that meet other writes: tried again, a few times."""

from collections.abc import Callable

import pytest

from inkwell.core.again import ATTEMPTS, CONTENDED, WAITS, jittered, patiently, until_stored
from inkwell.core.errors import Conflict, NotFound, StaleRecord, Unavailable


def stored_at(number: int) -> tuple[list[int], Callable[[], str | None]]:
    """A step whose write is stored at its n-th attempt, and the list of attempts."""
    made: list[int] = []

    def step() -> str | None:
        made.append(len(made) + 1)
        return "stored" if len(made) == number else None

    return made, step


def test_the_first_attempt_that_is_stored_is_the_last() -> None:
    made, step = stored_at(3)
    assert until_stored(step, "It is changing too fast") == "stored"
    assert made == [1, 2, 3]


def test_an_empty_result_is_a_result() -> None:
    assert until_stored(lambda: [], "It is changing too fast", attempts=1) == []


def test_what_changes_too_fast_is_the_callers_to_try_again() -> None:
    made, step = stored_at(ATTEMPTS + 1)
    with pytest.raises(Unavailable, match="too fast"):
        until_stored(step, "It is changing too fast")
    assert len(made) == ATTEMPTS
    with pytest.raises(Conflict):
        until_stored(lambda: None, Conflict())


def test_a_write_that_meets_another_one_is_tried_again() -> None:
    made, step = stored_at(3)

    def meeting() -> str:
        if result := step():
            return result
        raise StaleRecord

    assert until_stored(meeting, "It is changing too fast") == "stored"
    assert made == [1, 2, 3]


def test_errors_of_an_attempt_end_it() -> None:
    made: list[int] = []

    def step() -> None:
        made.append(1)
        raise NotFound

    with pytest.raises(NotFound):
        until_stored(step, "It is changing too fast")
    assert made == [1]


def test_a_write_that_meets_another_at_this_very_moment_is_tried_again() -> None:
    faults = [StaleRecord(), StaleRecord()]

    def step() -> str:
        if faults:
            raise faults.pop()
        return "stored"

    assert until_stored(step, "It is changing too fast") == "stored"


@pytest.mark.parametrize("count", [0, 1, len(WAITS)])
def test_work_that_would_be_lost_outwaits_passing_faults(count: int) -> None:
    faults, waited = [Unavailable()] * count, list[float]()

    def step() -> str:
        if faults:
            raise faults.pop()
        return "stored"

    assert patiently(step, waited.append) == "stored"
    assert len(waited) == count
    assert all(wait / 2 <= taken <= wait * 1.5 for wait, taken in zip(WAITS, waited, strict=False))


def test_patience_ends() -> None:
    waited: list[float] = []

    def step() -> None:
        raise Unavailable

    with pytest.raises(Unavailable):
        patiently(step, waited.append)
    assert len(waited) == len(WAITS)


def test_pauses_are_made_between_attempts_and_grow() -> None:
    _, step = stored_at(4)
    slept: list[float] = []
    assert until_stored(step, "It is changing too fast", sleep=slept.append) == "stored"
    assert len(slept) == 3
    with pytest.raises(Unavailable):
        until_stored(lambda: None, "It is changing too fast", attempts=2, sleep=slept.append)
    assert len(slept) == 4, "none after the last"
    longest = [max(jittered(attempt) for _ in range(200)) for attempt in range(CONTENDED)]
    assert all(0.05 * 2**attempt * 0.9 < each < 0.05 * 2**attempt for attempt, each in enumerate(longest[:4]))
    assert max(longest) <= 0.8
