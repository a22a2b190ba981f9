"""Masks of callers: what counts as white, and what is no mask."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inkwell.core.errors import InvalidInput
from inkwell.imaging.masks import MAX_BYTES, encoded, from_data_url, mask_of
from inkwell.imaging.print_sizes import MARGIN_PIXELS
from tests.support.pictures import encoded as encode

SIZE = (300, 320)
INSIDE = (MARGIN_PIXELS, MARGIN_PIXELS, SIZE[0] - MARGIN_PIXELS, SIZE[1] - MARGIN_PIXELS)


@given(st.integers(0, 255), st.sampled_from(["1", "L", "LA", "RGB", "RGBA", "P"]))
def test_grey_counts_as_the_nearer_of_black_and_white_in_every_mode(value: int, mode: str) -> None:
    picture = Image.new("L", SIZE, value)
    data = encode(picture.convert(mode, dither=Image.Dither.NONE), "PNG")
    if value >= 128:
        mask = mask_of(data, SIZE, field="mask")
        assert (mask.mode, mask.getbbox()) == ("1", INSIDE)
    else:
        with pytest.raises(InvalidInput, match="nothing within its margins"):
            mask_of(data, SIZE, field="mask")


def test_what_is_transparent_counts_as_black() -> None:
    drawn = Image.new("RGBA", SIZE, (255, 255, 255, 0))
    drawn.paste((255, 255, 255, 255), (150, 150, 160, 170))
    assert mask_of(encode(drawn, "PNG"), SIZE, field="mask").getbbox() == (150, 150, 160, 170)


def test_a_mask_is_kept_as_it_was_read() -> None:
    drawn = Image.new("L", SIZE)
    drawn.paste(255, (120, 130, 140, 150))
    mask = mask_of(encode(drawn, "PNG"), SIZE, field="mask")
    again = mask_of(encoded(mask), SIZE, field="mask")
    assert (again.getbbox(), again.tobytes()) == (mask.getbbox(), mask.tobytes())


def test_a_data_url_holds_five_megabytes_at_most() -> None:
    for size in (MAX_BYTES, MAX_BYTES + 1, MAX_BYTES + 3, 2 * MAX_BYTES):
        url = f"data:image/png;base64,{base64.b64encode(bytes(size)).decode()}"
        if size == MAX_BYTES:
            assert from_data_url(url, field="mask") == bytes(size)
            continue
        with pytest.raises(InvalidInput, match=f"at most {MAX_BYTES} bytes"):
            from_data_url(url, field="mask")


def test_the_beginning_of_a_data_url_has_no_case() -> None:
    assert from_data_url("Data:IMAGE/png;BASE64,AAAA", field="mask") == bytes(3)
