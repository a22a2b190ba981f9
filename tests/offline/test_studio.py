"""Which model a studio without keys draws with: what is known of a picture decides."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell_offline.illustrator import Character, Illustrator, read_scene
from inkwell_offline.illustrator.metadata import encode
from inkwell_offline.photo_kit import PhotoKit
from inkwell_offline.studio import OfflineStudio
from tests.offline.illustrator.conftest import Recorder

PORTRAIT = Path(__file__).parents[1] / "support" / "portrait.png"
DRAWN, PHOTO = "offline/illustrator", "offline/photo-kit"


def blob():
    """A green creature: nothing says what it is."""
    image = Image.new("RGB", (160, 200), "#fdf6e0")
    pen = ImageDraw.Draw(image)
    pen.ellipse((30, 40, 130, 180), fill="#4fb04a", outline="#1f4020", width=4)
    for x in (60, 90):
        pen.ellipse((x, 80, x + 14, 100), fill="#101010")
    return image


def reference(image, who=None):
    if who is None:
        out = io.BytesIO()
        image.save(out, "PNG")
        return ImageInput(out.getvalue(), "image/png", "source")
    return ImageInput(encode(image, who, {}), "image/png", "source")


@pytest.fixture
def chosen(monkeypatch):
    """The model that a request would go to, without drawing."""

    def choose(view, subject, who=None, image=None):
        for kind, name in ((Illustrator, DRAWN), (PhotoKit, PHOTO)):
            undrawn = ImageResult(b"", "image/png", 96, 128, name)
            monkeypatch.setattr(kind, "generate", lambda self, request, attempt, undrawn=undrawn: undrawn)
        return model(view, subject, who, image).model

    return choose


def model(view, subject, who=None, image=None):
    request = ImageRequest(
        "the same character",
        size=(96, 128),
        references=(reference(image or blob(), who),),
        hints={"view": view, "subject": subject},
    )
    return OfflineStudio().generate(request, Recorder())


@pytest.mark.parametrize("view", ["profile", "expression_smile", "expression_angry"])
@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Zorbl", PHOTO),
        ("", PHOTO),
        ("Summer kit", PHOTO),
        ("Zorbl the dragon", DRAWN),
        ("Mia", DRAWN),
        ("a boy with curly hair", DRAWN),
    ],
)
def test_faces_that_words_do_not_describe_stay_those_of_the_picture(view, subject, name, chosen):
    assert chosen(view, subject) == name


def test_the_kind_comes_from_the_words():
    result = model("profile", "Zorbl the dragon")
    assert read_scene(result.data)["manifest"]["hero"]["who"] == "dragon"


@pytest.mark.parametrize("view", ["anchor", "half_body", "full_body"])
def test_framings_are_of_the_picture_itself(view, chosen):
    assert chosen(view, "Zorbl the dragon") == PHOTO


@pytest.mark.parametrize("view", ["profile", "expression_smile"])
def test_fur_in_the_colours_of_skin_makes_nobody_a_person(view, chosen):
    with Image.open(PORTRAIT) as fox:
        assert chosen(view, "Zorbl", image=fox.convert("RGB").reduce(4)) == PHOTO


def test_a_picture_of_nobody_known_is_drawn():
    assert model("expression_smile", "Zorbl").model == PHOTO


@pytest.mark.parametrize("subject", ["", "Zorbl", "Mia"])
def test_our_own_pictures_say_who_they_show(subject):
    result = model("expression_smile", subject, Character.of("fox"))
    assert result.model == DRAWN
    assert read_scene(result.data)["manifest"]["hero"]["who"] == "fox"
