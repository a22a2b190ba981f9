"""Briefs of edits: a page drawn from the version that it shows, changed as its owner asks.

A model's picture depends on every letter of its prompt: a change here changes the pictures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from inkwell.coloring_books.data import NewVersion
from inkwell.coloring_books.options import PAGE_PIXELS, PAGE_RATIOS
from inkwell.coloring_books.page_prompts import BookLook, Reference, page_hints, page_prompt, references_of
from inkwell.coloring_books.page_scenes import Composition
from inkwell.coloring_books.page_store import EditType, PageVersion, ProjectPage, Scene
from inkwell.coloring_books.planning import Character, PlannedPage
from inkwell.coloring_books.store import Hero, Project
from inkwell.core.image_models import PRINT_PAGE, REPAINTED
from inkwell.core.pictures import Brief
from inkwell.core.prompting import IDENTITY_OF_CHARACTER, INK, MARGIN, NO_TEXT

Action = Literal["simplify", "add_detail"]

_ACTIONS: Mapping[Action, str] = {
    "simplify": (
        "Simplify the coloring page in the first picture: about half as many shapes, larger and rounder, with thick "
        "lines and open areas; leave out small things, patterns and what lies behind. The main figure, what it does "
        "and where it stands stay as they are."
    ),
    "add_detail": (
        "Add detail to the coloring page in the first picture: more small things around the main figure, patterns in "
        "clothes, plants and surfaces, more to discover behind it, every new shape closed. What is there already stays "
        "where it is."
    ),
}
_CHANGED = "Draw the coloring page in the first picture again with one change: {words}. All else stays as it is."
_AGAIN = (
    "Draw the coloring page in the first picture again, as another artist would: the same scene and characters, in "
    "other poses and another arrangement."
)
_ALSO = "Besides: {words}."
_SHOWS = "The page shows: {scene}."
_AS_A_WHOLE = "The page as a whole:"
_REPAINTED = (
    "{words}. It is part of the coloring page and fits into what surrounds it: pure black lines on pure white, as "
    "thick as those around it, every shape closed, no shading, no grey, no solid black areas."
)
_SHOWN: Mapping[Reference, str] = {
    "hero": f"The {{which}} picture shows the hero from four sides. {IDENTITY_OF_CHARACTER}",
    "style": "Draw in the style of the {which} picture, with its line quality and its shapes, but not its content.",
}
_ORDINALS = ("second", "third")


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of a page.

    Args:
        type: how the version that it makes comes about.
        words: the caller's words, if any.
        action: of a quick action.
        mask_key: the object key of the mask under which the page is repainted.
    """

    type: EditType
    words: str | None = None
    action: Action | None = None
    mask_key: str | None = None


def edit_brief(
    project: Project, page: ProjectPage, version: PageVersion, edit: Edit, hero: Hero | None, most: int
) -> Brief:
    """The brief of an edit.

    Args:
        version: the version that the page shows; the picture starts from it.
        hero: the project's hero; None for a project without, or whose hero is gone.
        most: the most versions of a page.
    """
    scene = version.scene
    references = _references(project, hero)
    who = _character(scene, hero)
    look = BookLook(project.audience, project.style_preset, who, references=tuple(references), book=project.id)
    planned = PlannedPage(
        page.number, scene.brief, cast("Composition", scene.composition), scene.includes_hero, scene.page_type
    )
    hints = page_hints(planned, look) | _asked(edit)
    new = NewVersion(project.id, page.number, most, scene, edit.type, edit.words or edit.action)
    return Brief(
        _repaint_prompt(edit) if edit.mask_key else _prompt(planned, look, edit),
        role="inpaint" if edit.mask_key else "edit",
        aspect_ratio=PAGE_RATIOS[project.trim_size],
        medium="line_art",
        references=list(references.values()),
        seed_image=version.object_key,
        mask=edit.mask_key,
        hints=hints,
        size=PAGE_PIXELS[project.trim_size],
        finish=REPAINTED if edit.mask_key else PRINT_PAGE,
        lands_on=new.as_data(),
    )


def _asked(edit: Edit) -> dict[str, object]:
    """The facts of an edit, as hints."""
    if edit.action:
        return {"change": edit.words or "", "action": edit.action}
    return {"change": edit.words} if edit.words else {"change": "", "again": True}


def _references(project: Project, hero: Hero | None) -> Mapping[Reference, str]:
    """The object keys of the references by what they show, in their order."""
    found: dict[Reference, str] = {}
    if hero:
        found["hero"] = hero.reference_key
    if project.style_anchor_key:
        found["style"] = project.style_anchor_key
    return found


def _character(scene: Scene, hero: Hero | None) -> Character | None:
    if hero:
        return Character(hero.name, hero.description)
    return Character(scene.hero_name, scene.hero_looks or "") if scene.hero_name else None


def _prompt(page: PlannedPage, look: BookLook, edit: Edit) -> str:
    words = (edit.words or "").rstrip(" .")
    shown = zip(references_of(page, look), _ORDINALS, strict=False)
    pictures = [_SHOWN[each].format(which=which) for each, which in shown]
    if edit.action:
        # The usual number of elements would speak against it.
        change = [_ACTIONS[edit.action], *([_ALSO.format(words=words)] if words else [])]
        whole = [_SHOWS.format(scene=page.scene_brief.rstrip(" .")), f"{INK}.", f"{MARGIN}.", NO_TEXT]
    else:
        change = [_CHANGED.format(words=words) if words else _AGAIN]
        whole = [_AS_A_WHOLE, page_prompt(page, BookLook(look.audience, look.style_preset, look.hero))]
    return " ".join((*change, *pictures, *whole))


def _repaint_prompt(edit: Edit) -> str:
    return f"{_REPAINTED.format(words=(edit.words or '').rstrip(' .'))} {NO_TEXT}"
