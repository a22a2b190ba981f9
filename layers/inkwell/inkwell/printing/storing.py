"""PDFs for print on their way into the store, past the print check."""

from collections.abc import Collection
from typing import BinaryIO

from inkwell.core.errors import InkwellError
from inkwell.core.jobs import StoredFile
from inkwell.core.object_store import ObjectStore
from inkwell.printing.checks.checking import check
from inkwell.printing.limits import Paper

_PDF = "application/pdf"


def store_pdf(
    objects: ObjectStore,
    key: str,
    file: BinaryIO,
    name: str,
    tolerated: Collection[str],
    *,
    paper: Paper,
    line_art: bool | None = None,
    book_pages: int | None = None,
) -> StoredFile:
    """A PDF in the store, once it has passed the print check.

    Args:
        name: the file name for whoever downloads it.
        tolerated: rules of the print check that may fail.
        paper, line_art, book_pages: see `check`.

    Raises:
        InkwellError: it breaks another rule.
    """
    report = check(file, paper=paper, line_art=line_art, book_pages=book_pages)
    if broken := [finding for finding in report.failures if finding.rule not in tolerated]:
        raise InkwellError(f"The print check found a fault in {name}: {broken[0].rule}, {broken[0].figure}")
    size = file.seek(0, 2)
    file.seek(0)
    objects.put_file(key, file, _PDF, name)
    return StoredFile(key, name, size, _PDF)
