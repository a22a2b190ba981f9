import itertools
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from inkwell.coloring_books.page_scenes import COMPOSITIONS, FIGURES, KeptPage
from inkwell.coloring_books.planning import Character, PagePlan, PagePlanOrder, plan_of, schema, text_request
from inkwell.core.errors import ModelMalformedAnswer

IDEA = "Bella explores a magical forest with mushrooms and fairies"
BELLA = Character("Bella", "A friendly white bunny with floppy ears and a pink bow")
BOOK = PagePlanOrder(IDEA, "children", "kawaii", 10, range(1, 11), BELLA)

DOINGS = (
    "greets a fairy at the forest gate",
    "tastes berry soup beside an iron kettle",
    "climbs over roots of an oak",
    "whispers to an owl about secrets",
    "rows across the pond in a nutshell",
    "paints toadstools with a long brush",
    "counts fireflies behind ferns",
    "builds a bridge of sticks over water",
    "bakes acorn cookies in a hollow log",
    "swings from vines above the stream",
    "wears a crown of daisies at a party",
    "reads an old map near the signpost",
    "shelters from rain below one leaf",
    "races snails along the mossy path",
    "plays flute for dancing beetles",
)


def page(number: int, doing: str, composition: str = "action", **changes: Any) -> dict[str, Any]:
    return {
        "pageNumber": number,
        "action": doing,
        "setting": "the forest",
        "sceneBrief": f"Bella {doing}, deep in the magical forest, with curious friends around",
        "composition": composition,
        "includesHero": True,
        "pageType": "illustration",
        **changes,
    }


def draft(count: int = 10, **changes: Any) -> dict[str, Any]:
    turns = itertools.cycle(("full-figure", "action", "close-up", "action", "surroundings", "pattern"))
    pages = [page(n, DOINGS[n - 1], next(turns), **changes) for n in range(1, count + 1)]
    return {"hero": {"name": "Bella", "looks": "a white bunny"}, "pages": pages}


def check(plan: PagePlan, order: PagePlanOrder) -> None:
    """The laws of a plan."""
    pages = plan.pages
    assert [each.number for each in pages] == sorted(order.numbers)
    assert all(10 <= len(each.scene_brief.split()) <= 30 for each in pages)
    assert all(each.composition in COMPOSITIONS for each in pages)
    briefs = [each.scene_brief.casefold() for each in pages] + [each.scene_brief.casefold() for each in order.kept]
    assert len(set(briefs)) == len(briefs)
    assert 5 * sum(each.includes_hero for each in pages) >= 4 * len(pages)
    book: dict[int, str | None] = {each.number: each.composition for each in order.kept if each.composition}
    book |= {each.number: each.composition for each in pages}
    for number in order.numbers:
        for first in (number - 2, number - 1, number):
            row = [book.get(at) for at in range(first, first + 3)]
            assert None in row or len(set(row)) > 1, (number, row)
    for each in pages:
        assert (each.page_type == "pattern") == (each.composition == "pattern")
        if each.number == 1:
            assert each.includes_hero
            assert each.composition in FIGURES
    assert sum(each.page_type in ("text-focus", "educational") for each in pages) <= len(pages) // 5


def test_a_good_draft_stays_as_it_is() -> None:
    drafted = draft()
    plan = plan_of(drafted, BOOK)
    assert [each.scene_brief for each in plan.pages] == [each["sceneBrief"] for each in drafted["pages"]]
    assert [each.composition for each in plan.pages] == [each["composition"] for each in drafted["pages"]]
    assert all(each.blocked is None for each in plan.pages)
    check(plan, BOOK)


def test_the_request_carries_what_the_plan_needs() -> None:
    order = replace(BOOK, page_count=40, numbers=[9, 3, 7], kept=[KeptPage(1, "Bella sails a paper boat")])
    request = text_request(order)
    for words in (
        IDEA,
        "Bella",
        "floppy ears",
        "aged 5-8",
        "kawaii",
        "3, 7, 9",
        "40 pages",
        "Bella sails a paper boat",
    ):
        assert words in request.prompt, words
    assert request.schema_name == "page_plan"
    pages = request.schema["properties"]["pages"]
    assert pages["minItems"] <= 3 <= pages["maxItems"]
    assert request.hints["kept"] == ["Bella sails a paper boat"]
    assert json.dumps(request.hints)


def test_surplus_pages_go_and_missing_ones_come() -> None:
    drafted = draft(15)
    # An adapter lets such drafts through.
    assert not list(Draft202012Validator(schema(10)).iter_errors(drafted))
    assert not list(Draft202012Validator(schema(20)).iter_errors(drafted))
    check(plan_of(drafted, BOOK), BOOK)
    longer = replace(BOOK, page_count=20, numbers=range(1, 21))
    plan = plan_of(drafted, longer)
    check(plan, longer)
    # The five that were missing are about the idea, and the hero.
    assert sum("world of Bella explores a magical forest" in each.scene_brief for each in plan.pages) == 5


def test_the_wanted_pages_of_a_whole_plan_are_taken() -> None:
    order = replace(BOOK, page_count=15, numbers=[3, 7, 9])
    plan = plan_of(draft(15), order)
    assert [DOINGS[n - 1] in each.scene_brief for n, each in zip((3, 7, 9), plan.pages, strict=True)] == [True] * 3


def test_a_scene_comes_once() -> None:
    drafted = draft()
    drafted["pages"][4]["sceneBrief"] = drafted["pages"][3]["sceneBrief"].upper()
    drafted["pages"][7] |= {key: drafted["pages"][2][key] for key in ("action", "setting")}
    plan = plan_of(drafted, BOOK)
    check(plan, BOOK)
    briefs = " ".join(each.scene_brief for each in plan.pages).lower()
    assert briefs.count(DOINGS[3]) == 1
    assert DOINGS[7] not in briefs


def test_what_other_pages_show_is_not_planned_again() -> None:
    kept = [KeptPage(n, page(n, DOINGS[n - 1])["sceneBrief"]) for n in (1, 2)]
    order = replace(BOOK, numbers=range(3, 11), kept=kept)
    drafted = draft()
    plan = plan_of({**drafted, "pages": drafted["pages"][:2] + drafted["pages"][2:]}, order)
    check(plan, order)
    with pytest.raises(ModelMalformedAnswer):
        plan_of({**drafted, "pages": drafted["pages"][:2]}, replace(order, numbers=[3, 4]))


def test_three_alike_in_a_row_are_parted_and_all_compositions_come() -> None:
    drafted = draft(15)
    for at, each in enumerate(drafted["pages"]):
        each["composition"] = "action" if at < 8 else "full-figure"
    order = replace(BOOK, page_count=15, numbers=range(1, 16))
    plan = plan_of(drafted, order)
    check(plan, order)
    assert {each.composition for each in plan.pages} == set(COMPOSITIONS)
    assert max(Counter(each.composition for each in plan.pages).values()) <= 8


def test_neighbours_that_stay_count_in_the_row() -> None:
    kept = [KeptPage(n, f"Something {n} else happens there", "action") for n in (1, 2, 4, 5)]
    order = replace(BOOK, page_count=5, numbers=[3], kept=kept)
    plan = plan_of({"pages": [page(3, DOINGS[0])]}, order)
    assert plan.pages[0].composition != "action"
    check(plan, order)


def test_a_hero_who_is_too_rare_comes_in() -> None:
    drafted = draft()
    for each in drafted["pages"]:
        each["sceneBrief"] = each["sceneBrief"].replace("Bella", "A friendly fairy")
        each["includesHero"] = False
    plan = plan_of(drafted, BOOK)
    check(plan, BOOK)
    assert all("Bella" in each.scene_brief for each in plan.pages if each.includes_hero)
    assert {each.composition for each in plan.pages if not each.includes_hero} <= {"pattern", "surroundings"}


def test_no_words_are_written_in_pictures() -> None:
    drafted = draft()
    drafted["pages"][0]["sceneBrief"] = (
        'Bella waves beside a big wooden sign saying "Welcome home", with fairies above her'
    )
    brief = plan_of(drafted, BOOK).pages[0].scene_brief
    assert brief == "Bella waves beside a big wooden sign, with fairies above her"


def test_a_blocked_brief_is_marked_and_the_others_stay() -> None:
    drafted = draft()
    drafted["pages"][3]["sceneBrief"] = "Bella finds a bloody dagger beside a corpse in the old forest of fairies"
    plan = plan_of(drafted, BOOK)
    assert [each.number for each in plan.pages if each.blocked] == [4]
    assert plan.pages[3].blocked
    check(plan, BOOK)


def test_a_book_without_a_hero_gets_the_models_unless_it_is_not_for_its_readers() -> None:
    order = replace(BOOK, hero=None)
    assert plan_of(draft(), order).hero == Character("Bella", "a white bunny")
    assert (
        plan_of(draft() | {"hero": {"name": "Bella", "looks": "a bunny covered in blood and gore"}}, order).hero is None
    )
    assert plan_of(draft() | {"hero": None}, order).hero is None
    assert plan_of(draft(), BOOK).hero == BELLA


@pytest.mark.parametrize(
    "drafted",
    [
        {},
        {"pages": None},
        {"pages": []},
        {"pages": [None] * 10},
        {"pages": [{"sceneBrief": "Bella"}] * 10},
        {"pages": [page(n, DOINGS[0]) for n in range(1, 11)]},
        draft(7),
    ],
)
def test_a_hopeless_draft_is_refused(drafted: Mapping[str, Any]) -> None:
    with pytest.raises(ModelMalformedAnswer):
        plan_of(drafted, BOOK)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 50) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
WORDS = st.sampled_from(
    "bella fox dances jumps runs reads bakes climbs forest river moon kite boat under near seven fairies with a the, "  # noqa: SIM905
    "old mushroom lantern drum, while snow falls on her castle garden sleeps paints cave hill 兔子 лес and of".split()
)
BRIEFS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
ENTRIES = st.fixed_dictionaries(
    {
        "sceneBrief": BRIEFS,
        "composition": st.sampled_from([*COMPOSITIONS, "portrait"]),
        "includesHero": st.booleans(),
        "pageNumber": st.integers(-1, 46) | st.none(),
        "pageType": st.sampled_from(["illustration", "text-focus", "pattern", "educational", "x"]),
    }
)
ONE_KIND = st.sampled_from(COMPOSITIONS).flatmap(
    lambda kind: st.lists(ENTRIES.map(lambda entry: entry | {"composition": kind}), max_size=50)
)
NAMES = st.none() | st.sampled_from(("Bella", "Fox", "Sir Bartholomew the Very Brave of the Long and Winding Name"))


@st.composite
def orders(draw: st.DrawFn) -> PagePlanOrder:
    count = draw(st.integers(1, 45))
    is_whole = draw(st.booleans())
    numbers = sorted(range(1, count + 1) if is_whole else draw(st.sets(st.integers(1, count), min_size=1)))
    kept = [
        KeptPage(n, f"page {n} shows {draw(BRIEFS)}", draw(st.none() | st.sampled_from(COMPOSITIONS)))
        for n in range(1, count + 1)
        if n not in numbers
    ]
    name = draw(NAMES)
    return PagePlanOrder(IDEA, "children", "cartoon", count, numbers, Character(name, "") if name else None, kept)


@settings(max_examples=200, deadline=None)
@given(orders(), st.fixed_dictionaries({"pages": st.lists(ENTRIES | JSON, max_size=50) | ONE_KIND | JSON}))
def test_whatever_is_accepted_keeps_the_laws(order: PagePlanOrder, drafted: dict[str, Any]) -> None:
    try:
        plan = plan_of(drafted, order)
    except ModelMalformedAnswer:
        return
    check(plan, order)
    assert plan_of(drafted, order) == plan


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_drafts_of_distinct_scenes_are_accepted(data: st.DataObject) -> None:
    order = data.draw(orders())
    doings = data.draw(st.permutations(range(45)))
    entries = [data.draw(ENTRIES) for _ in order.numbers]
    for at, entry in enumerate(entries):
        entry["sceneBrief"] = " ".join(f"{word}{doings[at]}" for word in ("runs", "cave", "drum", "boat"))
    assume(entries)
    check(plan_of({"pages": entries}, order), order)


def test_the_schema_is_strict() -> None:
    page_schema = schema(4)["properties"]["pages"]["items"]
    assert set(page_schema["required"]) == set(page_schema["properties"])
    assert page_schema["additionalProperties"] is False
