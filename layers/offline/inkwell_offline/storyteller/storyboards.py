"""Storyboards: what a camera sees, scene by scene."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from inkwell_offline.storyteller.adverts import advert
from inkwell_offline.storyteller.briefs import brief_of
from inkwell_offline.storyteller.dice import Dice
from inkwell_offline.storyteller.reading import Idea
from inkwell_offline.storyteller.tales import described, tale

#: The beats of a tale that a film shows, with the camera and the seconds of each.
_SHOTS = (
    ("opening", "Wide establishing shot", 3),
    ("cause", "Medium shot", 3),
    ("trouble", "Close-up", 2),
    ("end", "Low-angle shot full of movement", 4),
    ("closing", "Calm closing shot", 3),
)
_SECONDS, _LONGEST, _LONGEST_TITLE = 15, 4, 60

T = TypeVar("T")


def storyboard(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """Scenes of a short film of some seconds each: an advert, or a tale.

    Args:
        idea: what it is about.
        dice: chooses.
        count: how many scenes.
        hints: `duration`, the whole film in seconds.
    """
    seconds = float(hints.get("duration") or _SECONDS)
    brief = brief_of(idea)
    scenes = advert(brief, dice, seconds) if brief else _tale(idea, dice, seconds)
    title = brief.product if brief else idea.text
    return {
        "title": (title if len(title) <= _LONGEST_TITLE else f"{title[:57].rsplit(' ', 1)[0]}…").capitalize(),
        "scenes": [
            {
                "order": order,
                "title": scene["description"].partition(".")[0],
                "description": scene["description"],
                "image_prompt": f"{scene['seen']}, 16:9 aspect ratio, high detail",
                "duration": scene["duration"],
            }
            for order, scene in enumerate(_as_many(scenes, count))
        ],
    }


def _tale(idea: Idea, dice: Dice, seconds: float) -> list[dict[str, Any]]:
    told = tale(idea, dice)
    looks = ", ".join(idea.looks)
    scenes = []
    for beat, shot, usual in _SHOTS:
        moment = told.moments[beat]
        seen = moment.seen
        for friend in told.figures[1:]:
            # No scene knows how somebody looked in another.
            seen = seen if described(friend) in seen else seen.replace(friend.name, described(friend), 1)
        about = f"{told.quoted}: " if told.quoted else ""
        scenes.append(
            {
                "description": moment.text,
                "seen": ", ".join(filter(None, (f"{about}{shot}: {seen}".replace(",,", ","), looks))),
                "duration": usual if seconds <= _SECONDS else _LONGEST,
            }
        )
    return scenes


def _as_many(scenes: Sequence[T], count: int) -> list[T]:
    """The scenes, as many as wanted: middle ones are left out, or come again."""
    if count <= len(scenes):
        return [*scenes[: count - 1], scenes[-1]]
    return [*scenes[:-1], *(scenes[1 + at % (len(scenes) - 2)] for at in range(count - len(scenes))), scenes[-1]]
