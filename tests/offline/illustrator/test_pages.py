"""Pages of colouring books: what their hints say, and pages that are a pattern."""

from typing import Any

import pytest

from inkwell.core.image_models import ImageInput, ImageRequest
from inkwell_offline.illustrator import Illustrator, manifest
from inkwell_offline.illustrator.gallery import Unheard
from inkwell_offline.illustrator.pattern_pages import arrangement

BOILERPLATE = "Coloring book page. A clear white margin, thick lines, no grey. In the same style as the reference."


def page(scene: str, prompt: str = BOILERPLATE, pictures: tuple[ImageInput, ...] = (), **hints: Any) -> ImageRequest:
    said = {"scene": scene, "page_number": 3, **hints}
    return ImageRequest(prompt, "17:22", references=pictures, seed=1, medium="line_art", size=(425, 550), hints=said)


def drawn(prompt: str) -> ImageInput:
    result = Illustrator().generate(ImageRequest(prompt, seed=2, size=(256, 256)), Unheard())
    return ImageInput(result.data, result.media_type)


def test_the_scene_is_drawn_and_not_what_else_the_prompt_says() -> None:
    scene = "A fox reading a book in the kitchen"
    plain = manifest(ImageRequest(scene, seed=1, medium="line_art"))
    shown = manifest(page(scene, f"{scene}. {BOILERPLATE} A whale and a castle."))
    for fact in ("setting", "props", "companions", "held"):
        assert shown[fact] == plain[fact]
    assert shown["hero"]["who"] == "fox"


def test_a_hero_in_words_is_the_same_on_every_page() -> None:
    hero = {"name": "Bella", "description": "A friendly white bunny with floppy ears and a pink bow"}
    pages = [manifest(page(f"Bella {does} with a fox", hero=hero)) for does in ("dancing", "running", "sitting")]
    assert {(each["hero"]["who"], each["hero"]["name"]) for each in pages} == {("bunny", "Bella")}
    assert len({each["hero"]["fingerprint"] for each in pages}) == 1
    assert [each["companions"] for each in pages] == [["fox"]] * 3


def test_somebody_stands_in_for_a_hero_whom_nobody_can_draw() -> None:
    hero = {"name": "the gleefish", "description": "a gleefish"}
    shown = manifest(page("The gleefish waving in the meadow", hero=hero))["hero"]
    assert shown["who"]
    assert shown == manifest(page("The gleefish waving in the meadow", hero=hero))["hero"]


def test_a_picture_that_only_shows_a_style_shows_no_hero() -> None:
    owl, cat = drawn("an owl"), drawn("a cat")
    view = page("A wide view of the forest with a bridge", pictures=(owl,))
    assert manifest(view)["hero"]["who"] == "owl"
    only_style = page("A wide view of the forest with a bridge", pictures=(owl,), references=["style"])
    assert manifest(only_style)["hero"] is None
    both = page("Tom dancing in the forest", pictures=(cat, owl), references=["hero", "style"])
    assert manifest(both)["hero"]["who"] == "cat"
    assert manifest(both)["companions"] == []


@pytest.mark.parametrize(
    ("words", "arranged"),
    [
        ("a pattern in rows of {}", "rows"),
        ("a patchwork of squares with {}", "squares"),
        ("a round mandala of {}", "rings"),
        ("garlands of {} in bands", "bands"),
        ("a lattice of {}", "diamonds"),
    ],
)
def test_a_pattern_repeats_the_motifs_of_its_words(words: str, arranged: str) -> None:
    scene = words.format("mushrooms and acorns and owls")
    assert arrangement(scene) == arranged
    simple, rich = (
        manifest(page(scene, composition="pattern", audience=audience)) for audience in ("toddler", "adult")
    )
    for shown in (simple, rich):
        assert shown["layout"] == "pattern"
        assert shown["arrangement"] == arranged
        assert set(shown["motifs"]) == {"mushroom", "chestnut", "owl"}
        assert shown["counts"]["mushroom"] >= 3
    assert sum(rich["counts"].values()) > sum(simple["counts"].values())


def test_a_pattern_without_known_motifs_still_has_some() -> None:
    assert len(manifest(page("a pattern of zorp", composition="pattern"))["motifs"]) >= 2


def test_what_a_face_seen_from_near_looks_at_is_in_front_of_it() -> None:
    shown = manifest(page("A bunny looking at a snail in the garden", composition="close-up"))
    assert shown["shot"] == "close"
    assert shown["counts"]["snail"] == 1
