"""Errors as each family tells them: in JSON, as a page, or by a redirect."""

import html
import json
from collections.abc import Iterator
from typing import Any

import pytest
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from inkwell.api.app import Api
from inkwell.coloring_books.envelope import BOOK_ERRORS
from inkwell.core.errors import IdempotencyKeyReused, InkwellError, InvalidInput, NotFound, PayloadTooLarge, RateLimited
from inkwell.core.errors import Unauthenticated as Nobody
from inkwell.envelopes import Envelope, JsonEnvelope
from inkwell.http import HTML, JSON, see_other
from inkwell.reference_kits.envelope import KIT_ERRORS
from inkwell.story_images.envelope import STORY_ERRORS
from inkwell.storyboards.envelope import STORYBOARD_ERRORS
from inkwell.uploads.envelope import STUDIO_ERRORS
from tests.support.gateway import call

pytestmark = pytest.mark.usefixtures("deployed")

ERROR = InvalidInput.field("name", "is required")


class Pages:
    """An `Envelope` of pages: nobody is sent home, a script gets JSON, everybody else an HTML page."""

    def response(self, error: InkwellError, event: APIGatewayProxyEvent) -> Response[Any]:
        if "application/json" in (event.headers.get("accept") or ""):
            return Response(error.status, JSON, {"error": error.message})
        if isinstance(error, Nobody):
            return see_other(event, "/kids")
        return Response(error.status, HTML, f"<h1>{html.escape(error.message)}</h1>")

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        return {status: {"description": ""} for status in (success, *errors)}


def failing(error: Exception, errors: Envelope | None = None, **options: Any) -> Api:
    """An app whose one endpoint raises an error."""
    app = Api(errors=errors or Pages(), access="public", **options)

    @app.get("/kids/story")
    def story(page: int = 1) -> dict[str, int]:
        raise error

    return app


# ---------------------------------------------------------------- pages and redirects


@pytest.mark.parametrize(
    "path", ["//evil.test", "/\\evil.test", "https://evil.test", "", "/kids\r\nSet-Cookie: a=b", "/a b"]
)
def test_a_redirect_leads_nowhere_else(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        see_other(APIGatewayProxyEvent({}), path)


def test_an_error_can_be_a_page_and_shows_what_it_says_escaped() -> None:
    answer = call(failing(NotFound("No <script>story</script>")), "GET", "/kids/story")
    assert answer.status == 404
    assert answer["Content-Type"] == HTML
    assert answer.body == "<h1>No &lt;script&gt;story&lt;/script&gt;</h1>"


@pytest.mark.parametrize("stage", ["", "/dev"])
def test_an_error_can_be_a_redirect_below_wherever_the_api_is_served(stage: str) -> None:
    answer = call(failing(Nobody()), "GET", "/kids/story", served_below=stage)
    assert (answer.status, answer["Location"], answer.body) == (303, f"{stage}/kids", "")
    assert "WWW-Authenticate" not in answer.headers


def test_a_stage_is_no_part_of_a_path_that_begins_like_it() -> None:
    app = Api(errors=Pages(), access="public")

    @app.get("/developers")
    def developers() -> dict[str, int]:
        raise Nobody

    assert call(app, "GET", "/developers")["Location"] == "/kids"


def test_the_same_error_is_json_for_a_script() -> None:
    answer = call(failing(Nobody()), "GET", "/kids/story", ("Accept", "application/json"))
    assert (answer.status, answer["Content-Type"], answer.data) == (401, JSON, {"error": Nobody.default_message})
    assert answer["WWW-Authenticate"] == "Bearer"


def test_how_long_to_wait_is_said_on_a_page_too() -> None:
    answer = call(failing(RateLimited(retry_after=7.4)), "GET", "/kids/story")
    assert (answer.status, answer["Content-Type"], answer["Retry-After"]) == (429, HTML, "7")


def test_a_defect_is_a_page_that_says_nothing_of_it(caplog: pytest.LogCaptureFixture) -> None:
    answer = call(failing(KeyError("secret"), failure=InkwellError), "GET", "/kids/story")
    assert (answer.status, answer.body) == (500, "<h1>Internal server error</h1>")
    assert "unexpected error" in caplog.text


@pytest.mark.parametrize("path", ["//kids/story", "/kids//story"])
def test_a_path_that_only_the_gateway_knows_is_not_found(path: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = call(failing(KeyError()), "GET", path)
    assert (answer.status, answer.body) == (404, "<h1>There is no such endpoint</h1>")
    assert "unexpected error" not in caplog.text


def test_a_broken_rule_is_told_the_same_way() -> None:
    app = Api(errors=Pages(), access="public")

    @app.post("/kids/story")
    def story(body: dict[str, int]) -> dict[str, int]:
        return body

    answer = call(app, "POST", "/kids/story", ("Content-Type", "text/plain"), body="<b>")
    assert (answer.status, answer.body) == (400, "<h1>Content-Type must be application/json</h1>")


# ---------------------------------------------------------------- JSON

JSON_FAMILIES = {
    "reference kits": KIT_ERRORS,
    "storyboards": STORYBOARD_ERRORS,
    "studio": STUDIO_ERRORS,
    "stories": STORY_ERRORS,
    "coloring books": BOOK_ERRORS,
}


def test_each_json_family_has_its_own_words() -> None:
    answers = {name: call(failing(ERROR, errors), "GET", "/kids/story") for name, errors in JSON_FAMILIES.items()}
    assert {(answer.status, answer["Content-Type"]) for answer in answers.values()} == {(400, JSON)}
    assert {name: answer.data for name, answer in answers.items()} == {
        "reference kits": {"statusCode": 400, "message": "name is required", "error": "Bad Request"},
        "storyboards": {
            "success": False,
            "error": "Missing required field: name",
            "code": "INVALID_REQUEST",
            "retryable": False,
        },
        "studio": {"error": "name is required", "code": "VALIDATION_ERROR", "details": {"name": "is required"}},
        "stories": {"error": "Invalid input parameters", "details": {"name": "is required"}},
        "coloring books": {
            "error": "name is required",
            "code": "VALIDATION_ERROR",
            "details": {"name": "is required"},
        },
    }
    assert STORY_ERRORS.render(NotFound()) == {"error": "Not found"}


def classes(root: type[InkwellError] = InkwellError) -> Iterator[type[InkwellError]]:
    yield root
    for child in root.__subclasses__():
        yield from classes(child)


@pytest.mark.parametrize("family", JSON_FAMILIES)
def test_every_error_fits_every_json_envelope(family: str) -> None:
    envelope: JsonEnvelope = JSON_FAMILIES[family]
    for kind in classes():
        body = envelope.render(kind())
        envelope.model.model_validate(body)
        json.dumps(body, allow_nan=False)


def test_the_names_of_statuses_are_those_of_the_standard() -> None:
    """RFC 9110, whatever Python calls them: two of them have other names since 3.13."""
    assert KIT_ERRORS.render(PayloadTooLarge())["error"] == "Content Too Large"
    assert KIT_ERRORS.render(IdempotencyKeyReused())["error"] == "Unprocessable Content"
    assert KIT_ERRORS.render(InkwellError())["error"] == "Internal Server Error"
