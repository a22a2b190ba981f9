"""Callers of a test's own, with the plan and the Blots that it needs."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from inkwell.accounts import tokens
from inkwell.accounts.signing_keys import SigningKeys
from inkwell.accounts.tokens import AccessToken
from inkwell.aws.ledger import DynamoLedger
from inkwell.aws.secrets import load_signing_keys
from inkwell.coloring_books.accounts import Accounts
from inkwell.coloring_books.plans import PlanName, read_plans
from inkwell.core.names import new_id
from tests.support.client import Client
from tests.support.stripe import StripeDesk
from tests.support.studio import Studio, running

NewCaller = Callable[[PlanName], Client]


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio where plans can be bought."""
    with running(tmp_path_factory.mktemp("shop"), sells=True) as studio:
        yield studio


@pytest.fixture(scope="session")
def desk(shop: Studio) -> StripeDesk:
    """The Stripe where they are paid."""
    return StripeDesk(shop.stripe)


@pytest.fixture
def buyer(shop: Studio) -> Iterator[Client]:
    """A signed-in caller of that studio who has nothing yet."""
    answer = shop.client("secretsmanager").get_secret_value(SecretId=f"{shop.table}/jwt")
    owner, until = new_id(), datetime.now(UTC) + timedelta(hours=1)
    token = tokens.issue(load_signing_keys(answer["SecretString"]), AccessToken(owner, "session"), until=until)
    client = Client(shop.url, owner, token)
    yield client
    client.close()


@pytest.fixture
def new_caller(studio: Studio, keys: SigningKeys) -> Iterator[NewCaller]:
    """Makes a signed-in caller with a plan, who has nothing yet."""
    clients: list[Client] = []
    accounts = Accounts(DynamoLedger(studio.client("dynamodb"), studio.table), read_plans())

    def make(plan: PlanName) -> Client:
        owner = new_id()
        assert accounts.open(owner, plan)
        until = datetime.now(UTC) + timedelta(hours=1)
        clients.append(Client(studio.url, owner, tokens.issue(keys, AccessToken(owner, "session"), until=until)))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def pro(new_caller: NewCaller) -> Client:
    """A caller on the plan pro."""
    return new_caller("pro")


@pytest.fixture
def free(new_caller: NewCaller) -> Client:
    """A caller on the plan free, with 50 Blots."""
    return new_caller("free")
