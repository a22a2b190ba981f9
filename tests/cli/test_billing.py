"""`inkwell billing`, against the embedded cloud."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from inkwell.aws.billing import DynamoBillingRecords
from inkwell.aws.ledger import DynamoLedger
from inkwell.cli import main
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.billing import Billing
from inkwell.coloring_books.errors import ForeignPrice
from inkwell.coloring_books.plans import read_plans
from inkwell.coloring_books.prices import read_prices
from inkwell.core.blots import hold
from tests.support.client import Client
from tests.support.stripe_events import PRICES, Life, event, invoice, line
from tests.support.studio import Studio


@pytest.fixture(autouse=True)
def _this_studio(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOUD_PORT", str(urlsplit(studio.endpoint).port))


def test_an_account_is_told_row_by_row_with_the_ids_at_stripe(
    carol: Client, studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    assert carol.get("/api/billing/balance").json()["blots"] == 50
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    records = DynamoBillingRecords(studio.client("dynamodb"), studio.table)
    accounts = Accounts(ledger, read_plans())
    billing = Billing(ledger, records, accounts, read_plans(), read_prices(PRICES))
    life = Life(carol.owner, datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1), name=carol.owner[:8])
    life.buy()
    life.change("pro")
    life.cancel()
    life.settle_change(fails=True)
    events = [json.loads(text)["id"] for _, text in life.events]
    for _, text in life.events:
        assert billing.receive(text)
    assert main(["billing", "show", carol.owner]) == 0
    said = capsys.readouterr().out
    lines = [line.split() for line in said.splitlines()]
    for fact in (["plan", "pro"], ["next", "plan", "free"], ["customer", life.customer], ["is", "pro", "monthly"]):
        assert fact in lines
    assert f"{life.id}, gives the plan" in said
    assert ["unpaid", "since", "-"] not in lines
    rows = lines[[line[:1] for line in lines].index(["APPLIED"]) + 1 :]
    assert [row[2] for row in rows] == [
        "grant#opening",
        "checkout.session.completed",
        "invoice.payment_succeeded",
        "customer.subscription.updated",
        "customer.subscription.updated",
        "invoice.payment_failed",
    ]
    assert [row[3] for row in rows[1:]] == events
    # Blots moved, and what was left after each row.
    assert rows[0][3:5] == ["+50", "50"]
    assert [row[5:7] for row in rows[1:]] == [
        ["-", "50"], ["+850", "900"], ["+1900", "2800"], ["-", "2800"], ["-", "2800"]
    ]  # fmt: skip


def test_blots_stand_in_the_row_of_the_payment_and_not_of_the_one_that_failed_before(
    carol: Client, studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    records = DynamoBillingRecords(studio.client("dynamodb"), studio.table)
    billing = Billing(ledger, records, Accounts(ledger, read_plans()), read_plans(), read_prices(PRICES))
    begun = datetime.now(UTC).replace(microsecond=0) - timedelta(days=32)
    life = Life(carol.owner, begun, name=carol.owner[:8])
    life.buy()
    bought = len(life.events)
    life.renew(fails=True)
    life.pay()
    for number, (_, text) in enumerate(life.events):
        if number == bought:
            account = ledger.account(carol.owner)
            ledger.post(account, hold(account, "job-1", 20)[1])
        assert billing.receive(text)
    assert main(["billing", "show", carol.owner]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if "invoice." in line]
    assert [(row[2], row[5:7]) for row in rows] == [
        ("invoice.payment_succeeded", ["+850", "900"]),
        ("invoice.payment_failed", ["-", "880"]),
        ("invoice.payment_succeeded", ["+20", "900"]),
    ]


def test_what_could_not_be_applied_and_what_was_paid_back_are_told_too(
    carol: Client, studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = DynamoLedger(studio.client("dynamodb"), studio.table)
    records = DynamoBillingRecords(studio.client("dynamodb"), studio.table)
    billing = Billing(ledger, records, Accounts(ledger, read_plans()), read_plans(), read_prices(PRICES))
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    life = Life(carol.owner, at, name=carol.owner[:8])
    life.buy()
    lines = [line("price_new", life.begins, life.ends)]
    body = invoice(f"in_{life.name}", life.customer, life.id, lines, life.metadata)
    foreign = event(f"evt_{life.name}_x", "invoice.payment_succeeded", at, body)
    for _ in range(2):
        with pytest.raises(ForeignPrice):
            billing.receive(foreign)
    for _, text in life.events:
        billing.receive(text)
    billing.receive(event(f"evt_{life.name}_r", "charge.refunded", at, {"id": "ch_1", "customer": life.customer}))
    assert main(["billing", "show", carol.owner]) == 0
    said = capsys.readouterr().out
    assert said.count("not applied: these prices are not in StripePrices: price_new") == 1
    assert "ch_1 was refunded; nothing moved" in said
    more = read_prices(f"{PRICES},creator_monthly=price_new")
    Billing(ledger, records, Accounts(ledger, read_plans()), read_plans(), more).receive(foreign)
    assert main(["billing", "show", carol.owner]) == 0
    assert "not applied" not in capsys.readouterr().out


def test_who_has_no_account_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["billing", "show", "nobody"]) == 1
    assert "nobody has no account" in capsys.readouterr().err
