"""Asynchronous invocations: S3 notifications, schedules, and calls with ``InvocationType=Event``.

As on Lambda the caller never sees the result, and a failed call is retried twice; Lambda waits one and two minutes
before that, the embedded cloud half a second and a second.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

import logging
import threading

from local.environments import ASYNCHRONOUS_LIMIT, Environments
from local.errors import LocalError, PayloadTooLargeError
from local.functions import Function

logger = logging.getLogger("local.asynchronous")

RETRY_DELAYS = (0.5, 1.0)
"""Seconds before the first and the second retry."""


class AsynchronousCalls:
    """Runs functions for callers that do not wait.

    Args:
        environments: where they run.
        delays: seconds before each retry of a failed call.
    """

    def __init__(self, environments: Environments, delays: tuple[float, ...] = RETRY_DELAYS):
        self._environments = environments
        self._delays = delays
        self._pending = 0
        self._changed = threading.Condition()
        self._stopped = threading.Event()

    @property
    def pending(self) -> int:
        """The number of calls that have not ended, those that wait for a retry included."""
        with self._changed:
            return self._pending

    def submit(self, function: Function, event: bytes) -> None:
        """Run a function soon.

        Raises:
            PayloadTooLargeError: when the event is over 1 MB.
        """
        if len(event) > ASYNCHRONOUS_LIMIT:
            raise PayloadTooLargeError(
                f"{len(event)} byte payload is too large for the Event invocation type "
                f"(limit {ASYNCHRONOUS_LIMIT} bytes)"
            )
        with self._changed:
            self._pending += 1
        threading.Thread(
            target=self._run, args=(function, event), name=f"async-{function.logical_id}", daemon=True
        ).start()

    def stop(self) -> None:
        """Start nothing more."""
        self._stopped.set()

    def _run(self, function: Function, event: bytes) -> None:
        try:
            for delay in (*self._delays[: function.retries], None):
                if self._stopped.is_set():
                    return
                if not self._environments.invoke(function, event).failed:
                    return
                if delay is None:
                    logger.error("%s failed for good: %s", function.logical_id, event.decode("utf-8", "replace")[:500])
                    return
                self._stopped.wait(delay)
        except LocalError as error:
            if not self._stopped.is_set():
                logger.error("%s: %s", function.logical_id, error)
        finally:
            with self._changed:
                self._pending -= 1
                self._changed.notify_all()
