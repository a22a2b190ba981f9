"""Forms beside JSON: one model, whichever way its fields come; and what hostile bodies are told."""

import json
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

import pytest
from pydantic import BaseModel, Field

from inkwell.api.app import Api
from inkwell.api.forms import MAX_PARTS, MAX_TEXT
from inkwell.core.idempotency import Claim, Response
from inkwell.http import JSON, MULTIPART, URLENCODED
from inkwell.uploads.envelope import STUDIO_ERRORS
from tests.fakes import FakeIdempotency
from tests.support.gateway import Answer, call

pytestmark = pytest.mark.usefixtures("deployed")

BOUNDARY = "limit"


class Start(BaseModel):
    """A story that shall begin."""

    topic: str
    age: str = "any"
    scenes: int = Field(3, ge=1, le=7)
    friends: list[str] | None = None
    photo: Annotated[bytes, Field(max_length=1000)] | None = None
    drawings: list[bytes] = []


class Known(BaseModel):
    """A form that takes nothing else."""

    model_config = {"extra": "forbid"}

    topic: str


def app_of(model: type[BaseModel], *media_types: str) -> Api:
    """An app that answers what it understood."""
    app = Api(errors=STUDIO_ERRORS, access="public", media_types=media_types)

    @app.post("/kids/story/start", responses=app.responses(200, 400))
    def start(body: model) -> dict[str, Any]:  # type: ignore[valid-type]
        return {
            name: str(value) if isinstance(value, bytes | list) else value
            for name, value in body.model_dump(exclude_defaults=True).items()  # type: ignore[attr-defined]
        }

    return app


APP = app_of(Start, JSON, URLENCODED, MULTIPART)


def part(name: str, content: str | bytes, file_name: str | None = None) -> bytes:
    """A part of a multipart form; one with a file's name is a file."""
    file = "" if file_name is None else f'; filename="{file_name}"'
    data = content if isinstance(content, bytes) else content.encode()
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + data + b"\r\n"


def multipart(*parts: bytes, app: Api = APP, body: bytes | None = None) -> Answer:
    """Send a multipart form."""
    whole = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    content_type = ("Content-Type", f"Multipart/Form-Data; boundary={BOUNDARY}")
    return call(app, "POST", "/kids/story/start", content_type, body=whole if body is None else body)


def urlencoded(body: str | bytes, app: Api = APP) -> Answer:
    """Send an urlencoded form."""
    return call(app, "POST", "/kids/story/start", ("content-type", f"{URLENCODED}; charset=UTF-8"), body=body)


def as_json(fields: Any, app: Api = APP) -> Answer:
    """Send JSON."""
    return call(app, "POST", "/kids/story/start", ("Content-Type", JSON), body=json.dumps(fields))


def refused(answer: Answer, message: str, status: int = 400) -> None:
    assert (answer.status, answer.data["error"]) == (status, message)


# ---------------------------------------------------------------- one model


def test_all_three_media_types_fill_the_same_model() -> None:
    fields = {"topic": "A fox & a 画", "age": "", "scenes": 5, "friends": ["Bo", "Li"]}
    expected = {"topic": "A fox & a 画", "age": "", "scenes": 5, "friends": "['Bo', 'Li']"}
    pairs = [("topic", "A fox & a 画"), ("age", ""), ("scenes", "5"), ("friends", "Bo"), ("friends", "Li")]
    encoded = urlencode(pairs)
    answers = [
        as_json(fields),
        urlencoded(encoded),
        urlencoded(encoded.encode()),
        multipart(*(part(*pair) for pair in pairs)),
    ]
    assert [(answer.status, answer.data) for answer in answers] == [(200, expected)] * 4


def test_a_list_of_one_is_a_list_where_the_model_has_one() -> None:
    assert urlencoded("topic=x&friends=Bo").data["friends"] == "['Bo']"
    assert multipart(part("topic", "x"), part("drawings", b"\x00", "a.png")).data["drawings"] == r"[b'\x00']"


@pytest.mark.parametrize("send", [lambda: urlencoded("topic=x&topic=y"), lambda: multipart(*[part("topic", "x")] * 2)])
def test_a_field_that_the_model_has_once_comes_once(send: Any) -> None:
    refused(send(), "topic must come once")


def test_fields_that_nobody_knows_are_the_models_to_ignore_or_to_refuse() -> None:
    assert urlencoded("topic=x&csrf=1&csrf=2").data == {"topic": "x"}
    refused(urlencoded("topic=x&csrf=1", app_of(Known, URLENCODED)), "csrf is not a known field")


def test_rules_of_the_model_hold_for_forms_too() -> None:
    refused(urlencoded("topic=x&scenes=8"), "scenes must be at most 7")
    refused(urlencoded("topic=x&scenes=many"), "scenes must be a whole number")
    refused(urlencoded("scenes=3"), "topic is required")
    refused(urlencoded(""), "topic is required")
    refused(multipart(part("topic", "x"), part("photo", b"x" * 1001, "a.png")), "photo must have at most 1000 bytes")


# ---------------------------------------------------------------- files


def test_a_file_is_its_bytes() -> None:
    assert multipart(part("topic", "x"), part("photo", b"\xff\xd8", "a.jpg")).data["photo"] == r"b'\xff\xd8'"


def test_a_field_without_a_chosen_file_is_none() -> None:
    answer = multipart(part("topic", "x"), part("photo", b"", ""), part("drawings", b"", ""))
    assert (answer.status, answer.data) == (200, {"topic": "x"})


# ---------------------------------------------------------------- what strangers send


def test_other_media_types_are_refused_before_the_body_is_read() -> None:
    for kind in ("text/plain", "application/jsonp", "", "multipart/mixed; boundary=limit"):
        answer = call(APP, "POST", "/kids/story/start", ("Content-Type", kind), body="topic=x")
        refused(answer, f"Content-Type must be {JSON} or {URLENCODED} or {MULTIPART}")
    refused(urlencoded("topic=x", app_of(Start, JSON, MULTIPART)), f"Content-Type must be {JSON} or {MULTIPART}")
    refused(as_json({"topic": "x"}, app_of(Start, URLENCODED)), f"Content-Type must be {URLENCODED}")


def test_a_request_without_a_body_is_told_so() -> None:
    refused(call(APP, "POST", "/kids/story/start"), "body is required")


def test_the_number_of_fields_is_bounded() -> None:
    refused(urlencoded("&".join(["a=1"] * (MAX_PARTS + 1))), f"body must have at most {MAX_PARTS} fields")
    refused(
        multipart(*[part("a", "1")] * (MAX_PARTS + 1)), f"body must have at most {MAX_PARTS} parts, with short headers"
    )


@pytest.mark.parametrize(
    "send",
    [
        lambda: urlencoded("topic=" + "x" * MAX_TEXT),
        lambda: urlencoded("x" * MAX_TEXT + "=1"),
        lambda: urlencoded("topic=" + "%ff" * 2_000_000),
        lambda: multipart(part("topic", "x" * (MAX_TEXT // 2)), part("age", "x" * (MAX_TEXT // 2))),
    ],
)
def test_the_length_of_texts_is_bounded(send: Any) -> None:
    refused(send(), f"The texts of a form must have at most {MAX_TEXT} bytes together", 413)


def test_long_texts_that_are_allowed_pass_in_their_longest_spelling() -> None:
    topic = "画" * ((MAX_TEXT - len("topic")) // 3)
    assert urlencoded(urlencode({"topic": topic})).data == {"topic": topic}
    assert urlencoded(urlencode({"topic": topic}).encode()).data == {"topic": topic}


@pytest.mark.parametrize("body", ["topic=%ff", "topic=%ED%A0%80", b"topic=\xff", "%c3=x", "topic=\ud800"])
def test_what_is_no_utf_8_is_no_text(body: str | bytes) -> None:
    refused(urlencoded(body), "body must be text in UTF-8")


def test_a_part_that_is_no_text_is_named() -> None:
    refused(multipart(part("topic", b"\xff")), "topic must be text in UTF-8")
    refused(multipart(part("topic", b"\xff", "a.txt")), "topic must be text in UTF-8")


@pytest.mark.parametrize("body", [b"", b"topic=x", b"--limit\r\n", part("topic", "x"), b"--limit--"[:-1]])
def test_half_a_form_is_none(body: bytes) -> None:
    refused(multipart(body=body), "body must be a complete multipart/form-data body")


def test_a_multipart_form_names_its_boundary() -> None:
    answer = call(APP, "POST", "/kids/story/start", ("Content-Type", MULTIPART), body=part("topic", "x"))
    refused(answer, "Content-Type must name the boundary of the form")


# ---------------------------------------------------------------- the document


def test_the_document_tells_every_media_type() -> None:
    document = json.loads(APP.get_openapi_json_schema())
    content = document["paths"]["/kids/story/start"]["post"]["requestBody"]["content"]
    assert set(content) == {JSON, URLENCODED, MULTIPART}
    assert {json.dumps(each["schema"]) for each in content.values()} == {'{"$ref": "#/components/schemas/Start"}'}
    alone = json.loads(app_of(Start, URLENCODED).get_openapi_json_schema())
    assert set(alone["paths"]["/kids/story/start"]["post"]["requestBody"]["content"]) == {URLENCODED}


def test_a_form_that_starts_work_does_so_once_and_can_be_resumed() -> None:
    app, store, begun = (
        Api(errors=STUDIO_ERRORS, access="newcomer", media_types=[JSON, URLENCODED]),
        FakeIdempotency(),
        [],
    )

    @app.post("/kids/story")
    def start(body: Start) -> Any:
        def work(claim: Claim) -> Response:
            begun.append(body.topic)
            response = Response(202, {"job": len(begun)})
            return replace(response, stored=False)

        return app.once(store, work, lambda stored: replace(stored, status=200))

    headers = [("Content-Type", URLENCODED), ("Idempotency-Key", "k"), ("Cookie", f"session_kids={'a' * 43}")]
    answers = [call(app, "POST", "/kids/story", *headers, body="topic=a+fox") for _ in range(2)]
    assert [(each.status, each.data) for each in answers] == [(200, {"job": 1}), (200, {"job": 1})]
    assert begun == ["a fox"]
    assert call(app, "POST", "/kids/story", *headers, body="topic=an+owl").status == 422
