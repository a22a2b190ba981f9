"""Parts of a topic of two clauses: who, how they look, what they carry, where, when, and whom they meet or visit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inkwell_offline.storyteller.beings import being_of
from inkwell_offline.storyteller.company import company_of
from inkwell_offline.storyteller.verbs import base

_SKY = "night|midnight|dawn|dusk|sunset|sunrise|moonlight|noon|rain|storm|snow|fog|mist|wind|thunderstorm|snowstorm|blizzard"
#: Verbs of those who are on their way.
_JOURNEYS = frozenset(
    "cross explore carry walk take climb sail follow fly visit swim ride bring travel go meet give deliver return wander "
    "journey hike search march row dive hurry run".split()
)
_END = re.compile(
    r"\s*(?:[,.;:!?]|\b(?:to|through|across|over|up|down|in|into|on|at|by|from|and|but|with|home|under|along|of|for|who|that|while|near)\b)"
)
_WHEN = re.compile(rf"\b(?:by|at|in|through|during) (?:(?:the|an?) )?(?:[a-z]+ )?(?:{_SKY})\b", re.I)
_PLACE = re.compile(
    r"\b(?:cross(?:es)?|explores?|visits?|climbs?|follows?|through|across|over|along|into|up|(?:walks?|sails?|travels?|swims?|goes|go) to|in|on)"
    r" (?=(?:the|an?) )(?P<place>.+)",
    re.I,
)
_GIFT = re.compile(r"\b(?:bring|give|take|deliver|return|carr(?:y|ies))s? (?P<thing>(?!it\b|them\b).+)", re.I)
_WHOM = re.compile(r"\bto (?P<whom>(?:the|an?|his|her|its|their) .+)", re.I)
_VISITED = re.compile(r"\bto (?:visit|find|meet|help|see) (?P<whom>(?:the|an?|his|her|its|their) .+)", re.I)
_MET = re.compile(r"\b(?:meets?|helps?|(?P<perhaps>follows?)) (?P<met>(?:an?|the|some|two|three) .+)", re.I)
_FOUND = re.compile(r"\bfinds? (?P<thing>(?:an?|the) .+)", re.I)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a topic, each in the topic's words; empty where it does not say.

    Args:
        who: the hero or the heroes, with their count, such as "two penguins".
        wears: how they look, such as "in a red scarf".
        thing: what they carry or find.
        place, when: where, and at which time or in which weather, such as "by night".
        whom: to whom they go.
        met: whom they meet or help.
    """

    who: str = ""
    wears: str = ""
    thing: str = ""
    place: str = ""
    when: str = ""
    whom: str = ""
    met: str = ""


def parts_of(text: str) -> Parts:
    """The parts of a topic; none of one that is no sentence about somebody on their way."""
    company = company_of(text)
    if not company or base(company.verb) not in _JOURNEYS:
        return Parts()
    does = f"{company.verb} {company.rest}"
    found = _WHEN.search(does)
    when = found[0] if found else ""
    does = does.replace(when, ",") if when else does
    gift, met = _GIFT.search(does), _MET.search(does)
    if met and met["perhaps"] and not any(map(being_of, _phrase(met["met"]).split())):
        met = None
    thing = gift["thing"] if gift else (seen["thing"] if (seen := _FOUND.search(does)) else "")
    behind = gift["thing"] if gift else ""
    whom = _WHOM.search(behind) or _VISITED.search(does)
    return Parts(
        who=company.who,
        wears=company.wears,
        thing=_phrase(thing),
        place=next(_places(does), ""),
        when=re.sub(r"^through", "in", when),
        whom=_phrase(whom["whom"]) if whom else "",
        met=_phrase(met["met"]) if met else "",
    )


def _places(does: str) -> Iterator[str]:
    """The places of somebody's way: whatever they cross or follow but other beings."""
    for at in range(len(does)):
        found = _PLACE.match(does, at) if at == 0 or does[at - 1] == " " else None
        if found and not any(map(being_of, _phrase(found["place"]).split())):
            yield _phrase(found["place"])


def _phrase(text: str) -> str:
    """The noun phrase with which a text begins."""
    return _END.split(text, maxsplit=1)[0].strip()
