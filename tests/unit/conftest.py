"""AWS in this process, with the table that template.yaml describes. Quick, but never for tests about threads."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import boto3
import pytest
from moto import mock_aws

from tests.support.template import template

REGION = "eu-west-1"
TABLE = "inkwell-test"
BUCKET = "inkwell-test-pictures"


@cache
def table_properties() -> dict[str, Any]:
    """What `create_table` takes out of the template's table."""
    properties = template()["Resources"]["Table"]["Properties"]
    names = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    return {name: properties[name] for name in names}


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    """Emulated AWS for one module's tests, and nobody's account: a call that escapes it cannot reach AWS."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE", "AWS_SESSION_TOKEN"):
            patch.delenv(name, raising=False)
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_DEFAULT_REGION", REGION)
        with mock_aws():
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
