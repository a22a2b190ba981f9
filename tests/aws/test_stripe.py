"""What the studio keeps for Stripe on AWS: its secret, an owner's customer, the queue of events."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from inkwell.aws import clients, secrets
from inkwell.aws.customers import DynamoCustomers
from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.queues import SqsEvents
from inkwell.aws.secrets import StripeSecret, read_stripe_secret, stripe_secret
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.errors import BillingDisabled
from inkwell.coloring_books.payment_events import HANDLED, MAX_BYTES, receive, refuse_long
from inkwell.coloring_books.payments import Failure
from inkwell.coloring_books.plans import read_plans
from inkwell.core.errors import PayloadTooLarge, StaleRecord
from tests.support.aws import TABLE
from tests.support.template import template


@pytest.fixture(autouse=True)
def _fresh(aws: None) -> Iterator[None]:
    secrets._provider.cache_clear()
    clients.secretsmanager.cache_clear()
    yield
    secrets._provider.cache_clear()
    clients.secretsmanager.cache_clear()


class TestSecret:
    @pytest.mark.parametrize(
        ("text", "secret"),
        [
            ("{}", StripeSecret()),
            ('{"api_key": "", "webhook_secrets": []}', StripeSecret()),
            (
                '{"api_key": " sk_1\\n", "webhook_secrets": ["whsec_2", "", " whsec_1 "]}',
                StripeSecret("sk_1", ("whsec_2", "whsec_1")),
            ),
        ],
    )
    def test_what_is_missing_is_empty(self, text: str, secret: StripeSecret) -> None:
        assert read_stripe_secret(text) == secret

    @pytest.mark.parametrize(
        "text", ["", "sk_1", "[]", '{"api_key": 1}', '{"webhook_secrets": "whsec_1"}', '{"webhook_secrets": [1]}']
    )
    def test_a_wrong_one_switches_billing_off_and_is_quoted_nowhere(
        self, text: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(ValueError, match="must be") as error:
            read_stripe_secret(text)
        assert "_1" not in str(error.value)
        boto3.client("secretsmanager").create_secret(Name="wrong", SecretString=text or " ")
        with pytest.raises(BillingDisabled):
            stripe_secret("wrong")
        assert "the secret of Stripe is wrong" in caplog.text
        assert "_1" not in caplog.text
        boto3.client("secretsmanager").delete_secret(SecretId="wrong", ForceDeleteWithoutRecovery=True)

    def test_the_deployed_one_is_empty_until_an_operator_fills_it(self) -> None:
        deployed = template()["Resources"]["StripeSecret"]["Properties"]["SecretString"]
        assert read_stripe_secret(deployed) == stripe_secret("") == StripeSecret()

    def test_it_shows_nothing_of_itself(self) -> None:
        assert repr(StripeSecret("sk_1", ("whsec_1",))) == "StripeSecret()"


class TestCustomers:
    @pytest.fixture
    def customers(self, dynamodb: Any) -> DynamoCustomers:
        Accounts(DynamoLedger(dynamodb, TABLE), read_plans()).open("ada", "free")
        return DynamoCustomers(dynamodb, TABLE)

    def test_the_first_link_stays(self, customers: DynamoCustomers) -> None:
        assert customers.customer("ada") is None
        assert customers.link("ada", "cus_1", None) == "cus_1"
        assert customers.link("ada", "cus_2", None) == "cus_1"
        assert customers.customer("ada") == "cus_1"

    def test_only_the_customer_that_was_read_is_replaced(self, customers: DynamoCustomers) -> None:
        customers.link("ada", "cus_1", None)
        assert customers.link("ada", "cus_2", "cus_1") == "cus_2"
        assert customers.link("ada", "cus_3", "cus_1") == "cus_2"

    def test_an_account_that_is_not_open_is_not_made(self, customers: DynamoCustomers, dynamodb: Any) -> None:
        with pytest.raises(StaleRecord):
            customers.link("bob", "cus_1", None)
        assert customers.customer("bob") is None
        assert Accounts(DynamoLedger(dynamodb, TABLE), read_plans()).open("bob", "free")

    def test_turns_of_a_step_are_counted_once_each(self, customers: DynamoCustomers) -> None:
        assert customers.failure("ada") is None
        for turn in (0, 0, 1, 1, 0):
            customers.failed("ada", "one", turn)
        assert customers.failure("ada") == Failure("one", 2)
        customers.failed("ada", "two", 0)
        assert customers.failure("ada") == Failure("two", 1)
        customers.failed("bob", "one", 0)
        assert customers.failure("bob") is None

    def test_the_account_and_its_customer_do_not_touch(self, customers: DynamoCustomers, dynamodb: Any) -> None:
        before = Accounts(DynamoLedger(dynamodb, TABLE), read_plans()).balance("ada")
        customers.link("ada", "cus_1", None)
        assert Accounts(DynamoLedger(dynamodb, TABLE), read_plans()).balance("ada") == before


class TestEvents:
    @pytest.fixture
    def queue(self) -> Iterator[tuple[SqsEvents, Any, str]]:
        sqs = boto3.client("sqs")
        url = sqs.create_queue(QueueName="events")["QueueUrl"]
        yield SqsEvents(sqs, url), sqs, url
        sqs.delete_queue(QueueUrl=url)

    @staticmethod
    def _put(queue: tuple[SqsEvents, Any, str], body: bytes) -> list[str]:
        events, sqs, url = queue
        receive(events, body)
        return [message["Body"] for message in sqs.receive_message(QueueUrl=url).get("Messages", [])]

    @pytest.mark.parametrize("kind", sorted(HANDLED))
    def test_what_matters_is_handed_on_as_it_came(self, queue: tuple[SqsEvents, Any, str], kind: str) -> None:
        body = f'{{ "type" :"{kind}",\n"id": "evt_1", "name": "Zoë\\u0000"}}'
        assert self._put(queue, body.encode()) == [body]

    @pytest.mark.parametrize(
        "body",
        [
            b'{"type": "invoice.paid"}',
            b'{"type": 3}',
            b"{}",
            b"[]",
            b"null",
            b"",
            b"no JSON",
            b"\xff\xfe{",
            b"[" * 9999,
        ],
    )
    def test_all_else_is_forgotten(self, queue: tuple[SqsEvents, Any, str], body: bytes) -> None:
        assert self._put(queue, body) == []

    def test_characters_that_no_message_has_are_written_otherwise(self, queue: tuple[SqsEvents, Any, str]) -> None:
        body = '{"type": "invoice.payment_failed", "name": "a\ufffeb\uffff\U0001f98a"}'
        assert self._put(queue, body.encode()) == [body.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")]

    def test_a_megabyte_is_taken(self, queue: tuple[SqsEvents, Any, str]) -> None:
        body = b'{"type": "invoice.payment_failed", "name": "%s"}'
        body %= b"x" * (MAX_BYTES - len(body) + 2)
        assert len(body) == MAX_BYTES
        assert self._put(queue, body) == [body.decode()]

    def test_more_is_refused_before_anything_is_looked_at(self) -> None:
        refuse_long(b"x" * MAX_BYTES)
        with pytest.raises(PayloadTooLarge):
            refuse_long(b"x" * (MAX_BYTES + 1))
