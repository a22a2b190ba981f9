"""A program that runs as long as somebody wants it: it is ended in order, and ends whatever it does."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

#: Signals that end a program, each with the seconds that it has for it.
STEPS = ((signal.SIGINT, 20.0), (signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))


class Child:
    """A program in a process group of its own: Ctrl-C at the terminal reaches it by us alone, and all that it started.

    Args:
        command: the program and its arguments.
        variables: environment variables that it has beside ours.
        output: where it writes, and what it says of errors; None for our own terminal.
    """

    def __init__(
        self, command: Sequence[str], variables: Mapping[str, str] | None = None, output: IO[bytes] | None = None
    ):
        errors = None if output is None else subprocess.STDOUT
        environment = {**os.environ, **(variables or {})}
        self._process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=errors, stdin=subprocess.DEVNULL, start_new_session=True
        )

    @property
    def code(self) -> int | None:
        """The exit code; None while it runs."""
        return self._process.poll()

    def end(self, again: threading.Event, steps: Sequence[tuple[signal.Signals, float]] = STEPS) -> bool:
        """End it, harder at each step, and what it leaves behind at once; False where it had to be killed.

        Args:
            again: set by somebody who does not want to wait any longer: the next step comes at once.
            steps: signals, with the seconds until the next.
        """
        if self.code is not None:
            return True
        for used, patience in steps:
            again.clear()
            self._tell(used)
            give_up = time.monotonic() + patience
            while self.code is None and time.monotonic() < give_up and not again.wait(0.05):
                pass
            if self.code is not None:
                break
        # A process that it started may have missed the signal, or ignored it.
        self._tell(signal.SIGKILL)
        return self.code is not None and self.code != -signal.SIGKILL

    def _tell(self, used: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, used)
