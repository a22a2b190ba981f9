"""Pages: cursors, and how much a page shows."""

from datetime import UTC, datetime

import pytest

from inkwell.core.errors import InvalidInput
from inkwell.core.names import new_id
from inkwell.core.paging import MAX_BYTES, Page, Position, shown
from inkwell.core.timestamps import now

END = Position(datetime(2026, 1, 1, tzinfo=UTC), "end")


def page_of(*sizes: int) -> tuple[Page[int], list[int]]:
    """The page that is shown of things of such sizes, and what was made for it."""
    made: list[int] = []

    def show(size: int) -> int:
        made.append(size)
        return size

    found = shown(
        Page(list(sizes), END), show, size=lambda size: size, position=lambda size: Position(END.moment, str(size))
    )
    return found, made


def test_a_cursor_leads_back_to_its_position() -> None:
    position = Position(now(), new_id())
    assert Position.of(position.cursor) == position
    assert position.cursor.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "bad",
    [
        "",
        " ",
        "x",
        "====",
        "a" * 5000,
        "é",
        "MjAyNi0wMS0wMQ",
        "MjAyNi05OS0wMVQwMDowMDowMC4wMDBaI2E",
        Position(END.moment, "a#b").cursor,
        Position(END.moment, "").cursor,
        END.cursor + "\n",
        END.cursor[:-8],
    ],
)
def test_what_is_no_cursor_is_refused(bad: str) -> None:
    with pytest.raises(InvalidInput, match="cursor must be one from"):
        Position.of(bad)


def test_a_page_that_fits_is_shown_whole() -> None:
    page, made = page_of(MAX_BYTES - 2, 1, 1)
    assert (page.items, page.next, made) == ([MAX_BYTES - 2, 1, 1], END, [MAX_BYTES - 2, 1, 1])


def test_a_page_ends_where_there_is_no_more_space_and_the_next_begins_there() -> None:
    page, made = page_of(7, MAX_BYTES - 7, 3, 4)
    assert page == Page([7, MAX_BYTES - 7], Position(END.moment, str(MAX_BYTES - 7)))
    assert made == [7, MAX_BYTES - 7, 3]


def test_a_thing_larger_than_a_page_is_shown_alone() -> None:
    page, _ = page_of(MAX_BYTES + 1, 5)
    assert page == Page([MAX_BYTES + 1], Position(END.moment, str(MAX_BYTES + 1)))
