"""Headers that every response has: no cache keeps it, and no browser guesses its type."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from aws_lambda_powertools.event_handler import Response

from inkwell.api.app import Api
from inkwell.api.documentation import page, policy
from inkwell.core.errors import NotFound
from inkwell.story_images.envelope import STORY_ERRORS
from tests.support.gateway import call
from tests.support.template import template

app = Api(errors=STORY_ERRORS, access="public")


@app.get("/plain")
def plain() -> dict[str, bool]:
    return {"ok": True}


@app.get("/moved")
def moved() -> Response[None]:
    return Response(302, headers={"Location": "https://bucket.example/picture?X-Amz-Expires=3600"})


@app.delete("/plain")
def nothing() -> Response[None]:
    return Response(204)


@app.get("/none")
def none() -> None:
    raise NotFound


@app.get("/broken")
def broken() -> None:
    raise KeyError


@app.post("/plain")
def post(body: dict[str, int]) -> dict[str, int]:
    return body


@app.get("/kept")
def kept() -> Response[str]:
    return Response(200, "text/plain", "always the same", headers={"Cache-Control": "public, max-age=60"})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/plain", 200),
        ("GET", "/moved", 302),
        ("DELETE", "/plain", 204),
        ("GET", "/none", 404),
        ("GET", "/broken", 500),
        ("POST", "/plain", 400),
    ],
)
def test_no_response_is_kept_or_taken_for_another_type(method: str, path: str, status: int) -> None:
    answer = call(app, method, path)
    assert answer.status == status
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_a_refused_caller_learns_as_little() -> None:
    answer = call(closed, "GET", "/own")
    assert answer.status == 401
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store", "nosniff")


closed = Api(errors=STORY_ERRORS)


@closed.get("/own")
def own() -> dict[str, bool]:
    return {"ok": True}


def test_an_endpoint_may_say_otherwise() -> None:
    answer = call(app, "GET", "/kept")
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("public, max-age=60", "nosniff")


def test_the_gateways_own_responses_have_them_too() -> None:
    for kind, response in template()["Resources"]["Api"]["Properties"]["GatewayResponses"].items():
        headers = response["ResponseParameters"]["Headers"]
        assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("'no-store'", "'nosniff'"), kind


class Scripts(HTMLParser):
    """The scripts of a page as a browser finds them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self.addresses: list[str] = []
        self._is_inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if name in ("src", "href", "action") and value]
        self._is_inside = tag == "script"
        if self._is_inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False


def test_the_documentation_runs_its_own_scripts_and_no_others() -> None:
    html = page({"openapi": "3.1.0", "info": {"title": "</script><script>alert(1)</script>", "version": "1"}})
    scripts = Scripts(html)
    assert len(scripts.found) == 2
    assert scripts.addresses == [], "it loads nothing from elsewhere"
    allowed = {f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts.found}
    directives = dict(each.split(" ", 1) for each in policy(html).split("; "))
    assert set(directives["script-src"].split()) == allowed
    assert directives["default-src"] == directives["frame-ancestors"] == "'none'"
    assert json.dumps("alert(1)")[1:-1] in scripts.found[1]
    assert not re.search(r"unsafe-(eval|hashes)|\*", directives["script-src"])
