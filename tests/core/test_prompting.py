"""Prompts with a cast, to the letter where models depend on it."""

from inkwell.core.prompting import NO_TEXT, picture_prompt, text_object
from inkwell.reference_kits import kinds

CAST = {
    "Mila": "a girl with red braids",
    "the old captain": "a tall man in blue",
    "Mi": "a mouse",
}
LOOK = "Comic, bold ink lines"


def test_only_those_who_are_seen_are_described() -> None:
    prompt = picture_prompt("mila waves to a ship.", CAST, LOOK)
    assert prompt == f"mila waves to a ship. Mila: a girl with red braids. {LOOK}. {NO_TEXT}"
    assert "a mouse" not in prompt, "a part of a name is no name"


def test_a_designation_is_a_name() -> None:
    assert "a tall man in blue" in picture_prompt("At the helm stands The Old Captain", CAST, LOOK)


def test_a_name_may_hold_anything() -> None:
    assert "strange" in picture_prompt("Here is C-3 (the robot)!", {"C-3 (the robot)": "strange"}, LOOK)


def test_an_object_of_texts_takes_these_and_no_others() -> None:
    assert text_object("name", "look") == {
        "type": "object",
        "properties": {"name": {"type": "string"}, "look": {"type": "string"}},
        "required": ["name", "look"],
        "additionalProperties": False,
    }


def test_the_identity_of_a_reference_is_asked_for_in_the_very_words_that_models_know() -> None:
    assert kinds.brief("profile", "source.png", "Amalia").prompt == (
        "Three-quarter view of head and shoulders, neutral plain background, even soft light. Keep exactly the same "
        "identity as in the source picture: the same face, proportions, hair, skin or fur, and distinguishing marks. "
        "Plain modest clothing. Natural look, no stylising, no text, no other figures."
    )
