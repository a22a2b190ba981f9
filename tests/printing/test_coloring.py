"""The interiors of colouring books."""

import os
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfReader

from inkwell.core.errors import InvalidInput
from inkwell.printing.checks.checking import check
from inkwell.printing.coloring import print_coloring_book
from inkwell.printing.limits import TRIMS
from inkwell.printing.strips import strip_of
from tests.printing.books import CREATED, blank, coloring_book, cut, needs_poppler, page, printed, rendered, strip

EMOJI, ARABIC, LONG, PATH = "🦄🌈", "مغامرات ليلى", "W" * 100, "../../etc/passwd"


@needs_poppler
@pytest.mark.parametrize("trim", sorted(TRIMS))
class TestPixels:
    def test_a_page_is_its_picture(self, trim: str, tmp_path: Path):
        book = coloring_book(trim=trim, pages=[strip(trim, 1), strip(trim, 2)], blank_backs=False)
        for shown, seed in zip(rendered(printed(book), tmp_path), (1, 2), strict=True):
            assert differences(shown, trim, seed) is None

    def test_with_bleed_the_picture_stays_at_the_trim(self, trim: str, tmp_path: Path):
        book = coloring_book(trim=trim, pages=[strip(trim, 1), strip(trim, 2)], blank_backs=False, bleed=True)
        for shown, seed in zip(rendered(cut(printed(book)), tmp_path), (1, 2), strict=True):
            assert differences(shown, trim, seed) is None

    def test_what_is_cut_off_is_white(self, trim: str, tmp_path: Path):
        book = coloring_book(trim=trim, pages=[strip(trim, 1), strip(trim, 2)], blank_backs=False, bleed=True)
        # An eighth of an inch is a whole number of pixels here; those at its edge belong to both.
        for number, shown in enumerate(rendered(printed(book), tmp_path, 80), 1):
            left, right = (0, 10) if number == 1 else (10, 0)
            shown.paste(255, (max(left - 1, 0), 9, shown.width - max(right - 1, 0), shown.height - 9))
            assert shown.getextrema() == (255, 255)


def differences(shown: Image.Image, trim: str, seed: int) -> tuple[int, int, int, int] | None:
    wanted = page(trim, seed).convert("L")
    assert shown.size == wanted.size
    return ImageChops.difference(shown, wanted).getbbox()


class TestSameBytes:
    def test_of_the_same_book(self):
        book = coloring_book(title_page=True, page_numbers=True, bleed=True, author="Ann")
        assert printed(book) == printed(book)

    def test_in_another_process(self):
        code = """
import sys, hashlib
from tests.printing.books import coloring_book, printed
for title in ("Bella", "ليلى", "Bella"):
    print(hashlib.sha256(printed(coloring_book(title=title, title_page=True))).hexdigest())
"""
        runs = [
            subprocess.run(
                [sys.executable, "-c", code],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": zone},
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split()
            for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
        ]
        assert runs[0] == runs[1]
        assert runs[0][0] == runs[0][2] != runs[0][1]

    def test_the_date_is_the_books(self):
        later = CREATED + timedelta(days=1)
        first, second = (PdfReader(BytesIO(printed(coloring_book(created=at)))) for at in (CREATED, later))
        assert first.metadata is not None
        assert second.metadata is not None
        assert (first.metadata.creation_date, second.metadata.creation_date) == (CREATED, later)


class TestPages:
    @pytest.mark.parametrize("pictures", [1, 2, 3])
    @pytest.mark.parametrize("blank_backs", [True, False])
    @pytest.mark.parametrize("title_page", [True, False])
    def test_their_number_is_even_and_backs_are_blank(self, pictures: int, blank_backs: bool, title_page: bool):
        book = coloring_book(pages=[blank()] * pictures, blank_backs=blank_backs, title_page=title_page)
        out = BytesIO()
        facts = print_coloring_book(book, out)
        pages = PdfReader(out).pages
        assert len(pages) == facts.pages
        assert facts.pages % 2 == 0
        assert facts.pages - (2 * title_page + pictures * (1 + blank_backs)) in (0, 1)
        with_picture = [number for number, each in enumerate(pages, 1) if each.images]
        first = 3 if title_page else 1
        assert with_picture == [first + index * (1 + blank_backs) for index in range(pictures)]

    def test_pictures_are_numbered(self):
        pages = PdfReader(BytesIO(printed(coloring_book(page_numbers=True, title_page=True)))).pages
        assert [pages[2 + 2 * index].extract_text().strip() for index in range(12)] == [str(n) for n in range(1, 13)]

    def test_a_title_page_names_title_and_author(self):
        first, second = list(PdfReader(BytesIO(printed(coloring_book(title_page=True, author="Ann Lee")))).pages)[:2]
        assert "Bella\u2019s" in first.extract_text()
        assert "Ann Lee" in first.extract_text()
        assert "© 2026 Ann Lee" in second.extract_text()

    def test_a_book_needs_pages_and_a_known_size(self):
        for changes in ({"pages": []}, {"trim": "5x5"}, {"paper": "gold"}, {"created": CREATED.replace(tzinfo=None)}):
            with pytest.raises(InvalidInput):
                coloring_book(**changes)


class TestNotices:
    def facts(self, **changes: object) -> list[tuple[str, int | None]]:
        return [(each.code, each.page) for each in print_coloring_book(coloring_book(**changes), BytesIO()).notices]

    def test_nothing_is_said_about_a_good_book(self):
        assert self.facts() == []

    def test_too_few_pages(self):
        assert self.facts(pages=[blank()] * 11) == [("page_count", None)]

    def test_coarse_and_misshapen_pictures(self):
        coarse, wide = strip_of(Image.new("1", (850, 1100), 1)), strip_of(Image.new("1", (3300, 3300), 1))
        assert self.facts(pages=[blank(), coarse, wide] + [blank()] * 9) == [("low_resolution", 3), ("stretched", 5)]


class TestNames:
    @pytest.mark.parametrize(
        "title", [EMOJI, ARABIC, LONG, PATH, "", " ", "漢字", "שלום", "a\0b\x1b", "é" * 100, "Zoë 🦄"]
    )
    def test_whatever_they_are_the_file_can_be_printed(self, title: str):
        out = BytesIO()
        print_coloring_book(
            coloring_book(title=title, author=title, title_page=True, trim="6x9", pages=[blank("6x9")] * 12), out
        )
        assert check(out).failures == ()

    @settings(max_examples=25, deadline=None)
    @given(st.text(max_size=100))
    def test_of_any_characters(self, title: str):
        out = BytesIO()
        print_coloring_book(coloring_book(title=title, author=title[:20], title_page=True), out)
        assert check(out).failures == ()

    def test_characters_without_a_typeface_are_left_out_and_told(self):
        out = BytesIO()
        facts = print_coloring_book(coloring_book(title="Zoë 🦄 漢", title_page=True), out)
        assert "Zoë" in PdfReader(out).pages[0].extract_text()
        assert [each.message[-2:] for each in facts.notices] == ["🦄漢"]

    def test_a_title_of_which_nothing_is_left_has_another(self):
        assert (
            "Coloring Book"
            in PdfReader(BytesIO(printed(coloring_book(title=EMOJI, title_page=True)))).pages[0].extract_text()
        )

    def test_a_long_title_is_whole(self):
        text = PdfReader(BytesIO(printed(coloring_book(title=LONG, title_page=True)))).pages[0].extract_text()
        # Each letter is drawn twice: its outline, and the white within.
        assert text.count("W") in (100, 200)

    @needs_poppler
    @pytest.mark.parametrize(
        "title", [LONG, PATH, ARABIC, "A very long name of a book about everything that there is " * 2]
    )
    def test_no_title_leaves_its_frame(self, title: str, tmp_path: Path):
        book = coloring_book(title=title[:100], author=title[:100], title_page=True, trim="6x9", pages=[blank("6x9")])
        shown = next(rendered(printed(book), tmp_path, 100))
        # Between the frame's outer line and the edge of the page nothing is drawn.
        margin = Image.new("L", shown.size, 255)
        inner = (40, 28, shown.width - 28, shown.height - 28)
        margin.paste(0, inner)
        assert ImageChops.lighter(shown, ImageChops.invert(margin)).getextrema() == (255, 255)


def test_pages_go_into_the_file_as_they_were_stored():
    strips = [strip("8.5x11", 1), strip("8.5x11", 2)]
    pdf = printed(coloring_book(pages=strips * 6, title_page=True, page_numbers=True))
    assert all(pdf.count(each.data) == 1 for each in strips)
    assert len(pdf) - sum(len(each.data) for each in strips) < 150_000


def test_a_file_is_written_to_what_can_only_be_written_to():
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise OSError("a pipe")

        tell = read = seek

    pipe = Pipe()
    print_coloring_book(coloring_book(), pipe)
    assert pipe.getvalue() == printed(coloring_book())
