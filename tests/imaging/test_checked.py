"""What a model drew is a picture, or it is an error."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from inkwell.core.attempts import AttemptMemory
from inkwell.core.errors import ModelMalformedAnswer, ModelRefused
from inkwell.core.image_models import ImageRequest, ImageResult
from inkwell.imaging.checked import Checked
from tests.support.attempts import MemoryAttempt


def encoded(kind: str, size: tuple[int, int] = (30, 20), mode: str = "RGB", **options: object) -> bytes:
    buffer = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(buffer, kind, **options)
    return buffer.getvalue()


class Draws:
    """A model with one answer."""

    def __init__(self, data: bytes) -> None:
        self.result = ImageResult(data, "image/what-it-says", 0, 0, "test/model", seed=7, cost_micros=40_000)

    def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
        """See `ImageModel`."""
        return self.result


class NoAttempt:
    """An attempt that a checked model does not touch."""

    request_id = None

    def claim(self, note: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""

    def submitted(self, request_id: str, *, requests: int = 0, cost_micros: int = 0) -> None:
        """See `AttemptMemory`."""
        raise AssertionError

    def paid(self, requests: int, cost_micros: int) -> None:
        """See `AttemptMemory`."""
        raise AssertionError

    def progress(self, percent: int) -> None:
        """See `AttemptMemory`."""
        raise AssertionError


def drawn(data: bytes) -> ImageResult:
    return Checked(Draws(data)).generate(ImageRequest("a fox"), NoAttempt())


def test_a_png_stays_as_it_is_with_its_texts() -> None:
    texts = PngInfo()
    texts.add_text("inkwell:layout", "circle 1 2 3")
    data = encoded("PNG", pnginfo=texts)
    result = drawn(data)
    assert result == replace(Draws(data).result, media_type="image/png", width=30, height=20)
    assert Image.open(BytesIO(result.data)).info["inkwell:layout"] == "circle 1 2 3"


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_other_formats_become_png(kind: str, mode: str) -> None:
    result = drawn(encoded(kind, mode=mode, quality=95))
    picture = Image.open(BytesIO(result.data))
    assert (picture.format, picture.size) == ("PNG", (30, 20))
    assert (result.media_type, result.width, result.height) == ("image/png", 30, 20)
    assert (result.seed, result.cost_micros, result.model) == (7, 40_000, "test/model")


@pytest.mark.parametrize("change", [lambda data: data[:-12], lambda data: data + b"GIFAR"])
def test_a_png_with_another_end_is_encoded_anew(change: Callable[[bytes], bytes]) -> None:
    data = encoded("PNG")
    result = drawn(change(data))
    assert result.data.endswith(data[-12:])
    assert Image.open(BytesIO(result.data)).tobytes() == Image.open(BytesIO(data)).tobytes()


def test_a_rotated_photograph_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    result = drawn(encoded("JPEG", exif=exif))
    assert (result.width, result.height) == (20, 30)
    assert Image.open(BytesIO(result.data)).size == (20, 30)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>404</html>",
        b"GIF89a",
        encoded("GIF"),
        encoded("PNG")[:-40],
        encoded("JPEG")[:200],
    ],
)
def test_anything_else_is_malformed_and_settled_at_its_cost(data: bytes) -> None:
    attempt = MemoryAttempt("openai@1.000+210")
    with pytest.raises(ModelMalformedAnswer):
        Checked(Draws(data)).generate(ImageRequest("a fox"), attempt)
    assert attempt.submissions == [""]
    assert (attempt.requests, attempt.micros) == (1, 40_000)


def test_errors_of_the_model_pass_through() -> None:
    class Refuses:
        def generate(self, request: ImageRequest, attempt: AttemptMemory) -> ImageResult:
            raise ModelRefused

    with pytest.raises(ModelRefused):
        Checked(Refuses()).generate(ImageRequest("a fox"), NoAttempt())
