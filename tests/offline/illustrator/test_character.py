"""The same character everywhere: records, metadata, references."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inkwell.core.image_models import ImageInput
from inkwell_offline.illustrator import Character, brief, read_character, read_scene
from inkwell_offline.illustrator.avatar import HAIRS, SKINS, read_colours
from inkwell_offline.illustrator.characters.species import SPECIES
from tests.offline.illustrator.conftest import picture

COLOUR = st.integers(0, 0xFFFFFF).map(lambda v: f"#{v:06x}")


@given(
    species=st.sampled_from(sorted(SPECIES)),
    name=st.text(max_size=20),
    lashes=st.booleans(),
    fur=COLOUR,
    wears=st.dictionaries(st.sampled_from(["bow", "scarf", "hat"]), COLOUR),
)
def test_a_record_survives_json(species, name, lashes, fur, wears):
    who = Character(species=species, name=name, lashes=lashes, fur=fur, wears=wears)
    again = Character.from_json(who.to_json())
    assert again == who
    assert again.fingerprint == who.fingerprint


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "null",
        '{"version":1,"species":"gryphon"}',
        '{"version":1,"species":"cat","evil":1}',
        '{"version":9,"species":"cat"}',
        "{",
    ],
)
def test_a_broken_record_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        Character.from_json(text)


def test_our_sheet_carries_the_character_and_pages_keep_it(draw):
    sheet = draw("Bella the bunny with floppy ears and a blue scarf", hints={"layout": "sheet_2x2"}, size=(512, 512))
    bella = read_character(sheet.data)
    assert bella is not None
    assert (bella.species, bella.name, bella.ears) == ("bunny", "Bella", "floppy")
    reference = ImageInput(sheet.data, "image/png", "anchor")
    for prompt in ("a red angry bunny with a green hat runs", "she meets a fox at the castle", "a photo of nothing"):
        page = draw(prompt, references=[reference], size=(256, 256))
        assert read_character(page.data) == bella
        hero = read_scene(page.data)["manifest"]["hero"]
        assert hero["fingerprint"] == bella.fingerprint
    assert read_scene(page.data)["manifest"]["companions"] == []


def test_no_record_in_foreign_or_broken_pictures():
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    assert read_character(out.getvalue()) is None
    assert read_character(b"no picture at all") is None


def photo(skin=(200, 150, 120), hair=(60, 40, 30), top=(40, 90, 200)):
    """A very plain portrait: hair above a face above a shirt."""
    image = Image.new("RGB", (300, 400), (225, 228, 230))
    image.paste(hair, (90, 50, 210, 120))
    image.paste(skin, (100, 100, 200, 240))
    image.paste((30, 30, 30), (125, 150, 140, 160))
    image.paste((30, 30, 30), (165, 150, 180, 160))
    image.paste(top, (60, 250, 240, 400))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    return image, ImageInput(out.getvalue(), "image/jpeg", "source")


def test_a_photo_gives_natural_colours():
    image, _ = photo()
    skin, hair, top = read_colours(image)
    assert skin in SKINS[2:6]
    assert hair in HAIRS[:3]
    blue = tuple(int(top[i : i + 2], 16) for i in (1, 3, 5))
    assert blue[2] > blue[0]


@pytest.mark.parametrize(
    "view",
    [
        "anchor",
        "profile",
        "half_body",
        "full_body",
        "expression_smile",
        "expression_serious",
        "expression_surprised",
        "expression_angry",
    ],
)
def test_a_reference_kit_of_a_photo_is_complete(view, draw):
    _, source = photo()
    result = draw("my child", aspect_ratio="9:16", references=[source], hints={"view": view}, size=(180, 320))
    assert picture(result).size == (180, 320)
    manifest = read_scene(result.data)["manifest"]
    assert manifest["view"] == view
    assert read_character(result.data).is_human


def test_words_keep_an_animal_an_animal(draw):
    _, source = photo()
    assert read_character(draw("my cat", references=[source], size=(128, 128)).data).species == "cat"


def test_from_colours():
    who = Character.from_colours("#a86f48", "#2a1c17", "#4f9fd0", name="Ada")
    assert (who.skin, who.hair, who.top, who.name, who.is_human) == ("#a86f48", "#2a1c17", "#4f9fd0", "Ada", True)
    assert json.loads(who.to_json())["species"] == "human"
    assert brief("a girl").hero != who
