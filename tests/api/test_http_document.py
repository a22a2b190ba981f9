"""The OpenAPI document: up to date, complete, and served."""

import json
import re
from typing import Any

from jsonschema import Draft202012Validator

from scripts import openapi, openapi_details
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
        # By OPTIONS browsers ask, nobody else.
        if event["Type"] == "Api" and event["Properties"]["Method"] != "options"
    }
    documented = {(path, method) for path, operations in document()["paths"].items() for method in operations}
    assert {route for route in routes if route[0] not in UNDOCUMENTED} == documented


OPERATIONS = list(openapi_details.operations(document()))


def names_of(operation: dict[str, Any]) -> set[str]:
    """The last parts of references to parameters."""
    return {each["$ref"].rpartition("/")[2] for each in operation.get("parameters", []) if "$ref" in each}


def test_every_operation_is_described_and_belongs_to_a_group() -> None:
    groups = {tag["name"] for tag in document()["tags"] if tag["description"]}
    for path, method, operation in OPERATIONS:
        assert operation["summary"], (method, path)
        assert operation["description"].endswith("."), (method, path)
        assert set(operation["tags"]) <= groups, (method, path)


def test_an_idempotency_key_is_taken_where_paid_work_is_started_once() -> None:
    once = re.compile(r"app\.(once|claimed)\(")
    started = {module.stem for module in openapi.api_modules() if once.search(module.read_text())}
    modules = {
        operation: module.stem
        for module in openapi.api_modules()
        for operation in re.findall(r'operation_id="(\w+)"', module.read_text())
    }
    for path, method, operation in OPERATIONS:
        takes = modules[operation["operationId"]] in started
        assert ("IdempotencyKey" in names_of(operation)) == takes, (method, path)
        successes = [response for status, response in operation["responses"].items() if status < "400"]
        for success in successes:
            assert ("Idempotency-Replayed" in success.get("headers", {})) == takes, (method, path)


def test_security_is_told_by_operation() -> None:
    told: dict[str, set[str]] = {}
    for path, method, operation in OPERATIONS:
        ways = " ".join(sorted(name for way in operation["security"] for name in (way or {"": []})))
        told.setdefault(ways, set()).add(f"{method} {path}")
    everybody, session, anybody = "apiKey bearer supabase", "bearer", " apiKey bearer supabase"
    visitor, newcomer = "visitor", " visitor"
    assert set(told) == {"", session, everybody, anybody, visitor, newcomer}
    assert told[newcomer] == {"get /{tier}", "post /{tier}/story/start"}
    assert all("/{tier}/" in each for each in told[visitor])
    assert told[session] == {"post /v1/auth/refresh", "delete /v1/auth/sessions"}
    assert {each.partition(" ")[2].split("/")[1] for each in told[anybody]} == {"api", "reference-kits"}
    families = (
        "/v1/images",
        "/api/projects",
        "/api/heroes",
        "/api/generate",
        "/api/export",
        "/api/pages/",
        "/api/billing/",
    )
    assert {each for each in told[everybody] if not each.partition(" ")[2].startswith(families)} == set()
    assert "get /health" in told[""]


def test_each_error_has_an_example_that_fits() -> None:
    for path, method, operation in OPERATIONS:
        statuses = {int(status) for status in operation["responses"]}
        assert {429, 500} <= statuses, (method, path)
        assert (413 in statuses) == (method in ("post", "patch")), (method, path)
        assert (401 in statuses) <= (503 in statuses), (method, path)
        for status in sorted(status for status in statuses if status >= 400):
            told = operation["responses"][str(status)]["content"]["application/json"]
            schema = {**told["schema"], "components": document()["components"]}
            Draft202012Validator(schema).validate(told["example"])
            assert told["example"].get("statusCode", status) == status


def test_each_request_and_success_has_an_example_that_fits() -> None:
    for path, method, operation in OPERATIONS:
        successes = [response for status, response in operation["responses"].items() if status < "400"]
        for body in (*successes, operation.get("requestBody", {})):
            for media_type, media in body.get("content", {}).items():
                # Objects of any kind, and forms with files, have none.
                if media_type == "application/json" and ("$ref" in media["schema"] or "items" in media["schema"]):
                    schema = {**media["schema"], "components": document()["components"]}
                    Draft202012Validator(schema).validate(media["example"])
                    assert media["example"], (method, path)


def test_generated_clients_need_nothing_that_may_be_left_out() -> None:
    for name, schema in document()["components"]["schemas"].items():
        for field, rules in schema["properties"].items():
            assert "default" not in rules, (name, field)
            assert "title" not in rules, (name, field)


def test_lists_have_pages() -> None:
    lists = {
        path: operation
        for path, _, operation in OPERATIONS
        for response in operation["responses"].values()
        for media in response.get("content", {}).values()
        if media["schema"].get("type") == "array" or media["schema"].get("$ref", "").endswith("List")
    }
    assert set(lists) == {"/api/heroes", "/api/projects", "/reference-kits"}
    for operation in lists.values():
        assert {"limit", "cursor"} <= {each["name"] for each in operation["parameters"]}
        assert "Link" in operation["responses"]["200"]["headers"]


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
