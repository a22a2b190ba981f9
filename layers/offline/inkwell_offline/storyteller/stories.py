"""Short illustrated stories: the text, the cast, and the moments of it that are drawn."""

from collections.abc import Mapping
from typing import Any

from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.nouns import with_article
from inkwell_offline.storyteller.reading import Idea
from inkwell_offline.storyteller.tales import tale

#: Which moments a story of so many pictures shows: always what it is about, and how it ends.
_SHOWN: Mapping[int, tuple[str, ...]] = {
    1: ("end",),
    2: ("cause", "end"),
    3: ("cause", "trouble", "end"),
    4: ("cause", "meet", "trouble", "end"),
    5: ("opening", "cause", "meet", "trouble", "end"),
    6: ("opening", "cause", "meet", "trouble", "idea", "end"),
    7: ("opening", "cause", "try", "meet", "trouble", "idea", "end"),
    8: ("opening", "cause", "try", "meet", "trouble", "idea", "end", "closing"),
}
_LONGEST_TITLE = 60


def story(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """A story of eight paragraphs, and as many pictured moments as are wanted.

    Args:
        idea: what it is about.
        dice: chooses.
        count: how many pictures, 1 to 8.
        hints: `art_style`, in which the pictures are drawn.
    """
    told = tale(idea, dice)
    style = str(hints.get("art_style") or "").replace("-", " ").strip()
    shown = [told.moments[beat] for beat in _SHOWN[max(1, min(8, count))]]
    return {
        "title": _title(idea),
        "text": "\n\n".join(moment.text for moment in told.moments.values()),
        "characters": [{"name": each.name, "appearance": with_article(each.look)} for each in told.figures],
        "pictures": [
            {
                "order": order,
                "title": moment.subtitle,
                "subtitle": moment.subtitle,
                "description": moment.text,
                "image_prompt": ", ".join(filter(None, (moment.seen, *idea.looks, style))),
            }
            for order, moment in enumerate(shown)
        ],
    }


def _title(idea: Idea) -> str:
    text = idea.text.rstrip(".!? ")
    if len(text) > _LONGEST_TITLE:
        text = f"{text[:_LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(',;:')}…"
    return f"{text[:1].upper()}{text[1:]}"
