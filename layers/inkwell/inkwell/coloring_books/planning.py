"""Page plans: the request to a text model for all pages at once, and the plan that its draft becomes. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from inkwell.coloring_books.options import READERS, Audience, StylePreset
from inkwell.coloring_books.page_repairs import fewest, mended, placed
from inkwell.coloring_books.page_scenes import (
    FEWEST_WORDS,
    MOST_WORDS,
    Composition,
    KeptPage,
    PageType,
    Scene,
    called,
    worded,
)
from inkwell.core.errors import ModelMalformedAnswer
from inkwell.core.model_text import text_of
from inkwell.core.safety import AUDIENCES, blocked_phrase
from inkwell.core.text_models import TextRequest

LONGEST_NAME, LONGEST_LOOKS = 100, 500
#: The most pages beyond the ordered ones of a draft.
_SURPLUS = 10

_SYSTEM = f"""\
You plan coloring books. From an idea you write the plan of the pages, one scene a page, for an illustrator who draws \
each page without knowing the others.

Each page has:
- pageNumber: one of the numbers you are asked for.
- action: what happens, in two to five words. setting: where and when, in two to five words. No two pages have both \
the same action and the same setting.
- sceneBrief: {FEWEST_WORDS} to {MOST_WORDS} words of English: who does what, where, and the few things that are seen. \
Concrete and drawable with outlines alone: no colors, no light, no feelings that cannot be seen. Call the hero by \
name. No text, letters, numbers or signs with words in the picture.
- composition: close-up (a face or a thing from near), full-figure (the hero from head to foot), action (the hero in \
movement), surroundings (a wide view of the place), pattern (motifs of the idea, repeated over the page).
- includesHero: whether the hero is seen.
- pageType: illustration nearly always; pattern for a pattern; educational or text-focus only where the idea \
asks for it.

The plan as a whole:
- Mix the compositions; never more than two pages of the same one in a row, and all five from ten pages on.
- The hero is in at least 80 % of the pages. Only surroundings and patterns do without.
- Page 1 is worth a cover: the hero large and welcoming, in the middle, with the most telling things of the idea.
- Every scene is about the idea, and every scene is different: other actions, other spots, other friends, other things.
- Read in order, the pages make a small journey from a beginning to an end.
- Nothing that is not for the readers.

hero: the main character or main subject, its name and its looks in at most 30 words, the same for the whole book. \
Where the book has a hero, repeat that one; else invent one that the idea is about."""

_TEXT = {"type": "string"}
_PAGE = {
    "pageNumber": {"type": "integer"},
    "action": _TEXT,
    "setting": _TEXT,
    "sceneBrief": _TEXT,
    "composition": {"type": "string", "enum": list(get_args(Composition))},
    "includesHero": {"type": "boolean"},
    "pageType": {"type": "string", "enum": list(get_args(PageType))},
}


@dataclass(frozen=True, slots=True)
class Character:
    """The hero of a book: the name, and the looks in words."""

    name: str
    looks: str


@dataclass(frozen=True, slots=True)
class PagePlanOrder:
    """An order for a page plan.

    Args:
        idea: the caller's words.
        audience, style_preset: of the project.
        page_count: pages of the whole book.
        numbers: of the pages to plan, from 1, without duplicates.
        hero: the project's hero; None for a book whose hero follows from the idea.
        kept: the other pages of the book that show something already.
        seed: makes the plan repeatable where the model can.
    """

    idea: str
    audience: Audience
    style_preset: StylePreset
    page_count: int
    numbers: Sequence[int]
    hero: Character | None = None
    kept: Sequence[KeptPage] = ()
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page of a page plan.

    Args:
        number: in the book, from 1.
        scene_brief: 10 to 30 words.
        includes_hero: whether the hero is seen.
        blocked: the phrase for which the safety gate blocks the brief; None for a page that may be drawn.
    """

    number: int
    scene_brief: str
    composition: Composition
    includes_hero: bool
    page_type: PageType
    blocked: str | None = None


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page plan.

    Args:
        hero: the hero of the book: the ordered one, or the one that the model invented; None where it did not.
        pages: by number.
    """

    hero: Character | None
    pages: Sequence[PlannedPage]


def schema(count: int) -> Mapping[str, Any]:
    """The JSON schema of a page plan of so many pages; a few less or more can be repaired (see `plan_of`)."""
    page = {"type": "object", "properties": _PAGE, "required": list(_PAGE), "additionalProperties": False}
    hero = {"name": _TEXT, "looks": _TEXT}
    return {
        "type": "object",
        "properties": {
            "hero": {"type": "object", "properties": hero, "required": list(hero), "additionalProperties": False},
            "pages": {"type": "array", "items": page, "minItems": fewest(count), "maxItems": count + _SURPLUS},
        },
        "required": ["hero", "pages"],
        "additionalProperties": False,
    }


def text_request(order: PagePlanOrder) -> TextRequest:
    """The request for a page plan."""
    numbers, hero = sorted(order.numbers), order.hero
    parts = [
        f"The idea: {order.idea}",
        f"The readers: {order.audience}, aged {READERS[order.audience].ages}. The style: {order.style_preset}.",
        f"The hero: {hero.name}. {hero.looks}" if hero else "",
        _wanted(numbers, order.page_count),
        _known(order.kept),
    ]
    return TextRequest(
        system=_SYSTEM,
        prompt="\n\n".join(filter(None, parts)),
        schema=schema(len(numbers)),
        schema_name="page_plan",
        seed=order.seed,
        hints={
            "idea": order.idea,
            "count": len(numbers),
            "page_numbers": numbers,
            "page_count": order.page_count,
            "audience": order.audience,
            "style_preset": order.style_preset,
            "hero": {"name": hero.name, "description": hero.looks} if hero else None,
            "kept": [page.scene_brief for page in order.kept],
        },
    )


def _wanted(numbers: Sequence[int], page_count: int) -> str:
    if len(numbers) == page_count:
        return f"Plan all {page_count} pages, 1 to {page_count}."
    listed = ", ".join(map(str, numbers))
    return f"The book has {page_count} pages. Plan only these {len(numbers)}, with these numbers: {listed}."


def _known(kept: Sequence[KeptPage]) -> str:
    if not kept:
        return ""
    lines = [f"{page.number}: {page.scene_brief}" for page in kept]
    return "\n".join(["The book keeps these other pages. Repeat none of their scenes:", *lines])


def plan_of(draft: Mapping[str, Any], order: PagePlanOrder) -> PagePlan:
    """The plan of a model's draft, checked and repaired; equal drafts give equal plans.

    Whatever the draft, a plan has exactly the ordered pages; no two of its scenes, nor one of them and a kept page,
    are alike; at most two compositions in a row are the same; at least 80 % of the pages show the hero; page 1 is
    fit for a cover. A brief that the safety gate blocks for the readers is marked, so that its page alone fails.

    Raises:
        ModelMalformedAnswer: less than three quarters of the wanted scenes can be used, so that too much would be ours.
    """
    hero = order.hero or _hero(draft.get("hero"), order.audience)
    name = called(hero.name if hero else "")
    scenes = mended(draft.get("pages"), sorted(order.numbers), name, order.idea, order.kept)
    return PagePlan(
        hero,
        [
            _page(number, worded(scene), order.audience)
            for number, scene in placed(scenes, sorted(order.numbers), order.kept)
        ],
    )


def _page(number: int, scene: Scene, audience: Audience) -> PlannedPage:
    return PlannedPage(
        number=number,
        scene_brief=scene.brief,
        composition=scene.composition,
        includes_hero=scene.has_hero,
        page_type=scene.page_type,
        blocked=blocked_phrase(scene.brief, AUDIENCES[audience]),
    )


def _hero(given: Any, audience: Audience) -> Character | None:
    """The hero that a model invented; None where it is none, or none for these readers."""
    if not isinstance(given, Mapping):
        return None
    try:
        hero = Character(text_of(given.get("name"), LONGEST_NAME), text_of(given.get("looks"), LONGEST_LOOKS))
    except ModelMalformedAnswer:
        return None
    return None if blocked_phrase(f"{hero.name}. {hero.looks}", AUDIENCES[audience]) else hero
