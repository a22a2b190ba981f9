import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from inkwell.core.image_models import ImageRequest, ImageResult
from inkwell_offline.illustrator import Illustrator

Image.core.set_blocks_max(128)
"""Pillow keeps that many blocks of a megabyte for the next picture: print pages need not ask the system each time."""


class Recorder:
    """An attempt that remembers what it was told."""

    request_id = None

    def __init__(self) -> None:
        self.percents: list[int] = []

    def submitted(self, request_id: str) -> None:
        raise AssertionError("nothing runs elsewhere, nothing is submitted")

    def progress(self, percent: int) -> None:
        self.percents.append(percent)


def picture(result: ImageResult) -> Image.Image:
    image = Image.open(io.BytesIO(result.data))
    image.load()
    return image


@pytest.fixture
def draw() -> Callable[..., ImageResult]:
    """Draw a request given by its fields."""

    def call(prompt: str, **values: Any) -> ImageResult:
        return Illustrator().generate(ImageRequest(prompt, **values), Recorder())

    return call
