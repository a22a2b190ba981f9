"""Accepted pictures can be drawn from: large ones are scaled down once, threads get margins."""

import threading
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inkwell.core.errors import InvalidInput
from inkwell.imaging import inspection
from inkwell.imaging.fitting import acceptable
from inkwell.imaging.inspection import accept, normalise, pixels
from inkwell.imaging.limits import MAX_ELONGATION
from tests.support.malformed import png
from tests.support.pictures import bomb, encoded


@pytest.mark.parametrize(
    ("size", "accepted"),
    [
        ((4096, 3906), (4096, 3906)),
        ((4000, 4000), (4000, 4000)),
        ((5000, 5000), (4000, 4000)),
        ((8192, 1000), (4096, 500)),
        ((600, 18_000), (256, 4096)),
        ((12_001, 1), (4096, 256)),
        ((1, 300), (19, 300)),
        ((1, 16), (1, 16)),
    ],
)
def test_the_size_of_what_is_accepted(size: tuple[int, int], accepted: tuple[int, int]) -> None:
    found = accept(png(*size, 1, 0, (b"\0" + bytes((size[0] + 7) // 8)) * size[1]), field="file")
    assert (found.width, found.height) == found.image.size == accepted
    with Image.open(BytesIO(normalise(found).data)) as stored:
        assert stored.size == accepted


@given(st.integers(1, 400), st.integers(1, 400))
def test_every_picture_ends_within_the_limits(width: int, height: int) -> None:
    found = acceptable(Image.new("L", (width, height)), edge=100, pixels=5_000)
    assert max(found.size) <= 100
    assert found.width * found.height <= 5_000
    assert max(found.size) <= MAX_ELONGATION * min(found.size)


@pytest.mark.parametrize(("mode", "margin"), [("L", 255), ("RGB", (255, 255, 255)), ("RGBA", (255, 255, 255, 0))])
def test_a_thread_stands_in_the_middle_of_its_margins(mode: str, margin: object) -> None:
    image = Image.new("RGBA", (2, 320), (200, 0, 0, 255)).convert(mode)
    found = accept(encoded(image, "PNG"), field="file").image
    assert found.size == (20, 320)
    assert found.getpixel((0, 0)) == found.getpixel((19, 319)) == margin
    assert found.getpixel((9, 160)) == found.getpixel((10, 0)) == image.getpixel((0, 0))


def test_the_number_of_pixels_is_known_without_decoding() -> None:
    assert pixels(png(7000, 7000, 8, 0, b""), field="file") == 49_000_000
    with pytest.raises(InvalidInput, match="at most 50 megapixels"):
        pixels(bomb(), field="file")
    with pytest.raises(InvalidInput, match="JPEG, PNG or WebP"):
        pixels(b"text", field="file")


def test_pictures_are_decoded_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most = 0, 0
    entered = threading.Barrier(3)
    decode = inspection._decode

    def counted(*given: object) -> Image.Image:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        try:
            return decode(*given)  # type: ignore[arg-type]
        finally:
            inside -= 1

    def work() -> None:
        entered.wait()
        accept(data, field="file")

    monkeypatch.setattr(inspection, "_decode", counted)
    data = encoded(Image.effect_noise((600, 600), 50), "PNG")
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
