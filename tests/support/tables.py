"""A DynamoDB table for tests: moto, with one request at a time, because its conditional writes are not atomic."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config
from moto import mock_aws

from local.moto.table_copies import quick_tables
from tests.support.aws import PLAIN, models_read_once

TABLE = "inkwell-test"


@contextmanager
def dynamodb() -> Iterator[Any]:
    """A client of a cloud with our table in it."""
    lock = threading.Lock()
    with models_read_once(), quick_tables(), mock_aws():
        client = boto3.client(
            "dynamodb",
            region_name="us-east-1",
            config=PLAIN.merge(Config(retries={"total_max_attempts": 1})),
        )
        client.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        )
        call = client._make_api_call

        def one_at_a_time(*arguments: Any) -> Any:
            with lock:
                return call(*arguments)

        client._make_api_call = one_at_a_time
        yield client


def emptied(client: Any) -> Any:
    """The client again, once nothing is left in its table."""
    for item in client.scan(TableName=TABLE)["Items"]:
        client.delete_item(TableName=TABLE, Key={"pk": item["pk"], "sk": item["sk"]})
    return client
