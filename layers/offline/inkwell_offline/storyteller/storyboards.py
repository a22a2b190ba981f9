"""Storyboards: what a camera sees, scene by scene."""

from collections.abc import Mapping
from typing import Any

from inkwell_offline.storyteller.dice import Dice, Voice
from inkwell_offline.storyteller.reading import Idea
from inkwell_offline.storyteller.words import PRODUCTS

_TALE_SHOTS = (
    ("wide establishing shot", "opening"),
    ("medium shot", "discovery"),
    ("close-up", "wonder"),
    ("dynamic low-angle shot", "turn"),
    ("calm closing shot", "end"),
)
_TALE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "opening": (
        (
            "We meet {intro} as the day begins around {place}.",
            "{seen} small in the frame, {place} all around, {detail}",
        ),
        (
            "{Place} wakes up, and {hero} set{s} the story in motion.",
            "{place} in early light, {detail}, {seen} stepping into view",
        ),
    ),
    "discovery": (
        ("Something catches the eye of {hero}: {thing}.", "{seen} discovering {thing} beside {detail}"),
        (
            "{Hero} come{s} upon {thing} where nobody had looked before.",
            "{seen} kneeling before {thing}, {detail} behind",
        ),
    ),
    "wonder": (
        (
            "A quiet moment: wonder on the face of {hero}.",
            "the face of {seen} lit with wonder, soft background of {place}",
        ),
        (
            "We see what {hero} see{s}, and feel the same surprise.",
            "expression of delight on {seen} in close view, {detail} out of focus",
        ),
    ),
    "turn": (
        (
            "With {a_friend} close by, {hero} dare{s} the boldest step yet.",
            "{seen} leaping forward past {detail}, {a_friend} following, movement and energy",
        ),
        (
            "It turns lively: {hero} and {friend} set off together.",
            "{seen} and {a_friend} hurrying past {detail}, sense of speed",
        ),
    ),
    "end": (
        (
            "{Hero} look{s} back over {place}, changed a little by the day.",
            "{seen} from behind looking over {place} at the end of the day, {detail}, warm light",
        ),
        (
            "The day closes gently on {hero}, content at last.",
            "{seen} resting peacefully, {place} behind, {detail}, glowing evening sky",
        ),
    ),
}
_UNKNOWN = (
    ("The story opens: a first glimpse of “{text}”.", "establishing view"),
    ("We come closer, and the details begin to speak.", "close view with rich detail"),
    ("The heart of it: the moment everything is about.", "dramatic central moment"),
    ("Movement and change, seen from a new side.", "dynamic view from an unusual angle"),
    ("A last quiet look that stays in mind.", "calm closing view"),
)
_PRODUCT: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        (
            "Opening shot: the {product}, while everything else falls away.",
            "professional product photography of {product}, elegant composition, {setting}",
        ),
        (
            "Opening on light and shadow, and out of them the {product}.",
            "{product} emerging from soft shadow, professional product photography, {setting}",
        ),
    ),
    (
        ("Close-up of the {product}: {near}.", "extreme close-up of {product}, {near}, shallow depth of field"),
        (
            "So near that the details tell the story: {near}.",
            "macro view of {product}, {near}, rich texture, shallow depth of field",
        ),
    ),
    (
        ("{Crowd}: the {product}, part of the moment.", "{crowd_seen}, natural movement"),
        ("{Crowd}; in the middle of it all, the {product}.", "{crowd_seen}, candid moment"),
    ),
    (("A change of pace: {scene}.", "{scene_seen}, {product} as the hero of the frame, dynamic angle"),),
    (
        (
            "The final shot: the {product} alone, with room for a name.",
            "hero shot of {product}, centred, clean negative space, {setting}",
        ),
        (
            "We end where it began: the {product}, quiet and certain.",
            "iconic view of {product}, symmetrical, generous empty space, {setting}",
        ),
    ),
)


def storyboard(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """Scenes of a short film, about three seconds each.

    Args:
        idea: what it is about.
        dice: chooses.
        count: how many scenes.
        hints: `duration`, the whole film in seconds.
    """
    if idea.product:
        scenes = _product(idea, dice)
    elif idea.hero.is_known or idea.place.is_given:
        scenes = _tale(idea, dice)
    else:
        scenes = [(text.format(text=_short(idea.text)), f"{idea.text}, {view}") for text, view in _UNKNOWN]
    looks = ", ".join(idea.looks) or "natural light"
    longest = 4 if float(hints.get("duration") or 15) > 15 else 3
    return {
        "title": _short(idea.product or idea.text).capitalize(),
        "scenes": [
            {
                "order": index,
                "title": description.partition(":")[0].rstrip("."),
                "description": description,
                "image_prompt": f"{seen[:1].upper()}{seen[1:]}, {looks}, 16:9 aspect ratio, high detail".replace(
                    ",,", ","
                ),
                "duration": longest,
            }
            for index, (description, seen) in enumerate(_as_many(scenes, count))
        ],
    }


def _tale(idea: Idea, dice: Dice) -> list[tuple[str, str]]:
    voice = Voice(idea, dice)
    scenes = []
    for shot, beat in _TALE_SHOTS:
        text, seen = voice.tell(*dice.pick(_TALE[beat]))
        scenes.append((text, f"{shot}, {seen}"))
    return scenes


def _product(idea: Idea, dice: Dice) -> list[tuple[str, str]]:
    product = idea.product
    near, where = PRODUCTS.get(
        idea.product_noun,
        (("the material and the finish, every edge in focus", "light gliding over the surface"), "in everyday life"),
    )
    first, *others = [*idea.scenes, ""]
    scene = others[0] if others[0:] and others[0] else first
    crowd = f"{idea.crowd} come into view" if idea.crowd else first or "a hand reaches out"
    slots = {
        "product": product,
        "near": dice.pick(near),
        "setting": ""
        if idea.looks
        else dice.pick(("uncluttered background", "elegant minimal set", "refined studio setting")),
        "Crowd": crowd[:1].upper() + crowd[1:],
        "crowd_seen": f"{idea.crowd or first or 'a person'}, {product} {where}",
        "scene": f"{scene}, with the {product} right in the middle" if scene else f"light sweeps across the {product}",
        "scene_seen": f"{scene}, split-second action" if scene else "light sweeping across, bright reflections",
    }
    chosen = [dice.pick(versions) for versions in _PRODUCT]
    return [(text.format_map(slots), seen.format_map(slots).rstrip(", ")) for text, seen in chosen]


def _as_many(scenes: list[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """The scenes, as many as wanted: middle ones are left out, or seen again from another side."""
    if count <= len(scenes):
        return [*scenes[: count - 1], scenes[-1]] if count > 1 else scenes[:1]
    middle = [(f"Another angle. {text}", f"{seen}, from another side") for text, seen in scenes[1:-1]]
    return [*scenes[:-1], *(middle[index % len(middle)] for index in range(count - len(scenes))), scenes[-1]]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rsplit(' ', 1)[0]}…"
