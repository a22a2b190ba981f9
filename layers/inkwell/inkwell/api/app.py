"""The resolver of every API function: routes, callers, idempotency, and errors in the family's envelope."""

import base64
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError, ResponseValidationError
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from pydantic import BaseModel

from inkwell.api.cors import Cors
from inkwell.api.gate import Gate, media_type
from inkwell.api.parsing import MAX_BYTES, parse_json
from inkwell.api.problems import invalid_input
from inkwell.api.request_ids import HEADER, request_id
from inkwell.core import idempotency
from inkwell.core.errors import InkwellError, NotFound, RateLimited
from inkwell.core.idempotency import Claim, IdempotencyStore, fingerprint, once
from inkwell.core.logs import about
from inkwell.envelopes import Envelope
from inkwell.http import JSON, MULTIPART, URLENCODED, base_path

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler.openapi.models import OpenAPI
    from aws_lambda_powertools.shared.cookies import Cookie

    from inkwell.api.requests import Caller
    from inkwell.core.paging import Page, Position
    from inkwell.core.rates import RateLimit, Standing

logger = logging.getLogger(__name__)

#: Headers of every response that does not set them itself. Most are a caller's own (tokens, RFC 6749 section 5.1;
#: presigned URLs, which expire; what a poll answers), and the others are quickly made.
_ALWAYS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Api(APIGatewayRestResolver):
    """The resolver of one API function.

    Args:
        errors: the family's envelope of errors.
        access: "caller" demands credentials; "session" demands an access token of ours (the use case refuses others);
            "anonymous" lets the setting AnonymousAccess decide; "visitor" demands a
            visitor's cookie; "newcomer" accepts a visitor's cookie or makes a new visitor; "public" identifies nobody.
        failure: the error that callers get for any unexpected one.
        media_types: the media types that a body may have: JSON, MULTIPART, URLENCODED, each for the same model.
        form: the model of a form that the handler itself reads part by part (`inkwell.api.forms.parts`); powertools
            parses no body then.
        admit: checks a request before anything else, such as whether there is anything at its path at all; raises an
            InkwellError to refuse it.
        limits: rate limits that count each request before its body is read.
        switch: raises the error where an operator has switched the endpoint off; called before the body is read, too.
        max_bytes: the most bytes of a JSON body.
        nullable: names of fields in which null is a value of its own; in all others it counts as absent.
    """

    def __init__(
        self,
        *,
        errors: Envelope,
        access: str = "caller",
        failure: type[InkwellError] = InkwellError,
        media_types: Sequence[str] = (JSON,),
        form: type[BaseModel] | None = None,
        admit: Callable[[APIGatewayProxyEvent], object] | None = None,
        limits: Sequence["RateLimit"] = (),
        switch: Callable[[], None] | None = None,
        max_bytes: int = MAX_BYTES,
        nullable: Sequence[str] = (),
    ) -> None:
        super().__init__(
            enable_validation=True,
            response_validation_error_http_code=HTTPStatus.INTERNAL_SERVER_ERROR,
            json_body_deserializer=partial(parse_json, nullable=nullable),
            cors=Cors(has_limits=bool(limits)),
        )
        # Else powertools would document a 500 of its own form; ours has the family's envelope, as all errors have.
        self._has_response_validation_error = False
        self.errors = errors
        self.access = access
        self.identify = _identification(access)
        self.media_types = (MULTIPART,) if form else tuple(media_types)
        self.admit = admit
        self.limits = tuple(limits)
        self.switch = switch
        self.max_bytes = max_bytes
        self.nullable = tuple(nullable)
        self.form_values = _form_reader(self.media_types)
        self.failure = failure
        self._form = form
        self._request_validation_middleware = Gate()  # type: ignore[no-untyped-call]
        self.exception_handler(InkwellError)(self._refuse)
        self.exception_handler(RequestValidationError)(lambda error: self._refuse(invalid_input(error.errors())))
        # The gateway takes repeated slashes for one, and routes paths here that powertools does not know.
        self.exception_handler(NotFoundError)(lambda _: self._refuse(NotFound("There is no such endpoint")))
        self.exception_handler([ResponseValidationError, Exception])(self._crash)

    def responses(self, success: int, *errors: int) -> dict[int, Any]:
        """The responses of a route, for the OpenAPI document."""
        return self.errors.responses(success, *errors)

    def resolve(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """See the base class. Whatever is logged meanwhile has the request's id, and one line at least is."""
        request = APIGatewayProxyEvent(dict(event))
        with about(http_request_id=request_id(request)):
            response: dict[str, Any] = super().resolve(event, context)
            facts = {"method": request.http_method, "path": request.path, "status": response["statusCode"]}
            logger.info("answered", extra=facts)
        return response

    def get_openapi_schema(self, **options: Any) -> "OpenAPI":
        """See the base class; the document is corrected by `inkwell.api.openapi`."""
        # Costly to import, and no request needs it.
        from inkwell.api.openapi import corrected

        return corrected(super().get_openapi_schema(**options), self.media_types, self._form)

    @property
    def base_path(self) -> str:
        """The part of the request's URL before the route: the stage, such as "/dev", or nothing."""
        return base_path(self.current_event)

    @property
    def caller(self) -> "Caller":
        """The caller of the current request."""
        caller: Caller = self.context["caller"]
        return caller

    def begin_session(self) -> None:
        """Make the caller of the current request a new visitor: their cookie is none that we know."""
        from inkwell.api.visitors import unknown

        self.context["caller"] = unknown()

    @property
    def session_cookie(self) -> "Cookie":
        """The visitor's cookie. A response that sets it prolongs their session by 30 days from now."""
        from inkwell.api.visitors import session_cookie

        return session_cookie(self.current_event, self.caller)

    @property
    def raw_body(self) -> bytes:
        """The bytes of the body as they were sent, as a signature covers them."""
        event = self.current_event
        body = event.body or ""
        return base64.b64decode(body) if event.is_base64_encoded else body.encode()

    def once(
        self,
        store: IdempotencyStore,
        work: Callable[[Claim], idempotency.Response],
        finish: Callable[[idempotency.Response], idempotency.Response] | None = None,
    ) -> Response[Any]:
        """Respond to a request that starts paid work, which is done once per Idempotency-Key.

        Args:
            store: the store of claims.
            work, finish: as in `inkwell.core.idempotency.once`. A form that is repeated must be the same to the letter,
                its boundary too.
        """
        response = self.claimed(store, work, finish)
        return self.json_response(response.status, response.body, replayed(response))

    def claimed(
        self,
        store: IdempotencyStore,
        work: Callable[[Claim], idempotency.Response],
        finish: Callable[[idempotency.Response], idempotency.Response] | None = None,
    ) -> idempotency.Response:
        """The response of `once`, for handlers that make a page or a redirect of it."""
        event = self.current_event
        body = event.json_body if event.body and media_type(event) == JSON else event.body
        request = fingerprint(event.http_method, event.path, body)
        key = event.headers.get("idempotency-key")
        return once(store, self.caller.owner, key, request, work, finish)

    @staticmethod
    def json_response(status: int, body: Mapping[str, Any], headers: Mapping[str, Any] | None = None) -> Response[Any]:
        """A JSON response with a status of its own."""
        return Response(status_code=status, content_type=JSON, body=dict(body), headers=dict(headers or {}))

    def page(self, page: "Page[Any]", field: str | None = None, **more: Sequence[BaseModel]) -> Response[Any]:
        """The response with a page of a list: an array, and a `Link` header (RFC 8288) where another page follows.

        Args:
            page: of models.
            field: the field of an object that holds the array, where a contract has one.
            more: further fields of that object, which hold arrays of models too.
        """
        items = _as_json(page.items)
        body = {field: items} | {name: _as_json(models) for name, models in more.items()} if field else items
        return Response(HTTPStatus.OK, JSON, body, self.link(page.next))

    def link(self, following: "Position | None") -> dict[str, Any]:
        """The `Link` header (RFC 8288) to the page of a list that follows, with the parameters that this request had.

        Args:
            following: where that page begins; None where this is the last one, which has no such header.
        """
        if following is None:
            return {}
        event = self.current_event
        known = {param.alias for param in self.context["_route"].dependant.query_params}
        kept = {name: value for name, value in event.query_string_parameters.items() if name in known}
        query = urlencode(kept | {"cursor": following.cursor})
        return {"Link": f'<{self.base_path}{quote(event.path)}?{query}>; rel="next"'}

    def spend(self, counts: "Mapping[RateLimit, int]") -> None:
        """Count this request against further rate limits; the response has headers about the tightest of all limits.

        For units that only the handler knows, such as the number of pictures; `limits` counts requests. (Scripts of
        other origins can read the headers where `limits` is not empty.)

        Args:
            counts: units by limit, counted for the subject in `RateLimit.per`.

        Raises:
            RateLimited: a limit is used up.
        """
        from inkwell.api.limits import spend
        from inkwell.core.rates import tightest

        known = self.context.get("standing")
        found = spend(self.current_event, self.context.get("caller"), counts)
        self.context.update(standing=tightest([each for each in (known, found) if each]))

    def finished(self, response: Response[Any]) -> Response[Any]:
        """The response with the headers that every response to this request has."""
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers[HEADER] = request_id(self.current_event)
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
        return self._error_response(error)

    def _crash(self, error: Exception) -> Response[Any]:
        logger.exception("unexpected error", exc_info=error)
        return self._error_response(self.failure())

    def _error_response(self, error: InkwellError) -> Response[Any]:
        response = self.errors.response(error, self.current_event)
        # An envelope may choose another status, such as that of a redirect to where a visitor can begin.
        if response.status_code == error.status:
            if error.status == HTTPStatus.UNAUTHORIZED:
                response.headers["WWW-Authenticate"] = "Bearer"
            if error.retry_after is not None:
                response.headers["Retry-After"] = str(max(1, round(error.retry_after)))
        return self.finished(response)


def replayed(response: idempotency.Response) -> dict[str, Any]:
    """The header that says that a response was given before; none for a first response."""
    return {"Idempotency-Replayed": "true"} if response.replayed else {}


def _as_json(models: Sequence[BaseModel]) -> list[dict[str, Any]]:
    return [each.model_dump(mode="json") for each in models]


def _identification(access: str) -> Callable[[Any], "Caller"] | None:
    """The function that identifies callers; None for public functions."""
    if access == "public":
        return None
    if access in ("visitor", "newcomer"):
        from inkwell.api import visitors

        return visitors.visitor if access == "visitor" else visitors.newcomer
    # Imports boto3 and PyJWT, which public functions start without.
    from inkwell.api.callers import identify

    return partial(identify, anonymous_family=access == "anonymous")


def _form_reader(media_types: Sequence[str]) -> Callable[[Any, str, type[BaseModel]], dict[str, Any]] | None:
    """The function that makes a form the fields of a model; None where no form may be sent."""
    if MULTIPART not in media_types and URLENCODED not in media_types:
        return None
    from inkwell.api.forms import values

    return values
