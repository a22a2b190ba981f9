"""The API's documentation as a page: the Swagger UI of powertools with the OpenAPI document."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


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


def policy(html: str) -> str:
    """The Content-Security-Policy of a page: its own scripts run and no others, and no site shows it in a frame."""
    digests = (b64encode(sha256(script.encode()).digest()).decode() for script in _SCRIPT.findall(html))
    own_scripts = " ".join(f"'sha256-{digest}'" for digest in digests)
    directives = (
        "default-src 'none'",
        f"script-src {own_scripts}",
        "style-src 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src *",  # what is tried out may redirect to a picture in the bucket
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
    return "; ".join(directives)
