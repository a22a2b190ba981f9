"""The cloud's side of the launcher: starts, kills and outlives the processes of execution environments."""

import itertools
import json
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from pathlib import Path
from typing import Any

from local.errors import StartError

logger = logging.getLogger("local.functions")


class Processes:
    """The launcher process and the environments that it forks.

    Args:
        output: file of the functions' stdout and stderr, as for subprocess; None: the console.
        layers: folders of all layers that functions have: their packages are imported ahead.
    """

    def __init__(self, output: Any, layers: Iterable[Path]):
        self._ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "local.launcher", str(theirs.fileno()), *map(str, layers)],
                cwd=Path(__file__).parents[1],
                env={"PATH": os.defpath, "LANG": "en_US.UTF-8", "PYTHONUTF8": "1", "BOTO_DISABLE_CRT": "true"},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the cloud, which then ends its processes in order
            )
        self._control = Connection(self._ours.detach())
        self._sending = threading.Lock()
        self._numbers = itertools.count(1)
        self._exits: dict[int, int] = {}
        self._ended = False
        self._exited = threading.Condition()
        self._reader = threading.Thread(target=self._read, name="launcher", daemon=True)
        self._reader.start()

    def fork(self, spec: dict[str, Any]) -> tuple[int, Connection]:
        """Start an environment; return its number and the connection to it."""
        ours, theirs = socket.socketpair()
        with theirs, self._sending:
            number = next(self._numbers)
            try:
                self._control.send_bytes(json.dumps({"fork": number, "spec": spec}).encode())
                send_handle(self._control, theirs.fileno(), None)
            except OSError:
                ours.close()
                raise StartError("the process that starts functions has ended: restart the embedded cloud") from None
        return number, Connection(ours.detach())

    def kill(self, number: int) -> None:
        """Kill an environment and everything that it started."""
        with self._sending:
            try:
                self._control.send_bytes(json.dumps({"kill": number}).encode())
            except OSError:
                logger.debug("the launcher has ended before environment %s", number)

    def exit_status(self, number: int, timeout: float = 5) -> int | None:
        """Return the wait status of an environment that has ended."""
        with self._exited:
            self._exited.wait_for(lambda: number in self._exits or self._ended, timeout)
            return self._exits.pop(number, None)

    def close(self) -> None:
        """End the launcher, which kills every environment."""
        self._process.terminate()
        self._process.wait()
        self._reader.join()
        self._control.close()

    def _read(self) -> None:
        while True:
            try:
                message = json.loads(self._control.recv_bytes())
            except (EOFError, OSError):
                with self._exited:
                    self._ended = True
                    self._exited.notify_all()
                return
            with self._exited:
                self._exits[message["exited"]] = message["status"]
                self._exited.notify_all()
