"""`inkwell providers`: the providers of models.

inkwell providers check --stack inkwell-prod
inkwell providers check --local
"""

import argparse
import sys
from collections.abc import Mapping
from typing import Any

import boto3

from inkwell.aws.secrets import read_provider_keys
from inkwell.cli.errors import CommandFailed, UsageError
from inkwell.providers.checkup import Report, check
from inkwell.providers.table import ModelTable, read_table

#: The address of the embedded cloud that `make run` serves, and the name of its stack.
LOCAL_ENDPOINT = "http://127.0.0.1:4566"
LOCAL_STACK = "inkwell-local"


def register(topics: Any) -> None:
    """Add the command to its parser."""
    providers = topics.add_parser("providers", help="the providers of models").add_subparsers(
        required=True, metavar="command"
    )
    checking = providers.add_parser(
        "check", help="which providers are configured, reachable, and about to retire our models"
    )
    where = checking.add_mutually_exclusive_group(required=True)
    where.add_argument("--stack", metavar="NAME", help="the deployed stack")
    where.add_argument("--local", action="store_true", help="the studio on this machine")
    checking.add_argument("--table", metavar="TABLE", help="the model table, when not the stack's own")
    checking.add_argument("--region", metavar="REGION", help="the stack's region, when not the profile's own")
    checking.add_argument("--endpoint", metavar="URL", default=LOCAL_ENDPOINT, help="the embedded cloud (with --local)")
    checking.set_defaults(run=_check_providers)


def _check_providers(options: argparse.Namespace) -> int:
    session = _session(options)
    stack = LOCAL_STACK if options.local else options.stack
    table = _table(options.table or ("offline" if options.local else _stack_table(session, stack)))
    try:
        keys = read_provider_keys(session.client("secretsmanager"), f"{stack}/providers")
    except ValueError as error:
        raise CommandFailed(f"the secret {stack}/providers is wrong: {error}") from error
    failed = False
    for report in check(table, keys, bedrock=lambda: _foundation_models(session), webhooks=not options.local):
        sys.stdout.write(_line(report))
        failed = failed or report.state == "failed"
    return 1 if failed else 0


def _line(report: Report) -> str:
    lines = [f"{report.provider:12} {report.state:15} {report.message}"]
    return "".join(f"{line}\n" for line in (*lines, *(f"{'':12} warning: {warning}" for warning in report.warnings)))


class _Session:
    """boto3 clients of the deployment, or of the embedded cloud."""

    def __init__(self, session: boto3.Session, endpoint: str | None) -> None:
        self._session = session
        self._endpoint = endpoint

    def client(self, service: str) -> Any:
        """The client of a service."""
        make: Any = self._session.client
        return make(service, endpoint_url=self._endpoint)


def _session(options: argparse.Namespace) -> _Session:
    if not options.local:
        return _Session(boto3.Session(region_name=options.region), None)
    # The embedded cloud accepts any credentials, but boto3 needs some.
    session = boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name="us-east-1")
    return _Session(session, options.endpoint)


def _stack_table(session: _Session, stack: str) -> str:
    described = session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    parameters: Mapping[str, str] = {
        each["ParameterKey"]: each.get("ParameterValue", "") for each in described.get("Parameters", [])
    }
    return parameters.get("ModelTable") or "offline"


def _table(name: str) -> ModelTable:
    try:
        return read_table(name)
    except (ValueError, OSError) as error:
        raise UsageError(f"the model table is wrong: {error}") from error


def _foundation_models(session: _Session) -> list[Mapping[str, Any]]:
    response: Mapping[str, Any] = session.client("bedrock").list_foundation_models(byOutputModality="IMAGE")
    return list(response["modelSummaries"])
