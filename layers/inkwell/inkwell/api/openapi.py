"""Corrections to the OpenAPI document that powertools generates: forms, and responses without a body."""

from collections.abc import Sequence

from aws_lambda_powertools.event_handler.openapi.models import MediaType, OpenAPI, RequestBody, Schema
from pydantic import BaseModel

from inkwell.http import JSON, MULTIPART


def corrected(document: OpenAPI, media_types: Sequence[str], form: type[BaseModel] | None) -> OpenAPI:
    """The document of one function with its real request bodies and redirects.

    Args:
        document: as powertools generates it; it is changed in place.
        media_types: all media types that a body may have.
        form: the model of a form that the handler reads by itself; None where powertools parses the body.
    """
    for path in (document.paths or {}).values():
        if form and path.post:
            content = {MULTIPART: MediaType(schema=Schema.model_validate(form.model_json_schema()))}
            path.post.requestBody = RequestBody(content=content, required=True)
        for operation in (path.post, path.put, path.patch):
            if operation and isinstance(operation.requestBody, RequestBody) and not form:
                content = operation.requestBody.content
                operation.requestBody.content = dict.fromkeys(media_types, content[JSON])
        for operation in (path.get, path.post):
            for status, response in ((operation.responses or {}) if operation else {}).items():
                if 300 <= status < 400:
                    response.content = None
    return document
