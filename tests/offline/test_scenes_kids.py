"""Stories for children: they end when they must, keep to their hero, take up what is chosen, and remember it."""

import itertools
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.kids.arcs import ARCS
from inkwell_offline.storyteller.kids.asides import CLOSINGS, COUPLETS
from inkwell_offline.storyteller.kids.cast import TYPES
from inkwell_offline.storyteller.kids.places import HELPERS, PLACES
from inkwell_offline.storyteller.kids.plan import AGES, STYLES, plan
from inkwell_offline.storyteller.kids.steps import lines
from inkwell_offline.storyteller.kids.tokens import TOKENS
from inkwell_offline.storyteller.reading import read as read_idea
from tests.offline.reading_along import FLAWS, read, scene

GENDERS = ("girl", "boy", "neutral")
GOALS = (3, 5, 7)
WEIRD = [
    "",
    "?!… — ,,",
    "x" * 10_000,
    "word " * 2_000,
    "🐉🏰🌙",
    "قصة عن الصداقة",
    "一只猫在月亮上",
    "<b>a {hero} & “friends”</b> {0} %s \\n </script>",
    "\u202eevil\u202c \x00 tab\tand\nline",
    "Ein kleiner Drache fliegt über den Berg",
]
OPTIONS = {
    "protagonist_age": (*AGES, ""),
    "protagonist_gender": (*GENDERS, ""),
    "character_type": (*TYPES, ""),
    "writing_style": (*STYLES, ""),
    "conflict_type": (*ARCS, ""),
    "num_characters": (1, 2, 3, 4, None),
}
USUAL = {
    "protagonist_age": "young-child",
    "protagonist_gender": "girl",
    "character_type": "child",
    "num_characters": 2,
    "writing_style": "gentle",
    "conflict_type": "mystery",
}
any_options = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in OPTIONS.items()})
any_path = st.lists(st.integers(0, 3), min_size=7, max_size=7)


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from(GOALS), any_options, any_path)
def test_a_story_is_whole(seed: int, goal: int, options: dict[str, Any], path: list[int]) -> None:
    told = read(seed, goal, lambda depth: path[depth - 1], tier="kids", prompt="", **options)
    assert [each["isEnding"] for each in told] == [False] * (goal - 1) + [True]
    for each in told[:-1]:
        assert 2 <= len(set(each["choices"])) == len(each["choices"]) <= 4
        assert all(choice.strip() for choice in each["choices"])
    assert told[-1]["choices"] == []
    assert len({each["text"] for each in told}) == len({each["title"] for each in told}) == goal
    hero = told[0]["imagePrompt"].split(", ")[0]
    look = re.match(
        rf"{hero}, an? (?:[\w-]+ )*\w+(?: with [\w ,]+?)?, (?=\w+ing\b|curious|surprised)", told[0]["imagePrompt"]
    )
    assert look, told[0]["imagePrompt"]
    for each in told:
        assert each["imagePrompt"].startswith(look[0]), each["imagePrompt"]
        assert 30 <= len(each["imagePrompt"].split()) <= 75, each["imagePrompt"]
        assert not FLAWS.search(f"{each['title']} | {each['text']} | {each['imagePrompt']}"), each
    assert hero in told[0]["text"]


def test_texts_are_as_long_as_a_reader_of_that_age_likes() -> None:
    for age, (least, most) in AGES.items():
        for style, conflict, goal, seed in itertools.product(STYLES, ARCS, GOALS, range(2)):
            told = read(
                seed, goal, tier="kids", prompt="", protagonist_age=age, writing_style=style, conflict_type=conflict
            )
            for each in told:
                assert least <= len(each["text"].split()) <= most + 5, (age, style, conflict, each)


def test_another_choice_leads_to_another_scene() -> None:
    for conflict, style, goal in itertools.product(ARCS, ("funny", "rhyming"), GOALS):
        options = {"tier": "kids", "prompt": "a fox", "conflict_type": conflict, "writing_style": style}
        for branching in range(1, goal):
            ways = [
                read(1, goal, lambda depth, at=at, b=branching: at if depth == b else 0, **options)[branching]
                for at in range(3)
            ]
            assert len({way["text"] for way in ways}) == len({way["imagePrompt"] for way in ways}) == 3


def test_a_scene_belongs_to_its_choice() -> None:
    told = scene(1, tier="kids", prompt="a fox in the forest", depth=1, remaining=5, conflict_type="lost-and-found")
    for choice in told["choices"]:
        after = [
            scene(1, tier="kids", prompt="a fox in the forest", depth=2, remaining=4, conflict_type="lost-and-found",
                  choice=spelled, story=[{**told, "choice": spelled}])
            for spelled in (choice, f"  {choice.upper()}. ")
        ]  # fmt: skip
        assert after[0] == after[1]


def test_an_ending_remembers() -> None:
    found = recalled = 0
    for seed, conflict in itertools.product(range(12), ARCS):
        told = read(seed, 5, lambda depth, s=seed: s + depth, tier="kids", prompt="", conflict_type=conflict,
                    writing_style="gentle", protagonist_age="older-child")  # fmt: skip
        made = plan(read_idea(""), Dice(seed, "scene/"), {"conflict_type": conflict})
        first = next(step for step in made.arc.steps if step.title == told[1]["title"].replace("\n", " "))
        # The part of the recollection that has no slots.
        fixed = max(re.split(r"\{\w+\}", first.recall[0]), key=len)
        recalled += fixed in told[-1]["text"]
        middle = " ".join(each["text"] for each in told[1:-1])
        at = {middle.find(token.called): token for token in TOKENS.values() if token.called in middle}
        if at:
            found += 1
            assert at[min(at)].called.split(" ", 1)[1] in told[-1]["text"], (seed, conflict, told[-1])
    assert recalled == 12 * len(ARCS)
    assert found > 20


def test_stories_differ_by_seed_and_by_every_option() -> None:
    def text(seed: int = 1, **options: Any) -> str:
        told = read(seed, 3, tier="kids", prompt="", **USUAL | options)
        return " ".join(each["text"] + each["imagePrompt"] for each in told)

    assert len({text(seed) for seed in range(20)}) == 20
    for name, values in OPTIONS.items():
        known = [value for value in values if value]
        assert len({text(**{name: value}) for value in known}) == len(known), name
    assert text() == text()


#: A prompt, what the text says of it, and what the picture shows.
IDEAS: list[tuple[str, list[str], list[str]]] = [
    (
        "Bella explores a magical forest with mushrooms and fairies",
        ["Bella", "magical forest"],
        ["bella, a", "fairy", "mushrooms"],
    ),
    ("Pip the fox finds a lantern", ["Pip", "lantern"], ["pip, a", "fox", "forest"]),
    ("a shy robot named Bolt who wants to dance", ["Bolt", "dance"], ["bolt, a", "robot"]),
    ("a mermaid and an octopus", [], ["mermaid", "octopus", "underwater"]),
    ("Two brothers build a rocket and fly to the moon", ["brother", "build a rocket"], ["boy", "moon", "rocket"]),
    ("Grandma and I in the kitchen", ["Grandma"], ["grandma, a", "kitchen"]),
    ("🐉🏰", [], ["dragon", "castle"]),
    ("Un gato perdido en la ciudad", [], ["cat", "city"]),
    ("a platypus learns to cook in a tiny kitchen", ["platypus", "cook", "tiny kitchen"], ["platypus", "kitchen"]),
]


@pytest.mark.parametrize(("prompt", "said", "seen"), IDEAS)
def test_the_idea_of_the_prompt_is_kept(prompt: str, said: list[str], seen: list[str]) -> None:
    for seed in range(5):
        told = read(seed, 5, tier="kids", prompt=prompt, protagonist_age="older-child", writing_style="gentle")
        text = " ".join(each["text"] for each in told)
        assert all(word in text for word in said), text
        picture = told[0]["imagePrompt"]
        assert all(word in picture.lower() for word in seen), picture


def test_what_is_not_understood_is_quoted_once() -> None:
    for style in STYLES:
        told = read(3, 5, tier="kids", prompt="قصة عن الصداقة", writing_style=style)
        assert " ".join(each["text"] for each in told).count("قصة عن الصداقة") == 1
        assert not any("قصة" in each["imagePrompt"] for each in told)


@pytest.mark.parametrize("prompt", WEIRD)
def test_no_prompt_breaks_a_story(prompt: str) -> None:
    for style, seed in itertools.product(STYLES, range(3)):
        told = read(seed, 3, tier="kids", prompt=prompt, writing_style=style, character_type=TYPES[seed])
        assert [each["isEnding"] for each in told] == [False, False, True]
        assert all(len(each["text"].split()) < 100 for each in told)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60), st.integers(-2, 9), st.integers(-2, 9), st.integers())
def test_no_hints_whatever_break_a_scene(prompt: str, choice: str, depth: int, remaining: int, seed: int) -> None:
    made = scene(
        seed, tier="kids", prompt=prompt, choice=choice, depth=depth, remaining=remaining, story=[{"choice": choice}, 5]
    )
    assert made["isEnding"] == (remaining <= 1 and depth > 1)
    assert len(made["choices"]) == (0 if made["isEnding"] else 3)


def test_a_choice_of_the_readers_own_is_told() -> None:
    made = scene(
        1, tier="kids", prompt="a fox", depth=2, remaining=4, choice="Bake a {cake} at once!", story=[{"choice": "?"}]
    )
    assert "“Bake a {cake} at once!”" in made["text"]


def test_every_couplet_has_two_rhyming_halves() -> None:
    couplets = [line.text for line in lines(COUPLETS, "odpgfar")] + list(CLOSINGS["verse"])
    couplets += [token.verse for token in TOKENS.values()]
    for arc in ARCS.values():
        for step in (*arc.openings, *arc.steps, *arc.turns, *arc.finals):
            own = [line.text for line in lines(step.verse, "odpsgfari")]
            assert len(own) == 3, step.title
            couplets += own + [step.recall[1]] * bool(step.recall[1])
    assert len(couplets) > 250
    for couplet in couplets:
        first, second = couplet.split(" / ")
        ends = [re.sub(r"[^a-z{}' ]", "", half.lower()).split()[-1] for half in (first, second)]
        assert not any("{" in end for end in ends), couplet
        assert ends[0] != ends[1], couplet


def test_every_step_is_complete() -> None:
    for name, arc in ARCS.items():
        steps = (*arc.steps, *arc.turns, *arc.finals)
        assert len(arc.openings) >= 2, name
        assert len(arc.steps) >= 7, name
        assert min(len(arc.turns), len(arc.finals)) >= 3, name
        assert len({step.choice for step in steps}) == len({step.title for step in steps}) == len(steps), name
        assert all(step.recall[0] and step.recall[1] for step in (*arc.steps, *arc.turns)), name
    for place in PLACES.values():
        assert {*place.beings, *place.tiny} <= HELPERS.keys(), place.called
