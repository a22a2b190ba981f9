"""Corrections of moto where AWS behaves otherwise, and two hooks through which moto reaches the functions.

Each is a context manager that changes moto inside its block. Its docstring names the replaced attribute of moto, and
the behaviour of moto that made it necessary.
"""

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

from local.definitions import INLINE_MAP_LIMIT
from local.errors import FunctionNotFoundError, PayloadTooLargeError
from local.patching import replaced

Invoke = Callable[[str, bytes], tuple[bytes, bool]]
"""Calls a function by name or ARN with a JSON event; returns its JSON result and whether it failed."""

SendEvent = Callable[[str, str, Any], None]
"""Takes the name of an S3 event, the name of the bucket, and moto's object."""

_ending = threading.Lock()  # an execution ends once: a stop and the end of its last state may race for it


@contextmanager
def corrections() -> Iterator[None]:
    """Apply every correction. The hooks are not among them: they take parameters."""
    with ExitStack() as stack:
        for correction in (bucket_cors_only, final_stops, states_errors, bounded_maps):
            stack.enter_context(correction())
        yield


@contextmanager
def object_events(send: SendEvent) -> Iterator[None]:
    """Replace ``send_event``: moto sends S3's events to functions, queues and topics of its own only.

    Args:
        send: called with each event.
    """
    from moto.s3 import notifications

    def send_event(account_id: str, event_name: Any, bucket: Any, key: Any) -> None:
        send(str(getattr(event_name, "value", event_name)), bucket.name, key)

    with replaced(notifications, "send_event", send_event):
        yield


@contextmanager
def lambda_tasks(invoke: Invoke) -> Iterator[None]:
    """Replace ``_invoke_lambda_function``: for a Task, moto calls functions of its own, in containers.

    Args:
        invoke: calls the function instead.
    """
    from botocore.exceptions import ClientError
    from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils

    def refusal(code: str, error: Exception) -> ClientError:
        metadata = {"HTTPStatusCode": 404, "RequestId": str(uuid.uuid4())}
        details: Any = {"Error": {"Code": code, "Message": str(error)}, "ResponseMetadata": metadata}
        return ClientError(details, "Invoke")

    def invoke_function(parameters: dict[str, Any], region: str, state_credentials: Any) -> dict[str, Any]:
        try:
            payload, failed = invoke(parameters["FunctionName"], parameters.get("Payload") or b"{}")
        except FunctionNotFoundError as error:
            raise refusal("ResourceNotFoundException", error) from error
        except PayloadTooLargeError as error:
            raise refusal("RequestTooLargeException", error) from error
        result = {"ExecutedVersion": "$LATEST", "Payload": json.loads(payload), "StatusCode": 200}
        return result | ({"FunctionError": "Unhandled"} if failed else {})

    with replaced(lambda_eval_utils, "_invoke_lambda_function", invoke_function):
        yield


@contextmanager
def bucket_cors_only() -> Iterator[None]:
    """Replace ``DISABLE_GLOBAL_CORS``: moto's server lets every origin in, whatever the bucket's CORS rules say."""
    from moto.moto_server import werkzeug_app

    with replaced(werkzeug_app, "DISABLE_GLOBAL_CORS", True):
        yield


@contextmanager
def final_stops() -> Iterator[None]:
    """Replace ``stop_execution`` and ``_reflect_execution_status``: moto's stops come late and may be overwritten.

    moto loses the error and the cause of a stop, and the execution runs on until its current state ends; when that
    state fails, so does the execution.
    """
    from moto.core.responses import ActionResult
    from moto.stepfunctions.parser.api import ExecutionStatus
    from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication
    from moto.stepfunctions.responses import StepFunctionResponse

    reflect = BaseExecutionWorkerCommunication._reflect_execution_status

    def stop_execution(self: Any) -> Any:
        execution = self.stepfunction_backend.describe_execution(self._get_param("executionArn"))
        stop(execution, self._get_param("error"), self._get_param("cause"))
        return ActionResult({"stopDate": execution.stop_date})

    def reflect_once(self: Any) -> None:
        with _ending:
            if self.execution.exec_status == ExecutionStatus.RUNNING:
                reflect(self)  # type: ignore[no-untyped-call]

    with (
        replaced(StepFunctionResponse, "stop_execution", stop_execution),
        replaced(BaseExecutionWorkerCommunication, "_reflect_execution_status", reflect_once),
    ):
        yield


def stop(execution: Any, error: str | None, cause: str | None) -> None:
    """Abort an execution of moto's at once, if it still runs."""
    from moto.stepfunctions.parser.api import ExecutionStatus

    with _ending:
        if execution.exec_status != ExecutionStatus.RUNNING:
            return
        execution.exec_status = ExecutionStatus.ABORTED
        execution.stop_date = datetime.now(tz=UTC)
        execution.error, execution.cause = error, cause
    worker = execution.exec_worker
    while worker.env is None or worker.env.program_state() is None:  # the interpreter's thread has just been started
        time.sleep(0.001)
    worker.env.set_stop(stop_date=execution.stop_date, error=error, cause=cause)


@contextmanager
def states_errors() -> Iterator[None]:
    """Replace ``CustomErrorName``: out of a Map or Parallel, moto turns every ``States.`` error into States.Runtime."""
    from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
    from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
    from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration import iteration_worker
    from moto.stepfunctions.parser.asl.component.state.exec.state_parallel import branches_decl

    def error_name(error_name: str) -> Any:
        return (StatesErrorName.from_name if error_name.startswith("States.") else CustomErrorName)(error_name)

    with (
        replaced(iteration_worker, "CustomErrorName", error_name),
        replaced(branches_decl, "CustomErrorName", error_name),
    ):
        yield


@contextmanager
def bounded_maps() -> Iterator[None]:
    """Replace ``MaxConcurrencyPath._eval_max_concurrency``: moto runs more than 40 iterations side by side."""
    from moto.stepfunctions.parser.asl.component.state.exec.state_map.max_concurrency import MaxConcurrencyPath

    wanted = MaxConcurrencyPath._eval_max_concurrency

    def bounded(self: Any, env: Any) -> int:
        return min(wanted(self, env) or INLINE_MAP_LIMIT, INLINE_MAP_LIMIT)

    with replaced(MaxConcurrencyPath, "_eval_max_concurrency", bounded):
        yield
