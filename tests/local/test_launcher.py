"""The launcher ends when it is told to, whatever it is doing."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]

STOPPED_AMID_AN_IMPORT = """
import os, signal, sys
from multiprocessing.connection import Connection
from local import launcher

def preload(name):
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except BaseException:
        pass  # as callbacks of imports do

launcher.preload = preload
launcher.Launcher(Connection(int(sys.argv[1])), ["a package"]).run()
"""


@contextmanager
def _launcher(code: str, control: socket.socket) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-c", code, str(control.fileno())]
    with subprocess.Popen(command, cwd=ROOT, pass_fds=[control.fileno()]) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_stop_amid_an_import_is_not_lost() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, _launcher(STOPPED_AMID_AN_IMPORT, theirs) as process:
        assert process.wait(timeout=30) == 0


def test_it_ends_with_its_cloud() -> None:
    ours, theirs = socket.socketpair()
    code = "import sys; from local import launcher; launcher.Launcher(launcher.Connection(int(sys.argv[1]))).run()"
    with _launcher(code, theirs) as process:
        theirs.close()
        ours.close()
        assert process.wait(timeout=30) == 0
