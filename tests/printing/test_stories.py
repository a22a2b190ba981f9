"""The interiors of picture books."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pypdf import PdfReader

from inkwell.printing.books import Scene
from inkwell.printing.checks.checking import check
from inkwell.printing.checks.reading import read
from inkwell.printing.stories import print_story
from inkwell.printing.story_pages import LEADING, leaves
from tests.printing.books import needs_poppler, painting, printed, rendered, story
from tests.support.pictures import encoded


def words(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 500), min_size=1, max_size=3))
def test_no_word_is_lost_however_long_a_scene_is(counts: list[int]):
    found = " ".join(texts(printed(story(*map(words, counts))))).split()
    told = [word for word in found if word.startswith("word")]
    assert told == " ".join(map(words, counts)).split()


def test_a_short_scene_is_a_spread_with_its_picture_at_the_right():
    pdf = printed(story(words(40), words(40)))
    shown = texts(pdf)
    assert [number for number, text in enumerate(shown, 1) if "Scene" in text] == [2, 4]
    document = read(BytesIO(pdf))
    for number in (3, 5):
        (picture,) = document.pages[number - 1].found.pictures
        # Cut to the shape of the page, never stretched: as many pixels an inch across as high.
        assert picture.dpi == pytest.approx(640 / 8.75, rel=0.01)
    assert [len(document.pages[index].found.pictures) for index in (1, 3)] == [2, 2]
    assert "The End" in shown[-1]
    assert len(shown) % 2 == 0


def test_verses_stand_as_close_as_lines():
    verses = ["The picture book was there last night,", "and now it is not! Why? And why?"] * 7
    rhyme, prose = "\n".join(verses), " ".join(verses)
    heights = [
        leaf.height / leaf.size
        for text in (rhyme, prose)
        for leaf in leaves("", text.splitlines(), (470.0, 480.0), None, [])
    ]
    # Both on one page; an end of line more or less, no gaps.
    assert len(heights) == 2
    assert heights[0] == (len(verses) + 0.5) * LEADING


@needs_poppler
def test_pictures_bleed_over_the_whole_page(tmp_path: Path):
    for number, shown in enumerate(rendered(printed(story()), tmp_path, 20, colour=True), 1):
        if number == 3:
            corners = [shown.getpixel((x, y)) for x in (0, shown.width - 2) for y in (0, shown.height - 2)]
            assert len(set(corners)) == 1
            assert corners[0] != (255, 255, 255)


@needs_poppler
@pytest.mark.parametrize("size", [(1200, 900), (900, 1200)], ids=str)
def test_a_picture_of_another_shape_than_the_page_is_seen_whole(tmp_path: Path, size: tuple[int, int]):
    scenes = [Scene(title="One", text=words(10), picture=framed(size), extras=(framed(size),))]
    for number, shown in enumerate(rendered(printed(story(scenes=scenes)), tmp_path, 40, colour=True), 1):
        if number == 3:
            red = [(x, y) for x in range(shown.width) for y in range(shown.height) if is_red(shown.getpixel((x, y)))]
            across = max(x for x, _ in red) - min(x for x, _ in red)
            high = max(y for _, y in red) - min(y for _, y in red)
            assert across / high == pytest.approx(size[0] / size[1], rel=0.02)
            assert max(across, high) == pytest.approx(8.625 * 40, abs=6)


def framed(size: tuple[int, int]) -> bytes:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] - 1, size[1] - 1), outline="red", width=24)
    return encoded(picture, "PNG")


def is_red(pixel: Any) -> bool:
    return bool(pixel[0] > 200 and pixel[1] < 90)


def test_coarse_pictures_are_named_with_their_page():
    scenes = [Scene(title="One", text=words(10), picture=painting((640, 640)), extras=(painting((1400, 1400)),))]
    notices = {each.page: each.message for each in print_story(story(scenes=scenes), BytesIO()).notices}
    # The title page shows the picture, too; the small one has enough.
    assert set(notices) == {1, 3, None}
    assert "640 x 640 pixels has 73 dpi" in notices[3]


def test_a_book_of_enough_pixels_and_pages_can_be_printed():
    sharp = painting((1800, 1800))
    scenes = [Scene(title="One", text=words(30), picture=sharp, extras=(sharp,))] * 11
    out = BytesIO()
    facts = print_story(story(scenes=scenes), out)
    assert facts.notices == ()
    assert facts.pages == 24
    report = check(out)
    assert report.failures == ()
    assert facts.generated


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_pictures_of_every_kind_become_rgb_jpegs(kind: str):
    scenes = [Scene(title="", text="", picture=painting(kind=kind))]
    for page in PdfReader(BytesIO(printed(story(scenes=scenes)))).pages:
        for name in page["/Resources"].get("/XObject", {}):  # type: ignore[union-attr]
            image = page["/Resources"]["/XObject"][name]  # type: ignore[index]
            assert (image["/Filter"], image["/ColorSpace"]) == ("/DCTDecode", "/DeviceRGB")


def test_the_same_book_has_the_same_bytes():
    assert printed(story(words(300))) == printed(story(words(300)))


@pytest.mark.parametrize("text", ["", "🦄", "مرحبا يا ليلى\nكيف حالك؟", "W" * 3000, "\n\n\n", "a\n" * 200])
def test_any_text_is_printed(text: str):
    out = BytesIO()
    print_story(story(text, title=text[:100], author=text[:100], ending=text[:30]), out)
    assert {finding.rule for finding in check(out).failures} <= {"resolution", "page count"}


def test_scenes_without_pictures_are_printed_too():
    assert "word9" in " ".join(texts(printed(story(scenes=[Scene(title="Only words", text=words(10))]))))
