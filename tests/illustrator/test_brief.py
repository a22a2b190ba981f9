"""What prompts are understood to ask for, word by word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkwell.imaging.illustrator import brief
from inkwell.imaging.illustrator.characters.poses import EXPRESSIONS, POSES
from inkwell.imaging.illustrator.characters.species import SPECIES
from inkwell.imaging.illustrator.props.catalogue import thing
from inkwell.imaging.illustrator.settings.catalogue import SETTINGS
from inkwell.imaging.illustrator.words import grammar, lexicon, looks, nouns
from inkwell.imaging.illustrator.words.matcher import phrases


def names(found):
    return [p.name for p in found.props]


@pytest.mark.parametrize("species", [s for s in SPECIES if s not in ("human", "icon")])
def test_every_species_is_found_in_singular_and_plural(species):
    for text in (f"a {species} in the garden", f"The {species} waves."):
        assert brief(text).hero.species == species
    for phrase in lexicon.SPECIES_WORDS[species].split("|"):
        article = "le" if phrase in grammar.NOT_ENGLISH else "the"
        assert brief(f"{article} {phrase} waves").hero.species == species


@pytest.mark.parametrize(("setting", "words"), list(lexicon.SETTING_WORDS.items()))
def test_every_setting_is_found(setting, words):
    assert setting in SETTINGS
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


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
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
    ],
)
def test_a_word_inside_another_is_no_match(text, wrong):
    found = brief(text)
    who = [c.species for c in (found.hero, *found.companions) if c]
    assert wrong not in names(found)
    assert wrong not in who


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


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
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
    ],
)
def test_how_it_is_told(text, field, value):
    assert getattr(brief(text), field) == value


def test_without_and_no_leave_things_out():
    found = brief("a castle without a dragon, no trees and no flowers")
    assert found.hero is None
    assert names(found) == ["castle"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    found = brief(text)
    assert found.setting in SETTINGS
    assert found.pose in POSES or found.pose == ""
    assert len(found.companions) <= 5
