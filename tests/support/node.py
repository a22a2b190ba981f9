"""TypeScript in tests: Node, and the packages of tests/typescript, installed once."""

import fcntl
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.studio import ROOT

TYPESCRIPT = ROOT / "tests" / "typescript"


def packages() -> Path:
    """The folder of the installed packages. Without Node, npm or a network the test is skipped."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("there is no Node")
    folder = TYPESCRIPT / "node_modules"
    wanted = json.loads((TYPESCRIPT / "package.json").read_text())["dependencies"]
    # Other processes of the same run may want them at the same moment.
    with (TYPESCRIPT / "package.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not all((folder / name).is_dir() for name in wanted):
            command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
            done = subprocess.run(command, cwd=TYPESCRIPT, capture_output=True, check=False, timeout=120)
            if done.returncode:
                pytest.skip("npm could not install the packages")
    return folder
