"""The state machines' executions, which moto's interpreter runs in this process."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from local.moto.corrections import Invoke, lambda_tasks, stop


def running_executions() -> int:
    """Return how many executions have not ended."""
    return sum(execution.status == "RUNNING" for execution in _executions())


def stop_all() -> None:
    """Abort every running execution."""
    for execution in _executions():
        stop(execution, error=None, cause="The embedded cloud is stopping")


def _executions() -> list[Any]:
    from moto.stepfunctions.parser.models import stepfunctions_parser_backends

    return [
        execution
        for account in list(stepfunctions_parser_backends.values())
        for backend in list(account.values())
        for machine in backend.state_machines
        for execution in list(machine.executions)
    ]


@contextmanager
def interpreter(invoke: Invoke) -> Iterator[None]:
    """Switch moto's interpreter on inside the block: without it, executions only pretend to run.

    Args:
        invoke: calls the function of a Task.
    """
    # It logs every error of a state as if it were its own, those that are caught too, and a test for what is absent.
    logging.getLogger("moto.stepfunctions").setLevel(logging.CRITICAL)
    from moto.core.config import default_user_config

    before = default_user_config["stepfunctions"]
    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    try:
        with lambda_tasks(invoke):
            yield
    finally:
        default_user_config["stepfunctions"] = before
