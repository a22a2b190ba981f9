"""The parts of a retold passage: its moments in order, with a verse for each."""

from collections.abc import Mapping
from typing import NamedTuple


class Beat(NamedTuple):
    """A moment.

    Args:
        title: its own title.
        reference: book, chapter and verse. quotation: a part of that verse, to the letter.
        told: what happens.
        short: the same in one sentence, for a story that leaves this moment out; the first and the last never are.
        seen: the picture of it; a name in braces stands for the looks of a person of the passage.
        who: whose feelings the choices ask for.
        feelings: two that may be meant, keys of `FEELINGS`.
        thanks: what a child may thank God for here.
    """

    title: str
    reference: str
    quotation: str
    told: str
    short: str
    seen: str
    who: str
    feelings: tuple[str, str]
    thanks: str


class Passage(NamedTuple):
    """A passage.

    Args:
        title: as children know it.
        names: words of a prompt that mean this passage and hardly another, in several languages.
        words: words that may mean it.
        chapters: where it stands, such as "Genesis 6".
        turning: the index of the beat at which it turns.
        people: the looks of its people, by the names that pictures use.
        beats: its moments.
    """

    title: str
    names: str
    words: str
    chapters: tuple[str, ...]
    turning: int
    people: Mapping[str, str]
    beats: tuple[Beat, ...]
