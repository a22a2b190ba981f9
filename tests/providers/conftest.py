"""What all tests of adapters use."""

from collections.abc import Iterator

import pytest

from inkwell.core.image_models import ImageInput
from inkwell.providers.http import Client
from tests.support.attempts import MemoryAttempt
from tests.support.providers.base import picture


@pytest.fixture
def http() -> Iterator[Client]:
    """A client of this test's own."""
    client = Client()
    yield client
    client.close()


@pytest.fixture
def attempt() -> MemoryAttempt:
    """A fresh attempt."""
    return MemoryAttempt()


@pytest.fixture
def photo() -> ImageInput:
    """A picture to send along."""
    return ImageInput(picture("4:5", seed=7), "image/png", "source")
