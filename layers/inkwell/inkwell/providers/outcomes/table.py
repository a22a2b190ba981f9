"""The form of the tables of outcomes, and how an answer finds its row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from inkwell.core.errors import ModelError

Charge = Literal["nothing", "what it tells", "perhaps"]
"""The provider's charge for the answer: nothing, what the answer itself tells, or what nobody can tell any more."""

FREE: Final = "nothing"
TELLS: Final = "what it tells"
PERHAPS: Final = "perhaps"


@dataclass(frozen=True, slots=True)
class Source:
    """The place where a provider, or somebody who met the answer, describes it.

    Args:
        place: a URL, or a package with its version.
        day: the day on which it was written or, where it bears no date, on which it was looked up.
    """

    place: str
    day: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A kind of answer that is neither a picture nor a text.

    Args:
        code: the provider's own code, or the HTTP status.
        error: the type of error that it is; that type says whether the same request may be sent again.
        source: who says so.
        words: a regular expression, for answers that a code alone does not tell apart; letter case does not count. It
            is searched in the provider's words, and only in answers that have the code.
        charge: what the provider charges for the answer.
    """

    code: str | int
    error: type[ModelError]
    source: Source
    words: str = ""
    charge: Charge = FREE


Outcomes = tuple[Outcome, ...]


def rows(codes: Iterable[str | int], error: type[ModelError], source: Source, *, charge: Charge = FREE) -> Outcomes:
    """The rows of several codes that mean the same."""
    return tuple(Outcome(code, error, source, charge=charge) for code in codes)


def outcome_of(outcomes: Outcomes, codes: tuple[str | int, ...], text: str) -> Outcome | None:
    """The row of an answer; None when the table does not know it.

    A row with words is more specific than one without. Among those without, the first of the codes decides.

    Args:
        outcomes: the provider's table.
        codes: the codes in the answer, the most specific first.
        text: the provider's words.
    """
    for each in outcomes:
        if each.words and each.code in codes and re.search(each.words, text, re.IGNORECASE):
            return each
    plain = {each.code: each for each in outcomes if not each.words}
    return next((plain[code] for code in codes if code in plain), None)
