"""Page plans of colouring books: one scene a page, varied, the hero nearly everywhere, the first fit for a cover."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from inkwell_offline.storyteller.dice import Dice, Voice
from inkwell_offline.storyteller.reading import Idea, Someone

#: Of ten pages at least eight show the hero.
HERO_SHARE = 0.8

#: Composition, then what is on the page.
_PAGES: Mapping[str, tuple[str, ...]] = {
    "full figure": (
        "{seen} standing proudly in the middle of {place}, {detail} at the side",
        "{seen} waving hello in front of {detail}",
        "{seen} walking along with {thing}, {detail} in the background",
        "{seen} stretching on tiptoe to reach {thing}",
        "{seen} dressed up for a party, {detail} behind",
        "{seen} turning around to look at {detail}",
        "{seen} carrying {thing} with both arms",
    ),
    "close-up": (
        "the smiling face of {seen} seen from near, {detail} framing the picture",
        "{seen} from near, looking closely at {thing}",
        "{seen} laughing with closed eyes, seen from near, big simple shapes around",
        "{seen} from near, whispering a secret to {a_friend}",
        "{seen} from near, peeking out from behind {detail}",
        "the surprised face of {seen}, seen from near, {thing} in front",
    ),
    "action": (
        "{seen} jumping high over {detail}",
        "{seen} running a race with {a_friend} past {detail}",
        "{seen} dancing with {a_friend}",
        "{seen} climbing up beside {detail}",
        "{seen} building something new out of boxes and string, {a_friend} helping",
        "{seen} playing hide-and-seek near {detail}",
        "{seen} balancing along a narrow path, {detail} below",
        "{seen} chasing soap bubbles through {place}",
        "{seen} having a picnic with {a_friend}, {thing} on the blanket",
        "{seen} gently helping {a_friend}",
    ),
    "surroundings": (
        "wide view of {place} with {detail}, {seen} small in the distance",
        "{place} seen from above, {detail}, {seen} following the path",
        "{detail} filling the page, {seen} resting beside it",
        "{place} at night with a round moon and stars, {seen} looking up",
        "{place} with {detail}, {seen} sitting in the middle and looking all around",
        "{place} in the early morning, {seen} just waking up, {detail}",
    ),
    "pattern": (
        "repeating pattern of {thing} and leaves, filling the page edge to edge",
        "large mandala made of shapes from {place}, {thing} in the middle",
        "border of {detail} around rows of simple stars and hearts",
        "patchwork of squares, each with one small picture: {thing}, a leaf, a star, a heart",
    ),
}
#: For an idea in which nobody acts: how the page shows it, and what goes around it.
_VIEWS: Mapping[str, str] = {
    "full figure": "one large motif in the centre",
    "close-up": "seen from very near",
    "action": "full of swirling movement",
    "surroundings": "a wide view with much to discover",
    "pattern": "as a pattern that fills the page",
}
_FRAMES = (
    "framed by leaves",
    "with stars all around",
    "with a border of simple waves",
    "with round shapes in the corners",
    "with large open spaces",
    "with flowers along the edge",
    "with ribbons above and below",
    "with hearts here and there",
    "with tall grass at the bottom",
    "with clouds at the top",
    "with a border of triangles",
    "with a chain of small circles around it",
)
_COVERS = (
    "{seen} in the centre, arms open in welcome, {place} behind with {detail}, balanced like a book cover",
    "{seen} in the centre with {a_friend} at the side, framed by {detail}, balanced like a book cover",
)
_ORDER = ("action", "close-up", "surroundings", "full figure")
_TITLES: Mapping[str, tuple[str, ...]] = {
    "full figure": ("Hello there!", "Here comes {hero}", "Out and about", "A good day for {hero}"),
    "close-up": ("A smile from {hero}", "A closer look", "What is this?", "A little secret"),
    "action": ("Up and away!", "Catch me!", "Ready, steady, go!", "Hooray!", "Look what {hero} can do"),
    "surroundings": ("All around", "A place to explore", "Far and wide", "Quiet hours"),
    "pattern": ("Shapes to colour", "Pattern play", "Round and round"),
}


def page_plan(idea: Idea, dice: Dice, count: int, hints: Mapping[str, Any]) -> dict[str, Any]:
    """A plan of pages to colour.

    Args:
        idea: what the book is about.
        dice: chooses.
        count: how many pages.
        hints: `hero`, an object with `name` and `description`, when the book has one of its own.
    """
    idea = _with_hero(idea, hints.get("hero"))
    voice = Voice(idea, dice)
    seen: set[str] = set()
    pages = []
    for number, composition in enumerate(_compositions(count, dice), start=1):
        templates = _COVERS if number == 1 else _PAGES[composition]
        if idea.hero.is_known:
            prompt = _fresh(voice, dice, composition if number > 1 else "cover", templates, seen)
        else:
            prompt = f"{idea.text}, {_VIEWS[composition]}, {dice.deal(composition, _FRAMES)}"
        titles = [title for title in _TITLES[composition] if idea.hero.is_known or "{" not in title.lower()]
        pages.append(
            {
                "number": number,
                "title": voice.say(dice.deal(f"title {composition}", titles)),
                "description": f"{prompt[:1].upper()}{prompt[1:]}.",
                "image_prompt": f"{prompt}, no text or letters in the picture",
                "composition": composition,
                "page_type": "pattern" if composition == "pattern" else "illustration",
                "includes_hero": composition != "pattern",
            }
        )
    name = idea.hero.short.removeprefix("the ") if idea.hero.is_known else idea.text[:40].rstrip()
    return {"title": f"{name[:1].upper()}{name[1:]}: a colouring book", "pages": pages}


def _compositions(count: int, dice: Dice) -> list[str]:
    """A mix in which no two neighbours are alike, and the hero is missing from at most a fifth."""
    without_hero = int(count * (1 - HERO_SHARE))
    every = max(6, count // without_hero) if without_hero else count + 1
    turn = dice.number(0, len(_ORDER) - 1)
    chosen = ["full figure"]
    for number in range(2, count + 1):
        if number % every == 0 and chosen.count("pattern") < without_hero:
            chosen.append("pattern")
            continue
        following = _ORDER[turn % len(_ORDER)]
        if following == chosen[-1]:
            turn += 1
            following = _ORDER[turn % len(_ORDER)]
        chosen.append(following)
        turn += 1
    return chosen[:count]


def _fresh(voice: Voice, dice: Dice, deck: str, templates: tuple[str, ...], seen: set[str]) -> str:
    """A page that the book does not have yet; details are dealt anew until there is one."""
    prompt = ""
    for _ in range(40):
        prompt = voice.say(dice.deal(deck, templates))
        if prompt not in seen:
            break
    seen.add(prompt)
    return prompt


def _with_hero(idea: Idea, hero: object) -> Idea:
    if not isinstance(hero, Mapping) or not str(hero.get("name") or "").strip():
        return idea
    name = str(hero["name"]).strip()
    look = " ".join(str(hero.get("description") or "").split()).rstrip(".")
    noun = f"hero ({look})" if look else "hero"
    known = Someone("hero", name, "", idea.hero.pronoun if idea.hero.name == name else "they")
    return replace(idea, hero=replace(known, noun=noun) if look else known)
