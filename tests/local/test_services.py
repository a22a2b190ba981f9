"""The AWS services: atomic DynamoDB, S3 with events and honest presigned URLs, Step Functions."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError

from local import Cloud, aws
from local.asynchronous import AsynchronousCalls
from local.schedule import Scheduler, read_schedules


def wait_for(condition: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + 10
    while not (result := condition()):
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)
    return result


def lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def quick_switches() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("quick_switches")
def test_a_conditional_claim_is_won_once(cloud: Cloud) -> None:
    dynamodb, table = cloud.client("dynamodb"), cloud.resource_name("Table")
    # botocore makes these classes at their first use, and for two threads at once it makes them twice.
    taken = dynamodb.exceptions.ConditionalCheckFailedException

    def claim(number: int, who: int) -> bool:
        item = {"pk": {"S": f"claim-{number}"}, "sk": {"S": "-"}, "who": {"N": str(who)}}
        try:
            dynamodb.put_item(TableName=table, Item=item, ConditionExpression="attribute_not_exists(pk)")
        except taken:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        for number in range(20):
            assert sum(threads.map(claim, [number] * 8, range(8))) == 1


@pytest.mark.usefixtures("quick_switches")
def test_no_increment_is_lost(cloud: Cloud) -> None:
    dynamodb, table = cloud.client("dynamodb"), cloud.resource_name("Table")
    key = {"pk": {"S": "counter"}, "sk": {"S": "-"}}

    def increment(_: int) -> None:
        values = {":one": {"N": "1"}}
        dynamodb.update_item(TableName=table, Key=key, UpdateExpression="ADD n :one", ExpressionAttributeValues=values)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(increment, range(100)))
    assert dynamodb.get_item(TableName=table, Key=key)["Item"]["n"] == {"N": "100"}


def test_a_cancelled_transaction_changes_nothing(cloud: Cloud) -> None:
    dynamodb, table = cloud.client("dynamodb"), cloud.resource_name("Table")
    old, new = ({"pk": {"S": "money"}, "sk": {"S": sk}} for sk in ("old", "new"))
    dynamodb.put_item(TableName=table, Item=old | {"n": {"N": "1"}, "list": {"L": [{"S": "a"}]}})
    update = {
        "TableName": table,
        "Key": old,
        "UpdateExpression": "SET n = n + :one, #l[0] = :b",
        "ExpressionAttributeNames": {"#l": "list"},
        "ExpressionAttributeValues": {":one": {"N": "1"}, ":b": {"S": "b"}},
    }
    put = {"TableName": table, "Item": new}
    refused = {"TableName": table, "Key": {"pk": {"S": "money"}, "sk": {"S": "none"}}}
    check = refused | {"ConditionExpression": "attribute_exists(pk)"}
    with pytest.raises(dynamodb.exceptions.TransactionCanceledException) as raised:
        dynamodb.transact_write_items(TransactItems=[{"Update": update}, {"Put": put}, {"ConditionCheck": check}])
    assert [reason["Code"] for reason in raised.value.response["CancellationReasons"]] == [
        "None",
        "None",
        "ConditionalCheckFailed",
    ]
    assert dynamodb.get_item(TableName=table, Key=old)["Item"]["n"] == {"N": "1"}
    assert dynamodb.get_item(TableName=table, Key=old)["Item"]["list"] == {"L": [{"S": "a"}]}
    assert "Item" not in dynamodb.get_item(TableName=table, Key=new)
    dynamodb.transact_write_items(TransactItems=[{"Update": update}, {"Put": put}])
    assert dynamodb.get_item(TableName=table, Key=old)["Item"]["n"] == {"N": "2"}


def test_an_upload_calls_the_trigger_after_the_request(cloud: Cloud, record: Path) -> None:
    s3, bucket = cloud.client("s3"), cloud.resource_name("Bucket")
    record.unlink(missing_ok=True)
    for key in ("uploads/a b+ü.png", "elsewhere/a.png"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"12345")
    cloud.drain()
    (event,) = (json.loads(line) for line in lines(record))
    (entry,) = event["Records"]
    assert entry["eventName"] == "ObjectCreated:Put"
    assert entry["s3"]["bucket"]["name"] == bucket
    assert entry["s3"]["object"]["key"] == "uploads/a+b%2B%C3%BC.png"
    assert (entry["s3"]["object"]["size"], len(entry["s3"]["object"]["eTag"])) == (5, 32)
    s3.put_object(Bucket=bucket, Key="uploads/second", Body=b"")
    cloud.drain()
    second = json.loads(lines(record)[1])["Records"][0]
    assert second["s3"]["object"]["sequencer"] > entry["s3"]["object"]["sequencer"]


def test_a_failed_asynchronous_call_is_repeated_twice(
    cloud: Cloud, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environments = cloud._environments
    function = cloud.functions["OnUpload"]
    for failures, attempts in ((1, 2), (9, 3)):
        record.unlink(missing_ok=True)
        changed = function.variables | {"FAILURES": str(failures)}
        calls = AsynchronousCalls(environments, delays=(0.01, 0.01))
        calls.submit(type(function)(**vars(function) | {"variables": changed}), b"{}")
        while calls.pending:
            time.sleep(0.01)
        assert len(lines(record)) == attempts


def test_invocation_type_event(cloud: Cloud, record: Path) -> None:
    record.unlink(missing_ok=True)
    answer = cloud.client("lambda").invoke(
        FunctionName=cloud.resource_name("OnUpload"), InvocationType="Event", Payload=b'{"from": "a caller"}'
    )
    assert answer["StatusCode"] == 202
    cloud.drain()
    assert [json.loads(line) for line in lines(record)] == [{"from": "a caller"}]


def test_schedules_fire(cloud: Cloud, record: Path) -> None:
    record.unlink(missing_ok=True)
    scheduler = Scheduler(read_schedules(cloud.functions), cloud._calls)
    started = 1_767_225_600.0
    scheduler.fire(started + 299, started + 300, started)
    scheduler.fire(started + 419, started + 421, started)
    cloud.drain()
    events = [json.loads(line) for line in lines(record)]
    assert len(events) == 2
    assert {"seldom": True} in events
    (often,) = [event for event in events if "source" in event]
    assert (often["source"], often["detail-type"]) == ("aws.events", "Scheduled Event")


def test_presigned_urls_hold_callers_to_what_they_sign(cloud: Cloud, s3: Any) -> None:
    bucket = cloud.resource_name("Bucket")
    signed = {"Bucket": bucket, "Key": "drawn/ä b.png", "ContentType": "image/png", "ContentLength": 3}
    url = s3.generate_presigned_url("put_object", signed, ExpiresIn=60)
    png = {"Content-Type": "image/png"}
    assert requests.put(url, data=b"1234", headers=png).status_code == 403
    assert requests.put(url, data=b"123", headers={"Content-Type": "text/html"}).status_code == 403
    assert requests.put(url, data=b"123").status_code == 403
    assert requests.put(url, data=b"123", headers=png | {"x-amz-acl": "public-read"}).status_code == 403
    assert requests.put(url.replace("drawn", "other"), data=b"123", headers=png).status_code == 403
    assert requests.put(url, data=b"123", headers=png).status_code == 200
    read = s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": signed["Key"]}, ExpiresIn=60)
    response = requests.get(read)
    assert (response.content, response.headers["Content-Type"]) == (b"123", "image/png")
    assert requests.get(read.replace("X-Amz-Expires=60", "X-Amz-Expires=600")).status_code == 403
    assert requests.delete(read).status_code == 403


def test_presigned_urls_expire(cloud: Cloud, s3: Any) -> None:
    bucket = cloud.resource_name("Bucket")
    url = s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "x"}, ExpiresIn=1)
    time.sleep(1.1)
    response = requests.get(url)
    assert response.status_code == 403
    assert "Request has expired" in response.text


def test_presigned_urls_of_others_are_refused(cloud: Cloud) -> None:
    stranger = boto3.client(
        "s3",
        endpoint_url=cloud.endpoint,
        aws_access_key_id="AKIASTRANGER",
        aws_secret_access_key="x",
        region_name=aws.REGION,
        config=Config(signature_version="s3v4"),
    )
    signed = {"Bucket": cloud.resource_name("Bucket"), "Key": "x"}
    assert "InvalidAccessKeyId" in requests.get(stranger.generate_presigned_url("get_object", signed)).text


def test_browsers_may_come_from_the_origins_of_the_bucket(cloud: Cloud, s3: Any) -> None:
    bucket = cloud.resource_name("Bucket")
    url = s3.generate_presigned_url("put_object", {"Bucket": bucket, "Key": "from-a-browser"}, ExpiresIn=60)
    asked = {"Origin": "http://localhost:5173", "Access-Control-Request-Method": "PUT"}
    assert requests.options(url, headers=asked).headers["Access-Control-Allow-Origin"] == "http://localhost:5173"
    response = requests.put(url, data=b"1", headers={"Origin": "http://localhost:5173"})
    assert response.headers["Access-Control-Allow-Origin"] == "http://localhost:5173"
    refused = requests.options(url, headers=asked | {"Origin": "https://evil.example"})
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers


class Machine:
    """The state machine of the small studio."""

    def __init__(self, cloud: Cloud):
        self.cloud = cloud
        self.client = cloud.client("stepfunctions")
        self.arn = cloud.outputs["Machine"]

    def start(self, name: str, first: dict[str, Any], items: list[dict[str, Any]] | None = None) -> str:
        return self.start_with(self.arn, name, {"first": first, "items": items or []})

    def start_with(self, machine: str, name: str, event: dict[str, Any]) -> str:
        text = json.dumps(event)
        arn: str = self.client.start_execution(stateMachineArn=machine, name=name, input=text)["executionArn"]
        return arn

    def describe(self, arn: str) -> dict[str, Any]:
        description: dict[str, Any] = self.client.describe_execution(executionArn=arn)
        return description

    def run(self, name: str, first: dict[str, Any], items: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        arn = self.start(name, first, items)
        self.cloud.drain()
        description = self.describe(arn)
        assert description["status"] == "SUCCEEDED"
        output: dict[str, Any] = json.loads(description["output"])
        return output


@pytest.fixture
def machine(cloud: Cloud) -> Machine:
    return Machine(cloud)


def test_an_execution_runs_functions_in_environments_of_their_own(machine: Machine, tmp_path: Path) -> None:
    meeting = {"file": str(tmp_path / "meeting"), "count": 6}
    output = machine.run("side-by-side", {}, [{"meeting": meeting}] * 6)
    assert len({report["identity"] for report in output["each"]}) == 6


@pytest.mark.parametrize(
    ("first", "error", "caught"),
    [
        ({"do": "fail"}, "RateLimitedError", "limited"),
        ({"seconds": 30}, "Sandbox.Timedout", "failed"),
        ({"do": "kill"}, "Runtime.ExitError", "failed"),
    ],
)
def test_errors_are_caught_by_the_names_that_lambda_reports(
    machine: Machine, first: dict[str, Any], error: str, caught: str
) -> None:
    output = machine.run(f"caught-{error}", first)
    assert (output["error"]["Error"], output["caught"]) == (error, caught)
    assert json.loads(output["error"]["Cause"])["errorType"] == error


def test_one_name_is_one_execution(machine: Machine, tmp_path: Path) -> None:
    event = {"do": "log", "file": str(tmp_path / "log"), "seconds": 0.5}
    with ThreadPoolExecutor(8) as threads:
        arns = list(threads.map(lambda _: machine.start("once", event), range(8)))
    assert len(set(arns)) == 1
    with pytest.raises(ClientError, match="ExecutionAlreadyExists"):
        machine.start("once", {"another": "input"})
    machine.cloud.drain()
    assert len(lines(tmp_path / "log")) == 1
    with pytest.raises(ClientError, match="ExecutionAlreadyExists"):
        machine.start("once", event)


def test_after_a_stop_no_state_is_entered(machine: Machine, tmp_path: Path) -> None:
    log = tmp_path / "log"
    first = {"do": "log", "file": str(log), "line": "first", "seconds": 0.5}
    arn = machine.start("stopped", first, [{"do": "log", "file": str(log), "line": "item"}] * 3)
    wait_for(lambda: lines(log))
    machine.client.stop_execution(executionArn=arn, error="Cancelled", cause="by its owner")
    description = machine.describe(arn)
    assert description["status"] == "ABORTED"
    assert (description["error"], description["cause"]) == ("Cancelled", "by its owner")
    machine.cloud.drain()
    time.sleep(0.2)
    assert lines(log) == ["first"]
    assert machine.describe(arn)["stopDate"] == description["stopDate"]
    assert machine.describe(arn)["status"] == "ABORTED"


def test_a_stop_inside_a_map_and_a_failing_task_stay_a_stop(machine: Machine, tmp_path: Path) -> None:
    log = tmp_path / "log"
    items = [{"do": "log", "file": str(log), "line": "item", "seconds": 0.4}] * 30
    arn = machine.start("stopped-map", {}, items)
    wait_for(lambda: lines(log))
    machine.client.stop_execution(executionArn=arn)
    machine.cloud.drain()
    entered = len(lines(log))
    time.sleep(0.3)
    assert len(lines(log)) == entered
    assert machine.describe(arn)["status"] == "ABORTED"
    failing = machine.start("stopped-failing", {"seconds": 30})
    machine.client.stop_execution(executionArn=failing)
    machine.cloud.drain()
    assert machine.describe(failing)["status"] == "ABORTED"


def test_when_an_iteration_fails_the_others_enter_no_further_state(machine: Machine, tmp_path: Path) -> None:
    log = {"do": "log", "file": str(tmp_path / "log")}
    items = [
        {"first": log | {"line": "slow", "seconds": 0.5}, "second": log | {"line": "never"}},
        {"first": {"do": "fail"}, "second": {}},
    ]
    arn = machine.start_with(machine.cloud.resource_arn("Steps"), "one-fails", {"items": items, "width": 2})
    machine.cloud.drain()
    time.sleep(0.2)
    assert machine.describe(arn)["status"] == "FAILED"
    assert machine.describe(arn)["error"] == "RateLimitedError"
    assert set(lines(tmp_path / "log")) <= {"slow"}


def test_timeouts_of_tasks_and_executions(machine: Machine, tmp_path: Path) -> None:
    log = {"do": "log", "file": str(tmp_path / "log")}
    steps = machine.cloud.resource_arn("Steps")
    late = {"items": [{"first": {"seconds": 1.5}, "second": log}], "width": 1}
    task = machine.start_with(steps, "late-task", late)
    long = {"items": [{"first": {"seconds": 0.8}, "second": log}] * 3, "width": 1}
    execution = machine.start_with(steps, "late-execution", long)
    machine.cloud.drain()
    assert (machine.describe(task)["status"], machine.describe(task)["error"]) == ("FAILED", "States.Timeout")
    assert machine.describe(execution)["status"] == "TIMED_OUT"
    assert len(lines(tmp_path / "log")) == 2
