"""Broken requests in words: each rule of each model has a sentence of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from inkwell.accounts.models import LoginRequest
from inkwell.api.problems import _PROBLEMS, MAX_PROBLEMS, invalid_input
from inkwell.coloring_books.models import GenerateRequest
from inkwell.core.errors import BlockedText, InvalidInput
from inkwell.core.names import new_id
from inkwell.reference_kits.models import CreateReferenceKitRequest, DrawWithKitRequest, UpdateReferenceKitRequest
from inkwell.uploads.models import UploadRequest

GOOD: dict[type[BaseModel], dict[str, Any]] = {
    CreateReferenceKitRequest: {"name": "A", "sourceImageUrl": "https://a.test/b.png"},
    UpdateReferenceKitRequest: {},
    DrawWithKitRequest: {"prompt": "x"},
    UploadRequest: {"fileName": "a.png", "contentType": "image/png", "purpose": "reference"},
    LoginRequest: {"username": "a", "password": "b"},
    GenerateRequest: {"projectId": new_id(), "idea": "Bella paints a boat"},
}
WRONG: list[Any] = [
    None, True, 0, -1, 1.5, 10**30, float("inf"), "", " ", "x" * 5000, "nope", [], ["nope"], [None], ["smile"] * 41, {},
    {"a": 1}, [[]],
]  # fmt: skip


def broken(model: type[BaseModel], body: Any) -> InvalidInput | None:
    try:
        model.model_validate(body)
    except ValidationError as error:
        # As powertools hands them on: located in the body.
        return invalid_input([{**each, "loc": ("body", *each["loc"])} for each in error.errors()])
    return None


def cases() -> Iterator[tuple[type[BaseModel], Any]]:
    for model, good in GOOD.items():
        yield from ((model, wrong) for wrong in (None, [], "x", 1, True))
        for name in model.model_fields:
            yield model, {other: value for other, value in good.items() if other != name}
            yield from ((model, good | {name: wrong}) for wrong in WRONG)


def test_every_rule_has_a_sentence_of_its_own() -> None:
    seen = set()
    for model, body in cases():
        error = broken(model, body)
        if error:
            try:
                model.model_validate(body)
            except ValidationError as raw:
                seen |= {each["type"] for each in raw.errors()}
            assert "is invalid" not in error.message, (model, body, error.message)
            for name, problem in error.details.items():
                assert error.message
                assert "{" not in str(problem), (name, problem)
    assert seen <= set(_PROBLEMS)
    assert {"missing", "string_type", "string_too_long", "literal_error", "list_type"} <= seen


@pytest.mark.parametrize(
    ("model", "changes", "message"),
    [
        (CreateReferenceKitRequest, {"name": ...}, "name is required"),
        (CreateReferenceKitRequest, {"name": " "}, "name must not be blank"),
        (CreateReferenceKitRequest, {"name": None}, "name must be a string"),
        (CreateReferenceKitRequest, {"name": "x" * 256}, "name must have at most 255 characters"),
        (CreateReferenceKitRequest, {"generateExtended": "yes"}, "generateExtended must be true or false"),
        (
            CreateReferenceKitRequest,
            {"expressions": ["sad"]},
            "expressions.0 must be one of smile, serious, surprised or angry",
        ),
        (CreateReferenceKitRequest, {"expressions": "smile"}, "expressions must be a list"),
        (DrawWithKitRequest, {"numImages": 5}, "numImages must be at most 4"),
        (DrawWithKitRequest, {"numImages": 0}, "numImages must be at least 1"),
        (DrawWithKitRequest, {"numImages": 1.5}, "numImages must be a whole number"),
        (DrawWithKitRequest, {"numImages": "2"}, "numImages must be a whole number"),
        (UpdateReferenceKitRequest, {"name": ""}, "name must not be blank"),
        (GenerateRequest, {"pageNumbers": []}, "pageNumbers must not be empty"),
        (
            UploadRequest,
            {"contentType": "image/gif"},
            "contentType must be one of image/jpeg, image/jpg, image/png or image/webp",
        ),
    ],
)
def test_sentences(model: type[BaseModel], changes: dict[str, Any], message: str) -> None:
    body = {name: value for name, value in (GOOD[model] | changes).items() if value is not ...}
    error = broken(model, body)
    assert error is not None
    assert error.message == message


def test_all_problems_are_told_at_once() -> None:
    error = broken(CreateReferenceKitRequest, {"expressions": 1})
    assert error is not None
    assert set(error.details) == {"name", "sourceImageUrl", "expressions"}
    assert error.message == "name is required"


def test_only_the_first_problems_are_told() -> None:
    errors = [{"type": "missing", "loc": ("body", f"field{number}")} for number in range(450_000)]
    error = invalid_input(errors)
    assert list(error.details) == [f"field{number}" for number in range(MAX_PROBLEMS)]
    assert error.message == "field0 is required"


def test_blocked_text_is_a_validation_error() -> None:
    assert issubclass(BlockedText, InvalidInput)
    assert BlockedText.code == InvalidInput.code
