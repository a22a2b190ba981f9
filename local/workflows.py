"""State machines: moto's interpreter, corrected where AWS behaves otherwise, and a check of what it can evaluate."""

import json
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

from local.errors import TemplateError
from local.patching import replaced
from local.template import Template

INLINE_MAP_LIMIT = 40
"""Iterations of an inline Map that AWS runs side by side.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
"""

_COMMON = {"Type", "Comment", "InputPath", "OutputPath", "Next", "End", "QueryLanguage"}
_RESULT = {"ResultPath", "Parameters", "ResultSelector", "Retry", "Catch"}
_STATE_FIELDS: dict[str, set[str]] = {
    "Task": _COMMON | _RESULT | {"Resource", "TimeoutSeconds", "TimeoutSecondsPath"},
    "Parallel": _COMMON | _RESULT | {"Branches"},
    "Map": _COMMON
    | _RESULT
    | {"ItemsPath", "ItemSelector", "ItemProcessor", "Iterator", "MaxConcurrency", "MaxConcurrencyPath"},
    "Choice": _COMMON | {"Choices", "Default"},
    "Wait": _COMMON | {"Seconds", "SecondsPath", "Timestamp", "TimestampPath"},
    "Pass": _COMMON | {"Result", "ResultPath", "Parameters"},
    "Succeed": _COMMON,
    "Fail": {"Type", "Comment", "Error", "ErrorPath", "Cause", "CausePath", "QueryLanguage"},
}
_TOP_FIELDS = {"Comment", "StartAt", "States", "TimeoutSeconds", "Version", "QueryLanguage", "ProcessorConfig"}
_RESOURCES = re.compile(r"arn:aws:(states:::lambda:invoke|lambda:[^:]*:\d*:function:[^:]+)")

Invoke = Callable[[str, bytes], tuple[bytes, bool]]


def read_definition(template: Template, logical_id: str) -> dict[str, Any]:
    """Return a state machine's definition with its substitutions filled in.

    Raises:
        TemplateError: for a missing file, a placeholder without a value, or anything moto does not evaluate.
    """
    where = f"Resources.{logical_id}"
    properties = template.properties(logical_id)
    if properties.get("Type", "STANDARD") != "STANDARD":
        raise TemplateError(f"{where}.Properties.Type", "only STANDARD workflows are emulated")
    if "Definition" in properties:
        text = json.dumps(properties["Definition"])
    elif isinstance(properties.get("DefinitionUri"), str) and (template.root / properties["DefinitionUri"]).is_file():
        text = (template.root / properties["DefinitionUri"]).read_text("utf-8")
    else:
        raise TemplateError(f"{where}.Properties.DefinitionUri", "there is no such file beside the template")
    for name, value in (properties.get("DefinitionSubstitutions") or {}).items():
        text = text.replace(f"${{{name}}}", str(value))
    left = re.search(r"\$\{[^}]*\}", text)
    if left:
        raise TemplateError(where, f"{left.group()} in the definition has no value in DefinitionSubstitutions")
    try:
        definition: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise TemplateError(where, f"the definition is not JSON: {error}") from None
    _check_machine(definition, where)
    return definition


def _check_machine(machine: dict[str, Any], where: str) -> None:
    _refuse_fields(machine, _TOP_FIELDS, where)
    for name, state in machine.get("States", {}).items():
        _check_state(state, f"{where}.States.{name}")


def _check_state(state: dict[str, Any], where: str) -> None:
    kind = state.get("Type", "")
    if kind not in _STATE_FIELDS:
        raise TemplateError(where, f"the state type {kind!r} is not evaluated locally")
    _refuse_fields(state, _STATE_FIELDS[kind], where)
    if kind == "Task" and not _RESOURCES.fullmatch(state.get("Resource", "")):
        raise TemplateError(f"{where}.Resource", f"{state.get('Resource')} is not evaluated locally: call a function")
    for rule in [*state.get("Retry", []), *state.get("Catch", [])]:
        _refuse_fields(rule, set(rule) - {"Assign", "Output"}, where)
    for index, choice in enumerate(state.get("Choices", [])):
        _refuse_fields(choice, set(choice) - {"Assign", "Output"}, f"{where}.Choices[{index}]")
    for index, branch in enumerate(state.get("Branches", [])):
        _check_machine(branch, f"{where}.Branches[{index}]")
    if kind == "Map":
        _check_map(state, where)


def _check_map(state: dict[str, Any], where: str) -> None:
    processor = state.get("ItemProcessor") or state.get("Iterator") or {}
    if processor.get("ProcessorConfig", {}).get("Mode", "INLINE") != "INLINE":
        raise TemplateError(where, "a distributed Map is not evaluated locally")
    if state.get("MaxConcurrency", 0) > INLINE_MAP_LIMIT:
        raise TemplateError(f"{where}.MaxConcurrency", f"AWS runs at most {INLINE_MAP_LIMIT} side by side")
    if "MaxConcurrencyPath" not in state:
        # Zero means "as many as possible", which moto takes literally.
        state["MaxConcurrency"] = state.get("MaxConcurrency") or INLINE_MAP_LIMIT
    _check_machine(processor, where)


def _refuse_fields(given: dict[str, Any], known: set[str], where: str) -> None:
    for name in given:
        if name not in known:
            raise TemplateError(f"{where}.{name}", "this part of the Amazon States Language is not evaluated locally")
    if given.get("QueryLanguage", "JSONPath") != "JSONPath":
        raise TemplateError(f"{where}.QueryLanguage", "JSONata is not evaluated locally: use JSONPath")


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
    most 40 iterations of a Map run side by side.

    Args:
        invoke: calls a function by name or ARN with a JSON event, and returns its JSON answer and whether it failed.
    """
    from botocore.exceptions import ClientError
    from moto.core.config import default_user_config
    from moto.core.responses import ActionResult
    from moto.stepfunctions.parser.api import ExecutionStatus
    from moto.stepfunctions.parser.asl.component.state.exec.state_map.max_concurrency import MaxConcurrencyPath
    from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
    from moto.stepfunctions.parser.asl.eval.environment import Environment
    from moto.stepfunctions.parser.asl.eval.program_state import ProgramRunning
    from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication
    from moto.stepfunctions.parser.models import StepFunctionsParserBackend
    from moto.stepfunctions.parser.utils import TMP_THREADS
    from moto.stepfunctions.responses import StepFunctionResponse

    from local.errors import FunctionNotFound, PayloadTooLarge

    set_error, set_timed_out = Environment.set_error, Environment.set_timed_out
    reflect, start = (
        BaseExecutionWorkerCommunication._reflect_execution_status,
        StepFunctionsParserBackend.start_execution,
    )
    wanted_concurrency = MaxConcurrencyPath._eval_max_concurrency

    def invoke_function(parameters: dict[str, Any], region: str, state_credentials: Any) -> dict[str, Any]:
        try:
            payload, failed = invoke(parameters["FunctionName"], parameters.get("Payload") or b"{}")
        except (FunctionNotFound, PayloadTooLarge) as error:
            code = "ResourceNotFoundException" if isinstance(error, FunctionNotFound) else "RequestTooLargeException"
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
                reflect(self)

    def start_execution(self: Any, state_machine_arn: str, name: str | None = None, *args: Any, **kwargs: Any) -> Any:
        TMP_THREADS.clear()  # moto only ever appends
        return start(self, state_machine_arn, name or str(uuid.uuid4()), *args, **kwargs)

    def stop_execution(self: Any) -> Any:
        execution = self.stepfunction_backend.describe_execution(self._get_param("executionArn"))
        _stop(execution, self._get_param("error"), self._get_param("cause"))
        return ActionResult({"stopDate": execution.stop_date})

    def capped_concurrency(self: Any, env: Any) -> int:
        return min(wanted_concurrency(self, env) or INLINE_MAP_LIMIT, INLINE_MAP_LIMIT)

    with ExitStack() as stack:
        for target, attribute, value in (
            (lambda_eval_utils, "_invoke_lambda_function", invoke_function),
            (Environment, "set_error", set_error_once),
            (Environment, "set_timed_out", set_timed_out_once),
            (BaseExecutionWorkerCommunication, "_reflect_execution_status", reflect_once),
            (StepFunctionsParserBackend, "start_execution", start_execution),
            (StepFunctionResponse, "stop_execution", stop_execution),
            (MaxConcurrencyPath, "_eval_max_concurrency", capped_concurrency),
        ):
            stack.enter_context(replaced(target, attribute, value))
        before = default_user_config.get("stepfunctions")
        default_user_config["stepfunctions"] = {"execute_state_machine": True}
        stack.callback(lambda: default_user_config.update(stepfunctions=before or {}))
        yield
