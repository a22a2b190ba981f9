"""Samples of styles: the pages that a calibration draws of one subject, and the style of one in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inkwell.coloring_books.options import PAGE_PIXELS, PAGE_RATIOS, READERS
from inkwell.coloring_books.page_prompts import BookLook, page_hints, page_prompt
from inkwell.coloring_books.planning import PlannedPage
from inkwell.coloring_books.store import Project
from inkwell.core.image_models import PRINT_PAGE, ImageInput
from inkwell.core.model_text import text_of
from inkwell.core.pictures import Brief
from inkwell.core.prompting import text_object
from inkwell.core.text_models import TextRequest

#: The longest description of a style, in characters.
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Way:
    """A way to draw a sample.

    Args:
        name: a few words.
        words: what it adds to the prompt.
        scene: what it adds to the subject.
        hints: what it changes in `Brief.hints`.
    """

    name: str
    words: str = ""
    scene: str = ""
    hints: Mapping[str, Any] = field(default_factory=dict)


#: The samples of a calibration, by their ids.
WAYS: Mapping[str, Way] = {
    "1": Way("balanced"),
    "2": Way(
        "more detail",
        "With more detail than usual for these readers: more small things to discover, finer patterns, each still "
        "closed and large enough to color.",
    ),
    "3": Way(
        "simpler and bolder",
        "Simpler and bolder than usual for these readers: half as many elements, larger shapes, thicker outlines.",
        hints={"line_weight": "bold"},
    ),
    "4": Way(
        "more playful",
        "More playful than usual: lively poses, laughing faces, round and exaggerated shapes, a small surprise.",
        scene=", dancing and laughing between balloons and stars",
    ),
}


def sample_brief(project: Project, subject: str, way: Way, seed: int) -> Brief:
    """The brief of a sample: a page as the project's will be, but for the way.

    Args:
        seed: the same for all samples of a calibration, so that little but the way differs.
    """
    look = BookLook(project.audience, project.style_preset, book=project.id)
    page = PlannedPage(1, f"{subject}{way.scene}", "full-figure", False, "illustration")
    return Brief(
        " ".join(filter(None, (page_prompt(page, look), way.words))),
        aspect_ratio=PAGE_RATIOS[project.trim_size],
        medium="line_art",
        seed=seed,
        hints={**page_hints(page, look), **way.hints},
        size=PAGE_PIXELS[project.trim_size],
        finish=PRINT_PAGE,
    )


def description_request(project: Project, way: Way, sample: ImageInput) -> TextRequest:
    """The request for the style of a sample in words."""
    ages = READERS[project.audience].ages
    return TextRequest(
        system=(
            "You describe the style of a coloring page, so that an illustrator who has not seen it draws other pages "
            "in the same style. Describe lines, shapes, proportions, faces, patterns and how full the page is, never "
            "what it shows. No colors."
        ),
        prompt=(
            "Describe the style of this page in two or three sentences of plain English, beginning with its name. It "
            f"was drawn in the style {project.style_preset}, {way.name}, for readers aged {ages}."
        ),
        schema=text_object("description"),
        schema_name="description",
        images=(sample,),
        hints={"subject": "", "style_preset": project.style_preset, "audience": project.audience, "way": way.name},
    )


def description_of(draft: Mapping[str, Any]) -> str:
    """The description of a model's draft. Raises ModelMalformedAnswer."""
    return text_of(draft.get("description"), _LONGEST)
