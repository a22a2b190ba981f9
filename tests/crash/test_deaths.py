"""Functions die before and after every call, and everything still comes to its end: the laws are in `laws.py`."""

from collections.abc import Iterator

import pytest

from tests.crash.cases import CASES
from tests.crash.runs import tried
from tests.crash.world import World, world


@pytest.fixture(scope="module")
def studio() -> Iterator[World]:
    with world() as studio:
        yield studio


@pytest.mark.parametrize("name", CASES)
def test_a_death_costs_nothing_twice_and_leaves_nothing_behind(studio: World, name: str) -> None:
    outcomes = tried(studio, CASES[name], ["die"], CASES[name].every)
    assert len(outcomes) >= 10
    assert not [(str(each.point), each.broken) for each in outcomes if each.broken]
