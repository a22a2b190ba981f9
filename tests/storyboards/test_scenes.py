"""What is made of a language model's answer: laws that hold whatever it says."""

import itertools
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.core.errors import ModelMalformedAnswer
from inkwell.storyboards.scenes import repaired, scenes, total_seconds
from tests.support.writer import five

ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
TARGETS = st.sampled_from([15, 30, 60])


@given(st.lists(ANYTHING, min_size=5, max_size=5), TARGETS)
def test_durations_always_fit(durations: list[Any], target: int) -> None:
    found = repaired(durations, total_seconds(target))
    assert sum(found) == {15: 15, 30: 20, 60: 20}[target]
    assert all(2 <= duration <= 4 for duration in found)


@pytest.mark.parametrize("first", [2, 3, 4])
def test_nothing_nearer_fits(first: int) -> None:
    fitting = [each for each in itertools.product((2, 3, 4), repeat=5) if sum(each) == 15]
    for rest in itertools.product((2, 3, 4), repeat=4):
        given = (first, *rest)
        found = repaired(given, 15)
        assert _distance(given, found) == min(_distance(given, each) for each in fitting), given


def _distance(one: Sequence[int], other: Sequence[int]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def test_what_fits_stays() -> None:
    assert repaired([2, 3, 4, 4, 2], 15) == [2, 3, 4, 4, 2]


@given(
    st.recursive(ANYTHING, lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(), inner), max_leaves=8)
)
def test_anything_else_is_malformed(answer: Any) -> None:
    with pytest.raises(ModelMalformedAnswer):
        scenes({"scenes": answer}, 15)


def test_a_prompt_that_is_too_long_for_a_picture_is_cut() -> None:
    found = scenes(five(imagePrompt="word " * 1000), 15)
    assert all(len(scene.imagePrompt) <= 2000 for scene in found)
