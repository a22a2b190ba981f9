"""The one account and region of the embedded cloud, and boto3 clients for it."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

ACCOUNT = "123456789012"
REGION = "us-east-1"
PARTITION = "aws"
STACK = "inkwell-local"

# Not secret: they name and sign for an account that exists on this machine only.
ACCESS_KEY = "AKIAINKWELLLOCAL0000"
SECRET_KEY = "inkwell-local-secret-key-of-no-account-at-all"
SESSION_TOKEN = "inkwell-local-session"


def arn(service: str, resource: str, *, region: str = REGION, account: str = ACCOUNT) -> str:
    """Return an ARN of the embedded account, for example ``arn("lambda", "function:Jobs")``."""
    return f"arn:{PARTITION}:{service}:{region}:{account}:{resource}"


def queue_url(name: str) -> str:
    """Return the URL of a queue of the embedded account; the SDK sends its requests to the endpoint all the same."""
    return f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{name}"


@cache
def _session() -> boto3.Session:
    """Return the boto3 session of this process; it keeps the services' models, which take long to read."""
    return boto3.Session(
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
        aws_session_token=SESSION_TOKEN,
        region_name=REGION,
    )


class Clients:
    """boto3 clients of one endpoint, made on first use and kept.

    Args:
        endpoint: URL of the embedded cloud, for example ``http://127.0.0.1:4566``.
    """

    def __init__(self, endpoint: str):
        self._endpoint = endpoint
        self._clients: dict[str, Any] = {}

    def __call__(self, service: str) -> Any:
        """Return the client of a service by its boto3 name."""
        if service not in self._clients:
            config = Config(retries={"total_max_attempts": 1}, read_timeout=900, max_pool_connections=50)
            make: Any = _session().client  # its overloads know each service by a literal name
            client = make(service, endpoint_url=self._endpoint, config=config)
            self._clients.setdefault(service, client)
        return self._clients[service]

    def close(self) -> None:
        """Close the connections of every client."""
        for client in self._clients.values():
            client.close()
