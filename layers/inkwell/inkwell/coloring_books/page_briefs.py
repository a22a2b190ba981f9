"""The first task of a generation: the plan of its pages, and the brief that each is drawn from."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from inkwell.coloring_books.data import GenerationData, NewVersion
from inkwell.coloring_books.options import PAGE_PIXELS, PAGE_RATIOS, TrimSize
from inkwell.coloring_books.page_prompts import BookLook, Reference, page_hints, page_prompt
from inkwell.coloring_books.page_scenes import KeptPage
from inkwell.coloring_books.page_store import PageStore, Scene
from inkwell.coloring_books.planning import Character, PagePlan, PagePlanOrder, PlannedPage, plan_of, text_request
from inkwell.core.errors import ModelMalformedAnswer, ModelRefused
from inkwell.core.image_models import PRINT_PAGE
from inkwell.core.jobs import JobRecord
from inkwell.core.pictures import Brief
from inkwell.core.store import FirstResult
from inkwell.core.text_models import TextModel

#: The most fresh attempts at a page that our check refuses.
CORRECTIONS = 2


def plan_pages(model: TextModel, pages: PageStore, record: JobRecord) -> FirstResult:
    """Plan the pages of a generation. A page whose scene the safety gate blocks fails, and the others are drawn.

    Raises:
        ModelError: the model did not deliver.
    """
    data = GenerationData.of(record.job)
    order = _order(data, pages, record)
    request = text_request(order)
    draft = model.complete(request).data
    try:
        plan = plan_of(draft, order)
    except ModelMalformedAnswer:
        # The model keeps the draft for a repeated task, which would fail by it again.
        plan = plan_of(model.complete(request).data, order)
    return FirstResult(
        briefs={
            str(page.number): _brief(page, plan, data, record.job.id) for page in plan.pages if page.blocked is None
        },
        failed={str(page.number): ModelRefused.code for page in plan.pages if page.blocked is not None},
    )


def page_brief(
    page: PlannedPage, look: BookLook, references: Mapping[Reference, str], trim_size: TrimSize, seed: int
) -> Brief:
    """The brief of a page.

    Args:
        references: the object keys of what `BookLook.references` names.
        seed: makes the page repeatable.
    """
    return Brief(
        page_prompt(page, look),
        role="quality",
        aspect_ratio=PAGE_RATIOS[trim_size],
        medium="line_art",
        references=[references[each] for each in look.references],
        seed=seed,
        hints=page_hints(page, look),
        size=PAGE_PIXELS[trim_size],
        finish=PRINT_PAGE,
        corrections=CORRECTIONS,
    )


def _order(data: GenerationData, pages: PageStore, record: JobRecord) -> PagePlanOrder:
    numbers = [int(picture.key) for picture in record.pictures]
    # Of a project that was just deleted nothing is kept.
    _, stored = pages.book(data.project_id) or (None, ())
    kept = [
        KeptPage(page.number, page.shown.scene.brief) for page in stored if page.shown and page.number not in numbers
    ]
    hero = Character(data.hero.name, data.hero.looks) if data.hero else None
    return PagePlanOrder(
        data.idea,
        data.audience,
        data.style_preset,
        data.page_count,
        numbers,
        hero,
        kept,
        seed=_seed(record.job.id),
    )


def _brief(page: PlannedPage, plan: PagePlan, data: GenerationData, job_id: str) -> Brief:
    keys: Mapping[Reference, str | None] = {
        "hero": data.hero.sheet_key if data.hero else None,
        "style": data.anchor_key,
    }
    references = {name: key for name, key in keys.items() if key}
    look = BookLook(
        data.audience, data.style_preset, plan.hero, data.anchor_style or "", tuple(references), data.project_id
    )
    # Neighbouring seeds, so that models that draw by seed never repeat a composition within a book.
    brief = page_brief(page, look, references, data.trim_size, _seed(job_id) + page.number)
    scene = Scene(
        page.scene_brief,
        page.composition,
        page.includes_hero,
        page.page_type,
        plan.hero.name if plan.hero else None,
        plan.hero.looks if plan.hero else None,
    )
    new = NewVersion(data.project_id, page.number, data.most_versions, scene)
    return replace(brief, lands_on=new.as_data())


def _seed(job_id: str) -> int:
    return int.from_bytes(hashlib.sha256(job_id.encode()).digest()[:3])
