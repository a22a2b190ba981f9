"""`inkwell users` and `inkwell keys`, against the embedded cloud and a deployed stack."""

import getpass
import io
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest

from inkwell.accounts import passwords
from inkwell.aws.users import DynamoUsers
from inkwell.cli import main
from tests.conftest import PASSWORD as ALICES_PASSWORD
from tests.support.aws import models_read_once
from tests.support.client import Client
from tests.support.studio import Studio

PASSWORD = "a password of mine"

Run = Callable[..., tuple[int, str, str]]


class Terminal(io.StringIO):
    """Where somebody sits and types."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.fixture(autouse=True, scope="module")
def _quick_sessions() -> Iterator[None]:
    with models_read_once():
        yield


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with something at standard input; its exit code, output and errors."""

    def run(*arguments: str, stdin: str | io.StringIO = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", stdin if isinstance(stdin, io.StringIO) else io.StringIO(stdin))
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def local(studio: Studio, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same, on the studio that runs on this machine."""
    monkeypatch.setenv("CLOUD_PORT", str(urlsplit(studio.endpoint).port))
    return run


def _log_in(client: Client, name: str, password: str = PASSWORD) -> Any:
    return client.post("/v1/auth/sessions", {"username": name, "password": password})


def test_a_users_life(local: Run, studio: Studio, anyone: Client) -> None:
    code, out, _ = local("users", "add", "Ada", stdin=f"{PASSWORD}\n")
    assert (code, out[:10]) == (0, "Added ada,")
    assert _log_in(anyone, "ada").status_code == 200
    assert local("users", "add", "ADA", stdin=f"{PASSWORD}\n")[::2] == (1, "inkwell: There is a user ada already\n")
    listed = local("users", "list")[1]
    assert listed.startswith("NAME ")
    assert any(line.startswith("ada ") and " enabled " in line for line in listed.splitlines())

    token = _log_in(anyone, "ada").json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert anyone.post("/v1/auth/refresh", headers=bearer).status_code == 200
    assert local("users", "set-password", "ada", stdin="another password\n")[0] == 0
    assert anyone.post("/v1/auth/refresh", headers=bearer).status_code == 401
    assert _log_in(anyone, "ada").status_code == 401
    assert _log_in(anyone, "ada", "another password").status_code == 200

    code, shown, said = local("users", "api-key", "ada")
    assert code == 0
    assert "cannot be shown again" in said
    key = {"X-Api-Key": shown.strip()}
    assert anyone.get("/reference-kits", headers=key).status_code == 200
    assert shown.split("_")[1] in local("users", "list")[1]

    assert local("users", "disable", "ada")[0] == 0
    assert " disabled " in local("users", "list")[1]
    assert anyone.get("/reference-kits", headers=key).status_code == 401
    assert _log_in(anyone, "ada", "another password").status_code == 401
    assert local("users", "api-key", "ada")[0] == 1
    assert local("users", "enable", "ada")[0] == 0
    assert anyone.get("/reference-kits", headers=key).status_code == 200

    assert local("users", "api-key", "ada", "--revoke", "nonsense")[0] == 1
    assert local("users", "api-key", "ada", "--revoke")[:2] == (0, "Revoked 1 API key of ada.\n")
    assert anyone.get("/reference-kits", headers=key).status_code == 401
    assert local("users", "api-key", "ada", "--revoke")[:2] == (0, "Revoked 0 API keys of ada.\n")


def test_a_user_has_ten_keys_at_most(local: Run) -> None:
    local("users", "add", "collector", stdin=f"{PASSWORD}\n")
    assert [local("users", "api-key", "collector")[0] for _ in range(11)] == [0] * 10 + [1]
    assert local("users", "api-key", "collector", "--revoke")[1] == "Revoked 10 API keys of collector.\n"


def test_keys_are_rotated_and_nobody_is_signed_out(local: Run, alice: Client, anyone: Client) -> None:
    session = {"Authorization": f"Bearer {_log_in(anyone, 'alice', ALICES_PASSWORD).json()['access_token']}"}
    code, out, _ = local("keys", "rotate")
    assert code == 0
    assert "first still verifies" in out
    assert alice.get("/reference-kits").status_code == 200
    assert anyone.post("/v1/auth/refresh", headers=session).status_code == 200
    assert "too recent" in local("keys", "rotate")[2]


@pytest.mark.parametrize("command", ["set-password", "disable", "enable", "api-key"])
def test_nobody_is_nobody(local: Run, command: str) -> None:
    for name in ("nobody-at-all", "n o", "#", ""):
        code, out, said = local("users", command, name, stdin=f"{PASSWORD}\n")
        assert (code, out) == (1, "")
        assert said.startswith("inkwell: There is no user")


@pytest.mark.parametrize("name", ["", "a b", "a#b", "x" * 101])
def test_a_name_that_makes_trouble_is_refused(run: Run, name: str) -> None:
    code, _, said = run("users", "add", name, stdin=f"{PASSWORD}\n")
    assert code == 1
    assert said.startswith("inkwell: username must be")


@pytest.mark.parametrize("stdin", ["", "\n", "short\n"])
def test_a_short_password_is_refused(local: Run, stdin: str) -> None:
    code, _, said = local("users", "add", "grace", stdin=stdin)
    assert (code, said) == (1, "inkwell: password must have 8 to 1000 characters\n")


def test_a_password_is_never_an_argument(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("users", "add", "grace", PASSWORD), ("users", "add", "grace", "--password", PASSWORD)):
        with pytest.raises(SystemExit) as caught:
            run(*arguments)
        assert caught.value.code == 2


def test_a_password_is_typed_twice(local: Run, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["one password", "another one", PASSWORD, PASSWORD])
    monkeypatch.setattr(getpass, "getpass", lambda prompt: next(typed))
    assert local("users", "add", "typist", stdin=Terminal())[::2] == (1, "inkwell: The two passwords differ\n")
    assert local("users", "add", "typist", stdin=Terminal())[0] == 0
    user = DynamoUsers(studio.client("dynamodb"), studio.table).find("typist")
    assert user
    assert passwords.verify(PASSWORD, user.password_hash)


def test_a_studio_that_does_not_run_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUD_PORT", "9")
    code, _, said = run("users", "list")
    assert code == 1
    assert "Start it with `make run`" in said
    assert "--stack" in said


@pytest.fixture
def stack(aws: None) -> str:
    """A deployed stack, as far as its outputs tell."""
    template = {
        "Resources": {
            "Table": {
                "Type": "AWS::DynamoDB::Table",
                "Properties": {
                    "TableName": "deployed",
                    "BillingMode": "PAY_PER_REQUEST",
                    "AttributeDefinitions": [
                        {"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "owner_kind")
                    ],
                    "KeySchema": [
                        {"AttributeName": "pk", "KeyType": "HASH"},
                        {"AttributeName": "sk", "KeyType": "RANGE"},
                    ],
                    "GlobalSecondaryIndexes": [
                        {
                            "IndexName": "ByOwner",
                            "KeySchema": [{"AttributeName": "owner_kind", "KeyType": "HASH"}],
                            "Projection": {"ProjectionType": "ALL"},
                        }
                    ],
                },
            },
        },
        "Outputs": {
            "TableName": {"Value": {"Ref": "Table"}},
            "BucketName": {"Value": "deployed-pictures"},
            "JwtSecretName": {"Value": "deployed/jwt"},
        },
    }
    formation = boto3.client("cloudformation")
    formation.create_stack(StackName="inkwell-dev", TemplateBody=json.dumps(template))
    del template["Outputs"]["JwtSecretName"]
    template["Resources"]["Table"]["Properties"]["TableName"] = "another"
    formation.create_stack(StackName="something-else", TemplateBody=json.dumps(template))
    secret = json.dumps({"current": "first", "first": "x" * 64})
    boto3.client("secretsmanager").create_secret(Name="deployed/jwt", SecretString=secret)
    return "inkwell-dev"


def test_a_deployed_stack(run: Run, stack: str, dynamodb_client: Any) -> None:
    assert run("users", "add", "ada", "--stack", stack, stdin=f"{PASSWORD}\n")[0] == 0
    assert DynamoUsers(dynamodb_client, "deployed").find("ada")
    assert "ada" in run("users", "list", "--stack", stack)[1]
    assert run("keys", "rotate", "--stack", stack)[0] == 0
    secret = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId="deployed/jwt")["SecretString"])
    assert set(secret) == {"current", "first", secret["current"]}
    assert run("keys", "rotate", "--leaked", "--stack", stack)[0] == 0
    secret = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId="deployed/jwt")["SecretString"])
    assert set(secret) == {"current", secret["current"]}

    assert "There is no stack inkwell-prod" in run("users", "list", "--stack", "inkwell-prod")[2]
    assert (
        "There is no stack inkwell-dev in us-west-2"
        in run("users", "list", "--stack", stack, "--region", "us-west-2")[2]
    )
    assert "is no Inkwell" in run("users", "list", "--stack", "something-else")[2]
