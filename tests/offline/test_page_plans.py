"""The offline page plans as the planner of colouring books asks for them, and as the illustrator draws them."""

import itertools
from collections.abc import Mapping
from typing import Any

import pytest

from inkwell.coloring_books.page_prompts import BookLook, page_hints, page_prompt
from inkwell.coloring_books.page_scenes import KeptPage
from inkwell.coloring_books.planning import Character, PagePlan, PagePlanOrder, plan_of, text_request
from inkwell.core.image_models import ImageRequest
from inkwell_offline.illustrator.model import manifest
from inkwell_offline.storyteller import Storyteller

BELLA = Character("Bella", "A friendly white bunny with floppy ears and a pink bow")
FOREST = "Bella explores a magical forest with mushrooms and fairies"
IDEAS = (
    FOREST,
    "a brave little fox and an owl in the autumn forest at night",
    "a little mermaid and an octopus find treasure under the sea",
    "An astronaut girl visits planets and meets aliens",
    "two foxes build a rocket",
    "Pip the mouse bakes a cake in a kitchen",
    "my dog Rex at the park with grandma",
    "a knight and a friendly dragon at the castle",
    "dinosaurs",
    "robots",
    "cat",
    "x",
    "?!",
    "   🐉🎂   ",
    "🦄",
    "Ein kleiner Fuchs reist zum Mond",
    "un gato negro en la playa",
    "龙和猫在森林里",
    "Маленький медведь",
    "مغامرات تنين صغير",
    "a blorpian gleefish in the zargle",
    "a toaster who dreams of flying",
    "quantum physics",
    "construction vehicles for toddlers",
    "food with faces",
    "mandala flowers",
    "Halloween cats for adults",
    "farm life",
    "ocean animals coloring book for kids",
    "Christmas",
    ("A very long tale of a small brave rabbit called Olive who sails, digs, climbs and sings. " * 6)[:500],
    'sign saying "HELLO" {curly} %s \\n <b>bold</b>',
)


FARM = ("cow", "pig", "sheep", "horse", "hen", "duck", "goat", "chick", "bunny", "dog")
DINOSAURS = ("dinosaur", "saur", "triceratops", "raptor", "pterodactyl", "diplodocus")
MACHINES = (
    "excavator",
    "bulldozer",
    "truck",
    "crane",
    "mixer",
    "roller",
    "forklift",
    "loader",
    "tractor",
    "helicopter",
)


def drafted(order: PagePlanOrder) -> Mapping[str, Any]:
    return Storyteller().complete(text_request(order)).data


def planned(idea: str, count: int = 40, hero: Character | None = None, seed: int = 1) -> tuple[PagePlanOrder, PagePlan]:
    order = PagePlanOrder(idea, "children", "cartoon", count, range(1, count + 1), hero, seed=seed)
    return order, plan_of(drafted(order), order)


@pytest.mark.parametrize("idea", IDEAS)
def test_no_two_pages_have_the_same_action_and_setting(idea: str) -> None:
    for count, seed in ((40, 1), (45, 2)):
        order = PagePlanOrder(idea, "children", "cartoon", count, range(1, count + 1), seed=seed)
        draft = drafted(order)
        pages = draft["pages"]
        assert len({(each["action"], each["setting"]) for each in pages}) == count
        # What is said of a page is what its brief says.
        for each in pages:
            brief = each["sceneBrief"].lower()
            assert each["action"].lower() in brief or len(brief.split()) == 30
        assert all(10 <= len(each["sceneBrief"].split()) <= 30 for each in pages)
        # Nothing of it has to be repaired.
        plan = plan_of(draft, order)
        assert [each.scene_brief for each in plan.pages] == [each["sceneBrief"] for each in pages]
        assert not any(each.blocked for each in plan.pages)


@pytest.mark.parametrize(
    ("idea", "words", "share"),
    [
        (FOREST, ("Bella",), 0.8),
        (FOREST, ("magical forest",), 0.8),
        (FOREST, ("mushroom", "fairy"), 0.8),
        (FOREST, ("fairy",), 0.3),
        ("cute forest animals", ("fox", "deer", "owl", "bunny", "squirrel", "hedgehog"), 0.8),
        ("Diwali", ("diya lamp", "lantern", "candle", "flower", "star"), 0.8),
        ("a wedding in the garden", ("bride", "groom", "bell", "rose", "cake", "heart", "dove", "flower girl"), 0.8),
        ("pirates sail over a stormy sea with parrots", ("by the stormy sea",), 0.8),
        ("pirates sail over a stormy sea with parrots", ("parrot",), 0.2),
        ("a knight and a friendly dragon at the castle", ("knight",), 0.8),
        ("a knight and a friendly dragon at the castle", ("castle", "dragon"), 0.8),
        ("Ein kleiner Fuchs reist zum Mond", ("fox",), 0.8),
        ("a blorpian gleefish in the zargle", ("blorpian gleefish",), 0.8),
        ("construction vehicles for toddlers", MACHINES, 0.8),
        ("farm life", (*FARM, "donkey", "farmer", "turkey", "cat"), 0.8),
        ("dinosaurs", DINOSAURS, 0.8),
        ("Bible heroes", ("Noah", "David", "Moses", "Daniel", "Jonah", "Esther", "Joseph", "Ruth", "Mary"), 0.2),
        ("jobs people do", ("firefighter", "doctor", "baker", "teacher", "builder", "pilot", "chef", "vet"), 0.3),
        ("quantum physics", ("quantum physics",), 0.8),
    ],
)
def test_pages_stay_on_the_idea(idea: str, words: tuple[str, ...], share: float) -> None:
    _, plan = planned(idea)
    naming = sum(any(word in each.scene_brief for word in words) for each in plan.pages)
    assert naming >= share * len(plan.pages)


@pytest.mark.parametrize(
    ("idea", "words", "share"),
    [
        ("dinosaurs", DINOSAURS, 0.6),
        ("cats", ("cat",), 0.6),
        ("trucks", ("truck", "tractor", "bus", "car", "engine", "ambulance", "train", "taxi"), 0.8),
        ("a robot's first day at school", ("robot",), 0.3),
        ("a wedding in the garden", ("bride", "groom", "bell", "rose", "cake", "heart", "dove"), 0.8),
    ],
)
def test_a_book_with_a_hero_of_its_own_is_about_its_idea_all_the_same(
    idea: str, words: tuple[str, ...], share: float
) -> None:
    _, plan = planned(idea, hero=BELLA)
    assert sum("Bella" in each.scene_brief for each in plan.pages) >= 0.8 * len(plan.pages)
    assert sum(any(word in each.scene_brief for word in words) for each in plan.pages) >= share * len(plan.pages)


@pytest.mark.parametrize("idea", [FOREST, "a robot's first day at school", "cats"])
def test_the_cover_is_of_no_special_hour_and_shows_whom_the_book_is_about(idea: str) -> None:
    for seed in range(1, 6):
        cover = planned(idea, hero=BELLA, seed=seed)[1].pages[0]
        assert {"fairy", "robot", "cat"} & set(cover.scene_brief.replace(",", "").split())
        assert cover.scene_brief.endswith(("forest", "school", "garden"))


def test_an_event_or_a_number_is_no_hero() -> None:
    for idea in ("a wedding in the garden", "The four seasons at a mountain lake", "farm animals having a party"):
        _, plan = planned(idea)
        assert plan.hero is None
        assert not any("The four " in each.scene_brief or "wedding wav" in each.scene_brief for each in plan.pages)


@pytest.mark.parametrize(
    ("idea", "things"),
    [
        (
            "Trucks, buses and a fire engine in a small town",
            ("truck", "tractor", "bus", "car", "engine", "ambulance", "train", "taxi", "cycle", "copter"),
        ),
        ("a teapot and a cup", ("teapot", "cup")),
        ("A snowman on a hill", ("snowman",)),
    ],
)
def test_a_thing_is_drawn_as_what_it_is(idea: str, things: tuple[str, ...]) -> None:
    _, plan = planned(idea)
    look = BookLook("children", "cartoon", plan.hero)
    assert plan.hero is None
    for page in plan.pages:
        if not page.includes_hero:
            continue
        assert any(thing in page.scene_brief for thing in things)
        wanted = ImageRequest(page_prompt(page, look), "17:22", seed=1, medium="line_art", hints=page_hints(page, look))
        hero = manifest(wanted)["hero"]
        assert hero is None or hero["who"] != "monster", "somebody made up stands for the thing"


def test_chosen_pages_show_what_no_other_page_shows() -> None:
    _, plan = planned(FOREST, hero=BELLA)
    again = [3, 7, 9]
    kept = [
        KeptPage(each.number, each.scene_brief, each.composition) for each in plan.pages if each.number not in again
    ]
    for seed in range(1, 6):
        order = PagePlanOrder(FOREST, "children", "cartoon", 40, again, BELLA, kept, seed)
        draft = drafted(order)
        renewed = plan_of(draft, order)
        assert [each.number for each in renewed.pages] == again
        assert {each["sceneBrief"] for each in draft["pages"]} == {each.scene_brief for each in renewed.pages}


@pytest.mark.parametrize("idea", [FOREST, "construction vehicles for toddlers", "a toaster who dreams of flying"])
def test_the_illustrator_draws_the_plan(idea: str) -> None:
    _, plan = planned(idea, hero=BELLA if idea == FOREST else None)
    look = BookLook("children", "cartoon", plan.hero)
    heroes = set()
    for page in plan.pages:
        hints = page_hints(page, look)
        drawn = manifest(ImageRequest(page_prompt(page, look), "17:22", seed=1, medium="line_art", hints=hints))
        if page.composition == "pattern":
            assert drawn["layout"] == "pattern"
            assert len(drawn["motifs"]) >= 2
            continue
        assert drawn["shot"] == {"close-up": "close", "surroundings": "wide"}.get(page.composition, "medium")
        if plan.hero and page.includes_hero:
            heroes.add(drawn["hero"]["fingerprint"])
        # Nobody stands on a page of surroundings, and no page is empty.
        assert drawn["hero"] is None if page.composition == "surroundings" else drawn["hero"] or drawn["props"]
        assert page.composition != "surroundings" or drawn["props"]
    assert len(heroes) == (1 if plan.hero else 0)


def test_neighbours_look_different() -> None:
    order, plan = planned(FOREST, hero=BELLA)
    for one, two in itertools.pairwise(plan.pages):
        assert one.composition != two.composition
    assert order.numbers[-1] == plan.pages[-1].number
