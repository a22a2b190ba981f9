"""The catalogue of things: each is drawn, in a colour of the words too."""

from random import Random

import pytest

from inkwell_offline.illustrator.kit.canvas import Canvas, Pen
from inkwell_offline.illustrator.props.catalogue import THINGS, thing


@pytest.mark.parametrize("line_art", [False, True])
def test_each_thing_is_drawn_in_any_colour(line_art: bool) -> None:
    for name in THINGS:
        for colour in ((), ("#3a4a80",)):
            canvas = Canvas(900, 900, Pen(line_art=line_art), Random(1))
            thing(name).draw(canvas, Random(1), *colour)
            assert canvas.art.items, name
