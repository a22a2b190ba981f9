"""What is replaced inside moto: each test shows moto's own behaviour first, then the corrected one.

A test fails once a release of moto behaves as AWS does. The replacement is then to be removed, with its test.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import deepcopy
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.stepfunctions.parser.utils import TMP_THREADS

from local import aws
from local.moto import corrections
from local.moto.corrections import Invoke
from local.moto.table_copies import quick_tables
from local.patching import replaced

Correction = Callable[[], AbstractContextManager[None]]
FUNCTION = aws.arn("lambda", "function:any")
TASK = {"Type": "Task", "Resource": FUNCTION}


class Execution:
    """One execution of a state machine in moto.

    Args:
        definition: of the state machine.
        event: the execution's input.
    """

    def __init__(self, definition: dict[str, Any], event: Any):
        self.client = boto3.client("stepfunctions", region_name=aws.REGION)
        role = aws.arn("iam", "role/any", region="")
        machine = self.client.create_state_machine(name="m", definition=json.dumps(definition), roleArn=role)
        machine_arn, text = machine["stateMachineArn"], json.dumps(event)
        started = self.client.start_execution(stateMachineArn=machine_arn, name="e", input=text)
        self.arn = started["executionArn"]

    def describe(self) -> dict[str, Any]:
        description: dict[str, Any] = self.client.describe_execution(executionArn=self.arn)
        return description

    def ended(self) -> dict[str, Any]:
        """The description, once it has ended."""
        wait_for(lambda: self.describe()["status"] != "RUNNING")
        return self.describe()


@contextmanager
def execution(
    definition: dict[str, Any], correction: Correction, invoke: Invoke, event: Any = None
) -> Iterator[Execution]:
    """An execution under one correction alone."""
    with (
        correction(),
        corrections.lambda_tasks(invoke),
        mock_aws(config={"stepfunctions": {"execute_state_machine": True}}),
    ):
        yield Execution(definition, event)


def interpreter_is_idle() -> bool:
    return not any(thread.is_alive() for thread in list(TMP_THREADS))


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


def machine(state: dict[str, Any]) -> dict[str, Any]:
    """A state machine of one state."""
    return {"StartAt": "Only", "States": {"Only": state | {"End": True}}}


@pytest.mark.parametrize(
    ("correction", "at_once", "in_the_end"),
    [
        (nullcontext, ("RUNNING", None, None), ("FAILED", "Broken", "in its task")),
        (corrections.final_stops, ("ABORTED", "Cancelled", "by its owner"), ("ABORTED", "Cancelled", "by its owner")),
    ],
)
def test_a_stop_is_at_once_and_final(correction: Correction, at_once: Any, in_the_end: Any) -> None:
    entered, leave = threading.Event(), threading.Event()

    def invoke(name: str, event: bytes) -> tuple[bytes, bool]:
        entered.set()
        leave.wait(20)
        return json.dumps({"errorType": "Broken", "errorMessage": "in its task"}).encode(), True

    def told(description: dict[str, Any]) -> Any:
        return description["status"], description.get("error") or None, description.get("cause") or None

    with execution(machine(TASK), correction, invoke) as run:
        assert entered.wait(20)
        run.client.stop_execution(executionArn=run.arn, error="Cancelled", cause="by its owner")
        assert told(run.describe()) == at_once
        leave.set()
        wait_for(interpreter_is_idle)
        status, error, cause = told(run.describe())
        assert (status, error) == in_the_end[:2]
        assert in_the_end[2] in cause


@pytest.mark.parametrize(
    "state",
    [
        {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": machine(TASK)},
        {"Type": "Parallel", "Branches": [machine(TASK)]},
    ],
)
@pytest.mark.parametrize(
    ("correction", "error"),
    [(nullcontext, "States.Runtime"), (corrections.states_errors, "States.DataLimitExceeded")],
)
def test_errors_of_the_language_keep_their_name(state: dict[str, Any], correction: Correction, error: str) -> None:
    too_long = json.dumps("x" * 300_000).encode()
    with execution(machine(state), correction, lambda name, event: (too_long, False), {"items": [1]}) as run:
        assert run.ended()["error"] == error


@pytest.mark.parametrize(("correction", "most"), [(nullcontext, 50), (corrections.bounded_maps, 40)])
@pytest.mark.parametrize("width", [0, 50])
def test_forty_iterations_run_side_by_side(correction: Correction, most: int, width: int) -> None:
    running, counts, counting = set[bytes](), list[int](), threading.Lock()
    leave = threading.Event()

    def invoke(name: str, event: bytes) -> tuple[bytes, bool]:
        with counting:
            running.add(event)
            counts.append(len(running))
        leave.wait(20)
        with counting:
            running.discard(event)
        return event, False

    processor = machine(TASK)
    state = {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": processor, "MaxConcurrencyPath": "$.width"}
    with execution(machine(state), correction, invoke, {"items": list(range(50)), "width": width}) as run:
        wait_for(lambda: len(running) == most)
        leave.set()
        assert run.ended()["status"] == "SUCCEEDED"
    assert max(counts) == most


@pytest.mark.parametrize(("correction", "allowed"), [(nullcontext, True), (corrections.bucket_cors_only, False)])
def test_a_bucket_without_rules_allows_no_origin(correction: Correction, allowed: bool) -> None:
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.test import Client

    with correction(), mock_aws():
        server = Client(DomainDispatcherApplication(create_backend_app))
        server.put("/a-bucket", headers={"Host": "s3.amazonaws.com"})
        answer = server.get("/a-bucket/none", headers={"Host": "s3.amazonaws.com", "Origin": "https://evil.example"})
        assert ("Access-Control-Allow-Origin" in answer.headers) == allowed


ITEMS = 60
KEY = {"pk": {"S": "p"}, "sk": {"S": "new"}}


@contextmanager
def tables(correction: Correction) -> Iterator[Any]:
    """A client of a table T with a sort key and a table U without, with items in T."""
    with correction(), mock_aws():
        client = boto3.client("dynamodb", region_name=aws.REGION)
        keys = [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]
        types = [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "owner")]
        number = [{"AttributeName": "pk", "AttributeType": "N"}]
        owner = [{"AttributeName": "owner", "KeyType": "HASH"}, keys[1]]
        index = {"IndexName": "ByOwner", "KeySchema": owner, "Projection": {"ProjectionType": "ALL"}}
        for name, schema, attributes, indexes in (
            ("T", keys, types, {"GlobalSecondaryIndexes": [index]}),
            ("U", keys[:1], number, {}),
        ):
            client.create_table(
                TableName=name,
                BillingMode="PAY_PER_REQUEST",
                KeySchema=schema,
                AttributeDefinitions=attributes,
                **indexes,
            )
        for index in range(ITEMS):
            item = {"pk": {"S": f"p{index % 7}"}, "sk": {"S": f"s{index * 37 % 100}"}, "l": {"L": [{"S": "x"}]}}
            client.put_item(TableName="T", Item=item | {"owner": {"S": f"o{index % 3}"}})
        for number in ("10", "9", "-1"):
            client.put_item(TableName="U", Item={"pk": {"N": number}, "l": {"L": [{"S": "x"}]}})
        yield client


@contextmanager
def counted(target: Any, name: str) -> Iterator[list[int]]:
    """Counts the calls of a method."""
    calls, method = [], getattr(target, name)

    def count(*arguments: Any) -> Any:
        calls.append(1)
        return method(*arguments)

    with replaced(target, name, count):
        yield calls


@pytest.mark.parametrize(("correction", "quick"), [(nullcontext, False), (quick_tables, True)])
def test_a_transaction_copies_the_items_that_it_names(correction: Correction, quick: bool) -> None:
    put = {"Put": {"TableName": "T", "Item": KEY}}
    delete = {"Delete": {"TableName": "T", "Key": {"pk": {"S": "p0"}, "sk": {"S": "s0"}}}}
    with tables(correction) as client, counted(DynamoType, "__deepcopy__") as copies:
        client.transact_write_items(TransactItems=[put, delete])
    assert (len(copies) < 10) == quick
    assert (len(copies) > 2 * ITEMS) != quick


@pytest.mark.parametrize(("correction", "quick"), [(nullcontext, False), (quick_tables, True)])
def test_a_query_reads_one_partition(correction: Correction, quick: bool) -> None:
    with tables(correction) as client, counted(DynamoType, "__lt__") as comparisons:
        values = {":p": {"S": "p1"}}
        found = client.query(TableName="T", KeyConditionExpression="pk = :p", ExpressionAttributeValues=values)
    assert found["Count"] == len(range(1, ITEMS, 7))
    assert (len(comparisons) < ITEMS) == quick


def _change(table: str, key: dict[str, Any]) -> dict[str, Any]:
    expression = {"UpdateExpression": "SET l[0] = :s", "ExpressionAttributeValues": {":s": {"S": "changed"}}}
    return {"Update": {"TableName": table, "Key": key, **expression}}


FIRST, SECOND = ({"pk": {"S": "p0"}, "sk": {"S": sort}} for sort in ("s0", "s59"))
WRITES = [
    _change("T", FIRST),
    {"Put": {"TableName": "T", "Item": KEY}},
    {"Delete": {"TableName": "T", "Key": SECOND}},
    _change("U", {"pk": {"N": "9"}}),
    {"Put": {"TableName": "U", "Item": {"pk": {"N": "11"}}}},
    {"Delete": {"TableName": "U", "Key": {"pk": {"N": "10.0"}}}},
]
ABSENT = {"TableName": "T", "Key": {"pk": {"S": "none"}, "sk": {"S": "none"}}}
REFUSED = {"ConditionCheck": ABSENT | {"ConditionExpression": "attribute_exists(pk)"}}


@pytest.mark.parametrize(
    "actions",
    [
        [*WRITES, REFUSED],
        [REFUSED, *WRITES],
        [*WRITES, _change("T", FIRST)],
        [*WRITES, _change("T", ABSENT["Key"])],
        [*WRITES, {"Put": {"TableName": "Nowhere", "Item": KEY}}],
        [*WRITES, {"Delete": {"TableName": "T", "Key": {"pk": {"SS": ["a"]}, "sk": {"S": "s0"}}}}],
        [*WRITES, {"Delete": {"TableName": "T", "Key": {"pk": {"S": "a"}, "sk": {"SS": ["s0"]}}}}],
        [*WRITES, {"Delete": {"TableName": "T", "Key": {"sk": {"S": "s0"}}}}],
    ],
)
def test_a_refused_transaction_changes_nothing(actions: list[dict[str, Any]]) -> None:
    outcomes = []
    for correction in (nullcontext, quick_tables):
        with tables(correction) as client:
            before = [client.scan(TableName=table)["Items"] for table in "TU"]
            with pytest.raises(ClientError) as refused:
                client.transact_write_items(TransactItems=deepcopy(actions))
            assert [client.scan(TableName=table)["Items"] for table in "TU"] == before
            client.transact_write_items(TransactItems=WRITES)
            after = [client.scan(TableName=table)["Items"] for table in "TU"]
            assert after != before
            outcomes.append((str(refused.value), after))
    assert outcomes[0] == outcomes[1]


def test_pages_come_in_the_same_order() -> None:
    asked = {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "p2"}}, "Limit": 3}

    def pages(client: Any) -> Iterator[Any]:
        for operation, more in (
            ("query", asked),
            ("query", asked | {"ScanIndexForward": False}),
            ("scan", {"Limit": 7}),
        ):
            for page in client.get_paginator(operation).paginate(TableName="T", **more):
                yield page["Items"]
        yield client.scan(TableName="U")["Items"]

    with tables(nullcontext) as client:
        plain = list(pages(client))
    with tables(quick_tables) as client:
        assert list(pages(client)) == plain
