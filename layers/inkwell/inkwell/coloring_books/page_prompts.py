"""Prompts of pages: a page to color from the scene of its plan, its readers, its style, its hero and its anchor.

A model's picture depends on every letter of its prompt: a change here changes the pictures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from inkwell.coloring_books.options import READERS, Audience, LineWeight, StylePreset
from inkwell.coloring_books.page_scenes import Composition
from inkwell.coloring_books.planning import Character, PlannedPage
from inkwell.core.prompting import IDENTITY_OF_CHARACTER, INK, MARGIN, NO_TEXT

#: The subjects of reference pictures.
Reference = Literal["hero", "style"]

#: The number of elements to color, by readers.
ELEMENTS: Mapping[Audience, str] = {
    "toddler": "3 to 5 large, simple elements with wide open areas",
    "children": "5 to 10 clear elements of good size",
    "tween": "10 to 15 elements with some detail",
    "teen": "15 to 20 elements with rich detail",
    "adult": "more than 20 elements with intricate, pattern-filled detail",
}
_LINES: Mapping[LineWeight, str] = {
    "thick": "thick, bold outlines of even weight",
    "medium": "clear outlines of medium weight",
    "fine": "fine, precise outlines that are never broken",
}
_STYLES: Mapping[StylePreset, str] = {
    "bold-simple": "bold and simple: few big rounded shapes, no small parts",
    "kawaii": "kawaii: round, chubby shapes, large sparkling eyes, tiny smiles, hearts and stars here and there",
    "whimsical": "whimsical: swirls, curls and playful proportions, a touch of a fairy tale",
    "cartoon": "cartoon: lively poses, expressive faces, clean confident outlines",
    "botanical": "botanical: leaves, blossoms and vines, observed closely, woven around the scene",
}
_COMPOSITIONS: Mapping[Composition, str] = {
    "close-up": "Close-up: the subject from near fills most of the page",
    "full-figure": "Full figure: shown from head to foot, large in the middle, with some surroundings",
    "action": "Action: the figure in full movement, seen as a whole, with what it does in plain view",
    "surroundings": "Wide view of the surroundings: the place is the subject, rich in things to discover",
    "pattern": "A pattern: the motifs repeated evenly over the whole page, without a scene and without a horizon",
}
#: Sentences that page types add to a prompt.
_TYPES: Mapping[str, str] = {
    "text-focus": "The upper third is an empty, simply framed area",
    "educational": "The things are shown apart from each other, each easy to recognize",
}
_ONE_HERO = "The hero is seen once"
_SAME_STYLE = "Draw in the same style as the {which}, with its line quality and its shapes, but not its content"
_SAME_STYLES = "Draw in the same style as the reference pictures, with their line quality, but nothing of their content"
_HERO_SHEET = "{which} shows the hero from four sides"
_ORDINALS = ("first reference picture", "second reference picture")


@dataclass(frozen=True, slots=True)
class BookLook:
    """The common look of all pages of a book.

    Args:
        hero: the hero of the book; None where nobody knows one.
        style: the description of the style anchor; empty without one.
        references: what the reference pictures show, in their order.
        book: the id of the book, in which everybody looks the same on each page.
    """

    audience: Audience
    style_preset: StylePreset
    hero: Character | None = None
    style: str = ""
    references: Sequence[Reference] = ()
    book: str = ""


def references_of(page: PlannedPage, look: BookLook) -> tuple[Reference, ...]:
    """The references of a page by what they show, in their order. All go along with every page.

    On a page without the hero, the sheet only shows a style, and is not called the hero's: models draw what they read.
    """
    return tuple("style" if each == "hero" and not page.includes_hero else each for each in look.references)


def page_prompt(page: PlannedPage, look: BookLook) -> str:
    """The prompt of a page."""
    readers = READERS[look.audience]
    sentences = [
        f"Coloring book page for readers aged {readers.ages}: {page.scene_brief}",
        _COMPOSITIONS[page.composition],
        _TYPES.get(page.page_type, ""),
        *_hero(page, look),
        f"The style is {_STYLES[look.style_preset]}",
        *_style(page, look),
        f"{ELEMENTS[look.audience].capitalize()}; {_LINES[readers.line_weight]}",
        INK,
        MARGIN,
        NO_TEXT,
    ]
    return " ".join(sentence.rstrip(" .") + "." for sentence in sentences if sentence)


def page_hints(page: PlannedPage, look: BookLook) -> dict[str, Any]:
    """The facts behind the prompt of a page, as `Brief.hints`."""
    # The line weight and the complexity follow from the audience.
    hints: dict[str, Any] = {
        "scene": page.scene_brief,
        "composition": page.composition,
        "page_number": page.number,
        "audience": look.audience,
        "style_preset": look.style_preset,
        "references": list(references_of(page, look)),
        "book": look.book,
    }
    if look.hero and page.includes_hero:
        hints["hero"] = {"name": look.hero.name, "description": look.hero.looks}
    return hints


def _hero(page: PlannedPage, look: BookLook) -> list[str]:
    """The sentences about the hero; none for a page without."""
    if not page.includes_hero or look.hero is None:
        return []
    said = [f"The hero is {look.hero.name}: {look.hero.looks}", _ONE_HERO]
    references = references_of(page, look)
    if "hero" in references:
        which = _ORDINALS[references.index("hero")]
        said += [_HERO_SHEET.format(which=f"The {which}"), IDENTITY_OF_CHARACTER]
    return said


def _style(page: PlannedPage, look: BookLook) -> list[str]:
    """The sentences about the style anchor; none without one."""
    references = references_of(page, look)
    if "style" not in references:
        return [look.style] if look.style else []
    which = _ORDINALS[references.index("style")] if len(references) > 1 else "reference"
    same = _SAME_STYLES if references.count("style") > 1 else _SAME_STYLE.format(which=which)
    return [same, *([look.style] if look.style else [])]
