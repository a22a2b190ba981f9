"""The resolver of every API function: it knows the family's envelope, who is calling, and what was asked before."""

import base64
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, CORSConfig, Response
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError, ResponseValidationError
from pydantic import BaseModel

from inkwell.api.gate import Gate
from inkwell.api.problems import invalid_input, parse_json
from inkwell.core import idempotency
from inkwell.core.errors import InkwellError, RateLimited
from inkwell.core.idempotency import Claim, IdempotencyStore, fingerprint, once
from inkwell.envelopes import Envelope
from inkwell.http import JSON, MULTIPART, URLENCODED, base_path
from inkwell.settings import HttpSettings, load

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler.openapi.models import OpenAPI
    from aws_lambda_powertools.shared.cookies import Cookie

    from inkwell.api.requests import Caller
    from inkwell.core.rates import RateLimit, Standing

logger = logging.getLogger(__name__)

_EXPOSED = ("Idempotency-Replayed", "Location", "Retry-After")
_EXPOSED_WITH_LIMITS = (*_EXPOSED, "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")

#: Headers of every response that does not set them itself. Most are a caller's own (tokens, RFC 6749 section 5.1;
#: presigned URLs, which expire; what a poll answers), and the others are quickly made.
_ALWAYS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Api(APIGatewayRestResolver):
    """One API function.

    Args:
        errors: how its errors are answered.
        access: "caller" needs credentials; "anonymous" lets `AnonymousAccess` decide; "visitor" needs a visitor's
            cookie; "newcomer" takes one, or makes a new visitor; "public" asks nobody.
        failure: what the caller is told when something unexpected went wrong.
        media_types: what its body may be: JSON, MULTIPART, URLENCODED, each filling the same model.
        form: the model of a form that its handler reads by itself, part by part (`inkwell.api.forms.parts`), in place
            of a body.
        limits: each request counts one for these before its body is looked at.
    """

    def __init__(
        self,
        *,
        errors: Envelope,
        access: str = "caller",
        failure: type[InkwellError] = InkwellError,
        media_types: Sequence[str] = (JSON,),
        form: type[BaseModel] | None = None,
        limits: Sequence["RateLimit"] = (),
    ) -> None:
        exposed = _EXPOSED_WITH_LIMITS if limits else _EXPOSED
        super().__init__(
            enable_validation=True,
            response_validation_error_http_code=HTTPStatus.INTERNAL_SERVER_ERROR,
            json_body_deserializer=parse_json,
            cors=CORSConfig(allow_origin=load(HttpSettings).allowed_origin, expose_headers=list(exposed)),
        )
        # Only the document reads it: there a 500 is an error in the family's envelope like any other.
        self._has_response_validation_error = False
        self.errors = errors
        self.identify = _identification(access)
        self.media_types = (MULTIPART,) if form else tuple(media_types)
        self.limits = tuple(limits)
        self.form_values = _form_reader(self.media_types)
        self._failure = failure
        self._form = form
        self._request_validation_middleware = Gate()  # type: ignore[no-untyped-call]
        self.exception_handler(InkwellError)(self._refuse)
        self.exception_handler(RequestValidationError)(lambda error: self._refuse(invalid_input(error.errors())))
        self.exception_handler([ResponseValidationError, Exception])(self._crash)

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        """What a route answers, for the OpenAPI document."""
        return self.errors.responses(success, *errors)

    def get_openapi_schema(self, **options: Any) -> "OpenAPI":
        """See the base class, which knows no forms that it does not parse itself and no answers without a body."""
        # Costly to import, and only the document needs them.
        from aws_lambda_powertools.event_handler.openapi.models import MediaType, RequestBody, Schema

        document = super().get_openapi_schema(**options)
        for path in (document.paths or {}).values():
            if self._form and path.post:
                content = {MULTIPART: MediaType(schema=Schema.model_validate(self._form.model_json_schema()))}
                path.post.requestBody = RequestBody(content=content, required=True)
            for operation in (path.post, path.put, path.patch):
                if operation and isinstance(operation.requestBody, RequestBody) and not self._form:
                    content = operation.requestBody.content
                    operation.requestBody.content = dict.fromkeys(self.media_types, content[JSON])
            for status, response in ((path.get.responses or {}) if path.get else {}).items():
                if 300 <= status < 400:
                    response.content = None
        return document

    @property
    def base_path(self) -> str:
        """The part of the request's URL before the route: the stage, such as "/dev", or nothing."""
        return base_path(self.current_event)

    @property
    def caller(self) -> "Caller":
        """Who is calling."""
        caller: Caller = self.context["caller"]
        return caller

    @property
    def session_cookie(self) -> "Cookie":
        """The visitor's cookie. An answer that sets it keeps their session for another 30 days."""
        from inkwell.api.visitors import session_cookie

        return session_cookie(self.current_event, self.caller)

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

    def spend(self, counts: "Mapping[RateLimit, int]") -> None:
        """Count this request against rate limits; its answer, whatever it is, tells the tightest of all.

        For what only the handler knows, such as how many pictures a request takes; `limits` counts the rest. (CORS
        shows the headers to scripts of other origins where there are `limits`.)

        Args:
            counts: units by limit; each is counted for the subject that the limit says.

        Raises:
            RateLimited: one of them is used up.
        """
        from inkwell.api.limits import spend
        from inkwell.core.rates import tightest

        known = self.context.get("standing")
        found = spend(self.current_event, self.context.get("caller"), counts)
        self.context.update(standing=tightest([each for each in (known, found) if each]))

    def finished(self, response: Response[Any]) -> Response[Any]:
        """The response with the headers that every answer to this request has."""
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        standing: Standing | None = self.context.get("standing")
        if standing:
            from inkwell.api.limits import headers

            response.headers.update(headers(standing))
        return response

    def _refuse(self, error: InkwellError) -> Response[Any]:
        level = logging.ERROR if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.INFO
        logger.log(level, "refused", extra={"code": error.code, "status": error.status, "problem": error.message})
        if isinstance(error, RateLimited) and error.standing:
            self.context.update(standing=error.standing)
        return self._answer_error(error)

    def _crash(self, error: Exception) -> Response[Any]:
        logger.exception("unexpected error", exc_info=error)
        return self._answer_error(self._failure())

    def _answer_error(self, error: InkwellError) -> Response[Any]:
        response = self.errors.answer(error, self.current_event)
        # An envelope may answer by another status, such as a redirect to where a visitor can begin.
        if response.status_code == error.status:
            if error.status == HTTPStatus.UNAUTHORIZED:
                response.headers["WWW-Authenticate"] = "Bearer"
            if error.retry_after is not None:
                response.headers["Retry-After"] = str(max(1, round(error.retry_after)))
        return self.finished(response)


def _identification(access: str) -> Callable[[Any], "Caller"] | None:
    """How callers are told apart, where it matters who they are."""
    if access == "public":
        return None
    if access in ("visitor", "newcomer"):
        from inkwell.api import visitors

        return visitors.visitor if access == "visitor" else visitors.newcomer
    # Brings in boto3 and PyJWT, which functions that ask nobody start without.
    from inkwell.api.callers import identify

    return partial(identify, anonymous_family=access == "anonymous")


def _form_reader(media_types: Sequence[str]) -> Callable[[Any, str, type[BaseModel]], dict[str, Any]] | None:
    """How a form becomes the fields of a model, where one may be sent."""
    if MULTIPART not in media_types and URLENCODED not in media_types:
        return None
    from inkwell.api.forms import values

    return values
