"""Rate limits: the most requests, or units of work, that a subject may ask for in a span of time.

Limits have fixed windows, counted from 1970: a minute begins with the clock's, a day at midnight UTC. Each window has a
count of its own, so that one conditional addition both checks and counts, and no count is ever reset. (The price of
fixed windows: around the end of a window, twice the limit may pass within one window's length.)

Counts of one subject and one group stand together for an hour, so that one addition may check and raise several.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from inkwell.core.errors import RateLimited

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class RateLimit:
    """A rate limit: the most units in a window.

    Args:
        name: its group, a dot, and its name there, such as "studio.generation"; different for all limits of a subject.
        limit: units in a window.
        window: seconds.
        per: the subject that units are counted for: each caller, each network address, or all callers together.
    """

    name: str
    limit: int
    window: int
    per: Literal["caller", "address", "all"] = "caller"


@dataclass(frozen=True, slots=True)
class Charge:
    """The units that a request takes of a limit.

    Args:
        subject: equal subjects share a count.
        count: units.
    """

    limit: RateLimit
    subject: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a limit after a request.

    Args:
        remaining: units left in the window.
        resets_at: the beginning of the next window, in seconds since 1970.
    """

    limit: RateLimit
    remaining: int
    resets_at: int


@dataclass(frozen=True, slots=True)
class Window:
    """The count of one subject in one window of a limit. `begins_at` and `ends_at` are in seconds since 1970."""

    subject: str
    name: str
    begins_at: int
    ends_at: int

    @property
    def block(self) -> "Block":
        """The block that the count stands in."""
        length = max(HOUR, self.ends_at - self.begins_at)
        return Block(self.subject, self.name.partition(".")[0], self.begins_at // length * length, length)


@dataclass(frozen=True, slots=True)
class Block:
    """The counts of one subject and one group of limits whose windows begin in the same hour.

    The count of a window that is longer than an hour is in a block as long as that window.

    Args:
        begins_at: in seconds since 1970.
        length: seconds.
    """

    subject: str
    group: str
    begins_at: int
    length: int


@dataclass(frozen=True, slots=True)
class Addition:
    """An addition to a window's count, which must not exceed `most` then."""

    window: Window
    count: int
    most: int


class RateStore(Protocol):
    """The store of counts. Its errors fail the request: a limit that cannot be checked allows nothing."""

    def add(self, additions: Sequence[Addition]) -> tuple[bool, Sequence[int]]:
        """Add to the counts of several windows in one block, atomically, unless one of them would exceed its most.

        Returns:
            True when all were added, False when none was; and the counts after that.
        """


def take(store: RateStore, charges: Collection[Charge], at: float) -> Standing | None:
    """Count a request for all its limits, or refuse it.

    Limits of one block are checked together: all of them count the request, or none. Blocks are checked in order of
    their smallest limits, up to the first that refuses. So a refused request takes nothing of the larger limits, which
    others may share. Units that smaller limits have counted by then stay counted: returning them would make refused
    requests write more than accepted ones.

    Args:
        charges: charges of 0 units are left out.
        at: now, in seconds since 1970.

    Returns:
        The tightest standing, or None without any charge.

    Raises:
        RateLimited: a limit is used up; `retry_after` is in seconds, `standing` is that of the limit.
    """
    blocks: dict[Block, list[tuple[RateLimit, Addition]]] = {}
    for charge in sorted(charges, key=lambda charge: charge.limit.limit):
        if charge.count > 0:
            addition = _addition(charge, at)
            blocks.setdefault(addition.window.block, []).append((charge.limit, addition))
    return tightest([standing for block in blocks.values() for standing in _take(store, block, at)])


def tightest(standings: Collection[Standing]) -> Standing | None:
    """The standing with the fewest units left; of equals the one that resets last."""
    return min(standings, key=lambda standing: (standing.remaining, -standing.resets_at), default=None)


def _addition(charge: Charge, at: float) -> Addition:
    limit = charge.limit
    begins_at = int(at) // limit.window * limit.window
    window = Window(charge.subject, limit.name, begins_at, begins_at + limit.window)
    return Addition(window, charge.count, limit.limit)


def _take(store: RateStore, block: Sequence[tuple[RateLimit, Addition]], at: float) -> list[Standing]:
    are_added, counts = store.add([addition for _, addition in block])
    standings = [
        Standing(limit, max(0, limit.limit - used), addition.window.ends_at)
        for (limit, addition), used in zip(block, counts, strict=True)
    ]
    if not are_added:
        short = [
            standing
            for standing, (_, addition), used in zip(standings, block, counts, strict=True)
            if used + addition.count > addition.most
        ]
        # Of several limits that refuse, the one that does so for longest.
        longest = max(short or standings, key=lambda standing: standing.resets_at)
        raise RateLimited(retry_after=max(1, math.ceil(longest.resets_at - at)), standing=longest)
    return standings
