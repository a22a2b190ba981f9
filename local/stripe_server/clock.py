"""The server's clock, which can be turned forward, and the months that it counts."""

import calendar
import time
from datetime import UTC, datetime

DAY = 24 * 3600


class Clock:
    """Real time, and how far it was turned forward."""

    def __init__(self) -> None:
        self._ahead = 0

    def now(self) -> int:
        """Return the present in seconds since 1970."""
        return int(time.time()) + self._ahead

    def turn_to(self, moment: int) -> None:
        """Make a moment the present, unless it is past."""
        self._ahead += max(0, moment - self.now())


def months_after(anchor: int, months: int) -> int:
    """Return the same day of a later month, or that month's last: the 31st of January, then the 28th of February."""
    begun = datetime.fromtimestamp(anchor, UTC)
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    day = min(begun.day, calendar.monthrange(year, month + 1)[1])
    return int(begun.replace(year=year, month=month + 1, day=day).timestamp())
