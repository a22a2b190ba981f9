"""`inkwell print-check`: what a print service would refuse about a PDF."""

import argparse
import logging
from pathlib import Path
from typing import Any

from inkwell.cli.errors import CommandFailed, UsageError
from inkwell.cli.tables import show


def register(subparsers: Any) -> None:
    """Add the command to its parser."""
    checking = subparsers.add_parser("print-check", help="check a PDF for print; exit code 1 where a rule is broken")
    checking.add_argument("file", metavar="FILE", type=Path, help="an interior or a cover, of any program")
    checking.add_argument(
        "--paper",
        choices=("white", "cream", "standard-color", "premium-color"),
        help="that the book is printed on; white, or premium-color for pictures in colour, when left out",
    )
    checking.add_argument("--line-art", action="store_true", help="all pictures must have black and white only")
    checking.add_argument("--pages", metavar="COUNT", type=int, help="of the book that a cover is for")
    checking.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    # Only here: pypdf is not installed where nothing is printed.
    from inkwell.printing.checks.checking import check

    if options.pages is not None and options.pages < 1:
        raise UsageError("COUNT must be 1 or more")
    # The warnings of pypdf are about damage that it mends by itself; damage that it cannot mend is an error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with options.file.open("rb") as file:
            report = check(
                file, paper=options.paper, line_art=options.line_art or None, book_pages=options.pages
            )  # fmt: skip
    except OSError as error:
        raise CommandFailed(f"{options.file} cannot be read: {error.strerror}") from error
    rows = [
        (
            "pass" if finding.passed else "FAIL",
            finding.rule,
            f"page {finding.page}" if finding.page else "",
            finding.figure,
        )
        for finding in report.findings
    ]
    show([("RESULT", "RULE", "WHERE", "FIGURE"), *rows])
    failed = len(report.failures)
    print()
    print(f"{failed} failed." if failed else "Ready for print.")
    return 1 if failed else 0
