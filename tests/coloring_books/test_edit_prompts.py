"""Briefs of edits: what a model is told and shown, and what the offline one makes of it, measured on the page."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from inkwell.coloring_books.data import NewVersion
from inkwell.coloring_books.edit_prompts import Edit, edit_brief
from inkwell.coloring_books.ids import new_project_id
from inkwell.coloring_books.options import Audience, StylePreset
from inkwell.coloring_books.page_briefs import page_brief
from inkwell.coloring_books.page_prompts import BookLook
from inkwell.coloring_books.page_store import PageVersion, ProjectPage, Scene
from inkwell.coloring_books.planning import Character, PlannedPage
from inkwell.coloring_books.store import Hero, Project
from inkwell.core.image_models import Finished, ImageInput, ImageRequest
from inkwell.core.pictures import Brief, Picture
from inkwell.imaging.page_gate import Measures, measure
from inkwell.imaging.print_page import PrintPage
from inkwell_offline.studio import OfflineStudio
from tests.support.attempts import MemoryAttempt

SCENE = Scene(
    "Bella rides a bicycle through the forest past mushrooms", "action", True, hero_name="Bella", hero_looks="a bunny"
)
VERSION = PageVersion("jobs/j/1-1.png", "jobs/j/1-1-thumbnail.jpg", SCENE, "p", "initial", "m", "j", "1", 1, number=1)
BELLA = Hero("hero", "ann", "Bella", "A white bunny with a bow", "children", "jobs/hero/sheet.png", "jobs/hero/t.jpg")


def a_project(audience: Audience = "children", style: StylePreset = "kawaii", anchor: str | None = None) -> Project:
    return Project(new_project_id(), "ann", "Tale", audience, style, 3, "6x9", style_anchor_key=anchor)


def brief_of(edit: Edit, project: Project | None = None, hero: Hero | None = None) -> Brief:
    project = project or a_project()
    page = ProjectPage(project.id, 1, 1, (VERSION,))
    return edit_brief(project, page, VERSION, edit, hero, 10)


def test_an_edit_starts_from_the_page_and_looks_at_hero_and_style_in_this_order() -> None:
    brief = brief_of(Edit("regenerate", "Make the dragon friendlier."), a_project(anchor="jobs/c/2-1.png"), BELLA)
    assert (brief.role, brief.seed_image, brief.mask) == ("edit", VERSION.object_key, None)
    assert brief.references == ["jobs/hero/sheet.png", "jobs/c/2-1.png"]
    for words in (
        "with one change: Make the dragon friendlier. All else stays",
        "The second picture shows the hero from four sides",
        "in the style of the third picture",
        "The hero is Bella: A white bunny with a bow",
        SCENE.brief,
    ):
        assert words in brief.prompt, words
    new = NewVersion.of(Picture("j", "page", brief, "w", "r"))
    assert new
    assert (new.number, new.most, new.edit_type, new.edit_prompt) == (
        1,
        10,
        "regenerate",
        "Make the dragon friendlier.",
    )
    assert new.scene == SCENE


def test_less_and_more_are_not_contradicted_by_the_usual_number_of_elements() -> None:
    for action, words in (("simplify", "half as many"), ("add_detail", "more to discover")):
        brief = brief_of(Edit("quick_action", "leave out the clouds", action))  # type: ignore[arg-type]
        assert words in brief.prompt
        assert "Besides: leave out the clouds." in brief.prompt
        assert "5 to 10" not in brief.prompt
        assert brief.hints["action"] == action


def test_what_is_repainted_is_described_alone() -> None:
    brief = brief_of(Edit("inpaint", "A small butterfly", mask_key="jobs/e/mask.png"), hero=BELLA)
    assert (brief.role, brief.mask, brief.finish) == ("inpaint", "jobs/e/mask.png", "repainted")
    assert brief.prompt.startswith("A small butterfly. It is part of the coloring page")
    assert SCENE.brief not in brief.prompt, "else the whole scene would be drawn into the hole"


# ---------------------------------------------------------------- what comes of it, offline


def drawn(brief: Brief, page: bytes | None = None, seed: int = 5) -> Finished:
    """A page as the offline model draws it, finished."""
    start = ImageInput(page, "image/png", "page") if page else None
    request = ImageRequest(
        brief.prompt,
        brief.aspect_ratio,
        seed_image=start,
        seed=seed,
        medium=brief.medium,
        size=brief.size,
        hints=brief.hints,
    )
    return PrintPage().finish(OfflineStudio().generate(request, MemoryAttempt()), request)


def first(project: Project) -> bytes:
    """The first version of the page."""
    page = PlannedPage(1, SCENE.brief, "action", True, "illustration")
    look = BookLook(project.audience, project.style_preset, Character("Bella", "a white bunny"))
    return drawn(page_brief(page, look, {}, "6x9", 5)).data


def opened(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        image.load()
        return image


def measured(data: bytes) -> Measures:
    return measure(opened(data))


@pytest.mark.parametrize(
    ("audience", "style"),
    [
        ("toddler", "bold-simple"),
        ("children", "kawaii"),
        ("tween", "whimsical"),
        ("teen", "cartoon"),
        ("adult", "botanical"),
    ],
)
def test_quick_actions_really_simplify_and_really_add_detail(audience: Audience, style: StylePreset) -> None:
    project = a_project(audience, style)
    page = first(project)
    less = measured(drawn(brief_of(Edit("quick_action", action="simplify"), project), page, seed=99).data)
    more = measured(drawn(brief_of(Edit("quick_action", action="add_detail"), project), page, seed=99).data)
    usual = measured(page)
    assert less.regions < usual.regions < more.regions
    assert less.ink_percent < usual.ink_percent < more.ink_percent


def test_a_page_drawn_again_without_words_is_another_picture() -> None:
    project = a_project()
    page = first(project)
    for seed in range(95, 101):
        again = drawn(brief_of(Edit("regenerate"), project), page, seed)
        changed = ImageChops.logical_xor(opened(page), opened(again.data))
        assert sum(changed.histogram()[1:]) > 0.02 * changed.width * changed.height


def test_a_change_keeps_the_rest_and_its_pronouns_mean_nobody_new() -> None:
    project = a_project()
    page = first(project)
    with_her = drawn(brief_of(Edit("regenerate", "Give her a kite"), project), page, 7)
    without = drawn(brief_of(Edit("regenerate", "Give Bella a kite"), project), page, 7)
    assert opened(with_her.data).tobytes() == opened(without.data).tobytes()
    assert opened(with_her.data).tobytes() != opened(page).tobytes()
