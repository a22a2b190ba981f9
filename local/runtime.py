"""Lambda's Python runtime inside an execution environment: one invocation at a time.

Messages on the environment's connection: after the start one report, then for every invocation two messages in
(a JSON header, the JSON event) and one report out. A report is one byte, ``R`` for a result or ``E`` for an error,
followed by JSON.

Source of names and formats: https://github.com/aws/aws-lambda-python-runtime-interface-client
"""

import decimal
import importlib
import io
import json
import logging
import os
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

from local.packages import confine

Handler = Callable[[Any, Any], Any]


class LambdaContext:
    """The second argument of a handler.

    Source: https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
    """

    def __init__(self, spec: dict[str, Any], header: dict[str, Any]):
        variables = spec["variables"]
        self.function_name = variables["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = variables["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = variables["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = variables["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.invoked_function_arn = spec["arn"]
        self.aws_request_id = header["request_id"]
        self.identity = SimpleNamespace(cognito_identity_id=None, cognito_identity_pool_id=None)
        self.client_context = None
        self._deadline: float = header["deadline"]

    def get_remaining_time_in_millis(self) -> int:
        """Return the milliseconds left until the function is killed."""
        return max(0, int((self._deadline - time.time()) * 1000))

    def log(self, message: object) -> None:
        """Write to the function's log."""
        sys.stdout.write(str(message))


class _Lines(io.RawIOBase):
    """Writes whole lines to a file descriptor, each with the function's name in front."""

    def __init__(self, descriptor: int, prefix: str):
        self._descriptor = descriptor
        self._prefix = prefix.encode()
        self._rest = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        *lines, self._rest = (self._rest + bytes(data)).split(b"\n")
        for line in lines:
            os.write(self._descriptor, self._prefix + line + b"\n")
        return len(data)

    def finish(self) -> None:
        """Write a last line that has no newline."""
        if self._rest:
            self.write(b"\n")


def run(connection: Connection, spec: dict[str, Any]) -> NoReturn:
    """Import the function's handler and serve invocations until the connection closes.

    Args:
        connection: to the embedded cloud.
        spec: what the environment is for: ``name``, ``arn``, ``handler``, ``code``, ``layers``, ``variables``, and
            ``current``: the layers that are as they were when the launcher imported of them.
    """
    streams = [_Lines(descriptor, f"{spec['name']} | ") for descriptor in (1, 2)]
    sys.stdout, sys.stderr = (io.TextIOWrapper(stream, "utf-8", "replace", write_through=True) for stream in streams)  # type: ignore[type-var]
    status = 0
    try:
        os.environ.clear()
        os.environ.update(spec["variables"])
        time.tzset()
        os.chdir(spec["code"])
        layers, current = ([Path(layer) for layer in spec[which]] for which in ("layers", "current"))
        confine(Path(spec["code"]), layers, current)
        _configure_logging()
        _serve(connection, spec, streams)
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    for stream in streams:
        stream.finish()
    os._exit(status)


def _serve(connection: Connection, spec: dict[str, Any], streams: list[_Lines]) -> None:
    handler, failure = _load(spec["handler"])
    connection.send_bytes(b"R" if failure is None else b"E" + json.dumps(failure).encode())
    if handler is None:
        return
    while True:
        try:
            header, event = json.loads(connection.recv_bytes()), connection.recv_bytes()
        except (EOFError, OSError):
            return
        os.environ["_X_AMZN_TRACE_ID"] = header["trace"]
        report = _call(handler, event, LambdaContext(spec, header))
        for stream in streams:
            stream.finish()
        connection.send_bytes(report)


def _load(name: str) -> tuple[Handler | None, dict[str, Any] | None]:
    """Import the handler; return it, or the error that Lambda reports for the failure."""
    module_name, _, attribute = name.rpartition(".")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
        return getattr(module, attribute), None
    except ImportError as error:
        failure = _failure("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}", error)
    except SyntaxError as error:
        failure = _failure("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", error)
    except AttributeError as error:
        if module_name in sys.modules and not hasattr(sys.modules[module_name], attribute):
            failure = _failure(
                "Runtime.HandlerNotFound", f"Handler '{attribute}' missing on module '{module_name}'", None
            )
        else:
            failure = _failure(type(error).__name__, str(error), error)
    except Exception as error:
        failure = _failure(type(error).__name__, str(error), error)
    return None, failure


def _call(handler: Handler, event: bytes, context: LambdaContext) -> bytes:
    try:
        result = handler(json.loads(event), context)
    except Exception as error:
        failure = _failure(type(error).__name__, str(error), error)
        return b"E" + json.dumps(failure | {"requestId": context.aws_request_id}).encode()
    try:
        return b"R" + json.dumps(result, ensure_ascii=False, default=_encode).encode()
    except Exception as error:
        failure = _failure("Runtime.MarshalError", f"Unable to marshal response: {error}", None)
        return b"E" + json.dumps(failure | {"requestId": context.aws_request_id}).encode()


def _encode(value: Any) -> float:
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def _failure(error_type: str, message: str, error: BaseException | None) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__) if error else []
    own = [frame for frame in frames if frame.filename != __file__ and not frame.filename.startswith("<frozen")]
    stack = traceback.format_list(own)
    sys.stdout.write(f"[ERROR] {error_type}: {message}\n{''.join(stack)}")
    return {"errorMessage": message, "errorType": error_type, "stackTrace": stack}


class _WithExtras(logging.Formatter):
    """Shows the values of ``extra``, which Lambda's JSON logs have as fields of their own, behind the message."""

    _USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"asctime", "message"}

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        extras = [f"{name}={value!r}" for name, value in vars(record).items() if name not in self._USUAL]
        return "\t".join([super().formatMessage(record), *extras])


def _configure_logging() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_WithExtras("[%(levelname)s]\t%(asctime)s\t%(message)s"))
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
