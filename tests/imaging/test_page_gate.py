"""Each measure of the gate, with pages that pass and pages that fail it."""

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from inkwell.imaging.bitmaps import Bitmap
from inkwell.imaging.page_gate import (
    CHECKS,
    Measures,
    correction,
    failed,
    flaws,
    margins_clear,
    measure,
    regions_of,
    stroke_of,
    two_levels,
)
from inkwell.imaging.page_standards import STANDARDS, Standard
from inkwell.imaging.print_sizes import MARGIN_PIXELS, from_points, live_area
from tests.imaging.pages import LETTER, Size

GOOD = Measures(
    two_levels=True,
    margins_clear=True,
    ink_percent=10,
    solid_percent=0.5,
    stroke=2.3,
    thin_percent=0.2,
    regions=100,
    roominess=1,
    open_percent=30,
    specks=0,
    faint=0.3,
)
CHILDREN = STANDARDS["children"]


def page(size: Size = LETTER) -> Image.Image:
    return Image.new("L", size, 255)


def boxes(pen: int = 10, across: int = 6, down: int = 8, size: Size = LETTER) -> Image.Image:
    """A page with closed boxes all over its live area, none of which touches another."""
    image = page(size)
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = live_area(size)
    wide, high = (right - left) // across, (bottom - top) // down
    for column in range(across):
        for row in range(down):
            x, y = left + column * wide, top + row * high
            draw.rectangle((x, y, x + wide - 30, y + high - 30), outline=0, width=pen)
    return image


def names(image: Image.Image, standard: Standard = CHILDREN) -> list[str]:
    return [check.name for check in failed(measure(image), standard)]


def test_a_good_page_passes() -> None:
    assert names(boxes()) == []
    assert correction(measure(boxes()), CHILDREN) is None
    assert flaws(measure(boxes()), CHILDREN) == 0


@pytest.mark.parametrize("grey", [1, 128, 254])
def test_one_grey_pixel_makes_more_than_two_levels(grey: int) -> None:
    image = boxes()
    assert two_levels(image)
    image.putpixel((600, 600), grey)
    assert not two_levels(image)
    assert names(image) == ["two levels"]


@pytest.mark.parametrize(
    "spot",
    [(112, 1500), (2437, 1500), (1200, 112), (1200, 3187), (0, 0)],
    ids=["left", "right", "top", "bottom", "corner"],
)
def test_one_pixel_in_a_margin_is_noticed(spot: tuple[int, int]) -> None:
    image = boxes()
    assert margins_clear(image)
    image.putpixel(spot, 0)
    assert not margins_clear(image)
    assert names(image) == ["margins"]


def test_margins_are_three_eighths_of_an_inch_at_every_trim() -> None:
    assert MARGIN_PIXELS == 113
    for size in (LETTER, (2550, 2550), (1800, 2700)):
        image = page(size)
        ImageDraw.Draw(image).rectangle((113, 113, size[0] - 114, size[1] - 114), fill=0)
        assert margins_clear(image)


def test_an_empty_page_fails() -> None:
    found = measure(page())
    assert (found.ink_percent, found.stroke, found.regions, found.open_percent) == (0, 0, 0, 100)
    assert {"not empty", "enough to color", "closed outlines", "lines thick enough"} == set(names(page()))


def test_a_page_of_ink_fails() -> None:
    image = page()
    ImageDraw.Draw(image).rectangle(live_area(LETTER), fill=0)
    assert {"not clogged", "no black areas"} <= set(names(image))


def test_hatching_clogs_a_page_without_any_black_area() -> None:
    image = page()
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = live_area(LETTER)
    for y in range(top, bottom, 24):
        draw.line((left, y, right - 1, y), fill=0, width=10)
    assert "not clogged" in names(image)
    assert "no black areas" not in names(image)


def test_a_black_area_fails_and_a_nose_does_not() -> None:
    image = boxes()
    draw = ImageDraw.Draw(image)
    draw.ellipse((1000, 1000, 1200, 1150), fill=0)
    assert names(image) == []
    draw.rectangle((800, 800, 1500, 1400), fill=0)
    assert "no black areas" in names(image)
    assert "not clogged" not in names(image)


@pytest.mark.parametrize(("audience", "standard"), STANDARDS.items())
def test_too_few_and_too_many_regions(audience: str, standard: Standard) -> None:
    fewest, most = standard.regions
    pen = round(from_points(sum(standard.stroke) / 2))
    few = boxes(pen, 2, max(1, fewest // 2 - 1))
    assert "enough to color" in names(few, standard)
    assert "enough to color" not in names(boxes(pen, 3, -(-fewest // 3)), standard)
    stroke = sum(standard.stroke) / 2
    assert failed(replace(GOOD, stroke=stroke, regions=most), standard) == []
    (check,) = failed(replace(GOOD, stroke=stroke, regions=most + 1), standard)
    assert check.name == "not too much to color"


def test_a_small_page_needs_fewer_regions() -> None:
    for size, fewest in ((LETTER, 60), ((1800, 2700), 33)):
        found = replace(GOOD, stroke=1, roominess=measure(boxes(size=size)).roominess)
        assert "enough to color" in [c.name for c in failed(replace(found, regions=fewest - 1), STANDARDS["adult"])]
        assert failed(replace(found, regions=fewest), STANDARDS["adult"]) == []


def test_regions_are_closed_and_large_enough_to_colour() -> None:
    image = boxes(10, 2, 2)
    assert regions_of(image)[0] == 4
    draw = ImageDraw.Draw(image)
    draw.rectangle((400, 400, 460, 460), outline=0, width=10)  # holds 41 x 41 pixels: 3.5 mm
    assert regions_of(image)[0] == 4
    draw.rectangle((600, 400, 670, 470), outline=0, width=10)
    assert regions_of(image)[0] == 5
    draw.rectangle((110, 300, 125, 330), fill=255)
    assert regions_of(image)[0] == 4, "the first box is open now"


def test_an_open_outline_leaks_into_the_background() -> None:
    image = page()
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = live_area(LETTER)
    draw.rectangle((left, top, right - 1, bottom - 1), outline=0, width=10)
    for share in (0.5, 0.75):
        y = round(top + (bottom - top) * share)
        draw.line((left, y, right, y), fill=0, width=10)
    assert regions_of(image) == (3, pytest.approx(0.5, abs=0.01))
    draw.rectangle((left, 500, left + 12, 530), fill=255)
    assert regions_of(image) == (2, pytest.approx(0.5, abs=0.01)), "the margins do not count"
    draw.rectangle((left, 2000, left + 12, 2030), fill=255)
    assert regions_of(image) == (1, pytest.approx(0.75, abs=0.02))


@pytest.mark.parametrize("pen", [3, 6, 10, 20, 40])
def test_the_width_of_lines_is_measured(pen: int) -> None:
    assert stroke_of(Bitmap.of(boxes(pen))) == pytest.approx(pen, rel=0.12)


def test_black_areas_do_not_make_lines_thick() -> None:
    image = boxes(10)
    before = stroke_of(Bitmap.of(image))
    ImageDraw.Draw(image).rectangle((800, 800, 1500, 1400), fill=0)
    assert stroke_of(Bitmap.of(image)) == pytest.approx(before, rel=0.05)


@pytest.mark.parametrize(("audience", "standard"), STANDARDS.items())
@pytest.mark.parametrize("size", [LETTER, (2550, 2550), (1800, 2700)])
def test_the_limits_of_lines_are_in_points_at_every_trim(audience: str, standard: Standard, size: Size) -> None:
    least, most = standard.stroke
    for pen, fault in (
        (from_points(least) * 0.8, "lines thick enough"),
        (from_points((least + most) / 2), ""),
        (from_points(most) * 1.3, "lines thin enough"),
    ):
        found = names(boxes(round(pen), size=size), standard)
        assert [name for name in found if name.startswith("lines")] == ([fault] if fault else [])


def test_hairlines_fail() -> None:
    image = boxes(10)
    draw = ImageDraw.Draw(image)
    for y in range(300, 3000, 100):
        draw.line((200, y, 2300, y), fill=0, width=1)
    assert "no hairlines" in names(image)
    wide = boxes(10)
    draw = ImageDraw.Draw(wide)
    for y in range(300, 3000, 100):
        draw.line((200, y, 2300, y), fill=0, width=4)
    assert "no hairlines" not in names(wide)


def test_diagonal_lines_of_a_pen_that_is_allowed_are_no_hairlines() -> None:
    image = page()
    draw = ImageDraw.Draw(image)
    for x in range(200, 2000, 90):
        draw.line((x, 200, x + 400, 3000), fill=0, width=5)
    assert measure(image).thin_percent < 1


def test_specks_are_counted_by_their_size_in_millimetres() -> None:
    image = boxes()
    draw = ImageDraw.Draw(image)
    draw.ellipse((250, 250, 259, 259), fill=0)  # 0.8 mm
    draw.ellipse((1000, 250, 1016, 266), fill=0)  # 1.4 mm
    assert measure(image).specks == 1


SPOILT = {
    "line art": replace(GOOD, faint=2.5),
    "two levels": replace(GOOD, two_levels=False),
    "not empty": replace(GOOD, ink_percent=0.5),
    "not clogged": replace(GOOD, ink_percent=40),
    "no black areas": replace(GOOD, solid_percent=9),
    "margins": replace(GOOD, margins_clear=False),
    "enough to color": replace(GOOD, regions=3),
    "not too much to color": replace(GOOD, regions=900),
    "closed outlines": replace(GOOD, open_percent=90),
    "lines thick enough": replace(GOOD, stroke=0.9),
    "lines thin enough": replace(GOOD, stroke=8),
    "no hairlines": replace(GOOD, thin_percent=20),
}


@pytest.mark.parametrize("check", CHECKS, ids=[check.name for check in CHECKS])
def test_each_check_has_a_sentence_of_its_own_for_the_model(check) -> None:
    spoilt = SPOILT[check.name]
    assert failed(spoilt, CHILDREN) == [check]
    assert correction(spoilt, CHILDREN) == check.sentence
    assert check.sentence.isascii()
    assert check.sentence.endswith(".")


def test_all_that_failed_is_said_in_less_than_an_objects_metadata_hold() -> None:
    worst = Measures(False, False, 99, 99, 0, 99, 0, 1, 99, 0, 9)
    said = correction(worst, CHILDREN) or ""
    assert "photograph" in said
    assert "hairlines" in said
    assert len(said) < 1500


def test_more_and_worse_faults_make_more_flaws() -> None:
    a_little, much = replace(GOOD, ink_percent=33), replace(GOOD, ink_percent=55)
    both = replace(much, regions=3)
    assert 0 < flaws(a_little, CHILDREN) < flaws(much, CHILDREN) < flaws(both, CHILDREN)
