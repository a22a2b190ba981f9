"""What `make sam-local` prepares for sam; sam itself needs Docker, which the checks do without."""

import argparse
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local.cfn_yaml import yaml_parse
from scripts import sam_local
from tests.deploy import stack
from tests.deploy.stack import ROOT, of_type


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The template and the environment variables that sam was given."""
    folder = tmp_path_factory.mktemp("built")
    given: list[Path] = []

    def start_api(template: Path, variables: Path, *_: object) -> "subprocess.Popen[bytes]":
        given.extend([template, variables])
        return subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])

    shutil.copy(ROOT / "template.yaml", folder)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    options = argparse.Namespace(arch="x86_64", port=3000, cloud_port=0, host="127.0.0.1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sam_local, "BUILT", folder)
        patch.setattr(sam_local, "STATE", folder / "state")
        patch.setattr(sam_local, "start_api", start_api)
        assert sam_local.serve(options, []) == 3, "it ends with sam, and as sam did"
    for number, handler in handlers.items():
        signal.signal(number, handler)
    return given[0], given[1]


def test_every_function_declares_and_gets_where_aws_is(served: tuple[Path, Path]):
    template, variables = served
    functions = of_type(yaml_parse(template.read_text("utf-8")), "AWS::Serverless::Function")
    values = json.loads(variables.read_text("utf-8"))
    assert set(values) == set(functions)
    for name, function in functions.items():
        assert function["Environment"]["Variables"] == values[name]
        assert values[name]["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:")
        assert values[name]["STAGE"] == "local"


def test_the_template_stays_as_it_was_otherwise(served: tuple[Path, Path]):
    written, source = yaml_parse(served[0].read_text("utf-8")), stack.source()
    for template in (written, source):
        for function in of_type(template, "AWS::Serverless::Function").values():
            function.pop("Environment", None)
    assert written == source


def test_without_docker_it_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(sam_local.SamLocalError, match="docker is not installed"):
        sam_local.container_gateway()
