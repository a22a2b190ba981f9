"""Execution environments: one process each, one invocation at a time, made on demand and reused.

As on Lambda an environment belongs to one function, keeps its modules between invocations, and is thrown away after a
timeout or a crash. Unlike Lambda it is also thrown away when the code on disk has changed.
"""

import json
import logging
import os
import threading
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local import aws
from local.errors import PayloadTooLargeError, StartError
from local.functions import Function
from local.permissions import access_key
from local.processes import Processes
from local.sources import Sources

logger = logging.getLogger("local.functions")

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
REQUEST_LIMIT = 6 * 1024 * 1024
RESPONSE_LIMIT = 6 * 1024 * 1024 + 100
ASYNCHRONOUS_LIMIT = 1024 * 1024

# Lambda allows 10 s; a developer's busy machine may need longer, and a wrong kill helps nobody.
_INIT_SECONDS = 30

# Each holds some 60 MB. Lambda, too, lets go of environments that nobody calls; the schedule's calls see to it here.
_IDLE_SECONDS = 120


@dataclass(frozen=True)
class InvocationResult:
    """The outcome of one invocation.

    Attributes:
        payload: JSON; on failure the error object.
        failed: whether the handler raised, timed out or crashed.
        request_id: as the handler saw it.
        trouble: how the environment timed out or died; empty when the handler returned or raised.
    """

    payload: bytes
    failed: bool
    request_id: str
    trouble: str = ""


class _Environment:
    """A process of a function."""

    def __init__(self, processes: Processes, function: Function, spec: dict[str, Any], code: tuple[int, ...]):
        self.function = function
        self.code = code
        self.started = False
        self.released_at = 0.0
        self._processes = processes
        self._number, self._connection = processes.fork(spec)

    def invoke(self, event: bytes, request_id: str) -> tuple[InvocationResult, bool]:
        """Run the handler; return the result and whether the environment can be used again."""
        seconds = self.function.timeout
        try:
            if not self.started:
                if not self._connection.poll(_INIT_SECONDS):
                    return self._timed_out(request_id, _INIT_SECONDS), False
                report = self._connection.recv_bytes()
                if report[:1] == b"E":
                    return InvocationResult(report[1:], True, request_id), False
                self.started = True
            header = {
                "request_id": request_id,
                "deadline": time.time() + seconds,
                "trace": f"Root=1-{int(time.time()):08x}-{uuid.uuid4().hex[:24]};Sampled=0",
            }
            self._connection.send_bytes(json.dumps(header).encode())
            self._connection.send_bytes(event)
            if not self._connection.poll(seconds):
                return self._timed_out(request_id, seconds), False
            report = self._connection.recv_bytes()
        except (EOFError, OSError):
            return self._crashed(request_id), False
        if len(report) - 1 > RESPONSE_LIMIT:
            message = f"Response payload size exceeded maximum allowed payload size ({RESPONSE_LIMIT} bytes)."
            return _failure("Function.ResponseSizeTooLarge", message, request_id), True
        return InvocationResult(report[1:], report[:1] == b"E", request_id), True

    def kill(self) -> None:
        """End the process."""
        self._processes.kill(self._number)
        self._connection.close()

    def _timed_out(self, request_id: str, seconds: float) -> InvocationResult:
        message = f"RequestId: {request_id} Error: Task timed out after {seconds:.2f} seconds"
        return _failure("Sandbox.Timedout", message, request_id)

    def _crashed(self, request_id: str) -> InvocationResult:
        status = self._processes.exit_status(self._number)
        if status is not None and os.WIFSIGNALED(status):
            how = "signal: " + {9: "killed", 11: "segmentation fault"}.get(
                os.WTERMSIG(status), str(os.WTERMSIG(status))
            )
        elif status is not None:
            how = f"exit status {os.WEXITSTATUS(status)}"
        else:
            how = "unknown"
        return _failure(
            "Runtime.ExitError", f"RequestId: {request_id} Error: Runtime exited with error: {how}", request_id
        )


class Environments:
    """All execution environments of one cloud.

    Args:
        endpoint: URL of the embedded cloud, for AWS_ENDPOINT_URL.
        layers: folders of all layers that functions have: the packages of these start soonest.
        limit: most environments at one time; calls beyond it wait in order.
        reload: whether an edit of the code replaces environments.
        output: file of the functions' stdout and stderr, as for subprocess; None: the console.
    """

    def __init__(self, endpoint: str, layers: Iterable[Path], limit: int = 64, reload: bool = True, output: Any = None):
        self._endpoint = endpoint
        self._limit = limit
        self._sources = Sources(reload)
        layers = sorted(layers)
        self._imported = dict(zip(layers, self._sources.version(layers), strict=True))
        self._processes = Processes(output, layers)
        self._changed = threading.Condition()
        self._idle: list[_Environment] = []  # least recently used first
        self._busy: set[_Environment] = set()
        self._reserved = 0
        self._queue: list[object] = []
        self._closed = False

    @property
    def running(self) -> int:
        """The number of invocations that run or wait for an environment."""
        with self._changed:
            return len(self._busy) + self._reserved + len(self._queue)

    def variables(self, function: Function) -> dict[str, str]:
        """Return the whole environment of a function: the template's variables and those that Lambda sets.

        Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
        """
        return {
            "AWS_ACCESS_KEY_ID": access_key(function.logical_id),
            "AWS_DEFAULT_REGION": aws.REGION,
            "AWS_ENDPOINT_URL": self._endpoint,
            "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory),
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": f"{time.strftime('%Y/%m/%d')}/[$LATEST]{uuid.uuid4().hex}",
            "AWS_REGION": aws.REGION,
            "AWS_SECRET_ACCESS_KEY": aws.SECRET_KEY,
            "AWS_SESSION_TOKEN": aws.SESSION_TOKEN,
            "LAMBDA_RUNTIME_DIR": str(Path(__file__).parent),
            "LAMBDA_TASK_ROOT": str(function.code),
            "LANG": "en_US.UTF-8",
            "PATH": os.defpath,
            "TZ": ":UTC",
            "_HANDLER": function.handler,
            **function.variables,
        }

    def invoke(self, function: Function, event: bytes) -> InvocationResult:
        """Run a function and wait for its result.

        Args:
            function: which one.
            event: JSON.

        Raises:
            PayloadTooLargeError: when the event is over 6 MB.
            StartError: when the cloud is stopping.
        """
        if len(event) > REQUEST_LIMIT:
            raise PayloadTooLargeError(
                f"{len(event)} byte payload is too large for the RequestResponse invocation type "
                f"(limit {REQUEST_LIMIT} bytes)"
            )
        request_id = str(uuid.uuid4())
        environment = self._acquire(function)
        cold, before = not environment.started, time.monotonic()
        usable = False
        try:
            result, usable = environment.invoke(event, request_id)
        finally:
            self._release(environment, usable)
        if result.trouble and not self._closed:  # a stop kills what still runs
            logger.error("%s %s", function.logical_id, result.trouble)
        logger.debug(
            "%s %s in %.0f ms%s",
            function.logical_id,
            "failed" if result.failed else "answered",
            (time.monotonic() - before) * 1000,
            " (cold)" if cold else "",
        )
        return result

    def close(self) -> None:
        """Kill every environment; calls that wait fail."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            for environment in list(self._idle):
                self._discard(environment)
            self._changed.notify_all()
        self._processes.close()

    def _acquire(self, function: Function) -> _Environment:
        code = self._sources.version((function.code, *function.layers))
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
            try:
                self._changed.wait_for(lambda: self._closed or (self._queue[0] is ticket and self._has_room()))
            finally:
                self._queue.remove(ticket)
                self._changed.notify_all()
            if self._closed:
                raise StartError("the embedded cloud is stopping")
            outdated = [idle for idle in self._idle if idle.function is function and idle.code != code]
            for environment in outdated:
                self._discard(environment)
            for environment in reversed(self._idle):
                if environment.function is function:
                    self._idle.remove(environment)
                    self._busy.add(environment)
                    return environment
            if len(self._busy) + self._reserved + len(self._idle) >= self._limit:
                self._discard(self._idle[0])
            self._reserved += 1
        try:
            environment = _Environment(self._processes, function, self._spec(function, code), code)
            with self._changed:
                self._busy.add(environment)
        finally:
            with self._changed:
                self._reserved -= 1
                self._changed.notify_all()
        return environment

    def _has_room(self) -> bool:
        return len(self._busy) + self._reserved < self._limit

    def _discard(self, environment: _Environment) -> None:
        self._idle.remove(environment)
        environment.kill()

    def _release(self, environment: _Environment, usable: bool) -> None:
        if not usable:
            environment.kill()
        with self._changed:
            self._busy.discard(environment)
            environment.released_at = time.monotonic()
            if usable:
                self._idle.append(environment)
            while self._idle and environment.released_at - self._idle[0].released_at > _IDLE_SECONDS:
                self._discard(self._idle[0])
            self._changed.notify_all()

    def _spec(self, function: Function, code: tuple[int, ...]) -> dict[str, Any]:
        versions = zip(function.layers, code[1:], strict=True)
        return {
            "name": function.logical_id,
            "arn": function.arn,
            "handler": function.handler,
            "code": str(function.code),
            "layers": [str(layer) for layer in function.layers],
            "current": [str(layer) for layer, version in versions if version == self._imported[layer]],
            "variables": self.variables(function),
        }


def _failure(error_type: str, message: str, request_id: str) -> InvocationResult:
    payload = json.dumps({"errorType": error_type, "errorMessage": message}).encode()
    return InvocationResult(payload, True, request_id, f"{error_type}: {message}")
