"""Settings, the direction of imports, and runs of workflows."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber
from pydantic import ValidationError

from inkwell.aws.workflows import StepFunctions
from inkwell.core.names import new_id, run_name
from inkwell.reference_kits.kinds import ORDER
from inkwell.settings import AccessSettings, HttpSettings, Settings, StorageSettings, WorkflowSettings, load
from tests.support.aws import REGION


@pytest.fixture(autouse=True)
def _fresh() -> Any:
    load.cache_clear()
    yield
    load.cache_clear()


def test_settings_are_read_from_the_environment_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABLE_NAME", "table")
    monkeypatch.setenv("BUCKET_NAME", "bucket")
    settings = load(StorageSettings)
    assert (settings.table_name, settings.bucket_name) == ("table", "bucket")
    monkeypatch.setenv("TABLE_NAME", "other")
    assert load(StorageSettings) is settings
    with pytest.raises(ValidationError):
        settings.table_name = "other"


@pytest.mark.parametrize("kind", [StorageSettings, WorkflowSettings, AccessSettings])
def test_a_missing_variable_is_named(kind: type[Settings], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in kind.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    with pytest.raises(ValidationError, match=next(n.upper() for n, f in kind.model_fields.items() if f.is_required())):
        load(kind)


def test_nobody_is_let_in_by_default_or_by_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JWT_SECRET_ID", "jwt")
    monkeypatch.delenv("ANONYMOUS_ACCESS", raising=False)
    assert load(AccessSettings).anonymous_access == "deny"
    for wrong in ("", "ALLOW", "true"):
        load.cache_clear()
        monkeypatch.setenv("ANONYMOUS_ACCESS", wrong)
        with pytest.raises(ValidationError):
            load(AccessSettings)


@pytest.mark.parametrize(("stage", "local"), [("local", True), ("dev", False), ("prod", False), ("", False)])
def test_only_the_stage_local_is_local(stage: str, local: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", stage)
    assert load(HttpSettings).is_local == local


def test_imports_point_inward() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# ---------------------------------------------------------------- runs

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
