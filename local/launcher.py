"""The process that forks execution environments, with the heavy packages already imported.

It runs as ``python -m local.launcher FD LAYER...`` with a bare environment, so that neither the developer's variables
nor the modules of the program that started the cloud reach a function. (multiprocessing's forkserver would hand on
both: it imports the caller's ``__main__`` again in every child and keeps its ``os.environ``.)

Messages over the control connection, each one JSON object:
    to here    {"fork": id, "spec": {...}} followed by a file descriptor, {"kill": id}
    from here  {"exited": id, "status": wait status}

When the connection closes, because the cloud ended in whatever way, every environment is killed.
"""

import gc
import importlib
import json
import os
import signal
import sys
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import recv_handle
from pathlib import Path
from typing import Any, NoReturn

from local import runtime
from local.packages import packages_of, top_level_modules

# What functions use of a package: imported before the first fork, or while nothing else is to do.
PRELOAD = {
    "boto3": ("boto3", "botocore.httpsession", "botocore.endpoint", "botocore.client"),
    "pydantic": ("pydantic",),
    "aws-lambda-powertools": (
        "aws_lambda_powertools",
        "aws_lambda_powertools.event_handler",
        "aws_lambda_powertools.event_handler.openapi.params",
        "aws_lambda_powertools.event_handler.middlewares.openapi_validation",
        "aws_lambda_powertools.logging",
        "aws_lambda_powertools.metrics",
    ),
}
PRELOAD_WHEN_IDLE = {
    "pyjwt": ("jwt",),
    "aws-lambda-powertools": ("aws_lambda_powertools.utilities.parameters",),
    "pillow": ("PIL.Image", "PIL.ImageCms", "PIL.ImageOps", "PIL.PngImagePlugin", "PIL.ImageDraw"),
    "requests": ("requests",),
    "argon2-cffi": ("argon2",),
    "reportlab": ("reportlab.pdfgen.canvas",),
    "stripe": ("stripe",),
}

# Of a layer's own modules those that most functions import, by the layer's name: only such as need no package but those
# that every function has. An edit of the layer makes its environments import all again.
PRELOAD_OF_LAYERS = {
    "inkwell": (
        "inkwell.wiring",
        "inkwell.api.app",
        "inkwell.api.callers",
        "inkwell.model_wiring",
        "inkwell.reference_kits.kits",
        "inkwell.storyboards.predictions",
        "inkwell.story_images.tasks",
        "inkwell.uploads.tickets",
    ),
}

# What boto3 reads of these services, once for all environments: parsing it costs each several times its own imports.
SERVICES = ("dynamodb", "s3", "stepfunctions", "secretsmanager")
SERVICE_DATA = ("service-2", "endpoint-rule-set-1", "waiters-2", "paginators-1")
COMMON_DATA = ("endpoints", "partitions", "sdk-default-configuration", "_retry")


class Launcher:
    """Forks and reaps execution environments.

    Args:
        control: connection to the embedded cloud.
        idle: modules to import while nothing else is to do.
    """

    def __init__(self, control: Connection, idle: Sequence[str] = ()):
        self._control = control
        self._idle = idle
        self._children: dict[int, int] = {}  # id -> process id
        self._stopping = False
        self._wake_reader, self._wake_writer = os.pipe()
        os.set_blocking(self._wake_reader, False)
        os.set_blocking(self._wake_writer, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake_writer, warn_on_full_buffer=False)

    def run(self) -> None:
        """Serve until the cloud closes the connection or sends SIGTERM; then kill every environment."""
        # Not an exception: one that is raised while a package is imported may get lost there.
        signal.signal(signal.SIGTERM, self._stop)
        try:
            self._serve()
        finally:
            for number in list(self._children):
                self._kill(number)

    def _stop(self, *_: object) -> None:
        self._stopping = True  # the wake-up pipe ends the waiting

    def _serve(self) -> None:
        waiting = list(self._idle)
        while not self._stopping:
            ready = wait([self._control, self._wake_reader], timeout=0 if waiting else None)
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
            if not ready and waiting:
                preload(waiting.pop(0))

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


def preload(name: str) -> None:
    """Import a package for all environments to come, or leave it when this machine does not have it."""
    with suppress(ImportError):
        importlib.import_module(name)
        gc.freeze()


def read_service_data() -> None:
    """Give boto3's default session, which every environment inherits, what it would read from files.

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


def modules(table: Mapping[str, Sequence[str]], packages: Container[str]) -> list[str]:
    """What a table says of these packages, or layers."""
    return [module for package, found in table.items() if package in packages for module in found]


def main() -> NoReturn:
    """Entry point."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control, *folders = sys.argv[1:]
    layers = [Path(folder) for folder in folders]
    packages = packages_of(layers)
    for package in packages:
        top_level_modules(package)  # remembered: every environment asks for its own
    for name in modules(PRELOAD, packages):
        preload(name)
    read_service_data()
    sys.path[:0] = [str(layer) for layer in layers if layer.name in PRELOAD_OF_LAYERS]
    own = modules(PRELOAD_OF_LAYERS, {layer.name for layer in layers})
    Launcher(Connection(int(control)), [*modules(PRELOAD_WHEN_IDLE, packages), *own]).run()
    sys.exit(0)


if __name__ == "__main__":
    main()
