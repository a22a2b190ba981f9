"""`make sam-local`: what it prepares, and when it says what. Stand-ins play sam, and Docker where it is asked."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import cloud, serving, state
from local.cfn_yaml import yaml_parse
from scripts import sam_child
from scripts.sam_child import Child
from tests.deploy import stack
from tests.deploy.stack import ROOT, of_type

#: A `docker` whose bridge is the loopback address, and which notes that it was asked.
DOCKER = """#!/bin/sh
echo docker >> {log}
echo '[{{"Subnet": "127.0.0.0/8", "Gateway": "127.0.0.1"}}]'
"""

#: A `sam`: its build copies the template, as the real one does where nothing is to be resolved; its API is a health
#: check that first answers 502 and then what the API does.
SAM = """#!{python}
import http.server, os, shutil, signal, sys, time
with open({log!r}, "a") as log:
    log.write("sam " + " ".join(sys.argv[1:]) + "\\n")
if sys.argv[1] == "build":
    if os.path.exists({log!r} + ".fails"):
        sys.exit("sam says what is wrong")
    os.makedirs({built!r}, exist_ok=True)
    shutil.copy({template!r}, {built!r})
    print("Commands you can use next: sam deploy --guided")
    sys.exit(0)
if os.path.exists({log!r} + ".ends"):
    sys.exit(3)
if os.path.exists({log!r} + ".deaf"):
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
asked = 0
class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        global asked
        asked += 1
        self.send_response(502 if asked == 1 else 200)
        self.end_headers()
port = int(sys.argv[sys.argv.index("--port") + 1])
try:
    http.server.HTTPServer(("127.0.0.1", port), Health).serve_forever()
except KeyboardInterrupt:
    sys.exit(0)
"""


class Machine:
    """A developer's machine with a `docker` and a `sam` of ours.

    Args:
        folder: where they are, what they note, and what is built and served.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.log.touch()
        self.served = folder / "served"
        self._running: list[subprocess.Popen[str]] = []
        values = {"log": str(self.log), "built": str(folder / "built"), "template": str(ROOT / "template.yaml")}
        self._place("docker", DOCKER.format(**values))
        self._place("sam", SAM.format(python=sys.executable, **values))
        for name in ("functions", "layers"):
            shutil.copytree(ROOT / name, folder / "built" / name, dirs_exist_ok=True, copy_function=os.link)

    def _place(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)
        (self.folder / name).chmod(0o755)

    def without(self, name: str) -> None:
        """Remove a program."""
        (self.folder / name).unlink()

    def does(self, what: str) -> None:
        """Have sam do something else: its build `fails`, or the API `ends` by itself or is `deaf` to signals."""
        (self.folder / f"log.{what}").touch()

    @property
    def asked(self) -> list[str]:
        """What was asked of docker and sam so far."""
        return self.log.read_text().splitlines()

    def start(self, *options: str) -> "subprocess.Popen[str]":
        """Start it; what it prints can be read line by line."""
        patched = (
            "import sys; from pathlib import Path; from scripts import sam_local; "
            f"sam_local.SAM = {str(self.folder / 'sam')!r}; "
            f"sam_local.BUILT, sam_local.SERVED = Path({str(self.folder / 'built')!r}), Path({str(self.served)!r}); "
            "sys.exit(sam_local.main(sys.argv[1:]))"
        )
        given = ["--arch=x86_64", "--cloud-port=0", f"--state-dir={self.folder / 'state'}", *options]
        paths = [str(ROOT), *(str(ROOT / "layers" / each) for each in ("inkwell", "offline", "printing"))]
        environment = os.environ | {"PATH": str(self.folder), "PYTHONPATH": os.pathsep.join(paths)}
        self._running.append(
            subprocess.Popen(
                [sys.executable, "-c", patched, *given],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return self._running[-1]

    def ended(self, *options: str) -> tuple[int, str]:
        """The exit code, and everything it printed, of a start that ends by itself."""
        process = self.start(*options)
        said, _ = process.communicate(timeout=60)
        return process.returncode, said

    def close(self) -> None:
        """End what still runs."""
        for process in self._running:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    machine.close()


def read_until(process: "subprocess.Popen[str]", words: str) -> str:
    """Everything that it prints up to a line with some words."""
    said = ""
    assert process.stdout
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"it never said {words!r}:\n{said}")


class TestServing:
    def test_from_the_start_to_ctrl_c(self, machine: Machine) -> None:
        process = machine.start("--port=0", "--skip-pull-image")
        said = read_until(process, "Inkwell is ready at")
        assert said.index("Building") < said.index("Starting sam") < said.index("GET /health answers 502")
        assert "sam deploy" not in said, "sam advises commands that are not for this"
        read_until(process, "Ctrl-C")
        docker, build, api = machine.asked
        assert docker == "docker"
        assert build.startswith("sam build")
        assert "Arch=x86_64" in build
        assert "--skip-pull-image" in api
        process.send_signal(signal.SIGINT)
        read_until(process, "Stopping")
        assert process.wait(60) == 0
        self._check_what_sam_was_given(machine.served)

    @staticmethod
    def _check_what_sam_was_given(served: Path) -> None:
        written, source = yaml_parse((served / "template.yaml").read_text("utf-8")), stack.source()
        values = json.loads((served / "environment.json").read_text("utf-8"))
        functions = of_type(written, "AWS::Serverless::Function")
        assert set(values) == set(functions)
        for name, function in functions.items():
            assert function["Environment"]["Variables"] == values[name]
            assert values[name]["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:")
            assert values[name]["AWS_ACCESS_KEY_ID"], "what it signs is known to the embedded cloud"
            assert values[name]["STAGE"] == "local"
            assert Path(function["CodeUri"]).is_dir()
        for name, default in (("Arch", "x86_64"), ("Stage", "local")):
            assert written["Parameters"][name].pop("Default") == default
            source["Parameters"][name].pop("Default")
        for template in (written, source):
            for function in of_type(template, "AWS::Serverless::Function").values():
                function.pop("Environment", None)
                function.pop("CodeUri")
            for layer in of_type(template, "AWS::Serverless::LayerVersion").values():
                layer.pop("ContentUri")
        assert written == source, "it stays as it was otherwise"

    def test_it_ends_with_sam_and_as_sam_did(self, machine: Machine) -> None:
        machine.does("ends")
        code, said = machine.ended("--port=0")
        assert code == 3
        assert "ready at" not in said

    def test_ctrl_c_twice_ends_a_sam_that_hears_nothing(self, machine: Machine) -> None:
        machine.does("deaf")
        process = machine.start("--port=0")
        read_until(process, "Inkwell is ready at")
        process.send_signal(signal.SIGINT)
        read_until(process, "Stopping")
        ended = threading.Event()
        # However often somebody presses it: the state is saved all the same.
        threading.Thread(target=_press, args=(process, ended), daemon=True).start()
        read_until(process, "sam had to be killed")
        ended.set()
        assert process.wait(60) == 0
        assert (machine.folder / "state" / "state.json").is_file()


def _press(process: "subprocess.Popen[str]", ended: threading.Event) -> None:
    while not ended.wait(0.5):
        process.send_signal(signal.SIGINT)


class TestWhatIsMissing:
    """Told at once, before the build, which takes longest."""

    def test_an_engine(self, machine: Machine) -> None:
        machine.without("docker")
        code, said = machine.ended("--port=0")
        assert (code, said) == (1, "error: docker is not installed: make run needs none\n")
        assert machine.asked == []

    def test_an_engine_that_runs(self, machine: Machine) -> None:
        (machine.folder / "docker").write_text("#!/bin/sh\necho is the daemon running? >&2\nexit 1\n")
        code, said = machine.ended("--port=0", "--host=127.0.0.1")
        assert (code, said) == (1, "error: docker does not answer: is the daemon running?\n")
        assert machine.asked == []

    @pytest.mark.parametrize("option", ["--port", "--cloud-port"])
    def test_a_port(self, machine: Machine, option: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            number = taken.getsockname()[1]
            code, said = machine.ended("--port=0", f"{option}={number}")
        assert code == 1
        assert f":{number}" in said
        assert option in said
        assert machine.asked == ["docker"]

    def test_a_build(self, machine: Machine) -> None:
        machine.does("fails")
        code, said = machine.ended("--port=0")
        assert code == 1
        assert "error: sam build failed:\nsam says what is wrong" in said
        assert len(machine.asked) == 2


def test_options_that_messages_name_exist() -> None:
    """A message of the embedded cloud may be about a start by either command."""
    sources = "".join(Path(str(module.__file__)).read_text("utf-8") for module in (cloud, serving, state))
    named = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", sources))
    assert {"--state-dir", "--cloud-port"} <= named
    for command in ("local", "scripts.sam_local"):
        done = subprocess.run(
            [sys.executable, "-m", command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        missing = {name for name in named if name not in done.stdout}
        assert not missing, (command, missing)


class TestChildren:
    """Programs end, whatever they do."""

    STEPS = ((signal.SIGINT, 0.3), (signal.SIGTERM, 0.3), (signal.SIGKILL, 20.0))

    @staticmethod
    def _child(program: str, tmp_path: Path) -> Child:
        begun = tmp_path / "begun"
        code = f"import pathlib, signal, time\n{program}\npathlib.Path({str(begun)!r}).touch()\ntime.sleep(600)"
        child = Child([sys.executable, "-c", code])
        while not begun.exists():
            assert child.code is None
            time.sleep(0.01)
        return child

    @pytest.mark.parametrize(
        ("program", "in_order"),
        [
            ("signal.signal(signal.SIGINT, lambda *_: exit(0))", True),
            ("signal.signal(signal.SIGINT, signal.SIG_IGN)", True),
            ("for each in (signal.SIGINT, signal.SIGTERM): signal.signal(each, signal.SIG_IGN)", False),
        ],
    )
    def test_harder_at_each_step(self, tmp_path: Path, program: str, in_order: bool) -> None:
        child = self._child(program, tmp_path)
        assert child.end(threading.Event(), self.STEPS) == in_order
        assert child.code is not None

    def test_at_once_where_nobody_wants_to_wait(self, tmp_path: Path) -> None:
        child = self._child("signal.signal(signal.SIGINT, signal.SIG_IGN)", tmp_path)
        again = threading.Event()
        threading.Thread(target=lambda: (time.sleep(0.2), again.set()), daemon=True).start()
        # An hour for the first step: only the second signal can have ended it.
        assert child.end(again, ((signal.SIGINT, 3600.0), *self.STEPS[1:]))
        assert child.code == -signal.SIGTERM

    def test_with_all_that_they_started(self, tmp_path: Path) -> None:
        # It started something that ignores the signal, and ends at once itself.
        program = "import subprocess\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nsubprocess.Popen(['sleep', '600'])"
        child = self._child(f"{program}\nsignal.signal(signal.SIGINT, lambda *_: exit(0))", tmp_path)
        group = child._process.pid
        child.end(threading.Event(), self.STEPS)
        for _ in range(200):
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        raise AssertionError("something of it still runs")


def test_one_that_ended_is_left_alone() -> None:
    child = Child([sys.executable, "-c", "raise SystemExit(4)"])
    while child.code is None:
        time.sleep(0.01)
    killed: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sam_child.os, "killpg", lambda pid, _: killed.append(pid))
        assert child.end(threading.Event())
    assert (child.code, killed) == (4, [])
