"""The offline models and what callers hand in: pictures of any shape, and forged records of ours."""

import contextlib
import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from inkwell.core.errors import ModelError, ModelRejectedInput
from inkwell.core.image_models import ImageInput, ImageRequest, ImageResult
from inkwell.imaging.chunks import CHARACTER, SCENE
from inkwell_offline.illustrator import Illustrator, avatar, wanted
from inkwell_offline.illustrator.characters.record import Character
from inkwell_offline.illustrator.characters.species import SPECIES
from inkwell_offline.illustrator.metadata import read_character, read_scene
from inkwell_offline.shapes import ratio_of, size_of, size_with_side
from inkwell_offline.studio import OfflineStudio
from tests.offline.illustrator.conftest import Recorder
from tests.support.pictures import encoded

VALID = json.loads(Character.of("fox").to_json())

FORGED: list[Any] = [
    {"fur": "url(#x)"},
    {"fur": 1},
    {"fur": None},
    {"fur": []},
    {"role": []},
    {"role": "x" * 10_000},
    {"wears": {"hat": 5}},
    {"wears": {"hat": "red"}},
    {"wears": []},
    {"wears": {str(number): "#ffffff" for number in range(1000)}},
    {"species": "icon", "icon": "toaster"},
    {"species": []},
    {"species": "unknown"},
    {"age": 7},
    {"lashes": "yes"},
    {"name": {}},
    {"ears": 1},
    {"hair_style": False},
    {"unknown": "field"},
    {"version": 2},
]


def picture(image: Image.Image | None = None, **texts: str) -> ImageInput:
    """A PNG with text chunks of ours."""
    chunks = PngImagePlugin.PngInfo()
    for name, text in texts.items():
        chunks.add_itxt({"character": CHARACTER, "scene": SCENE}[name], text)
    return ImageInput(encoded(image or Image.new("RGB", (40, 40), "white"), "PNG", pnginfo=chunks), "image/png")


def drawn(**values: Any) -> ImageResult:
    return OfflineStudio().generate(ImageRequest("a fox", **({"size": (64, 64)} | values)), Recorder())


# Forged records


@pytest.mark.parametrize("change", FORGED, ids=lambda change: str(change)[:30])
def test_a_forged_character_is_none(change: dict[str, Any]) -> None:
    forged = picture(character=json.dumps(VALID | change))
    assert read_character(forged.data) is None
    assert drawn(references=(forged,)).width == 64
    assert drawn(references=(forged,), hints={"view": "profile", "subject": "a fox"}).width == 64


@pytest.mark.parametrize("text", ["", "[]", "null", "1", "{", '{"version":1}', "[" * 100_000, "1" * 5000])
def test_what_is_no_record_is_none(text: str) -> None:
    assert read_character(picture(character=text).data) is None
    assert read_scene(picture(scene=text).data) in (None, {"version": 1})


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("#12ab9f"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(SPECIES)),
    st.dictionaries(st.sampled_from(sorted(VALID)), anything, max_size=4)
    | st.fixed_dictionaries(
        {},
        optional={
            **{name: st.text(max_size=9) for name in ("name", "age", "ears", "hair_style", "icon")},
            "role": st.text(max_size=9) | st.sampled_from(["knight", "mermaid", "fairy", "king", "astronaut"]),
            "dress": st.sampled_from(["", "#fff", "#12ab9f"]),
            "wears": st.dictionaries(
                st.text(max_size=9) | st.sampled_from(["hat", "glasses", "cape", "sweater"]), st.just("#12AB9F")
            ),
        },
    ),
    st.sampled_from(["front", "profile", "expression_angry", "full_body"]),
)
def test_whatever_a_character_holds_only_model_errors_come_out(species: str, values: dict[str, Any], view: str) -> None:
    reference = picture(character=json.dumps(VALID | {"species": species} | values))
    with contextlib.suppress(ModelError):
        assert drawn(references=(reference,), hints={"view": view, "subject": "a fox"}).data


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(["recipe", "manifest"]), anything, max_size=2)
    | st.fixed_dictionaries(
        {
            "recipe": st.dictionaries(
                st.sampled_from(["hints", "seed", "variant", "key", "prompt"]), anything, max_size=5
            )
        }
    )
    | st.fixed_dictionaries(
        {"recipe": st.fixed_dictionaries({"hints": st.dictionaries(st.sampled_from(wanted.CARRIED), anything)})}
    )
)
def test_whatever_a_scene_holds_only_model_errors_come_out(scene: dict[str, Any]) -> None:
    seed = picture(scene=json.dumps(scene))
    with contextlib.suppress(ModelError):
        assert drawn(seed_image=seed).data


@pytest.mark.parametrize("record", ["{}", "none", json.dumps(VALID | {"fur": 1})])
def test_a_hint_that_is_no_character_is_a_model_error(record: str) -> None:
    with pytest.raises(ModelRejectedInput, match="character"):
        Illustrator().generate(ImageRequest("a fox", size=(64, 64), hints={"character": record}), Recorder())


# Pictures of any shape


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (12_001, 1), (20, 9000)])
def test_whatever_is_accepted_can_be_drawn_from(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    rows = avatar._rows

    def counted(image: Image.Image) -> Any:
        looked_at.append(image.width * image.height)
        return rows(image)

    monkeypatch.setattr(avatar, "_rows", counted)
    source = picture(Image.radial_gradient("L").resize(size).convert("RGB"))
    for view in (None, "anchor", "profile", "expression_smile"):
        hints = {"view": view} if view else {}
        assert drawn(references=(source,), hints=hints, aspect_ratio="1:1")
    changed = Illustrator().generate(ImageRequest("a fox", seed_image=source), Recorder())
    assert max(changed.width, changed.height) <= 16 * min(changed.width, changed.height)
    assert looked_at
    assert max(looked_at) <= avatar.SIDE**2 * avatar.TALLEST


def test_a_large_seed_picture_is_scaled_down() -> None:
    seed = picture(Image.new("L", (7000, 7000)))
    opened = wanted.open_image(seed)
    assert opened.size == (4000, 4000)


def test_metadata_do_not_keep_a_picture_from_being_drawn_from() -> None:
    image = Image.new("RGB", (40, 60), (200, 60, 40))
    buffer = BytesIO()
    image.save(buffer, "JPEG", exif=b"Exif\0\0garbage")
    assert drawn(references=(ImageInput(buffer.getvalue(), "image/jpeg"),)).width == 64


# Aspect ratios


@pytest.mark.parametrize("name", ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "4:5", "5:4", "21:9", "17:22"])
def test_an_aspect_ratio_is_met_exactly(name: str) -> None:
    ratio = ratio_of(name)
    for width, height in (size_of(ratio), size_with_side(ratio, 2550)):
        assert width * ratio.denominator == height * ratio.numerator
    assert abs(size_of(ratio)[0] * size_of(ratio)[1] / 1024**2 - 1) < 0.05


@pytest.mark.parametrize("name", ["", "wide", "1:0", "0:1", "-1:1", "1:1:1", "nan:1", "1e9:1", "1:", "1/2:1"])
def test_what_is_no_aspect_ratio(name: str) -> None:
    with pytest.raises(ValueError, match="aspect ratio"):
        ratio_of(name)
