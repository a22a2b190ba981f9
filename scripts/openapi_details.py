"""Details of the OpenAPI document that the declarations of all endpoints imply: security, headers, errors, examples."""

import json
from collections.abc import Collection, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from inkwell.api.app import Api
from inkwell.core.errors import (
    Conflict,
    Forbidden,
    IdempotencyKeyReused,
    InkwellError,
    InsufficientBlots,
    InvalidInput,
    ModelError,
    NotFound,
    PayloadTooLarge,
    RateLimited,
    Unauthenticated,
    Unavailable,
)
from inkwell.core.paging import MAX_LIMIT
from inkwell.envelopes import phrase
from inkwell.http import JSON

Json = dict[str, Any]

INTRODUCTION = """\
The serverless backend of a picture-book studio: reference kits, storyboards, story images, picture books and
colouring books.

**Authentication.** A request is somebody's by `Authorization: Bearer` with a token of `POST /v1/auth/sessions`, by an
API key in `x-api-key`, or by the session cookie of the configured Supabase project; the first that is present
decides. Each operation lists what it accepts. Where it accepts nothing as well, the deployment's `AnonymousAccess`
decides. Things of another owner are 404; those of colouring books 403.

**JSON.** A field that is null is absent, `15.0` is a whole number, and fields that we do not know are ignored. Text
must show something and must have no control characters but line breaks. A JSON body has at most 256 KB.

**Idempotency.** A POST that starts paid work takes an `Idempotency-Key`. The same key and body within 24 hours get
the first response again, with `Idempotency-Replayed: true`. While the first request is being worked on it is a 409,
and with another body a 422. Where a request waits for what it started, a repeated one waits for the same.

**Errors.** Each family has an envelope of its own. Messages say what to change and name the field; at most 20
problems are named. `Retry-After` says how many seconds to wait. The gateway itself may respond 403, 404, 413, 429 or
504, with the fields of all envelopes side by side.

**Request ids.** A request may bring an id of its own in `X-Request-Id` (128 characters at most, letters, digits and
`._:/+=@-`; others are left out). Every response has it, or else one of ours, in `X-Request-Id`.

**Polling.** Pictures are drawn in the background: a POST responds at once, and a GET shows the state until it is
final. Every two seconds is enough. Presigned URLs in responses are valid for an hour: read them anew rather than
keeping them. An unchanged picture mostly has the same URL for half an hour, so browsers need not download it again.
"""

TAGS = (
    ("Reference kits", "From one picture of a character, a set of references that keep its identity."),
    ("Storyboards", "An idea becomes five scenes, and each scene a picture."),
    ("Story images", "A topic becomes a story with its pictures."),
    (
        "Picture books",
        "A story whose reader chooses how it goes on; visitors need no account, and get pages.",
    ),
    ("Projects", "Colouring books with their pages. A project of another owner is 403."),
    ("Style calibration", "Samples of styles for a project, and the choice of one for all its pages."),
    ("Pages", "The pages of colouring books, with their versions."),
    ("Heroes", "Characters that appear in projects, each with a reference sheet."),
    ("Generation", "Pages of colouring books, drawn from an idea; where such a job stands, and how it is cancelled."),
    ("Export", "The files of a book for print, and what a printer asks for."),
    ("Billing", "Plans, and Blots: how they are bought, what they are spent from, what of them is left."),
    ("Uploads", "Presigned URLs by which pictures get into the studio."),
    ("Accounts", "Sessions of users. Users are made by an administrator."),
    ("System", "Health, this document, and what providers call."),
)

#: An example of each model of a request or of a success.
EXAMPLES: Mapping[str, Json] = json.loads(Path(__file__).with_name("openapi_examples.json").read_bytes())

_SCHEMES: list[Json] = [{"bearer": []}, {"apiKey": []}, {"supabase": []}]
_SECURITY: Mapping[str, list[Json]] = {
    "public": [],
    "session": [{"bearer": []}],
    "caller": _SCHEMES,
    "anonymous": [*_SCHEMES, {}],
    "visitor": [{"visitor": []}],
    "newcomer": [{"visitor": []}, {}],
}

_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Names this request, so that repeating it within 24 hours starts nothing twice",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def _header(description: str, kind: str = "string") -> Json:
    return {"description": description, "schema": {"type": kind}}


HEADERS: Mapping[str, Json] = {
    "Idempotency-Replayed": _header("`true` when this is the response to an earlier request with the same key"),
    "Link": _header('The next page, as `<URL>; rel="next"` (RFC 8288); absent on the last page'),
    "Location": _header("Where to go"),
    "Retry-After": _header("Seconds to wait before trying again; absent where that is not known", "integer"),
    "X-RateLimit-Limit": _header("Units in a window", "integer"),
    "X-RateLimit-Remaining": _header("Units left in this window", "integer"),
    "X-RateLimit-Reset": _header("When the next window begins, in seconds since 1970", "integer"),
}


def detail(document: Json, apps: Mapping[tuple[str, str], Api]) -> None:
    """Add the details to a document.

    Args:
        apps: the app behind each path and method (in lower case).
    """
    document["info"]["description"] = INTRODUCTION
    document["tags"] = [{"name": name, "description": description} for name, description in TAGS]
    document.pop("security", None)
    document["components"]["parameters"] = {"IdempotencyKey": _KEY}
    document["components"]["headers"] = dict(HEADERS)
    for path, method, operation in operations(document):
        app = apps[path, method]
        operation["security"] = _SECURITY[app.access]
        _add_errors(operation, method, app)
        _add_headers(operation, app)
        for parameter in operation.get("parameters", []):
            _plain(parameter.get("schema", {}))
        for response in operation["responses"].values():
            for media in response.get("content", {}).values():
                _plain(media["schema"])
        _add_examples(document, operation, app)
    _without_titles(document)
    _without_defaults(document)
    _without_nulls(document, _nullable(document, apps))


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Path, method and operation of everything in a document."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _add_errors(operation: Json, method: str, app: Api) -> None:
    """The errors that can come without the handler's doing: too large, too many, not now."""
    responses = operation["responses"]
    implied = [HTTPStatus.TOO_MANY_REQUESTS]
    if method in ("post", "put", "patch"):
        implied += [HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE]
    if app.access != "public" or method == "post":
        implied.append(HTTPStatus.SERVICE_UNAVAILABLE)
    for status in implied:
        content = {name: dict(media) for name, media in responses["500"]["content"].items()}
        responses.setdefault(str(status.value), {"description": phrase(status), "content": content})
    operation["responses"] = dict(sorted(responses.items()))


def _add_headers(operation: Json, app: Api) -> None:
    parameters = operation.setdefault("parameters", [])
    takes_key = str(IdempotencyKeyReused.status) in operation["responses"]
    is_list = any(each["name"] == "cursor" for each in parameters)
    if takes_key:
        parameters.append({"$ref": "#/components/parameters/IdempotencyKey"})
    if not parameters:
        del operation["parameters"]
    for status, response in operation["responses"].items():
        names = [name for name in HEADERS if app.limits and name.startswith("X-RateLimit")]
        if status < "4":
            names += ["Idempotency-Replayed"] * takes_key
        if status.startswith("2"):
            names += ["Link"] * is_list
        if status.startswith("3"):
            names.append("Location")
        if status in ("409", "429", "503"):
            names.append("Retry-After")
        if names:
            response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _add_examples(document: Json, operation: Json, app: Api) -> None:
    """An example of each body: from `EXAMPLES`, and of errors as the family's envelope makes them."""
    successes = [response for status, response in operation["responses"].items() if int(status) < 400]
    for body in (*successes, operation.get("requestBody", {})):
        for media in body.get("content", {}).values():
            schema = media["schema"]
            name = schema.get("items", schema).get("$ref", "").rpartition("/")[2]
            if name in EXAMPLES:
                media["example"] = EXAMPLES[name] if "$ref" in schema else [EXAMPLES[name]]
    for status, response in operation["responses"].items():
        if int(status) >= HTTPStatus.BAD_REQUEST:
            content = response["content"] = {name: dict(media) for name, media in response["content"].items()}
            content[JSON]["example"] = app.errors.render(_error(int(status), document, operation, app))


def _error(status: int, document: Json, operation: Json, app: Api) -> InkwellError:
    tag = operation["tags"][0].rstrip("s").lower()
    known: Mapping[int, InkwellError] = {
        400: _broken(document, operation),
        401: Unauthenticated(),
        402: InsufficientBlots.short_of(15, 12),
        403: Forbidden(),
        404: NotFound(f"{tag.capitalize()} not found") if tag == "reference kit" else NotFound(),
        409: Conflict("A request with this Idempotency-Key is still being worked on")
        if "422" in operation["responses"]
        else Conflict(),
        413: PayloadTooLarge(f"The body must have at most {app.max_bytes} bytes"),
        422: IdempotencyKeyReused(),
        429: RateLimited(),
        500: app.failure(),
        502: ModelError(),
        503: Unavailable(),
    }
    return known[status]


def _broken(document: Json, operation: Json) -> InvalidInput:
    """The error for a request that breaks a rule of the operation's own, where it has one."""
    for media in operation.get("requestBody", {}).get("content", {}).values():
        schema = media["schema"]
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        if required := schema.get("required"):
            return InvalidInput.field(required[0], "is required")
        return InvalidInput.field(next(iter(schema["properties"])), "must not be blank")
    for parameter in operation.get("parameters", []):
        if parameter.get("in") == "query" and parameter["required"]:
            return InvalidInput.field(parameter["name"], "is required")
        if parameter.get("name") == "limit":
            return InvalidInput.field("limit", f"must be at most {MAX_LIMIT}")
    return InvalidInput.field("body", "must be valid JSON")


def _plain(schema: Json) -> None:
    """Remove null from what a schema allows, where a value that is not there is left out instead."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        schema |= kinds[0]


def _without_titles(document: Json) -> None:
    """Remove titles that only repeat a name: generators of clients call classes after them."""
    for _, _, operation in operations(document):
        for parameter in operation.get("parameters", []):
            parameter.get("schema", {}).pop("title", None)
        for response in operation["responses"].values():
            for media in response.get("content", {}).values():
                media["schema"].pop("title", None)
        for media in operation.get("requestBody", {}).get("content", {}).values():
            for field in media["schema"].get("properties", {}).values():
                field.pop("title", None)
    for schema in document["components"]["schemas"].values():
        for field in schema.get("properties", {}).values():
            field.pop("title", None)


def _without_defaults(document: Json) -> None:
    """Say defaults in words: generators take a field with a default for one that is always there.

    In requests such a field may be left out. In responses a field with a default, other than null, always comes.
    """
    for name, schema in document["components"]["schemas"].items():
        is_request = name.endswith("Request")
        for field, rules in schema.get("properties", {}).items():
            if "default" not in rules:
                continue
            default = rules.pop("default")
            if is_request and default not in (None, [], False, ""):
                said = rules.get("description")
                rules["description"] = f"{said}; {default} when left out" if said else f"{default} when left out"
            if not is_request and default is not None:
                schema.setdefault("required", []).append(field)
        if "required" in schema:
            schema["required"] = sorted(set(schema["required"]), key=list(schema["properties"]).index)


def _nullable(document: Json, apps: Mapping[tuple[str, str], Api]) -> set[tuple[str, str]]:
    """The fields of requests in which null is a value of its own, each with its schema's name."""
    return {
        (media["schema"]["$ref"].rpartition("/")[2], field)
        for path, method, operation in operations(document)
        for media in operation.get("requestBody", {}).get("content", {}).values()
        for field in apps[path, method].nullable
    }


def _without_nulls(document: Json, nullable: Collection[tuple[str, str]]) -> None:
    """Fields that a response may lack are never null, and requests need no null: it is as good as nothing."""
    for name, schema in document["components"]["schemas"].items():
        for field, rules in schema.get("properties", {}).items():
            if field not in schema.get("required", []) and (name, field) not in nullable:
                _plain(rules)
