"""Pinned requirements: by version and hash, from no particular place, the same everywhere."""

import re
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.deploy.stack import ROOT

PINNED = [
    ROOT / "requirements" / "dev.txt",
    ROOT / "requirements" / "uv.txt",
    *sorted(ROOT.glob("layers/*/requirements.txt")),
]
LINE = re.compile(r"^[a-z0-9][^ ]* ?(;[^\\]*)?\\$|^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def _versions(file: Path) -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            requirement = Requirement(line.rstrip(" \\"))
            (pin,) = requirement.specifier
            assert pin.operator == "=="
            versions.setdefault(canonicalize_name(requirement.name), set()).add(pin.version)
    return versions


@pytest.mark.parametrize("file", PINNED, ids=lambda file: str(file.relative_to(ROOT)))
class TestPinned:
    def test_it_holds_pins_and_hashes_alone(self, file: Path):
        assert not [line for line in file.read_text("utf-8").splitlines() if not LINE.match(line)]

    def test_it_agrees_with_the_developers_machine(self, file: Path):
        installed = _versions(ROOT / "requirements" / "dev.txt")
        for name, versions in _versions(file).items():
            assert versions <= installed[name], name


@pytest.mark.parametrize("source", sorted([*ROOT.glob("requirements/*.in"), *ROOT.glob("layers/*/*.in")]))
def test_what_is_asked_for_is_pinned(source: Path):
    pinned = _versions(source.with_suffix(".txt"))
    for line in source.read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "-r")):
            assert canonicalize_name(Requirement(line).name) in pinned


def test_an_old_python_is_refused_with_what_to_do(tmp_path: Path):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.1 && exit\nexit 1\n')
    old.chmod(0o755)
    result = subprocess.run(
        ["sh", "scripts/bootstrap.sh", str(tmp_path / "venv")],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(old)},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "needs Python 3.11 or newer" in result.stderr
    assert "Python 3.9.1" in result.stderr
    assert not (tmp_path / "venv").exists()
