"""The choice of a passage by what a prompt says: its name, its people, or book and chapter."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from inkwell_offline.storyteller.bible.beats import Passage
from inkwell_offline.storyteller.bible.passages import PASSAGES
from inkwell_offline.storyteller.dice import Dice

_REFERENCE = re.compile(r"\b((?:[12]\s*)?[a-z]+)\.?\s+(\d{1,3})(?:\s*[:.,]\s*(\d{1,3}))?", re.I)
_WORD = re.compile(r"[^\W_]+")
#: Weights of a title, a chapter, a verse, a name and a word.
_TITLE, _CHAPTER, _VERSE, _NAME, _WORDS = 8, 6, 1, 4, 1
#: How far, in verses, a cited verse may be from one that is told.
_NEAR = 4


def chosen(prompt: str, dice: Dice) -> Passage:
    """The passage that a prompt means most; of several that it means as much, or when it means none, one by chance."""
    scores = [score(passage, prompt) for passage in PASSAGES]
    best = max(scores)
    return dice.pick([passage for passage, each in zip(PASSAGES, scores, strict=True) if each == best])


def score(passage: Passage, prompt: str) -> int:
    """How much of a passage a prompt names; 0 for nothing."""
    text = prompt[:2000]
    asked = _words(text)
    title, names, others, chapters = _known(passage.title)
    cited = {_plain(f"{book} {chapter}"): int(verse or 0) for book, chapter, verse in _REFERENCE.findall(text)}
    return (
        _TITLE * (title <= asked)
        + _CHAPTER * len(chapters & cited.keys())
        + _VERSE * any(_near(beat.reference, cited) for beat in passage.beats if cited)
        + _NAME * len(names & asked)
        + _WORDS * len(others & asked)
    )


@cache
def _known(title: str) -> tuple[frozenset[str], ...]:
    """The words of a passage's title, its names, its other words, and its chapters."""
    passage = next(each for each in PASSAGES if each.title == title)
    chapters = frozenset(_plain(chapter) for chapter in passage.chapters)
    return _words(title), _words(passage.names), _words(passage.words), chapters


_SMALL = frozenset("the a an and of in to his her by two one many s".split())


def _near(reference: str, cited: Mapping[str, int]) -> bool:
    chapter, _, verse = reference.partition(":")
    asked = cited.get(_plain(chapter), 0)
    return asked > 0 and abs(asked - int(verse)) <= _NEAR


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_plain(text))) - _SMALL


def _plain(text: str) -> str:
    """A text without case and accents; "2 kings", "2kings" and "psalms 23" as the table has them."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return re.sub(r"\bpsalms\b", "psalm", re.sub(r"\b([12])\s*(?=[a-z])", r"\1 ", bare))
