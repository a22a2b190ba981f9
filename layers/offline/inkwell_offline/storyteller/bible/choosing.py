"""The choice of a passage by what a prompt says: its name, its people, or book and chapter."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from inkwell.core.errors import SubjectUnknown
from inkwell_offline.storyteller.bible.beats import Passage
from inkwell_offline.storyteller.bible.passages import PASSAGES
from inkwell_offline.storyteller.dice import Dice

_REFERENCE = re.compile(r"\b((?:[12]\s*)?[a-z]+)\.?\s+(\d{1,3})(?:\s*[:.,]\s*(\d{1,3}))?", re.I)
_WORD = re.compile(r"[^\W_]+")
#: Weights of a title, a chapter, a verse, a name and a word.
_TITLE, _CHAPTER, _VERSE, _NAME, _WORDS = 8, 6, 1, 4, 1
#: The most letters of a prompt that are looked at.
_LONGEST = 2_000
#: The weight of a name against a word, and the sum that leaves no doubt.
_NAMED, _WITHOUT_DOUBT = 2, 4
#: How far, in verses, a cited verse may be from one that is told.
_NEAR = 4


#: Words that ask for a story of the Bible, whichever it is.
_ANY = frozenset(
    "story stories tale tales bible holy scripture passage tell told read retell hear about me us please from for kids "
    "children how when what who that this god lord is was some any surprise something with it on at old new testament "
    "man woman boy girl big great one people everybody where whole long ago inside out "
    "eine ein una un une cuente cuento historia histoire geschichte bibel biblia die der das el la le von aus".split()
)


def chosen(prompt: str, dice: Dice) -> Passage:
    """The passage that a prompt means most; of several that it means as much, or when it asks for any, one by chance.

    Raises:
        SubjectUnknown: it means none of ours.
    """
    scores = [score(passage, prompt) for passage in PASSAGES]
    best = max(scores)
    if not best and not _asks_for_any(prompt):
        titles = ", ".join(passage.title for passage in PASSAGES)
        raise SubjectUnknown(f"I do not know this story of the Bible. I can tell these, please choose one: {titles}.")
    return dice.pick([passage for passage, each in zip(PASSAGES, scores, strict=True) if each == best])


def retold(prompt: str) -> Passage | None:
    """The passage that a prompt names without doubt, where nobody has said that it is about the Bible.

    Its title says so, or several of its names and words: a child who is called Noah may well see a rainbow.
    """
    asked = _words(prompt[:_LONGEST])
    for passage in PASSAGES:
        title, names, others, _ = _known(passage.title)
        is_title = len(title) > 1 and title <= asked
        is_named = bool(names & asked) and _NAMED * len(names & asked) + len(others & asked) >= _WITHOUT_DOUBT
        if is_title or is_named:
            return passage
    return None


def _asks_for_any(prompt: str) -> bool:
    return not _words(prompt[:_LONGEST]) - _ANY


def score(passage: Passage, prompt: str) -> int:
    """The share of a passage that a prompt names; 0 for nothing, or for so little that it means another story."""
    text = prompt[:_LONGEST]
    cited = {_plain(f"{book} {chapter}"): int(verse or 0) for book, chapter, verse in _REFERENCE.findall(text)}
    title, names, others, chapters = _known(passage.title)
    told = chapters & cited.keys()
    # "Daniel 9" is not about the den, although Daniel is.
    asked = _words(text) - (frozenset() if told else _words(" ".join(cited)))
    named, meant = names & asked, others & asked
    unknown = asked - named - meant - title - _ANY
    is_title = bool(title) and title <= asked
    if not (told or is_title) and len(unknown) > (len(named) + len(meant) if named else 0):
        return 0
    return (
        _TITLE * is_title
        + _CHAPTER * len(told)
        + _VERSE * any(_near(beat.reference, cited) for beat in passage.beats if cited)
        + _NAME * len(named)
        + _WORDS * len(meant)
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
