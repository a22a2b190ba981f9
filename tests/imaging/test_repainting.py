"""The law of repainting: what is outside the mask stays, to the pixel, whatever the model draws."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.imaging.repainting import Repainted, repainted
from tests.support.page_pictures import line_art
from tests.support.pictures import encoded, png

SIZE = (320, 360)
WHOLE = (0, 0, *SIZE)


@st.composite
def two_valued(draw: st.DrawFn) -> Image.Image:
    """A picture of black boxes on white, or of white ones on black."""
    paper = draw(st.sampled_from([0, 255]))
    picture = Image.new("1", SIZE, paper)
    boxes = st.tuples(st.integers(0, 319), st.integers(0, 359), st.integers(0, 200), st.integers(0, 200))
    for x, y, width, height in draw(st.lists(boxes, max_size=4)):
        ImageDraw.Draw(picture).rectangle((x, y, x + width, y + height), fill=255 - paper)
    return picture


@given(two_valued(), two_valued(), two_valued())
def test_the_old_page_outside_and_the_fresh_one_inside(
    page: Image.Image, fresh: Image.Image, mask: Image.Image
) -> None:
    whole = repainted(page, fresh, mask)
    assert (whole.mode, whole.size) == ("1", SIZE)
    outside = ImageChops.logical_and(ImageChops.logical_xor(whole, page), ImageChops.invert(mask))
    inside = ImageChops.logical_and(ImageChops.logical_xor(whole, fresh), mask)
    assert (outside.getbbox(), inside.getbbox()) == (None, None)


def drawn_by_a_model(kind: str) -> bytes:
    """A picture as models send them: of another size, grey, coloured, noisy, black, empty."""
    match kind:
        case "noise":
            return png(90, 120)
        case "black":
            return encoded(Image.new("RGB", (256, 384), "black"), "PNG")
        case "empty":
            return encoded(Image.new("L", (256, 384), 255), "JPEG")
        case "transparent":
            return encoded(Image.new("RGBA", (256, 256), (0, 0, 0, 0)), "PNG")
        case "shaded":
            return encoded(Image.linear_gradient("L").resize((512, 768)).convert("RGB"), "JPEG", quality=60)
        case _:
            return encoded(line_art(77), "PNG")


@settings(max_examples=12)
@given(
    st.sampled_from(["noise", "black", "empty", "transparent", "shaded", "a page"]),
    st.tuples(st.integers(113, 900), st.integers(113, 1300), st.integers(1, 780), st.integers(1, 1280)),
)
def test_whatever_a_model_sends_the_rest_of_the_page_stays(kind: str, box: tuple[int, int, int, int]) -> None:
    x, y, width, height = box
    page, mask = line_art(), Image.new("1", (1800, 2700))
    mask.paste(1, (x, y, x + width, y + height))
    data = drawn_by_a_model(kind)
    request = ImageRequest(
        "a butterfly",
        seed_image=ImageInput(encoded(page, "PNG"), "image/png"),
        mask=ImageInput(encoded(mask, "PNG"), "image/png"),
        hints={"audience": "children"},
    )
    finished = Repainted().finish(ImageResult(data, "image/png", 0, 0, "a model"), request)
    assert (finished.media_type, finished.width, finished.height) == ("image/png", 1800, 2700)

    with Image.open(BytesIO(finished.data)) as whole:
        assert whole.mode == "1"
        changed = ImageChops.logical_xor(page, whole).getbbox()
    assert changed is None or (x <= changed[0] and y <= changed[1] and changed[2] <= x + width)
    assert changed is None or changed[3] <= y + height


def test_a_page_is_repainted_under_a_mask_only() -> None:
    with pytest.raises(ValueError, match="under a mask"):
        Repainted().finish(ImageResult(png(), "image/png", 60, 80, "a model"), ImageRequest("a butterfly"))
