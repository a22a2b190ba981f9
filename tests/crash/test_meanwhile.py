"""At points of a task something else happens first: a cancel, a deletion, the deadline, the same task once more."""

from collections.abc import Iterator

import pytest

from tests.crash.cases import CASES
from tests.crash.runs import MODES, tried
from tests.crash.world import World, world


@pytest.fixture(scope="module")
def studio() -> Iterator[World]:
    with world() as studio:
        yield studio


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "die"])
def test_what_happens_meanwhile_breaks_no_law(studio: World, mode: str) -> None:
    outcomes = [each for case in CASES.values() for each in tried(studio, case, [mode], case.every)]
    assert sum(each.reached for each in outcomes) > 3
    assert not [(each.case, str(each.point), each.broken) for each in outcomes if each.broken]
