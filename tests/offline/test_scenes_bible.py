"""Retold passages: the right one, in order, with its verses to the letter; choices are feelings and change nothing."""

import itertools
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkwell.api.app import Api
from inkwell.core.asking import ask
from inkwell.core.errors import SubjectUnknown
from inkwell.picture_books.data import Story
from inkwell.picture_books.envelope import BOOK_JSON_ERRORS
from inkwell.picture_books.scenes import text_request
from inkwell.providers.registry import PASSED_ON
from inkwell_offline.storyteller import Storyteller
from inkwell_offline.storyteller.bible.beats import Passage
from inkwell_offline.storyteller.bible.feelings import FEELINGS
from inkwell_offline.storyteller.bible.passages import PASSAGES
from inkwell_offline.storyteller.bible.telling import moments
from tests.offline.reading_along import FLAWS, read, scene
from tests.support.gateway import call

GOALS = (3, 5, 7)
#: The verses from which the passages quote, whole, of the King James Version.
VERSES: dict[str, str] = json.loads((Path(__file__).parent / "king_james_verses.json").read_text())


def test_every_quotation_is_in_its_verse_to_the_letter() -> None:
    beats = [beat for passage in PASSAGES for beat in passage.beats]
    assert len(beats) > 200
    for beat in beats:
        assert beat.quotation in VERSES[beat.reference], beat.reference


def test_every_passage_is_complete() -> None:
    assert len(PASSAGES) >= 24
    for passage in PASSAGES:
        assert len(passage.beats) == 7, passage.title
        assert len({beat.title for beat in passage.beats}) == len({beat.told for beat in passage.beats}) == 7
        assert all(beat.short for beat in passage.beats[1:-1]), passage.title
        for beat in passage.beats:
            assert beat.reference.split(":")[0] in passage.chapters, beat.reference
            assert set(beat.feelings) <= FEELINGS.keys(), beat.title
            assert beat.feelings[0] != beat.feelings[1], beat.title


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.title)
def test_a_passage_is_retold_in_order(passage: Passage) -> None:
    for goal, seed in itertools.product(GOALS, range(3)):
        told = read(seed, goal, lambda depth, s=seed: depth + s, tier="bible", prompt=passage.title)
        places = [next(at for at, beat in enumerate(passage.beats) if beat.told in each["text"]) for each in told]
        assert places == sorted(set(places)), (goal, places)
        assert len(places) == goal
        assert (places[0], places[-1]) == (0, 6)
        assert passage.turning in places
        assert [each["isEnding"] for each in told] == [False] * (goal - 1) + [True]
        for each, beat in zip(told, map(passage.beats.__getitem__, places), strict=True):
            assert f"“{beat.quotation}” ({beat.reference})" in each["text"]
            assert each["title"] == f"{passage.title}: {beat.title}"
            assert 30 <= len(each["imagePrompt"].split()) <= 80, each["imagePrompt"]
            # Quotations are as they are, so only the rest is looked at.
            own = each["text"].replace(beat.quotation, "") + " | " + each["imagePrompt"]
            assert not FLAWS.search(own), own
        for each in told[:-1]:
            assert len(set(each["choices"])) == len(each["choices"]) == 3
            assert each["choices"][-1].startswith("Thank God for ")
            assert all(" felt " in choice for choice in each["choices"][:-1])
        assert told[-1]["choices"] == []


def test_nothing_that_happens_is_left_out_of_a_short_story() -> None:
    for passage in PASSAGES:
        text = " ".join(each["text"] for each in read(1, 3, tier="bible", prompt=passage.title))
        shown = moments(passage, 3)
        assert all(beat.told in text if at in shown else beat.short in text for at, beat in enumerate(passage.beats))


def test_the_feeling_is_taken_up_and_changes_no_event() -> None:
    for passage in PASSAGES:
        first = scene(1, tier="bible", prompt=passage.title, depth=1, remaining=5)
        after = [
            scene(
                1, tier="bible", prompt=passage.title, depth=2, remaining=4, choice=choice, story=[{"choice": choice}]
            )
            for choice in first["choices"]
        ]
        assert len({each["text"] for each in after}) == 3
        assert len({each["imagePrompt"] for each in after}) == 1
        beat = passage.beats[0]
        for each, feeling in zip(after, beat.feelings, strict=False):
            assert f"{FEELINGS[feeling][0]}" in each["text"].split(". ")[0].lower(), each["text"]
        assert beat.thanks in after[-1]["text"]


NAMED = [
    ("the story of the good samaritan", "The Good Samaritan"),
    ("Genesis 6", "Noah and the Ark"),
    ("genesis 1:3", "God Makes the World"),
    ("Luke 15:3", "The Lost Sheep"),
    ("Luke 15:20", "The Father Who Waited"),
    ("Luke 2:10", "The Baby in the Manger"),
    ("Luke 2:46", "The Boy Jesus in the Temple"),
    ("1 Samuel 3", "Samuel Hears His Name"),
    ("1Samuel 17", "David and Goliath"),
    ("2 Kings 5", "Naaman and the Little Maid"),
    ("Psalms 23", "David the Shepherd"),
    ("Jonas", "Jonah and the Great Fish"),
    ("Arche Noah", "Noah and the Ark"),
    ("NOÉ", "Noah and the Ark"),
    ("Weihnachten", "The Baby in the Manger"),
    ("the prodigal son", "The Father Who Waited"),
    ("feeding of the five thousand", "Five Loaves and Two Fishes"),
    ("Daniel and the lions", "Daniel in the Lions' Den"),
    ("Moses in the basket", "The Baby in the Basket"),
    ("queen esther", "Brave Queen Esther"),
    ("Joseph and his brothers", "Joseph and His Coat"),
]


@pytest.mark.parametrize(("prompt", "title"), NAMED)
def test_a_passage_is_found_by_what_people_call_it(prompt: str, title: str) -> None:
    for seed in range(4):
        assert scene(seed, tier="bible", prompt=prompt, depth=1, remaining=3)["title"].startswith(f"{title}:")


def test_every_passage_is_found_by_title_name_and_chapter() -> None:
    for passage in PASSAGES:
        for prompt in (passage.title, f"tell me about {passage.names.split()[0]}"):
            assert scene(1, tier="bible", prompt=prompt, depth=1, remaining=3)["title"].startswith(passage.title), (
                prompt
            )
        found = {
            scene(seed, tier="bible", prompt=passage.chapters[0], depth=1, remaining=3)["title"] for seed in range(12)
        }
        assert any(title.startswith(passage.title) for title in found), passage.title


def test_who_asks_for_any_passage_gets_one_by_the_seed() -> None:
    for prompt in ("", "?!", "Tell me any story of the Bible, please", "eine Geschichte aus der Bibel"):
        titles = {scene(seed, tier="bible", prompt=prompt, depth=1, remaining=3)["title"] for seed in range(40)}
        assert len(titles) > 10, prompt
        told = read(5, 5, tier="bible", prompt=prompt)
        assert len({each["title"].split(":")[0] for each in told}) == 1


UNKNOWN = (
    "Samson and Delilah",
    "Moses and the burning bush",
    "Jesus walks on water",
    "Mary and Martha",
    "David and Jonathan",
    "Cain and Abel",
    "Psalm 24",
    "Daniel 9",
    "a dinosaur",
    "قصة",
)


@pytest.mark.parametrize("prompt", UNKNOWN)
def test_what_is_not_told_here_is_refused_with_what_is(prompt: str) -> None:
    with pytest.raises(SubjectUnknown) as refused:
        scene(1, tier="bible", prompt=prompt, depth=1, remaining=3)
    assert all(passage.title in refused.value.message for passage in PASSAGES)
    # Another model of the chain may know it.
    assert isinstance(refused.value, PASSED_ON)
    assert not refused.value.retryable


def test_a_caller_reads_what_there_is_to_choose_from() -> None:
    story = Story("s1", "bible", "Samson and Delilah", {}, 5, 7, "Samson", "2026-01-01T00:00:00.000Z")
    with pytest.raises(SubjectUnknown) as refused:
        ask(Storyteller(), text_request(story, ()), lambda draft: draft)
    app = Api(errors=BOOK_JSON_ERRORS, access="public")

    @app.get("/bible/story")
    def start() -> dict[str, str]:
        raise refused.value

    answer = call(app, "GET", "/bible/story")
    assert answer.status == 400
    assert "Noah and the Ark" in answer.data["error"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60), st.integers(-2, 14), st.integers(-2, 14), st.integers())
def test_no_hints_whatever_break_a_scene(prompt: str, choice: str, depth: int, remaining: int, seed: int) -> None:
    try:
        made = scene(seed, tier="bible", prompt=prompt, choice=choice, depth=depth, remaining=remaining)
    except SubjectUnknown:
        # Symbols are read by their names: "\N{FOX FACE}" asks for a fox.
        assert any(unicodedata.category(each)[0] in "LMNS" for each in prompt)
        return
    assert made["isEnding"] == (remaining <= 1 and depth > 1)
    assert len(made["choices"]) == (0 if made["isEnding"] else 3)
