"""Emulated AWS for one module's tests, with the table that template.yaml describes."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from tests.support.aws import PLAIN, REGION, empty, emulated_aws, table_properties

TABLE = "inkwell-test"
BUCKET = "inkwell-test-pictures"


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    """Emulated AWS for one module's tests."""
    with emulated_aws():
        yield


@pytest.fixture(scope="module")
def dynamodb_client(aws: None) -> Any:
    """A DynamoDB client with the table of the template; making them takes longer than most tests."""
    client = boto3.client("dynamodb", region_name=REGION, config=PLAIN)
    client.create_table(TableName=TABLE, **table_properties())
    return client


@pytest.fixture
def dynamodb(dynamodb_client: Any) -> Iterator[Any]:
    """The same, with nothing in the table."""
    yield dynamodb_client
    empty(TABLE)


@pytest.fixture(scope="module")
def s3(aws: None) -> Any:
    """An S3 client with a bucket."""
    client = boto3.client("s3", region_name=REGION)
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    return client
