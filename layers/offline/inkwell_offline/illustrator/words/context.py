"""The context of a word: whether it is denied or used as a thing, how many there are, and in which colour."""

# ruff: noqa: SIM905 - tables of words are read more easily as text

from collections.abc import Iterable

from inkwell_offline.illustrator.words import lexicon, looks
from inkwell_offline.illustrator.words.grammar import (
    ARTICLES,
    BREAKS,
    DETERMINERS,
    ENDS,
    JOINTS,
    LIKE,
    NEGATIONS,
    NO_ADJECTIVES,
    NOT_ENGLISH,
    OBJECT_STYLES,
    ONLY_ENGLISH,
    PLACES,
    PLURALS,
    PRONOUNS,
    SMALL_WORDS,
    STYLE_NOUNS,
    VERBS,
)
from inkwell_offline.illustrator.words.matcher import (
    Match,
    canonical,
    category,
    is_known,
    matches,
    phrases,
    tokens,
)
from inkwell_offline.illustrator.words.nouns import AMBIGUOUS
from inkwell_offline.illustrator.words.others import FOREIGN, adjectives, in_english
from inkwell_offline.illustrator.words.relations import relation_before

MATERIALS = frozenset("wooden glass metal plastic paper stone silver steel ceramic clay leather woollen cotton".split())
"""Materials that no living thing is made of: in "a wooden dipper" the noun is no bird."""
SHORT, LONGEST_PHRASE = 2, 5
"""Words: so short a text names things without articles; so far back a noun's article is looked for."""


def _is_mood(word: str) -> bool:
    """True for a word that says how somebody feels, such as "shy"."""
    return any(category == "mood" for category, _ in phrases().get((word,), ()))


class Context:
    """A text as words, what the lexicon knows of it, and questions about each match.

    Args:
        names: of those whom it calls by name: no words of any language.
    """

    def __init__(self, text: str, names: Iterable[str] = ()) -> None:
        self.text = text
        said = tokens(text)
        called = {word for name in names for word in tokens(name)}
        self.words = in_english(said, lambda word: word in called or is_known(word))
        foreign = not FOREIGN.isdisjoint(said)
        self.is_foreign = foreign
        self.found = [
            m
            for m in self._with_categories(matches(self.words))
            if not self._negated(m) and not self._simile(m) and not self._other_language(m, foreign)
        ]

    def _with_categories(self, known: list[Match]) -> list[Match]:
        """The known phrases, and the categories of nouns that are not known."""
        taken = {i for match in known for i in range(match.start, match.end)}
        found = list(known)
        i = 0
        while i < len(self.words):
            for length in (2, 1):
                span = range(i, i + length)
                words = self.words[i : i + length]
                is_free = len(words) == length and taken.isdisjoint(span)
                entries = category(words) if is_free and self._is_noun(i, i + length) else ()
                is_made = self.words[max(0, i - 1) : i] and self.words[i - 1] in MATERIALS
                if entries and not (is_made and entries[0][0] in ("species", "people")):
                    found.append(Match(i, i + length, entries, " ".join(words)))
                    i += length - 1
                    break
            i += 1
        return sorted(found, key=lambda match: match.start)

    def _is_noun(self, start: int, end: int) -> bool:
        """True where an unknown word can only be a noun: at the end of a phrase with an article or an adjective."""
        word = self.words[end - 1]
        if word in looks.COLOURS or word in adjectives() or word in SMALL_WORDS or word.endswith("ly"):
            return False
        return self.in_phrase(start) or len(self.words) <= SHORT or (word.endswith("s") and start > 0)

    def in_phrase(self, start: int) -> bool:
        """True for a word in a noun phrase: an article, a number or an adjective opens it, adjectives may follow."""
        sure = False
        for i in range(start - 1, max(-1, start - 1 - LONGEST_PHRASE), -1):
            word = self.words[i]
            if word in ARTICLES or word in lexicon.NUMBERS or word in DETERMINERS or word == "s":
                return True
            if word in NO_ADJECTIVES:
                return False
            if word in looks.COLOURS or word in adjectives() or _is_mood(word):
                sure = True
            elif not word.endswith(("ing", "ed")) or word in BREAKS:
                is_strange = word not in BREAKS and word not in SMALL_WORDS and not is_known(word)
                return sure or (is_strange and not word.endswith("s") and self.words[i - 1] in ("a", "an", "the"))
        return sure

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
                is_costume = match.value("people") is not None and not LIKE.isdisjoint(before[1:3])
                return before[1:2] != ["such"] and not is_costume
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
        if not self.is_foreign and word in NOT_ENGLISH:
            return False
        if match.value("style") is not None:
            return self.object(match)
        if match.end - match.start > 1:
            return True
        if word.endswith(("ing", "ed")) and (word,) not in phrases():
            return False
        if word in ("painting", "drawing") and any(m.end == match.start and m.value("species") for m in self.found):
            return False
        if canonical(word) not in AMBIGUOUS:
            return True
        if word in PLURALS:
            return True
        before = self.before(match, 1)
        if word in looks.COLOURS and self._colours_next(match):
            return False
        if self.in_phrase(match.start) or self._heads(match):
            return True
        if relation_before(before) in ("eat", "hold"):
            return True
        if before:
            previous = before[0]
            if word.endswith("s") and canonical(word) != word:
                return previous not in PRONOUNS and not any(
                    c in ("species", "people") for c, _ in phrases().get((canonical(previous),), ())
                )
            person = match.value("species") and any(c == "people" for c, _ in phrases().get((previous,), ()))
            return bool(person) or previous in DETERMINERS or previous in looks.COLOURS or previous in lexicon.NUMBERS
        after = self.words[match.end] if match.end < len(self.words) else "."
        is_somebody = match.value("species") is not None or match.value("people") is not None
        is_first = match.start == 0 and after in PLACES | JOINTS
        if word.endswith("s") and canonical(word) != word and (is_somebody or is_first):
            return True
        if is_first and (match.value("species") or not match.value("action")):
            return True
        return len(self.words) <= 2 or (match.end < len(self.words) and self.words[match.end] in BREAKS)

    def _heads(self, match: Match) -> bool:
        """True for the last of two nouns that are one: the pie of an apple pie."""
        after = self.words[match.end] if match.end < len(self.words) else "."
        is_last = after in BREAKS or after in PLACES or after in JOINTS
        return (
            is_last
            and self.words[match.start] not in VERBS
            and any(
                m.end == match.start and m.value("thing") and not m.value("action") and self.in_phrase(m.start)
                for m in self.found
            )
        )

    def _colours_next(self, match: Match) -> bool:
        """True for a word that says the colour of the next one: orange shoes, a peach dress."""
        return any(m.start == match.end and m.value("action") is None for m in self.found)

    def object(self, match: Match) -> bool:
        """True when words that also name an art style mean the thing: "holds a pencil", not "a pencil drawing"."""
        if canonical(self.words[match.start]) not in OBJECT_STYLES or match.start == 0:
            return False
        before = self.before(match, 3)
        after = self.words[match.end] if match.end < len(self.words) else "."
        named = before[:1] and (before[0] in DETERMINERS or self.words[match.end - 1].endswith("s"))
        return bool(named) and after not in STYLE_NOUNS and (after in BREAKS or after in PLACES or after in JOINTS)

    def colour(self, match: Match, reach: int = 3) -> str:
        after = self.words[match.end] if match.end < len(self.words) else ""
        if self.is_foreign and after in looks.COLOURS:
            return looks.COLOURS[after]
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
            counts = before[i + 1 : i + 2] and before[i + 1] in lexicon.NUMBERS
            if (
                word in ("and", "with", "the", "s")
                or (word == "of" and not counts)
                or (word.endswith("ing") and word not in adjectives())
            ):
                break
        last = self.words[match.end - 1]
        if last in PLURALS:
            return 2
        return 2 if last.endswith("s") and canonical(last) != last and not last.endswith("ss") else 1

    def inner_colour(self, match: Match) -> str:
        for word in self.words[match.start : min(len(self.words), match.end + 3)]:
            if word in BREAKS or word in ENDS:
                break
            if word in looks.COLOURS:
                return looks.COLOURS[word]
        return ""
