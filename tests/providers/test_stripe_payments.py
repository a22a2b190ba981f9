"""Stripe's answers as errors of ours: whose fault each is, and that none of its words gets out."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from inkwell.coloring_books.errors import BillingBusy, BillingFailed
from inkwell.coloring_books.payments import (
    ChangedMeanwhileError,
    KeptFailureError,
    Sale,
    StepTakenError,
    UnknownCustomerError,
)
from inkwell.coloring_books.prices import Offer
from inkwell.providers.stripe_payments import StripePayments
from local.stripe_server import StripeServer
from local.stripe_server.errors import Fault

WORDS = "sk_live_secret belongs to Ada Lovelace"


@pytest.fixture
def server() -> Iterator[StripeServer]:
    with StripeServer() as server:
        yield server


@pytest.fixture
def payments(server: StripeServer) -> StripePayments:
    return StripePayments(server.api_key, "https://studio.example", server.url)


@pytest.mark.parametrize(
    ("status", "error", "meaning"),
    [
        (500, {"type": "api_error"}, BillingBusy),
        (503, {"type": "api_error"}, BillingBusy),
        (429, {"type": "invalid_request_error", "code": "rate_limit"}, BillingBusy),
        (409, {"type": "invalid_request_error", "code": "lock_timeout"}, ChangedMeanwhileError),
        (409, {"type": "idempotency_error", "code": "idempotency_key_in_use"}, ChangedMeanwhileError),
        (400, {"type": "idempotency_error"}, ChangedMeanwhileError),
        (400, {"type": "invalid_request_error", "code": "resource_missing", "param": "customer"}, UnknownCustomerError),
        (400, {"type": "invalid_request_error", "code": "resource_missing", "param": "price"}, BillingFailed),
        (400, {"type": "invalid_request_error"}, BillingFailed),
        (401, {"type": "invalid_request_error"}, BillingFailed),
        (403, {"type": "invalid_request_error"}, BillingFailed),
        (402, {"type": "card_error", "code": "card_declined"}, BillingFailed),
    ],
)
def test_each_answer_has_its_meaning_and_no_word_of_it_is_told(
    server: StripeServer,
    payments: StripePayments,
    caplog: pytest.LogCaptureFixture,
    status: int,
    error: dict[str, Any],
    meaning: type[Exception],
) -> None:
    customer = payments.new_customer("ada", None, 0)
    # More often than the library repeats.
    server.fault = Fault(status, {"error": error | {"message": WORDS}}, 9)
    with caplog.at_level(logging.DEBUG), pytest.raises(meaning) as raised:
        payments.portal(customer)
    assert WORDS not in str(raised.value) + str(getattr(raised.value, "details", ""))
    told = [record for record in caplog.records if record.name.startswith(("inkwell", "stripe"))]
    assert not any(WORDS in str(record.__dict__) or server.api_key in str(record.__dict__) for record in told)
    if meaning is BillingFailed:
        (record,) = told
        facts = record.__dict__
        assert (facts["status"], facts["stripe_code"], facts["param"]) == (
            status,
            error.get("code"),
            error.get("param"),
        )
        assert facts["stripe_request"].startswith("req_")


def test_a_stripe_that_does_not_answer_is_busy(server: StripeServer, payments: StripePayments) -> None:
    nowhere = StripePayments(server.api_key, "https://studio.example", "http://127.0.0.1:9")
    with pytest.raises(BillingBusy):
        nowhere.new_customer("ada", None, 0)


def test_a_passing_fault_is_repeated_under_the_same_key(server: StripeServer, payments: StripePayments) -> None:
    customer = payments.new_customer("ada", None, 0)
    server.fault = Fault(500, {"error": {"type": "api_error"}}, 1)
    sale = Sale("ada", customer, Offer("pro", "monthly"), "price_pro_monthly", None)
    assert payments.open_checkout(sale) == payments.open_checkout(sale)
    assert len(server.shop.sessions) == 1


def test_a_failure_that_stripe_keeps_for_a_day_is_over_with_the_next_turn(
    server: StripeServer, payments: StripePayments
) -> None:
    server.fault = Fault(500, {"error": {"type": "api_error"}}, 1, is_kept=True)
    for _ in range(2):
        with pytest.raises(KeptFailureError):
            payments.new_customer("ada", None, 0)
    customer = payments.new_customer("ada", None, 1)
    sale = Sale("ada", customer, Offer("pro", "monthly"), "price_pro_monthly", None)
    server.fault = Fault(500, {"error": {"type": "api_error"}}, 1, is_kept=True)
    with pytest.raises(KeptFailureError):
        payments.open_checkout(sale)
    with pytest.raises(StepTakenError):
        payments.open_checkout(replace(sale, price="price_creator_monthly"))
    assert payments.open_checkout(replace(sale, turn=1)) == payments.open_checkout(replace(sale, turn=1))
    assert (len(server.shop.customers), len(server.shop.sessions)) == (1, 1)


def test_another_key_is_a_matter_of_ours(server: StripeServer) -> None:
    with pytest.raises(BillingFailed):
        StripePayments("sk_other", "https://studio.example", server.url).new_customer("ada", None, 0)
