"""A book of 100 colouring pages assembled, beside two other writers of PDF in the same run.

Each writer is a fresh process, which finds the pages as files: strips as the studio stores them with a page's version,
PNGs, or TIFFs with the same code as the strips. Counted are processor time without imports, the most memory of the
whole process, and the size of the file. Only Inkwell's has boxes for the cutter, blank backs and text.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

ROOT = Path(__file__).parents[1]
PAGES = 100

#: Processor time in seconds, memory in megabytes.
AIM, MEMORY_AIM = 1.5, 150.0

_CREATED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Measured:
    """The measures of a writer.

    Args:
        seconds: processor time.
        peak, size: memory and the file, in megabytes.
    """

    seconds: float
    peak: float
    size: float


def _pages(folder: Path) -> None:
    """Writes 100 letter pages into a folder: the gallery's colouring pages, each moved a little further."""
    from inkwell.printing.strips import strip_of

    drawn = []
    for file in sorted((ROOT / "docs/gallery").glob("*.png")):
        with Image.open(file) as picture:
            large = picture.convert("L").resize((2550, 3300), Image.Resampling.LANCZOS)
        drawn.append(large.point(lambda value: 255 * (value > 127)).convert("1", dither=Image.Dither.NONE))
    for number in range(PAGES):
        page = ImageChops.offset(drawn[number % len(drawn)].convert("L"), number * 8, number * 5).convert("1")
        name = folder / f"{number:03}"
        name.with_suffix(".strip").write_bytes(strip_of(page).to_bytes())
        page.save(name.with_suffix(".png"), dpi=(300, 300))
        page.save(name.with_suffix(".tif"), compression="group4", dpi=(300, 300), tiffinfo={278: page.height})


def _ours(pages: Sequence[Path], out: BytesIO) -> None:
    from inkwell.printing.books import ColoringBook
    from inkwell.printing.coloring import print_coloring_book
    from inkwell.printing.strips import Strip, strip_of_png

    strips = [
        Strip.from_bytes(page.read_bytes()) if page.suffix == ".strip" else strip_of_png(page.read_bytes())
        for page in pages
    ]
    book = ColoringBook(title="A Hundred Pages", created=_CREATED, pages=strips, title_page=True, page_numbers=True)
    print_coloring_book(book, out)


def _img2pdf(pages: Sequence[Path], out: BytesIO) -> None:
    import img2pdf

    img2pdf.convert([str(page) for page in pages], outputstream=out)


def _pillow(pages: Sequence[Path], out: BytesIO) -> None:
    first, *rest = (Image.open(page) for page in pages)
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=300)


#: The writers, with the kind of file that they are given.
WRITERS: dict[str, tuple[Callable[[Sequence[Path], BytesIO], None], str]] = {
    "Inkwell, from strips": (_ours, "strip"),
    "Inkwell, from PNG": (_ours, "png"),
    "img2pdf, from TIFF": (_img2pdf, "tif"),
    "img2pdf, from PNG": (_img2pdf, "png"),
    "Pillow, from PNG": (_pillow, "png"),
}

_IMPORTS = {"Inkwell": "inkwell.printing.coloring", "img2pdf": "img2pdf", "Pillow": "PIL.PdfImagePlugin"}


def _write(name: str, folder: Path) -> Measured:
    """Runs a writer in this process."""
    import importlib

    importlib.import_module(_IMPORTS[name.partition(",")[0]])
    write, kind = WRITERS[name]
    out = BytesIO()
    began = time.process_time()
    write(sorted(folder.glob(f"*.{kind}")), out)
    seconds = time.process_time() - began
    return Measured(seconds, _peak(), len(out.getvalue()) / 1_000_000)


def _peak() -> float:
    """The most memory of this process, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not by `getrusage`: there a process begins with what its parent had.
        (kilobytes,) = (line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(kilobytes) / 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000


def measure() -> dict[str, Measured]:
    """All writers, one after the other."""
    found: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        _pages(Path(folder))
        for name in WRITERS:
            command = [sys.executable, "-m", "bench.printing", name, folder]
            run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            found[name] = Measured(*json.loads(run.stdout))
    return found


if __name__ == "__main__":
    done = _write(sys.argv[1], Path(sys.argv[2]))
    print(json.dumps([done.seconds, done.peak, done.size]))
