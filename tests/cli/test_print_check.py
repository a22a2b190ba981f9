"""`inkwell print-check`."""

from pathlib import Path

import pytest

from inkwell.cli import main
from tests.printing.books import blank, coloring_book, printed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "book.pdf"


def test_a_good_book_passes_with_a_figure_for_each_rule(file: Path, capsys: pytest.CaptureFixture[str]):
    file.write_bytes(printed(coloring_book(bleed=True)))
    assert main(["print-check", str(file)]) == 0
    said = capsys.readouterr().out
    assert "8.625 x 11.250 in (8.5x11, with bleed)" in said
    assert "FAIL" not in said


def test_a_broken_rule_makes_the_exit_code_1(file: Path, capsys: pytest.CaptureFixture[str]):
    file.write_bytes(printed(coloring_book(pages=[blank()])))
    assert main(["print-check", str(file)]) == 1
    assert "FAIL    page count" in capsys.readouterr().out


@pytest.mark.parametrize("data", [None, b"hello", b"%PDF-1.4 hello"])
def test_a_file_that_is_none_is_said_plainly(file: Path, data: bytes | None, capsys: pytest.CaptureFixture[str]):
    if data is not None:
        file.write_bytes(data)
    assert main(["print-check", str(file)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("inkwell: ")
    assert "Traceback" not in said.err
    assert said.out == ""


def test_no_pages_are_no_book(file: Path):
    assert main(["print-check", str(file), "--pages", "0"]) == 2
