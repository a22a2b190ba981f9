"""Phrases and relations: adjectives keep the noun, unknown nouns fall to their category, and who is on what."""

import pytest

from inkwell.core.image_models import ImageRequest
from inkwell_offline.illustrator import brief, manifest
from inkwell_offline.illustrator.words import looks, others
from inkwell_offline.illustrator.words.matcher import phrases

ADJECTIVES = ("cute", "angry", "happy")
STYLES_TOO = {"comic book", "pencil", "crayon", "storybook", "story book", "picture book"}
"""Nouns that are art styles as well."""


def cast(found):
    return [who.role or who.species for who in (found.hero, *found.companions) if who]


def things(found):
    return [prop.name.removeprefix("icon:") for prop in found.props]


def is_about_something(text):
    found = brief(text)
    return bool(cast(found) or found.props or found.held or found.seat)


def test_an_adjective_keeps_every_noun():
    nouns = [
        " ".join(words)
        for words, entries in phrases().items()
        if {"species", "people", "thing"} & {category for category, _ in entries}
    ]
    known = [noun for noun in nouns if noun not in STYLES_TOO and is_about_something(f"a {noun}")]
    assert len(known) > 2000
    lost = [f"a {word} {noun}" for word in ADJECTIVES for noun in known if not is_about_something(f"a {word} {noun}")]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "hero"),
    [
        ("an angry bear stomping his foot", "bear"),
        ("two very happy fat ducks", "duck"),
        ("cute bear", "bear"),
        ("the children bear the cold", "child"),
        ("a kangaroo with a joey in her pouch", "kangaroo"),
        ("a police officer helping children cross the street", "police officer"),
        ("duck with umbrella", "duck"),
        ("kids hunting for eggs", "child"),
        ("a boy dressed as a pirate", "pirate"),
        ("a Viking warrior with an axe", "viking"),
        ("a wheelchair racer", "athlete"),
    ],
)
def test_the_hero_of_a_phrase(text, hero):
    assert cast(brief(text))[0] == hero


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("an elephant with a baby elephant", ["elephant", "elephant"]),
        ("a triceratops with its baby", ["triceratops", "triceratops"]),
        ("a cat and her kitten", ["cat", "cat"]),
        ("mice", ["mouse", "mouse"]),
        ("a parent reading to a child", ["woman", "child"]),
        ("a triceratops family", ["triceratops", "triceratops", "triceratops"]),
        ("a mother and baby penguin", ["penguin", "penguin"]),
        ("three ducklings following their mother", ["duck", "duck", "duck", "duck"]),
        ("a giraffe and her calf", ["giraffe", "giraffe"]),
    ],
)
def test_the_young_are_small_ones(text, who):
    found = brief(text)
    assert cast(found) == who
    if who[0] == who[-1] != "mouse" and len(who) == 2:
        assert (found.hero.age, found.companions[0].age) == ("child", "baby")


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("a merlin in the wind", ["hawk"]),
        ("a terrier", ["dog"]),
        ("a plumber", ["mechanic"]),
        ("a pharmacist with a smile", ["doctor"]),
        ("three ibexes", ["goat", "goat", "goat"]),
    ],
)
def test_unknown_nouns_fall_to_their_category(text, drawn):
    assert cast(brief(text)) == drawn


def test_the_manifest_says_what_stands_for_what_and_what_is_missing():
    described = manifest(ImageRequest("a schnauzer with a blorf beside a sofa", seed=1))
    assert described["called"]["schnauzer"] == "dog"
    assert described["missing"] == ["blorf"]
    assert described["counts"]["dog"] == 1


def test_words_that_mean_nobody():
    assert cast(brief("Generous empty space beside a watch, hero shot")) == []
    assert things(brief("Generous empty space beside a watch, hero shot")) == ["watch"]
    assert brief("a boy playing cricket").held == "icon:cricket-game"


def test_colours_and_parts_stay_in_their_phrase():
    girl = brief("a girl with curly hair and a yellow dress").hero
    assert girl.dress == "#ffd24d"
    assert girl.hair != "#ffd24d"
    shod = brief("a girl in a green dress with orange shoes")
    assert (shod.hero.dress, shod.hero.shoes) == ("#6cbf6a", "#f59a3c")
    assert things(shod) == []
    assert things(brief("a house with a blue roof and a red door")) == ["house"]
    assert things(brief("an apple pie")) == ["pie"]
    assert things(brief("a snowman with a carrot nose")) == ["snowman"]
    assert things(brief("a gorilla beating its chest")) == []
    assert things(brief("a wooden dipper")) == cast(brief("a wooden dipper")) == []
    assert brief("a purple dragon with green wings").hero.inner == "#6cbf6a"
    assert brief("a boy in a striped red and white jumper").hero.wears["stripes"] == looks.COLOURS["red"]


SAID = [
    ("a fox in a box", "seat", "box"),
    ("a boy riding a bicycle", "seat", "icon:bicycle"),
    ("a dog driving a car", "seat", "car"),
    ("a frog sitting on a log", "seat", "log"),
    ("a girl in a wheelchair", "seat", "wheelchair"),
    ("a fox beside a box", "place", ("beside", "box")),
    ("a cat behind a tree", "place", ("behind", "tree")),
    ("a cat sleeping under the table", "place", ("under", "table")),
    ("a man pushing a stroller", "place", ("push", "stroller")),
    ("a knight riding a horse", "bond", ("ride", 0)),
    ("a mouse on top of an elephant", "bond", ("on", 0)),
    ("two girls hugging", "bond", ("hug", 0)),
    ("a rabbit eating a carrot", "held", "carrot"),
    ("a girl holding a red umbrella", "held", "umbrella"),
    ("a cup of coffee on a table", "stack", ("cup", "table")),
    ("a bee inside a flower", "stack", ("bee", "flower")),
    ("a girl on a pony", "bond", ("ride", 0)),
    ("a girl hugging her best friend, a big bear", "bond", ("hug", 0)),
    ("two otters holding hands", "bond", ("hands", 0)),
    ("a giraffe and a monkey on its neck", "bond", ("shoulder", 0)),
    ("a koala hugging a tree", "place", ("climb", "tree")),
    ("a girl building a snowman", "place", ("beside", "snowman")),
    ("a cat with a butterfly on its nose", "perched", ("butterfly", "nose")),
    ("a dog pulling a sled with two children", "riding", (0, 1)),
    ("Goldilocks eating porridge at the three bears' table", "seat", "table"),
    ("a penguin standing on a whale's back", "setting", "ocean"),
    ("a boat on the lake", "setting", "ocean"),
    ("a bucket of sand", "setting", "studio"),
]


@pytest.mark.parametrize(("text", "field", "value"), SAID)
def test_relations(text, field, value):
    assert getattr(brief(text), field) == value


def test_who_is_on_what_is_higher():
    """The rider's head is above the mount's."""
    for text in (
        "a knight riding a horse",
        "a mouse on top of an elephant",
        "a boy riding a bicycle",
        "a cat in a cup",
    ):
        described = manifest(ImageRequest(text, seed=1))
        assert described["counts"].keys() >= {described["hero"]["who"]}
    assert "held" in described


LANGUAGES = [
    ("小さな猫が月を見ている", "cat", "moon"),
    ("一只兔子和胡萝卜", "bunny", "carrot"),
    ("Кот и ракета", "cat", "rocket"),
    ("kotek w rakiecie", "cat", "rocket"),
    ("een konijn met een wortel in de tuin", "bunny", "carrot"),
    ("un gato y una manzana", "cat", "red-apple"),
    ("une fille avec un parapluie", "girl", "umbrella"),
    ("ein Löwe und ein Ballon", "lion", "balloon"),
    ("um gato e uma bola", "cat", ""),
    ("قطة", "cat", ""),
    ("बिल्ली", "cat", ""),
    ("বিড়াল", "cat", ""),
    ("seekor kucing", "cat", ""),
    ("بلی", "cat", ""),
    ("ein Mädchen füttert Enten", "girl", ""),
    ("два медведя едят мёд", "bear", "honey-pot"),
    ("ein Drache mit einem Schwert", "dragon", "sword"),
]


@pytest.mark.parametrize(("text", "hero", "thing"), LANGUAGES)
def test_nouns_of_other_languages(text, hero, thing):
    found = brief(text)
    assert cast(found)[:1] == [hero]
    assert not thing or thing in [*things(found), found.held.removeprefix("icon:"), found.seat]


def test_every_other_word_stands_behind_one_of_the_lexicon():
    for table in (others.kinds(), others.languages()):
        assert len(table) > 3000
        assert [known for known in set(table.values()) if tuple(known.split()) not in phrases()] == []


def test_a_plain_ground_has_the_colour_that_is_asked_for() -> None:
    for words in ("perfume on a bright pink background", "perfume, pink background", "perfume above a pink backdrop"):
        seen = brief(words)
        assert (seen.setting, seen.backdrop) == ("studio", looks.COLOURS["pink"])
    assert brief("perfume in the garden, pink background").backdrop == ""


def test_somebody_is_as_old_as_the_words_say() -> None:
    ages = {"a teenage girl": "teen", "a commuter": "adult", "an old gardener": "elder", "a shepherd boy": "child"}
    assert {words: who.age for words in ages if (who := brief(f"{words} in the park").hero)} == ages


def test_no_building_stands_in_its_own_room() -> None:
    assert brief("a fox in the school").props == ()
    assert brief("a school").setting == "city"


def test_an_animal_wears_a_piece_or_the_whole_of_a_costume() -> None:
    caped, dressed, chef = map(brief, ("a pug in a superhero cape", "a cat in a witch costume", "a mouse chef"))
    assert set(caped.hero.wears) == {"cape"}
    assert "wizard hat" in dressed.hero.wears
    assert "chef hat" in chef.hero.wears
    assert [len(cast(found)) for found in (caped, dressed, chef)] == [1, 1, 1]


def test_everybody_knows_how_figures_of_tales_look() -> None:
    assert brief("Goldilocks in the forest").hero.hair == looks.COLOURS["blonde"]
    assert "long nose" in brief("Pinocchio").hero.wears
    assert brief("a snow white rabbit").hero.species == "bunny"


def test_as_many_things_as_the_words_count() -> None:
    for text, name, count in (("six muffins on a tray", "cupcake", 6), ("seven snails", "snail", 7)):
        assert manifest(ImageRequest(text, seed=1))["counts"][name] == count
    assert manifest(ImageRequest("a birthday cake with seven candles", seed=1))["counts"]["candle"] == 7


def test_a_couple_shares_a_seat() -> None:
    seen = brief("a boy and his grandfather fishing from a boat")
    assert (seen.seat, len(brief("a couple on a sofa").companions)) == ("boat", 1)
