"""The telling of a passage: which of its moments a scene shows, its text with the verse, its choices and its picture."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from inkwell_offline.storyteller.bible.beats import Beat, Passage
from inkwell_offline.storyteller.bible.choosing import chosen
from inkwell_offline.storyteller.bible.feelings import ANSWERED, ASKED, FEELINGS, HEARD, THANKED, THANKS_ANSWERED
from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.reading import Idea

_COMMAS = re.compile(r",(?:\s*,)+")
_LONG_AGO, _LONG_AGO_SHORTER = "Everything looks as it did long ago, in Bible times.", "Long ago, in Bible times."
#: The most words of a picture to which the longer one is added.
_MANY = 46
_NAMED = re.compile(r"\{(\w+)\}")
_KINDS = re.compile(r"\b(?:wo)?man\b")
_QUIET = (
    "Let us stop here for a moment, and look around once more.",
    "Let us be quite still for a moment, and listen.",
    "Let us take one deep breath before we turn the page.",
    "Let us think about that once more.",
    "Let us ask ourselves: what would we have done?",
)
_WRITTEN = ("In the Bible we read:", "The Bible says it like this:", "And it is written:")


def bible_scene(idea: Idea, dice: Dice, hints: Mapping[str, Any], depth: int, length: int) -> dict[str, Any]:
    """A scene of a retold passage.

    Args:
        idea: the visitor's wish, which chooses the passage.
        dice: the story's chance, the same for all of its scenes.
        hints: `choice`, the feeling that was chosen at the end of the scene before.
        depth: the number of the scene, 1 for the first.
        length: the scenes of the whole story, at least two.
    """
    passage = chosen(idea.text, dice.apart("passage"))
    shown = moments(passage, length)
    beat = passage.beats[shown[depth - 1]]
    ends = depth == length
    quiet = shown.index(shown[depth - 1]) < depth - 1
    skipped = range(shown[depth - 2] + 1, shown[depth - 1]) if depth > 1 else ()
    between = " ".join(passage.beats[index].short for index in skipped)
    told = _QUIET[depth % len(_QUIET)] if quiet else beat.told
    lead = _taken_up(passage.beats[shown[depth - 2]], depth - 1, str(hints.get("choice") or "")) if depth > 1 else ""
    book, _, _ = beat.reference.partition(":")
    begins = f"This is from the Bible, from {book}." if depth == 1 else ""
    verse = f"{_WRITTEN[depth % len(_WRITTEN)]} “{beat.quotation}” ({beat.reference})."
    return {
        "title": f"{passage.title}: {beat.title}",
        "text": " ".join(filter(None, (lead, begins, between, told, verse, "The end." if ends else ""))),
        "image_prompt": picture_of(passage, beat),
        "is_ending": ends,
        "choices": [] if ends else list(_choices(beat, depth)),
    }


def moments(passage: Passage, length: int) -> Sequence[int]:
    """The indices of the beats that a story of a length tells, in order: always the first, the turning and the last.

    A story that is longer than its passage stays with a moment.
    """
    last = len(passage.beats) - 1
    if length > last:
        return [*range(last), *[last - 1] * (length - last - 1), last]
    if length <= 2:
        return [0, last]
    spread = [round(at * last / (length - 1)) for at in range(length)]
    if passage.turning not in spread:
        nearest = min(range(1, length - 1), key=lambda at: abs(spread[at] - passage.turning))
        spread[nearest] = passage.turning
    return spread


def _choices(beat: Beat, depth: int) -> tuple[str, ...]:
    asked = ASKED[depth % len(ASKED)]
    felt = tuple(asked.format(who=beat.who, how=FEELINGS[feeling][0]) for feeling in beat.feelings)
    return (*felt, THANKED.format(thanks=beat.thanks))


def _taken_up(beat: Beat, depth: int, choice: str) -> str:
    """The answer to the choice at the end of the scene before, whose beat and depth are given."""
    choice = " ".join(choice.split())
    choices = _choices(beat, depth)
    if choice == choices[-1]:
        return THANKS_ANSWERED[depth % len(THANKS_ANSWERED)].format(thanks=beat.thanks)
    if choice in choices:
        how, said = FEELINGS[beat.feelings[choices.index(choice)]]
        answer = ANSWERED[depth % len(ANSWERED)].format(who=beat.who, how=how, How=_capital(how))
        return f"{answer} {said[depth % len(said)]}"
    own = _capital(choice.strip(" .!?“”\"'")[:120])
    mark = "?" if choice.endswith("?") else "."
    return HEARD.format(choice=f"{own}{mark}") if own else ""


def picture_of(passage: Passage, beat: Beat) -> str:
    """The picture of a beat, in which everybody is described as always."""
    looks = {name: f"{look}," for name, look in passage.people.items()}
    seen: set[str] = set()
    for name in _NAMED.findall(beat.seen):
        kind = _KINDS.search(looks[name])
        if kind and kind[0] in seen:
            # Of two men, or two women, only the first is called by name, so that they are not taken for one.
            looks[name] = re.sub(r"^(?:[A-Z][\w ]*, )?(?:an?|the) ", "a second ", looks[name])
        seen |= {kind[0]} if kind else set()
    shown = _capital(_COMMAS.sub(",", beat.seen.format_map(looks)).rstrip(","))
    return f"{shown}. {_LONG_AGO if len(shown.split()) <= _MANY else _LONG_AGO_SHORTER}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
