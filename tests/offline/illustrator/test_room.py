"""Room within a mask."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from inkwell_offline.illustrator.room import room_in

SIZE = (400, 300)


def marked(shape: str, box: tuple[int, int, int, int]) -> Image.Image:
    mask = Image.new("L", SIZE, 0)
    getattr(ImageDraw.Draw(mask), shape)(box, fill=255)
    return mask


def area(box: tuple[int, int, int, int]) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


@given(st.integers(0, 300), st.integers(0, 200), st.integers(1, 90), st.integers(1, 90))
def test_a_rectangle_is_all_room(x: int, y: int, wide: int, high: int) -> None:
    mask = marked("rectangle", (x, y, x + wide - 1, y + high - 1))
    assert room_in(mask) == mask.getbbox() == (x, y, x + wide, y + high)


@given(st.integers(0, 200), st.integers(0, 100), st.integers(20, 190), st.integers(20, 190))
def test_what_is_room_is_marked_and_is_most_of_it(x: int, y: int, wide: int, high: int) -> None:
    mask = marked("ellipse", (x, y, x + wide, y + high))
    room = room_in(mask)
    # An ellipse holds a rectangle of 0.64 of its area; the cells of the grid cost some.
    assert mask.crop(room).histogram()[255] > 0.97 * area(room)
    assert area(room) > 0.5 * mask.histogram()[255]


def test_a_slanted_stroke_has_room_inside_it() -> None:
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).line((30, 60, 370, 240), fill=255, width=80)
    room = room_in(mask)
    assert mask.crop(room).getextrema() == (255, 255)
    # At a slope of 28 degrees a stroke of 80 pixels holds 85 x 45 at most.
    assert area(room) > 0.9 * 85 * 45


def test_a_hair_line_is_taken_as_it_is() -> None:
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).line((0, 0, 399, 299), fill=255, width=1)
    assert room_in(mask) == (0, 0, 400, 300)


def test_of_two_marks_the_larger_is_taken() -> None:
    mask = marked("rectangle", (10, 10, 50, 50))
    ImageDraw.Draw(mask).rectangle((200, 100, 399, 299), fill=255)
    x0, y0, x1, y1 = room_in(mask)
    assert x0 >= 200
    assert y0 >= 100
    assert (x1 - x0, y1 - y0) >= (190, 190)
