"""Spelling: words of a prompt that nobody knows, and the words that were meant."""

import re
from difflib import get_close_matches
from functools import cache

from inkwell_offline.illustrator.words.matcher import is_known
from inkwell_offline.illustrator.words.others import adjectives, kinds
from inkwell_offline.storyteller.beings import BEINGS, PLACES, being_of, is_place
from inkwell_offline.storyteller.nouns import singular
from inkwell_offline.storyteller.tables import table
from inkwell_offline.storyteller.verbs import base, is_act
from inkwell_offline.storyteller.words import THINGS

#: Words in small letters, so long that one wrong letter does not make another word of them.
_LONG = re.compile(r"\b[a-z]{6,}\b")
#: Endings of words that are made of others.
_MADE = ("ing", "ly", "ness", "tion", "er", "est", "less", "ful", "ish", "ment")
_ALIKE = 0.9


def mended(text: str) -> str:
    """A text with its misspelt words as they were meant, as far as they mean one of our words."""
    return _LONG.sub(lambda found: _meant(found[0]), text)


@cache
def _meant(word: str) -> str:
    one = singular(word)
    is_ours = is_act(word) or being_of(word) or is_place(word) or one in THINGS or base(word) in table("verbs").values()
    if (
        is_ours
        or word.endswith(_MADE)
        or word in adjectives()
        or any(is_known(each) or each in kinds() for each in (word, one))
    ):
        return word
    near = get_close_matches(word, _forms(), 3, _ALIKE)
    # Braces are no races: hardly anybody errs in the first letter.
    return next((each for each in near if each[0] == word[0]), word)


@cache
def _forms() -> tuple[str, ...]:
    """Our words in their usual forms, none of another language."""
    nouns = (*(each for each in (*BEINGS, *PLACES) if each.isascii() and " " not in each), *THINGS)
    verbs = table("topics")["words"]["acts"].split()
    return tuple(dict.fromkeys(f"{each}{ending}" for each in (*nouns, *verbs) for ending in ("", "s")))
