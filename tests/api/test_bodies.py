"""One rule for what JSON means: one suite over the request bodies of all endpoints."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from inkwell.api.app import Api
from inkwell.api.parsing import MAX_BYTES
from inkwell.bodies import Body, Text, readable
from scripts.openapi import api_modules, app_of
from tests.support.gateway import call

HERO_ID = "8d1f4c7b-2a6e-4f90-b3d8-5c9e7a1f2b34"

#: A good body of each model, with a value for every field.
GOOD: dict[str, dict[str, Any]] = {
    "CreateReferenceKitRequest": {
        "name": "Amalia",
        "sourceImageUrl": "https://a.test/b.png",
        "generateExtended": True,
        "expressions": ["smile"],
    },
    "UpdateReferenceKitRequest": {"name": "Amalia"},
    "DrawWithKitRequest": {
        "prompt": "at the sea",
        "sourceImageUrl": "https://a.test/b.png",
        "aspectRatio": "1:1",
        "numImages": 2,
        "consent": True,
    },
    "StoryboardRequest": {"prompt": "a cat", "targetDuration": 30, "referenceImageUrls": ["https://a.test/b.png"]},
    "ImageGenerationRequest": {
        "prompt": "a cat",
        "projectId": "p",
        "sceneIndex": 1,
        "seedImage": "https://a.test/b.png",
        "referenceImageUrls": ["https://a.test/b.png"],
    },
    "StoryImagesRequest": {"story_topic": "Rome", "art_style": "anime"},
    "StartStoryRequest": {
        "prompt": "a fox",
        "protagonist_age": "toddler",
        "protagonist_gender": "girl",
        "character_type": "animal",
        "num_characters": "2",
        "writing_style": "funny",
        "conflict_type": "mystery",
        "art_style": "comic",
        "length": "short",
        "reference_images": ["https://a.test/b.png"],
    },
    "UploadRequest": {
        "fileName": "a.png",
        "contentType": "image/png",
        "purpose": "reference",
        "projectId": "test-proj-123",
        "contentLength": 5,
    },
    "LoginRequest": {"username": "ann", "password": "secret"},
    "CreateProjectRequest": {
        "name": "Tale",
        "pageCount": 3,
        "audience": "children",
        "stylePreset": "kawaii",
        "trimSize": "6x9",
        "heroId": HERO_ID,
    },
    "UpdateProjectRequest": {
        "name": "Tale",
        "heroId": HERO_ID,
        "audience": "children",
        "stylePreset": "kawaii",
        "pageCount": 3,
        "trimSize": "6x9",
        "lineWeight": "thick",
        "complexity": "moderate",
    },
    "CreateHeroRequest": {"name": "Bella", "description": "A white bunny", "audience": "children"},
    "CheckoutRequest": {"plan": "creator", "interval": "yearly"},
    "CalibrateRequest": {"subject": "foxes"},
    "SelectStyleRequest": {"sampleId": "2"},
    "GenerateRequest": {"projectId": HERO_ID, "idea": "A fox", "pageNumbers": [1, 2]},
    "ExportRequest": {
        "projectId": HERO_ID,
        "format": "pdf",
        "includeBleed": True,
        "blankBacks": False,
        "pageNumbers": True,
        "titlePage": True,
        "cover": True,
        "author": "Ann",
        "paper": "cream",
    },
    "RestoreRequest": {"version": 1},
    "EditPageRequest": {
        "type": "inpaint",
        "prompt": "a bird",
        "action": "simplify",
        "maskDataUrl": "data:image/png;base64,AAAA",
        "maskKey": "uploads/.temp/1/inpaint_mask.png",
    },
}

#: Texts that are compared and never read: any character may be in them.
OPAQUE = {("LoginRequest", "password"), ("EditPageRequest", "maskDataUrl")}

#: Options, for which the empty text means any.
OPTIONS = {("StartStoryRequest", name) for name in GOOD["StartStoryRequest"] if name != "prompt"}

INVISIBLE = [
    "",
    " ",
    "\n\t",
    "\u200b",
    "\ufeff",
    "\u00a0\u2003",
    "\u2060\u200d",
    "\u3164",
    "\u2800",
    "\ufe0f",
    "\u00ad",
]
CONTROL = ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\t"]


@cache
def models() -> dict[str, type[BaseModel]]:
    """The models of all JSON bodies, by name."""
    found = {}
    for module in sorted(set(api_modules())):
        for route in app_of(module)._static_routes + app_of(module)._dynamic_routes:
            for param in route.dependant.body_params:
                found[param.field_info.annotation.__name__] = param.field_info.annotation
    return found


def echo(model: type[BaseModel]) -> Api:
    """An app that returns what it has understood."""
    app = Api(errors=app_of(_CREATE_UPLOAD).errors, access="public")

    def handler(body: Any) -> dict[str, Any]:
        return {"understood": body.model_dump(mode="json")}

    handler.__annotations__ = {"body": model, "return": dict[str, Any]}
    app.post("/echo")(handler)
    return app


_CREATE_UPLOAD = next(module for module in api_modules() if module.stem == "create_upload")


def sent(model: str, text: str) -> tuple[int, dict[str, Any]]:
    answer = call(echo(models()[model]), "POST", "/echo", ("Content-Type", "application/json"), body=text)
    return answer.status, answer.data


def understood(model: str, text: str) -> dict[str, Any]:
    status, data = sent(model, text)
    assert status == 200, data
    found: dict[str, Any] = data["understood"]
    return found


def fields(kind: str) -> Iterator[tuple[str, str]]:
    """The models and fields whose good value is of a type: str, int."""
    for model, good in GOOD.items():
        for name, value in good.items():
            if type(value).__name__ == kind:
                yield model, name


def test_every_body_follows_the_rule() -> None:
    assert set(GOOD) == set(models())
    for name, model in models().items():
        assert issubclass(model, Body), name
        assert set(GOOD[name]) == set(model.model_fields), name


@pytest.mark.parametrize("model", GOOD)
def test_fields_that_nobody_knows_are_ignored(model: str) -> None:
    more = GOOD[model] | {"promptAdjustmentMode": "x", "__proto__": {"a": [1]}}
    assert understood(model, json.dumps(more)) == understood(model, json.dumps(GOOD[model]))


@pytest.mark.parametrize("model", GOOD)
def test_a_field_that_is_null_is_absent(model: str) -> None:
    for name in GOOD[model]:
        without = {other: value for other, value in GOOD[model].items() if other != name}
        assert sent(model, json.dumps(without | {name: None})) == sent(model, json.dumps(without)), name


@pytest.mark.parametrize(("model", "field"), list(fields("int")))
@pytest.mark.parametrize("spelling", ["{}.0", "{}e0", "{}0e-1", "{}.00E+0"])
def test_a_number_without_a_fraction_is_whole(model: str, field: str, spelling: str) -> None:
    value = GOOD[model][field]
    text = json.dumps(GOOD[model]).replace(f'"{field}": {value}', f'"{field}": {spelling.format(value)}')
    assert understood(model, text)[field] == value


@pytest.mark.parametrize(("model", "field"), list(fields("int")))
@pytest.mark.parametrize("wrong", [0.5, "1", True, [1]])
def test_anything_else_is_no_whole_number(model: str, field: str, wrong: Any) -> None:
    status, data = sent(model, json.dumps(GOOD[model] | {field: wrong}))
    assert (status, list(data["details"])) == (400, [field])


@pytest.mark.parametrize(("model", "field"), [each for each in fields("str") if each not in OPAQUE])
def test_what_shows_nothing_is_blank(model: str, field: str) -> None:
    for text in INVISIBLE:
        status, data = sent(model, json.dumps(GOOD[model] | {field: text}))
        if text == "" and (model, field) in OPTIONS:
            assert (status, data["understood"][field]) == (200, "")
            continue
        assert (status, list(data["details"])) == (400, [field]), repr(text)


@pytest.mark.parametrize(("model", "field"), [each for each in fields("str") if each not in OPAQUE])
def test_control_characters_are_refused(model: str, field: str) -> None:
    for character in CONTROL:
        status, data = sent(model, json.dumps(GOOD[model] | {field: f"a{character}b"}))
        assert (status, list(data["details"])) == (400, [field]), repr(character)


@pytest.mark.parametrize(
    "text", ["a\nb", "a\r\nb", "\U0001f468\u200d\U0001f469", "\u2764\ufe0f", "\u0645\u06cc\u200c\u062e", "a", "\u3042"]
)
def test_whatever_shows_something_is_a_text(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize(
    ("text", "is_long_enough"),
    [
        ("a b", True),
        ("\u3042\u3044\u3046", True),
        ("\u2764\ufe0f" * 3, True),
        ("a" + "\u200b" * 9 + "b", False),
        ("\u2060\ufeffab\u200d", False),
        ("a" + "\u3164" * 3 + "\u2800", False),
    ],
)
def test_what_takes_no_room_does_not_make_a_text_longer(text: str, is_long_enough: bool) -> None:
    idea = TypeAdapter(Annotated[str, Text(500, min_length=3)])
    if is_long_enough:
        assert idea.validate_python(text) == text
        return
    with pytest.raises(ValidationError) as refused:
        idea.validate_python(text)
    assert [each["type"] for each in refused.value.errors()] == ["string_too_short"]


@pytest.mark.parametrize("model", GOOD)
def test_a_large_body_is_refused_before_it_is_parsed(model: str) -> None:
    status, data = sent(model, "{" + " " * MAX_BYTES)
    assert (status, data["code"]) == (413, "PAYLOAD_TOO_LARGE")
    text = json.dumps(GOOD[model])
    assert sent(model, text + " " * (MAX_BYTES - len(text.encode())))[0] == 200


def test_only_a_body_that_would_be_read_is_measured() -> None:
    app = Api(errors=app_of(_CREATE_UPLOAD).errors, access="public", max_bytes=100)

    @app.get("/echo")
    def get() -> dict[str, bool]:
        return {"ok": True}

    @app.post("/echo")
    def post() -> dict[str, bool]:
        return {"ok": True}

    sent_as = ("Content-Type", "application/json")
    assert call(app, "GET", "/echo", sent_as, body="x" * 101).status == 200
    assert call(app, "POST", "/echo", sent_as, body="x" * 101).status == 413
    assert call(app, "POST", "/echo", sent_as, body="x" * 100).status == 200
