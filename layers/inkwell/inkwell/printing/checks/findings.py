"""The findings of a print check as data."""

from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "version", "encryption", "size", "boxes", "bleed", "resolution", "line art", "fonts", "page count", "blank pages",
    "spine", "transparency", "extras", "file size",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a file keeps or breaks.

    Args:
        figure: what was found, with its unit.
        page: where, from 1; the whole file when left out.
    """

    rule: Rule
    passed: bool
    figure: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The findings about a file: each rule that applies, once when it is kept, else once a page."""

    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """No rule is broken."""
        return all(finding.passed for finding in self.findings)

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The rules that are broken."""
        return tuple(finding for finding in self.findings if not finding.passed)
