"""The requests that sweeps make of AWS when thousands of jobs are open: a simulation of some minutes, in counts.

The rules are the studio's own (`inkwell.core.sweeping`); the table and the workflows are pretended, and count what they
are asked for. Time passes by those counts: each call takes as long as `CALL_SECONDS` says.
"""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from inkwell.core.jobs import DEADLINE, FIRST_CHECK, Job, JobRecord
from inkwell.core.names import run_name
from inkwell.core.pictures import Brief, Picture
from inkwell.core.state_machines import RunState
from inkwell.core.status import Status
from inkwell.core.store import DueJob
from inkwell.core.sweeping import sweep

#: Jobs that are open at the same time.
OPEN = 10_000

#: Seconds that a call takes where eight are under way at once and one processor serves them.
CALL_SECONDS = 0.015

#: How many entries of the index Due one page holds: 1 MB by some 120 bytes.
DUE_PAGE = 8_000
DUE_SHARDS = 4

_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


@dataclass
class Studio:
    """The `JobStore` and the `Workflows` of a sweep, with jobs of one picture each.

    Args:
        side_by_side: how many calls are under way at once.
    """

    side_by_side: int
    calls: Counter[str] = field(default_factory=Counter)
    due_at: dict[str, datetime] = field(default_factory=dict)
    records: dict[str, JobRecord] = field(default_factory=dict)
    started: dict[str, datetime] = field(default_factory=dict)
    now: datetime = _BEGINNING
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def accept(self, job_id: str, at: datetime, *, lost: bool) -> None:
        """A job that was accepted at some moment.

        Args:
            lost: whether its run was never started; else it began at once.
        """
        due, status = at + FIRST_CHECK, Status.QUEUED if lost else Status.RUNNING
        times: dict[str, Any] = {"created_at": at, "updated_at": at}
        picture = Picture(job_id, "1", Brief(""), "kit", run_name(job_id), status=status, **times)
        job = Job(job_id, "kit", "ann", status, deadline=at + DEADLINE, due_at=due, **times)
        self.records[job_id] = JobRecord(job, [picture])
        self.due_at[job_id] = due
        if not lost:
            self.started[job_id] = at

    def close(self, job_id: str) -> None:
        """A job has settled."""
        del self.records[job_id], self.due_at[job_id]

    def clock(self) -> float:
        """Seconds that the calls so far took, as a sweep sees them."""
        return self.calls.total() * CALL_SECONDS / self.side_by_side

    def _called(self, name: str, count: int = 1) -> None:
        with self._lock:
            self.calls[name] += count

    # The methods of the ports that a sweep calls.

    def due(self, moment: datetime) -> Sequence[DueJob]:
        """See `JobStore`."""
        found = sorted((at, job_id) for job_id, at in self.due_at.items() if at <= moment)
        self._called("due queries", DUE_SHARDS + len(found) // DUE_PAGE)
        return [DueJob(job_id, deleted=False) for _, job_id in found]

    def load(self, job_id: str) -> JobRecord | None:
        """See `JobStore`."""
        self._called("job reads")
        return self.records.get(job_id)

    def postpone(self, job_id: str, until: datetime, revision: int | None = None) -> bool:
        """See `JobStore`."""
        self._called("writes")
        self.due_at[job_id] = until
        return True

    def start(self, workflow: str, run: str, job_id: str) -> bool:
        """See `Workflows`."""
        self._called("starts")
        with self._lock:
            self.started.setdefault(job_id, self.now + timedelta(seconds=self.clock()))
            job, (picture,) = self.records[job_id].job, self.records[job_id].pictures
            running = replace(job, status=Status.RUNNING, updated_at=self.now)
            self.records[job_id] = JobRecord(running, [replace(picture, status=Status.RUNNING, updated_at=self.now)])
        return True

    def state(self, workflow: str, run: str) -> RunState:
        """See `Workflows`."""
        self._called("describes")
        return "running"


@dataclass(frozen=True)
class Swept:
    """The requests and the duration of one sweep.

    Args:
        calls: how often each thing was asked for.
        seconds: how long it took.
    """

    calls: Counter[str]
    seconds: float


def _sweep(studio: Studio, moment: datetime) -> Swept:
    studio.calls, studio.now = Counter(), moment
    ports: Any = studio
    sweep(ports, ports, ports, moment, side_by_side=1, clock=studio.clock)
    return Swept(studio.calls, studio.clock())


def steady(minutes: int = 30, lifetime: int = 10, side_by_side: int = 8) -> tuple[list[Swept], float]:
    """Jobs that come evenly, so that `OPEN` are open; each minute one start gets lost.

    Args:
        minutes: how many are swept, after a warm-up of one lifetime.
        lifetime: minutes that a job is open, while its picture is drawn: it changes at its beginning only.

    Returns:
        the sweeps, and the longest time in seconds from when a job was accepted whose start got lost to its start.
    """
    studio, swept, longest = Studio(side_by_side), [], 0.0
    a_minute = OPEN // lifetime
    for minute in range(lifetime + minutes):
        moment = _BEGINNING + minute * _MINUTE
        for number in range(a_minute):
            # Spread over the minute before the sweep.
            at = moment - _MINUTE + number * _MINUTE / a_minute
            studio.accept(f"{minute}-{number}", at, lost=number == 0)
        if minute >= lifetime:
            for number in range(a_minute):
                studio.close(f"{minute - lifetime}-{number}")
        done = _sweep(studio, moment)
        if minute >= lifetime:
            swept.append(done)
            waited = studio.started[f"{minute - 2}-0"] - studio.records[f"{minute - 2}-0"].job.created_at
            longest = max(longest, waited.total_seconds())
    return swept, longest


def burst(lost: int, side_by_side: int = 8) -> tuple[list[Swept], float]:
    """`OPEN` jobs that were accepted within one second, so that the same sweep finds all of them due.

    Then nothing happens but sweeps.

    Args:
        lost: how many starts got lost, all of them the youngest.

    Returns:
        the sweeps until the deadline, and the longest time in seconds from accepting to starting a lost one.
    """
    studio = Studio(side_by_side)
    for number in range(OPEN):
        studio.accept(f"{number}", _BEGINNING + number * timedelta(seconds=1) / OPEN, lost=number >= OPEN - lost)
    swept = [_sweep(studio, _BEGINNING + minute * _MINUTE) for minute in range(1, DEADLINE // _MINUTE)]
    waits = [(studio.started[f"{number}"] - _BEGINNING).total_seconds() for number in range(OPEN - lost, OPEN)]
    return swept, max(waits)


def main() -> None:
    """Print the simulations."""
    for name, (swept, longest) in (
        (f"{OPEN:,} open jobs that come and go", steady()),
        (f"{OPEN:,} jobs at once, 1 start lost", burst(1)),
        (f"{OPEN:,} jobs at once, all starts lost", burst(OPEN)),
    ):
        print(f"{name}: a lost start waits at most {longest:.0f} s")
        for kind in ("due queries", "job reads", "writes", "starts", "describes"):
            counts = [each.calls[kind] for each in swept]
            print(f"  {kind}: {max(counts):,} a sweep at most, {sum(counts) / len(counts):,.0f} on average")
        print(f"  seconds a sweep: {max(each.seconds for each in swept):.0f} at most")


if __name__ == "__main__":
    main()
