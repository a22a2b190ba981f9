"""Conditional writes that the SDK sends twice, and writes that meet the transaction of another request."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ConnectionClosedError
from botocore.stub import Stubber
from moto.core.models import botocore_stubber

from inkwell.accounts.sessions import SessionRecord
from inkwell.accounts.users import User
from inkwell.aws.idempotency import DynamoIdempotency
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.project_files import DynamoProjectFiles
from inkwell.aws.sessions import DynamoSessions
from inkwell.aws.uploads import DynamoUploads
from inkwell.aws.users import DynamoUsers
from inkwell.aws.webhooks import DynamoSeenWebhooks
from inkwell.core.errors import RequestInProgress
from inkwell.core.idempotency import ClaimedKey, Response
from inkwell.core.names import new_id
from inkwell.core.timestamps import now
from inkwell.uploads.project_files import ProjectFile
from inkwell.uploads.store import Upload
from tests.support.aws import REGION, emulated_aws, table_properties

TABLE = "table"


@pytest.fixture(scope="module")
def database() -> Iterator[Any]:
    with emulated_aws():
        client = boto3.client(
            "dynamodb", region_name=REGION, config=Config(retries={"mode": "standard", "total_max_attempts": 2})
        )
        client.create_table(TableName=TABLE, **table_properties())
        yield client


class Lossy:
    """Loses the next answer to a PutItem, after the table has the item: the SDK sends the call again."""

    def __init__(self, client: Any) -> None:
        self.sent = 0
        client.meta.events.register_first("before-send.dynamodb.PutItem", self._send)

    def _send(self, event_name: str, request: Any, **_: Any) -> Any:
        self.sent += 1
        if self.sent > 1:
            return None
        assert botocore_stubber(event_name, request).status_code == 200
        raise ConnectionClosedError(endpoint_url=request.url)


PUTS: dict[str, Callable[[Any], object]] = {
    "upload": lambda db: DynamoUploads(db, TABLE).add(Upload(new_id(), "ann", "k", "reference", "a.png")),
    "session": lambda db: DynamoSessions(db, TABLE).add(SessionRecord(new_id(), "u", "ann", 0, now())),
    "job": lambda db: DynamoJobs(db, TABLE).reserve(new_id()),
    "webhook": lambda db: DynamoSeenWebhooks(db, TABLE).first_time(new_id()) or pytest.fail("it is the first"),
    "user": lambda db: DynamoUsers(db, TABLE).add(User(new_id(), "hash")) or pytest.fail("nobody has that name"),
    "file": lambda db: DynamoProjectFiles(db, TABLE).add(ProjectFile(new_id(), "ann")) or pytest.fail("it is free"),
}


@pytest.mark.parametrize("name", PUTS)
def test_what_the_sdk_sends_twice_is_stored_as_wanted(database: Any, name: str) -> None:
    lossy = Lossy(database)
    PUTS[name](database)
    assert lossy.sent == 2


def test_a_claim_that_the_sdk_sends_twice_is_ours(database: Any) -> None:
    lossy = Lossy(database)
    claims = DynamoIdempotency(database, TABLE)
    claimed = claims.claim("ann", "twice", "print")
    assert lossy.sent == 2
    assert isinstance(claimed, ClaimedKey)
    with pytest.raises(RequestInProgress):
        claims.claim("ann", "twice", "print")
    claims.complete(claimed, Response(202, {"id": 1}))
    assert claims.claim("ann", "twice", "print") == Response(202, {"id": 1})


def test_a_webhook_that_comes_twice_is_seen_even_within_a_second(database: Any) -> None:
    seen = DynamoSeenWebhooks(database, TABLE)
    assert [seen.first_time("id") for _ in range(3)] == [True, False, False]


class TestConflict:
    """DynamoDB refuses a write of an item that a transaction is writing."""

    @pytest.fixture
    def stub(self, database: Any) -> Iterator[Stubber]:
        client = boto3.client("dynamodb", region_name=REGION)
        with Stubber(client) as stub:
            yield stub

    def test_a_claim_that_meets_the_first_request_is_in_progress(self, stub: Stubber) -> None:
        stub.add_client_error("put_item", "TransactionConflictException")
        item = {"fingerprint": {"S": "print"}, "claim_token": {"S": "another"}}
        stub.add_response("get_item", {"Item": item})
        with pytest.raises(RequestInProgress):
            DynamoIdempotency(stub.client, TABLE).claim("ann", "key", "print")

    def test_or_is_given_its_response_when_that_is_stored_by_then(self, stub: Stubber) -> None:
        stub.add_client_error("put_item", "TransactionConflictException")
        item = {"fingerprint": {"S": "print"}, "answer": {"S": '{"status": 202, "body": {"id": 1}}'}}
        stub.add_response("get_item", {"Item": item})
        assert DynamoIdempotency(stub.client, TABLE).claim("ann", "key", "print") == Response(202, {"id": 1})

    def test_a_completion_is_somebody_elses_and_a_release_is_left(self, stub: Stubber) -> None:
        claimed = ClaimedKey("ann", "key", "print", "token")
        stub.add_client_error("update_item", "TransactionConflictException")
        with pytest.raises(RequestInProgress):
            DynamoIdempotency(stub.client, TABLE).complete(claimed, Response(200, {}))
        stub.add_client_error("delete_item", "TransactionConflictException")
        DynamoIdempotency(stub.client, TABLE).release(claimed)
