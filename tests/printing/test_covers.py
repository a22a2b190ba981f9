"""Covers that wrap a book."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from inkwell.printing.books import ColoringBook, PrintedBook, StoryBook
from inkwell.printing.checks.checking import check
from inkwell.printing.covers import print_cover
from inkwell.printing.geometry import wrap
from inkwell.printing.limits import BARCODE, TRIMS
from tests.printing.books import blank, coloring_book, needs_poppler, painting, rendered, story, strip


def cover(book: ColoringBook | StoryBook, pages: int) -> tuple[bytes, PrintedBook]:
    out = BytesIO()
    return (facts := print_cover(book, pages, out)) and (out.getvalue(), facts)  # type: ignore[return-value]


def words(pdf: bytes) -> str:
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("trim", sorted(TRIMS))
@pytest.mark.parametrize("pages", [24, 78, 100, 400])
def test_a_cover_can_be_printed_and_fits_its_book(trim: str, pages: int):
    pdf, facts = cover(coloring_book(trim=trim, pages=[blank(trim)] * 5, author="Ann"), pages)
    assert check(BytesIO(pdf), book_pages=pages).failures == ()
    assert facts.spine == pytest.approx(pages * 0.002252)
    assert facts.notices == ()


def test_the_spine_has_the_words_of_the_front_where_it_may_have_any():
    thin, thick = (words(cover(coloring_book(author="Ann Lee"), pages)[0]) for pages in (78, 120))
    assert thin.count("Bella\u2019s Adventure") == thin.count("Ann Lee") == 1
    assert thick.count("Bella\u2019s Adventure") == thick.count("Ann Lee") == 2


def test_a_spine_that_may_have_words_but_is_too_narrow_for_seven_points_is_told():
    pdf, facts = cover(coloring_book(), 80)
    assert [notice.code for notice in facts.notices] == ["spine_without_words"]
    assert words(pdf).count("Adventure") == 1


def test_words_that_are_longer_than_the_spine_are_shortened_and_told():
    pdf, facts = cover(coloring_book(title="W" * 100, trim="6x9", pages=[blank("6x9")]), 200)
    assert [notice.code for notice in facts.notices] == ["spine_shortened"]
    assert check(BytesIO(pdf)).failures == ()


@needs_poppler
@pytest.mark.parametrize("title", ["Bella", "W" * 100])
@pytest.mark.parametrize("make", [coloring_book, story])
def test_nothing_stands_where_the_barcode_comes_nor_in_a_fold(make: Any, title: str, tmp_path: Path):
    book = make(title=title, author="Ann Lee")
    pdf, _ = cover(book, 220)
    (shown,) = rendered(pdf, tmp_path, 72, colour=True)
    sheet = wrap(book.sheet, 220, book.paper)

    def is_plain(left: float, bottom: float, right: float, top: float) -> bool:
        area = shown.crop((round(left), round(shown.height - top), round(right), round(shown.height - bottom)))
        return all(low == high for low, high in area.getextrema())

    back = sheet.back
    assert is_plain(back.right - 18 - BARCODE[0], back.bottom + 18, back.right - 18, back.bottom + 18 + BARCODE[1])
    for fold in (sheet.spine.left + 2, sheet.spine.right - 2):
        assert is_plain(fold - 1.5, 0, fold + 1.5, sheet.media.top)


def test_the_same_cover_has_the_same_bytes():
    for book in (coloring_book(pages=[strip("8.5x11", 1), strip("8.5x11", 2)]), story()):
        assert cover(book, 100)[0] == cover(book, 100)[0]


def test_a_coarse_picture_is_told():
    _, facts = cover(story(), 40)
    assert {notice.code for notice in facts.notices} == {"low_resolution"}
    sharp = story(scenes=[story().scenes[0].__class__(title="", text="", picture=painting((1800, 1800)))])
    assert cover(sharp, 40)[1].notices == ()


def test_a_long_spine_is_set_smaller_before_it_is_shortened():
    title, author = "The extraordinarily wonderful adventures of Bella the bunny", "Ann Lee and her many friends"
    pdf, facts = cover(coloring_book(title=title, author=author), 300)
    assert facts.notices == ()
    (spine,) = [line for line in words(pdf).splitlines() if title in line]
    assert author in spine


def test_a_name_that_is_too_long_for_its_place_is_told():
    _, facts = cover(coloring_book(author="W" * 100, trim="6x9"), 60)
    assert [notice.code for notice in facts.notices] == ["author_shortened"]
