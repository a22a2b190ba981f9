"""Measures of pages against pictures whose answers are known."""

from PIL import Image, ImageDraw

from inkwell.imaging.lineart import areas, despeckle, measure, two_levels


def page(size=(850, 1100)):
    return Image.new("L", size, 255)


def test_closed_shapes_are_counted():
    image = page()
    draw = ImageDraw.Draw(image)
    for i in range(4):
        draw.rectangle((50 + i * 190, 100, 200 + i * 190, 300), outline=0, width=6)
    found = measure(image)
    assert found.regions == 5
    assert found.two_levels
    assert found.specks == 0
    assert 5 < found.stroke_px < 7


def test_an_open_outline_leaks_into_the_background():
    image = page()
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 100, 700, 900), outline=0, width=6)
    closed = measure(image)
    draw.rectangle((300, 95, 330, 110), fill=255)
    leaking = measure(image)
    assert leaking.regions == closed.regions - 1
    assert leaking.largest_percent > closed.largest_percent


def test_areas_that_meet_late_are_one():
    image = Image.new("L", (40, 40), 255)
    draw = ImageDraw.Draw(image)
    draw.line((5, 5, 5, 30), fill=0)
    draw.line((15, 5, 15, 30), fill=0)
    draw.line((5, 30, 15, 30), fill=0)
    draw.point((30, 10), fill=0)
    found = areas(image, ink=True)
    assert sorted(found.sizes) == [1, 26 + 26 + 9]


def test_diagonal_neighbours_join_ink_and_part_paper():
    image = Image.new("L", (4, 4), 255)
    image.putpixel((1, 1), 0)
    image.putpixel((2, 2), 0)
    assert areas(image, ink=True).sizes == [2]
    assert areas(image.point(lambda v: 255 - v), ink=False).sizes == [1, 1]


def test_despeckle_takes_specks_and_pinholes_and_nothing_else():
    image = page()
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 100, 400, 400), fill=0)
    draw.point((200, 200), fill=255)
    draw.rectangle((600, 600, 602, 602), fill=0)
    before = measure(image)
    clean = despeckle(image)
    assert clean.mode == "1"
    assert before.specks == 1
    assert measure(clean).specks == 0
    assert clean.getpixel((200, 200)) == 0
    assert clean.getpixel((601, 601)) == 255
    assert clean.convert("L").histogram()[0] == 301 * 301


def test_grey_is_noticed():
    image = page()
    image.putpixel((3, 3), 128)
    assert not two_levels(image)


def test_empty_paper():
    found = measure(page())
    assert (found.ink_percent, found.stroke_px, found.regions, found.largest_percent) == (0, 0, 1, 100)
