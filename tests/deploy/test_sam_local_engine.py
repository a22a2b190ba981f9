"""The commands about `sam local` in docs/deploy.md, as they are printed: they run where a container engine does."""

import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from local.serving import Port
from tests.deploy.stack import ROOT

ARCH = "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
IMAGE = f"public.ecr.aws/lambda/python:3.13-{ARCH}"


def _engine(*question: str) -> bool:
    return (
        shutil.which("docker") is not None
        and subprocess.run(["docker", *question], capture_output=True).returncode == 0
    )


if not _engine("info"):
    pytest.skip("no container engine answers: docker info", allow_module_level=True)

#: An image that is there is not looked for in a registry.
ENVIRONMENT = os.environ | ({"SAM_SKIP_PULL_IMAGE": "1"} if _engine("image", "inspect", IMAGE) else {})


def commands() -> list[str]:
    """The blocks of the page that call a single function."""
    blocks = re.findall(r"^```\n(.*?)^```", (ROOT / "docs" / "deploy.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [block for block in blocks if "sam local invoke" in block]


class Served:
    """The API in containers.

    Args:
        url: of the API.
        sample: the URL of the sample character, as containers reach it.
    """

    def __init__(self, url: str, sample: str) -> None:
        self.url = url
        self.sample = sample


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`make sam-local`, from its first line to Ctrl-C."""
    port = Port("127.0.0.1", 0, "--port")
    port.close()
    given = [f"--arch={ARCH}", f"--port={port.number}", "--cloud-port=0"]
    paths = [str(ROOT), *(str(ROOT / "layers" / each) for each in ("inkwell", "offline", "printing"))]
    log = tmp_path_factory.mktemp("log") / "sam"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.sam_local", *given, f"--state-dir={tmp_path_factory.mktemp('state')}"],
            cwd=ROOT,
            env=ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(paths)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    # As long as the image takes to come.
    while "make reset" not in log.read_text() and process.poll() is None:
        time.sleep(0.2)
    assert process.poll() is None, log.read_text()
    yield Served(port.url, re.findall(r'"sourceImageUrl": "(.*?)"', log.read_text())[0])
    process.send_signal(signal.SIGINT)
    assert process.wait(120) == 0


def test_there_are_two(served: Served) -> None:
    assert len(commands()) == 2


@pytest.mark.parametrize("command", commands())
def test_a_function_is_called_as_the_page_says(served: Served, command: str) -> None:
    wanted = {"name": "Juno", "sourceImageUrl": served.sample}
    kit: dict[str, Any] = requests.post(f"{served.url}/reference-kits", json=wanted, timeout=120).json()
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        env=ENVIRONMENT | {"KIT": kit["id"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    assert answer["statusCode"] == 200
    if "$KIT" in command:
        shown = json.loads(answer["body"])
        assert shown["id"] == kit["id"]
        source = requests.get(shown["sourceImageUrl"], timeout=10)
        assert source.status_code == 200, "what the container signed is good"
