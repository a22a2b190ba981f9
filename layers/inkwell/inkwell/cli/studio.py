"""The studio that a command works on: the one that runs on this machine, or a deployed stack."""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, EndpointConnectionError

from inkwell.aws.billing import DynamoBillingRecords
from inkwell.aws.heroes import DynamoHeroes
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.objects import S3Objects
from inkwell.aws.projects import DynamoProjects
from inkwell.aws.users import DynamoUsers
from inkwell.cli.errors import CommandFailed
from inkwell.core.errors import NotFound, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

_CONFIG = Config(connect_timeout=3, read_timeout=20, retries={"mode": "standard", "max_attempts": 2})

#: The embedded cloud's stack. It has no CloudFormation to ask, so its names are known by the template's rule.
LOCAL_STACK = "inkwell-local"
_LOCAL_BUCKET = f"{LOCAL_STACK}-123456789012-us-east-1"


class Studio:
    """The table, the bucket and the secrets of a studio.

    Args:
        client: makes the boto3 client of a service, when it is first needed: making one takes long.
        table: the name of its table.
        bucket: the name of its bucket.
        jwt_secret: the name of the secret with its signing keys.
    """

    def __init__(self, client: Callable[[str], Any], table: str, bucket: str, jwt_secret: str) -> None:
        self._client = client
        self._table = table
        self._bucket = bucket
        self.jwt_secret = jwt_secret

    @cached_property
    def users(self) -> DynamoUsers:
        """The store of the studio's users."""
        return DynamoUsers(self._client("dynamodb"), self._table)

    @cached_property
    def projects(self) -> DynamoProjects:
        """The store of the projects of coloring books."""
        return DynamoProjects(self._client("dynamodb"), self._table)

    @cached_property
    def heroes(self) -> DynamoHeroes:
        """The store of the heroes of coloring books."""
        return DynamoHeroes(self._client("dynamodb"), self._table)

    @cached_property
    def ledger(self) -> DynamoLedger:
        """The studio's ledger."""
        return DynamoLedger(self._client("dynamodb"), self._table)

    @cached_property
    def billing_records(self) -> DynamoBillingRecords:
        """The studio's store of events of Stripe."""
        return DynamoBillingRecords(self._client("dynamodb"), self._table)

    @cached_property
    def jobs(self) -> DynamoJobs:
        """The studio's jobs, to read only: their effects are not known here."""
        return DynamoJobs(self._client("dynamodb"), self._table)

    @cached_property
    def objects(self) -> S3Objects:
        """The studio's pictures and files."""
        return S3Objects(self._client("s3"), self._bucket)

    @cached_property
    def secretsmanager(self) -> "SecretsManagerClient":
        """The client of Secrets Manager, where the studio's secrets are."""
        client: SecretsManagerClient = self._client("secretsmanager")
        return client


def add_argument(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a command that name its studio."""
    parser.add_argument(
        "--stack",
        metavar="STACK",
        help="a deployed stack such as inkwell-dev, with the AWS credentials of this shell; without it, the studio "
        "that `make run` runs on this machine (its AWS services at CLOUD_PORT, 4566)",
    )
    parser.add_argument("--region", metavar="REGION", help="the stack's region, when not the profile's own")


@contextmanager
def studio(options: argparse.Namespace) -> Iterator[Studio]:
    """The studio that a command's arguments name.

    Args:
        options: the parsed arguments of `add_argument`.

    Raises:
        Unavailable: no studio runs on this machine.
        NotFound: there is no such stack, or it is no Inkwell.
        CommandFailed: AWS cannot be reached.
        botocore.exceptions.ClientError: AWS refuses.
    """
    try:
        yield _deployed(options.stack, options.region) if options.stack else _local()
    except EndpointConnectionError as error:
        if options.stack:
            raise CommandFailed(f"AWS cannot be reached: {error}") from error
        raise Unavailable(
            f"No studio runs on this machine at {local_endpoint()}. Start it with `make run` (and give its CLOUD_PORT "
            "here too), or name a deployed one with --stack"
        ) from error


def local_endpoint() -> str:
    """The address of the AWS services of the studio that `make run` runs on this machine."""
    return f"http://127.0.0.1:{os.environ.get('CLOUD_PORT', '4566')}"


def _local() -> Studio:
    # The embedded cloud accepts any credentials; the shell's own must not be sent there.
    session = boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name="us-east-1")
    return Studio(
        partial(session.client, endpoint_url=local_endpoint(), config=_CONFIG),
        table=LOCAL_STACK,
        bucket=_LOCAL_BUCKET,
        jwt_secret=f"{LOCAL_STACK}/jwt",
    )


def _deployed(stack: str, region: str | None) -> Studio:
    session = boto3.Session(region_name=region)
    try:
        described = session.client("cloudformation", config=_CONFIG).describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":
            raise NotFound(f"There is no stack {stack} in {session.region_name}") from error
        raise
    outputs = {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}
    if missing := [name for name in ("TableName", "BucketName", "JwtSecretName") if name not in outputs]:
        raise NotFound(f"The stack {stack} is no Inkwell: it has no output {missing[0]}")
    return Studio(
        partial(session.client, config=_CONFIG),
        table=outputs["TableName"],
        bucket=outputs["BucketName"],
        jwt_secret=outputs["JwtSecretName"],
    )
