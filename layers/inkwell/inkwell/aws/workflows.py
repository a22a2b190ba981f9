"""Runs of Step Functions state machines."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from inkwell.core.state_machines import RunState

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


class StepFunctions:
    """The `Workflows` in AWS Step Functions.

    Args:
        client: makes the client when it is first needed: most requests start no run, and a client costs 15 ms.
        prefix: the ARN of every state machine up to the workflow's own name.
    """

    def __init__(self, client: Callable[[], "SFNClient"], prefix: str) -> None:
        self._make_client = client
        self._prefix = prefix

    @cached_property
    def _client(self) -> "SFNClient":
        return self._make_client()

    def start(self, workflow: str, run: str, job_id: str) -> bool:
        """See `Workflows`."""
        # A repeated start of a run must do nothing: while it is under way, the same name and input are accepted.
        try:
            self._client.start_execution(
                stateMachineArn=self._machine(workflow), name=run, input=json.dumps({"jobId": job_id, "run": run})
            )
        except self._client.exceptions.ExecutionAlreadyExists:
            return False
        return True

    def stop(self, workflow: str, run: str) -> None:
        """See `Workflows`."""
        with suppress(self._client.exceptions.ExecutionDoesNotExist):
            self._client.stop_execution(executionArn=self._execution(workflow, run))

    def state(self, workflow: str, run: str) -> RunState:
        """See `Workflows`."""
        try:
            execution = self._client.describe_execution(executionArn=self._execution(workflow, run))
        except self._client.exceptions.ExecutionDoesNotExist:
            return "absent"
        return "running" if execution["status"] == "RUNNING" else "ended"

    def _machine(self, workflow: str) -> str:
        return f"{self._prefix}{workflow.replace('_', '-')}"

    def _execution(self, workflow: str, run: str) -> str:
        return f"{self._machine(workflow).replace(':stateMachine:', ':execution:')}:{run}"
