"""The cold import of every function, measured against a bare boto3 DynamoDB client.

Each import is a fresh interpreter that sees what the function would see on Lambda: its folder, our package and the
installed libraries, with their bytecode compiled. Counted is processor time, which other work on the machine disturbs
least. The two are measured alternately, and the median of some rounds counts: a slower machine slows both.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from local.cfn_yaml import yaml_parse

ROOT = Path(__file__).parents[1]
AIM = 1.8
ROUNDS = 5

_TIMED = """
import time
began = time.process_time()
{code}
print(time.process_time() - began)
"""
BASELINE = "import boto3; boto3.client('dynamodb', region_name='us-east-1')"


def functions() -> Iterator[tuple[str, Path, str]]:
    """The name, the folder and the module of every function of the template."""
    for name, resource in yaml_parse((ROOT / "template.yaml").read_text())["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            properties = resource["Properties"]
            yield name, ROOT / properties["CodeUri"], properties["Handler"].partition(".")[0]


def seconds(code: str, folder: Path) -> float:
    """The processor time that a fresh interpreter needs for some code, in seconds."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{folder}{os.pathsep}{ROOT / 'layers' / 'inkwell'}",
        "PYTHONPYCACHEPREFIX": str(ROOT / ".inkwell" / "bytecode"),
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "AWS_REGION": "us-east-1",
    }
    run = subprocess.run(
        [sys.executable, "-c", _TIMED.format(code=code)],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(run.stdout)


def measure() -> dict[str, tuple[float, float]]:
    """The import of every function, as a multiple of the baseline and in milliseconds."""
    found: dict[str, tuple[float, float]] = {}
    for name, folder, module in functions():
        code = f"import {module}"
        seconds(code, folder)  # compiles the bytecode
        pairs = [(seconds(BASELINE, folder), seconds(code, folder)) for _ in range(ROUNDS)]
        ratio = statistics.median(function / baseline for baseline, function in pairs)
        found[name] = ratio, 1000 * statistics.median(function for _, function in pairs)
    return found
