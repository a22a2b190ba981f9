"""Runs of the cases: one for each point, in which something happens there, with everything that comes of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from inkwell.core.errors import Unavailable
from tests.crash import laws
from tests.crash.case import Case
from tests.crash.machines import TaskFailed
from tests.crash.points import Died, Point
from tests.crash.world import World

#: The things that can happen at a point. "die": the process dies. "fault": a call of AWS fails, as when boto3 has used
#: up its own retries. "late": the deadline passes and the sweeper comes. "twin": the same task runs, whole. "cancel",
#: "delete": the caller does that. After "late", "cancel" and "delete" the process dies.
MODES = ("die", "fault", "late", "twin", "cancel", "delete")

#: Modes for which a case says what is done.
_MEANWHILE = ("late", "cancel", "delete")


@dataclass
class Outcome:
    """The outcome of one run.

    Args:
        case, mode: what was done, and what happened to it.
        point: where; None for nowhere.
        reached: whether the point was passed.
        passed: all points that were passed, without those of what is looked at afterwards.
        broken: the laws that were broken.
    """

    case: str
    mode: str
    point: Point | None
    reached: bool = False
    passed: list[Point] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def points(world: World, case: Case) -> list[Point]:
    """All points of a case, found by a run in which nothing happens."""
    if case.name not in world.points:
        calm = run(world, case, "die", None)
        if calm.broken:
            raise AssertionError(f"{case.name}: {calm.broken}")
        world.points[case.name] = calm.passed
    return world.points[case.name]


def chosen(case: Case, mode: str, found: Sequence[Point], every: int) -> list[Point]:
    """The points at which a mode is tried.

    Args:
        every: one of so many; each mode begins with another one.
    """
    if mode in _MEANWHILE and mode not in case.meanwhile:
        return []
    fitting = [point for point in found if _fits(mode, point)]
    return fitting[MODES.index(mode) % every :: every]


def _fits(mode: str, point: Point) -> bool:
    if mode == "fault":
        return point.is_aws
    if mode == "twin":
        return point.step.startswith("tasks/draw_picture")
    return mode == "die" or point.step.startswith("tasks/")


def run(world: World, case: Case, mode: str, point: Point | None) -> Outcome:
    """Do a case from its beginning to its end, with something happening at a point."""
    world.reset()
    world.injector.arm(None, lambda: None)
    outcome = Outcome(case.name, mode, point)
    given = case.prepare(world)
    world.injector.arm(point, lambda: _happen(world, case, mode, given, outcome.broken))
    with _noting(outcome.broken):
        case.act(world, given)
        world.drive()
    outcome.reached = world.injector.hits > 0
    outcome.passed = list(dict.fromkeys(world.injector.trace))
    with world.injector.process(None), _noting(outcome.broken):
        outcome.broken += _judged(world, case, mode, given)
    return outcome


@contextmanager
def _noting(broken: list[str]) -> Iterator[None]:
    """Note what cannot be done at all beside the laws that were broken."""
    try:
        yield
    except (AssertionError, RuntimeError, LookupError) as error:
        broken.append(f"{type(error).__name__}: {error}")


def _happen(world: World, case: Case, mode: str, given: Any, broken: list[str]) -> None:
    broken += case.always(world, given)
    if mode == "fault":
        raise Unavailable  # as every client of ours says it: `inkwell.aws.faults`
    if mode == "twin":
        assert world.task
        with suppress(TaskFailed):
            world.invoke(*world.task)
        return
    if mode in _MEANWHILE:
        case.meanwhile[mode](world)
    broken += laws.money(laws.Seen(world))
    raise Died


def _judged(world: World, case: Case, mode: str, given: Any) -> Iterator[str]:
    is_deleted = mode == "delete"
    seen = laws.Seen(world)
    wanted = [laws.ended, laws.paid_once, laws.stored, laws.money]
    if not is_deleted and not case.deletes:
        wanted.append(laws.counted)
    if mode in ("die", "fault", "twin") and case.name not in ("cancel", "cancel hero", "cancel pages", "sweep"):
        wanted.append(laws.delivered)
    for law in wanted:
        yield from law(seen)
    yield from case.check(world, given)
    yield from case.always(world, given)
    wanted_jobs = 0 if is_deleted and world.injector.hits else case.jobs
    if wanted_jobs is not None and len(seen.records) != wanted_jobs:
        yield f"there are {len(seen.records)} jobs"


def tried(
    world: World, case: Case, modes: Sequence[str], every: int, progress: Callable[[Outcome], None] | None = None
) -> list[Outcome]:
    """The outcomes of a case in some modes.

    Args:
        every: one of so many points is tried; of other modes than "die" fewer.
        progress: is told each outcome.
    """
    found = points(world, case)
    outcomes = []
    for mode in modes:
        for point in chosen(case, mode, found, every if mode == "die" or every == 1 else every + 2):
            outcomes.append(run(world, case, mode, point))
            if progress:
                progress(outcomes[-1])
    return outcomes
