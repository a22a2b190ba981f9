"""The resolver of every API function: it knows the family's envelope, who is calling, and what was asked before."""

import base64
import logging
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, CORSConfig, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.middlewares.openapi_validation import OpenAPIRequestValidationMiddleware
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError, ResponseValidationError
from pydantic import BaseModel

from inkwell.api.envelopes import ENVELOPES
from inkwell.api.problems import invalid_input, parse_json
from inkwell.core import idempotency
from inkwell.core.errors import InkwellError, InvalidInput
from inkwell.core.idempotency import Claim, IdempotencyStore, fingerprint, once
from inkwell.settings import HttpSettings, load

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler.openapi.models import OpenAPI

    from inkwell.api.callers import Caller

logger = logging.getLogger(__name__)

JSON = "application/json"
FORM = "multipart/form-data"
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_EXPOSED = ["Idempotency-Replayed", "Location", "Retry-After"]


class Api(APIGatewayRestResolver):
    """One API function.

    Args:
        family: whose envelope its errors come in, a key of `ENVELOPES`.
        access: "caller" needs credentials; "anonymous" lets `AnonymousAccess` decide; "public" asks nobody.
        failure: what the caller is told when something unexpected went wrong.
        form: what it takes in place of JSON: a model of the fields of a `multipart/form-data` body.
    """

    def __init__(
        self,
        family: str,
        *,
        access: str = "caller",
        failure: type[InkwellError] = InkwellError,
        form: type[BaseModel] | None = None,
    ) -> None:
        super().__init__(
            enable_validation=True,
            response_validation_error_http_code=HTTPStatus.INTERNAL_SERVER_ERROR,
            json_body_deserializer=parse_json,
            cors=CORSConfig(allow_origin=load(HttpSettings).allowed_origin, expose_headers=_EXPOSED),
        )
        # Only the document reads it: there a 500 is an error in the family's envelope like any other.
        self._has_response_validation_error = False
        self.envelope = ENVELOPES[family]
        self.identify = _identification(access)
        self.media_type = FORM if form else JSON
        self._failure = failure
        self._form = form
        self._request_validation_middleware = _Gate()  # type: ignore[no-untyped-call]
        self.exception_handler(InkwellError)(self._refuse)
        self.exception_handler(RequestValidationError)(lambda error: self._refuse(invalid_input(error.errors())))
        self.exception_handler([ResponseValidationError, Exception])(self._crash)

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        """What a route answers, for the OpenAPI document."""
        return self.envelope.responses(success, *errors)

    def get_openapi_schema(self, **options: Any) -> "OpenAPI":
        """See the base class, which knows neither forms that it does not parse itself nor answers without a body."""
        # Costly to import, and only the document needs them.
        from aws_lambda_powertools.event_handler.openapi.models import MediaType, RequestBody, Schema

        document = super().get_openapi_schema(**options)
        for path in (document.paths or {}).values():
            if self._form and path.post:
                content = {FORM: MediaType(schema=Schema.model_validate(self._form.model_json_schema()))}
                path.post.requestBody = RequestBody(content=content, required=True)
            for status, response in ((path.get.responses or {}) if path.get else {}).items():
                if 300 <= status < 400:
                    response.content = None
        return document

    @property
    def base_path(self) -> str:
        """What the request's URL has before the route: the stage, such as "/dev", or nothing."""
        return self._get_base_path()

    @property
    def caller(self) -> "Caller":
        """Who is calling."""
        caller: Caller = self.context["caller"]
        return caller

    @property
    def raw_body(self) -> bytes:
        """The very bytes of the body, as a signature covers them."""
        event = self.current_event
        body = event.body or ""
        return base64.b64decode(body) if event.is_base64_encoded else body.encode()

    def once(self, store: IdempotencyStore, work: Callable[[Claim], idempotency.Response]) -> Response[Any]:
        """Answer a request that starts paid work, once per Idempotency-Key."""
        event = self.current_event
        body = event.json_body if event.body else None
        request = fingerprint(event.http_method, event.path, body)
        key = event.headers.get("idempotency-key")
        answer = once(store, self.caller.owner, key, request, work)
        headers: dict[str, Any] = {"Idempotency-Replayed": "true"} if answer.replayed else {}
        return self.answer(answer.status, answer.body, headers)

    @staticmethod
    def answer(status: int, body: Mapping[str, Any], headers: Mapping[str, Any] | None = None) -> Response[Any]:
        """A JSON answer with a status of its own."""
        return Response(status_code=status, content_type=JSON, body=dict(body), headers=dict(headers or {}))

    def _refuse(self, error: InkwellError) -> Response[Any]:
        level = logging.ERROR if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.INFO
        logger.log(level, "refused", extra={"code": error.code, "status": error.status, "problem": error.message})
        headers: dict[str, Any] = {}
        if error.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        if error.retry_after is not None:
            headers["Retry-After"] = str(max(1, round(error.retry_after)))
        return self.answer(error.status, self.envelope.render(error), headers)

    def _crash(self, error: Exception) -> Response[Any]:
        logger.exception("unexpected error", exc_info=error)
        return self.answer(self._failure.status, self.envelope.render(self._failure()))


def _identification(access: str) -> Callable[[Any], "Caller"] | None:
    """How callers are told apart, where it matters who they are."""
    if access == "public":
        return None
    # Brings in boto3 and PyJWT, which functions that ask nobody start without.
    from inkwell.api.callers import identify

    return partial(identify, anonymous_family=access == "anonymous")


class _Gate(OpenAPIRequestValidationMiddleware):
    """Who is calling comes before what they say: nobody learns the rules of a body they may not send."""

    def handler(self, app: Any, next_middleware: NextMiddleware) -> Response[Any]:
        """See the base class."""
        event = app.current_event
        if app.identify:
            app.append_context(caller=app.identify(event))
        media_type = event.headers.get("content-type", "").partition(";")[0].strip().lower()
        if event.http_method in _WITH_BODY and event.body and media_type != app.media_type:
            raise InvalidInput.field("Content-Type", f"must be {app.media_type}")
        response: Response[Any] = super().handler(app, next_middleware)
        return response

    def _get_body(self, app: Any) -> Any:
        # However the media type is spelled: powertools knows it in lower case only.
        return app.current_event.json_body
