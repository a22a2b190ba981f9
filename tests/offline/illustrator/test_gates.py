"""Every prompt of the list as a colouring page at print size: a printable page comes out, and the nouns are in it."""

import json
from dataclasses import dataclass

import pytest

from inkwell.imaging.chunks import SCENE
from inkwell.imaging.lineart import measure
from tests.offline.illustrator.conftest import picture
from tests.offline.illustrator.prompts import PROMPTS

PRINT = (2550, 3300)
"""A letter page at 300 dpi."""


@dataclass(frozen=True)
class Gate:
    """The least and the most of a reader's pages: mean stroke in pixels, closed regions to colour."""

    stroke: tuple[float, float]
    regions: tuple[int, int]


# No stroke below 0.75 pt, which is 3.1 px: thinner lines are refused by print services.
GATES = {
    "toddler": Gate((14, 40), (20, 150)),
    "children": Gate((3.1, 20), (80, 300)),
    "tween": Gate((3.1, 20), (80, 300)),
    "teen": Gate((3.1, 20), (80, 300)),
    "adult": Gate((3.5, 6), (200, 5000)),
}
READERS = tuple(GATES)
QUIET = [prompt for prompt, nouns in PROMPTS.items() if not nouns]
PAGES = [prompt for prompt in PROMPTS if prompt not in QUIET[1:]]
"""Prompts that name nothing give the same quiet places: one of them is enough."""


def test_there_are_prompts_of_all_kinds():
    assert len(PAGES) >= 60


@pytest.mark.parametrize(("number", "prompt"), list(enumerate(PAGES)))
def test_print_page(number, prompt, draw):
    reader = READERS[number % len(READERS)]
    result = draw(prompt, medium="line_art", size=PRINT, seed=number, hints={"audience": reader})
    page = picture(result)
    assert page.mode == "1"
    assert page.size == PRINT
    assert page.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    found = measure(page)
    assert found.two_levels
    assert 4 <= found.ink_percent <= 25
    low, high = GATES[reader].stroke
    assert low <= found.stroke_px <= high
    fewest, most = GATES[reader].regions
    assert fewest <= found.regions <= most
    assert found.largest_percent <= 45
    assert found.specks == 0

    counts = json.loads(page.text[SCENE])["manifest"]["counts"]
    missing = [noun for noun in PROMPTS[prompt] if noun not in counts]
    assert not missing


def test_print_size_is_drawn_for_the_shape_of_a_letter_page(draw):
    assert picture(draw("a fox", medium="line_art", aspect_ratio="17:22")).size == PRINT
