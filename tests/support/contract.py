"""Holds every answer of the API against docs/openapi.json."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from jsonschema import Draft202012Validator

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.json"

#: What the gateway answers by itself carries the error fields of all families side by side.
_GATEWAY_ERROR = {
    "type": "object",
    "properties": {
        "statusCode": {"type": "integer"},
        "success": {"const": False},
        "error": {"type": "string"},
        "message": {"type": "string"},
        "code": {"type": "string"},
        "retryable": {"type": "boolean"},
        "details": {"type": "object"},
    },
    "required": ["statusCode", "success", "error", "message", "code", "retryable", "details"],
}

#: The tiers of picture books.
TIERS = ("kids", "bible")

#: Answers that are no part of the document: the page that shows it.
UNDOCUMENTED = frozenset({"/docs"})


@cache
def document() -> dict[str, Any]:
    """The document as it is committed."""
    loaded: dict[str, Any] = json.loads(DOCUMENT.read_bytes())
    return loaded


def find(path: str) -> str | None:
    """The path of the document that a request's path belongs to; one without parameters comes first."""
    segments = path.rstrip("/").split("/")
    found = [
        template
        for template in document()["paths"]
        if len(parts := template.split("/")) == len(segments)
        and all(_fits(part, segment) for part, segment in zip(parts, segments, strict=True))
    ]
    return min(found, key=lambda template: template.count("{"), default=None)


def _fits(part: str, segment: str) -> bool:
    """True where a segment of a path may stand for a part of the document's; tiers are a fixed few."""
    return segment in TIERS if part == "{tier}" else part == segment or (part.startswith("{") and bool(segment))


def check(answer: requests.Response) -> None:
    """Fail when an answer is not one that the document promises."""
    request = answer.request
    path = urlsplit(request.url or "").path
    where = f"{request.method} {path} {answer.status_code}"
    if path in UNDOCUMENTED or request.method == "OPTIONS":
        return
    if "x-amzn-ErrorType" in answer.headers:
        assert answer.status_code in (403, 404, 413, 429, 504), f"{where}: {answer.text}"
        _validate(_GATEWAY_ERROR, answer, where)
        assert answer.json()["statusCode"] == answer.status_code, where
        return
    template = find(path)
    if template is None and answer.status_code == 404:
        # A function answers for the gateway, because a tier could be called so; browsers get a page.
        if "text/html" not in answer.headers["Content-Type"]:
            _validate(_GATEWAY_ERROR, answer, where)
        return
    assert template, f"{where}: the document has no such path"
    operation = document()["paths"][template].get((request.method or "").lower())
    assert operation, f"{where}: the document has no such method"
    promised = operation["responses"].get(str(answer.status_code))
    assert promised, f"{where}: the document promises no such status: {answer.text}"
    if "content" not in promised:
        assert not answer.content, where
        return
    # A family that tells its callers of failures of ours says whether to try again.
    media_type = answer.headers["Content-Type"].partition(";")[0]
    assert media_type in promised["content"], f"{where}: {media_type}"
    if "Origin" in request.headers:
        assert answer.headers["Access-Control-Allow-Origin"] == "*", where
    if media_type != "application/json":
        return
    is_of_books = template.startswith("/{tier}")
    said = {**answer.json(), **answer.json().get("details", {})} if answer.status_code >= 500 else {}
    assert answer.status_code < 500 or is_of_books or "retryable" in said, f"{where}: {answer.text}"
    _validate(promised["content"][media_type]["schema"], answer, where)


def _validate(schema: dict[str, Any], answer: requests.Response, where: str) -> None:
    problems = [
        f"{error.json_path}: {error.message}" for error in _validator(json.dumps(schema)).iter_errors(answer.json())
    ]
    assert not problems, f"{where}: {problems}"


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator({**json.loads(schema), "components": document()["components"]})
