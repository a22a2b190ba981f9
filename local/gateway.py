"""The API gateway: HTTP in front of the functions that have Api events."""

import json
import logging
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any
from urllib.parse import urlsplit

from werkzeug.wrappers import Response

from local.cors import preflight_headers
from local.environments import Environments, InvocationResult
from local.errors import PayloadTooLargeError, StartError, TemplateError
from local.events import Api, ApiRequest, MalformedResponseError, Pairs, proxy_event, read_response
from local.functions import Function
from local.gateway_responses import GatewayResponses
from local.routes import Resource, Routes
from local.template import Template
from local.throttling import Throttle

logger = logging.getLogger("local.gateway")

# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
BODY_LIMIT = 10 * 1024 * 1024
TIMEOUT_SECONDS = 29.0


class Gateway:
    """WSGI application of the API.

    Args:
        template: for the properties of its one AWS::Serverless::Api.
        functions: functions with their events.
        environments: where they run.
        timeout: seconds until a caller gets 504.

    Raises:
        TemplateError: when the API cannot be emulated.
    """

    def __init__(
        self,
        template: Template,
        functions: dict[str, Function],
        environments: Environments,
        timeout: float = TIMEOUT_SECONDS,
    ):
        apis = template.of_type("AWS::Serverless::Api")
        if len(apis) > 1:
            raise TemplateError(f"Resources.{apis[1]}", "one API is emulated, and there are more")
        properties = template.properties(apis[0]) if apis else {}
        types = tuple(kind.replace("~1", "/").lower() for kind in properties.get("BinaryMediaTypes") or [])
        self._api = Api("local", str(properties.get("StageName", "Prod")), types)
        self._cors = properties.get("Cors")
        self._responses = GatewayResponses(properties.get("GatewayResponses") or {})
        self._throttle = Throttle(properties.get("MethodSettings") or [])
        self._routes = Routes(functions)
        self._environments = environments
        self._timeout = timeout
        self._threads = ThreadPoolExecutor(max_workers=256, thread_name_prefix="gateway")

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """InvocationResult one request."""
        begun = time.monotonic()
        status, headers, body = self._answer(environ)
        logger.info(
            "%s %s %s %.0f ms", environ["REQUEST_METHOD"], environ["RAW_URI"], status, (time.monotonic() - begun) * 1000
        )
        response = Response(body, status)
        del response.headers["Content-Type"]
        for name, value in headers:
            response.headers.add(name, value)
        return response(environ, start_response)

    def close(self) -> None:
        """Cancel the calls that have not begun; wait for none."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _answer(self, environ: dict[str, Any]) -> tuple[int, Pairs, bytes]:
        request = ApiRequest(
            method=environ["REQUEST_METHOD"],
            path=_path(environ["RAW_URI"]),
            query=environ.get("QUERY_STRING", ""),
            headers=environ["inkwell.headers"],
            body=b"",
            source_ip=environ.get("REMOTE_ADDR", ""),
            protocol=environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
        )
        found = self._routes.find(request.path)
        function = found[0].function(request.method) if found else None
        if found and function is None and request.method == "OPTIONS" and self._cors:
            return 200, preflight_headers(self._cors, list(found[0].methods)), b""
        if found is None or function is None:
            signed = request.header("Authorization") is not None
            return self._responses.make("INVALID_SIGNATURE" if signed else "MISSING_AUTHENTICATION_TOKEN", request)
        resource, parameters = found
        if not self._throttle.allows(request.method, resource.path):
            return self._responses.make("THROTTLED", request, resource.path)
        body = _read_body(environ)
        if body is None:
            return self._responses.make("REQUEST_TOO_LARGE", request, resource.path)
        return self._call(ApiRequest(**vars(request) | {"body": body}), resource, parameters, function)

    def _call(
        self, request: ApiRequest, resource: Resource, parameters: dict[str, str], function: Function
    ) -> tuple[int, Pairs, bytes]:
        event = json.dumps(proxy_event(request, self._api, resource.path, parameters)).encode()
        try:
            future = self._threads.submit(self._environments.invoke, function, event)
            result: InvocationResult = future.result(self._timeout)
        except FutureTimeout:
            return self._responses.make("INTEGRATION_TIMEOUT", request, resource.path)
        except PayloadTooLargeError:
            return self._responses.make("REQUEST_TOO_LARGE", request, resource.path)
        except (StartError, RuntimeError) as error:  # RuntimeError: the pool of threads has been shut down
            logger.error("%s: %s", function.logical_id, error)
            return self._responses.make("DEFAULT_5XX", request, resource.path)
        if result.failed:
            return self._responses.make("DEFAULT_5XX", request, resource.path)
        try:
            status, headers, body = read_response(result.payload, self._api, request.header("Accept"))
        except MalformedResponseError as error:
            logger.error("%s: %s", function.logical_id, error)
            return self._responses.make("DEFAULT_5XX", request, resource.path)
        return status, [*headers, ("x-amzn-RequestId", request.request_id)], body


def _path(raw: str) -> str:
    """Return the path of a request target; several slashes at its beginning are one."""
    path = urlsplit(raw).path if "://" in raw.split("?")[0] else raw.partition("?")[0]
    return "/" + path.lstrip("/")


def _read_body(environ: dict[str, Any]) -> bytes | None:
    """Return the body, or None when it is larger than the gateway takes; no more than that is ever read."""
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        chunks, size = [], 0
        while chunk := stream.read(65536):
            size += len(chunk)
            if size > BODY_LIMIT:
                return None
            chunks.append(chunk)
        return b"".join(chunks)
    declared = environ.get("CONTENT_LENGTH") or "0"
    length = int(declared) if declared.isdigit() else 0
    if length > BODY_LIMIT:
        return None
    body: bytes = stream.read(length)
    return body
