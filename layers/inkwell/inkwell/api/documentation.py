"""The API's documentation as a page: the Swagger UI of powertools with the OpenAPI document."""

import json
from importlib.resources import files
from typing import Any


def served_at(document: dict[str, Any], base: str) -> dict[str, Any]:
    """The document with the address that it is served at: "/" or a stage such as "/dev"."""
    return {**document, "servers": [{"url": base or "/"}]}


def page(document: dict[str, Any]) -> str:
    """The HTML page, which loads nothing from elsewhere."""
    # Costly to import, and requests for the document alone do not need it.
    from aws_lambda_powertools.event_handler.openapi.swagger_ui import generate_swagger_html

    assets = files("aws_lambda_powertools.event_handler.openapi.swagger_ui")
    script = assets.joinpath("swagger-ui-bundle.min.js").read_text()
    style = assets.joinpath("swagger-ui.min.css").read_text()
    # A "</script>" inside the document must not end the script that carries it.
    spec = json.dumps(document).replace("</", "<\\/")
    return generate_swagger_html(spec, script, style, "", None).replace("<title>Swagger UI", "<title>Inkwell API")
