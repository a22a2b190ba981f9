"""Connected areas in pictures whose answers are known."""

from PIL import Image, ImageDraw

from inkwell.imaging.areas import areas, without_small


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


def test_small_areas_go_and_nothing_else() -> None:
    image = Image.new("L", (850, 1100), 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 100, 400, 400), fill=0)
    draw.point((200, 200), fill=255)
    draw.rectangle((600, 600, 602, 602), fill=0)
    clean = without_small(without_small(image, True, 10), False, 10)
    assert clean.getpixel((200, 200)) == 0
    assert clean.getpixel((601, 601)) == 255
    assert clean.histogram()[0] == 301 * 301


def test_small_areas_that_are_spared_stay() -> None:
    image = Image.new("L", (60, 40), 255)
    draw = ImageDraw.Draw(image)
    for x in (10, 30):
        draw.rectangle((x, 10, x + 2, 12), fill=0)
    clean = without_small(image, True, 10, lambda runs: runs[0][1] > 20)
    assert (clean.getpixel((11, 11)), clean.getpixel((31, 11))) == (255, 0)
