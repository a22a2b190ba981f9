"""`inkwell providers`: the providers of models.

inkwell providers check --stack inkwell-prod
inkwell providers check --local
inkwell providers check --stack inkwell-prod --draw
"""

import argparse
import sys
from collections.abc import Mapping
from typing import Any

import boto3

from inkwell.aws.secrets import read_provider_keys
from inkwell.cli.errors import CommandFailed, UsageError
from inkwell.cli.studio import LOCAL_STACK, local_endpoint
from inkwell.providers.adapters import Adapters
from inkwell.providers.checking import Report
from inkwell.providers.checkup import check
from inkwell.providers.table import ModelTable, read_table
from inkwell.providers.trials import attempted, dollars, trials


def register(topics: Any) -> None:
    """Add the command to its parser."""
    providers = topics.add_parser("providers", help="the providers of models").add_subparsers(
        required=True, metavar="command"
    )
    checking = providers.add_parser("check", help="which providers are configured, and whether our models can be used")
    where = checking.add_mutually_exclusive_group(required=True)
    where.add_argument("--stack", metavar="NAME", help="the deployed stack")
    where.add_argument("--local", action="store_true", help="the studio on this machine")
    checking.add_argument("--table", metavar="TABLE", help="the model table, when not the stack's own")
    checking.add_argument("--region", metavar="REGION", help="the stack's region, when not the profile's own")
    checking.add_argument(
        "--endpoint", metavar="URL", help="the embedded cloud (with --local); without it, the one at CLOUD_PORT, 4566"
    )
    checking.add_argument(
        "--draw",
        action="store_true",
        help="also draw or write once by every model: says the price, and asks",
    )
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
    for report in check(table, keys, bedrock=lambda region: _Catalogue(session, region), webhooks=not options.local):
        sys.stdout.write(_line(report))
        failed = failed or report.state == "failed"
    if options.draw:
        failed = not _tried(table, keys) or failed
    return 1 if failed else 0


def _tried(table: ModelTable, keys: Mapping[str, str]) -> bool:
    """True when every model of the table that has a key drew or wrote, or when nobody wanted to pay for that."""
    secrets = {name: provider.secret for name, provider in table.providers.items()}
    wanted = [
        trial
        for trial in trials(table, Adapters(table, lambda: keys))
        if secrets[trial.provider] is None or keys.get(secrets[trial.provider] or "", "").strip()
    ]
    if not wanted:
        sys.stdout.write("\nno model to draw or write by\n")
        return True
    sys.stdout.write("\nOne picture or text by each of these models costs about:\n")
    sys.stdout.writelines(f"{trial.id:36} {dollars(trial.price_micros)}\n" for trial in wanted)
    sys.stdout.write(f"{'together':36} {dollars(sum(trial.price_micros for trial in wanted))}\nPay for it? [y/N] ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        sys.stdout.write("nothing was drawn or written\n")
        return True
    worked = True
    for trial in wanted:
        success, outcome = attempted(trial)
        worked = worked and success
        sys.stdout.write(f"{trial.id:36} {'ok' if success else 'failed':8} {outcome}\n")
        sys.stdout.flush()
    return worked


def _line(report: Report) -> str:
    lines = [f"{report.provider:12} {report.state:15} {report.message}"]
    return "".join(f"{line}\n" for line in (*lines, *(f"{'':12} warning: {warning}" for warning in report.warnings)))


class _Session:
    """boto3 clients of the deployment, or of the embedded cloud."""

    def __init__(self, session: boto3.Session, endpoint: str | None) -> None:
        self._session = session
        self._endpoint = endpoint

    def client(self, service: str, region: str | None = None) -> Any:
        """The client of a service, in the stack's region or another one."""
        make: Any = self._session.client
        return make(service, endpoint_url=self._endpoint, region_name=region)


class _Catalogue:
    """Bedrock's `Catalogue` of a region."""

    def __init__(self, session: _Session, region: str | None) -> None:
        self._client = session.client("bedrock", region)

    def models(self) -> list[Mapping[str, Any]]:
        """See `Catalogue`."""
        return list(self._client.list_foundation_models(byOutputModality="IMAGE")["modelSummaries"])

    def profiles(self) -> list[Mapping[str, Any]]:
        """See `Catalogue`."""
        pages = self._client.get_paginator("list_inference_profiles").paginate()
        return [each for page in pages for each in page["inferenceProfileSummaries"]]

    def rights(self, model: str) -> Mapping[str, Any]:
        """See `Catalogue`."""
        told: Mapping[str, Any] = self._client.get_foundation_model_availability(modelId=model)
        return told


def _session(options: argparse.Namespace) -> _Session:
    if not options.local:
        return _Session(boto3.Session(region_name=options.region), None)
    # The embedded cloud accepts any credentials, but boto3 needs some.
    session = boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name="us-east-1")
    return _Session(session, options.endpoint or local_endpoint())


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
