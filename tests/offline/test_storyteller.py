"""The storyteller: whatever it is asked, its texts satisfy the schema, keep to the prompt, and can be repeated."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from inkwell.core.text_models import TextRequest
from inkwell_offline.storyteller.briefs import brief_of
from inkwell_offline.storyteller.model import WRITERS, Storyteller
from inkwell_offline.storyteller.reading import read
from tests.offline import schemas

PROMPTS = [
    "Create a luxury watch advertisement with golden hour lighting and elegant models",
    "Energy drink ad with extreme sports, skateboarding, vibrant colors",
    "Minimalist skincare product on clean white background with soft lighting",
    "A time traveler's first day in ancient Rome",
    "Bella explores a magical forest with mushrooms and fairies",
    "The history of the Ottoman empire",
    "Two brothers build a rocket and fly to the moon",
    "Ein kleiner Drache fliegt über den Berg",
    "一只猫在月亮上",
    "قصة عن الصداقة",
    "🐉🏰🌙",
    "🙂",
    "freedom",
    "?!",
    "-",
    "{hero} {0} %s \\n",
    "My grandmother's garden",
    "a platypus learns to cook in a tiny kitchen",
    "word " * 400,
]
ASKED: dict[str, dict[str, Any]] = {
    "storyboard": schemas.STORYBOARD,
    "page_plan": schemas.page_plan(12),
    "story": schemas.story(3),
    "scene": schemas.SCENE,
    "description": schemas.DESCRIPTION,
}


def write(kind: str, prompt: str, seed: int = 1, schema: dict[str, Any] | None = None, **hints: Any) -> dict[str, Any]:
    asked = schema or ASKED[kind]
    data = Storyteller().complete(TextRequest("rules", prompt, asked, kind, seed=seed, hints=hints)).data
    Draft202012Validator(asked).validate(data)
    return data


def words_of(data: Any) -> str:
    if isinstance(data, dict):
        return " ".join(map(words_of, data.values()))
    return " ".join(map(words_of, data)) if isinstance(data, list) else str(data)


def test_it_writes_every_kind_of_text() -> None:
    assert set(WRITERS) == set(ASKED)


def test_any_prompt_gets_a_text_of_the_asked_shape() -> None:
    for case in itertools.product(ASKED, PROMPTS, range(5)):
        text = words_of(write(*case))
        assert text.strip(), case
        assert not [flaw for flaw in ("  ", ",,", " .") if flaw in text], case


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(sorted(ASKED)), st.integers(0, 2**31))
def test_no_text_whatever_breaks_it(prompt: str, kind: str, seed: int) -> None:
    assert words_of(write(kind, prompt, seed)).strip()


@pytest.mark.parametrize("kind", ASKED)
def test_the_same_seed_writes_the_same_and_others_write_others(kind: str) -> None:
    texts = [words_of(write(kind, PROMPTS[4], seed)) for seed in range(12)]
    assert texts == [words_of(write(kind, PROMPTS[4], seed)) for seed in range(12)]
    assert len(set(texts)) > 3


@pytest.mark.parametrize(
    ("prompt", "product", "shown"),
    [
        (PROMPTS[0], "luxury watch", ["golden hour lighting", "elegant models", "dial", "wrist"]),
        (PROMPTS[1], "energy drink", ["vibrant colors", "extreme sports", "skateboarding", "can"]),
        (PROMPTS[2], "minimalist skincare product", ["clean white background", "soft lighting", "skin"]),
        ("Ad for EcoBottle, a reusable water bottle", "EcoBottle reusable water bottle", ["bottle"]),
        ("Commercial for our new running shoes, neon city at night", "running shoes", ["running shoes"]),
    ],
)
def test_an_advertisement_shows_the_product_as_it_was_asked_for(prompt: str, product: str, shown: list[str]) -> None:
    brief = brief_of(read(prompt))
    assert brief
    assert brief.product == product
    texts = [words_of(write("storyboard", prompt, seed)) for seed in range(8)]
    for scene in write("storyboard", prompt)["scenes"]:
        assert product.lower() in scene["imagePrompt"].lower()
    for word in shown:
        assert any(word.lower() in text.lower() for text in texts)


WHO_AND_WHERE = [
    (
        "Bella explores a magical forest with mushrooms and fairies",
        "Bella",
        "the magical forest",
        ["mushrooms", "fairy"],
    ),
    ("A time traveler's first day in ancient Rome", "the traveler", "ancient Rome", []),
    ("Two brothers build a rocket and fly to the moon", "the brothers", "the moon", ["a rocket"]),
    ("A story about a shy robot named Bolt who wants to dance", "Bolt", "the workshop", []),
    ("Yusuf shares his lunch in the park", "Yusuf", "the park", []),
    ("Marcus meets a mermaid at the beach", "Marcus", "the beach", ["mermaid"]),
    ("Pip the fox finds a lantern", "Pip", "the forest", ["a lantern"]),
    ("a girl and her dragon in a castle", "the girl", "the castle", ["dragon"]),
    ("a shy hedgehog girl in a garden", "the hedgehog girl", "the garden", []),
    ("Un gato perdido en la ciudad", "the cat", "the city", []),
    ("Ein kleiner Drache fliegt über den Berg", "the dragon", "the mountain", []),
    ("一只猫在月亮上", "the cat", "the moon", []),
    ("🐉🏰", "the dragon", "the castle", []),
    ("a platypus learns to cook in a tiny kitchen", "the platypus", "the tiny kitchen", []),
    ("My grandmother's garden", "the grandmother", "the garden", []),
]


def test_who_and_where_are_taken_from_the_prompt() -> None:
    for prompt, hero, place, with_them in WHO_AND_WHERE:
        idea = read(prompt)
        assert (idea.hero.short, idea.place.called) == (hero, place), prompt
        assert set(with_them) <= {*idea.friends, *idea.things}, prompt
        text = words_of(write("story", prompt)).lower()
        # Who has no name gets one, and stays what the prompt says.
        assert (idea.hero.name or idea.hero.noun.split()[0]).lower() in text, prompt
        assert place.lower() in text, prompt


@pytest.mark.parametrize("prompt", ["The history of the Ottoman empire", "freedom", "قصة عن الصداقة", "asdfgh qwerty"])
def test_what_it_does_not_understand_it_quotes_and_invents_nobody(prompt: str) -> None:
    assert not read(prompt).hero.is_known
    for scene in write("storyboard", prompt)["scenes"]:
        assert prompt.casefold() in scene["imagePrompt"].casefold()
    assert f"“{prompt}”" in write("story", prompt)["text"]


@pytest.mark.parametrize("duration", [15, 30, 60])
def test_durations_fit_the_film(duration: int) -> None:
    durations = [scene["suggestedDuration"] for scene in write("storyboard", PROMPTS[0], duration=duration)["scenes"]]
    assert sum(durations) == min(duration, 20)


def test_a_page_plan_is_varied() -> None:
    kinds = {"close-up", "full figure", "action", "surroundings", "pattern"}
    for case in itertools.product(range(1, 46), range(3), (PROMPTS[4], "dinosaurs", "?!")):
        count, seed, prompt = case
        pages = write("page_plan", prompt, seed, schemas.page_plan(count))["pages"]
        assert len(pages) == count, case
        compositions = [page["composition"] for page in pages]
        assert all(len(set(compositions[at : at + 3])) > 1 for at in range(count - 2)), case
        assert sum(page["includesHero"] for page in pages) >= 0.8 * count, case
        assert pages[0]["includesHero"], case
        assert len({page["prompt"] for page in pages}) == count, case
        if count >= 10:
            assert set(compositions) == kinds, case


def test_a_page_plan_keeps_to_the_hero_of_the_book() -> None:
    hero = {"name": "Zazu", "description": "a tiny owl with round glasses"}
    pages = write("page_plan", "a trip to the beach", hero=hero)["pages"]
    assert all("Zazu" in page["prompt"] for page in pages if page["includesHero"])
    assert all("round glasses" in page["prompt"] for page in pages if page["includesHero"])


def test_a_friend_need_not_be_called_friendly() -> None:
    texts = [
        words_of(write(kind, "A fox and its friend in the forest", seed=seed)) for kind in ASKED for seed in range(6)
    ]
    assert "a friend" in " ".join(texts)
    assert not any("friendly friend" in text for text in texts)


def test_a_story_has_as_many_pictures_as_are_wanted() -> None:
    for count in range(1, 9):
        data = write("story", PROMPTS[3], schema=schemas.story(count))
        assert len({image["image_prompt"] for image in data["images"]}) == count, count
        assert len(data["text"].split("\n\n")) >= 8, count


def test_the_art_style_is_in_every_picture_of_a_story() -> None:
    data = write("story", PROMPTS[3], art_style="oil-painting")
    assert all(image["image_prompt"].endswith("oil painting") for image in data["images"])


def test_a_schema_may_refer_to_parts_of_itself() -> None:
    choice = {"type": "object", "properties": {"label": {"type": "string", "maxLength": 12}}, "required": ["label"]}
    schema = {
        "$defs": {"Choice": choice},
        "type": "object",
        "properties": {
            "pageTitle": {"type": ["string", "null"], "minLength": 3},
            "isEnd": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
            "options": {"type": "array", "items": {"$ref": "#/$defs/Choice"}, "minItems": 2, "maxItems": 2},
        },
        "required": ["pageTitle", "isEnd", "options"],
    }
    data = write("scene", PROMPTS[4], schema=schema, remaining=4)
    assert len(data["options"]) == 2
