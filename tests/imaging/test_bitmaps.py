"""Bitmaps against what Pillow's filters say, and the laws of widening and narrowing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from inkwell.imaging.bitmaps import Bitmap


@st.composite
def pictures(draw: st.DrawFn) -> Image.Image:
    """Two-valued pictures of any size with some bars and dots, also at their edges."""
    width, height = draw(st.integers(1, 90)), draw(st.integers(1, 60))
    chance = random.Random(draw(st.integers(0, 10_000)))
    image = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(image)
    for _ in range(draw(st.integers(0, 12))):
        x, y = chance.randrange(width), chance.randrange(height)
        pen.rectangle((x, y, x + chance.randrange(20), y + chance.randrange(20)), fill=chance.choice((0, 0, 255)))
    return image


def grey(ink: Bitmap) -> Image.Image:
    return ink.image().convert("L")


@given(pictures())
def test_a_picture_comes_back_as_it_was(image: Image.Image) -> None:
    assert grey(Bitmap.of(image)).tobytes() == image.tobytes()
    assert Bitmap.of(image.convert("1", dither=Image.Dither.NONE)).ink == image.histogram()[0]


@given(pictures())
def test_the_inner_ink_is_what_a_filter_leaves(image: Image.Image) -> None:
    around = ImageOps.expand(image, 1, 255).filter(ImageFilter.MaxFilter(3))
    expected = around.crop((1, 1, image.width + 1, image.height + 1))
    assert grey(Bitmap.of(image).inner()).tobytes() == expected.tobytes()


@given(pictures(), st.integers(1, 9))
@settings(deadline=None)
def test_grown_ink_is_what_a_filter_makes(image: Image.Image, pixels: int) -> None:
    room = ImageOps.expand(image, pixels, 255).filter(ImageFilter.MinFilter(2 * pixels + 1))
    expected = room.crop((pixels, pixels, image.width + pixels, image.height + pixels))
    assert grey(Bitmap.of(image).grown(pixels)).tobytes() == expected.tobytes()


@given(pictures(), st.integers(2, 12))
def test_opening_takes_away_what_is_thin_and_adds_nothing(image: Image.Image, pixels: int) -> None:
    ink = Bitmap.of(image)
    for opened in (ink.opened(pixels), ink.solid(pixels)):
        assert opened.without(ink).ink == 0
    assert ink.opened(pixels).opened(pixels) == ink.opened(pixels)


@pytest.mark.parametrize("pixels", range(2, 13))
@pytest.mark.parametrize("at", [(20, 20), (0, 0), (69, 49)])
def test_bars_open_by_their_width(pixels: int, at: tuple[int, int]) -> None:
    for width, stays in ((pixels - 1, False), (pixels, True)):
        image = Image.new("L", (100, 80), 255)
        ImageDraw.Draw(image).rectangle((*at, at[0] + width - 1, at[1] + 29), fill=0)
        assert bool(Bitmap.of(image).opened(pixels).ink) == stays
