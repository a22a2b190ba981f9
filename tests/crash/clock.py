"""A clock that tests can move: leases, deadlines and the sweeper's checks come without waiting for them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo

from inkwell.core import timestamps
from local.patching import replaced


class Clock:
    """The wall clock of everything that asks `time.time` or `inkwell.core.timestamps.now`."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def move(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._ahead += seconds

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Let it count inside this context."""
        real, clock = time.time, self

        class Moved(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + timedelta(seconds=clock._ahead)

        with replaced(time, "time", lambda: real() + clock._ahead), replaced(timestamps, "datetime", Moved):
            yield
