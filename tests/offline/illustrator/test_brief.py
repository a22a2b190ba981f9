"""What prompts are understood to ask for, word by word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkwell_offline.illustrator import brief
from inkwell_offline.illustrator.characters.poses import EXPRESSIONS, POSES
from inkwell_offline.illustrator.characters.species import SPECIES
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.settings.catalogue import SETTINGS
from inkwell_offline.illustrator.words import grammar, lexicon, looks, nouns
from inkwell_offline.illustrator.words.matcher import phrases


def names(found):
    return [p.name for p in found.props]


def test_every_species_is_found_in_singular_and_plural():
    for species in set(SPECIES) - {"human", "icon"}:
        for text in (f"a {species} in the garden", f"The {species} waves."):
            assert brief(text).hero.species == species, species
        for phrase in lexicon.SPECIES_WORDS[species].split("|"):
            article = "le" if phrase in grammar.NOT_ENGLISH else "the"
            assert brief(f"{article} {phrase} waves").hero.species == species, species


def test_every_setting_is_found():
    for setting, words in lexicon.SETTING_WORDS.items():
        assert setting in SETTINGS, setting
        for word in words.split("|"):
            assert brief(f"a fox, {word}").setting == setting, word


def test_tables_of_words_hold_words():
    for table in (
        grammar.PLACES,
        grammar.DETERMINERS,
        grammar.PRONOUNS,
        grammar.NEGATIONS,
        nouns.AMBIGUOUS,
        nouns.NOT_DRAWN,
    ):
        assert sum(len(word) > 1 for word in table) > len(table) * 0.8


def test_places_named_with_a_preposition_go_first():
    assert brief("a castle story in the forest").setting == "forest"


def test_the_lexicon_points_only_at_what_exists():
    assert set(lexicon.SPECIES_WORDS) <= set(SPECIES)
    assert set(lexicon.ACTION_WORDS) <= set(POSES)
    assert set(lexicon.MOOD_WORDS) <= set(EXPRESSIONS)
    for name in nouns.THING_WORDS:
        assert thing(name).height > 0
    for entries in phrases().values():
        for category, value in entries:
            if category == "thing":
                assert thing(value).width > 0


INSIDE_ANOTHER = [
    ("a warm day", "sword"),
    ("bear in mind that it rains", "bear"),
    ("a foxglove", "fox"),
    ("a caterpillar", "cat"),
    ("the catalogue", "cat"),
    ("she began to bark", "tree"),
    ("a scarecrow", "car"),
    ("the pantry", "ant"),
    ("the carpet", "car"),
    ("beware", "bear"),
    ("a submarine", "icon:speedboat"),
    ("the sun rose", "rose"),
    ("to fish for compliments", "fish"),
    ("she watches the stars", "icon:watch"),
    ("as brave as a lion", "lion"),
]


def test_a_word_inside_another_is_no_match():
    for text, wrong in INSIDE_ANOTHER:
        found = brief(text)
        who = [c.species for c in (found.hero, *found.companions) if c]
        assert wrong not in names(found), text
        assert wrong not in who, text


COMPOUNDS = [
    ("a star-fish on the beach", [], ["starfish"]),
    ("two hot-dogs", [], ["icon:hot-dog"]),
    ("a polar bear", ["polar bear"], []),
    ("a girl hugs her teddy bear", ["human"], ["teddy bear"]),
    ("a sea lion with a ball", ["seal"], ["ball"]),
    ("a guinea pig", ["hamster"], []),
    ("a king crab", [], ["icon:crab"]),
    ("a fire truck", [], ["icon:fire-engine"]),
    ("ladybugs", [], ["ladybug"]),
    ("a butterfly and a dragonfly", [], ["butterfly", "dragonfly"]),
    ("a seahorse", [], ["seahorse"]),
    ("a pineapple", [], ["icon:pineapple"]),
    ("a cupcake", [], ["icon:cupcake"]),
    ("a mousetrap", [], []),
    ("a foxglove", [], ["foxglove"]),
    ("a boy swings a baseball bat", ["human"], ["baseball bat"]),
    ("a bat flies at night", ["bat"], []),
    ("a boy with a bat and a ball", ["human"], ["baseball bat"]),
    ("a tiger shark", [], ["icon:shark"]),
    ("a tiger lily", [], ["flower"]),
    ("a mountain lion", ["leopard"], []),
    ("a dragon boat", [], ["boat"]),
    ("a zebra crossing", [], []),
    ("a mother duck and five ducklings", ["duck"] * 6, []),
    ("the mother cat and her three kittens", ["cat"] * 4, []),
    ("mice and men", ["mouse", "mouse", "human", "human"], []),
    ("bears fishing in the river", ["bear", "bear"], ["icon:fishing-pole"]),
    ("a family with their dog", ["human", "human", "human", "dog"], []),
    ("a family of bears", ["bear", "bear", "bear"], []),
    ("a glass of milk", [], ["icon:glass-of-milk"]),
    ("grandpa with a cane", ["human"], []),
    ("a cat wearing boots", ["cat"], []),
    ("a kind fox", ["fox"], []),
    ("two friends chat", ["human", "human"], []),
    ("une fille et son chat", ["human", "cat"], []),
    ("a coloring page for kids: a fox", ["fox"], []),
    ("\U0001f469\u200d\U0001f680", ["human"], []),
    ("a dragon in a castle library", ["dragon"], []),
]


def test_compounds_and_neighbours():
    for text, cast, things in COMPOUNDS:
        found = brief(text)
        assert [c.species for c in (found.hero, *found.companions) if c] == cast, text
        assert sorted([*names(found), *([found.held] if found.held else [])]) == sorted(things), text


@pytest.mark.parametrize(
    ("text", "style", "things"),
    [
        ("a storybook fox", "storybook", []),
        ("children's storybook illustration of a fox", "storybook", []),
        ("a fox with a storybook", "", ["book"]),
        ("a pencil sketch of a fox", "pencil-sketch", []),
        ("a fox with a pencil", "", ["icon:pencil"]),
        ("a fox draws with crayons", "", ["icon:crayon"]),
    ],
)
def test_a_style_is_no_thing_and_a_thing_no_style(text, style, things):
    found = brief(text)
    held = [found.held] if found.held else []
    assert (found.style, [*names(found), *held]) == (style, things)


@pytest.mark.parametrize(
    ("text", "seat"),
    [
        ("an elephant in a bathtub", "icon:bathtub"),
        ("a witch riding on a broom", "icon:broom"),
        ("a fox beside a bathtub", ""),
        ("a bathtub", ""),
    ],
)
def test_what_carries_the_hero(text, seat):
    found = brief(text)
    assert found.seat == seat
    assert (seat in names(found)) is False


def test_places_of_two_words_are_the_last():
    assert brief("a dragon in a castle library").setting == "library"
    assert brief("a fox in a snowy village").weather == "snow"


def test_unknown_words_give_a_quiet_scene():
    for text in ("", "zorblax flurn quix", "!!! ...", "一只可爱"):
        found = brief(text)
        assert found.hero is None
        assert found.props == ()
        assert found.companions == ()


def test_counts_and_colours():
    found = brief("three red balloons, a pair of blue kites and a dozen apples")
    assert {p.name: (p.count, p.colour) for p in found.props} == {
        "balloon": (3, looks.COLOURS["red"]),
        "kite": (2, looks.COLOURS["blue"]),
        "icon:red-apple": (9, ""),
    }


def test_looks_of_the_hero():
    hero = brief("a girl with long blonde hair and blue eyes wearing a green dress and a red scarf").hero
    assert hero.role == "girl"
    assert hero.hair_style == "long"
    assert hero.hair == looks.COLOURS["blonde"]
    assert hero.iris == looks.COLOURS["blue"]
    assert hero.dress == looks.COLOURS["green"]
    assert hero.wears["scarf"] == looks.COLOURS["red"]
    bunny = brief("Bella the brown bunny with floppy ears").hero
    assert (bunny.name, bunny.fur, bunny.ears) == ("Bella", looks.COLOURS["brown"], "floppy")


def test_names_alone_are_children_but_not_beside_an_animal():
    found = brief("Mia and her dog Rex play")
    assert [c.role or c.species for c in (found.hero, *found.companions)] == ["girl", "dog"]
    assert brief("Max the puppy plays").hero.species == "dog"


def test_mentions_of_the_same_hero_are_one_character():
    found = brief("The bunny hops. The bunny finds a carrot. Then the bunny sleeps.")
    assert found.hero.species == "bunny"
    assert found.companions == ()


FACTS = [
    ("a fox, close-up", "shot", "close"),
    ("a fox, wide establishing shot", "shot", "wide"),
    ("a fox at night", "time", "night"),
    ("a fox at dusk", "time", "sunset"),
    ("a smiling fox", "expression", "smile"),
    ("a sad fox", "expression", "sad"),
    ("a fox running", "pose", "run"),
    ("the foxes ran", "pose", "run"),
    ("a fox swimming", "pose", "swim"),
    ("a fox from behind", "view", "back"),
    ("three-quarter view of a fox", "view", "three quarter"),
    ("a fox in profile", "view", "profile"),
    ("a fox in the rain", "weather", "rain"),
    ("a fox in autumn", "season", "autumn"),
    ("low angle of a fox", "angle", "low"),
    ("a fox, bird's eye view", "angle", "high"),
    ("page 7: a fox", "page", 7),
    ("a fox, watercolor", "style", "watercolor"),
    ("a fox reading a book", "held", "open book"),
    ("a fox holding a lantern", "held", "lantern"),
    ("fox character sheet", "sheet", True),
    ("a magical fox", "magic", True),
]


def test_how_it_is_told():
    for text, field, value in FACTS:
        assert getattr(brief(text), field) == value, text


def test_without_and_no_leave_things_out():
    found = brief("a castle without a dragon, no trees and no flowers")
    assert found.hero is None
    assert names(found) == ["castle"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    found = brief(text)
    assert found.setting in SETTINGS
    assert found.pose in POSES or found.pose == ""
    assert len(found.companions) <= 5


@pytest.mark.parametrize(
    ("text", "species", "worn"),
    [
        ("A pirate dog sails the sea", "dog", "pirate hat"),
        ("a knight frog with a sword", "frog", "helmet"),
        ("A chef bear with a big smile", "bear", "chef hat"),
        ("a bear with a hat", "bear", "hat"),
    ],
)
def test_an_animal_in_a_costume_is_one_animal(text: str, species: str, worn: str) -> None:
    found = brief(text)
    assert (found.hero.species, found.companions) == (species, ())
    assert worn in found.hero.wears


def test_a_person_and_an_animal_are_two():
    for text in ("a pirate and a dog", "the pirate, a dog", "a pirate with his dog"):
        found = brief(text)
        assert (found.hero.role, [each.species for each in found.companions]) == ("pirate", ["dog"]), text
