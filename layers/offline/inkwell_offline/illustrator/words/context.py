"""The context of a word: whether it is denied or used as a thing, how many there are, and in which colour."""

from inkwell_offline.illustrator.words import lexicon, looks
from inkwell_offline.illustrator.words.grammar import (
    BREAKS,
    DETERMINERS,
    FOREIGN,
    JOINTS,
    LIKE,
    NEGATIONS,
    NOT_ENGLISH,
    OBJECT_STYLES,
    ONLY_ENGLISH,
    PLACES,
    PLURALS,
    PRONOUNS,
    STYLE_NOUNS,
)
from inkwell_offline.illustrator.words.matcher import Match, canonical, matches, phrases, tokens
from inkwell_offline.illustrator.words.nouns import AMBIGUOUS


class Context:
    """A text as words, what the lexicon knows of it, and questions about each match."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tokens(text)
        foreign = not FOREIGN.isdisjoint(self.words)
        self.found = [
            m
            for m in matches(self.words)
            if not self._negated(m) and not self._simile(m) and not self._other_language(m, foreign)
        ]

    def before(self, match: Match, reach: int) -> list[str]:
        out: list[str] = []
        for i in range(match.start - 1, max(-1, match.start - 1 - reach), -1):
            if self.words[i] in BREAKS:
                break
            out.append(self.words[i])
        return out

    def _negated(self, match: Match) -> bool:
        before = self.before(match, 3)
        if before and before[0] in ("and", "or", "nor"):
            before = self.before(match, 6)
        for i, word in enumerate(before):
            if word in NEGATIONS:
                return i < 3 or "or" in before[:i] or "nor" in before[:i]
        return False

    def _simile(self, match: Match) -> bool:
        before = self.before(match, 4)
        if len(before) > 1 and before[0] in ("a", "an", "the"):
            before = before[1:]
            if before[0] == "as":
                return True
            return before[0] == "like" and not (len(before) > 1 and before[1] in LIKE)
        return False

    def _other_language(self, match: Match, foreign: bool) -> bool:
        """True for a single word that is known only in a language that the text is not in."""
        if match.end - match.start > 1 or match.value("mood") is not None:
            return False
        return self.words[match.start] in (ONLY_ENGLISH if foreign else NOT_ENGLISH)

    def noun(self, match: Match) -> bool:
        """True when an ambiguous single word is used as a thing here."""
        word = self.words[match.start]
        if match.value("style") is not None:
            return self.object(match)
        if match.end - match.start > 1:
            return True
        if word.endswith(("ing", "ed")) and (word,) not in phrases():
            return False
        if canonical(word) not in AMBIGUOUS:
            return True
        if word in PLURALS:
            return True
        before = self.before(match, 1)
        if before:
            previous = before[0]
            if word.endswith("s") and canonical(word) != word:
                return previous not in PRONOUNS and not any(
                    c in ("species", "people") for c, _ in phrases().get((canonical(previous),), ())
                )
            person = match.value("species") and any(c == "people" for c, _ in phrases().get((previous,), ()))
            return bool(person) or previous in DETERMINERS or previous in looks.COLOURS or previous in lexicon.NUMBERS
        if word.endswith("s") and match.value("species"):
            return True
        return len(self.words) <= 2 or (match.end < len(self.words) and self.words[match.end] in BREAKS)

    def object(self, match: Match) -> bool:
        """True when words that also name an art style mean the thing: "holds a pencil", not "a pencil drawing"."""
        if canonical(self.words[match.start]) not in OBJECT_STYLES or match.start == 0:
            return False
        before = self.before(match, 3)
        after = self.words[match.end] if match.end < len(self.words) else "."
        named = before[:1] and (before[0] in DETERMINERS or self.words[match.end - 1].endswith("s"))
        return bool(named) and after not in STYLE_NOUNS and (after in BREAKS or after in PLACES or after in JOINTS)

    def colour(self, match: Match, reach: int = 3) -> str:
        for word in (*self.words[match.start : match.end - 1], *self.before(match, reach)):
            if word in looks.COLOURS:
                return looks.COLOURS[word]
            if word in ("and", "with", "a", "an", "the", "in"):
                break
        return ""

    def count(self, match: Match) -> int:
        before = self.before(match, 4)
        for i, word in enumerate(before):
            if i + 2 < len(before) and (phrase := f"{before[i + 2]} {before[i + 1]} {word}") in lexicon.NUMBERS:
                return lexicon.NUMBERS[phrase]
            if i + 1 < len(before) and (pair := f"{before[i + 1]} {word}") in lexicon.NUMBERS:
                return lexicon.NUMBERS[pair]
            if word in lexicon.NUMBERS:
                return lexicon.NUMBERS[word]
            if word.isdigit():
                return max(1, min(9, int(word)))
            if word in ("and", "with", "the"):
                break
        last = self.words[match.end - 1]
        return 2 if last.endswith("s") and canonical(last) != last and not last.endswith("ss") else 1

    def inner_colour(self, match: Match) -> str:
        for word in self.words[match.start : min(len(self.words), match.end + 3)]:
            if word in BREAKS:
                break
            if word in looks.COLOURS:
                return looks.COLOURS[word]
        return ""
