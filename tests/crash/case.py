"""The cases that are tried: what they have in common."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from inkwell.core.jobs import JobRecord
from tests.crash.world import World

KEY = "an Idempotency-Key"

Check = Callable[[World, Any], Iterator[str]]


def _nothing(world: World) -> None:
    return None


@dataclass(frozen=True)
class Case:
    """A thing that a caller does.

    Args:
        name: its name.
        act: does it, as often as it must be repeated; gets what `prepare` returned.
        prepare: what is there before; nothing happens to it.
        jobs: how many jobs there are in the end; None where it depends.
        deletes: whether a job is deleted, which takes its counts along.
        every: one of so many points is tried in a usual run of the tests. Odd, because each call has two points.
        meanwhile: what else may be done at any point of its tasks, by name.
        check: what must hold in the end besides the laws; gets what `prepare` returned.
        always: what must hold at each point, too.
    """

    name: str
    act: Callable[[World, Any], None]
    prepare: Callable[[World], Any] = _nothing
    jobs: int | None = 1
    deletes: bool = False
    every: int = 1
    meanwhile: Mapping[str, Callable[[World], None]] = field(default_factory=dict)
    check: Check = lambda world, given: iter(())
    always: Check = lambda world, given: iter(())


def late(world: World) -> None:
    """The deadline passes, and the sweeper comes."""
    world.clock.move(timedelta(minutes=21).total_seconds())
    world.sweep()


def records(world: World) -> list[JobRecord]:
    """All jobs that there are."""
    return [record for job_id in world.job_ids() if (record := world.jobs.load(job_id))]
