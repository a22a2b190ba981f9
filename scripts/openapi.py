"""Write docs/openapi.json: one document of all API functions that template.yaml names."""

import json
import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler.openapi.merge import OpenAPIMerge

from inkwell.api.app import Api
from local.cfn_yaml import yaml_parse
from scripts.openapi_details import detail

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "openapi.json"
#: The copy that GET /docs serves, because a function's package holds only its own folder.
SERVED = ROOT / "functions" / "system" / "openapi.json"

_POWERTOOLS_OWN = {"HTTPValidationError", "ValidationError", "ResponseValidationError"}


def api_modules() -> Iterator[Path]:
    """The modules of the API's functions; preflights are the browser's own business."""
    for resource in yaml_parse((ROOT / "template.yaml").read_text())["Resources"].values():
        properties = resource.get("Properties", {})
        events = properties.get("Events", {}).values() if resource["Type"] == "AWS::Serverless::Function" else ()
        if any(event["Type"] == "Api" and event["Properties"]["Method"] != "options" for event in events):
            yield ROOT / properties["CodeUri"] / f"{properties['Handler'].partition('.')[0]}.py"


def document() -> dict[str, Any]:
    """The merged document.

    Raises:
        ValueError: two different models have the same name; the merge would silently keep only one.
    """
    merge = _merge(sorted(set(api_modules())))
    seen: dict[str, Any] = {}
    for name, schema in _schemas_by_function():
        if seen.setdefault(name, schema) != schema:
            raise ValueError(f"two models are called {name}")
    merged: dict[str, Any] = json.loads(json.dumps(merge.get_openapi_schema(), default=_plain))
    merged["components"]["securitySchemes"] = {
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "From POST /v1/auth/sessions",
        },
        "apiKey": {
            "type": "apiKey",
            "in": "header",
            "name": "x-api-key",
            "description": "Made by an administrator: inkwell users api-key NAME",
        },
        "supabase": {
            "type": "apiKey",
            "in": "cookie",
            "name": "sb-PROJECT-auth-token",
            "description": "The session cookie of the configured Supabase project, as its browser library sets it",
        },
        "visitor": {
            "type": "apiKey",
            "in": "cookie",
            "name": "session_TIER",
            "description": "The cookie of a visitor in a tier, as POST /{tier}/story/start sets it",
        },
    }
    _without_powertools_validation_errors(merged)
    _without_content_of_empty_responses(merged)
    detail(merged, _apps())
    return merged


def app_of(module: Path) -> Api:
    """The app of an API function.

    Args:
        module: one of `api_modules`.
    """
    spec = spec_from_file_location(module.stem, module)
    if spec is None or spec.loader is None:
        raise ValueError(f"{module} is no module")
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    app: Api = loaded.app
    return app


def _apps() -> dict[tuple[str, str], Api]:
    """The app behind each path and method."""
    apps = map(app_of, sorted(set(api_modules())))
    return {
        (path, method): app
        for app in apps
        for path, methods in json.loads(app.get_openapi_json_schema())["paths"].items()
        for method in methods
    }


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else str(value)


def _merge(modules: Iterable[Path]) -> OpenAPIMerge:
    """The merge of the documents of some API functions."""
    merge = OpenAPIMerge(title="Inkwell", version="1.0.0", on_conflict="error")
    # Below this root a module is called "functions.webhooks.replicate". Below its own folder it would be "replicate",
    # and the merge would take an installed package of that name in its place.
    merge.discover(ROOT / "functions", pattern=[], project_root=ROOT)
    for module in modules:
        merge.add_file(module)
    return merge


def _schemas_by_function() -> Iterator[tuple[str, Any]]:
    for module in sorted(set(api_modules())):
        components = _merge([module]).get_openapi_schema().get("components", {})
        yield from components.get("schemas", {}).items()


def _without_powertools_validation_errors(merged: dict[str, Any]) -> None:
    """Remove the 422 that Powertools documents for every route; ours are 400 in the family's envelope."""
    for path in merged["paths"].values():
        for operation in path.values():
            stated = operation["responses"].get("422", {})
            if "HTTPValidationError" in json.dumps(stated):
                del operation["responses"]["422"]
    for name in _POWERTOOLS_OWN:
        merged["components"]["schemas"].pop(name, None)


def _without_content_of_empty_responses(merged: dict[str, Any]) -> None:
    """Remove the body that Powertools documents for a 204, which has none (RFC 9110, 15.3.5)."""
    for path in merged["paths"].values():
        for operation in path.values():
            operation["responses"].get("204", {}).pop("content", None)


def text() -> str:
    """The document as it is written."""
    return json.dumps(document(), indent=2, sort_keys=True) + "\n"


def main() -> int:
    """Write both copies of the document."""
    written = text()
    for path in (DOCUMENT, SERVED):
        path.write_text(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
