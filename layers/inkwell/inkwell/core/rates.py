"""Rate limits: how many requests, or units of work, somebody may ask for in a span of time.

Time is cut into windows of a limit's length, counted from 1970: a minute begins with the clock's, a day at midnight
UTC. Each window has a count of its own, so that one conditional addition both asks and counts, and nothing is ever
reset. (The price of any fixed window: around its end twice the limit may pass within one window's length.)
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol

from inkwell.core.errors import RateLimited

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How much is allowed in a window.

    Args:
        name: tells limits apart that count for the same subject, such as "studio.generation".
        limit: units in a window.
        window: seconds.
        per: the subject that is counted: each caller, each network address, or all callers together.
    """

    name: str
    limit: int
    window: int
    per: Literal["caller", "address", "all"] = "caller"


@dataclass(frozen=True, slots=True)
class Charge:
    """What a request takes of a limit.

    Args:
        subject: whom it is counted for; equal subjects share a count.
        count: units.
    """

    limit: RateLimit
    subject: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """How a limit stands after a request.

    Args:
        remaining: units left in the window.
        resets_at: when the next window begins, in seconds since 1970.
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
    """Keeps counts. Its faults are the request's: a limit that cannot be asked has not allowed anything."""

    def add(self, window: Window, count: int, most: int) -> tuple[bool, int]:
        """Add to a window's count, atomically, unless it would be more than `most` then.

        Returns:
            Whether it was added, and the count after it.
        """


def take(store: RateStore, charges: Collection[Charge], at: float) -> Standing | None:
    """Count a request for all its limits, or refuse it.

    The limit with the fewest units is asked first, and the first that refuses ends it. So a request that is refused
    costs nothing of the wider limits, which others may share. What the narrower ones have counted by then stays
    counted: giving it back would make a flood of refused requests write more than one of good ones.

    Args:
        charges: those of no unit are left out.
        at: now, in seconds since 1970.

    Returns:
        The tightest standing, or None without any charge.

    Raises:
        RateLimited: says after how many seconds to try again, and how the limit stands that refuses.
    """
    standings = [
        _take(store, charge, at)
        for charge in sorted(charges, key=lambda charge: charge.limit.limit)
        if charge.count > 0
    ]
    return tightest(standings)


def tightest(standings: Collection[Standing]) -> Standing | None:
    """The one with the fewest units left; of equals the one that is renewed last."""
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
