"""Settings of a deployed studio, for tests that build an `Api` of their own."""

from collections.abc import Iterator

import pytest

from inkwell import settings, stores
from tests.fakes import FakeRates


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The settings of a deployed studio."""
    monkeypatch.setenv("STAGE", "dev")
    monkeypatch.setenv("ALLOWED_ORIGIN", "https://studio.example")
    settings.load.cache_clear()
    yield
    settings.load.cache_clear()


@pytest.fixture
def rates(monkeypatch: pytest.MonkeyPatch) -> FakeRates:
    """What requests have used of their limits."""
    rates = FakeRates()
    monkeypatch.setattr(stores, "rates", lambda: rates)
    return rates
