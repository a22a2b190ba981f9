"""The endpoint of the embedded cloud: moto's services, with Lambda's Invoke answered by our environments.

In front of moto stand the checks that moto leaves out: of web pages, of presigned URLs, and of what roles allow.
"""

import io
import json
import threading
import uuid
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from werkzeug.exceptions import ClientDisconnected
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_input_stream

from local import aws
from local.asynchronous import AsynchronousCalls
from local.bucket_cors import BucketCors
from local.doors import PageRequests
from local.environments import REQUEST_LIMIT, Environments
from local.errors import FunctionNotFoundError, PayloadTooLargeError, StartError
from local.functions import Function, find_function
from local.permissions import Permissions
from local.presigned import PresignedUrls

_LAMBDA = "/2015-03-31/functions"
_READING = ("BatchGet", "Describe", "Get", "List", "Query", "Scan", "TransactGet")


class Endpoint:
    """The WSGI application of the embedded cloud.

    Args:
        functions: what Lambda's Invoke can call.
        environments: where functions run.
        calls: how they run without a waiting caller.
        permissions: what functions may ask for.
        buckets: CORS rules by the names of all buckets, whose objects web pages may ask for by presigned URLs.

    Attributes:
        one_at_a_time: held while moto answers a request; who else holds it finds moto's state at rest.
        changes: number of requests so far that may have changed what is kept between starts.
    """

    def __init__(
        self,
        functions: dict[str, Function],
        environments: Environments,
        calls: AsynchronousCalls,
        permissions: Permissions,
        buckets: Mapping[str, list[dict[str, Any]]],
    ):
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

        self._moto = DomainDispatcherApplication(create_backend_app)
        # Under threads moto's conditional writes, and its starts of executions by name, are not atomic.
        self.one_at_a_time = threading.Lock()
        self.changes = 0
        self._functions = functions
        self._environments = environments
        self._calls = calls
        self._presigned = PresignedUrls({aws.ACCESS_KEY, *permissions.access_keys})
        self._permissions = permissions
        self._pages = PageRequests(buckets)
        self._cors = BucketCors(buckets)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        if refusal := self._pages.refusal(environ):
            return refusal(environ, start_response)
        if environ["PATH_INFO"].startswith(_LAMBDA):
            return (self._permissions.refusal(environ) or self._invoke(environ))(environ, start_response)
        if preflight := self._cors.preflight(environ):
            return preflight(environ, start_response)
        start_response = self._cors.adding(environ, start_response)
        try:
            body = get_input_stream(environ).read()  # before the lock: a slow client delays nobody else
        except (ClientDisconnected, OSError):
            return Response(status=400)(environ, start_response)
        environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        with self.one_at_a_time:
            refusal = self._presigned.refusal(environ) or self._permissions.refusal(environ)
            if refusal is not None:
                return refusal(environ, start_response)
            self.changes += _may_change(environ)
            response: Iterable[bytes] = self._moto(environ, start_response)
        return response

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
            result = self._environments.invoke(function, body)
        except ValueError as error:
            return _error(400, "InvalidRequestContentException", f"Could not parse request body into json: {error}")
        except FunctionNotFoundError as error:
            return _error(404, "ResourceNotFoundException", str(error))
        except PayloadTooLargeError as error:
            return _error(413, "RequestTooLargeException", str(error))
        except StartError as error:
            return _error(503, "ServiceException", str(error))
        headers = {"x-amzn-RequestId": result.request_id, "X-Amz-Executed-Version": "$LATEST"}
        if result.failed:
            headers["X-Amz-Function-Error"] = "Unhandled"
        return Response(result.payload, 200, headers, content_type="application/json")


def _may_change(environ: dict[str, Any]) -> bool:
    """Tell whether a request may change a table, a bucket or a secret."""
    service, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
    if service:
        return service != "AWSStepFunctions" and not operation.startswith(_READING)
    return environ["REQUEST_METHOD"] not in ("GET", "HEAD", "OPTIONS")


def _error(status: int, kind: str, message: str) -> Response:
    body = json.dumps({"Type": "User", "Message": message})
    headers = {"x-amzn-ErrorType": kind, "x-amzn-RequestId": str(uuid.uuid4())}
    return Response(body, status, headers, content_type="application/json")
