"""What is particular to DynamoDB: the write shapes, the layout of items, refusals, conflicts, throttled reads."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inkwell.accounts.users import User
from inkwell.aws.idempotency import DynamoIdempotency
from inkwell.aws.items import Update, dump, load, moment, refused
from inkwell.aws.jobs import DynamoJobs
from inkwell.aws.records import DUE_SHARDS, due_shard, job_item, picture_item, records
from inkwell.aws.uploads import DynamoUploads
from inkwell.aws.users import DynamoUsers
from inkwell.core.errors import IdempotencyKeyReused, RequestInProgress, StaleRecord
from inkwell.core.idempotency import LEASE, RETENTION, ClaimedKey, Response
from inkwell.core.jobs import Hold, Job, JobRecord, StoredFile
from inkwell.core.names import new_id
from inkwell.core.pictures import Brief, Picture, Version
from inkwell.core.status import Event, Status
from inkwell.core.timestamps import timestamp
from inkwell.uploads.store import Upload, UploadStatus
from tests.support.aws import REGION, TABLE, table_properties
from tests.support.records import a_record, added, loaded, settled

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
SECONDS = (datetime(2100, 1, 1, tzinfo=UTC) - FIRST) // timedelta(seconds=1)
#: To the millisecond; many are whole seconds, which are written alike.
MOMENTS = st.one_of(
    st.integers(0, SECONDS).map(lambda after: FIRST + timedelta(seconds=after)),
    st.integers(0, SECONDS * 1000).map(lambda after: FIRST + timedelta(milliseconds=after)),
)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
INTEGERS = st.integers(-(10**15), 10**15)
FRACTIONS = st.floats(-1e9, 1e9, allow_subnormal=False).filter(lambda number: number == 0 or abs(number) > 1e-9)
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | FRACTIONS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
BRIEFS = st.builds(
    Brief,
    prompt=TEXTS,
    role=NAMES,
    aspect_ratio=NAMES,
    medium=st.sampled_from(["colour", "line_art"]),
    references=st.lists(NAMES, max_size=4),
    seed_image=st.none() | NAMES,
    mask=st.none() | NAMES,
    seed=st.none() | INTEGERS,
    hints=st.dictionaries(TEXTS, VALUES, max_size=3),
    size=st.none() | st.tuples(st.integers(1, 9999), st.integers(1, 9999)),
    finish=st.none() | NAMES,
    corrections=st.integers(0, 9),
)
COUNTS = st.integers(0, 10**9)
VERSIONS = st.builds(
    Version,
    number=COUNTS,
    object_key=NAMES,
    media_type=NAMES,
    width=COUNTS,
    height=COUNTS,
    model=NAMES,
    seed=st.none() | INTEGERS,
    fallback_for=st.none() | NAMES,
    thumbnail_key=st.none() | NAMES,
    needs_review=st.booleans(),
    created_at=MOMENTS,
)
#: What every job has; its contents take long to make.
OUTLINE = {
    "id": st.uuids().map(str),
    "kind": NAMES,
    "owner": NAMES,
    "status": st.sampled_from(Status),
    "created_at": MOMENTS,
    "updated_at": MOMENTS,
    "deadline": MOMENTS,
    "settled_at": st.none() | MOMENTS,
    "first_settled_at": st.none() | MOMENTS,
    "revision": st.integers(0, 10**6),
}
OUTLINES = st.builds(Job, **OUTLINE)
JOBS = st.builds(
    Job,
    **OUTLINE,
    required=st.lists(NAMES, max_size=3),
    data=st.dictionaries(NAMES, VALUES, max_size=4),
    first_task=st.none() | NAMES,
    hold=st.none() | st.builds(Hold, COUNTS, st.none() | COUNTS, COUNTS),
    files=st.lists(st.builds(StoredFile, NAMES, NAMES, COUNTS, NAMES), max_size=2).map(tuple),
)
PICTURES = st.builds(
    Picture,
    job_id=st.just(""),
    key=NAMES,
    brief=BRIEFS,
    workflow=NAMES,
    run=NAMES,
    position=COUNTS,
    status=st.sampled_from(Status),
    attempt=COUNTS,
    shown=st.none() | VERSIONS,
    earlier=st.lists(VERSIONS, max_size=3),
    cost_micros=COUNTS,
    error=st.none() | NAMES,
    request_id=st.none() | NAMES,
    progress=st.none() | st.integers(0, 100),
    keeps_earlier=st.booleans(),
    correction=st.none() | TEXTS,
    refused=COUNTS,
    created_at=MOMENTS,
    updated_at=MOMENTS,
)


@st.composite
def job_records(draw: st.DrawFn) -> JobRecord:
    job = draw(JOBS)
    pictures = draw(st.lists(PICTURES, max_size=3, unique_by=lambda picture: picture.key))
    return JobRecord(job, [replace(each, job_id=job.id, position=index) for index, each in enumerate(pictures)])


def client() -> Any:
    return boto3.client("dynamodb", region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")


# ---------------------------------------------------------------- records


@given(job_records())
def test_records_survive_the_way_to_items_and_back(record: JobRecord) -> None:
    items = [job_item(record.job, record.job.created_at), *(picture_item(record.job, each) for each in record.pictures)]
    assert records(reversed(items)) == [record]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(job_records())
def test_records_survive_the_table(dynamodb: Any, record: JobRecord) -> None:
    job_id = new_id()  # the table is the same for all examples
    pictures = [replace(picture, job_id=job_id) for picture in record.pictures]
    record = JobRecord(replace(record.job, id=job_id), pictures)
    jobs = DynamoJobs(dynamodb, TABLE)
    jobs.add(record)
    assert jobs.load(job_id) == record


def test_the_largest_items_fit() -> None:
    job = Job(new_id(), "reference_kit", "o" * 36, data={"name": "n" * 255, "source_url": "u" * 4096})
    brief = Brief("p" * 20_000, references=["r" * 100] * 16, hints={"scene": "h" * 20_000})
    version = Version(
        1, f"jobs/{job.id}/{'k' * 40}-1.png", "image/png", 4096, 4096, "provider/model", thumbnail_key="t" * 90
    )
    picture = Picture(job.id, "k" * 40, brief, "w", "r" * 80, shown=version, earlier=[version] * 500)
    for item in (job_item(job, job.created_at), picture_item(job, picture)):
        assert len(json.dumps(item)) < 400 * 1024


@given(MOMENTS, MOMENTS)
def test_moments_sort_as_text_and_come_back(one: datetime, other: datetime) -> None:
    assert (timestamp(one) < timestamp(other)) == (one < other)
    assert moment(timestamp(one)) == one


@given(OUTLINES, OUTLINES)
def test_the_owners_index_sorts_by_time(one: Job, other: Job) -> None:
    first, second = (load(job_item(job, job.created_at))["owner_order"] for job in (one, other))
    if one.created_at != other.created_at:
        assert (first < second) == (one.created_at < other.created_at)


def test_pictures_stand_beside_their_job_in_the_owners_index() -> None:
    record = a_record()
    indexed = [load(job_item(record.job, record.job.created_at))]
    indexed += [load(picture_item(record.job, picture)) for picture in record.pictures]
    assert len({item["owner_kind"] for item in indexed}) == 1
    assert len({item["owner_order"].rpartition("#")[0].removesuffix("#PICTURE") for item in indexed}) == 1


def test_due_jobs_are_spread_over_all_shards() -> None:
    assert {due_shard(new_id()) for _ in range(200)} == {f"DUE#{number}" for number in range(DUE_SHARDS)}


def test_a_picture_without_its_job_is_nobodys() -> None:
    record = a_record()
    assert records([picture_item(record.job, record.pictures[0])]) == []


def test_every_key_of_the_layout_is_in_the_table() -> None:
    declared = {each["AttributeName"] for each in table_properties()["AttributeDefinitions"]}
    item = job_item(a_record().job, datetime(2026, 1, 1, tzinfo=UTC))
    assert declared <= set(item)


# ---------------------------------------------------------------- items


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_values_survive(values: dict[str, Any]) -> None:
    kept = {name: value for name, value in values.items() if value is not None}
    assert load(dump(values)) == kept


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_no_number_is_cannot_be_stored(number: float) -> None:
    with pytest.raises(TypeError):
        dump({"number": number})


KEY = {"pk": "a", "sk": "b"}


@pytest.fixture
def table(dynamodb: Any) -> Any:
    dynamodb.put_item(TableName=TABLE, Item=dump({**KEY, "status": "x", "count": 1, "data": {"a": 1, "b": 2}}))
    return dynamodb


def stored(table: Any) -> dict[str, Any]:
    return load(table.get_item(TableName=TABLE, Key=dump(KEY))["Item"])


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (Update(KEY, "attribute_exists(pk)", set={"status": "y"}), {"status": "y"}),
        (Update(KEY, "attribute_exists(pk)", set={"data.a": 5, "name": "n"}), {"data": {"a": 5, "b": 2}, "name": "n"}),
        (Update(KEY, "attribute_exists(pk)", add={"count": 2, "fresh": 3}), {"count": 3, "fresh": 3}),
        (Update(KEY, "attribute_exists(pk)", remove=("count",)), {"count": None}),
        (
            Update(
                KEY,
                "#count = :one AND #status IN (:x)",
                set={"status": "y"},
                add={"fresh": 1},
                remove=("data",),
                names=("count",),
                values={"one": 1, "x": "x"},
            ),
            {"status": "y", "fresh": 1, "data": None},
        ),
    ],
)
def test_updates(table: Any, update: Update, expected: dict[str, Any]) -> None:
    before = stored(table)
    table.update_item(**update.arguments(TABLE))
    after = stored(table)
    assert {name: after.get(name) for name in expected} == expected
    untouched = set(before) - set(expected)
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_a_refused_update_changes_nothing(table: Any) -> None:
    before = stored(table)
    update = Update(KEY, "#status = :y", set={"count": 9}, names=("status",), values={"y": "y"})
    with pytest.raises(ClientError) as caught:
        table.update_item(**update.arguments(TABLE))
    assert refused(caught.value) == [True]
    assert stored(table) == before


def failure(code: str, *reasons: str) -> ClientError:
    response: Any = {
        "Error": {"Code": code, "Message": ""},
        "CancellationReasons": [{"Code": each} for each in reasons],
    }
    return ClientError(response, "TransactWriteItems")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (failure("ConditionalCheckFailedException"), [True]),
        (failure("TransactionCanceledException", "None", "ConditionalCheckFailed"), [False, True]),
        (failure("TransactionCanceledException", "TransactionConflict", "None"), []),
        (failure("TransactionCanceledException"), []),
        (failure("ProvisionedThroughputExceededException"), []),
    ],
)
def test_refusals_are_told_from_faults(error: ClientError, expected: list[bool]) -> None:
    assert refused(error) == expected


# ---------------------------------------------------------------- jobs


def conflict(stub: Stubber) -> None:
    stub.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": "TransactionConflict"}, {"Code": "None"}]},
    )


def test_a_retry_that_meets_another_write_looks_again() -> None:
    record = a_record()
    picture = replace(record.pictures[0], status=Status.SUCCEEDED).retried("image_set")
    dynamodb = client()
    with Stubber(dynamodb) as stub:
        conflict(stub)
        assert not DynamoJobs(dynamodb, TABLE).retry(record.job, picture)


def test_a_delete_that_meets_another_write_is_no_second_delete() -> None:
    dynamodb = client()
    with Stubber(dynamodb) as stub:
        conflict(stub)
        with pytest.raises(StaleRecord):
            DynamoJobs(dynamodb, TABLE).delete(a_record())


def test_a_change_that_meets_a_transaction_is_to_be_repeated() -> None:
    record = a_record()
    dynamodb = client()
    jobs = DynamoJobs(dynamodb, TABLE)
    calls: list[Callable[[], object]] = [
        lambda: jobs.settle(record, Event.SUCCEED),
        lambda: jobs.start_picture(record.job.id, "0", record.job.id),
    ]
    for call in calls:
        with Stubber(dynamodb) as stub:
            stub.add_client_error("update_item", "TransactionConflictException")
            with pytest.raises(StaleRecord):
                call()


def test_a_fault_of_the_table_is_never_a_refusal() -> None:
    record = a_record()
    picture = replace(record.pictures[0], status=Status.SUCCEEDED).retried("image_set")
    dynamodb = client()
    jobs = DynamoJobs(dynamodb, TABLE)
    calls: list[Callable[[], object]] = [
        lambda: jobs.add(record),
        lambda: jobs.retry(record.job, picture),
        lambda: jobs.delete(record),
    ]
    for call in calls:
        with Stubber(dynamodb) as stub:
            stub.add_client_error("transact_write_items", "ValidationException")
            with pytest.raises(ClientError):
                call()


def test_a_throttled_read_of_pictures_is_finished() -> None:
    record = a_record()
    items = [picture_item(record.job, each) for each in record.pictures]
    left = {TABLE: {"Keys": [{name: items[1][name] for name in ("pk", "sk")}], "ConsistentRead": True}}
    dynamodb = client()
    with Stubber(dynamodb) as stub:
        stub.add_response("batch_get_item", {"Responses": {TABLE: [items[0]]}, "UnprocessedKeys": left})
        stub.add_response("batch_get_item", {"Responses": {TABLE: [items[1]]}, "UnprocessedKeys": {}})
        found = DynamoJobs(dynamodb, TABLE).pictures(record.job.id, ["anchor", "profile"])
        stub.assert_no_pending_responses()
    assert [picture.key for picture in found] == ["anchor", "profile"]


@pytest.mark.parametrize("odd", ["x" * 5000, "é" * 1100])
def test_an_id_that_fits_no_key_is_not_asked_for(odd: str) -> None:
    dynamodb = client()
    with Stubber(dynamodb):
        assert DynamoJobs(dynamodb, TABLE).load(odd) is None
        assert DynamoUploads(dynamodb, TABLE).find(odd) is None


def test_a_poll_is_one_consistent_query_of_one_partition() -> None:
    dynamodb = client()
    with Stubber(dynamodb) as stub:
        expected = {
            "TableName": TABLE,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": "JOB#1"}},
            "ConsistentRead": True,
        }
        stub.add_response("query", {"Items": []}, expected)
        assert DynamoJobs(dynamodb, TABLE).load("1") is None


def test_a_list_reads_every_page(dynamodb: Any) -> None:
    jobs = DynamoJobs(dynamodb, TABLE)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    heavy = {"name": "n" * 250_000}
    for number in range(6):
        record = a_record("anchor", created_at=start + timedelta(seconds=number))
        jobs.add(JobRecord(replace(record.job, data=heavy), record.pictures))
    assert [record.job.created_at.second for record in jobs.list("kit", "ann").items] == [5, 4, 3, 2, 1, 0]


def test_a_sweep_reads_everything_that_is_due_the_oldest_first(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = DynamoJobs(dynamodb, TABLE)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(30):
        jobs.add(a_record("anchor", created_at=start + timedelta(seconds=number)))

    def found() -> list[Job]:
        return [loaded(jobs, entry.job_id).job for entry in jobs.due(start + timedelta(days=1))]

    every = found()
    assert [job.created_at.second for job in every] == list(range(30))
    monkeypatch.setattr("inkwell.aws.jobs.MOST_DUE", 8)
    bounded = found()
    in_shards = Counter(due_shard(job.id) for job in every)
    assert Counter(due_shard(job.id) for job in bounded) == {shard: min(count, 2) for shard, count in in_shards.items()}
    assert bounded == sorted(bounded, key=lambda job: job.created_at)


def test_only_open_and_buried_jobs_are_in_the_index_of_due_ones(dynamodb: Any) -> None:
    jobs = DynamoJobs(dynamodb, TABLE)
    added(jobs)
    settled(jobs, added(jobs), Event.FAIL)
    jobs.delete(settled(jobs, added(jobs)))
    index = dynamodb.scan(TableName=TABLE, IndexName="Due")["Items"]
    assert sorted(bool(load(item).get("deleted")) for item in index) == [False, True]
    assert all(set(item) <= {"pk", "sk", "due_shard", "due_at", "deleted"} for item in index)


def test_a_tombstone_is_in_no_list_of_its_owner(dynamodb: Any) -> None:
    jobs = DynamoJobs(dynamodb, TABLE)
    jobs.delete(added(jobs))
    assert dynamodb.scan(TableName=TABLE, IndexName="ByOwner")["Items"] == []


# ---------------------------------------------------------------- idempotency


class Clock:
    def __init__(self) -> None:
        self.moment = 1_800_000_000.0

    def time(self) -> float:
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("inkwell.aws.idempotency.time", clock)
    return clock


def claimed(store: DynamoIdempotency, key: str = "k") -> ClaimedKey:
    claim = store.claim("ann", key, "print")
    assert isinstance(claim, ClaimedKey)
    return claim


def test_a_dead_claim_is_taken_over_after_its_lease(dynamodb: Any, clock: Clock) -> None:
    store, jobs = DynamoIdempotency(dynamodb, TABLE), DynamoJobs(dynamodb, TABLE)
    dead = claimed(store)
    clock.moment += LEASE.total_seconds()
    with pytest.raises(RequestInProgress):
        store.claim("ann", "k", "print")
    clock.moment += 1
    heir = claimed(store)
    assert heir.token != dead.token
    late = a_record()
    with pytest.raises(RequestInProgress):
        jobs.add(late, store.completion(dead, Response(201, {"id": "late"})))
    assert jobs.load(late.job.id) is None
    store.release(dead)
    jobs.add(a_record(), store.completion(heir, Response(201, {"id": "heir"})))
    assert store.claim("ann", "k", "print") == Response(201, {"id": "heir"})


def test_an_answer_is_kept_for_a_day(dynamodb: Any, clock: Clock) -> None:
    store = DynamoIdempotency(dynamodb, TABLE)
    DynamoJobs(dynamodb, TABLE).add(a_record(), store.completion(claimed(store), Response(201, {})))
    clock.moment += RETENTION.total_seconds()
    assert store.claim("ann", "k", "print") == Response(201, {})
    with pytest.raises(IdempotencyKeyReused):
        store.claim("ann", "k", "another")
    clock.moment += 1
    assert isinstance(store.claim("ann", "k", "another"), ClaimedKey)


def test_a_claim_that_meets_the_answer_of_the_first_request_is_in_progress() -> None:
    dynamodb = client()
    claim = {"fingerprint": "print", "claim_token": "the first request's", "expires_at": 2_000_000_000}
    with Stubber(dynamodb) as stub:
        stub.add_client_error("put_item", "TransactionConflictException")
        stub.add_response("get_item", {"Item": dump(claim)})
        with pytest.raises(RequestInProgress):
            DynamoIdempotency(dynamodb, TABLE).claim("ann", "k", "print")


def test_a_claim_that_the_sdk_sends_twice_is_one_claim(dynamodb: Any) -> None:
    class AnswerLost:
        exceptions = dynamodb.exceptions

        def put_item(self, **arguments: Any) -> Any:
            dynamodb.put_item(**arguments)
            return dynamodb.put_item(**arguments)

    assert claimed(DynamoIdempotency(AnswerLost(), TABLE))  # type: ignore[arg-type]
    with pytest.raises(RequestInProgress):
        DynamoIdempotency(dynamodb, TABLE).claim("ann", "k", "print")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=255))
@example("x" * 255)
@example("🐈" * 255)
def test_a_caller_may_choose_any_key(dynamodb: Any, key: str) -> None:
    store = DynamoIdempotency(dynamodb, TABLE)
    store.release(claimed(store, key))


def test_an_answer_comes_back_to_the_letter(dynamodb: Any) -> None:
    body = {"name": "Zoë 🐈", "none": None, "half": 0.5, "list": [1, {"deep": True}], "empty": {}}
    store = DynamoIdempotency(dynamodb, TABLE)
    DynamoJobs(dynamodb, TABLE).add(a_record(), store.completion(claimed(store), Response(201, body)))
    assert store.claim("ann", "k", "print") == Response(201, body)


# ---------------------------------------------------------------- uploads and users


def an_upload(**facts: Any) -> Upload:
    upload_id = new_id()
    return Upload(upload_id, "ann", f"uploads/{upload_id}/temp/reference.png", "reference", "Zoë.png", **facts)


def test_uploads_are_remembered_and_concluded_once(dynamodb: Any) -> None:
    uploads = DynamoUploads(dynamodb, TABLE)
    upload = an_upload()
    uploads.add(upload)
    assert uploads.find(upload.id) == upload
    ready = replace(upload, status=UploadStatus.READY, picture_key="p", thumbnail_key="t", width=9, height=16, size=1)
    assert uploads.conclude(ready)
    assert uploads.find(upload.id) == ready
    assert not uploads.conclude(replace(upload, status=UploadStatus.REJECTED, reason="late"))
    assert uploads.find(upload.id) == ready


def test_an_unknown_upload(dynamodb: Any) -> None:
    uploads = DynamoUploads(dynamodb, TABLE)
    assert uploads.find(new_id()) is None
    assert not uploads.conclude(replace(an_upload(), status=UploadStatus.READY))
    uploads.add(upload := an_upload())
    uploads.add(upload)  # as the SDK repeats a call whose answer got lost
    with pytest.raises(ValueError, match="id of its own"):
        uploads.add(replace(upload, owner="somebody else"))


def test_uploads_leave_the_table_by_themselves(dynamodb: Any) -> None:
    upload = an_upload()
    DynamoUploads(dynamodb, TABLE).add(upload)
    (item,) = dynamodb.scan(TableName=TABLE)["Items"]
    assert load(item)["expires_at"] == int((upload.created_at + timedelta(days=2)).timestamp())


def test_users(dynamodb: Any) -> None:
    users = DynamoUsers(dynamodb, TABLE)
    ann = User("Ann Zoë#1", "hash")
    assert users.find("Ann Zoë#1") is None
    assert users.add(ann)
    assert users.find("Ann Zoë#1") == ann
    assert users.find("ann zoë#1") is None
    assert not users.add(replace(ann, id=new_id(), password_hash="another"))
    assert users.find("Ann Zoë#1") == ann
