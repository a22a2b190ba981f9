"""A deployment that has no picture books: every path of theirs is 404, before anything else is looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inkwell.settings import load
from scripts.openapi import app_of
from tests.support.gateway import call
from tests.support.template import ROOT

MODULES = sorted((ROOT / "functions" / "picture_books").glob("*.py"))


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The settings of a deployment as shipped."""
    monkeypatch.setenv("PICTURE_BOOKS", "closed")
    load.cache_clear()
    yield
    load.cache_clear()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_nothing_is_there(module: Path) -> None:
    app = app_of(module)
    for route in app._static_routes + app._dynamic_routes:
        path = route.path.replace("<tier>", "kids").replace("<name>", "books.css").replace("<", "").replace(">", "")
        for headers in ((), (("Cookie", f"session_kids={'A' * 43}"),), (("Sec-Fetch-Site", "cross-site"),)):
            answer = call(app, route.method, path, *headers, body="{" if route.method == "POST" else None)
            assert answer.status == 404, path
            assert "Set-Cookie" not in answer.headers
