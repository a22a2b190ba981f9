"""Rate limits: the most requests, or units of work, that a subject may ask for in a span of time.

Limits have fixed windows, counted from 1970: a minute begins with the clock's, a day at midnight UTC. Each window has a
count of its own, so that one conditional addition both checks and counts, and no count is ever reset. (The price of
fixed windows: around the end of a window, twice the limit may pass within one window's length.)
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol

from inkwell.core.errors import RateLimited

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class RateLimit:
    """A rate limit: the most units in a window.

    Args:
        name: different for all limits of one subject, such as "studio.generation".
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
    """The count of one subject in one window of a limit. `ends_at` is in seconds since 1970."""

    subject: str
    name: str
    begins_at: int
    ends_at: int


class RateStore(Protocol):
    """The store of counts. Its errors fail the request: a limit that cannot be checked allows nothing."""

    def add(self, window: Window, count: int, most: int) -> tuple[bool, int]:
        """Add to a window's count, atomically, unless the sum would exceed `most`.

        Returns:
            True when it was added, else False; and the count after that.
        """


def take(store: RateStore, charges: Collection[Charge], at: float) -> Standing | None:
    """Count a request for all its limits, or refuse it.

    Limits are checked in order of size, the smallest first, up to the first that refuses. So a refused request takes
    nothing of the larger limits, which others may share. Units that smaller limits have counted by then stay counted:
    returning them would make refused requests write more than accepted ones.

    Args:
        charges: charges of 0 units are left out.
        at: now, in seconds since 1970.

    Returns:
        The tightest standing, or None without any charge.

    Raises:
        RateLimited: a limit is used up; `retry_after` is in seconds, `standing` is that of the limit.
    """
    standings = [
        _take(store, charge, at)
        for charge in sorted(charges, key=lambda charge: charge.limit.limit)
        if charge.count > 0
    ]
    return tightest(standings)


def tightest(standings: Collection[Standing]) -> Standing | None:
    """The standing with the fewest units left; of equals the one that resets last."""
    return min(standings, key=lambda standing: (standing.remaining, -standing.resets_at), default=None)


def _take(store: RateStore, charge: Charge, at: float) -> Standing:
    limit = charge.limit
    begins_at = int(at) // limit.window * limit.window
    window = Window(charge.subject, limit.name, begins_at, begins_at + limit.window)
    is_added, used = store.add(window, charge.count, limit.limit)
    standing = Standing(limit, max(0, limit.limit - used), window.ends_at)
    if not is_added:
        raise RateLimited(retry_after=max(1, math.ceil(window.ends_at - at)), standing=standing)
    return standing
