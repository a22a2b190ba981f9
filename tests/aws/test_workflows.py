"""Runs of state machines, by their names."""

import json
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from inkwell.aws.workflows import StepFunctions
from inkwell.core.names import new_id, run_name
from inkwell.reference_kits.kinds import ORDER
from tests.support.aws import REGION

PREFIX = f"arn:aws:states:{REGION}:123456789012:stateMachine:studio-"
EXECUTION = f"arn:aws:states:{REGION}:123456789012:execution:studio-reference-kit:run"


@pytest.fixture
def stub() -> Any:
    client = boto3.client(
        "stepfunctions", region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing"
    )
    with Stubber(client) as stub:
        yield stub
        stub.assert_no_pending_responses()


def flows(stub: Stubber) -> StepFunctions:
    return StepFunctions(lambda: stub.client, PREFIX)


def test_a_run_is_started_by_its_name(stub: Stubber) -> None:
    expected = {
        "stateMachineArn": f"{PREFIX}reference-kit",
        "name": "run",
        "input": json.dumps({"jobId": "job", "run": "run"}),
    }
    stub.add_response("start_execution", {"executionArn": EXECUTION, "startDate": 0}, expected)
    flows(stub).start("reference_kit", "run", "job")


def test_a_run_that_was_started_before_is_left_as_it_is(stub: Stubber) -> None:
    stub.add_client_error("start_execution", "ExecutionAlreadyExists")
    flows(stub).start("reference_kit", "run", "job")


def test_a_run_is_stopped_or_is_not_there(stub: Stubber) -> None:
    stub.add_response("stop_execution", {"stopDate": 0}, {"executionArn": EXECUTION})
    stub.add_client_error("stop_execution", "ExecutionDoesNotExist")
    flows(stub).stop("reference_kit", "run")
    flows(stub).stop("reference_kit", "run")


@pytest.mark.parametrize(
    ("status", "state"),
    [("RUNNING", "running"), *((each, "ended") for each in ("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"))],
)
def test_states_of_runs(stub: Stubber, status: str, state: str) -> None:
    answer = {"executionArn": EXECUTION, "stateMachineArn": f"{PREFIX}reference-kit", "startDate": 0, "status": status}
    stub.add_response("describe_execution", answer, {"executionArn": EXECUTION})
    assert flows(stub).state("reference_kit", "run") == state


def test_a_run_that_never_was_is_absent(stub: Stubber) -> None:
    stub.add_client_error("describe_execution", "ExecutionDoesNotExist")
    assert flows(stub).state("reference_kit", "run") == "absent"


@pytest.mark.parametrize("call", ["start", "stop", "state"])
def test_a_fault_is_told(stub: Stubber, call: str) -> None:
    operation = {"start": "start_execution", "stop": "stop_execution", "state": "describe_execution"}[call]
    stub.add_client_error(operation, "ThrottlingException")
    arguments = ("reference_kit", "run", "job")[: 3 if call == "start" else 2]
    with pytest.raises(stub.client.exceptions.ClientError):
        getattr(flows(stub), call)(*arguments)


@pytest.mark.parametrize("key", ORDER)
def test_names_of_runs_fit(key: str) -> None:
    assert len(run_name(new_id(), key, 99_999)) <= 80
