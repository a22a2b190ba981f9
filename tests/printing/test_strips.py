"""Pages as one strip of CCITT Group 4."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inkwell.core.errors import InvalidInput
from inkwell.printing.strips import Strip, strip_of, strip_of_png
from tests.printing.books import page

sides = st.integers(1, 70)


@given(sides, sides, st.randoms(use_true_random=False))
def test_a_strip_survives_storing(width: int, height: int, values: object):
    strip = strip_of(Image.frombytes("1", (width, height), values.randbytes((width + 7) // 8 * height)))  # type: ignore[attr-defined]
    assert Strip.from_bytes(strip.to_bytes()) == strip
    assert (strip.width, strip.height) == (width, height)


@pytest.mark.parametrize("mode", ["L", "RGB", "P"])
def test_every_mode_of_black_and_white_makes_the_same_strip(mode: str):
    assert strip_of(page().convert(mode)) == strip_of(page())
    buffer = BytesIO()
    page().convert(mode).save(buffer, "PNG")
    assert strip_of_png(buffer.getvalue()) == strip_of(page())


def test_a_page_with_grey_in_it_is_refused():
    with pytest.raises(InvalidInput, match="black and white only"):
        strip_of(Image.linear_gradient("L"))


@pytest.mark.parametrize("stored", [b"", b"II*\0", b"INKG4\x01", b"INKG4\x01" + bytes(9)])
def test_other_files_are_no_strips(stored: bytes):
    with pytest.raises(InvalidInput):
        Strip.from_bytes(stored)
