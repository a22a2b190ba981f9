"""The endpoint of the embedded cloud: moto's services, with Lambda's Invoke answered by our environments.

In front of moto stand the checks that moto leaves out: of presigned URLs, and of what roles allow. moto answers one
request at a time: under threads its conditional writes, and its starts of executions by name, are not atomic.
"""

import json
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import unquote

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from local import aws
from local.asynchronous import AsynchronousCalls
from local.environments import REQUEST_LIMIT, Environments
from local.errors import FunctionNotFoundError, PayloadTooLargeError, StartError
from local.functions import Function, find_function
from local.permissions import Permissions
from local.presigned import PresignedUrls

_LAMBDA = "/2015-03-31/functions"
_DYNAMODB = "DynamoDB_"
_S3 = "/s3/aws4_request"


class Endpoint:
    """WSGI application of the embedded cloud; calls of functions alone may come in threads of their own.

    Args:
        functions: what Lambda's Invoke can call.
        environments: where functions run.
        calls: how they run without a waiting caller.
        permissions: what functions may ask for.
    """

    def __init__(
        self,
        functions: dict[str, Function],
        environments: Environments,
        calls: AsynchronousCalls,
        permissions: Permissions,
    ):
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

        self._moto = DomainDispatcherApplication(create_backend_app)
        # It lists moto's folders for every request, and there are few hosts: one a service.
        self._moto.get_backend_for_host = cache(self._moto.get_backend_for_host)  # type: ignore[method-assign]
        self._functions = functions
        self._environments = environments
        self._calls = calls
        self._presigned = PresignedUrls({aws.ACCESS_KEY, *permissions.access_keys})
        self._permissions = permissions

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        refusal = self._presigned.refusal(environ) or self._permissions.refusal(environ)
        if refusal is not None:
            return refusal(environ, start_response)
        if self.waits(environ["PATH_INFO"]):
            return self._invoke(environ)(environ, start_response)
        handler = _handler(environ)
        if handler is not None:
            return _past_routing(handler, environ)(environ, start_response)
        answer: Iterable[bytes] = self._moto(environ, start_response)
        return answer

    @staticmethod
    def waits(path: str) -> bool:
        """Tell whether the answer to a request for this path takes time: a function does, moto has its own at hand."""
        return path.startswith(_LAMBDA)

    def _invoke(self, environ: dict[str, Any]) -> Response:
        """Answer Lambda's Invoke (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html)."""
        name, _, action = environ["PATH_INFO"].removeprefix(f"{_LAMBDA}/").rpartition("/")
        if environ["REQUEST_METHOD"] != "POST" or action != "invocations":
            return _error(
                501, "NotImplementedException", "the embedded cloud emulates Invoke of Lambda's operations only"
            )
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > REQUEST_LIMIT:
            return _error(
                413, "RequestTooLargeException", f"{length} byte payload is too large (limit {REQUEST_LIMIT})"
            )
        body = environ["wsgi.input"].read(length) or b"{}"
        try:
            json.loads(body)
            function = find_function(self._functions, unquote(name))
            kind = environ.get("HTTP_X_AMZ_INVOCATION_TYPE", "RequestResponse")
            if kind == "DryRun":
                return Response(status=204)
            if kind == "Event":
                self._calls.submit(function, body)
                return Response(status=202)
            answer = self._environments.invoke(function, body)
        except ValueError as error:
            return _error(400, "InvalidRequestContentException", f"Could not parse request body into json: {error}")
        except FunctionNotFoundError as error:
            return _error(404, "ResourceNotFoundException", str(error))
        except PayloadTooLargeError as error:
            return _error(413, "RequestTooLargeException", str(error))
        except StartError as error:
            return _error(503, "ServiceException", str(error))
        headers = {"x-amzn-RequestId": answer.request_id, "X-Amz-Executed-Version": "$LATEST"}
        if answer.failed:
            headers["X-Amz-Function-Error"] = "Unhandled"
        return Response(answer.payload, 200, headers, content_type="application/json")


def _handler(environ: dict[str, Any]) -> Any:
    """Return what in moto answers a request, for DynamoDB and the objects of S3; None for all else, which is rare."""
    if environ.get("HTTP_X_AMZ_TARGET", "").startswith(_DYNAMODB):
        from moto.dynamodb.responses import DynamoHandler

        return DynamoHandler.dispatch
    bucket, _, key = environ["PATH_INFO"].removeprefix("/").partition("/")
    if bucket and key and _S3 in environ.get("HTTP_AUTHORIZATION", ""):
        from moto.s3.responses import S3Response

        return S3Response.key_dispatch
    return None


def _past_routing(handler: Any, environ: dict[str, Any]) -> Any:
    """Answer a request without moto's way to its handler: an application of Flask for each service, with its routes."""
    from moto.moto_server.werkzeug_app import BackendRequest

    request = BackendRequest(environ)
    try:
        status, headers, body = handler(request, request.raw_url, dict(request.headers))
    except HTTPException as error:
        return error
    response = Response(body, status, headers)
    if request.method == "HEAD" and "content-length" in headers:
        response.headers["Content-Length"] = headers["content-length"]
    return response


def _error(status: int, kind: str, message: str) -> Response:
    body = json.dumps({"Type": "User", "Message": message})
    headers = {"x-amzn-ErrorType": kind, "x-amzn-RequestId": str(uuid.uuid4())}
    return Response(body, status, headers, content_type="application/json")
