"""The parts that a story is made of: its steps, and the lines in which they are written."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Step(NamedTuple):
    """A thing that happens when it is chosen.

    Args:
        choice: how it is offered. title: the scene's title.
        prose, verse: the text, see `lines`; of verse, each line is a couplet with " / " between its halves.
        seen: the picture of it, after the hero's name.
        recall: how the ending remembers it, in prose, and as a couplet.
        token: whether something small is found.
        outdoors: whether it needs wind, weather and sky.
        pals: whether it needs a friend who comes along.
    """

    choice: str
    title: str
    prose: str
    verse: str
    seen: str
    recall: tuple[str, str] = ("", "")
    token: bool = False
    outdoors: bool = False
    pals: bool = False

    @property
    def needs_helper(self) -> bool:
        """Whether somebody of the place has a part in it."""
        return any("helper}" in text for text in (self.choice, self.prose, self.verse, self.seen))


class Arc(NamedTuple):
    """A kind of conflict: how it begins, goes on and is resolved.

    Args:
        things: what it may be about, each with its adjective.
        openings: first scenes; their `choice` is not used.
        sight: the goal comes in sight, for a story that is too short for a turn.
        steps: what may be tried, in any order.
        hooks: the progress after the first step, the second, and so on, in prose.
        turns: how the goal comes in sight.
        finals: how it is reached.
        ends_at: where the turn and the end are seen, when it is not the place of the story.
        hours: the light of a story's first part, its second and its last, as pictures and `Place` have them.
    """

    things: tuple[str, ...]
    openings: tuple[Step, ...]
    sight: str
    steps: tuple[Step, ...]
    hooks: tuple[str, ...]
    turns: tuple[Step, ...]
    finals: tuple[Step, ...]
    ends_at: str = ""
    hours: tuple[str, str, str] = ("early morning light", "bright daylight", "golden evening light")


class Line(NamedTuple):
    """A sentence or couplet, and its weight: the heaviest are left out first when a text grows too long."""

    weight: int
    text: str


_WEIGHTS = {".": 0, "+": 2, "*": 3}
_LINE = re.compile(r"^\s*([.+*])([a-z]*) (.+?)\s*$", re.M)


def lines(marked: str, conditions: Sequence[str]) -> Iterator[Line]:
    """The lines of a text that hold under the conditions.

    Args:
        marked: each line begins with "." for every age, "+" for young and older children, or "*" for older ones, and
            directly behind it the letters of its conditions: p with a pal, s alone, o outdoors, i indoors, d by day, and the
            first letter of a writing style.
        conditions: the letters that hold.
    """
    for mark, needed, text in _LINE.findall(marked):
        if all(letter in conditions for letter in needed):
            yield Line(_WEIGHTS[mark], text)
