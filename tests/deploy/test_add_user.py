"""The script that adds the first user of a stack."""

import json
from collections.abc import Iterator

import pytest

from local import Cloud, aws
from scripts.add_user import main
from tests.deploy.stack import ROOT

ARGUMENTS = [aws.STACK, "amalia", "--region", aws.REGION]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    with Cloud(root=ROOT, gateway=False, schedules=False) as cloud:
        monkeypatch.setenv("AWS_ENDPOINT_URL", cloud.endpoint)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", aws.ACCESS_KEY)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", aws.SECRET_KEY)
        yield cloud


def _typing(monkeypatch: pytest.MonkeyPatch, *passwords: str) -> None:
    typed = iter(passwords)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))


def _log_in(cloud: Cloud, password: str) -> int:
    event = json.loads((ROOT / "events" / "accounts-create_session.json").read_text("utf-8"))
    event["body"] = json.dumps({"username": "amalia", "password": password})
    return int(cloud.invoke("CreateSessionFunction", event)["statusCode"])


def test_who_was_added_can_sign_in(cloud: Cloud, monkeypatch: pytest.MonkeyPatch):
    _typing(monkeypatch, "first password", "first password", "another one", "another one")
    assert main(ARGUMENTS) == 0
    assert _log_in(cloud, "first password") == 200
    assert main(ARGUMENTS) == 1, "the name is taken"
    assert _log_in(cloud, "another one") == 401


@pytest.mark.parametrize("typed", [("one", "two"), ("", "")])
def test_a_slip_adds_nobody(cloud: Cloud, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, str]):
    _typing(monkeypatch, *typed)
    assert main(ARGUMENTS) == 1
    assert _log_in(cloud, typed[0] or "empty") == 401
