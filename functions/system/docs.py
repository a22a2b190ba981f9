"""GET /docs and GET /openapi.json: the API's documentation."""

import json
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell.api.app import Api
from inkwell.api.documentation import page, policy, served_at
from inkwell.http import HTML
from inkwell.reference_kits.envelope import KIT_ERRORS

app = Api(errors=KIT_ERRORS, access="public")

DOCUMENT = Path(__file__).with_name("openapi.json")


@app.get(
    "/openapi.json",
    summary="The OpenAPI document",
    description="The document that you are reading.",
    tags=["System"],
    operation_id="openapi_document",
    responses=app.responses(200),
)
def openapi_document() -> dict[str, Any]:
    return served_at(json.loads(DOCUMENT.read_bytes()), app.base_path)


@app.get("/docs", summary="The documentation, to read and to try", tags=["System"], include_in_schema=False)
def documentation() -> Response[str]:
    html = page(openapi_document())
    return Response(200, HTML, html, headers={"Content-Security-Policy": policy(html)})


handler = app.resolve
