"""The level of the template is for our own loggers: what the SDK would log at DEBUG holds secrets and items."""

import os
import subprocess
import sys

from tests.deploy.test_imports import functions
from tests.support.template import ROOT

# The runtime of Lambda configures the root logger like this before it imports the handler (awslambdaric, bootstrap.py:
# `_setup_logging`): a handler for everything, and the level of LoggingConfig.ApplicationLogLevel.
_PROBE = """
import logging, sys

root = logging.getLogger()
root.setLevel("DEBUG")
root.addHandler(logging.StreamHandler(sys.stdout))

import boto3
from moto import mock_aws

if "control" not in sys.argv:
    import inkwell

with mock_aws():
    secrets = boto3.client("secretsmanager", region_name="us-east-1")
    secrets.create_secret(Name="jwt", SecretString="correct horse")
    table = boto3.client("dynamodb", region_name="us-east-1")
    table.create_table(
        TableName="t",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    table.put_item(TableName="t", Item={"pk": {"S": "USER#ann"}, "hash": {"S": "battery staple"}})
    secrets.get_secret_value(SecretId="jwt")
    table.get_item(TableName="t", Key={"pk": {"S": "USER#ann"}})
logging.getLogger("inkwell.core.runs").debug("ours, in detail")
logging.getLogger("inkwell_offline.writer").debug("ours as well")
logging.getLogger("requests.sessions").warning("theirs, a warning")
"""


def _logged(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT / "layers" / "inkwell")},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_at_debug_nothing_of_a_secret_or_an_item_is_logged() -> None:
    logged = _logged()
    assert "correct horse" not in logged
    assert "battery staple" not in logged
    assert logged.splitlines() == ["ours, in detail", "ours as well", "theirs, a warning"]


def test_the_sdk_would_log_them() -> None:
    logged = _logged("control")
    assert "correct horse" in logged
    assert "battery staple" in logged


def test_every_function_imports_the_package_that_sees_to_it() -> None:
    for name, folder in functions().items():
        source = (ROOT / folder / f"{name.partition('.')[2]}.py").read_text("utf-8")
        assert "\nfrom inkwell" in source, name
