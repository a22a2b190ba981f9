"""The safety gate: one for all families, on every text of a caller that can get into a prompt."""

import re
import unicodedata
from functools import cache

from inkwell.core import safety_words
from inkwell.core.errors import BlockedText

#: Which words are blocked for whom; each level includes the ones before it.
LEVELS = ("standard", "moderate", "strict")
_LISTS = {
    "standard": safety_words.STANDARD,
    "moderate": safety_words.MODERATE,
    "strict": safety_words.STRICT,
}
AUDIENCES = {
    "toddler": "strict",
    "children": "strict",
    "tween": "moderate",
    "teen": "moderate",
    "adult": "standard",
}


@cache
def _pattern(level: str) -> re.Pattern[str]:
    blocked: list[str] = []
    for name in LEVELS[: LEVELS.index(level) + 1]:
        blocked += (entry.strip() for entry in _LISTS[name].replace("\n", " ").split(","))
    # Longest first, so that the caller is told the whole phrase; any run of spaces or hyphens joins its words.
    unique = {re.sub(r"[\s-]+", " ", entry) for entry in blocked if entry}
    phrases = sorted(unique, key=lambda entry: (-len(entry), entry))
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{joined})(?:s|es)?(?!\w)")


def blocked_phrase(text: str, level: str) -> str | None:
    """What in a text is blocked at a level ("standard", "moderate", "strict"), as it stands in the text; else None."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    found = _pattern(level).search(plain)
    return found.group() if found else None


def screen(text: str, *, field: str, audience: str | None = None) -> None:
    """Let a caller's text pass, or say what is wrong with it.

    Args:
        field: the name under which the caller sent it.
        audience: who the picture is for, a key of `AUDIENCES`; None for what has no audience.

    Raises:
        BlockedText: it holds something that is not drawn for this audience.
    """
    level = AUDIENCES[audience] if audience else "standard"
    found = blocked_phrase(text, level)
    if found:
        readers = f" for {audience} readers" if audience else ""
        problem = f'must not contain "{found}"{readers}'
        raise BlockedText(f"{field} {problem}", details={field: problem, "blocked": found})
