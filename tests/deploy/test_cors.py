"""What a frontend on another origin may do, as the template and the functions say it."""

import re
from pathlib import Path
from typing import Any

import pytest

from inkwell.api import cors
from local.errors import TemplateError
from local.template import Template as LocalTemplate
from tests.deploy import stack
from tests.deploy.stack import ROOT, Template, of_type

API = stack.source()["Resources"]["Api"]["Properties"]
ORIGIN = stack.source()["Parameters"]["AllowedOrigin"]


def test_preflights_of_paths_that_exist_and_of_others_are_answered_alike() -> None:
    said = cors.preflight().headers
    assert API["Cors"]["AllowMethods"] == f"'{said['Access-Control-Allow-Methods']}'"
    assert API["Cors"]["AllowHeaders"] == f"'{said['Access-Control-Allow-Headers']}'"
    assert API["Cors"]["MaxAge"] == f"'{said['Access-Control-Max-Age']}'"


def test_docs_name_every_header_that_pages_may_send_and_read() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    for name in {*cors.ALLOWED_HEADERS, *cors.EXPOSED_WITH_LIMITS}:
        assert f"`{name}`" in page, name


def test_what_the_gateway_answers_itself_can_be_read_with_its_headers() -> None:
    for kind, response in API["GatewayResponses"].items():
        headers = response["ResponseParameters"]["Headers"]
        exposed = headers["Access-Control-Expose-Headers"].strip("'").split(",")
        assert set(exposed) <= set(cors.EXPOSED), kind
        assert {"Retry-After", "X-Request-Id"} <= set(exposed), kind
        assert headers["X-Request-Id"] == "context.requestId", kind


def test_a_level_of_paths_has_one_variable(template: Template) -> None:
    """API Gateway refuses a second one beside it, `{proxy+}` too."""
    (api,) = of_type(template, "AWS::ApiGateway::RestApi").values()
    variables: dict[str, set[str]] = {}
    for path in api["Body"]["paths"]:
        parts = path.split("/")[1:]
        for depth, part in enumerate(parts):
            if part.startswith("{"):
                variables.setdefault("/".join(parts[:depth]), set()).add(part)
    assert len(variables) > 10
    assert {level: names for level, names in variables.items() if len(names) > 1} == {}


def test_any_page_reads_what_a_url_opens_and_the_frontend_alone_uploads() -> None:
    (bucket,) = of_type(stack.source(), "AWS::S3::Bucket").values()
    rules = bucket["CorsConfiguration"]["CorsRules"]
    assert [(rule["AllowedOrigins"], rule["AllowedMethods"]) for rule in rules] == [
        (["*"], ["GET", "HEAD"]),
        ([{"Ref": "AllowedOrigin"}], ["PUT"]),
    ]


GOOD = ["*", "https://studio.example", "http://localhost:5173", "http://127.0.0.1:80801", "https://a-b.c1.example:8443"]
BAD = [
    *("", "studio.example", "https://studio.example/", "https://studio.example/app", "https://Studio.example"),
    *("https://a.example,https://b.example", "https://a.example https://b.example", "null", "https://*.example"),
    *("https://studio.example:443", "http://studio.example:80", "ftp://studio.example", " *", "*\n"),
]


@pytest.mark.parametrize("origin", [*GOOD, "http://[::1]:3000"])
def test_an_origin_as_browsers_send_it_is_taken(origin: str) -> None:
    assert re.fullmatch(ORIGIN["AllowedPattern"], origin)


@pytest.mark.parametrize("origin", BAD)
def test_what_no_browser_would_ever_send_is_refused(origin: str) -> None:
    assert not re.fullmatch(ORIGIN["AllowedPattern"], origin)


def test_the_refusal_says_what_to_write_locally_too() -> None:
    with pytest.raises(TemplateError, match=r"AllowedOrigin: 'https://a\.example/' must be \* .* no slash at the end"):
        _template({"AllowedOrigin": "https://a.example/"})
    assert _template({"AllowedOrigin": "https://a.example"}).parameters["AllowedOrigin"] == "https://a.example"


def _template(parameters: dict[str, Any]) -> LocalTemplate:
    return LocalTemplate(Path(ROOT / "template.yaml"), parameters)
