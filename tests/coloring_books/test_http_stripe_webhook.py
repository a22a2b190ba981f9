"""The webhook of Stripe over HTTP: real signatures of exact bytes, and nothing for anybody else."""

import base64
import json
import time
from typing import Any

import pytest
import requests
import stripe

from local import aws
from tests.support.client import Client
from tests.support.contract import check
from tests.support.stripe import StripeDesk
from tests.support.studio import Studio

PATH = "/api/webhooks/stripe"
SECRET = f"{aws.STACK}/stripe-test-server"
#: A type that nobody handles: nothing is queued, and no account looked for.
UNKNOWN = {"id": "evt_1", "object": "event", "type": "customer.created"}


@pytest.fixture(scope="module")
def secret(shop: Studio) -> str:
    answer = shop.client("secretsmanager").get_secret_value(SecretId=SECRET)
    return str(json.loads(answer["SecretString"])["webhook_secrets"][0])


def _signed(body: str, secret: str, age: float = 0) -> str:
    return stripe.WebhookSignature.generate_signature_header(body, secret, int(time.time() - age))


def _post(shop: Studio, body: bytes, signature: str | None) -> requests.Response:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    headers |= {"Stripe-Signature": signature} if signature is not None else {}
    answer = requests.post(shop.url + PATH, body, headers=headers, timeout=60)
    check(answer)
    return answer


@pytest.mark.parametrize(
    "body",
    [
        json.dumps(UNKNOWN),
        json.dumps(UNKNOWN, indent=2) + "\n",
        '{"type":"é\u2028\U0001f98a"}',
        '{"type":["invoice.payment_succeeded"]}',
        '{"type":{}}',
        "no JSON",
        "[]",
    ],
)
def test_what_is_signed_is_accepted_whatever_it_is(shop: Studio, secret: str, body: str) -> None:
    answer = _post(shop, body.encode(), _signed(body, secret))
    assert (answer.status_code, answer.json()) == (200, {"received": True})


def test_a_repetition_is_accepted_again(shop: Studio, secret: str) -> None:
    body = json.dumps(UNKNOWN)
    signature = _signed(body, secret)
    assert [_post(shop, body.encode(), signature).status_code for _ in range(3)] == [200] * 3


@pytest.mark.parametrize("kind", ["missing", "empty", "of another secret", "of other bytes", "old", "early", "no list"])
def test_what_is_not_signed_as_it_must_be_is_refused(shop: Studio, secret: str, kind: str) -> None:
    body = json.dumps(UNKNOWN)
    signatures: dict[str, str | None] = {
        "missing": None,
        "empty": "",
        "of another secret": _signed(body, "whsec_other"),
        "of other bytes": _signed(json.dumps(UNKNOWN, indent=1), secret),
        "old": _signed(body, secret, age=330),
        "early": _signed(body, secret, age=-330),
        "no list": "t=1;v1=2",
    }
    answer = _post(shop, body.encode(), signatures[kind])
    assert (answer.status_code, answer.json()["code"]) == (400, "VALIDATION_ERROR")


def test_a_signature_in_base64_is_of_the_bytes(shop: Studio, secret: str) -> None:
    body = json.dumps(UNKNOWN)
    event = {
        "httpMethod": "POST",
        "path": PATH,
        "resource": PATH,
        "headers": {"Content-Type": "application/json", "stripe-signature": _signed(body, secret)},
        "multiValueHeaders": {},
        "queryStringParameters": None,
        "requestContext": {"requestId": "1", "stage": "local", "path": PATH, "identity": {"sourceIp": "127.0.0.1"}},
        "body": base64.b64encode(body.encode()).decode(),
        "isBase64Encoded": True,
    }
    assert shop.invoke("StripeEventFunction", event)["statusCode"] == 200
    event["body"] = base64.b64encode(body.encode() + b" ").decode()
    assert shop.invoke("StripeEventFunction", event)["statusCode"] == 400


@pytest.mark.parametrize(("size", "status"), [(1024 * 1024, 200), (1024 * 1024 + 1, 413)])
def test_a_megabyte_is_verified_and_no_byte_more(shop: Studio, secret: str, size: int, status: int) -> None:
    body = json.dumps(UNKNOWN | {"padding": ""})
    body = body[:-2] + "x" * (size - len(body)) + body[-2:]
    assert len(body) == size
    assert _post(shop, body.encode(), _signed(body, secret)).status_code == status


def test_where_no_secret_is_set_no_signature_holds(studio: Studio) -> None:
    body = json.dumps(UNKNOWN)
    for secret in ("", "whsec_"):
        assert _post(studio, body.encode(), _signed(body, secret)).status_code == 400


def test_old_and_new_secrets_hold_while_one_replaces_the_other(shop: Studio, desk: StripeDesk, secret: str) -> None:
    try:
        desk.sends(secrets=["whsec_new", secret])
        event = desk.tell("customer.created", {"id": "cus_1", "object": "customer"})
    finally:
        desk.sends(secrets=[secret])
    (delivery,) = (each for each in desk.delivered() if each["event"] == event["id"])
    assert delivery["answers"] == [200]


def test_every_event_of_a_purchase_is_accepted(buyer: Client, desk: StripeDesk) -> None:
    before = len(desk.delivered())
    page = buyer.post("/api/billing/checkout", {"plan": "pro", "interval": "monthly"}).json()["checkoutUrl"]
    desk.pay(page)
    new: list[dict[str, Any]] = desk.delivered()[before:]
    assert {each["type"] for each in new} >= {"checkout.session.completed", "invoice.payment_succeeded"}
    assert all(each["answers"] == [200] for each in new)
