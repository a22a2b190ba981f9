"""The function that serves the studio: its files, what browsers may do with them, and a deployment without it."""

import json
import re
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest

from inkwell.settings import load
from tests.support.studio import ROOT

FOLDER = ROOT / "functions" / "studio"
STATIC = FOLDER / "static"

Get = Callable[..., dict[str, Any]]


class _Context:
    """What Lambda tells a function about the call."""

    function_name = "studio"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:studio"
    aws_request_id = "the-id"


@pytest.fixture
def get(monkeypatch: pytest.MonkeyPatch) -> Iterator[Get]:
    """Asks the function for a path."""

    def ask(path: str, studio: str = "on", **headers: str) -> dict[str, Any]:
        monkeypatch.setenv("STUDIO", studio)
        load.cache_clear()
        spec = spec_from_file_location("get_studio", FOLDER / "get_studio.py")
        assert spec
        assert spec.loader
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        event = json.loads((ROOT / "events" / "studio-get_studio.json").read_text())
        event["path"] = path
        event["requestContext"]["path"] = f"/dev{path}"
        event["headers"] |= headers
        answer: dict[str, Any] = module.handler(event, _Context())
        return answer

    yield ask
    load.cache_clear()


def header(answer: dict[str, Any], name: str) -> str:
    """A header of an answer."""
    return str(answer["multiValueHeaders"][name][0])


def test_the_studio_is_below_the_stage(get: Get) -> None:
    answer = get("/studio")
    assert (answer["statusCode"], header(answer, "Location")) == (303, "/dev/studio/index.html")


def test_every_file_is_served_and_asked_for_again_only_when_it_has_changed(get: Get) -> None:
    for file in STATIC.iterdir():
        answer = get(f"/studio/{file.name}")
        assert (answer["statusCode"], answer["body"]) == (200, file.read_text()), file.name
        again = get(f"/studio/{file.name}", **{"if-none-match": header(answer, "ETag")})
        assert (again["statusCode"], again["body"]) == (304, None), file.name


@pytest.mark.parametrize("name", ["nothing.js", "..", "get_studio.py", "%2e%2e%2fget_studio.py"])
def test_nothing_else_is(get: Get, name: str) -> None:
    assert get(f"/studio/{name}")["statusCode"] == 404


def test_a_deployment_without_a_studio_has_none_of_it(get: Get) -> None:
    for path in ("/studio", "/studio/index.html", "/studio/main.js"):
        assert get(path, studio="off")["statusCode"] == 404


def test_the_policy_allows_nothing_inline_and_no_frame(get: Get) -> None:
    policy = header(get("/studio/index.html"), "Content-Security-Policy")
    directives = {name: values for name, *values in (each.split() for each in policy.split(";"))}
    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == ["'none'"]
    assert directives["script-src"] == directives["style-src"] == ["'self'"]
    page = (STATIC / "index.html").read_text()
    assert not re.search(r"<script(?! type=\"module\" src=)|<style|\sstyle=|\son\w+=", page)


def test_modules_are_small_and_import_each_other_by_name() -> None:
    for file in STATIC.glob("*.js"):
        text = file.read_text()
        assert text.startswith("// "), file.name
        assert len(text.splitlines()) <= 200, file.name
        for imported in re.findall(r'from "(.+?)"', text):
            assert (STATIC / imported.removeprefix("./")).is_file(), (file.name, imported)
