"""A small studio in the embedded cloud. moto allows one cloud a process: tests of one module share theirs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import Cloud

PROJECT = Path(__file__).parent / "project"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small studio whose code tests may edit."""
    folder = tmp_path_factory.mktemp("studio") / "project"
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the triggers write their events."""
    return tmp_path_factory.mktemp("record") / "events.jsonl"


@pytest.fixture(scope="module")
def cloud(project: Path, record: Path) -> Iterator[Cloud]:
    """The small studio, running."""
    with Cloud(project, env={"RECORD_FILE": str(record), "FAILURES": "0"}, max_environments=12) as cloud:
        yield cloud
