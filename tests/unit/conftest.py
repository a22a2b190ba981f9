"""Emulated AWS for one module's tests, with the table that template.yaml describes."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from tests.support.aws import REGION, emulated_aws, table_properties

TABLE = "inkwell-test"
BUCKET = "inkwell-test-pictures"


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    """Emulated AWS for one module's tests."""
    with emulated_aws():
        yield


@pytest.fixture(scope="module")
def dynamodb_client(aws: None) -> Any:
    """A DynamoDB client; making one takes longer than most tests."""
    return boto3.client("dynamodb", region_name=REGION)


@pytest.fixture
def dynamodb(dynamodb_client: Any) -> Iterator[Any]:
    """A DynamoDB client with the table of the template, empty."""
    dynamodb_client.create_table(TableName=TABLE, **table_properties())
    yield dynamodb_client
    dynamodb_client.delete_table(TableName=TABLE)


@pytest.fixture(scope="module")
def s3(aws: None) -> Any:
    """An S3 client with a bucket."""
    client = boto3.client("s3", region_name=REGION)
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    return client
