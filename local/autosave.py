"""Saving in the background, so that a crash or a lost machine costs the last minute only."""

import logging
import threading
from collections.abc import Callable

logger = logging.getLogger("local.state")


class Autosave:
    """A thread that saves what has changed.

    Args:
        save: writes the state.
        changes: a number that is another one after each change.
        interval: seconds from the end of a save, or of a look that found no change, to the next look.
    """

    def __init__(self, save: Callable[[], None], changes: Callable[[], int], interval: float):
        self._save = save
        self._changes = changes
        self._interval = interval
        self._saved = changes()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)

    def start(self) -> None:
        """Begin; what is there now counts as saved."""
        self._thread.start()

    def stop(self) -> None:
        """Save no more; wait for a save that is under way."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._interval):
            current = self._changes()
            if current == self._saved:
                continue
            try:
                self._save()
            except Exception as error:  # such as a full disk: the next look tries again
                logger.warning("the state could not be saved: %s: %s", type(error).__name__, error)
            else:
                self._saved = current
