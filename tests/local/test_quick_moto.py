"""What makes moto's DynamoDB quicker changes no answer of it."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from local.quick_moto import quick_moto
from tests.support.aws import models_read_once

KEY = {"pk": {"S": "a"}, "sk": {"S": "0"}}
VALUES = {":n": {"N": "2"}, ":l": {"L": [{"S": "new"}]}, ":s": {"S": "text"}, ":ss": {"SS": ["a", "b"]}}

UPDATES = (
    ("SET #s = :s", (":s",)),
    ("SET m.deep = :s, l[1] = :s REMOVE gone", (":s",)),
    ("SET n = n + :n, another = if_not_exists(lacking, :s)", (":n", ":s")),
    ("SET l = list_append(:l, l) ADD n :n", (":l", ":n")),
    ("REMOVE l[0], l[2]", ()),
    ("ADD n :n", (":n",)),
    ("SET counted = if_not_exists(counted, :n) + n, behind = n - :n", (":n",)),
    ("SET more = list_append(if_not_exists(more, :l), l), m.deep = if_not_exists(m.nil, :s)", (":l", ":s")),
    ("SET l[7] = :s, m.entries = :l ADD letters :ss", (":l", ":s", ":ss")),
    ("DELETE letters :ss REMOVE m.entries[0], m.nil", (":ss",)),
    ("SET m.#s = n, again = n, twin = l REMOVE #s", ()),
    # Wrong, each in its own way.
    ("SET n = list_append(:l, n)", (":l",)),
    ("SET n = lacking + :n", (":n",)),
    ("SET m.a.b.c = if_not_exists(m.x.y, :n)", (":n",)),
    ("DELETE n :ss", (":ss",)),
    ("SET m = :n, m.deep = :n", (":n",)),
    ("SET n = :n SET m = :n", (":n",)),
    ("SET n = n + :s", (":s",)),
    ("SET n = :n, n = :n", (":n",)),
    ("SET pk = :s", (":s",)),
    ("SET lacking.deep = :s", (":s",)),
    ("SETS n = :n", (":n",)),
)

CONDITIONS = (
    ("attribute_exists(pk)", ()),
    ("attribute_not_exists(pk)", ()),
    ("#s IN (:s, :n) OR n = :n", (":s", ":n")),
    ("n = :n", (":n",)),
    ("n = :n AND NOT (size(l) < :n)", (":n",)),
    ("attribute_not_exists(#s) OR #s = :s", (":s",)),
    # Wrong, each in its own way.
    ("attribute_exists(pk)", (":n",)),
    ("((n = :n))", (":n",)),
    ("status = :s", (":s",)),
)


def _table() -> Any:
    client = boto3.client("dynamodb", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
    names = ("pk", "sk", "owner")
    client.create_table(
        TableName="T",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in names],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "ByOwner",
                "KeySchema": [{"AttributeName": "owner", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    for partition in "cab":
        for sort in "210":
            content = {"n": {"N": sort}, "l": {"L": [{"S": "x"}, {"S": "y"}, {"S": "z"}]}, "m": {"M": {}}}
            owner = {"owner": {"S": "even" if int(sort) % 2 == 0 else "odd"}, "gone": {"S": "soon"}}
            client.put_item(TableName="T", Item={"pk": {"S": partition}, "sk": {"S": sort}} | content | owner)
    return client


def _outcome(call: Any) -> Any:
    try:
        answer = call()
    except ClientError as error:
        return error.response["Error"]
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def _updates(client: Any) -> Iterator[Any]:
    for expression, used in UPDATES * 2:
        arguments: dict[str, Any] = {"ExpressionAttributeValues": {name: VALUES[name] for name in used}} if used else {}
        if "#s" in expression:
            arguments["ExpressionAttributeNames"] = {"#s": "status"}
        yield _outcome(
            lambda expression=expression, arguments=arguments: client.update_item(
                TableName="T", Key=KEY, UpdateExpression=expression, ReturnValues="ALL_NEW", **arguments
            )
        )


def _conditions(client: Any) -> Iterator[Any]:
    for round in range(2):
        for expression, used in CONDITIONS:
            values = {name: VALUES[name] for name in used} | {":set": {"N": str(round)}}
            names = {"ExpressionAttributeNames": {"#s": "status"}} if "#s" in expression else {}
            yield _outcome(
                lambda expression=expression, values=values, names=names: client.update_item(
                    TableName="T",
                    Key=KEY,
                    UpdateExpression="SET n = :set",
                    ConditionExpression=expression,
                    ExpressionAttributeValues=values,
                    ReturnValues="ALL_NEW",
                    **names,
                )
            )


def _queries(client: Any) -> Iterator[Any]:
    partition = {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "a"}}}
    nobody = {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": {"S": "nobody"}}}
    values = {":p": {"S": "a"}, ":from": {"S": "1"}}
    ranged = {"KeyConditionExpression": "pk = :p AND sk >= :from", "ExpressionAttributeValues": values}
    owner = {
        "IndexName": "ByOwner",
        "KeyConditionExpression": "#o = :p",
        "ExpressionAttributeNames": {"#o": "owner"},
        "ExpressionAttributeValues": {":p": {"S": "even"}},
    }
    for asked in (partition, nobody, ranged, owner):
        for more in ({}, {"ScanIndexForward": False}, {"Limit": 2}):
            yield _outcome(lambda asked=asked, more=more: client.query(TableName="T", **asked, **more))
    yield _outcome(lambda: client.scan(TableName="T"))


DEEP = {
    "l": {"L": [{"M": {"ü": {"L": [{"BOOL": False}, {"NULL": True}, {"N": "1.50"}]}}}, {"S": "é"}, {"B": b"\0\xff"}]},
    "sets": {"M": {"s": {"SS": ["x", "é"]}, "n": {"NS": ["1", "2.5"]}, "b": {"BS": [b"\1", b"\2"]}}},
    "empty": {"M": {"m": {"M": {}}, "l": {"L": []}, "s": {"S": ""}}},
}


def _items(client: Any) -> Iterator[Any]:
    yield _outcome(lambda: client.put_item(TableName="T", Item=KEY | DEEP))
    for projection in ({}, {"ProjectionExpression": "l[0], sets.n, empty"}):
        yield _outcome(lambda projection=projection: client.get_item(TableName="T", Key=KEY, **projection))
        yield _outcome(lambda projection=projection: client.scan(TableName="T", **projection))
    change = {
        "UpdateExpression": "SET l[0] = :new, sets.s = :new REMOVE empty.m",
        "ExpressionAttributeValues": {":new": {"L": [{"M": {"a": {"N": "3"}}}]}},
    }
    for shown in ("ALL_OLD", "UPDATED_NEW", "ALL_NEW"):
        yield _outcome(lambda shown=shown: client.update_item(TableName="T", Key=KEY, ReturnValues=shown, **change))
    yield _outcome(lambda: client.get_item(TableName="T", Key=KEY))
    for size in (404_000, 410_000):  # DynamoDB takes 400 KB, and counts bytes
        text = {"S": "é" * (size // 2)}
        yield _outcome(lambda text=text: client.put_item(TableName="T", Item=KEY | {"m": {"M": {"a": text}}}))
        yield _outcome(
            lambda text=text: client.update_item(
                TableName="T", Key=KEY, UpdateExpression="SET l = :l", ExpressionAttributeValues={":l": {"L": [text]}}
            )
        )
    client.put_item(TableName="T", Item=KEY)
    # A text of this size fits in the place of nothing, not of another: moto counts both.
    large = {"L": [{"S": "x" * 250_000}]}
    for _ in range(2):
        yield _outcome(
            lambda: client.update_item(
                TableName="T", Key=KEY, UpdateExpression="SET l = :l", ExpressionAttributeValues={":l": large}
            )
        )
    yield _outcome(lambda: client.delete_item(TableName="T", Key=KEY, ReturnValues="ALL_OLD"))
    new = {"pk": {"S": "new"}, "sk": {"S": "0"}}
    for expression in ("ADD n :n SET b = :b", "DELETE letters :ss", "SET n = if_not_exists(n, :n)"):
        used = {name: value for name, value in (VALUES | {":b": {"B": b"\xff"}}).items() if name in expression.split()}
        used |= {":n": {"N": "2"}} if ":n" in expression else {}
        yield _outcome(
            lambda expression=expression, used=used: client.update_item(
                TableName="T",
                Key=new,
                UpdateExpression=expression,
                ExpressionAttributeValues=used,
                ReturnValues="ALL_NEW",
            )
        )
    for value in (b"\xff", b"other"):
        yield _outcome(
            lambda value=value: client.update_item(
                TableName="T",
                Key=new,
                UpdateExpression="SET n = :n",
                ConditionExpression="b = :b",
                ExpressionAttributeValues={":n": {"N": "3"}, ":b": {"B": value}},
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        )


def _transactions(client: Any) -> Iterator[Any]:
    client.create_table(
        TableName="U",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "N"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    client.put_item(TableName="U", Item={"id": {"N": "1"}, "l": {"L": [{"S": "x"}]}})

    def key(partition: str, sort: str) -> dict[str, Any]:
        return {"pk": {"S": partition}, "sk": {"S": sort}}

    def change(table: str, where: dict[str, Any]) -> dict[str, Any]:
        expression = {"UpdateExpression": "SET l[0] = :s", "ExpressionAttributeValues": {":s": {"S": "changed"}}}
        return {"Update": {"TableName": table, "Key": where, **expression}}

    def put(table: str, item: dict[str, Any], **more: str) -> dict[str, Any]:
        return {"Put": {"TableName": table, "Item": item, **more}}

    def check(where: dict[str, Any], condition: str) -> dict[str, Any]:
        return {"ConditionCheck": {"TableName": "T", "Key": where, "ConditionExpression": condition}}

    arn = client.describe_table(TableName="T")["Table"]["TableArn"]
    one, two = {"id": {"N": "1"}}, {"id": {"N": "2"}}
    writes = [
        change("T", key("a", "0")),
        put("T", key("new", "0")),
        put("T", key("a", "9")),
        {"Delete": {"TableName": "T", "Key": key("a", "1")}},
        change("U", one),
        put("U", two),
    ]
    refused = check(key("none", "0"), "attribute_exists(pk)")
    for actions in (
        [*writes, refused],
        [refused, *writes],
        [*writes, change("T", key("a", "0"))],
        [*writes, put("T", key("b", "0"), ConditionExpression="attribute_not_exists(pk)")],
        [*writes, change("T", key("b", "none"))],
        [*writes, put("Nowhere", key("a", "0"))],
        [*writes, check(key("b", "0"), "attribute_exists(pk)")],
        [{"Delete": {"TableName": "U", "Key": {"id": {"N": "2.0"}}}}, refused],
        [{"Delete": {"TableName": arn, "Key": key("a", "0")}}, refused],
        [{"Delete": {"TableName": "T", "Key": {"pk": {"SS": ["a"]}, "sk": {"S": "0"}}}}, refused],
        [{"Delete": {"TableName": "T", "Key": {"sk": {"S": "0"}}}}, refused],
        [{"Delete": {"TableName": "U", "Key": two}}, {"Delete": {"TableName": "T", "Key": key("new", "0")}}],
    ):
        yield _outcome(lambda actions=actions: client.transact_write_items(TransactItems=actions))
        for table in "TU":
            yield _outcome(lambda table=table: client.scan(TableName=table))


@pytest.mark.parametrize("ask", [_updates, _conditions, _queries, _items, _transactions])
def test_the_answers_are_the_same(ask: Any) -> None:
    with models_read_once(), mock_aws():
        plain = list(ask(_table()))
    with models_read_once(), quick_moto(), mock_aws():
        quick = list(ask(_table()))
    assert quick == plain
    assert any("Items" in each or "Attributes" in each for each in plain)
