"""The maker of a colouring book's files for print."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BufferedReader, BytesIO, RawIOBase
from tempfile import TemporaryFile
from typing import BinaryIO

from inkwell.coloring_books.data import ExportData
from inkwell.core.errors import NotFound
from inkwell.core.jobs import JobRecord, StoredFile
from inkwell.core.making import PREPARED, part_key
from inkwell.core.object_store import ObjectStore
from inkwell.core.store import FirstResult
from inkwell.core.timestamps import moment_of
from inkwell.printing.archives import zipped_pages
from inkwell.printing.books import ColoringBook
from inkwell.printing.coloring import print_coloring_book
from inkwell.printing.covers import print_cover
from inkwell.printing.names import cover_name, interior_name, pages_name
from inkwell.printing.storing import store_pdf
from inkwell.printing.strips import Strip, strip_of_png

_ZIP = "application/zip"

#: The rules of the print check that do not fail an export: a book of four pages may be printed at home.
_TOLERATED = ("page count",)


class BookFiles:
    """The `Maker` of exports: a PDF of the pages with its cover, or an archive of them.

    A page as it is printed, its strip, is made once for a version. Later exports find it while the bucket keeps it, and
    make it anew after that.
    """

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    def parts(self, record: JobRecord) -> Sequence[str]:
        """See `Maker`: the object keys of pages without a strip."""
        data = _data(record)
        if data.format != "pdf":
            return []
        there = self._objects.sizes(f"{PREPARED}{data.project_id}/")
        return [page for page in data.pages if _strip_key(data, page) not in there]

    def prepare(self, record: JobRecord, parts: Sequence[str]) -> None:
        """See `Maker`."""
        data = _data(record)
        for page in parts:
            self._prepared(data, page)

    def make(self, record: JobRecord) -> FirstResult:
        """See `Maker`."""
        data = _data(record)
        return self._archive(data) if data.format == "png_zip" else self._book(data)

    def _prepared(self, data: ExportData, page: str) -> Strip:
        strip = strip_of_png(self._objects.get(page)[0])
        self._objects.put(_strip_key(data, page), strip.to_bytes(), "application/octet-stream")
        return strip

    def _strip(self, data: ExportData, page: str) -> Strip:
        try:
            return Strip.from_bytes(self._objects.get(_strip_key(data, page))[0])
        except NotFound:
            return self._prepared(data, page)

    def _book(self, data: ExportData) -> FirstResult:
        book = ColoringBook(
            title=data.title,
            author=data.author,
            created=moment_of(data.changed_at),
            pages=[self._strip(data, page) for page in data.pages],
            trim=data.trim_size,
            paper=data.paper,
            bleed=data.bleed,
            blank_backs=data.blank_backs,
            page_numbers=data.page_numbers,
            title_page=data.title_page,
        )
        with TemporaryFile() as file:
            interior = print_coloring_book(book, file)
            files = [self._stored(data.file_keys[0], file, interior_name(data.title, data.project_id), data)]
        if data.cover:
            with TemporaryFile() as file:
                cover = print_cover(book, interior.pages, file)
                name = cover_name(data.title, data.project_id)
                files.append(self._stored(data.file_keys[1], file, name, data, interior.pages))
            more = tuple(notice for notice in cover.notices if notice not in interior.notices)
            interior = replace(interior, notices=interior.notices + more)
        return FirstResult(data={"printed": interior.as_data()}, files=files)

    def _stored(
        self, key: str, file: BinaryIO, name: str, data: ExportData, book_pages: int | None = None
    ) -> StoredFile:
        # A cover is no page to color: its picture may have greys.
        line_art = book_pages is None or None
        return store_pdf(
            self._objects, key, file, name, _TOLERATED, paper=data.paper, line_art=line_art, book_pages=book_pages
        )

    def _archive(self, data: ExportData) -> FirstResult:
        pages = (self._objects.get(page)[0] for page in data.pages)
        pieces = _Pieces(zipped_pages(pages, len(data.pages)))
        key, name = data.file_keys[0], pages_name(data.title, data.project_id)
        self._objects.put_file(key, BufferedReader(pieces), _ZIP, name)
        return FirstResult(files=[StoredFile(key, name, pieces.size, _ZIP)])


class _Pieces(RawIOBase):
    """A file that is made while it is read; `size` counts its bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = BytesIO()
        self.size = 0

    def readable(self) -> bool:
        """See `RawIOBase`."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """See `RawIOBase`."""
        while not (found := self._piece.readinto(buffer)):
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._piece = BytesIO(piece)
        self.size += found
        return found


def _strip_key(data: ExportData, page: str) -> str:
    return part_key(data.project_id, page, ".g4")


def _data(record: JobRecord) -> ExportData:
    data = ExportData.of(record.job)
    if data is None:
        raise ValueError(f"the job {record.job.id} is no export")
    return data
