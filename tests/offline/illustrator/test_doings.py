"""What figures do: poses with what they take, four legs, riders, things that hold others, letters and numbers."""

import pytest

from inkwell.core.image_models import ImageRequest
from inkwell_offline.illustrator import brief, manifest
from inkwell_offline.illustrator.characters.gear import GEAR
from inkwell_offline.illustrator.characters.poses import EXPRESSIONS, POSES
from inkwell_offline.illustrator.filling import ROOMS
from inkwell_offline.illustrator.props.catalogue import thing
from inkwell_offline.illustrator.props.lettering import STROKES, asked_sign
from inkwell_offline.illustrator.settings.catalogue import SETTINGS
from inkwell_offline.illustrator.words.doings import DOINGS
from inkwell_offline.illustrator.words.looks import FOLK_WORDS, FOLKS, WEAR_COLOUR


def shown(prompt: str, **more) -> dict:
    return manifest(ImageRequest(prompt, seed=1, **more))


def test_doings_take_only_what_exists():
    for doing in DOINGS:
        assert doing.pose in {"", *POSES}
        assert doing.gear in {"", *GEAR}
        assert doing.place in {"", *SETTINGS}
        assert doing.mood in {"", *EXPRESSIONS}
        assert doing.wears in {"", *WEAR_COLOUR}
        for name in (doing.held, doing.seat, doing.brings):
            assert not name or thing(name).width > 0
    assert FOLK_WORDS.keys() == FOLKS.keys()
    assert all(thing(name).height > 0 for name in ROOMS)


@pytest.mark.parametrize(
    ("prompt", "pose", "also"),
    [
        ("a boy brushing his teeth", "eat", "toothbrush"),
        ("two girls jumping rope", "rope", "jump rope"),
        ("a sloth hanging from a branch", "hang", "branch"),
        ("a monkey hanging upside down from a tree", "upside down", "branch"),
        ("a man skiing down a mountain", "ski", "skis"),
        ("a boy on crutches", "crutches", "crutch"),
        ("a man with a prosthetic leg", "", "mechanical-leg"),
        ("a king on his throne", "sit", "throne"),
        ("a rabbit eating a carrot", "eat", "carrot"),
        ("a boy climbing a tree", "climb", "tree"),
        ("ein Hund schläft auf dem Sofa", "sleep", "sofa"),
        ("a girl blowing out the candles", "cheer", "cake"),
        ("a cyclist", "", "bicycle"),
        ("a dragon breathing fire", "stand", "fire"),
        ("a man playing golf", "", "golf club"),
        ("a goalkeeper diving for the ball", "jump", "ball"),
    ],
)
def test_what_is_done_shows_in_the_pose_and_brings_its_thing(prompt, pose, also):
    drawn = shown(prompt)
    assert not pose or drawn["hero"]["pose"] == pose
    assert drawn["counts"][also] > 0


@pytest.mark.parametrize(
    "prompt",
    [
        "a tall building and a boy",
        "a boy beside a box",
        "a girl with a painting",
        "a cat in a shop window",
        "an owl in the garden",
    ],
)
def test_words_that_only_sound_like_doings_change_nothing(prompt):
    assert brief(prompt).gear == ""
    assert brief(prompt).pose not in ("box", "hang")
    assert brief(prompt).held in ("", "icon:framed-picture")


def test_what_others_do_meanwhile_is_not_the_heros_doing():
    assert brief("a bunny playing a guitar while a fox sings").pose == "hold"
    assert brief("a bear playing a trumpet while her friends dance").pose == "hold"
    assert brief("a bunny washing up while singing").pose == "cheer"
    assert brief("a bunny in the bath while she sings").pose == "cheer"


def test_animals_with_hoofs_stand_and_run_on_four_legs_unless_they_are_dressed():
    assert shown("a zebra")["hero"]["pose"] == "fours"
    assert shown("a horse galloping")["hero"]["pose"] == "gallop"
    assert shown("a cow in a red sweater")["hero"]["pose"] not in ("fours", "gallop")
    assert shown("a zebra reading a book")["hero"]["pose"] == "read"


def test_who_rides_or_carries_whom():
    assert brief("a girl riding a unicorn").bond == ("ride", 0)
    assert brief("a father carrying his daughter on his shoulders").bond == ("shoulder", 0)
    assert brief("a mother holding her baby").bond == ("carry", 0)
    assert brief("a nurse giving a child a vaccine").bond == ("beside", 0)
    assert shown("a father carrying his daughter")["counts"]["girl"] == 1


def test_things_hold_what_the_words_put_in_them():
    assert dict(brief("a basket with apples and bananas").filled)["basket"] == ("icon:red-apple", "icon:banana")
    assert shown("jars on a shelf")["counts"]["jar"] == 8
    assert shown("a dump truck carrying rocks")["counts"]["rock"] >= 3
    assert brief("a basket full of puppies").seat == "basket"
    assert brief("a table beside a chair").filled == ()


@pytest.mark.parametrize(
    ("prompt", "sign"),
    [
        ("ABC letter A with apple and ant", "letter A"),
        ("number 12 with twelve eggs", "number 12"),
        ("G is for giraffe", "letter G"),
        ("the number five", "number 5"),
        ("a girl writes a letter to the moon", ""),
        ("a letter on the table", ""),
    ],
)
def test_letters_are_drawn_where_they_are_the_subject(prompt, sign):
    assert asked_sign(prompt) == sign
    if sign:
        assert shown(prompt, medium="line_art")["counts"][sign] == 1
    assert len(STROKES) == 36


def test_a_number_stands_beside_as_many_figures():
    counts = shown("number 3 with three cats")["counts"]
    assert counts["number 3"] == 1
    assert counts["cat"] == 3


@pytest.mark.parametrize("count", [2, 3, 5])
def test_as_many_figures_as_the_words_count(count):
    words = {2: "two", 3: "three", 5: "five"}
    assert shown(f"{words[count]} penguins")["counts"]["penguin"] == count


def test_a_people_gives_its_looks_to_whom_it_names():
    heroine = brief("an Inuit girl beside a dog").hero
    assert heroine is not None
    assert heroine.hair == FOLKS["inuit"]["hair"]
    assert "beanie" in heroine.wears
