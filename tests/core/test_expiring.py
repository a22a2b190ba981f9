"""Things that expire: one suite for the store in DynamoDB and for the fake, and how they are purged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from boto3.dynamodb.types import TypeSerializer

from inkwell.aws.expiring import EXPIRY, PURGED, DynamoExpiring, expiry
from inkwell.core.errors import Unavailable
from inkwell.core.expiring import AGAIN, JOBS_AT_ONCE, Belongings, ExpiringStore, purge_expired
from inkwell.core.names import prefix
from tests.fakes import FakeExpiring, FakeJobs, FakeObjects, FakeWorkflows
from tests.support.aws import TABLE
from tests.support.records import added, settled

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)

_serialize = TypeSerializer().serialize


@dataclass
class Things:
    """A store, and how a family puts things into it: each with several items, and one that is not due beside it."""

    store: ExpiringStore
    add: Callable[[str, datetime | None, Belongings], None]
    left: Callable[[], Sequence[str]]


@pytest.fixture(params=["fake", "dynamodb"])
def things(request: pytest.FixtureRequest) -> Things:
    if request.param == "fake":
        fake = FakeExpiring()
        return Things(fake, fake.add, lambda: sorted(fake.things))
    client = request.getfixturevalue("dynamodb")

    def put(**values: Any) -> None:
        client.put_item(TableName=TABLE, Item={name: _serialize(value) for name, value in values.items()})

    def add(name: str, at: datetime | None, belongings: Belongings) -> None:
        put(pk=name, sk=name.partition("#")[0], prefixes=list(belongings.prefixes), **(expiry(name, at) if at else {}))
        # Sorts before the first item and after it; the purge has to leave the first item for the end.
        put(pk=name, sk="A", jobs=list(belongings.jobs))
        put(pk=name, sk="Z")

    return Things(
        DynamoExpiring(client, TABLE),
        add,
        lambda: sorted({item["pk"]["S"] for item in client.scan(TableName=TABLE)["Items"]}),
    )


def test_what_has_expired_is_due_the_longest_expired_first(things: Things) -> None:
    for name, at in {"TALE#b": NOW, "TALE#a": NOW - SECOND, "TALE#c": NOW + SECOND, "TALE#d": None}.items():
        things.add(name, at, Belongings())
    assert things.store.due(NOW) == ["TALE#a", "TALE#b"]


def test_a_claim_is_one_sweeps_alone_until_the_next_go(things: Things) -> None:
    things.add("TALE#a", NOW, Belongings())
    assert not things.store.claim("TALE#a", NOW - SECOND)
    assert things.store.claim("TALE#a", NOW)
    assert not things.store.claim("TALE#a", NOW)
    assert things.store.due(NOW) == []
    assert things.store.due(NOW + AGAIN) == ["TALE#a"]
    assert things.store.claim("TALE#a", NOW + AGAIN)


def test_nothing_that_does_not_expire_is_claimed(things: Things) -> None:
    things.add("TALE#a", None, Belongings())
    assert not things.store.claim("TALE#a", NOW)
    assert not things.store.claim("TALE#gone", NOW)
    assert things.left() == ["TALE#a"]


def test_what_belongs_to_a_thing_is_said_by_its_items(things: Things) -> None:
    things.add("TALE#a", NOW, Belongings(["one", "two"], ["tales/a/"]))
    assert things.store.belongings("TALE#a") == Belongings(["one", "two"], ["tales/a/"])


def test_a_thing_is_removed_with_all_its_items(things: Things) -> None:
    things.add("TALE#a", NOW, Belongings(["one"]))
    things.add("TALE#b", NOW, Belongings())
    things.store.remove("TALE#a")
    assert things.left() == ["TALE#b"]


def test_a_claim_is_seen_by_whoever_would_restore(dynamodb: Any) -> None:
    store = DynamoExpiring(dynamodb, TABLE)
    key = {"pk": {"S": "TALE#a"}, "sk": {"S": "TALE"}}
    dynamodb.put_item(TableName=TABLE, Item=key | {name: {"S": text} for name, text in expiry("TALE#a", NOW).items()})
    assert store.claim("TALE#a", NOW)
    item = dynamodb.get_item(TableName=TABLE, Key=key)["Item"]
    assert item[PURGED] == {"BOOL": True}
    assert {*EXPIRY} <= set(item)


# ---------------------------------------------------------------- purging


class Purging:
    """Things with jobs and objects, and whoever purges them."""

    def __init__(self) -> None:
        self.things, self.jobs, self.objects, self.workflows = (
            FakeExpiring(),
            FakeJobs(),
            FakeObjects(),
            FakeWorkflows(),
        )

    def thing(self, name: str, jobs: int = 1) -> list[str]:
        """A thing that has expired, with an object and jobs that have ended; the jobs' ids."""
        ids = [settled(self.jobs, added(self.jobs, "anchor")).job.id for _ in range(jobs)]
        for job_id in ids:
            self.objects.put(f"{prefix(job_id)}anchor-1.png", b"*", "image/png")
        self.objects.put(f"tales/{name}/page.png", b"*", "image/png")
        self.things.add(name, NOW, Belongings(ids, [f"tales/{name}/"]))
        return ids

    def purge(self, at: datetime = NOW, seconds: float = 60.0) -> int:
        stores = self.jobs, self.objects, self.workflows
        return purge_expired(self.things, *stores, at, seconds=seconds, clock=lambda: 0.0)

    @property
    def live_jobs(self) -> int:
        return sum(not entry.deleted for entry in self.jobs.entries.values())


def test_a_thing_goes_with_its_jobs_and_objects_and_nothing_else() -> None:
    night = Purging()
    night.thing("TALE#a", jobs=2)
    night.objects.put("tales/TALE#ab/page.png", b"*", "image/png")
    night.things.add("TALE#b", NOW + SECOND)
    assert night.purge() == 1
    assert (list(night.objects.stored), night.live_jobs) == (["tales/TALE#ab/page.png"], 0)
    assert list(night.things.things) == ["TALE#b"]
    assert night.purge() == 0


@pytest.mark.parametrize("step", ["belongings", "remove"])
@pytest.mark.parametrize("place", ["before", "after"])
def test_whoever_dies_in_between_the_next_sweep_continues(
    step: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = Purging()
    night.thing("TALE#a")
    night.thing("TALE#b")
    real = getattr(night.things, step)

    def dies(name: str) -> Any:
        if place == "after":
            real(name)
        monkeypatch.undo()
        raise Unavailable

    monkeypatch.setattr(night.things, step, dies)
    assert night.purge() == 2, "one that resists does not keep the others waiting"
    night.purge(NOW + AGAIN)
    assert (night.things.things, night.objects.stored, night.live_jobs) == ({}, {}, 0)


def test_a_thing_with_many_jobs_is_purged_in_several_goes() -> None:
    night = Purging()
    night.thing("TALE#a", jobs=JOBS_AT_ONCE + 1)
    night.purge()
    assert (night.live_jobs, list(night.things.things)) == (1, ["TALE#a"])
    night.purge(NOW + AGAIN)
    assert (night.live_jobs, night.things.things, night.objects.stored) == (0, {}, {})


def test_nothing_is_begun_when_the_time_is_up() -> None:
    night = Purging()
    night.thing("TALE#a")
    assert night.purge(seconds=0.0) == 0
    assert list(night.things.things) == ["TALE#a"]
