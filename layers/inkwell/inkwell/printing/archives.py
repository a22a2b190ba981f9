"""The pages of a book as files in one archive, written as a stream."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from zipfile import ZIP_STORED, ZipFile, ZipInfo

#: The moment of every file in an archive: the earliest that archives know.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644


class _Pipe(RawIOBase):
    """A file that is written to and emptied in turn; it cannot be sought in."""

    def __init__(self) -> None:
        self.pending: list[bytes] = []

    def writable(self) -> bool:
        """See `RawIOBase`."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """See `RawIOBase`."""
        self.pending.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """The bytes since the last call."""
        data = b"".join(self.pending)
        self.pending.clear()
        return data


def zipped_pages(pages: Iterable[bytes], count: int) -> Iterator[bytes]:
    """The archive of a book's pages `page_01.png`, `page_02.png` ..., piece by piece: one page is held at a time.

    PNGs do not become smaller, so they are stored as they are. The same pages make the same bytes.

    Args:
        pages: the PNGs at trim size and 300 dpi, read one by one.
        count: how many there are; it decides how many digits a number has.
    """
    pipe, digits = _Pipe(), max(2, len(str(count)))
    with ZipFile(pipe, "w", ZIP_STORED) as archive:
        for number, page in enumerate(pages, 1):
            entry = ZipInfo(f"page_{number:0{digits}}.png", _MOMENT)
            entry.external_attr = _REGULAR_FILE << 16
            entry.create_system = 3
            archive.writestr(entry, page)
            yield pipe.taken()
    yield pipe.taken()
