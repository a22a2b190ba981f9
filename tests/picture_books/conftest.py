"""Fixtures of picture books: visitors, and stories of a test's own."""

from collections.abc import Callable, Iterator

import pytest

from tests.support.readers import Reader, Tale
from tests.support.script import ScriptServer
from tests.support.studio import Studio
from tests.support.writer import WriterServer


@pytest.fixture
def a_new_day(studio: Studio) -> None:
    """All tests come from one address: what they have begun before does not count."""
    studio.forget("RATE#address#127.0.0.1")
    studio.forget("RATE#all")


@pytest.fixture
def new_reader(studio: Studio, a_new_day: None) -> Iterator[Callable[..., Reader]]:
    """Makes visitors."""
    made: list[Reader] = []

    def make(tier: str = "kids") -> Reader:
        made.append(Reader(studio.url, tier))
        return made[-1]

    yield make
    for reader in made:
        reader.session.close()


@pytest.fixture
def reader(new_reader: Callable[..., Reader]) -> Reader:
    """A visitor who has read nothing yet."""
    return new_reader()


@pytest.fixture
def tale(writers: WriterServer, scripts: ScriptServer) -> Tale:
    """This test's own story."""
    writer = writers.writer()
    made = Tale(writer, scripts.script_of(writer.word))
    made.tells({})
    return made
