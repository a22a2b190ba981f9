"""Pages for adults, mandalas and wreaths, and things on a page to colour."""

from collections.abc import Iterable, Iterator

import pytest

from inkwell.core.image_models import ImageRequest
from inkwell.imaging.page_standards import STANDARDS
from inkwell_offline.illustrator import manifest
from inkwell_offline.illustrator.kit.marks import Group, Hatch, Item
from inkwell_offline.illustrator.model import scene
from tests.offline.illustrator.conftest import picture
from tests.offline.illustrator.test_gates import LETTER, SQUARE, passed


def page(prompt: str, reader: str = "adult", seed: int = 1, medium: str = "line_art") -> ImageRequest:
    return ImageRequest(prompt, "17:22", seed=seed, medium=medium, size=LETTER, hints={"audience": reader})


def patterns(items: Iterable[Item]) -> Iterator[Hatch]:
    """All patterns of a drawing."""
    for item in items:
        if isinstance(item, Hatch):
            yield item
        elif isinstance(item, Group):
            yield from patterns(item.items)


@pytest.mark.parametrize("prompt", ["a cat", "a bear in the forest", "an elephant in the jungle"])
def test_patterns_stand_inside_the_hero_and_nowhere_else(prompt):
    drawn = scene(page(prompt))
    middle, width = drawn.manifest["hero"]["x"] * drawn.art.width, drawn.art.width
    found = list(patterns(drawn.art.items))
    assert len({each.name for each in found}) >= 3
    for each in found:
        left, _, right, _ = each.box
        assert right - left < width * 0.75
        assert abs((left + right) / 2 - middle) < width * 0.45


def test_a_page_without_anybody_keeps_its_patterns():
    assert any(each.box[2] - each.box[0] > 900 for each in patterns(scene(page("a quiet meadow")).art.items))


@pytest.mark.parametrize("reader", STANDARDS)
@pytest.mark.parametrize(
    ("prompt", "named"), [("a mandala", []), ("mandala of a cat", ["cat"]), ("wreath of roses", ["rose"])]
)
def test_a_mandala_or_wreath_fills_the_page(prompt, named, reader, draw):
    name = "wreath" if "wreath" in prompt else "mandala"
    size = SQUARE if reader in ("children", "adult") else LETTER
    passed(picture(draw(prompt, medium="line_art", size=size, seed=4, hints={"audience": reader})), reader)
    shown = manifest(page(prompt, reader))
    assert (shown["layout"], shown["arrangement"], shown["motifs"]) == ("pattern", name, named)
    assert {name, *named} <= {*shown["counts"], *shown["called"]}


def test_mandalas_differ_by_seed_and_not_by_chance():
    first, again, other = (scene(page("a mandala", seed=seed)).art.items for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("prompt", ["a girl holding a wreath", "a cat looking at a wreath in the garden"])
def test_a_wreath_that_belongs_to_somebody_is_no_page_of_its_own(prompt):
    assert manifest(page(prompt))["layout"] == "scene"


def test_a_mandala_in_colour_stays_a_thing():
    assert manifest(page("a mandala", medium="colour"))["layout"] == "scene"


@pytest.mark.parametrize("reader", STANDARDS)
@pytest.mark.parametrize("prompt", ["an apple", "a perfume bottle"])
def test_a_thing_on_a_page_to_colour_passes_the_gate(prompt, reader, draw):
    passed(picture(draw(prompt, medium="line_art", size=LETTER, seed=3, hints={"audience": reader})), reader)
