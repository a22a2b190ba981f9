"""Clients of boto3: one per service and execution environment, made on first use and kept.

All of them raise Unavailable for passing faults of AWS (`inkwell.aws.faults`).
"""

import os
from functools import cache
from typing import TYPE_CHECKING, Literal

import boto3
from botocore.config import Config
from botocore.handlers import add_expect_header

from inkwell.aws.faults import watched

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_stepfunctions import SFNClient

# "standard" retries throttling and passing faults with backoff; short timeouts keep a lost packet from eating 29 s.
_CONFIG = Config(retries={"mode": "standard", "max_attempts": 4}, connect_timeout=2, read_timeout=10)


@cache
def dynamodb() -> "DynamoDBClient":
    """The DynamoDB client."""
    return watched(boto3.client("dynamodb", config=_CONFIG))


@cache
def s3() -> "S3Client":
    """The S3 client. Its presigned URLs name the bucket's own regional host, which needs no redirect."""
    style: Literal["path", "virtual"] = "path" if "AWS_ENDPOINT_URL" in os.environ else "virtual"
    config = Config(signature_version="s3v4", s3={"addressing_style": style}, read_timeout=30)
    client = boto3.client("s3", config=_CONFIG.merge(config))
    # "Expect: 100-continue" costs a round trip before each body, and saves a body only where S3 redirects. In our own
    # region it never does.
    client.meta.events.unregister("before-call.s3", add_expect_header)
    return watched(client)


@cache
def stepfunctions() -> "SFNClient":
    """The Step Functions client."""
    return watched(boto3.client("stepfunctions", config=_CONFIG))


@cache
def secretsmanager() -> "SecretsManagerClient":
    """The Secrets Manager client."""
    return watched(boto3.client("secretsmanager", config=_CONFIG))


@cache
def sqs() -> "SQSClient":
    """The SQS client."""
    return watched(boto3.client("sqs", config=_CONFIG))
