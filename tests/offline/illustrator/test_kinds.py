import pytest

from inkwell.core.image_models import ImageRequest
from inkwell_offline.illustrator.model import manifest
from inkwell_offline.illustrator.words.reader import read


def shown(text: str) -> list[str]:
    brief = read(text)
    cast = [who.role or who.species for who in (brief.hero, *brief.companions) if who]
    return cast + [prop.name.removeprefix("icon:") for prop in brief.props]


@pytest.mark.parametrize(
    ("words", "some", "place"),
    [
        ("cute forest animals", {"fox", "deer", "owl"}, "forest"),
        ("farm animals", {"cow", "pig", "sheep"}, "meadow"),
        ("Wild animals", {"lion", "elephant"}, "jungle"),
        ("sea creatures", {"turtle", "octopus", "fish"}, "underwater"),
        ("birds", {"owl", "parrot", "duck"}, "forest"),
        ("pets", {"cat", "dog", "bunny"}, "garden"),
        ("vehicles", {"car", "bus"}, "city"),
        ("rescue vehicles", {"fire-engine", "ambulance"}, "city"),
        ("toys", {"teddy bear", "ball", "drum"}, "bedroom"),
        ("fruits", {"strawberry", "pineapple"}, "garden"),
        ("Waldtiere", {"fox", "deer"}, "forest"),
    ],
)
def test_a_collective_noun_gives_several_members_of_its_kind(words: str, some: set[str], place: str) -> None:
    assert some <= set(shown(words))
    assert len(shown(words)) >= 3
    assert read(words).setting == place


def test_a_kind_has_as_many_members_as_are_counted() -> None:
    assert len(shown("three farm animals")) == 3
    assert len(shown("two pets on a rug")) == 3  # the rug


def test_somebody_who_meets_a_kind_stays_the_hero() -> None:
    assert shown("Bella the bunny meets the forest animals")[0] == "bunny"
    assert shown("Bella the bunny meets the forest animals").count("bunny") == 1


@pytest.mark.parametrize(
    "words",
    ["no animals", "a bed without toys", "stuffed animals", "animals such as a cow and a hen", "birds above a castle"],
)
def test_what_is_denied_listed_or_only_around_is_not_spelled_out(words: str) -> None:
    assert not {"fox", "lion", "owl", "drum", "bear"} & set(shown(words))


def test_the_members_are_drawn() -> None:
    request = ImageRequest("cute forest animals", medium="line_art", seed=3, hints={"audience": "children"})
    found = manifest(request)
    assert [found["hero"]["who"], *found["companions"]] == ["fox", "deer", "owl", "bunny"]
