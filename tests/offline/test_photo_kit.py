"""The offline picture model: sizes, determinism, views that differ, and what it refuses."""

import random
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat

from inkwell.core.errors import ModelRejectedInput
from inkwell.core.image_models import ImageInput, ImageModel, ImageRequest, ImageResult
from inkwell_offline.photo_kit import model as photo_kit
from inkwell_offline.photo_kit import photo
from inkwell_offline.photo_kit.landscape import landscape
from inkwell_offline.photo_kit.model import PhotoKit, picture_size

VIEWS = (
    "anchor",
    "profile",
    "half_body",
    "full_body",
    "expression_smile",
    "expression_serious",
    "expression_surprised",
    "expression_angry",
)
SAMPLE = Path(__file__).parents[1] / "support" / "portrait.png"


#: What is looked at does not depend on how many pixels show it; a whole megapixel is drawn where its size is the point.
SMALL = 200 * 200
PIXELS = photo_kit._PIXELS


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(photo_kit, "_PIXELS", SMALL)
        yield


@pytest.fixture
def full_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_kit, "_PIXELS", PIXELS)


class NoAttempt:
    request_id = None

    def submitted(self, request_id: str) -> None:
        raise AssertionError("nothing runs elsewhere")

    def progress(self, percent: int) -> None:
        pass


def face(mode: str = "RGB", size: tuple[int, int] = (240, 320), skin: str = "#e8b48c") -> Image.Image:
    """A face above the middle of a plain background."""
    image = Image.new(mode, size, "#9cc4d8")
    draw = ImageDraw.Draw(image)
    width, height = size
    x, y, unit = width * 0.5, height * 0.36, min(size) * 0.26
    draw.rectangle((x - unit, y + unit, x + unit, height), fill="#b03a48")
    draw.ellipse((x - unit, y - unit, x + unit, y + unit), fill=skin, outline="#402020", width=3)
    for eye in (-0.4, 0.4):
        draw.ellipse((x + eye * unit - 8, y - 16, x + eye * unit + 8, y + 8), fill="#20242c")
    draw.arc((x - unit / 2, y, x + unit / 2, y + unit / 1.5), 20, 160, fill="#702030", width=5)
    return image


def picture(image: Image.Image, name: str = "source", format_name: str = "PNG") -> ImageInput:
    buffer = BytesIO()
    image.save(buffer, format_name)
    return ImageInput(buffer.getvalue(), f"image/{format_name.lower()}", name)


@cache
def portrait() -> ImageInput:
    """The face as most requests carry it."""
    return picture(face())


def fresh(request: ImageRequest) -> ImageResult:
    model: ImageModel = PhotoKit()
    return model.generate(request, NoAttempt())


_DRAWN: dict[str, ImageResult] = {}


def draw(request: ImageRequest) -> ImageResult:
    """Draw what no test has drawn yet: many look at the same picture."""
    key = repr((request, photo_kit._PIXELS))
    if key not in _DRAWN:
        _DRAWN[key] = fresh(request)
    return _DRAWN[key]


def opened(result: ImageResult) -> Image.Image:
    image = Image.open(BytesIO(result.data))
    image.load()
    return image


def view(name: str, source: ImageInput | None = None, ratio: str = "9:16", **extra: object) -> ImageRequest:
    hints: Mapping[str, object] = {"view": name}
    references = (source or portrait(),)
    return ImageRequest(
        prompt=f"{name} of the character",
        aspect_ratio=ratio,
        references=references,
        hints=hints,
        **extra,  # type: ignore[arg-type]
    )


def difference(left: Image.Image, right: Image.Image) -> float:
    """The mean difference of two pictures at thumbnail size, 0..255."""
    pair = (image.convert("RGB").resize((48, 84), Image.Resampling.BOX) for image in (left, right))
    return sum(ImageStat.Stat(ImageChops.difference(*pair)).mean) / 3


# The eight views


@pytest.mark.usefixtures("full_size")
@pytest.mark.parametrize("name", [*VIEWS, ""])
def test_a_view_is_a_png_of_the_announced_size(name: str) -> None:
    result = draw(view(name))
    image = opened(result)
    assert (result.media_type, result.model, result.cost_micros) == ("image/png", "offline/photo-kit", None)
    assert image.format == "PNG"
    assert image.size == (result.width, result.height) == (756, 1344)
    assert len(result.data) < 1_000_000


@pytest.mark.parametrize("sample", [False, True], ids=["face", "sample"])
def test_every_view_differs_from_every_other(sample: bool) -> None:
    source = ImageInput(SAMPLE.read_bytes(), "image/png", "source") if sample else portrait()
    drawn = [opened(draw(view(name, source))) for name in VIEWS]
    for index, left in enumerate(drawn):
        for right in drawn[index + 1 :]:
            assert difference(left, right) > 6


def test_the_subject_shows_in_every_view() -> None:
    light, dark = (picture(face(skin=skin)) for skin in ("#ffe0c4", "#5a3424"))
    for name in VIEWS:
        assert difference(opened(draw(view(name, light))), opened(draw(view(name, dark)))) > 2


def test_the_anchor_is_closer_than_the_full_body() -> None:
    source = picture(face(skin="#38b848"))

    def green(name: str) -> int:
        red, green, blue = opened(draw(view(name, source))).convert("RGB").resize((96, 168)).split()
        return (
            ImageChops.subtract(green, ImageChops.lighter(red, blue))
            .point(lambda value: 255 if value > 50 else 0)
            .histogram()[255]
        )

    assert green("anchor") > green("half_body") > green("full_body") > 0


# Shapes


RATIOS = {
    "9:16": (756, 1344),
    "1:1": (1024, 1024),
    "16:9": (1344, 756),
    "4:5": (912, 1140),
    "3:4": (888, 1184),
}


@pytest.mark.usefixtures("full_size")
@pytest.mark.parametrize(("ratio", "size"), RATIOS.items())
def test_aspect_ratios(ratio: str, size: tuple[int, int]) -> None:
    assert picture_size(view("full_body", ratio=ratio)) == size


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("name", ["full_body", "expression_angry", ""])
def test_a_picture_is_as_large_as_its_aspect_ratio_says(ratio: str, name: str) -> None:
    request = view(name, ratio=ratio)
    assert opened(draw(request)).size == picture_size(request)


@pytest.mark.usefixtures("full_size")
@pytest.mark.parametrize("size", [(2550, 3300), (300, 300), (1280, 720)])
def test_an_exact_size_sets_the_shape(size: tuple[int, int]) -> None:
    width, height = picture_size(ImageRequest(prompt="x", aspect_ratio="9:16", size=size))
    assert abs(width / height - size[0] / size[1]) < 0.01
    assert 0.95e6 < width * height < 1.1e6


@given(st.floats(0.25, 4.0))
def test_any_ratio_has_about_as_many_pixels(ratio: float) -> None:
    width, height = picture_size(ImageRequest(prompt="x", aspect_ratio=f"{ratio * 100:.4f}:100"))
    assert abs(width / height - ratio) < 0.05
    assert abs(width * height - SMALL) < SMALL / 8


@pytest.mark.parametrize("ratio", ["", "wide", "9:", "0:1", "1:0", "-1:1", "9:16:1", "nan:1", "100:1", "1:5"])
def test_ratios_that_are_none(ratio: str) -> None:
    with pytest.raises(ModelRejectedInput, match="aspect ratio"):
        draw(ImageRequest(prompt="x", aspect_ratio=ratio))


@pytest.mark.parametrize(
    "size", [(1, 1), (2, 900), (900, 2), (37, 53), (3000, 400), (400, 3000)], ids=lambda size: f"{size[0]}x{size[1]}"
)
@pytest.mark.parametrize("name", ["profile", "full_body", "expression_surprised"])
def test_sources_of_any_shape(size: tuple[int, int], name: str) -> None:
    source = picture(Image.radial_gradient("L").convert("RGB").resize(size))
    request = view(name, source, ratio="3:4")
    assert opened(draw(request)).size == picture_size(request)


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1", "CMYK"])
def test_sources_of_any_kind(mode: str) -> None:
    source = picture(face().convert(mode), format_name="JPEG" if mode == "CMYK" else "PNG")
    assert opened(draw(view("anchor", source))).mode == "RGB"


# Determinism


@pytest.mark.parametrize("name", [*VIEWS, ""])
def test_the_same_request_gives_the_same_bytes(name: str) -> None:
    assert fresh(view(name, seed=7)).data == draw(view(name, seed=7)).data


@pytest.mark.parametrize("name", ["anchor", "expression_smile", ""])
def test_another_seed_gives_another_picture(name: str) -> None:
    assert draw(view(name, seed=1)).data != draw(view(name, seed=2)).data


def test_nothing_given_is_changed() -> None:
    source = picture(face("RGBA"))
    before = bytes(source.data)
    request = view("anchor", source, seed_image=None)
    draw(request)
    draw(view("", source, seed_image=source))
    assert source.data == before
    assert request.hints == {"view": "anchor"}


# Without a reference, without a view, with a seed image


def test_without_any_picture_a_landscape() -> None:
    drawn = {opened(draw(ImageRequest(prompt=prompt, seed=3))).tobytes() for prompt in ("a", "b", "c")}
    assert len(drawn) == 3


@settings(max_examples=10)
@given(st.integers())
def test_landscapes_use_colours_and_line_art_does_not(seed: int) -> None:
    coloured = landscape((160, 120), random.Random(seed)).convert("HSV").getchannel("S")
    assert ImageStat.Stat(coloured).mean[0] > 8
    lines = landscape((160, 120), random.Random(seed), outlines=True)
    assert ImageStat.Stat(lines.convert("L")).mean[0] > 190


def test_a_reference_without_a_view_is_shown_in_a_scene() -> None:
    alone = opened(draw(ImageRequest(prompt="a walk", seed=1)))
    shown = opened(draw(ImageRequest(prompt="a walk", seed=1, references=(picture(face(skin="#ff2020")),))))
    assert difference(alone, shown) > 6


def test_a_face_is_set_into_the_seed_image() -> None:
    base = picture(face(skin="#ffe0c4"), "source")
    red = picture(face(skin="#e01010"), "anchor")
    plain = opened(draw(ImageRequest(prompt="x", aspect_ratio="3:4", seed_image=base)))
    swapped = opened(draw(ImageRequest(prompt="x", aspect_ratio="3:4", seed_image=base, references=(red,))))
    change = ImageChops.difference(plain.convert("RGB"), swapped.convert("RGB")).convert("L")
    width, height = change.size
    middle = ImageStat.Stat(change.crop((width * 2 // 5, height // 4, width * 3 // 5, height // 2))).mean[0]
    foot = ImageStat.Stat(change.crop((0, height * 9 // 10, width, height))).mean[0]
    assert middle > 30
    assert foot < middle / 3


@pytest.mark.usefixtures("full_size")
def test_a_mask_keeps_what_is_black() -> None:
    base = face(size=(216, 288))
    mask = Image.new("L", base.size)
    mask.paste(255, (0, 150, 216, 288))
    request = ImageRequest(
        prompt="x", aspect_ratio="3:4", seed_image=picture(base), mask=picture(mask), references=(portrait(),)
    )
    drawn = opened(draw(request))
    kept = base.resize(drawn.size, Image.Resampling.LANCZOS)
    upper = (0, 0, drawn.width, drawn.height // 3)
    lower = (0, drawn.height // 3 * 2, drawn.width, drawn.height)
    assert difference(drawn.crop(upper), kept.crop(upper)) < 1
    assert difference(drawn.crop(lower), kept.crop(lower)) > 4


@pytest.mark.parametrize("name", [*VIEWS, ""])
def test_line_art_is_dark_lines_on_white(name: str) -> None:
    image = opened(draw(view(name, medium="line_art")))
    assert image.mode == "L"
    assert ImageStat.Stat(image).mean[0] > 170
    assert sum(image.histogram()[:90]) > 1000


# What is refused


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(50), portrait().data[:700]])
@pytest.mark.parametrize("place", ["references", "seed_image", "mask"])
def test_broken_pictures(data: bytes, place: str) -> None:
    broken, whole = ImageInput(data, "image/png"), portrait()
    inputs: dict[str, object] = {"references": (whole,), "seed_image": whole, "mask": whole}
    inputs[place] = (broken,) if place == "references" else broken
    with pytest.raises(ModelRejectedInput, match="must be"):
        draw(ImageRequest(prompt="x", **inputs))  # type: ignore[arg-type]


# Finding the subject


@pytest.mark.parametrize(("x", "y"), [(0.3, 0.35), (0.5, 0.3), (0.7, 0.45), (0.5, 0.5)])
def test_the_subject_is_where_the_picture_is_busy(x: float, y: float) -> None:
    image = Image.new("RGB", (400, 400), "#d0d8d0")
    dice = random.Random(4)
    for _ in range(200):
        left, top = (place * 400 + dice.uniform(-50, 50) for place in (x, y))
        ImageDraw.Draw(image).line((left, top, left + 9, top + 14), fill="#202020", width=3)
    centre = photo.subject_centre(image)
    assert abs(centre.x - x) < 0.08
    assert abs(centre.y - y) < 0.08


def test_an_empty_picture_has_its_subject_near_the_middle() -> None:
    centre = photo.subject_centre(Image.new("RGB", (300, 200), "white"))
    assert 0.4 < centre.x < 0.6
    assert 0.3 < centre.y < 0.5


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 3), st.floats(0.2, 5), st.floats(0, 1))
def test_a_crop_lies_within_the_picture(x: float, y: float, scale: float, ratio: float, above: float) -> None:
    part = photo.crop(Image.new("L", (60, 40)), photo.Centre(x, y), scale, ratio, above)
    assert 1 <= part.width <= 60
    assert 1 <= part.height <= 40
