"""The launcher ends with its cloud, and what it imports ahead changes nothing but time."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local import Cloud
from local.launcher import PRELOAD

ROOT = Path(__file__).parents[2]


@contextmanager
def _launcher(code: str, control: socket.socket) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-c", code, str(control.fileno())]
    with subprocess.Popen(command, cwd=ROOT, pass_fds=[control.fileno()]) as process:
        try:
            yield process
        finally:
            process.kill()


def test_it_ends_with_its_cloud() -> None:
    ours, theirs = socket.socketpair()
    code = "import sys; from local import launcher; launcher.Launcher(launcher.Connection(int(sys.argv[1]))).run()"
    with _launcher(code, theirs) as process:
        theirs.close()
        ours.close()
        assert process.wait(timeout=30) == 0


# All layers that every function has, and a function that needs no more.
CONFINED = """
import importlib, sys
from pathlib import Path
from local.packages import confine

layers = Path("layers")
confine(Path("functions/system"), [layers / "dependencies", layers / "inkwell"])
for module in sys.argv[1:]:
    importlib.import_module(module)
"""


def test_our_modules_that_are_imported_ahead_need_what_every_function_has() -> None:
    modules = PRELOAD["inkwell"]
    done = subprocess.run(
        [sys.executable, "-c", CONFINED, *modules], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


TEMPLATE = {
    "Transform": "AWS::Serverless-2016-10-31",
    "Resources": {
        "Layer": {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "layers/inkwell"}},
        "Told": {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "CodeUri": "functions",
                "Handler": "told.handler",
                "Runtime": "python3.13",
                "Layers": [{"Ref": "Layer"}],
            },
        },
    },
}
HANDLER = """
import sys
ahead = "inkwell.wiring" in sys.modules
from inkwell.wiring import WORD

def handler(event, context):
    return [ahead, WORD]
"""


def test_an_edit_of_a_module_that_was_imported_ahead_is_live(tmp_path: Path) -> None:
    package, handler = tmp_path / "layers" / "inkwell" / "inkwell", tmp_path / "functions" / "told.py"
    for folder in (package, handler.parent):
        folder.mkdir(parents=True)
    (tmp_path / "template.yaml").write_text(json.dumps(TEMPLATE))
    (package / "__init__.py").write_text("")
    (package / "wiring.py").write_text('WORD = "one"\n')
    handler.write_text(HANDLER)
    with Cloud(tmp_path, gateway=False) as cloud:
        assert cloud.invoke("Told", {}) == [True, "one"]
        (package / "wiring.py").write_text('WORD = "two"\n')
        assert cloud.invoke("Told", {}) == [False, "two"]
        (package / "wiring.py").write_text('WORD = "one"\n')
        assert cloud.invoke("Told", {}) == [False, "one"]
