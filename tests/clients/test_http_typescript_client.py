"""The types that openapi-typescript makes of the document: one flow of each family, compiled by `tsc --strict`."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PASSWORD
from tests.support.client import Client
from tests.support.contract import DOCUMENT
from tests.support.node import TYPESCRIPT, packages
from tests.support.stories import Story
from tests.support.studio import Studio


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled flows."""
    modules = packages()
    folder = tmp_path_factory.mktemp("flows")
    (folder / "node_modules").symlink_to(modules)
    (folder / "package.json").write_text('{"type": "module"}')
    shutil.copy(TYPESCRIPT / "flows.ts", folder)
    run(folder, modules / "openapi-typescript/bin/cli.js", DOCUMENT, "-o", folder / "api.d.ts")
    strict = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"]
    target = ["--target", "es2022", "--module", "nodenext", "--types", "node"]
    run(folder, modules / "typescript/bin/tsc", *strict, *target, "flows.ts")
    return folder / "flows.js"


def run(folder: Path, *command: Any) -> str:
    done = subprocess.run(["node", *command], cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_each_family_is_used_as_it_is_typed(
    program: Path, studio: Studio, alice: Client, source: str, new_story: Callable[[], Story]
) -> None:
    seen = json.loads(run(program.parent, program, studio.url, "alice", PASSWORD, source, new_story().topic))
    assert (seen["kit"]["name"], seen["kit"]["status"]) == ("Bea", "ready")
    assert (seen["replayed"], seen["listed"], seen["gone"]["statusCode"]) == ("true", True, 404)
    assert seen["scenes"] == 5
    assert seen["picture"].startswith("/tmp/projects/p/images/scene-0-")
    assert seen["task"]["status"] == "completed"
    assert len(seen["redrawn"]["urls"]) == 2
