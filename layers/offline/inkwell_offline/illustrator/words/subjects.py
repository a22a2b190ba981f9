"""The subjects of a text: the characters that it mentions, and their names."""

import re
from dataclasses import dataclass, field

from inkwell_offline.illustrator.words.grammar import PLACES
from inkwell_offline.illustrator.words.matcher import canonical
from inkwell_offline.illustrator.words.names import BOYS, GIRLS

FEASTS = frozenset(("s", "year", "years", "christmas", "halloween", "easter"))
"""Words before an evening that is nobody's name: New Year's Eve."""


@dataclass
class Subject:
    """A character that the text mentions, as gathered while reading."""

    kind: str
    value: str
    count: int
    start: int
    word: str
    colour: str = ""
    name: str = ""
    end: int = -1
    young: bool = False
    looks: dict[str, str] = field(default_factory=dict)
    wears: dict[str, str] = field(default_factory=dict)


def _names(text: str, words: list[str]) -> list[tuple[int, str]]:
    """First names as (word index, name), capitalised in the text."""
    known = {m.group(0) for m in re.finditer(r"\b[A-Z][a-z]+\b", text)}
    return [
        (i, w.capitalize())
        for i, w in enumerate(words)
        if (w in GIRLS or w in BOYS) and w.capitalize() in known and words[max(0, i - 1)] not in FEASTS
    ]


def name_subjects(text: str, words: list[str], subjects: list[Subject]) -> None:
    """Give names to subjects ("Bella the bunny", "a fox named Rusty"); other first names are children."""
    for subject in subjects:
        if found := re.search(
            r"\b([A-Z][a-z]+),? (?:the|a|an) (?:\w+[ -]){0,3}" + re.escape(words[subject.start]) + r"\b",
            text,
            re.I,
        ):
            name = found.group(1)
            if name[0].isupper() and canonical(name.lower()) == name.lower() and name.lower() not in PLACES:
                subject.name = name
        after = words[subject.start + 1 : subject.start + 3]
        if len(after) == 2 and after[0] in ("named", "called"):
            subject.name = after[1].capitalize()
        elif after and after[0] in GIRLS | BOYS:
            subject.name = after[0].capitalize()
    taken = {s.name for s in subjects}
    for index, name in _names(text, words):
        if name in taken:
            continue
        taken.add(name)
        person = next(
            (
                s
                for s in subjects
                if s.kind == "people"
                and not s.name
                and s.value in ("girl", "boy", "child", "princess", "pirate", "knight", "astronaut")
            ),
            None,
        )
        if person is not None:
            person.name = name
            continue
        role = "girl" if name.lower() in GIRLS else "boy"
        subjects.append(Subject("people", role, 1, index, name.lower(), name=name))
    subjects.sort(key=lambda s: s.start)
