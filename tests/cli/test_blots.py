"""`inkwell blots`, against the embedded cloud."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from inkwell.aws.ledger import DynamoLedger
from inkwell.cli import main
from tests.support.aws import models_read_once
from tests.support.client import Client
from tests.support.studio import Studio

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True, scope="module")
def _quick_sessions() -> Iterator[None]:
    with models_read_once():
        yield


@pytest.fixture
def run(studio: Studio, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the studio of this machine; its exit code, output and errors."""
    monkeypatch.setenv("CLOUD_PORT", str(urlsplit(studio.endpoint).port))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["blots", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def owner(carol: Client) -> str:
    """A caller who has an account."""
    assert carol.get("/api/billing/balance").json()["blots"] == 50
    return carol.owner


def test_an_administrator_grants_and_shows(run: Run, owner: str, carol: Client) -> None:
    assert run("grant", owner, "30", "--note", "for the lost page") == (
        0,
        f"Granted 30 Blots to {owner}; 80 are available.\n",
        "",
    )
    assert run("grant", owner, "30")[0] == 0, "each call gives anew"
    assert carol.get("/api/billing/balance").json()["blots"] == 110
    code, said, _ = run("show", owner)
    lines = [line.split() for line in said.splitlines()]
    assert code == 0
    assert ["available", "110"] in lines
    assert ["plan", "free"] in lines
    rows = lines[lines.index([]) + 2 :]
    assert [row[1] for row in rows][:1] == ["grant#opening"]
    assert rows[1][2:] == ["+30", "+0", "+0", "+0", "+30", "for", "the", "lost", "page"]
    assert rows[2][2:] == ["+30", "+0", "+0", "+0", "+30"]


@pytest.mark.parametrize("amount", ["0", "-5", "1000001"])
def test_a_grant_gives_something_and_not_too_much(run: Run, owner: str, amount: str) -> None:
    code, _, said = run("grant", owner, "--", amount)
    assert code == 2
    assert "AMOUNT must be from 1 to 1000000" in said


def test_a_slip_in_the_owner_opens_no_account(run: Run, studio: Studio) -> None:
    for command in (("grant", "nobody", "5"), ("show", "nobody"), ("check", "nobody")):
        code, _, said = run(*command)
        assert code == 1
        assert "nobody has no account" in said
    assert studio.partition("ACCOUNT#nobody") == []
    # A script's empty variable is such a slip, too, and not all accounts.
    assert run("check", "")[0] == 1


def test_a_check_says_what_differs(run: Run, owner: str, studio: Studio) -> None:
    assert run("check", owner) == (0, "1 checked, 0 differ.\n", "")
    assert run("show", owner, "--check")[1].endswith("\n1 checked, 0 differ.\n")
    client = studio.client("dynamodb")
    change = {
        "TableName": studio.table,
        "Key": {"pk": {"S": f"ACCOUNT#{owner}"}, "sk": {"S": "ACCOUNT"}},
        "UpdateExpression": "ADD available :more, #stored :more",
        "ExpressionAttributeNames": {"#stored": "stored"},
    }
    # Other tests of this studio may have changed accounts by hand.
    before = _differing(run("check")[1])
    client.update_item(**change, ExpressionAttributeValues={":more": {"N": "7"}})
    try:
        code, said, _ = run("check")
        assert code == 1
        assert f"{owner}: available is 57, its entries add up to 50\n" in said
        assert f"{owner}: stored is 7 bytes, the bucket has 0\n" in said
        assert _differing(said) == before + 1
        assert int(said.splitlines()[-1].split()[0]) == len(list(DynamoLedger(client, studio.table).owners()))
    finally:
        client.update_item(**change, ExpressionAttributeValues={":more": {"N": "-7"}})
    assert run("check", owner)[0] == 0


def _differing(said: str) -> int:
    """The number of accounts that differ, as the last line says it."""
    found = re.fullmatch(r"\d+ checked, (\d+) differ\.", said.splitlines()[-1])
    assert found
    return int(found[1])
