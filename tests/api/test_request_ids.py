"""The id of a request: the caller's own or the gateway's, in every response and every line of the log."""

import logging
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.api.app import Api
from inkwell.core.errors import NotFound
from inkwell.story_images.envelope import STORY_ERRORS
from tests.support.gateway import call

app = Api(errors=STORY_ERRORS, access="public")
closed = Api(errors=STORY_ERRORS)

GATEWAYS = "1"


@app.get("/plain")
def plain() -> dict[str, bool]:
    return {"ok": True}


@app.get("/none")
def none() -> None:
    logging.getLogger("some.package").warning("looked")
    raise NotFound


@app.get("/broken")
def broken() -> None:
    raise KeyError


@closed.get("/own")
def own() -> dict[str, bool]:
    return {"ok": True}


def answered(sent: str | None, path: str = "/plain", of: Api = app) -> str:
    headers = [] if sent is None else [("X-Request-Id", sent)]
    return call(of, "GET", path, *headers)["X-Request-Id"]


@pytest.mark.parametrize("sent", ["01J9Z3", "0af7651916cd43dd8448eb211c80319c", "web:a/b+c=@x.y_z-1"])
@pytest.mark.parametrize(
    ("of", "path"), [(app, "/plain"), (app, "/none"), (app, "/broken"), (app, "/x"), (closed, "/own")]
)
def test_it_comes_back_with_every_response(sent: str, of: Api, path: str) -> None:
    assert answered(sent, path, of) == sent
    assert answered(None, path, of) == GATEWAYS


@pytest.mark.parametrize("sent", ["", "  ", "äöü", "<>", '"\r\n'])
def test_one_of_which_nothing_is_left_is_the_gateways(sent: str) -> None:
    assert answered(sent) == GATEWAYS


@given(st.text(max_size=300))
def test_it_is_short_and_plain_whatever_was_sent(sent: str) -> None:
    found = answered(sent)
    assert re.fullmatch(r"[A-Za-z0-9._:/+=@-]{1,128}", found)
    assert found == GATEWAYS or all(letter in sent for letter in found)


def test_every_line_of_the_log_has_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        answered("abc", "/none")
        answered(None)
    lines: list[Any] = caplog.records
    assert [(each.getMessage(), each.http_request_id) for each in lines] == [
        ("looked", "abc"),
        ("refused", "abc"),
        ("answered", "abc"),
        ("answered", GATEWAYS),
    ]
    assert (lines[2].method, lines[2].path, lines[2].status) == ("GET", "/none", 404)
