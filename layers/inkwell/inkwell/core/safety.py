"""The safety gate of all families: it checks every caller's text that can get into a prompt."""

import re
import unicodedata
from functools import cache

from inkwell.core import safety_words
from inkwell.core.errors import BlockedText

#: The levels of strictness; each includes the blocked words of the levels before it.
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


#: The characters between the words of a phrase: spaces, dashes (as NFKC leaves them) and underscores.
_JOINT = r"[\s_\-\u2010-\u2015]+"

#: Letters that are invisible (the fillers of Hangul); other invisible characters have a category of `_INVISIBLE`.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_INVISIBLE = frozenset({"Cf", "Mn", "Me"})


#: The most words that a "*" in a phrase stands for.
_BETWEEN = 3

#: The word in the place of a blocked phrase: a verb or a noun, as needed.
PLAYFUL = "tickles"

#: How often a softened text is checked again.
_ROUNDS = 5


@cache
def _pattern(level: str) -> re.Pattern[str]:
    blocked = [entry for name in LEVELS[: LEVELS.index(level) + 1] for entry in _entries(_LISTS[name])]
    innocent = _alternatives(_entries(safety_words.INNOCENT))
    ambiguous = _alternatives(_entries(safety_words.AMBIGUOUS))
    # Innocent phrases come first, so that the blocked words in them are skipped. An underscore is no part of a word.
    return re.compile(
        rf"(?<![^\W_])(?:{innocent}|(?P<blocked>{_alternatives(blocked)})|(?P<ambiguous>{ambiguous}))(?![^\W_])"
    )


@cache
def _genre() -> re.Pattern[str]:
    """The pattern of words that make an ambiguous word a blocked one."""
    innocent, genre = _alternatives(_entries(safety_words.INNOCENT)), _alternatives(_entries(safety_words.GENRE))
    return re.compile(rf"(?<![^\W_])(?:{innocent}|(?P<genre>{genre}))(?![^\W_])")


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in text.replace("\n", " ").split(",")]


def _alternatives(entries: list[str]) -> str:
    """A pattern for phrases and their plurals, longest first, so that the error names the whole phrase."""
    phrases = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    return "|".join(
        _phrase(phrase.removesuffix("y")) + ("(?:ys?|ies)" if phrase.endswith("y") else "(?:s|es)?")
        for phrase in phrases
    )


def _phrase(text: str) -> str:
    """A pattern for a phrase; a "*" in it stands for a few words, or none."""
    words = re.split(r"[\s-]+", text)
    between = rf"(?:[^\W_]+{_JOINT}){{0,{_BETWEEN}}}"
    return "".join(
        between if word == "*" else re.escape(word) + (_JOINT if place < len(words) - 1 else "")
        for place, word in enumerate(words)
    )


def blocked_phrase(text: str, level: str) -> str | None:
    """The first blocked phrase of a text, normalised, at a level ("standard", "moderate", "strict"); else None."""
    plain = _plain(text)
    matches = list(_pattern(level).finditer(plain))
    if blocked := next((match["blocked"] for match in matches if match["blocked"]), None):
        return blocked
    ambiguous = next((match["ambiguous"] for match in matches if match["ambiguous"]), None)
    return ambiguous if ambiguous and _is_in_genre(plain) else None


def softened(text: str, *, audience: str) -> str:
    """A text in which each phrase that is blocked for an audience gives way to a playful word.

    A text without any is returned as it is; another one in lower case. It is empty where nothing else is left.

    Args:
        audience: the readers, a key of `AUDIENCES`.
    """
    level = AUDIENCES[audience]
    # The words around a phrase may make another one.
    for _ in range(_ROUNDS):
        if blocked_phrase(text, level) is None:
            return text
        plain = _plain(text)
        in_genre = _is_in_genre(plain)

        def playful(match: re.Match[str], in_genre: bool = in_genre) -> str:
            is_blocked = match["blocked"] or (match["ambiguous"] and in_genre)
            return PLAYFUL if is_blocked else match[0]

        text = _pattern(level).sub(playful, plain)
        text = re.sub(rf"{PLAYFUL}(?:{_JOINT}{PLAYFUL})+", PLAYFUL, text).strip()
        if text == PLAYFUL:
            return ""
    return ""


def _plain(text: str) -> str:
    """A text as it is compared: normalised, without case and invisible characters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char) not in _INVISIBLE and char not in _FILLERS)


def _is_in_genre(plain: str) -> bool:
    """True for a text in which ambiguous words are blocked ones."""
    return any(match["genre"] for match in _genre().finditer(plain))


def screen(text: str, *, field: str, audience: str | None = None) -> None:
    """Check a caller's text.

    Args:
        field: the request's field that holds it, for the error.
        audience: the readers of the picture, a key of `AUDIENCES`; None for the loosest level.

    Raises:
        BlockedText: the text holds a phrase that is blocked for this audience.
    """
    level = AUDIENCES[audience] if audience else "standard"
    found = blocked_phrase(text, level)
    if found:
        readers = f" for {audience} readers" if audience else ""
        problem = f'must not contain "{found}"{readers}'
        raise BlockedText(f"{field} {problem}", details={field: problem, "blocked": found})
