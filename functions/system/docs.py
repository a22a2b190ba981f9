"""GET /docs and GET /openapi.json: the API's documentation."""

import json
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import Response

from inkwell.api.app import Api
from inkwell.api.documentation import page, served_at

app = Api("reference_kits", access="public")

DOCUMENT = Path(__file__).with_name("openapi.json")


@app.get(
    "/openapi.json",
    summary="The OpenAPI document",
    tags=["System"],
    operation_id="openapi_document",
    responses=app.responses(200),
)
def openapi_document() -> dict[str, Any]:
    return served_at(json.loads(DOCUMENT.read_bytes()), app.base_path)


@app.get("/docs", summary="The documentation, to read and to try", tags=["System"], include_in_schema=False)
def documentation() -> Response[str]:
    return Response(200, "text/html; charset=utf-8", page(openapi_document()))


handler = app.resolve
