"""Every prompt of the list as a colouring page: the measures of a printable page hold, and the nouns are in it."""

import pytest

from inkwell.imaging.illustrator import read_scene
from inkwell.imaging.lineart import measure
from tests.illustrator.conftest import picture
from tests.illustrator.prompts import PROMPTS

WIDTH, HEIGHT = 1020, 1320
SCALE = WIDTH / 2550
"""Pages are drawn at two fifths of print size to keep the tests quick; limits in pixels scale with it."""

STROKES = {"toddler": (14, 40), "children": (3.1, 20), "tween": (3.1, 20), "teen": (3.1, 20), "adult": (3.1, 6)}
REGIONS = {"toddler": (20, 150), "children": (70, 300), "tween": (60, 400), "teen": (50, 450), "adult": (160, 5000)}
"""Mean stroke in pixels at 300 dpi, and closed regions. Some small regions fall under the measure's floor at this size,
so the lower limits lie below those for print, which `test_print_size` holds."""
AUDIENCES = tuple(STROKES)


@pytest.mark.parametrize(("number", "prompt"), list(enumerate(PROMPTS)))
def test_page(number, prompt, draw):
    audience = AUDIENCES[number % len(AUDIENCES)]
    result = draw(prompt, medium="line_art", size=(WIDTH, HEIGHT), seed=number, hints={"audience": audience})
    page = picture(result)
    assert page.mode == "1"
    assert page.size == (WIDTH, HEIGHT)
    assert page.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    found = measure(page)
    assert found.two_levels
    assert 3.5 <= found.ink_percent <= 25
    low, high = STROKES[audience]
    assert low * SCALE <= found.stroke_px <= high * SCALE
    fewest, most = REGIONS[audience]
    assert fewest <= found.regions <= most
    assert found.largest_percent <= 45
    assert found.specks == 0

    counts = read_scene(result.data)["manifest"]["counts"]
    missing = [noun for noun in PROMPTS[prompt] if noun not in counts]
    assert not missing


@pytest.mark.parametrize(
    ("audience", "strokes", "regions"),
    [("toddler", (14, 40), (20, 150)), ("children", (3.1, 20), (80, 300)), ("adult", (3.1, 6), (200, 5000))],
)
def test_print_size(audience, strokes, regions, draw):
    page = picture(
        draw(
            "a fox and an owl in the forest",
            medium="line_art",
            aspect_ratio="17:22",
            seed=2,
            hints={"audience": audience},
        )
    )
    assert page.size == (2550, 3300)
    found = measure(page)
    assert found.two_levels
    assert 4 <= found.ink_percent <= 25
    assert strokes[0] <= found.stroke_px <= strokes[1]
    assert regions[0] <= found.regions <= regions[1]
    assert found.largest_percent <= 45
    assert found.specks == 0
