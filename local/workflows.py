"""State machines: moto's interpreter, corrected where AWS behaves otherwise."""

import json
import logging
import pickle
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from types import ModuleType
from typing import Any

from local.definitions import INLINE_MAP_LIMIT
from local.errors import FunctionNotFoundError, PayloadTooLargeError
from local.patching import replaced

Invoke = Callable[[str, bytes], tuple[bytes, bool]]


def running_executions() -> int:
    """Return how many executions have not ended."""
    return sum(execution.status == "RUNNING" for execution in _executions())


def stop_all() -> None:
    """Abort every running execution."""
    for execution in _executions():
        _stop(execution, error=None, cause="The embedded cloud is stopping")


def _executions() -> list[Any]:
    from moto.stepfunctions.parser.models import stepfunctions_parser_backends

    return [
        execution
        for account in list(stepfunctions_parser_backends.values())
        for backend in list(account.values())
        for machine in backend.state_machines
        for execution in list(machine.executions)
    ]


# Reading a definition takes a tenth of a second, and a path in it milliseconds; moto does both for every run.
_DEFINITIONS_KEPT = 50
_PATHS_KEPT = 500

# An execution ends once: a stop, a timeout and the last state may race for it.
_ending = threading.Lock()


def _stop(execution: Any, error: str | None, cause: str | None) -> None:
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
def interpreter(invoke: Invoke) -> Iterator[None]:
    """Switch moto's interpreter on, let it call functions directly, and make it end executions as AWS does.

    What differs from moto as it comes: functions are called without HTTP; a stop shows at once and no later error or
    result overwrites it; the error and cause of a stop are kept; two starts with one name make one execution; at
    most 40 iterations of a Map run side by side; when one fails, the others enter no further state; errors
    such as States.Timeout keep their name on the way out of a Map or Parallel.

    Args:
        invoke: calls a function by name or ARN with a JSON event, and returns its JSON answer and whether it failed.
    """
    _import_interpreter()
    # It logs every error of a state as if it were its own, those that are caught too, and a test for what is absent.
    logging.getLogger("moto.stepfunctions").setLevel(logging.CRITICAL)
    from botocore.exceptions import ClientError
    from moto.core.config import default_user_config
    from moto.core.responses import ActionResult
    from moto.stepfunctions.parser.api import ExecutionStatus
    from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
    from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
    from moto.stepfunctions.parser.asl.component.common.path import result_path
    from moto.stepfunctions.parser.asl.component.eval_component import EvalComponent
    from moto.stepfunctions.parser.asl.component.program.program import Program
    from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration import iteration_worker
    from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.inline_iteration_component import (
        InlineIterationComponent,
    )
    from moto.stepfunctions.parser.asl.component.state.exec.state_map.max_concurrency import MaxConcurrencyPath
    from moto.stepfunctions.parser.asl.component.state.exec.state_parallel import branches_decl
    from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
    from moto.stepfunctions.parser.asl.eval.environment import Environment
    from moto.stepfunctions.parser.asl.eval.program_state import ProgramRunning
    from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
    from moto.stepfunctions.parser.asl.utils import json_path
    from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication
    from moto.stepfunctions.parser.models import StepFunctionsParserBackend
    from moto.stepfunctions.parser.utils import TMP_THREADS
    from moto.stepfunctions.responses import StepFunctionResponse

    set_error, set_timed_out = Environment.set_error, Environment.set_timed_out
    reflect, start = (
        BaseExecutionWorkerCommunication._reflect_execution_status,
        StepFunctionsParserBackend.start_execution,
    )
    evaluate_in_time = Program.eval
    wanted_concurrency, iterate = MaxConcurrencyPath._eval_max_concurrency, InlineIterationComponent._eval_body

    read = AmazonStateLanguageParser.parse

    @lru_cache(_DEFINITIONS_KEPT)
    def kept(definition: str) -> tuple[bytes, Any]:
        program, tree = read(definition)
        return pickle.dumps(program), tree

    def parse(definition: str) -> tuple[Any, Any]:
        program, tree = kept(definition)
        return pickle.loads(program), tree  # each run has components of its own: they keep what they saw

    def invoke_function(parameters: dict[str, Any], region: str, state_credentials: Any) -> dict[str, Any]:
        try:
            payload, failed = invoke(parameters["FunctionName"], parameters.get("Payload") or b"{}")
        except (FunctionNotFoundError, PayloadTooLargeError) as error:
            code = (
                "ResourceNotFoundException" if isinstance(error, FunctionNotFoundError) else "RequestTooLargeException"
            )
            metadata = {"HTTPStatusCode": 404, "RequestId": str(uuid.uuid4())}
            details = {"Error": {"Code": code, "Message": str(error)}, "ResponseMetadata": metadata}
            raise ClientError(details, "Invoke") from error  # type: ignore[arg-type]
        answer = {"ExecutedVersion": "$LATEST", "Payload": json.loads(payload), "StatusCode": 200}
        return answer | ({"FunctionError": "Unhandled"} if failed else {})

    def set_error_once(self: Any, error: Any) -> None:
        if self._program_state is None or isinstance(self._program_state, ProgramRunning):
            set_error(self, error)

    def set_timed_out_once(self: Any) -> None:
        if isinstance(self._program_state, ProgramRunning):
            set_timed_out(self)

    def reflect_once(self: Any) -> None:
        with _ending:
            if self.execution.exec_status == ExecutionStatus.RUNNING:
                reflect(self)  # type: ignore[no-untyped-call]

    def start_execution(self: Any, state_machine_arn: str, name: str | None = None, *args: Any, **kwargs: Any) -> Any:
        TMP_THREADS.clear()  # moto only ever appends
        return start(self, state_machine_arn, name or str(uuid.uuid4()), *args, **kwargs)

    def stop_execution(self: Any) -> Any:
        execution = self.stepfunction_backend.describe_execution(self._get_param("executionArn"))
        _stop(execution, self._get_param("error"), self._get_param("cause"))
        return ActionResult({"stopDate": execution.stop_date})

    def evaluate(self: Any, env: Any) -> None:
        if self.timeout_seconds is not None:
            evaluate_in_time(self, env)
            return
        # What may take as long as it likes, as each iteration of a Map, needs no thread to wait for.
        env.next_state_name = self.start_at.start_at_name
        EvalComponent.eval(self, env)

    def capped_concurrency(self: Any, env: Any) -> int:
        return min(wanted_concurrency(self, env) or INLINE_MAP_LIMIT, INLINE_MAP_LIMIT)

    def iterate_until_one_fails(self: Any, env: Any) -> None:
        try:
            iterate(self, env)
        except Exception:
            for frame in list(env._frames):
                frame.set_stop(stop_date=datetime.now(tz=UTC), error=None, cause=None)
            raise

    def error_of_iteration(error_name: str) -> Any:
        return (StatesErrorName.from_name if error_name.startswith("States.") else CustomErrorName)(error_name)

    with ExitStack() as stack:
        for target, attribute, value in (
            (AmazonStateLanguageParser, "parse", staticmethod(parse)),
            (lambda_eval_utils, "_invoke_lambda_function", invoke_function),
            (Environment, "set_error", set_error_once),
            (Environment, "set_timed_out", set_timed_out_once),
            (BaseExecutionWorkerCommunication, "_reflect_execution_status", reflect_once),
            (StepFunctionsParserBackend, "start_execution", start_execution),
            (StepFunctionResponse, "stop_execution", stop_execution),
            (iteration_worker, "CustomErrorName", error_of_iteration),
            (branches_decl, "CustomErrorName", error_of_iteration),
            (Program, "eval", evaluate),
            (InlineIterationComponent, "_eval_body", iterate_until_one_fails),
            (MaxConcurrencyPath, "_eval_max_concurrency", capped_concurrency),
            (json_path, "parse", lru_cache(_PATHS_KEPT)(json_path.parse)),
            (result_path, "parse", lru_cache(_PATHS_KEPT)(result_path.parse)),
        ):
            stack.enter_context(replaced(target, attribute, value))
        before = default_user_config.get("stepfunctions")
        default_user_config["stepfunctions"] = {"execute_state_machine": True}
        stack.callback(default_user_config.__setitem__, "stepfunctions", before or {})
        yield


def _import_interpreter() -> None:
    """Import moto's interpreter without its Batch integration, which would load all of EC2: half of the start."""
    names = ("moto.batch", "moto.batch.utils")
    if any(name in sys.modules for name in names):
        return
    stub = ModuleType(names[1])
    setattr(stub, "JobStatus", Enum("JobStatus", ["SUCCEEDED", "FAILED"]))  # noqa: B010
    sys.modules.update({names[0]: ModuleType(names[0]), names[1]: stub})
    try:
        import moto.stepfunctions.parser.models  # noqa: F401
    finally:
        for name in names:
            del sys.modules[name]
