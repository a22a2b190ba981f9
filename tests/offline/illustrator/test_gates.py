"""Colouring pages of the illustrator at print size: each passes the gate as it is, and the nouns are in it."""

import json

import pytest
from PIL import Image

from inkwell.imaging.chunks import SCENE
from inkwell.imaging.line_art import printable
from inkwell.imaging.page_gate import Measures, failed, measure
from inkwell.imaging.page_standards import STANDARDS
from tests.offline.illustrator.conftest import picture
from tests.offline.illustrator.prompts import PROMPTS

LETTER, SQUARE, DIGEST = TRIMS = (2550, 3300), (2550, 2550), (1800, 2700)
PRESETS = ("bold-simple", "kawaii", "whimsical", "cartoon", "botanical")
READERS = tuple(STANDARDS)
QUIET = [prompt for prompt, nouns in PROMPTS.items() if not nouns]
PAGES = [prompt for prompt in PROMPTS if prompt not in QUIET[1:]]
"""Prompts that name nothing give the same quiet places: one of them is enough."""
PLACES = ("a fox and an owl in the forest", "a girl in the kitchen", "a rocket in outer space", "a dog at the beach")
STEPS = ("less", "", "more")
FACTS = ("setting", "composition", "mirrored", "hero", "companions", "props")


def passed(page: Image.Image, reader: str) -> Measures:
    """The measures of a page that the finisher would leave as it is, and not refuse."""
    assert printable(page, page.size, STANDARDS[reader]).untouched
    found = measure(page)
    assert failed(found, STANDARDS[reader]) == []
    assert found.specks == 0
    return found


def test_there_are_prompts_of_all_kinds():
    assert len(PAGES) >= 60


@pytest.mark.parametrize(("number", "prompt"), list(enumerate(PAGES)))
def test_print_page(number, prompt, draw):
    reader, preset, size = READERS[number % 5], PRESETS[number // 5 % 5], TRIMS[number % 3]
    hints = {"audience": reader, "style_preset": preset}
    page = picture(draw(prompt, medium="line_art", size=size, seed=number, hints=hints))
    assert page.mode == "1"
    assert page.size == size
    assert page.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    passed(page, reader)

    counts = json.loads(page.text[SCENE])["manifest"]["counts"]
    missing = [noun for noun in PROMPTS[prompt] if noun not in counts]
    assert not missing


@pytest.mark.parametrize("reader", READERS)
def test_pens_are_as_wide_on_small_pages_as_on_large_ones(reader, draw):
    """In points; a little finer, so that small faces do not clot."""
    prompt, hints = "a fox and an owl in the forest", {"audience": reader}
    large, small = (
        passed(picture(draw(prompt, medium="line_art", size=size, seed=3, hints=hints)), reader)
        for size in (LETTER, DIGEST)
    )
    assert 0.85 <= small.stroke / large.stroke <= 1.02


def test_print_size_is_drawn_for_the_shape_of_a_letter_page(draw):
    assert picture(draw("a fox", medium="line_art", aspect_ratio="17:22")).size == LETTER


SAID = [
    (reader, seed, prompt, said)
    for reader in READERS
    for seed, prompt in enumerate(PLACES)
    for said in ("hint", "action", "words")
    # One scene of each reader shows that the other ways of saying it are understood.
    if said == "hint" or (seed + READERS.index(reader)) % 4 == 0
]


@pytest.mark.parametrize(("reader", "seed", "prompt", "said"), SAID)
def test_more_and_less_detail_is_measured_in_the_same_scene(reader, seed, prompt, said, draw):
    ways = {
        "hint": [("", {"detail": step} if step else {}) for step in STEPS],
        "action": [("", {"action": "simplify"}), ("", {}), ("", {"action": "add_detail"})],
        "words": [(". Simplify the picture: fewer things.", {}), ("", {}), (", with more details", {})],
    }
    found, scenes = [], []
    for words, hints in ways[said]:
        page = draw(prompt + words, medium="line_art", size=LETTER, seed=seed, hints={"audience": reader, **hints})
        found.append(passed(picture(page), reader))
        shown = json.loads(picture(page).text[SCENE])["manifest"]
        scenes.append({fact: shown[fact] for fact in FACTS})
    assert scenes[0] == scenes[1] == scenes[2]
    less, usual, more = found
    assert less.regions < usual.regions < more.regions
    assert less.ink_percent < usual.ink_percent < more.ink_percent
