"""Beings and places: whoever may be in a story, and the words that mean them."""

from collections.abc import Iterable
from dataclasses import dataclass

from inkwell_offline.illustrator.words.others import kinds
from inkwell_offline.storyteller import words
from inkwell_offline.storyteller.nouns import plural, singular, with_article


@dataclass(frozen=True, slots=True)
class Someone:
    """A character.

    Args:
        noun: what it is, such as "fox" or "time traveler".
        name: how it is called, when the prompt says.
        adjectives: how it is, in the prompt's words.
        pronoun: she, he, they or it.
        is_known: whether the prompt says what it is at all.
        several: how many they are, when more than one, such as "two"; "some" when the prompt does not count.
    """

    noun: str
    name: str = ""
    adjectives: str = ""
    pronoun: str = "it"
    is_known: bool = True
    several: str = ""

    @property
    def short(self) -> str:
        """The character's name for the middle of a sentence."""
        return self.name or f"the {plural(self.noun) if self.several else self.noun}"

    @property
    def full(self) -> str:
        """The character's name for an introduction."""
        if not self.name:
            return self._described
        return self.name if self.noun == "hero" else f"{self.name}, {self._described}"

    @property
    def _described(self) -> str:
        if self.several:
            count = "" if self.several == "some" else self.several
            return " ".join(filter(None, (count, self.adjectives, plural(self.noun))))
        return with_article(" ".join(filter(None, (self.adjectives, self.noun))))


def _lookup(tables: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {synonym: noun for noun, synonyms in tables for synonym in (noun, *synonyms.split())}


BEINGS = _lookup(
    [*words.CREATURES.items(), *((noun, "") for noun in words.PEOPLE), *words.PEOPLE_IN_OTHER_WORDS.items()]
)
PLACES = _lookup((noun, entry[0]) for noun, entry in words.PLACES.items())
# Scripts without spaces between words.
UNSPACED = {word: noun for word, noun in BEINGS.items() if len(word) <= 4 and ord(word[0]) > 0x2E80}


#: English words that are beings in another language, where nouns have capitals.
_ENGLISH = frozenset(("kind", "fee", "fees"))


def being_of(word: str) -> str:
    """Our noun for a being that a word means; empty for any other word."""
    if word in _ENGLISH:
        return ""
    return BEINGS.get(word.lower()) or BEINGS.get(singular(word)) or ""


def is_person(word: str) -> bool:
    """True for a word for somebody, such as a crossing guard, of whom we know no more."""
    lower = singular(word)
    return lower not in words.THINGS and kinds().get(lower) in _PEOPLE


#: Categories of nouns that mean people.
_PEOPLE = ("adult", "man", "woman", "child", "girl", "boy", "person")


def is_place(word: str) -> bool:
    """True for a word that means a place that we know."""
    return word.lower() in PLACES or singular(word) in PLACES


def pronoun_of(name: str) -> str:
    """The pronoun of a name: she, he, or empty for one that may be either."""
    lower = name.lower()
    if lower in words.NAMES_HE:
        return "he"
    # Most names in -a are girls'.
    is_hers = lower in words.NAMES_SHE or (len(lower) > _SHORT and lower.endswith(("a", "elle", "ette", "lyn")))
    return "she" if is_hers and lower not in ("luca", "noa", "joshua", "nikita", "elia", "andrea", "sasha") else ""


_SHORT = 3
