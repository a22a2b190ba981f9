"""Runs of the cases: one for each point, in which something happens there, with everything that comes of it."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from botocore.exceptions import ReadTimeoutError

from tests.crash import laws
from tests.crash.cases import Case
from tests.crash.machines import TaskFailed
from tests.crash.points import Died, Point
from tests.crash.world import World

#: The things that can happen at a point. "die": the process dies. "fault": a call of AWS fails, as when boto3 has used
#: up its own retries. "late": the deadline passes and the sweeper comes. "twin": the same task runs, whole. "cancel",
#: "delete": the caller does that. After "late", "cancel" and "delete" the process dies.
MODES = ("die", "fault", "late", "twin", "cancel", "delete")

#: Whether the workflows retry a passing fault of AWS; until they do, the tests leave that mode out.
FAULTS_ARE_RETRIED = False

#: Modes for which a case says what is done.
_MEANWHILE = ("late", "cancel", "delete")

#: The modes of a usual run of the tests.
USUAL_MODES = tuple(mode for mode in MODES if mode != "fault" or FAULTS_ARE_RETRIED)


@dataclass(frozen=True)
class Left:
    """Points at which something is known to be left behind, and is not mended yet. Regular expressions.

    Args:
        cases, modes: the cases and modes.
        points: the points; a run in which nothing happens is at "None".
        broken: the beginning of what is left.
    """

    cases: str
    modes: str
    points: str
    broken: str

    def matches(self, case: str, mode: str, point: Point | None, broken: str) -> bool:
        """True for a broken law that is known."""
        given = ((self.cases, case), (self.modes, mode), (self.points, str(point)))
        return all(re.fullmatch(*each) for each in given) and broken.startswith(self.broken)


_STORED_NOT_SHOWN = r"tasks/draw_picture:\w+: (after PutObject 1|before UpdateItem 6)"

KNOWN_LEFT = (
    Left("prediction|cancel", "die|fault|late|cancel", ".*", "a record of a picture is left"),
    Left(".*", "late|cancel", _STORED_NOT_SHOWN, "an object is left"),
    Left(
        "regenerate",
        "die|fault",
        r"tasks/draw_picture:profile: (after UpdateItem 6|before DeleteObjects 1)",
        "an object is left",
    ),
)


@dataclass
class Outcome:
    """The outcome of one run.

    Args:
        case, mode: what was done, and what happened to it.
        point: where; None for nowhere.
        reached: whether the point was passed.
        broken: the laws that were broken.
    """

    case: str
    mode: str
    point: Point | None
    reached: bool = False
    broken: list[str] = field(default_factory=list)

    @property
    def unknown(self) -> list[str]:
        """The laws that were broken, but for what is known to be left (`KNOWN_LEFT`)."""
        return [
            each
            for each in self.broken
            if not any(left.matches(self.case, self.mode, self.point, each) for left in KNOWN_LEFT)
        ]


def points(world: World, case: Case) -> list[Point]:
    """All points of a case, found by a run in which nothing happens."""
    if case.name not in world.points:
        calm = run(world, case, "die", None)
        if calm.unknown:
            raise AssertionError(f"{case.name}: {calm.unknown}")
        world.points[case.name] = list(dict.fromkeys(world.injector.trace))
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
    world.injector.arm(point, lambda: _happen(world, case, mode, outcome.broken))
    try:
        case.act(world, given)
        world.drive()
    except (AssertionError, RuntimeError, LookupError) as error:
        outcome.broken.append(f"{type(error).__name__}: {error}")
    outcome.reached = world.injector.hits > 0
    with world.injector.process(None):
        outcome.broken += _judged(world, case, mode)
    return outcome


def _happen(world: World, case: Case, mode: str, broken: list[str]) -> None:
    if mode == "fault":
        raise ReadTimeoutError(endpoint_url="https://aws")
    if mode == "twin":
        assert world.task
        with suppress(TaskFailed):
            world.invoke(*world.task)
        return
    if mode in _MEANWHILE:
        case.meanwhile[mode](world)
    broken += laws.money(laws.Seen(world))
    raise Died


def _judged(world: World, case: Case, mode: str) -> Iterator[str]:
    is_deleted = mode == "delete"
    seen = laws.Seen(world)
    wanted = [laws.ended, laws.paid_once, laws.stored, laws.money]
    if not is_deleted and not case.deletes:
        wanted.append(laws.counted)
    if mode in ("die", "fault", "twin") and case.name not in ("cancel", "sweep"):
        wanted.append(laws.delivered)
    for law in wanted:
        yield from law(seen)
    yield from case.check(world)
    if len(seen.records) != (0 if is_deleted and world.injector.hits else case.jobs):
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
