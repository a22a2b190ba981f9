"""Pages as files in one archive, and the names of files."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inkwell.printing.archives import zipped_pages
from inkwell.printing.names import LONGEST, cover_name, interior_name, pages_name, slug
from tests.printing.books import page


def png(seed: int) -> bytes:
    buffer = BytesIO()
    page("6x9", seed).save(buffer, "PNG", dpi=(300, 300))
    return buffer.getvalue()


class TestArchives:
    def test_pages_come_out_as_they_went_in(self):
        pages = [png(1), png(2)]
        with ZipFile(BytesIO(b"".join(zipped_pages(pages, 2)))) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == ["page_01.png", "page_02.png"]
            assert [archive.read(name) for name in archive.namelist()] == pages
            with Image.open(archive.open("page_01.png")) as first:
                assert (first.size, first.mode) == ((1800, 2700), "1")
                assert [round(value) for value in first.info["dpi"]] == [300, 300]

    def test_the_same_pages_make_the_same_bytes(self):
        assert list(zipped_pages([b"a", b"b"], 2)) == list(zipped_pages([b"a", b"b"], 2))

    def test_one_page_is_held_at_a_time(self):
        read = []

        def pages() -> Iterator[bytes]:
            for number in range(3):
                read.append(number)
                yield bytes([number]) * 1000

        pieces = zipped_pages(pages(), 3)
        for number in range(3):
            assert 1000 < len(next(pieces)) < 1200
            assert read == list(range(number + 1))

    def test_a_long_book_sorts_by_name(self):
        with ZipFile(BytesIO(b"".join(zipped_pages([b""] * 120, 120)))) as archive:
            assert archive.namelist() == sorted(archive.namelist())


class TestNames:
    @pytest.mark.parametrize(
        ("title", "expected"),
        [
            ("Bella's Adventure", "bellas-adventure"),
            ("Bella\u2019s  Adventure!", "bellas-adventure"),
            ("../../etc/passwd", "etcpasswd"),
            ("Zoë & Ömer: A-B", "zoë-ömer-a-b"),
            ("مغامرات ليلى", "مغامرات-ليلى"),
            ("गुड़िया की कहानी", "गुड़िया-की-कहानी"),
            ("Snow_White — 2", "snowwhite-2"),
            ("🦄🌈❤\ufe0f", "id7"),
            ("", "id7"),
            ("...", "id7"),
            ('a\r\nb\0c"d', "a-bcd"),
        ],
    )
    def test_a_slug(self, title: str, expected: str):
        assert slug(title, "id7") == expected

    def test_files(self):
        names = [make("Bella's Adventure", "id7") for make in (interior_name, pages_name, cover_name)]
        assert names == ["bellas-adventure-interior.pdf", "bellas-adventure-pages.zip", "bellas-adventure-cover.pdf"]

    @given(st.text(max_size=200))
    def test_a_slug_is_safe_in_paths_and_headers(self, title: str):
        made = slug(title, "id7")
        assert made
        assert len(made) <= LONGEST
        assert not set(made) & set("/\\.\"'\r\n\0;: ")
        assert not made.startswith("-")
