from dataclasses import replace
from typing import get_args

import pytest

from inkwell.coloring_books.options import Audience, StylePreset
from inkwell.coloring_books.page_prompts import ELEMENTS, BookLook, page_hints, page_prompt, references_of
from inkwell.coloring_books.planning import Character, PlannedPage
from inkwell.core.prompting import IDENTITY_OF_CHARACTER, NO_TEXT
from inkwell.core.safety import blocked_phrase

BELLA = Character("Bella", "A friendly white bunny with floppy ears and a pink bow")
SCENE = "Bella dances with a fairy under the old oak tree of the magical forest"
PAGE = PlannedPage(7, SCENE, "action", True, "illustration")
VIEW = PlannedPage(8, "A wide view of the forest with a little bridge and ferns", "surroundings", False, "illustration")
LOOK = BookLook("children", "kawaii", BELLA, references=("hero", "style"))


def test_a_prompt_says_all_that_makes_a_page_to_color() -> None:
    prompt = page_prompt(PAGE, LOOK)
    for words in (
        f"Coloring book page for readers aged 5-8: {SCENE}.",
        "5 to 10",
        "thick, bold outlines",
        "kawaii",
        "every shape is closed",
        "black lines on a pure white page",
        "no shading, no grey",
        "clear white margin",
        NO_TEXT,
    ):
        assert words in prompt, words


def test_readers_and_styles_are_told_apart() -> None:
    looks = [BookLook(audience, style) for audience in get_args(Audience) for style in get_args(StylePreset)]
    assert len({page_prompt(PAGE, look) for look in looks}) == len(looks)
    numbers = ("3 to 5", "5 to 10", "10 to 15", "15 to 20", "more than 20")
    assert [number in text for number, text in zip(numbers, ELEMENTS.values(), strict=True)] == [True] * 5
    # Our own words pass the strictest gate.
    assert not any(blocked_phrase(page_prompt(PAGE, look), "strict") for look in looks)


def test_a_hero_is_described_only_where_the_hero_is_in() -> None:
    assert "floppy ears" in page_prompt(PAGE, LOOK)
    assert page_hints(PAGE, LOOK)["hero"] == {"name": "Bella", "description": BELLA.looks}
    assert "Bella" not in page_prompt(VIEW, LOOK)
    assert "hero" not in page_hints(VIEW, LOOK)


def test_each_reference_is_said_to_show_what_it_shows() -> None:
    prompt = page_prompt(PAGE, LOOK)
    assert "The first reference picture shows the hero" in prompt
    assert IDENTITY_OF_CHARACTER in prompt
    assert "in the same style as the second reference picture" in prompt
    # Where the hero is not in, nothing says whose sheet the first one is.
    assert references_of(VIEW, LOOK) == ("style", "style")
    assert "in the same style as the reference pictures," in page_prompt(VIEW, LOOK)
    anchored = replace(LOOK, references=("style",))
    assert "in the same style as the reference," in page_prompt(VIEW, anchored)
    assert IDENTITY_OF_CHARACTER not in page_prompt(VIEW, LOOK)
    plain = page_prompt(PAGE, replace(LOOK, references=()))
    assert "reference" not in plain
    assert page_hints(PAGE, LOOK)["references"] == ["hero", "style"]


def test_the_style_anchor_is_described() -> None:
    anchored = replace(LOOK, style="Round shapes with double outlines.", references=("style",))
    assert "Round shapes with double outlines." in page_prompt(PAGE, anchored)


@pytest.mark.parametrize(("page_type", "words"), [("text-focus", "empty"), ("educational", "recognize")])
def test_special_page_types_are_drawn_as_such(page_type: str, words: str) -> None:
    page = replace(PAGE, page_type=page_type)  # type: ignore[arg-type]
    assert words in page_prompt(page, LOOK)
    assert NO_TEXT in page_prompt(page, LOOK)
