"""What every `JobStore` does: one suite for the one in DynamoDB and for the fake that other tests stand on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from inkwell.aws.idempotency import DynamoIdempotency
from inkwell.aws.jobs import LONGEST_WORKER, DynamoJobs
from inkwell.core.effects import JoinedWrite
from inkwell.core.errors import IdempotencyKeyReused, RequestInProgress
from inkwell.core.idempotency import ClaimedKey, IdempotencyStore, Response
from inkwell.core.jobs import DEADLINE, FIRST_CHECK, Job, JobRecord
from inkwell.core.names import new_id
from inkwell.core.pictures import AttemptId
from inkwell.core.runs import cancel_job
from inkwell.core.status import Event, Status
from inkwell.core.store import FirstResult, JobStore
from inkwell.core.timestamps import now
from tests.fakes import FakeIdempotency, FakeJobs
from tests.support.aws import TABLE
from tests.support.records import (
    RESULT,
    a_picture,
    a_record,
    added,
    begun,
    drawn,
    loaded,
    run_of,
    settled,
    shown,
)

FAR = timedelta(days=1)


@dataclass
class Stores:
    jobs: JobStore
    idempotency: IdempotencyStore


@pytest.fixture(params=["fake", "dynamodb"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "fake":
        idempotency = FakeIdempotency()
        return Stores(FakeJobs(), idempotency)
    client = request.getfixturevalue("dynamodb")
    return Stores(DynamoJobs(client, TABLE), DynamoIdempotency(client, TABLE))


@pytest.fixture
def jobs(stores: Stores) -> JobStore:
    return stores.jobs


def due_ids(jobs: JobStore, moment: datetime) -> list[tuple[str, bool]]:
    return [(entry.job_id, entry.deleted) for entry in jobs.due(moment)]


# ---------------------------------------------------------------- storing and reading


def test_what_was_added_is_loaded(jobs: JobStore) -> None:
    record = a_record()
    jobs.add(record)
    found = loaded(jobs, record.job.id)
    assert found.job.id == record.job.id
    assert found.job.data == {"name": "Amalia"}
    assert list(found.job.required) == ["anchor"]
    assert found.job.status is Status.QUEUED
    assert [picture.key for picture in found.pictures] == ["anchor", "profile"]


def test_an_unknown_job_is_none(jobs: JobStore) -> None:
    assert jobs.load(new_id()) is None


@pytest.mark.parametrize("odd", ["x" * 5000, "é" * 1100, " ", "#", "JOB#", "\x00"])
def test_a_malformed_id_is_an_unknown_one(jobs: JobStore, odd: str) -> None:
    assert jobs.load(odd) is None


def test_pictures_come_in_their_order(jobs: JobStore) -> None:
    record = a_record("z", "b", "a", "m")
    jobs.add(JobRecord(record.job, list(reversed(record.pictures))))
    assert [picture.key for picture in loaded(jobs, record.job.id).pictures] == ["z", "b", "a", "m"]


def test_a_list_has_the_newest_first_and_only_ones_own(jobs: JobStore) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    mine = [added(jobs, created_at=start + timedelta(milliseconds=number)) for number in (3, 1, 2)]
    added(jobs, owner="bob")
    added(jobs, kind="other")
    found = jobs.list("kit", "ann").items
    assert [record.job.id for record in found] == [mine[0].job.id, mine[2].job.id, mine[1].job.id]
    assert [[picture.key for picture in record.pictures] for record in found] == [["anchor", "profile"]] * 3
    assert jobs.list("kit", "carol").items == []


def walked(jobs: JobStore, limit: int, wanted: Callable[[Job], bool] = lambda _: True) -> list[list[JobRecord]]:
    """All pages of a list."""
    pages: list[list[JobRecord]] = []
    after = None
    while not pages or after:
        page = jobs.list("kit", "ann", limit=limit, after=after, wanted=wanted)
        assert len(page.items) <= limit
        pages.append(page.items)
        after = page.next
    return pages


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 50])
def test_pages_have_each_job_once_with_all_its_pictures(jobs: JobStore, limit: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    keys = [str(number) for number in range(12)]
    # Two at a time are created in the same millisecond.
    made = [added(jobs, *keys, created_at=start + timedelta(milliseconds=number // 2)) for number in range(6)]
    added(jobs, owner="bob")
    found = [record for page in walked(jobs, limit) for record in page]
    expected = sorted(made, key=lambda record: record.job.position.order, reverse=True)
    assert found == expected
    assert [len(record.pictures) for record in found] == [12] * 6


def test_a_page_goes_on_after_a_job_that_is_gone(jobs: JobStore) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = [added(jobs, created_at=start + timedelta(seconds=number)) for number in range(4)]
    first = jobs.list("kit", "ann", limit=2)
    assert jobs.delete(made[2])
    extra = added(jobs, created_at=start + timedelta(seconds=9))
    assert [record.job.id for record in jobs.list("kit", "ann", limit=2, after=first.next).items] == [
        made[1].job.id,
        made[0].job.id,
    ]
    assert jobs.list("kit", "ann", limit=1).items[0].job.id == extra.job.id


def test_a_page_has_what_is_wanted_and_looks_at_a_bounded_number_of_jobs(
    jobs: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inkwell.aws.jobs.LOOKED_AT", 4)
    monkeypatch.setattr("tests.fakes.LOOKED_AT", 4)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = [added(jobs, created_at=start + timedelta(seconds=number)) for number in range(10)]
    wanted = {made[9].job.id, made[8].job.id, made[0].job.id}
    pages = walked(jobs, 2, lambda job: job.id in wanted)
    assert [[record.job.id for record in page] for page in pages if page] == [
        [made[9].job.id, made[8].job.id],
        [made[0].job.id],
    ]


def test_some_pictures_in_one_read(jobs: JobStore) -> None:
    record = added(jobs, "a", "b", "c")
    found = jobs.pictures(record.job.id, ["c", "a", "none", "c"])
    assert sorted(picture.key for picture in found) == ["a", "c"]
    assert jobs.pictures(new_id(), ["a"]) == []


def test_data_changes_one_name_and_keeps_the_others(jobs: JobStore) -> None:
    record = added(jobs)
    assert jobs.update_data(record.job, {"name": "Bea", "more": [1, {"half": 0.5}, None]})
    assert loaded(jobs, record.job.id).job.data == {"name": "Bea", "more": [1, {"half": 0.5}, None]}


def test_data_of_nothing_does_not_change(jobs: JobStore) -> None:
    assert not jobs.update_data(a_record().job, {"name": "Bea"})


# ---------------------------------------------------------------- the life of a job


def test_a_job_starts_and_starts_again(jobs: JobStore) -> None:
    record = added(jobs)
    assert jobs.start(record.job.id)
    assert jobs.start(record.job.id)
    assert loaded(jobs, record.job.id).job.status is Status.RUNNING


@pytest.mark.parametrize("event", [Event.SUCCEED, Event.FAIL])
def test_a_job_that_ended_does_not_start(jobs: JobStore, event: Event) -> None:
    record = settled(jobs, added(jobs), event)
    assert not jobs.start(record.job.id)
    assert loaded(jobs, record.job.id).job.status is record.job.status


def test_an_unknown_job_does_not_start(jobs: JobStore) -> None:
    assert not jobs.start(new_id())


def test_a_job_settles_once(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    assert record.job.status is Status.SUCCEEDED
    assert record.job.settled_at is not None
    assert not jobs.settle(record, Event.FAIL)
    assert loaded(jobs, record.job.id).job.status is Status.SUCCEEDED


def test_a_job_that_ended_is_not_due(jobs: JobStore) -> None:
    settled(jobs, added(jobs))
    assert due_ids(jobs, now() + FAR) == []


def test_the_first_end_is_remembered(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    again = record.pictures[0].retried("image_set")
    assert jobs.retry(record.job, again)
    drawn(jobs, again.newest_attempt)
    assert jobs.settle(loaded(jobs, record.job.id), Event.SUCCEED)
    assert loaded(jobs, record.job.id).job.first_settled_at == record.job.settled_at


def test_a_job_that_never_started_can_still_end(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    assert jobs.retry(record.job, record.pictures[0].retried("image_set"))
    assert jobs.settle(loaded(jobs, record.job.id), Event.SUCCEED)


def test_settling_loses_against_a_retry_since_the_read(jobs: JobStore) -> None:
    record = added(jobs)
    jobs.start(record.job.id)
    for picture in record.pictures:
        drawn(jobs, picture.newest_attempt)
    stale = loaded(jobs, record.job.id)
    assert jobs.retry(stale.job, stale.pictures[0].retried("image_set"))
    assert not jobs.settle(stale, Event.SUCCEED)
    assert loaded(jobs, record.job.id).job.is_open


def test_settling_a_job_that_was_deleted_since_the_read_leaves_its_tombstone_due(jobs: JobStore) -> None:
    record = added(jobs)
    jobs.start(record.job.id)
    stale = loaded(jobs, record.job.id)
    assert jobs.delete(stale)
    assert not jobs.settle(stale, Event.FAIL)
    assert due_ids(jobs, now() + FAR) == [(record.job.id, True)]


# ---------------------------------------------------------------- retry


@pytest.mark.parametrize("event", [Event.SUCCEED, Event.FAIL])
def test_a_retry_opens_job_and_picture(jobs: JobStore, event: Event) -> None:
    record = settled(jobs, added(jobs), event)
    again = record.pictures[0].retried("image_set")
    assert jobs.retry(record.job, again)
    found = loaded(jobs, record.job.id)
    assert (found.job.status, found.job.revision) == (Status.QUEUED, 1)
    assert found.job.deadline >= record.job.deadline
    picture = found.picture("anchor")
    assert picture is not None
    assert (picture.status, picture.attempt, picture.error) == (Status.QUEUED, 2, None)
    assert picture.object_key == record.pictures[0].object_key
    assert due_ids(jobs, now() + FAR) == [(record.job.id, False)]


def test_a_retry_of_a_running_job_leaves_it_running(jobs: JobStore) -> None:
    record = added(jobs)
    jobs.start(record.job.id)
    drawn(jobs, record.pictures[0].newest_attempt)
    found = loaded(jobs, record.job.id)
    assert jobs.retry(found.job, found.pictures[0].retried("image_set"))
    found = loaded(jobs, record.job.id)
    assert (found.job.status, found.job.revision) == (Status.RUNNING, 1)


def test_of_two_retries_of_one_picture_one_wins(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    assert jobs.retry(record.job, record.pictures[0].retried("image_set"))
    assert not jobs.retry(record.job, record.pictures[0].retried("image_set"))
    fresh = loaded(jobs, record.job.id)
    assert not jobs.retry(fresh.job, record.pictures[0].retried("image_set"))
    assert fresh.job.revision == loaded(jobs, record.job.id).job.revision == 1


def test_two_pictures_are_retried_side_by_side(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    assert jobs.retry(record.job, record.pictures[0].retried("image_set"))
    assert not jobs.retry(record.job, record.pictures[1].retried("image_set"))  # read before the job was reopened
    assert jobs.retry(loaded(jobs, record.job.id).job, record.pictures[1].retried("image_set"))
    assert loaded(jobs, record.job.id).job.revision == 2


def test_a_retry_with_a_record_from_before_the_end_is_refused(jobs: JobStore) -> None:
    record = added(jobs)
    jobs.start(record.job.id)
    drawn(jobs, record.pictures[0].newest_attempt)
    stale = loaded(jobs, record.job.id)
    jobs.fail_picture(*run_of(record.pictures[1]), "MODEL_ERROR")
    assert jobs.settle(loaded(jobs, record.job.id), Event.SUCCEED)
    assert not jobs.retry(stale.job, stale.pictures[0].retried("image_set"))
    assert loaded(jobs, record.job.id).job.status is Status.SUCCEEDED
    assert loaded(jobs, record.job.id).pictures[0].attempt == 1


def test_a_picture_of_two_attempts_ago_is_refused(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    again = record.pictures[0].retried("image_set")
    assert jobs.retry(record.job, again)
    assert jobs.fail_picture(*run_of(again), "MODEL_ERROR")
    fresh = loaded(jobs, record.job.id)
    assert not jobs.retry(fresh.job, record.pictures[0].retried("image_set"))
    assert loaded(jobs, record.job.id).pictures[0].attempt == 2


def test_a_new_picture_is_added_once(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    extra = a_picture(record.job, "half_body", 2)
    assert jobs.retry(record.job, extra)
    fresh = loaded(jobs, record.job.id)
    assert [picture.key for picture in fresh.pictures] == ["anchor", "profile", "half_body"]
    assert not jobs.retry(fresh.job, extra)


def test_a_deleted_job_is_not_retried(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    assert jobs.delete(record)
    assert not jobs.retry(record.job, record.pictures[0].retried("image_set"))
    assert not jobs.retry(record.job, a_picture(record.job, "half_body", 2))
    assert jobs.load(record.job.id) is None


def test_a_cancelled_picture_is_never_retried(jobs: JobStore) -> None:
    record = a_record("anchor")
    cancelled = replace(record.pictures[0], status=Status.CANCELLED)
    jobs.add(JobRecord(record.job, [cancelled]))
    again = replace(cancelled, status=Status.QUEUED, attempt=2)
    assert not jobs.retry(loaded(jobs, record.job.id).job, again)


# ---------------------------------------------------------------- the life of a picture


def test_a_picture_starts_and_starts_again(jobs: JobStore) -> None:
    which = added(jobs).pictures[0].newest_attempt
    first = jobs.start_picture(*begun(which))
    second = jobs.start_picture(*begun(which))
    assert first is not None
    assert second is not None
    assert (first.status, second.status) == (Status.QUEUED, Status.RUNNING)


def test_a_picture_does_not_start(jobs: JobStore) -> None:
    record = added(jobs)
    job_id, key, run = run_of(record.pictures[0])
    assert jobs.start_picture(job_id, "none", run) is None
    assert jobs.start_picture(job_id, key, "another-run") is None
    assert jobs.start_picture(new_id(), key, run) is None
    drawn(jobs, record.pictures[0].newest_attempt)
    assert jobs.start_picture(job_id, key, run) is None


def test_a_finished_picture_shows_what_was_drawn(jobs: JobStore) -> None:
    record = added(jobs)
    which = record.pictures[0].newest_attempt
    drawn(jobs, which)
    picture = loaded(jobs, record.job.id).pictures[0]
    assert picture.status is Status.SUCCEEDED
    assert picture.object_key == which.storage_key
    version = picture.shown
    assert version is not None
    assert (version.number, version.media_type, version.width, version.height) == (1, "image/png", 9, 16)
    assert (version.model, version.seed, picture.cost_micros) == ("fake/model", 7, 40_000)
    assert (picture.paid_requests, picture.paid_micros) == (0, 0)


def test_what_was_not_counted_as_paid_is_counted_with_the_picture(jobs: JobStore) -> None:
    record = added(jobs)
    picture = record.pictures[0]
    jobs.start_picture(*run_of(picture))
    jobs.note_paid(picture.newest_attempt, 1, 2_000)
    assert shown(jobs, picture, replace(RESULT, counted=False))
    picture = loaded(jobs, record.job.id).pictures[0]
    assert (picture.cost_micros, picture.paid_requests, picture.paid_micros) == (40_000, 2, 42_000)


@pytest.mark.parametrize("last", [Event.SUCCEED, Event.FAIL])
def test_a_picture_ends_once(jobs: JobStore, last: Event) -> None:
    record = added(jobs)
    picture = record.pictures[0]
    jobs.start_picture(*run_of(picture))
    if last is Event.SUCCEED:
        assert shown(jobs, picture)
    else:
        assert jobs.fail_picture(*run_of(picture), "MODEL_ERROR")
    before = loaded(jobs, record.job.id)
    assert not shown(jobs, picture)
    assert not jobs.fail_picture(*run_of(picture), "OTHER")
    assert loaded(jobs, record.job.id) == before


def test_an_old_attempt_changes_nothing(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    old = record.pictures[0]
    assert jobs.retry(record.job, old.retried("image_set"))
    before = loaded(jobs, record.job.id)
    assert not shown(jobs, old)
    assert not jobs.fail_picture(*run_of(old), "MODEL_ERROR")
    jobs.note_request(old.newest_attempt, "r-1")
    jobs.note_progress(old.newest_attempt, 50)
    assert loaded(jobs, record.job.id) == before


def test_costs_add_up_and_only_the_newest_is_shown(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs, "anchor"))
    again = record.pictures[0].retried("image_set")
    assert jobs.retry(record.job, again)
    drawn(jobs, again.newest_attempt, replace(RESULT, seed=None, cost_micros=2))
    picture = loaded(jobs, record.job.id).pictures[0]
    assert picture.cost_micros == 40_002
    assert picture.object_key == again.newest_attempt.storage_key
    assert picture.shown
    assert picture.shown.seed is None
    assert list(picture.earlier) == []


def test_previous_pictures_are_remembered_where_they_are_kept(jobs: JobStore) -> None:
    record = a_record("1")
    record = JobRecord(record.job, [replace(record.pictures[0], keeps_earlier=True)])
    jobs.add(record)
    record = settled(jobs, record)
    for _ in range(2):
        record = loaded(jobs, record.job.id)
        again = record.pictures[0].retried("image_set")
        assert jobs.retry(record.job, again)
        drawn(jobs, again.newest_attempt)
    keys = [AttemptId(record.job.id, "1", attempt).storage_key for attempt in (3, 2, 1)]
    picture = loaded(jobs, record.job.id).pictures[0]
    assert [version.object_key for version in picture.versions] == keys


def test_a_failed_retry_keeps_what_was_shown(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs, "anchor"))
    again = record.pictures[0].retried("image_set")
    assert jobs.retry(record.job, again)
    assert jobs.fail_picture(*run_of(again), "CONTENT_REFUSED")
    picture = loaded(jobs, record.job.id).pictures[0]
    assert (picture.status, picture.error) == (Status.FAILED, "CONTENT_REFUSED")
    assert picture.object_key == record.pictures[0].object_key
    assert picture.cost_micros == 40_000


def test_notes_are_kept_and_progress_stays_within_bounds(jobs: JobStore) -> None:
    record = added(jobs)
    which = record.pictures[0].newest_attempt
    jobs.note_request(which, "r-1")
    for percent, expected in ((40, 40), (-3, 0), (170, 100)):
        jobs.note_progress(which, percent)
        picture = loaded(jobs, record.job.id).pictures[0]
        assert (picture.request_id, picture.progress) == ("r-1", expected)


def running(jobs: JobStore) -> AttemptId:
    """A picture that is being drawn."""
    which = added(jobs, "anchor").pictures[0].newest_attempt
    assert jobs.start_picture(*begun(which))
    return which


def test_of_several_claims_of_one_request_one_holds(jobs: JobStore) -> None:
    which = running(jobs)
    assert jobs.claim_request(which, None, "m note@1.000", 1, 3000)
    assert not jobs.claim_request(which, None, "m note@2.000", 1, 3000)
    assert not jobs.claim_request(which, "", "m note@2.000", 1, 3000)
    (picture,) = jobs.pictures(which.job_id, ["anchor"])
    assert (picture.request_id, picture.paid_requests, picture.paid_micros) == ("m note@1.000", 1, 3000)
    assert jobs.claim_request(which, "m note@1.000", "m note@3.000")
    jobs.note_request(which, "", -1, -3000)
    assert jobs.claim_request(which, "", "m note@4.000", 1, 3000)
    (picture,) = jobs.pictures(which.job_id, ["anchor"])
    assert (picture.request_id, picture.paid_requests, picture.paid_micros) == ("m note@4.000", 1, 3000)


@pytest.mark.parametrize("end", ["queued", "drawn", "failed", "cancelled", "retried", "deleted", "never there"])
def test_only_what_is_being_drawn_is_claimed(jobs: JobStore, end: str) -> None:
    which = running(jobs)
    record = loaded(jobs, which.job_id)
    if end == "queued":
        which = added(jobs, "anchor").pictures[0].newest_attempt
    elif end == "drawn":
        drawn(jobs, which)
    elif end == "cancelled":
        assert jobs.cancel(record, record.pictures)
    elif end == "deleted":
        assert jobs.delete(record)
    elif end == "never there":
        which = AttemptId(new_id(), "anchor", 1)
    else:
        assert jobs.fail_picture(*begun(which), "ERROR")
    if end == "retried":
        assert jobs.retry(record.job, loaded(jobs, which.job_id).pictures[0].retried("image_set"))
        assert jobs.start_picture(*run_of(loaded(jobs, which.job_id).pictures[0]))
    assert not jobs.claim_request(which, None, "m note@1.000", 1, 3000)
    for picture in jobs.pictures(which.job_id, ["anchor"]):
        assert (picture.request_id, picture.paid_requests) == (None, 0)


def test_notes_about_nothing_create_nothing(jobs: JobStore) -> None:
    nothing = AttemptId(new_id(), "anchor", 1)
    jobs.note_request(nothing, "r-1")
    jobs.note_progress(nothing, 1)
    assert jobs.load(nothing.job_id) is None
    assert jobs.pictures(nothing.job_id, ["anchor"]) == []


def test_a_retry_forgets_the_notes(jobs: JobStore) -> None:
    record = added(jobs, "anchor")
    jobs.note_request(record.pictures[0].newest_attempt, "r-1")
    jobs.note_progress(record.pictures[0].newest_attempt, 50)
    record = settled(jobs, record, Event.FAIL)
    assert jobs.retry(record.job, record.pictures[0].retried("image_set"))
    picture = loaded(jobs, record.job.id).pictures[0]
    assert (picture.request_id, picture.progress, picture.error) == (None, None, None)


# ---------------------------------------------------------------- deleting


@pytest.mark.parametrize("state", ["queued", "running", "succeeded", "failed"])
def test_a_job_vanishes_in_any_state(jobs: JobStore, state: str) -> None:
    record = added(jobs)
    if state == "running":
        jobs.start(record.job.id)
    elif state != "queued":
        record = settled(jobs, record, Event.SUCCEED if state == "succeeded" else Event.FAIL)
    assert jobs.delete(loaded(jobs, record.job.id))
    assert jobs.load(record.job.id) is None
    assert jobs.list("kit", "ann").items == []
    assert jobs.pictures(record.job.id, ["anchor", "profile"]) == []


def test_nothing_happens_to_a_buried_job(jobs: JobStore) -> None:
    record = added(jobs)
    which = record.pictures[0].newest_attempt
    jobs.start_picture(*begun(which))
    assert jobs.delete(record)
    assert not jobs.delete(record)
    assert not jobs.start(record.job.id)
    assert not jobs.update_data(record.job, {"name": "Bea"})
    assert jobs.start_picture(*begun(which)) is None
    assert not shown(jobs, record.pictures[0])
    assert not jobs.fail_picture(*begun(which), "MODEL_ERROR")
    jobs.note_request(which, "r-1")
    assert jobs.load(record.job.id) is None


def test_an_unknown_job_is_not_buried(jobs: JobStore) -> None:
    assert not jobs.delete(a_record())


def test_a_tombstone_waits_for_the_last_worker(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    before = now()
    assert jobs.delete(record)
    assert due_ids(jobs, before + LONGEST_WORKER - timedelta(seconds=1)) == []
    assert due_ids(jobs, now() + LONGEST_WORKER) == [(record.job.id, True)]


def test_a_picture_added_while_its_job_was_deleted_goes_with_the_purge(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    assert jobs.retry(record.job, a_picture(record.job, "half_body", 2))
    assert jobs.delete(record)
    assert jobs.load(record.job.id) is None
    assert jobs.list("kit", "ann").items == []
    jobs.purge(record.job.id)
    assert jobs.pictures(record.job.id, ["half_body"]) == []


def test_a_purge_removes_everything_and_may_be_repeated(jobs: JobStore) -> None:
    record = added(jobs)
    other = added(jobs)
    assert jobs.delete(record)
    jobs.purge(record.job.id)
    jobs.purge(record.job.id)
    assert due_ids(jobs, now() + FAR) == [(other.job.id, False)]
    assert jobs.load(other.job.id) is not None


def test_a_job_knows_those_that_belong_to_it_until_they_are_deleted(jobs: JobStore) -> None:
    parent, other = added(jobs), added(jobs)
    children = [replace(a_record(), job=replace(a_record().job, parent=parent.job.id), pictures=()) for _ in range(2)]
    for child in children:
        jobs.add(child)
    ids = sorted(child.job.id for child in children)
    assert sorted(loaded(jobs, parent.job.id).children) == ids
    assert loaded(jobs, other.job.id).children == ()
    assert jobs.delete(loaded(jobs, parent.job.id))
    assert sorted(jobs.purge(parent.job.id)) == ids
    assert (parent.job.id, True) in due_ids(jobs, now() + FAR)
    for job_id in ids:
        assert jobs.delete(loaded(jobs, job_id))
    assert jobs.purge(parent.job.id) == []
    assert parent.job.id not in dict(due_ids(jobs, now() + FAR))


# ---------------------------------------------------------------- deadlines


def test_only_a_retry_that_is_accepted_gives_a_job_more_time(jobs: JobStore) -> None:
    long_ago = now() - timedelta(minutes=5)
    record = added(jobs, "anchor", "profile", created_at=long_ago, deadline=long_ago + DEADLINE)
    job, (anchor, profile) = record.job, record.pictures
    jobs.start(job.id)
    drawn(jobs, anchor.newest_attempt)
    # Everything else that may be asked for: looks, and retries that are refused.
    jobs.list(job.kind, job.owner)
    jobs.due(now() + FAR)
    jobs.postpone(job.id, now())
    jobs.update_data(job, {"name": "Bea"})
    jobs.start(job.id)
    jobs.start_picture(*run_of(profile))
    jobs.note_progress(profile.newest_attempt, 5)
    drawn_anchor = loaded(jobs, job.id).pictures[0]
    for refused in (replace(profile, attempt=2), replace(drawn_anchor, attempt=3), drawn_anchor):
        assert not jobs.retry(loaded(jobs, job.id).job, refused)
    assert loaded(jobs, job.id).job.deadline == job.deadline
    assert jobs.retry(loaded(jobs, job.id).job, drawn_anchor.retried("image_set"))
    assert loaded(jobs, job.id).job.deadline >= now() + DEADLINE - timedelta(minutes=1)


def test_retries_in_a_row_do_not_keep_the_sweeper_away(jobs: JobStore) -> None:
    record = added(jobs, "anchor", "profile")
    jobs.start(record.job.id)
    check = record.job.created_at + FIRST_CHECK
    assert jobs.postpone(record.job.id, check - timedelta(seconds=50))
    for _ in range(3):
        found = loaded(jobs, record.job.id)
        drawn(jobs, found.pictures[0].newest_attempt)
        assert jobs.retry(found.job, loaded(jobs, record.job.id).pictures[0].retried("image_set"))
    assert due_ids(jobs, check - timedelta(seconds=50)) == [(record.job.id, False)]


def test_an_open_job_that_is_due_late_is_due_soon_after_a_retry(jobs: JobStore) -> None:
    record = added(jobs, "anchor", "profile")
    jobs.start(record.job.id)
    drawn(jobs, record.pictures[0].newest_attempt)
    assert jobs.postpone(record.job.id, now() + FAR)
    found = loaded(jobs, record.job.id)
    assert jobs.retry(found.job, found.pictures[0].retried("image_set"))
    assert due_ids(jobs, now() + timedelta(seconds=61)) == [(record.job.id, False)]


def test_a_job_that_was_retried_or_deleted_since_it_was_read_is_not_postponed(jobs: JobStore) -> None:
    record = added(jobs, "anchor", "profile")
    jobs.start(record.job.id)
    drawn(jobs, record.pictures[0].newest_attempt)
    read = loaded(jobs, record.job.id)
    assert jobs.postpone(read.job.id, now(), read.job.revision)
    assert jobs.retry(read.job, read.pictures[0].retried("image_set"))
    assert not jobs.postpone(read.job.id, now() + FAR, read.job.revision)
    again = loaded(jobs, record.job.id)
    assert jobs.delete(again)
    assert not jobs.postpone(again.job.id, now(), again.job.revision)
    assert not due_ids(jobs, now() + timedelta(minutes=14))
    assert jobs.postpone(again.job.id, now())


# ---------------------------------------------------------------- due jobs


def test_an_open_job_is_due_a_minute_after_it_came_and_later_when_postponed(jobs: JobStore) -> None:
    record = added(jobs)
    created = record.job.created_at
    assert due_ids(jobs, created + timedelta(seconds=59)) == []
    assert due_ids(jobs, created + timedelta(seconds=60)) == [(record.job.id, False)]
    assert jobs.postpone(record.job.id, created + timedelta(minutes=3))
    assert due_ids(jobs, created + timedelta(minutes=2)) == []
    assert due_ids(jobs, created + timedelta(minutes=3)) == [(record.job.id, False)]


def test_a_buried_job_waits_for_its_purge_and_can_be_postponed(jobs: JobStore) -> None:
    record = added(jobs)
    assert jobs.delete(record)
    assert jobs.postpone(record.job.id, now() + FAR)
    assert not jobs.due(now() + FAR / 2)
    assert [due.deleted for due in jobs.due(now() + FAR)] == [True]


def test_what_is_reserved_is_purged_unless_a_job_follows(jobs: JobStore) -> None:
    record = a_record()
    jobs.reserve("left")
    jobs.reserve(record.job.id)
    jobs.add(record)
    assert jobs.load("left") is None
    assert jobs.load(record.job.id)
    assert {due.job_id: due.deleted for due in jobs.due(now() + FAR)} == {"left": True, record.job.id: False}


def test_a_job_that_ended_is_not_postponed(jobs: JobStore) -> None:
    record = settled(jobs, added(jobs))
    assert not jobs.postpone(record.job.id, now())
    assert due_ids(jobs, now() + FAR) == []


def test_an_unknown_job_is_not_postponed(jobs: JobStore) -> None:
    job = a_record().job
    assert not jobs.postpone(job.id, now())
    assert jobs.load(job.id) is None


# ---------------------------------------------------------------- idempotency keys

CREATED = Response(201, {"id": "x"})


def claimed(stores: Stores, key: str = "k") -> ClaimedKey:
    claim = stores.idempotency.claim("ann", key, "print")
    assert isinstance(claim, ClaimedKey)
    return claim


def completion(stores: Stores, claim: ClaimedKey) -> JoinedWrite:
    return stores.idempotency.completion(claim, CREATED)


def test_the_response_is_stored_with_a_new_job(stores: Stores) -> None:
    stores.jobs.add(a_record(), completion(stores, claimed(stores)))
    assert stores.idempotency.claim("ann", "k", "print") == CREATED


def test_the_response_is_stored_with_a_retry(stores: Stores) -> None:
    record = settled(stores.jobs, added(stores.jobs))
    again = record.pictures[0].retried("image_set")
    assert stores.jobs.retry(record.job, again, completion(stores, claimed(stores)))
    assert stores.idempotency.claim("ann", "k", "print") == CREATED


def test_a_refused_retry_stores_no_response(stores: Stores) -> None:
    record = settled(stores.jobs, added(stores.jobs))
    again = record.pictures[0].retried("image_set")
    assert stores.jobs.retry(record.job, again)
    assert not stores.jobs.retry(record.job, again, completion(stores, claimed(stores)))
    with pytest.raises(RequestInProgress):
        claimed(stores)


def test_a_job_of_somebody_elses_claim_is_not_stored(stores: Stores) -> None:
    lost = claimed(stores)
    stores.idempotency.release(lost)
    claimed(stores)
    record = a_record()
    with pytest.raises(RequestInProgress):
        stores.jobs.add(record, completion(stores, lost))
    assert stores.jobs.load(record.job.id) is None


def test_a_retry_of_somebody_elses_claim_is_not_stored(stores: Stores) -> None:
    record = settled(stores.jobs, added(stores.jobs))
    lost = claimed(stores)
    stores.idempotency.release(lost)
    with pytest.raises(RequestInProgress):
        stores.jobs.retry(record.job, record.pictures[0].retried("image_set"), completion(stores, lost))
    assert loaded(stores.jobs, record.job.id) == record


def test_keys_are_claimed_once_per_owner(stores: Stores) -> None:
    stores.idempotency.claim("ann", "k", "print")
    stores.idempotency.claim("bob", "k", "print")
    with pytest.raises(RequestInProgress):
        stores.idempotency.claim("ann", "k", "print")


def test_a_key_of_another_request_is_refused_before_and_after_its_response(stores: Stores) -> None:
    claim = claimed(stores)
    with pytest.raises(IdempotencyKeyReused):
        stores.idempotency.claim("ann", "k", "another")
    stores.jobs.add(a_record(), completion(stores, claim))
    with pytest.raises(IdempotencyKeyReused):
        stores.idempotency.claim("ann", "k", "another")


def test_a_released_key_is_free_again(stores: Stores) -> None:
    stores.idempotency.release(claimed(stores))
    assert claimed(stores)


def test_a_completed_claim_is_not_released(stores: Stores) -> None:
    claim = claimed(stores)
    stores.jobs.add(a_record(), completion(stores, claim))
    stores.idempotency.release(claim)
    assert stores.idempotency.claim("ann", "k", "print") == CREATED


def test_somebody_elses_claim_is_not_released(stores: Stores) -> None:
    lost = claimed(stores)
    stores.idempotency.release(lost)
    claimed(stores)
    stores.idempotency.release(lost)
    with pytest.raises(RequestInProgress):
        claimed(stores)


def test_releasing_an_unknown_claim_does_nothing(stores: Stores) -> None:
    stores.idempotency.release(ClaimedKey("ann", "never", "print", "token"))


def test_a_claim_whose_request_changed_nothing_is_completed_by_itself(stores: Stores) -> None:
    stores.idempotency.complete(claimed(stores), CREATED)
    assert stores.idempotency.claim("ann", "k", "print") == CREATED
    lost = claimed(stores, "other")
    stores.idempotency.release(lost)
    with pytest.raises(RequestInProgress):
        stores.idempotency.complete(lost, CREATED)


# ---------------------------------------------------------------- cancelling


def test_a_job_and_its_open_pictures_are_cancelled_together(jobs: JobStore) -> None:
    record = added(jobs)
    assert jobs.start(record.job.id)
    assert jobs.start_picture(*run_of(record.pictures[0]))
    record = loaded(jobs, record.job.id)
    assert jobs.cancel(record, record.pictures)
    after = loaded(jobs, record.job.id)
    assert {after.job.status, *(picture.status for picture in after.pictures)} == {Status.CANCELLED}
    assert after.job.settled_at
    assert due_ids(jobs, now() + timedelta(days=1)) == []
    assert not shown(jobs, record.pictures[0])
    assert jobs.start_picture(*run_of(record.pictures[1])) is None
    assert not jobs.start(record.job.id)
    assert not jobs.cancel(after, [])


def test_pictures_that_are_being_drawn_can_be_left_to_their_end(jobs: JobStore) -> None:
    record = added(jobs)
    assert jobs.start_picture(*run_of(record.pictures[0]))
    assert cancel_job(jobs, loaded(jobs, record.job.id), running=False)
    after = loaded(jobs, record.job.id)
    assert (after.job.status, after.job.is_settled) == (Status.CANCELLED, False)
    assert [picture.status for picture in after.pictures] == [Status.RUNNING, Status.CANCELLED]
    assert due_ids(jobs, now() + FAR) == [(record.job.id, False)], "somebody has to see to its end"
    assert not jobs.settle(after, Event.SUCCEED)
    assert shown(jobs, after.pictures[0])
    assert jobs.settle(loaded(jobs, record.job.id), None)
    ended = loaded(jobs, record.job.id)
    assert (ended.job.status, ended.job.is_settled) == (Status.CANCELLED, True)
    assert due_ids(jobs, now() + FAR) == []
    assert not jobs.settle(ended, None)


@pytest.mark.parametrize("event", [Event.SUCCEED, Event.FAIL])
def test_what_has_ended_is_not_cancelled(jobs: JobStore, event: Event) -> None:
    record = settled(jobs, added(jobs), event)
    assert not jobs.cancel(record, [])


def test_a_cancel_with_an_old_look_changes_nothing(jobs: JobStore) -> None:
    before = added(jobs)
    assert jobs.start_picture(*run_of(before.pictures[0]))
    assert not jobs.cancel(before, before.pictures)
    after = loaded(jobs, before.job.id)
    assert after.job.status is Status.QUEUED
    assert [picture.status for picture in after.pictures] == [Status.RUNNING, Status.QUEUED]


def test_a_deleted_job_is_not_cancelled(jobs: JobStore) -> None:
    record = added(jobs)
    assert jobs.delete(record)
    assert not jobs.cancel(record, record.pictures)


def test_a_picture_with_a_name_of_its_own_is_stored_under_it(jobs: JobStore) -> None:
    job = Job(new_id(), "prediction", "ann")
    jobs.add(JobRecord(job, [a_picture(job, "image", stored_as="projects/p/images/scene-0-12345678.png")]))
    drawn(jobs, AttemptId(job.id, "image", 1))
    (picture,) = loaded(jobs, job.id).pictures
    assert picture.object_key == "projects/p/images/scene-0-12345678.png"
    assert picture.retried("image_set").storage_key == "projects/p/images/scene-0-12345678-2.png"


# ---------------------------------------------------------------- text first


def waiting(jobs: JobStore) -> Job:
    """A job whose pictures come from a text that is not written."""
    job = Job(new_id(), "story", "ann", data={"topic": "a fox"}, first_task="story_images")
    jobs.add(JobRecord(job, []))
    return loaded(jobs, job.id).job


def test_a_job_can_wait_for_its_text(jobs: JobStore) -> None:
    job = waiting(jobs)
    record = loaded(jobs, job.id)
    assert (record.job.first_task, record.pictures) == ("story_images", [])
    assert record.open_runs() == [("story_images", job.id)]
    assert jobs.list("story", "ann").items == [record]


@pytest.mark.parametrize("started", [False, True])
def test_a_text_comes_with_its_pictures(jobs: JobStore, started: bool) -> None:
    job = waiting(jobs)
    if started:
        assert jobs.start(job.id)
    assert jobs.finish_first_task(
        JobRecord(job, []),
        FirstResult({"story": "Once.", "subtitles": {"1": "a"}}, [a_picture(job, "1"), a_picture(job, "2", 1)]),
    )
    record = loaded(jobs, job.id)
    assert record.job.data == {"topic": "a fox", "story": "Once.", "subtitles": {"1": "a"}}
    assert record.job.first_task is None
    assert [picture.key for picture in record.pictures] == ["1", "2"]
    assert record.job.status is (Status.RUNNING if started else Status.QUEUED)
    assert record.job.revision > job.revision
    assert jobs.list("story", "ann").items == [record]


def test_a_text_comes_once(jobs: JobStore) -> None:
    job = waiting(jobs)
    assert jobs.finish_first_task(JobRecord(job, []), FirstResult({"story": "First."}, [a_picture(job, "1")]))
    before = loaded(jobs, job.id)
    assert not jobs.finish_first_task(
        JobRecord(job, []), FirstResult({"story": "Second."}, [a_picture(job, "1"), a_picture(job, "2", 1)])
    )
    assert loaded(jobs, job.id) == before


def test_a_job_that_ended_takes_no_text(jobs: JobStore) -> None:
    job = waiting(jobs)
    assert jobs.settle(JobRecord(job, []), Event.FAIL)
    before = loaded(jobs, job.id)
    assert (before.job.first_task, before.open_runs()) == (None, [])
    assert not jobs.finish_first_task(JobRecord(job, []), FirstResult({"story": "Late."}, [a_picture(job, "1")]))
    assert loaded(jobs, job.id) == before


def test_a_deleted_job_takes_no_text(jobs: JobStore) -> None:
    job = waiting(jobs)
    assert jobs.delete(loaded(jobs, job.id))
    assert not jobs.finish_first_task(JobRecord(job, []), FirstResult({"story": "Late."}, [a_picture(job, "1")]))
    assert jobs.pictures(job.id, ["1"]) == []


def test_a_job_without_a_text_to_write_takes_none(jobs: JobStore) -> None:
    record = added(jobs)
    assert not jobs.finish_first_task(record, FirstResult({"story": "Odd."}, [a_picture(record.job, "more", 9)]))
    assert loaded(jobs, record.job.id) == record


def test_an_end_that_did_not_see_the_text_is_refused(jobs: JobStore) -> None:
    job = waiting(jobs)
    assert jobs.finish_first_task(JobRecord(job, []), FirstResult({"story": "Once."}, [a_picture(job, "1")]))
    assert not jobs.settle(JobRecord(job, []), Event.FAIL)
    assert loaded(jobs, job.id).job.status is Status.QUEUED


def test_a_key_is_forgotten_with_the_response_that_came_to_nothing(stores: Stores) -> None:
    stores.jobs.add(a_record(), completion(stores, claimed(stores)))
    stores.idempotency.forget("ann", "k", Response(202, {"another": "job"}))
    assert stores.idempotency.claim("ann", "k", "print") == CREATED
    stores.idempotency.forget("ann", "k", CREATED)
    again = claimed(stores)
    # The key is claimed anew: nobody else may take it away.
    stores.idempotency.forget("ann", "k", CREATED)
    with pytest.raises(RequestInProgress):
        claimed(stores)
    assert again
