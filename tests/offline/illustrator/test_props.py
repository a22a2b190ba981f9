from random import Random

import pytest

from inkwell_offline.illustrator.kit.canvas import Canvas, Pen
from inkwell_offline.illustrator.kit.raster import render
from inkwell_offline.illustrator.props import icons
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.words.reader import read

TODDLERS = Pen(width=9.6, line_art=True)


def ink(name: str) -> float:
    """The share of ink in the bounds of an icon, drawn alone as it is for the youngest."""
    item = thing(f"icon:{name}")
    canvas = Canvas(item.width + 20, item.height + 20, TODDLERS, Random(1))
    with canvas.at(canvas.art.width / 2, item.height + 10):
        item.draw(canvas, Random(1))
    counts = (
        render(canvas.art, round(canvas.art.width * 2.55), round(canvas.art.height * 2.55)).convert("L").histogram()
    )
    return sum(counts[:128]) / sum(counts)


@pytest.mark.parametrize("name", ["cupcake", "strawberry", "guitar", "doughnut", "watermelon"])
def test_thick_lines_make_no_lump_of_an_icon(name: str) -> None:
    assert ink(name) < 0.24


def test_every_icon_can_be_drawn_with_thick_lines() -> None:
    assert all(ink(name) > 0 for name in sorted(icons.names())[::9])


def test_bubbles_are_plain_rounds() -> None:
    assert [prop.name for prop in read("a turtle among rising bubbles").props] == ["bubble"]
    assert [prop.name for prop in read("a bathtub full of bubbles").props if "bub" in prop.name] == ["bubble"]
