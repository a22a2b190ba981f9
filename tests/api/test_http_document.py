"""The OpenAPI document: up to date, complete, and served."""

import json

from scripts import openapi
from tests.support.client import Client
from tests.support.contract import UNDOCUMENTED, document
from tests.support.template import template


def test_both_copies_are_what_the_functions_say() -> None:
    written = openapi.text()
    assert openapi.DOCUMENT.read_text() == written, "docs/openapi.json is stale: run make openapi"
    assert openapi.SERVED.read_text() == written, "functions/system/openapi.json is stale: run make openapi"


def test_it_is_valid_openapi() -> None:
    # Slow to load, and needed here alone.
    from openapi_spec_validator import validate

    validate(document())


def test_every_endpoint_of_the_template_is_in_it_and_no_other() -> None:
    resources = template()["Resources"].values()
    events = [event for each in resources for event in each.get("Properties", {}).get("Events", {}).values()]
    routes = {
        (event["Properties"]["Path"], event["Properties"]["Method"].lower())
        for event in events
        if event["Type"] == "Api"
    }
    documented = {(path, method) for path, operations in document()["paths"].items() for method in operations}
    assert {route for route in routes if route[0] not in UNDOCUMENTED} == documented


def test_it_is_served_with_the_address_it_is_served_at(anyone: Client) -> None:
    served = anyone.get("/openapi.json").json()
    assert served.pop("servers") == [{"url": "/"}]
    assert served == {name: value for name, value in document().items() if name != "servers"}


def test_the_page_shows_it(anyone: Client) -> None:
    page = anyone.get("/docs")
    assert page.status_code == 200
    assert page.headers["Content-Type"].startswith("text/html")
    assert "swagger-ui" in page.text
    assert json.dumps("/reference-kits/{id}/regenerate/{type}") in page.text


def test_health(anyone: Client) -> None:
    assert anyone.get("/health").json() == {"status": "ok"}
