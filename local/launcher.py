"""The process that forks execution environments, with the heavy packages already imported.

It runs as ``python -m local.launcher FD LAYER...`` with a bare environment, so that neither the developer's variables
nor the modules of the program that started the cloud reach a function. (multiprocessing's forkserver would hand on
both: it imports the caller's ``__main__`` again in every child and keeps its ``os.environ``.)

Messages over the control connection, each one JSON object:
    to here    {"fork": id, "spec": {...}} followed by a file descriptor, {"kill": id}
    from here  {"exited": id, "status": wait status}

When the connection closes, because the cloud ended in whatever way, every environment is killed.
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import recv_handle
from pathlib import Path
from typing import Any, NoReturn

from local import runtime
from local.packages import packages_of, top_level_modules

# Modules of our own layer, by the layer's name, that most functions import: they bring the layers' packages with them.
# Only such as need no package but those that every function has. An edit of the layer makes its environments import
# all again.
PRELOAD = {
    "inkwell": (
        "inkwell.stores",
        "inkwell.wiring",
        "inkwell.api.app",
        "inkwell.api.callers",
        "inkwell.model_wiring",
        "inkwell.reference_kits.kits",
        "inkwell.storyboards.predictions",
        "inkwell.story_images.tasks",
        "inkwell.coloring_books.accounts",
        "inkwell.uploads.tickets",
    ),
}
BOTO3 = ("boto3", "botocore.httpsession", "botocore.endpoint", "botocore.client")

# The files that boto3 reads for these services: parsing them costs several times a function's own imports.
SERVICES = ("dynamodb", "s3", "stepfunctions", "secretsmanager")
SERVICE_DATA = ("service-2", "endpoint-rule-set-1", "waiters-2", "paginators-1")
COMMON_DATA = ("endpoints", "partitions", "sdk-default-configuration", "_retry")


class Launcher:
    """Forks and reaps execution environments.

    Args:
        control: connection to the embedded cloud.
    """

    def __init__(self, control: Connection):
        self._control = control
        self._children: dict[int, int] = {}  # id -> process id
        self._stopping = False
        self._wake_reader, self._wake_writer = os.pipe()
        os.set_blocking(self._wake_reader, False)
        os.set_blocking(self._wake_writer, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake_writer, warn_on_full_buffer=False)

    def run(self) -> None:
        """Serve until the cloud closes the connection or sends SIGTERM; then kill every environment."""
        signal.signal(signal.SIGTERM, self._stop)
        try:
            self._serve()
        finally:
            for number in list(self._children):
                self._kill(number)

    def _stop(self, *_: object) -> None:
        self._stopping = True  # the wake-up pipe ends the waiting

    def _serve(self) -> None:
        while not self._stopping:
            ready = wait([self._control, self._wake_reader])
            if self._wake_reader in ready:
                with suppress(BlockingIOError):
                    os.read(self._wake_reader, 4096)
                self._reap()
            if self._control in ready:
                try:
                    message = json.loads(self._control.recv_bytes())
                except (EOFError, OSError):
                    return
                if "fork" in message:
                    self._fork(message["fork"], message["spec"], recv_handle(self._control))
                else:
                    self._kill(message["kill"])

    def _fork(self, number: int, spec: dict[str, Any], handle: int) -> None:
        process = os.fork()
        if process == 0:
            signal.set_wakeup_fd(-1)
            for handled in (signal.SIGCHLD, signal.SIGTERM):
                signal.signal(handled, signal.SIG_DFL)
            os.setsid()
            for descriptor in (self._wake_reader, self._wake_writer, self._control.fileno()):
                os.close(descriptor)
            runtime.run(Connection(handle), spec)
        os.close(handle)
        self._children[number] = process

    def _kill(self, number: int) -> None:
        if number in self._children:
            # The child may not have become leader of its own group yet.
            for kill in (os.killpg, os.kill):
                with suppress(ProcessLookupError, PermissionError):
                    kill(self._children[number], signal.SIGKILL)

    def _reap(self) -> None:
        numbers = {process: number for number, process in self._children.items()}
        for process, number in numbers.items():
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                del self._children[number]
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(process, signal.SIGKILL)  # what the handler itself started
                with suppress(OSError):
                    self._control.send_bytes(json.dumps({"exited": number, "status": status}).encode())


def read_service_data() -> None:
    """Load the services' models into boto3's default session, which every environment inherits.

    A session finds out about credentials, region and endpoints when a client is made: by then the variables are the
    environment's own.
    """
    import boto3
    from botocore.exceptions import DataNotFoundError

    boto3.setup_default_session()
    loader = boto3._get_default_session()._session.get_component("data_loader")
    for service in SERVICES:
        for kind in SERVICE_DATA:
            with suppress(DataNotFoundError):
                loader.load_service_model(service, kind)
    for name in COMMON_DATA:
        loader.load_data(name)


def preload(layers: Sequence[Path]) -> None:
    """Import the modules that most functions import, so that environments inherit them; missing ones are left out.

    Args:
        layers: folders of all layers that functions have.
    """
    for package in packages_of(layers):
        top_level_modules(package)  # remembered: every environment asks for its own
    own = [layer for layer in layers if layer.name in PRELOAD]
    sys.path[:0] = map(str, own)
    for module in (*BOTO3, *(module for layer in own for module in PRELOAD[layer.name])):
        with suppress(ImportError):
            importlib.import_module(module)
    read_service_data()


def main() -> NoReturn:
    """Entry point."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control, *layers = sys.argv[1:]
    preload([Path(layer) for layer in layers])
    Launcher(Connection(int(control))).run()
    sys.exit(0)


if __name__ == "__main__":
    main()
