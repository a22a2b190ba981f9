"""Replicate's webhooks: only real ones, each once, and what they are good for."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.webhooks import DynamoSeenWebhooks
from inkwell.core.errors import InvalidInput, Unauthenticated
from inkwell.core.jobs import Job, JobRecord
from inkwell.core.pictures import Brief, Picture
from inkwell.providers.replicate_webhooks import receive
from inkwell.providers.webhook_signatures import verify
from tests.support.tables import TABLE, dynamodb, emptied

# A published vector, which Replicate's own JavaScript client accepts as well.
SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
BODY = b'{"id":"ufawqhfynnddngldkgtslldrkq","status":"succeeded"}'
NOW = 1_700_000_000
HEADERS = {
    "webhook-id": "msg_test",
    "webhook-timestamp": str(NOW),
    "webhook-signature": "v1,To7OlSwSNP9tMIAQ3kzqCST50b1ZpJgxiK4jz4V0xzE=",
}
OTHER = "whsec_" + base64.b64encode(b"another secret of 24 byt").decode()


def signed(secret: str, body: bytes = BODY, moment: int = NOW, webhook_id: str = "msg_test") -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{webhook_id}.{moment}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(digest).decode()}"


def test_the_published_vector() -> None:
    assert verify(HEADERS, BODY, SECRET, NOW) == "msg_test"
    assert signed(SECRET) == HEADERS["webhook-signature"]


@pytest.mark.parametrize("secrets", [f"{SECRET} {OTHER}", f"{OTHER} {SECRET}", f" {SECRET}\n"])
def test_while_a_secret_is_exchanged_both_hold(secrets: str) -> None:
    assert verify(HEADERS, BODY, secrets, NOW)


@pytest.mark.parametrize("other", ["v1,AAAA", "v2,abc", "garbage", signed(OTHER)])
def test_one_good_signature_among_others_is_enough(other: str) -> None:
    good = HEADERS["webhook-signature"]
    for both in (f"{other} {good}", f"{good} {other}"):
        assert verify({**HEADERS, "webhook-signature": both}, BODY, SECRET, NOW)


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_either_way_are_taken(seconds: int) -> None:
    assert verify(HEADERS, BODY, SECRET, NOW + seconds)


@pytest.mark.parametrize("seconds", [-301, 301, -86400, 86400])
def test_older_or_from_the_future_is_refused(seconds: int) -> None:
    with pytest.raises(Unauthenticated):
        verify(HEADERS, BODY, SECRET, NOW + seconds)


@pytest.mark.parametrize(
    ("changes", "secrets"),
    [
        ({"webhook-id": "msg_other"}, SECRET),
        ({"webhook-timestamp": str(NOW + 1)}, SECRET),
        ({"webhook-signature": signed(OTHER)}, SECRET),
        ({"webhook-signature": HEADERS["webhook-signature"].replace("v1,", "v2,")}, SECRET),
        ({"webhook-signature": HEADERS["webhook-signature"][3:]}, SECRET),
        ({"webhook-signature": "v1,"}, SECRET),
        ({"webhook-signature": "v1,é"}, SECRET),
        ({"webhook-signature": ""}, SECRET),
        ({"webhook-id": ""}, SECRET),
        ({"webhook-timestamp": ""}, SECRET),
        ({"webhook-timestamp": "now"}, SECRET),
        ({"webhook-timestamp": "²"}, SECRET),
        ({"webhook-timestamp": "1" * 40}, SECRET),
        ({"webhook-timestamp": f"-{NOW}"}, SECRET),
        ({}, ""),
        ({}, OTHER),
        ({}, "whsec_not base64!"),
    ],
)
def test_anything_else_is_refused(changes: dict[str, str], secrets: str) -> None:
    with pytest.raises(Unauthenticated):
        verify({**HEADERS, **changes}, BODY, secrets, NOW)


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_a_changed_body_is_refused(place: int, change: int) -> None:
    changed = bytearray(BODY)
    changed[place] ^= change
    with pytest.raises(Unauthenticated):
        verify(HEADERS, bytes(changed), SECRET, NOW)


@pytest.mark.parametrize("missing", HEADERS)
def test_every_header_is_needed(missing: str) -> None:
    with pytest.raises(Unauthenticated):
        verify({name: value for name, value in HEADERS.items() if name != missing}, BODY, SECRET, NOW)


# ---------------------------------------------------------------- what it is good for

NOTE = "replicate/flux-schnell replicate@1700000000.000"


@pytest.fixture(scope="module")
def cloud() -> Iterator[Any]:
    with dynamodb() as client:
        yield client


@pytest.fixture
def client(cloud: Any) -> Any:
    return emptied(cloud)


@pytest.fixture
def jobs(client: Any) -> DynamoJobs:
    jobs = DynamoJobs(client, TABLE)
    job = Job("job-1", "reference_kit", "owner")
    jobs.add(JobRecord(job, [Picture("job-1", "anchor", Brief("a fox"), "image-set", "job-1", request_id=NOTE)]))
    return jobs


@pytest.fixture
def seen(client: Any) -> DynamoSeenWebhooks:
    return DynamoSeenWebhooks(client, TABLE)


def stored(jobs: DynamoJobs) -> str | None:
    return jobs.pictures("job-1", ["anchor"])[0].request_id


def told(jobs: DynamoJobs, seen: DynamoSeenWebhooks, attempt: str = "job-1/anchor/1", **changes: Any) -> bool:
    return receive(jobs, seen, changes.get("webhook_id", "msg_1"), attempt, changes.get("body", BODY))


def test_a_killed_tasks_prediction_gets_its_id(jobs: DynamoJobs, seen: DynamoSeenWebhooks) -> None:
    assert told(jobs, seen)
    assert stored(jobs) == "replicate/flux-schnell ufawqhfynnddngldkgtslldrkq"


def test_the_same_webhook_again_changes_nothing(jobs: DynamoJobs, seen: DynamoSeenWebhooks) -> None:
    assert told(jobs, seen)
    assert jobs.identify_request(jobs.pictures("job-1", ["anchor"])[0].newest_attempt, stored(jobs) or "", NOTE)
    assert not told(jobs, seen)
    assert stored(jobs) == NOTE


def test_an_id_that_is_known_stays(jobs: DynamoJobs, seen: DynamoSeenWebhooks) -> None:
    told(jobs, seen)
    assert not told(jobs, seen, webhook_id="msg_2", body=b'{"id": "another"}')
    assert stored(jobs) == "replicate/flux-schnell ufawqhfynnddngldkgtslldrkq"


@pytest.mark.parametrize("attempt", ["job-1/anchor/2", "job-1/other/1", "job-2/anchor/1"])
def test_an_attempt_that_is_over_or_never_was_changes_nothing(
    jobs: DynamoJobs, seen: DynamoSeenWebhooks, attempt: str
) -> None:
    assert not told(jobs, seen, attempt)
    assert stored(jobs) == NOTE


@pytest.mark.parametrize("attempt", ["", "job-1", "job-1/anchor", "job-1/anchor/x", "job-1/anchor/-1", "//1"])
def test_a_webhook_about_nothing_of_ours_is_refused(jobs: DynamoJobs, seen: DynamoSeenWebhooks, attempt: str) -> None:
    with pytest.raises(InvalidInput):
        told(jobs, seen, attempt)


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{}", b'{"id": 3}', b"\xff", b'{"id": ""}'])
def test_what_is_no_prediction_is_refused(jobs: DynamoJobs, seen: DynamoSeenWebhooks, body: bytes) -> None:
    with pytest.raises(InvalidInput):
        told(jobs, seen, body=body)


def test_a_webhook_is_forgotten_after_a_day(client: Any, seen: DynamoSeenWebhooks) -> None:
    assert seen.first_time("one")
    assert not seen.first_time("one")
    assert seen.first_time("other")
    for item in client.scan(TableName=TABLE)["Items"]:
        assert int(item["expires_at"]["N"]) > NOW


def test_the_id_is_counted_as_nothing_new(jobs: DynamoJobs, seen: DynamoSeenWebhooks) -> None:
    which = jobs.pictures("job-1", ["anchor"])[0].newest_attempt
    jobs.note_request(which, NOTE, 1, 3000)
    told(jobs, seen)
    picture = jobs.pictures("job-1", ["anchor"])[0]
    assert (picture.paid_requests, picture.paid_micros) == (1, 3000)
    assert json.loads(BODY)["id"] in (picture.request_id or "")
