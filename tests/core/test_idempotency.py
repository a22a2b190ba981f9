"""One Idempotency-Key, one answer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkwell.core.errors import IdempotencyKeyReused, InvalidInput, RequestInProgress, Unavailable
from inkwell.core.idempotency import LEASE, MAX_LENGTH, RETENTION, Claim, Response, WorkUndoneError, fingerprint, once
from inkwell.core.jobs import Job, JobRecord
from tests.fakes import FakeIdempotency, FakeJobs


class Work:
    """Work that counts how often it is done, and stores its answer with it as a use case does."""

    def __init__(self, store: FakeIdempotency, *, stored: bool = True) -> None:
        self.store, self.stored, self.done = store, stored, 0

    def __call__(self, claim: Claim) -> Response:
        self.done += 1
        response = Response(201, {"number": self.done}, stored=self.stored)
        if self.stored:
            FakeJobs().add(JobRecord(Job("id", "kit", "ann"), []), *claim.completed(response))
        return response


@pytest.mark.parametrize("stored", [True, False])
def test_the_first_answer_is_given_again(stored: bool) -> None:
    store = FakeIdempotency()
    work = Work(store, stored=stored)
    first = once(store, "ann", "k", "print", work)
    second = once(store, "ann", "k", "print", work)
    assert (first.status, first.body, first.replayed) == (201, {"number": 1}, False)
    assert (second.status, second.body, second.replayed) == (201, {"number": 1}, True)
    assert work.done == 1


def made_of(stored: Response) -> Response:
    return Response(200, {"made of": stored.body["number"]})


@pytest.mark.parametrize("key", ["k", None])
def test_what_was_stored_can_name_a_job_that_the_response_is_made_of(key: str | None) -> None:
    store = FakeIdempotency()
    first = once(store, "ann", key, "print", Work(store), made_of)
    assert (first.status, first.body, first.replayed) == (200, {"made of": 1}, False)
    again = once(store, "ann", key, "print", Work(store), made_of)
    assert (again.status, again.body, again.replayed) == (200, {"made of": 1}, key is not None)


def undone(stored: Response) -> Response:
    raise WorkUndoneError(Unavailable("too late"))


def test_a_key_whose_work_came_to_nothing_is_free_again() -> None:
    store = FakeIdempotency()
    work = Work(store)
    with pytest.raises(Unavailable, match="too late"):
        once(store, "ann", "k", "print", work, undone)
    again = once(store, "ann", "k", "print", work, made_of)
    assert (again.body, again.replayed) == ({"made of": 2}, False)
    # One who has waited for the first work as well must not free the key of the second.
    store.forget("ann", "k", Response(201, {"number": 1}))
    assert once(store, "ann", "k", "print", work, made_of).replayed


def test_a_key_whose_work_is_only_not_finished_yet_is_kept() -> None:
    store = FakeIdempotency()
    work = Work(store)

    def interrupted(stored: Response) -> Response:
        raise Unavailable

    with pytest.raises(Unavailable):
        once(store, "ann", "k", "print", work, interrupted)
    assert once(store, "ann", "k", "print", work, made_of).replayed
    assert work.done == 1


def test_without_a_key_nothing_is_deduplicated() -> None:
    store = FakeIdempotency()
    work = Work(store)
    once(store, "ann", None, "print", work)
    once(store, "ann", None, "print", work)
    assert work.done == 2


def test_owners_never_meet() -> None:
    store = FakeIdempotency()
    work = Work(store)
    once(store, "ann", "k", "print", work)
    assert not once(store, "bob", "k", "print", work).replayed


def test_another_request_is_refused() -> None:
    store = FakeIdempotency()
    work = Work(store)
    once(store, "ann", "k", "print", work)
    with pytest.raises(IdempotencyKeyReused):
        once(store, "ann", "k", "another", work)
    assert work.done == 1


def test_the_same_request_meanwhile_is_refused() -> None:
    store = FakeIdempotency()

    def meanwhile(claim: Claim) -> Response:
        with pytest.raises(RequestInProgress):
            once(store, "ann", "k", "print", Work(store))
        return Response(200, {}, stored=False)

    once(store, "ann", "k", "print", meanwhile)


@pytest.mark.parametrize("error", [InvalidInput("no"), RuntimeError("boom"), KeyboardInterrupt()])
def test_work_that_failed_may_be_tried_again(error: BaseException) -> None:
    store = FakeIdempotency()

    def fail(claim: Claim) -> Response:
        raise error

    with pytest.raises(type(error)):
        once(store, "ann", "k", "print", fail)
    assert not once(store, "ann", "k", "print", Work(store)).replayed


def test_work_that_was_stored_before_it_failed_is_never_done_again() -> None:
    store = FakeIdempotency()
    work = Work(store)

    def stored_then_fail(claim: Claim) -> Response:
        work(claim)
        raise RuntimeError("the connection broke after the write")

    with pytest.raises(RuntimeError):
        once(store, "ann", "k", "print", stored_then_fail)
    assert once(store, "ann", "k", "print", work).replayed
    assert work.done == 1


def test_the_loser_of_a_lapsed_claim_does_not_answer() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    store = FakeIdempotency(lambda: moment)
    work = Work(store)

    def slow(claim: Claim) -> Response:
        nonlocal moment
        moment += LEASE + timedelta(seconds=1)
        once(store, "ann", "k", "print", work)
        return Response(200, {"late": True}, stored=False)

    with pytest.raises(RequestInProgress):
        once(store, "ann", "k", "print", slow)
    assert once(store, "ann", "k", "print", work).body == {"number": 1}
    moment += RETENTION + timedelta(seconds=1)
    assert not once(store, "ann", "k", "print", work).replayed


@pytest.mark.parametrize("key", ["", "x" * (MAX_LENGTH + 1)])
def test_keys_have_a_length(key: str) -> None:
    with pytest.raises(InvalidInput, match="Idempotency-Key must have 1 to 255 characters"):
        once(FakeIdempotency(), "ann", key, "print", Work(FakeIdempotency()))


@pytest.mark.parametrize("key", ["x", "x" * MAX_LENGTH, " ", "ü"])
def test_any_other_key_will_do(key: str) -> None:
    store = FakeIdempotency()
    assert once(store, "ann", key, "print", Work(store)).status == 201


def test_fingerprints_do_not_care_how_json_is_spelled() -> None:
    assert fingerprint("POST", "/a", {"x": 1, "y": [1]}) == fingerprint("POST", "/a", {"y": [1], "x": 1})


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=10,
    )
)
def test_fingerprints_tell_requests_apart(body: object) -> None:
    prints = [
        fingerprint("POST", "/a", body),
        fingerprint("PUT", "/a", body),
        fingerprint("POST", "/b", body),
        fingerprint("POST", "/a", [body]),
    ]
    assert len(set(prints)) == 4
