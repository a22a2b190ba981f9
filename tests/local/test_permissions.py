"""Requests of functions against their roles: what IAM would refuse is refused as each service refuses it."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError

from local import Cloud, aws
from local.errors import TemplateError
from local.permissions import access_key
from local.policies import Need, Role, like

TABLE = f"{aws.STACK}-Table"
BUCKET = f"{aws.STACK}-pictures"

Client = Callable[[str], Any]


def _clients(cloud: Cloud, key: str) -> Client:
    session = boto3.Session(key, aws.SECRET_KEY, aws.SESSION_TOKEN, region_name=aws.REGION)
    config = Config(signature_version="s3v4", s3={"addressing_style": "path"}, retries={"total_max_attempts": 1})
    make: Any = session.client
    return lambda service: make(service, endpoint_url=cloud.endpoint, config=config if service == "s3" else None)


@pytest.fixture(scope="module")
def probe(cloud: Cloud) -> Client:
    """The clients of the function Probe."""
    return _clients(cloud, access_key("Probe"))


@pytest.fixture(scope="module", autouse=True)
def _held(cloud: Cloud) -> None:
    for key in ("open/book.png", "openly.png", "secret/book.png"):
        cloud.client("s3").put_object(Bucket=BUCKET, Key=key, Body=b"x")


def _key(pk: str) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": "-"}}


def _put(pk: str) -> dict[str, Any]:
    return {"Put": {"TableName": TABLE, "Item": _key(pk)}}


def _query(name: str, value: str, **further: Any) -> dict[str, Any]:
    expression = {"KeyConditionExpression": f"{name} = :it", "ExpressionAttributeValues": {":it": {"S": value}}}
    return {"TableName": TABLE} | expression | further


ALLOWED: list[tuple[str, str, dict[str, Any]]] = [
    ("dynamodb", "put_item", {"TableName": TABLE, "Item": _key("BOOK#1")}),
    ("dynamodb", "get_item", {"TableName": TABLE, "Key": _key("BOOK#1")}),
    ("dynamodb", "transact_write_items", {"TransactItems": [_put("BOOK#2"), _put("BOOK#3")]}),
    ("dynamodb", "batch_get_item", {"RequestItems": {TABLE: {"Keys": [_key("BOOK#1"), _key("BOOK#2")]}}}),
    ("dynamodb", "query", _query("pk", "BOOK#1")),
    ("dynamodb", "query", _query("#key", "BOOK#1", ExpressionAttributeNames={"#key": "pk"})),
    ("dynamodb", "query", _query("owner", "ada#books", IndexName="by_owner")),
    ("s3", "get_object", {"Bucket": BUCKET, "Key": "open/book.png"}),
    ("s3", "list_objects_v2", {"Bucket": BUCKET, "Prefix": "open/"}),
    ("secretsmanager", "get_secret_value", {"SecretId": f"{aws.STACK}-SessionKey"}),
    ("sqs", "send_message", {"QueueUrl": aws.queue_url(f"{aws.STACK}-Orders"), "MessageBody": "an order"}),
    (
        "stepfunctions",
        "start_execution",
        {"stateMachineArn": aws.arn("states", f"stateMachine:{aws.STACK}-Machine"), "input": "{}"},
    ),
]
REFUSED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "another action": ("dynamodb", "delete_item", {"TableName": TABLE, "Key": _key("BOOK#1")}),
    "another key": ("dynamodb", "put_item", {"TableName": TABLE, "Item": _key("USER#ada")}),
    "a key that only contains it": ("dynamodb", "get_item", {"TableName": TABLE, "Key": _key("MYBOOK#1")}),
    "another table": ("dynamodb", "get_item", {"TableName": "others", "Key": _key("BOOK#1")}),
    "a scan, which has no leading keys": ("dynamodb", "scan", {"TableName": TABLE}),
    "one bad key in a batch": (
        "dynamodb",
        "batch_get_item",
        {"RequestItems": {TABLE: {"Keys": [_key("BOOK#1"), _key("USER#ada")]}}},
    ),
    "one bad key in a transaction": (
        "dynamodb",
        "transact_write_items",
        {"TransactItems": [_put("BOOK#9"), _put("USER#ada")]},
    ),
    "one bad action in a transaction": (
        "dynamodb",
        "transact_write_items",
        {"TransactItems": [_put("BOOK#9"), {"Delete": {"TableName": TABLE, "Key": _key("BOOK#1")}}]},
    ),
    "another partition": ("dynamodb", "query", _query("pk", "USER#ada")),
    "another partition of the index": ("dynamodb", "query", _query("owner", "USERS", IndexName="by_owner")),
    "the table's key for the index": ("dynamodb", "query", _query("owner", "BOOK#1", IndexName="by_owner")),
    "another prefix": ("s3", "get_object", {"Bucket": BUCKET, "Key": "secret/book.png"}),
    "a prefix that only begins alike": ("s3", "get_object", {"Bucket": BUCKET, "Key": "openly.png"}),
    "a step out of the prefix": ("s3", "get_object", {"Bucket": BUCKET, "Key": "/open/book.png"}),
    "a copy of what it may not read": (
        "s3",
        "copy_object",
        {"Bucket": BUCKET, "Key": "open/copy.png", "CopySource": f"{BUCKET}/secret/book.png"},
    ),
    "one bad key among the deleted": (
        "s3",
        "delete_objects",
        {"Bucket": BUCKET, "Delete": {"Objects": [{"Key": "open/none.png"}, {"Key": "secret/book.png"}]}},
    ),
    "another part of the object": ("s3", "get_object_acl", {"Bucket": BUCKET, "Key": "open/book.png"}),
    "a list of everything": ("s3", "list_objects_v2", {"Bucket": BUCKET}),
    "a list of another prefix": ("s3", "list_objects_v2", {"Bucket": BUCKET, "Prefix": "secret/"}),
    "to learn what is missing": ("s3", "get_object", {"Bucket": BUCKET, "Key": "open/missing.png"}),
    "another queue": (
        "sqs",
        "send_message",
        {"QueueUrl": aws.queue_url(f"{aws.STACK}-FailedOrders"), "MessageBody": "an order"},
    ),
    "to read a queue": ("sqs", "receive_message", {"QueueUrl": aws.queue_url(f"{aws.STACK}-Orders")}),
    "another secret": ("secretsmanager", "get_secret_value", {"SecretId": "others"}),
    "another state machine": (
        "stepfunctions",
        "start_execution",
        {"stateMachineArn": aws.arn("states", f"stateMachine:{aws.STACK}-Steps"), "input": "{}"},
    ),
    "a function": ("lambda", "invoke", {"FunctionName": "Echo"}),
}


@pytest.mark.parametrize(("service", "operation", "arguments"), ALLOWED)
def test_what_a_statement_allows_is_done(probe: Client, service: str, operation: str, arguments: dict[str, Any]):
    getattr(probe(service), operation)(**arguments)


@pytest.mark.parametrize("what", REFUSED)
def test_what_no_statement_allows_is_refused_and_not_done(cloud: Cloud, probe: Client, what: str):
    service, operation, arguments = REFUSED[what]
    with pytest.raises(ClientError) as error:
        getattr(probe(service), operation)(**arguments)
    assert error.value.response["Error"]["Code"] == ("AccessDenied" if service == "s3" else "AccessDeniedException")
    status = 403 if service in ("s3", "lambda") else 400
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert "is not authorized to perform" in error.value.response["Error"]["Message"]
    stored = cloud.client("dynamodb").scan(TableName=TABLE)["Items"]
    assert {item["pk"]["S"] for item in stored} <= {"BOOK#1", "BOOK#2", "BOOK#3"}
    assert cloud.client("s3").head_object(Bucket=BUCKET, Key="secret/book.png")


def test_who_may_list_learns_what_is_missing(cloud: Cloud):
    with pytest.raises(ClientError, match="NoSuchKey"):
        _clients(cloud, access_key("Picture"))("s3").get_object(Bucket=BUCKET, Key="open/missing.png")


def test_a_function_without_policies_may_do_nothing(cloud: Cloud):
    with pytest.raises(ClientError, match="AccessDenied"):
        _clients(cloud, access_key("Echo"))("s3").get_object(Bucket=BUCKET, Key="open/book.png")


def test_an_administrator_may_do_everything(cloud: Cloud):
    assert cloud.client("dynamodb").scan(TableName=TABLE)["ScannedCount"] >= 0


@pytest.mark.parametrize(
    ("key", "status"), [("open/book.png", 200), ("open/missing.png", 403), ("secret/book.png", 403)]
)
def test_a_url_may_do_what_the_function_may_that_signed_it(probe: Client, key: str, status: int):
    place = {"Bucket": BUCKET, "Key": key}
    url = probe("s3").generate_presigned_url("get_object", Params=place)
    assert requests.get(url, timeout=10).status_code == status
    there = probe("s3").generate_presigned_url("put_object", Params=place | {"Key": f"{key}.copy"})
    assert requests.put(there, b"x", timeout=10).status_code == (200 if key.startswith("open/") else 403)


def test_a_condition_on_a_key_that_the_request_lacks():
    def role(operator: str) -> Role:
        condition = {operator: {"dynamodb:LeadingKeys": "BOOK#*"}}
        return Role([{"Statement": {"Effect": "Allow", "Action": "a:B", "Resource": "*", "Condition": condition}}], "")

    assert not role("StringLike").allows(Need("a:B", "arn"))
    assert role("ForAllValues:StringLike").allows(Need("a:B", "arn")), "as in IAM: grant no action without leading keys"


def test_one_statement_without_a_condition_undoes_the_others():
    allow = {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "*"}
    narrow = allow | {"Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["BOOK#*"]}}}
    need = Need("dynamodb:PutItem", "arn", {"dynamodb:LeadingKeys": ["USER#ada"]})
    assert not Role([{"Statement": [narrow]}], "").allows(need)
    assert Role([{"Statement": [narrow]}, {"Statement": [allow]}], "").allows(need)


@pytest.mark.parametrize(
    "strange",
    [
        {"Effect": "Deny"},
        {"NotResource": "*"},
        {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
    ],
)
def test_what_is_not_evaluated_stops_the_start(strange: dict[str, Any]):
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"} | strange
    with pytest.raises(TemplateError, match=r"Policies.*not evaluated locally"):
        Role([{"Statement": [statement]}], "Resources.Probe.Properties.Policies")


def test_wildcards_are_those_of_iam():
    assert like("a?c*", "abc/d\n")
    assert like("*", "")
    assert not like("a[b]c", "abc")
    assert not like("A", "a")
