"""The gate that every request passes before its handler: caller, rate limits, switch, body."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.middlewares.openapi_validation import OpenAPIRequestValidationMiddleware

from inkwell.api.parsing import refuse_large
from inkwell.core.errors import InvalidInput
from inkwell.http import JSON

_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class Gate(OpenAPIRequestValidationMiddleware):
    """The middleware in front of every handler.

    It identifies the caller before it reads the body, so that nobody learns the rules of a body they may not send.
    """

    def handler(self, app: Any, next_middleware: NextMiddleware) -> Response[Any]:
        """See the base class."""
        event = app.current_event
        if app.admit:
            app.admit(event)
        if app.identify:
            app.append_context(caller=app.identify(event))
        if app.limits:
            app.spend(dict.fromkeys(app.limits, 1))
        if app.switch:
            app.switch()
        if event.http_method in _WITH_BODY and event.body:
            sent = media_type(event)
            if sent not in app.media_types:
                raise InvalidInput.field("Content-Type", f"must be {' or '.join(app.media_types)}")
            if sent == JSON:
                refuse_large(event.body, app.max_bytes)
        response: Response[Any] = app.finished(super().handler(app, next_middleware))
        return response

    def _get_body(self, app: Any) -> Any:
        # Replaces the method of powertools, which accepts media types in lower case only.
        event = app.current_event
        sent = media_type(event)
        if sent in app.media_types and sent != JSON:
            (body,) = app.context["_route"].dependant.body_params
            return app.form_values(event, sent, body.field_info.annotation)
        return event.json_body


def media_type(event: Any) -> str:
    """The media type of a body, without its parameters, in lower case."""
    sent: str = event.headers.get("content-type", "").partition(";")[0].strip().lower()
    return sent
