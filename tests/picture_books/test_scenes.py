"""Scenes: what is asked of a text model, what becomes of its draft, and the pictures that are drawn."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.core.errors import ModelMalformedAnswer
from inkwell.core.jobs import Job
from inkwell.core.safety import AUDIENCES, blocked_phrase, softened
from inkwell.picture_books.data import Read, SceneData, Story
from inkwell.picture_books.options import GOALS, OPTIONS, chosen
from inkwell.picture_books.scenes import EXTRAS, pictures, scene_of, text_request
from inkwell.picture_books.tiers import TIERS
from tests.support.writer import scene


def story(tier: str = "kids", goal: int = 5, **options: Any) -> Story:
    """A story."""
    return Story("s1", tier, "a fox", options, goal, 7, "The fox", "2026-01-01T00:00:00.000Z")


def way(length: int) -> list[Read]:
    """Scenes that were read, each with its choice."""
    return [
        Read(f"s{each}", f"Title {each}", f"Text {each}", f"Seen {each}", f"Choice {each}") for each in range(length)
    ]


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("goal", GOALS.values())
def test_each_story_ends_at_its_goal_and_never_before_it_is_prepared(tier: str, goal: int) -> None:
    for depth in range(goal):
        remaining = goal - depth
        made = scene_of(scene(), story(tier, goal), way(depth))
        assert made.is_ending == (remaining <= 1)
        assert bool(made.choices) != made.is_ending
        if remaining > 2 or depth == 0:
            with pytest.raises(ModelMalformedAnswer):
                scene_of(scene(isEnding=True, choices=[]), story(tier, goal), way(depth))
        else:
            assert scene_of(scene(isEnding=True, choices=[]), story(tier, goal), way(depth)).is_ending


def test_the_model_hears_how_far_the_story_is() -> None:
    said = [text_request(story(goal=5), way(depth)).prompt.rpartition("\n\n")[2] for depth in range(5)]
    assert said[0].startswith("Now tell the first scene. 4 more follow it.")
    assert said[2].startswith("Now tell the next scene. 2 more follow it.")
    assert "prepares the end" in said[3]
    assert "the last scene" in said[4]
    hints = text_request(story(goal=5, num_characters="2"), way(2)).hints
    assert (hints["depth"], hints["remaining"], hints["choice"], hints["num_characters"]) == (3, 3, "Choice 1", 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"text": None},
        {"imagePrompt": ""},
        {"choices": []},
        {"choices": ["only one"]},
        {"choices": ["the same", "the same "]},
        {"choices": "Go left"},
        {"choices": ["a", 5]},
    ],
)
def test_what_is_no_scene(changes: dict[str, Any]) -> None:
    with pytest.raises(ModelMalformedAnswer):
        scene_of(scene(**changes), story(), [])


def test_more_choices_than_four_are_left_out() -> None:
    assert scene_of(scene(choices=list("abcdef")), story(), []).choices == list("abcd")


@pytest.mark.parametrize(("age", "count"), [("toddler", 3), ("young-child", 3), ("older-child", 1), ("", 1)])
def test_small_children_see_more(age: str, count: int) -> None:
    made = scene_of(scene(), story(protagonist_age=age), [])
    drawn = pictures("s1", made, None)
    assert [picture.key for picture in drawn] == ["main", "extra_0", "extra_1"][:count]
    assert [picture.brief.role for picture in drawn] == ["quality", "fast", "fast"][:count]
    for extra, picture in zip(EXTRAS, drawn[1:], strict=False):
        assert extra.suffix in picture.brief.prompt
        assert made.image_prompt in picture.brief.prompt


def test_the_visitors_pictures_come_before_the_last_scene() -> None:
    made = scene_of(scene(), story(), [])
    kept = Story("s1", "kids", "a fox", {}, 5, 7, "", "", ("a", "b", "c"))
    assert _references(made, None) == ()
    assert _references(made, "picture:s0/main") == ("picture:s0/main",)
    with_three = SceneData(kept, 0, "t", "t", "p", False)
    assert _references(with_three, "picture:s0/main") == ("a", "b", "c")


def _references(made: SceneData, last: str | None) -> Sequence[str]:
    return pictures("s1", made, last)[0].brief.references


def test_a_scene_is_stored_and_read_again() -> None:
    made = scene_of(scene(), story(art_style="comic"), way(2))
    assert SceneData.of(Job("s1", "scene", "visitor:x", data=made.as_data())) == made


@pytest.mark.parametrize("tier", TIERS)
def test_a_tier_takes_its_own_options_only(tier: str) -> None:
    given_options = {name: next(iter(option.values)) for name, option in OPTIONS.items()}
    assert set(chosen(tier, given_options)) == {name for name, option in OPTIONS.items() if tier in option.tiers}
    assert chosen(tier, dict.fromkeys(OPTIONS, "")) == {}


WORDS = ("a fox", "murder", "naked", "machine gun", "kills", "the sea", "war", "warm", "blood", "porn", "and", "a gun")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.sampled_from(sorted(AUDIENCES)))
def test_a_softened_text_is_never_blocked(words: list[str], audience: str) -> None:
    text = " ".join(words)
    soft = softened(text, audience=audience)
    assert blocked_phrase(soft, AUDIENCES[audience]) is None
    if blocked_phrase(text, AUDIENCES[audience]) is None:
        assert soft == text
    elif "the sea" in words:
        assert "the sea" in soft


@given(st.text(max_size=60))
def test_any_text_can_be_softened(text: str) -> None:
    assert blocked_phrase(softened(text, audience="children"), "strict") is None
